"""How far links lead: what a file in a site says ends at the site folder, unless somebody trusts its links."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem

MAX_NAME = 255
"""Bytes of a name of a file or folder: the limit of Linux, macOS and Windows."""
SETTINGS = "pmdocs.yml"
TRUST = "--trust-links"


@dataclass(frozen=True)
class Boundary:
    """A site folder, absolute and without links; ``trust_links`` lets links lead anywhere.

    What a link leads to has to lie inside the folder and not be hidden there: ``.git`` and ``.env`` hold
    what is nobody's to read. A path that a person named on the command line is not asked about.
    """

    folder: Path
    trust_links: bool = False

    @classmethod
    def of(cls, folder: Path) -> Boundary:
        """Return the boundary of a folder whose links are not trusted."""
        return cls(folder.resolve())

    def lets(self, path: Path, within: Path | None = None) -> bool:
        """Whether a path may be read or written; ``within`` is a folder that may itself lie in a hidden one."""
        if self.trust_links:
            return True
        real = _resolved(path)
        if real is None or not real.is_relative_to(self.folder):
            return False
        base = _resolved(within) if within else None
        base = base if base and real.is_relative_to(base) else self.folder
        return not any(part.startswith(".") for part in real.relative_to(base).parts)

    def follows(self, path: Path, within: Path) -> bool:
        """Whether a link to a folder may be gone through: it stays inside and leads to no folder that holds it."""
        real, place = _resolved(path), _resolved(path.parent)
        if (
            real is None
            or place is None
            or place.is_relative_to(real)
            or within.resolve().is_relative_to(real)
        ):
            return False
        return self.lets(path, within)

    def links_out_of(self, folder: Path) -> Iterator[Path]:
        """Yield the links below a folder, and the folder itself, that lead where they must not."""
        if self.trust_links:
            return
        if not self.lets(folder, self.folder / folder.relative_to(self.folder).parts[0]):
            yield folder
            return
        for place, folders, files in os.walk(folder):
            for name in (*folders, *files):
                path = Path(place, name)
                if path.is_symlink() and not self.lets(path, folder):
                    yield path


def settings_of(site: Path, *, trust_links: bool = False) -> Path:
    """Return the settings file that lies in a site; one that leads elsewhere has to be named or trusted."""
    file = site / SETTINGS
    if file.is_symlink() and not Boundary(site.resolve(), trust_links).lets(file):
        problem = Problem(SETTINGS, 1, 1, "E-CONFIG", LEADS_OUT.fill(name=SETTINGS), _NAME_IT)
        raise PmdocsError(problem, exit_code=2)
    return file


def in_repository(path: Path) -> bool:
    """Whether a path leads into the folder in which git keeps what it knows."""
    return any(part.lower() == ".git" for part in path.resolve().parts)


def is_name(name: str) -> bool:
    """Whether a text is the name of one file or folder, and no path."""
    possible = name not in {"", ".", ".."} and not {"/", "\\", "\0", ":"} & set(name)
    return possible and len(os.fsencode(name)) <= MAX_NAME


def _resolved(path: Path) -> Path | None:
    """Return where a path leads, ``None`` for a link in a circle or a name that cannot be."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None


LEADS_OUT = Phrase(
    "‘{name}’ leads out of the site folder, or to a hidden file in it",
    "‘{name}’指向站点文件夹之外，或其中的隐藏文件",
)
LEADS_OUT_HINT = Phrase(
    f"copy what is there into the site, or use {TRUST} if you trust whoever wrote it",
    f"请把内容复制到站点内；若信任站点作者，可用 {TRUST}",
)
_NAME_IT = Phrase(
    f"name it with -f, or use {TRUST} if you trust whoever wrote it",
    f"请用 -f 指明它；若信任站点作者，可用 {TRUST}",
)
