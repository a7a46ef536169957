"""discover: the site folder → its sources (text that becomes pages) and assets (files copied as they are)."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from pathlib import Path

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.notation.workbooks import ENDS
from pmdocs.site.documents import Asset, FoundFile, Source
from pmdocs.system.boundary import LEADS_OUT, LEADS_OUT_HINT, Boundary
from pmdocs.system.files import (
    MAX_FOLDERS,
    TooDeepError,
    as_text,
    is_file,
    is_folder,
    is_left_out,
    walk,
)  # fmt: skip
from pmdocs.system.hashing import digest
from pmdocs.system.reading import read_regular

TABLES = (".csv", ".tsv", *ENDS)
TEXTS = (".md", ".yml", ".yaml")
MAX_BYTES = 10_000_000
_TAKEN = re.compile(
    r"(?i)(?:assets|404\.html|site\.json|robots\.txt|sitemap\.xml)(?:/.*|(?:\.[a-z-]+)?\.[a-z]+)"
)
"""Sources that would become pages in place of files of pmdocs, or in folders that are such files."""


def discover(boundary: Boundary, docs_dir: str) -> dict[str, FoundFile]:
    """Read the content folder of a site, in path order.

    Hidden files, names starting with _ and what editors drop while they save are left out; a link to a folder
    inside the site is followed.
    """
    root = boundary.folder / docs_dir
    if not root.is_dir():
        return {docs_dir: _no_folder(docs_dir)}
    prefix = len(str(root)) + 1
    found: dict[str, FoundFile] = {}

    def unread(folder: str, error: OSError) -> None:
        path = f"{docs_dir}/{as_text(folder[prefix:])}".rstrip("/")
        found[path] = _unread(path, error)

    def linked(entry: os.DirEntry[str]) -> bool:
        follows = boundary.follows(Path(entry.path), root)
        if not follows:
            name = as_text(entry.path[prefix:].replace(os.sep, "/"))
            path = f"{docs_dir}/{name}"
            found[path] = _not_followed(path, name, Path(entry.path), boundary, root)
        return follows

    for entry in walk(root, is_left_out, unread, linked):
        name = entry.path[prefix:].replace(os.sep, "/")
        path = f"{docs_dir}/{as_text(name)}"
        found[path] = _read_entry(entry, name, path, boundary, root)
    return dict(sorted(found.items()))


def read_file(boundary: Boundary, docs_dir: str, path: str) -> FoundFile | None:
    """Read the file at ``path`` in the site again; ``None`` when it is not there or none of the site's.

    A link to a folder is told of where it is left out, as ``discover`` tells of it.
    A name that is not UTF-8 is known to ``discover`` alone.
    """
    name = path.removeprefix(f"{docs_dir}/")
    if any(is_left_out(part) for part in name.split("/")):
        return None
    root = boundary.folder / docs_dir
    file = root / name
    behind = (root / folder for folder in Path(name).parents)
    if any(folder.is_symlink() and not boundary.follows(folder, root) for folder in behind if folder != root):
        return None  # behind a link to a folder, which discover does not follow either
    try:
        with os.scandir(file.parent) as entries:
            entry = next((e for e in entries if e.name == file.name), None)
    except OSError:
        return None
    if entry is None:
        return None
    if is_folder(entry):
        left_out = entry.is_symlink() and not boundary.follows(file, root)
        return _not_followed(path, name, file, boundary, root) if left_out else None
    return _read_entry(entry, name, path, boundary, root)


def _read_entry(entry: os.DirEntry[str], name: str, path: str, boundary: Boundary, root: Path) -> FoundFile:
    refused = _refused(entry, name, boundary, root)
    if refused:
        return Problem(path, 1, 1, *refused)
    is_text = name.lower().endswith(TEXTS)
    try:
        size = entry.stat().st_size
        if is_text and size > MAX_BYTES:
            return Problem(path, 1, 1, "E-SIZE", _TOO_LARGE.fill(size=size // 1_000_000), _TOO_LARGE_HINT)
        data = read_regular(entry.path)
    except OSError as error:
        return _unread(path, error)
    if is_text:
        return _source(data, path)
    return Asset(path, name, Path(entry.path), digest(data), data if name.lower().endswith(TABLES) else b"")


def _refused(
    entry: os.DirEntry[str], name: str, boundary: Boundary, root: Path
) -> tuple[str, Phrase, Phrase] | tuple[str, Phrase] | None:
    """Return why a file must not be read, whatever it says: code, message and hint."""
    if as_text(name) != name:
        return "E-FILE", _NAME_NOT_UTF8, _NAME_NOT_UTF8_HINT
    if entry.is_symlink() and not boundary.lets(Path(entry.path), root):
        return "E-FILE", LEADS_OUT.fill(name=name), LEADS_OUT_HINT
    if not is_file(entry):
        return "E-FILE", Phrase("not a regular file", "不是普通文件")
    if name.lower().endswith(TEXTS) and _TAKEN.fullmatch(name):
        return "E-URL", _TAKEN_ADDRESS, _TAKEN_ADDRESS_HINT
    return None


def _not_followed(path: str, name: str, folder: Path, boundary: Boundary, root: Path) -> Problem:
    """Say that a link to a folder is left out, and why: it leads out, or round in a circle."""
    if boundary.lets(folder, root):
        return Problem(path, 1, 1, "W-FILE", _CIRCLE.fill(name=name), _CIRCLE_HINT)
    return Problem(path, 1, 1, "E-FILE", LEADS_OUT.fill(name=name), LEADS_OUT_HINT)


def _unread(path: str, error: OSError) -> Problem:
    if isinstance(error, TooDeepError):
        return Problem(path, 1, 1, "E-FILE", _TOO_DEEP.fill(n=MAX_FOLDERS), _TOO_DEEP_HINT)
    return Problem(path, 1, 1, "E-FILE", _UNREADABLE.fill(why=error.strerror))


def _source(data: bytes, path: str) -> Source | Problem:
    try:
        text = data.decode("utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        before = _with_plain_breaks(error.object[: error.start].decode())
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return Problem(path, line, column, "E-ENCODING", _NOT_UTF8, _NOT_UTF8_HINT)
    return Source(path, _with_plain_breaks(text), digest(data))


def _with_plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _no_folder(docs_dir: str) -> Problem:
    message = Phrase(f"the folder ‘{docs_dir}’ does not exist", f"文件夹‘{docs_dir}’不存在")
    hint = Phrase("put specs and pages there, or set docs_dir", "请把规格和页面放在那里，或设置 docs_dir")
    return Problem("pmdocs.yml", 1, 1, "E-FILE", message, hint)


_CIRCLE = Phrase("the link ‘{name}’ leads to a folder that holds it", "链接‘{name}’指向包含它的文件夹")
_CIRCLE_HINT = Phrase("what is there is shown once; take the link out", "其中的内容只显示一次；请删除该链接")
_TOO_LARGE = Phrase("the file has {size} MB; 10 MB is the limit", "文件有 {size} MB，上限为 10 MB")
_TOO_LARGE_HINT = Phrase("split it, or move rows to a CSV file", "请拆分文件，或把数据行移到 CSV")
_UNREADABLE = Phrase("cannot be read: {why}", "无法读取：{why}")
_TOO_DEEP = Phrase("lies more than {n} folders deep", "所在文件夹嵌套超过 {n} 层")
_TOO_DEEP_HINT = Phrase("move it up", "请移到上层")
_NAME_NOT_UTF8 = Phrase(
    "the name of the file, or of its folder, is not UTF-8", "文件或其文件夹的名称不是 UTF-8 编码"
)
_NAME_NOT_UTF8_HINT = Phrase("rename it", "请重命名")
_TAKEN_ADDRESS = Phrase("pmdocs writes files of its own at this address", "pmdocs 会在这个地址写入自己的文件")
_TAKEN_ADDRESS_HINT = Phrase("rename the file, or move it to another folder", "请重命名，或移到其他文件夹")
_NOT_UTF8 = Phrase("the text is not UTF-8", "文本不是 UTF-8 编码")
_NOT_UTF8_HINT = Phrase("save it as UTF-8", "请另存为 UTF-8 编码")
