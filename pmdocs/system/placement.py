"""Where an output folder may lie: apart from everything that a site is made of."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.system.boundary import TRUST, Boundary, in_repository
from pmdocs.system.manifest import MANIFEST
from pmdocs.system.output_folder import spare_of

Identity = tuple[int, int]
"""Device and inode: the same folder has one, whatever it is called."""


def refuse_bad_place(output: Path, sources: Iterable[Path]) -> None:
    """Refuse an output folder that is, holds or lies inside a source, a repository or another output.

    ``sources`` are the folders and files that a site is made of. Links are followed, and folders compared
    by what they are rather than by their names.

    Raises:
        PmdocsError: E-OUTPUT, exit code 2.
    """
    for place in (output, spare_of(output)):
        for source in sources:
            if _holds(place, source) or _holds(source, place):
                raise _refused(output, _OVERLAPS.fill(source=source.name), _OVERLAPS_HINT)
    if output.name.startswith(".") and output.name.endswith((".spare", ".old")):
        raise _refused(output, _OF_ANOTHER.fill(name=output.name), _HINT)
    if in_repository(output):
        raise _refused(output, _IN_REPOSITORY, _HINT)
    for folder in output.parents:
        if (folder / MANIFEST).is_file():
            raise _refused(output, _IN_OUTPUT.fill(other=folder.name), _HINT)


def refuse_leading_out(output: Path, boundary: Boundary) -> None:
    """Refuse an output folder of the settings that lies outside the site: a person has to name it.

    Raises:
        PmdocsError: E-OUTPUT, exit code 2.
    """
    if not boundary.lets(output, output):
        raise _refused(output, _LEADS_OUT.fill(name=output), _NAME_IT)


def _holds(folder: Path, path: Path) -> bool:
    """Whether a path is a folder or lies inside it, by name or by what they are."""
    if path.is_relative_to(folder):
        return True
    wanted = _identity(folder)
    return wanted is not None and any(_identity(one) == wanted for one in (path, *path.parents))


def _identity(path: Path) -> Identity | None:
    try:
        stat = os.stat(path)  # noqa: PTH116 -- links are followed on purpose
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _refused(output: Path, message: Phrase, hint: Phrase) -> PmdocsError:
    return PmdocsError(Problem(output.name or "/", 1, 1, "E-OUTPUT", message, hint), exit_code=2)


_OVERLAPS = Phrase(
    "the output folder is, holds or lies inside ‘{source}’, of which the site is made",
    "输出文件夹等于、包含或位于站点来源‘{source}’之中",
)
_OVERLAPS_HINT = Phrase(
    "choose a folder beside them: site_dir: output, or -o", "请选择旁边的文件夹：site_dir: output，或用 -o"
)
_OF_ANOTHER = Phrase(
    "‘{name}’ is the name of a folder that pmdocs keeps beside an output",
    "‘{name}’是 pmdocs 放在输出旁的文件夹的名称",
)
_IN_REPOSITORY = Phrase("the output folder lies inside a folder of git", "输出文件夹位于 git 的文件夹之中")
_IN_OUTPUT = Phrase(
    "the output folder lies inside ‘{other}’, which is the output of another build",
    "输出文件夹位于另一次构建的输出‘{other}’之中",
)
_HINT = Phrase("choose another folder with -o", "请用 -o 选择其他文件夹")
_LEADS_OUT = Phrase(
    "the output folder of the settings leads out of the site, to {name}",
    "设置中的输出文件夹在站点之外：{name}",
)
_NAME_IT = Phrase(
    f"name it with -o, or use {TRUST} if you trust whoever wrote the site",
    f"请用 -o 指明它；若信任站点作者，可用 {TRUST}",
)
