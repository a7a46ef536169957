"""discover: the site folder → its sources (text that becomes pages) and assets (files copied as they are)."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from pathlib import Path

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.site.documents import Asset, FoundFile, Source
from pmdocs.system.files import is_file, is_folder, read, walk
from pmdocs.system.hashing import digest

TEXTS = (".md", ".yml", ".yaml")
MAX_BYTES = 10_000_000


def discover(site: Path, docs_dir: str) -> dict[str, FoundFile]:
    """Read the content folder of ``site``, in path order; hidden files and names starting with _ are left out."""
    root = site / docs_dir
    if not root.is_dir():
        return {docs_dir: _no_folder(docs_dir)}
    real = site.resolve()
    prefix = len(str(root)) + 1
    files = sorted((entry.path[prefix:].replace(os.sep, "/"), entry) for entry in walk(root))
    return {
        f"{docs_dir}/{name}": _read_entry(entry, name, f"{docs_dir}/{name}", real) for name, entry in files
    }


def read_file(site: Path, docs_dir: str, path: str) -> FoundFile | None:
    """Read the file at ``path`` in the site again; ``None`` when it is not there or none of the site's."""
    name = path.removeprefix(f"{docs_dir}/")
    if any(part.startswith((".", "_")) for part in name.split("/")):
        return None
    file = site / docs_dir / name
    if file.parent.resolve() != (site / docs_dir).resolve() / Path(name).parent:
        return None  # behind a link to a folder, which discover does not follow either
    try:
        with os.scandir(file.parent) as entries:
            entry = next((e for e in entries if e.name == file.name), None)
    except OSError:
        return None
    if entry is None or is_folder(entry):
        return None
    return _read_entry(entry, name, f"{docs_dir}/{name}", site.resolve())


def _read_entry(entry: os.DirEntry[str], name: str, path: str, site: Path) -> FoundFile:
    outside = entry.is_symlink() and _leads_out(Path(entry.path), site)
    if not is_file(entry) and not outside:
        return Problem(path, 1, 1, "E-FILE", Phrase("not a regular file", "不是普通文件"))
    if outside:
        return Problem(path, 1, 1, "E-FILE", _OUTSIDE, _OUTSIDE_HINT)
    is_text = path.lower().endswith(TEXTS)
    if is_text and entry.stat().st_size > MAX_BYTES:
        size = entry.stat().st_size // 1_000_000
        return Problem(path, 1, 1, "E-SIZE", _TOO_LARGE.fill(size=size), _TOO_LARGE_HINT)
    try:
        data = read(entry.path)
    except OSError as error:
        return Problem(path, 1, 1, "E-FILE", _UNREADABLE.fill(why=error.strerror))
    if is_text:
        return _source(data, path)
    return Asset(path, name, Path(entry.path), digest(data), data if name.lower().endswith(".csv") else b"")


def _leads_out(link: Path, site: Path) -> bool:
    try:
        return not link.resolve().is_relative_to(site)
    except (OSError, RuntimeError):  # in a circle
        return False


def _source(data: bytes, path: str) -> Source | Problem:
    try:
        text = data.decode("utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return Problem(path, line, column, "E-ENCODING", _NOT_UTF8, _NOT_UTF8_HINT)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path, text, digest(data))


def _no_folder(docs_dir: str) -> Problem:
    message = Phrase(f"the folder ‘{docs_dir}’ does not exist", f"文件夹‘{docs_dir}’不存在")
    hint = Phrase("put specs and pages there, or set docs_dir", "请把规格和页面放在那里，或设置 docs_dir")
    return Problem("pmdocs.yml", 1, 1, "E-FILE", message, hint)


_OUTSIDE = Phrase("leads to a file outside the site folder", "指向站点文件夹之外的文件")
_OUTSIDE_HINT = Phrase("copy the file into the site", "请把文件复制到站点内")
_TOO_LARGE = Phrase("the file has {size} MB; 10 MB is the limit", "文件有 {size} MB，上限为 10 MB")
_TOO_LARGE_HINT = Phrase("split it, or move rows to a CSV file", "请拆分文件，或把数据行移到 CSV")
_UNREADABLE = Phrase("cannot be read: {why}", "无法读取：{why}")
_NOT_UTF8 = Phrase("the text is not UTF-8", "文本不是 UTF-8 编码")
_NOT_UTF8_HINT = Phrase("save it as UTF-8", "请另存为 UTF-8 编码")
