"""Media types by suffix; the tables of the operating system differ from one machine to the next."""

from __future__ import annotations

from pathlib import PurePosixPath

_TEXT = {
    ".html": "text/html", ".htm": "text/html", ".css": "text/css", ".js": "text/javascript",
    ".mjs": "text/javascript", ".csv": "text/csv", ".txt": "text/plain", ".md": "text/markdown",
    ".xml": "application/xml", ".svg": "image/svg+xml", ".json": "application/json",
    ".yml": "application/yaml", ".yaml": "application/yaml", ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
}  # fmt: skip

_BINARY = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".bmp": "image/bmp",
    ".pdf": "application/pdf", ".zip": "application/zip", ".gz": "application/gzip", ".woff": "font/woff",
    ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf", ".mp4": "video/mp4",
    ".webm": "video/webm", ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip


def media_type(path: str) -> str:
    """Return the media type of a file, with the charset of texts."""
    suffix = PurePosixPath(path).suffix.lower()
    text = _TEXT.get(suffix)
    return f"{text}; charset=utf-8" if text else _BINARY.get(suffix, "application/octet-stream")
