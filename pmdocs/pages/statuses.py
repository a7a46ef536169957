"""The status of a page in words, with the tone that stands for it."""

from __future__ import annotations

from pmdocs.i18n import Words

TONES = {"approved": "good", "review": "info", "draft": "muted", "archived": "muted"}


def status_of(status: str, words: Words) -> tuple[str, str] | None:
    """Return word and tone of a status; a plain page may have one of its own making."""
    return (words.get(f"status.{status}", status), TONES.get(status, "muted")) if status else None
