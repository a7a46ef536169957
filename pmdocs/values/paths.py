"""Paths of the settings: inside the site, and possible on every system."""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePosixPath
from typing import Annotated

from pmdocs.diagnostics.problem import Phrase
from pmdocs.system.boundary import MAX_NAME
from pmdocs.values.refusal import Reads, refuse, require, shown

MAX_OUTPUT_NAME = 240
"""The same of an output folder, beside which ``.name.spare`` and its like have to fit."""
MAX_PATH = 1_000
"""Bytes of a whole path; Linux allows 4,096, macOS 1,024, of which the site's own folder takes some."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_inner_path(raw: object, max_name: int = MAX_NAME, *, whole: bool = False) -> str:
    """Return a path inside the site, with slashes and without a slash at its end; ``whole`` lets it be the site."""
    require(raw)
    if not isinstance(raw, str):
        refuse(
            "E-TYPE",
            Phrase("expected a path, found {found}", "应为路径，实际是{found}").fill(found=shown(raw)),
        )
    text = raw.strip()
    if _CONTROL.search(text):
        refuse("E-RANGE", Phrase("a path holds no control characters", "路径中不能有控制字符"))
    path = PurePosixPath(text)
    if text.startswith(("/", "\\")) or ".." in path.parts or ":" in text:
        refuse("E-RANGE", _OUTSIDE.fill(found=shown(raw)), _OUTSIDE_HINT)
    if not path.parts and not whole:
        refuse("E-RANGE", _NOTHING.fill(found=shown(raw)), _OUTSIDE_HINT)
    names = [len(name.encode("utf-8", "surrogatepass")) for name in path.parts]
    if max(names, default=0) > max_name or sum(names) + len(names) > MAX_PATH:
        refuse("E-RANGE", _TOO_LONG.fill(found=shown(raw), name=max_name, path=MAX_PATH))
    return path.as_posix()


def read_entry_path(raw: object) -> str:
    """Return a path inside the content folder; a slash at its start is the content folder."""
    return read_inner_path(raw.strip().strip("/") if isinstance(raw, str) else raw)


InnerPath = Annotated[str, Reads(read_inner_path, {"type": "string"})]
"""A path inside the site."""
OutputPath = Annotated[
    str, Reads(partial(read_inner_path, max_name=MAX_OUTPUT_NAME, whole=True), {"type": "string"})
]
"""A path inside the site for an output folder; one that overlaps with the sources is refused with the others."""
EntryPath = Annotated[str, Reads(read_entry_path, {"type": "string"})]
"""A path inside the content folder."""

_OUTSIDE = Phrase("{found} leads out of the site folder", "{found}在站点文件夹之外")
_OUTSIDE_HINT = Phrase("give a path inside the site folder", "请写站点文件夹内的路径")
_NOTHING = Phrase("{found} is the whole folder", "{found}是整个文件夹")
_TOO_LONG = Phrase(
    "{found} is too long: a name has at most {name} bytes, a path {path}",
    "{found}太长：名称最多 {name} 字节，路径最多 {path} 字节",
)
