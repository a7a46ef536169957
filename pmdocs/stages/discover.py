"""discover: the site folder → its sources (text that becomes pages) and assets (files copied as they are)."""

from __future__ import annotations

import os
from pathlib import Path

from pmdocs.documents import Asset, Discovered, Source
from pmdocs.problem import Phrase, Problem

TEXTS = (".md", ".yml", ".yaml")
MAX_BYTES = 10_000_000


def discover(site: Path, docs_dir: str) -> tuple[Discovered, list[Problem]]:
    """Read the content folder of ``site``; hidden files and names starting with _ are left out."""
    root = site / docs_dir
    problems: list[Problem] = []
    sources: list[Source] = []
    assets: list[Asset] = []
    if not root.is_dir():
        return Discovered((), ()), [_no_folder(docs_dir)]
    for file in sorted(_walk(root), key=lambda f: f.relative_to(root).as_posix()):
        path = file.relative_to(site).as_posix()
        problem = _refusal(site, file, path)
        if problem:
            problems.append(problem)
        elif file.suffix.lower() in TEXTS:
            source = _read(file, path)
            (problems if isinstance(source, Problem) else sources).append(source)  # type: ignore[arg-type]
        else:
            assets.append(Asset(path, file.relative_to(root).as_posix(), file))
    return Discovered(tuple(sources), tuple(assets)), problems


def _walk(root: Path) -> list[Path]:
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if not f.startswith((".", "_"))]
        found += [Path(folder, name) for name in names if not name.startswith((".", "_"))]
    return found


def _refusal(site: Path, file: Path, path: str) -> Problem | None:
    """Say why a file must not be read, if it must not."""
    if not file.resolve().is_relative_to(site.resolve()):
        return Problem(path, 1, 1, "E-FILE", _OUTSIDE, _OUTSIDE_HINT)
    if not file.is_file():
        return Problem(path, 1, 1, "E-FILE", Phrase("not a regular file", "不是普通文件"))
    if file.suffix.lower() in TEXTS and file.stat().st_size > MAX_BYTES:
        size = file.stat().st_size // 1_000_000
        return Problem(path, 1, 1, "E-SIZE", _TOO_LARGE.fill(size=size), _TOO_LARGE_HINT)
    return None


def _read(file: Path, path: str) -> Source | Problem:
    try:
        data = file.read_bytes()
    except OSError as error:
        return Problem(path, 1, 1, "E-FILE", _UNREADABLE.fill(why=error.strerror))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return Problem(path, line, column, "E-ENCODING", _NOT_UTF8, _NOT_UTF8_HINT)
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))


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
