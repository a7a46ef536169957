"""Folders in which others keep files, in random places, and builds that go to random places among them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pmdocs.commands.build import build_site
from pmdocs.config import FILE
from pmdocs.diagnostics.problem import PmdocsError
from pmdocs.incremental.store import Store
from pmdocs.pipeline import Project
from pmdocs.system.manifest import read_journal, read_manifest

SITE = {
    "pmdocs.yml": "site_name: A\ntoday: 2026-06-24\ntheme: own\n",
    "content/index.md": "# Home\n",
    "content/a.md": "# A\n",
    "content/pictures/p.svg": "<svg/>",
    "themes/own/theme.yml": "extends: base\n",
}
EDITS: dict[str, tuple[str, str | None]] = {
    "another text": ("content/a.md", "# A\n\nOther text.\n"),
    "a page more": ("content/b/c.md", "# C\n"),
    "a page less": ("content/b/c.md", None),
    "a file where a folder was": ("content/b", "asset"),
    "a file of the name that hosts read": ("content/CNAME", "docs.example.com"),
    "not that file": ("content/CNAME", None),
    "a mistake": ("content/wrong.md", "[[nowhere]]\n"),
    "no mistake": ("content/wrong.md", None),
}
OUTPUTS = (
    "site/output", "site/output", "site/output", "site/output", "site/output/sub", "site", ".", "www", "www/deep/down",
    "site/content", "site/content/pub", "site/content/pictures", "site/themes", "site/themes/own", "site/themes/new",
    "site/.output.spare", "site/.git/pages", "home", "link", "home/link", "site/OUTPUT", "site/pmdocs.d",
)  # fmt: skip
FOLDERS = (
    "", "site", "site/output", "site/output", "site/.output.spare", "site/.output.old", "site/output/a", "site/output/b",
    "site/.output.spare/a", "site/output/assets", "site/content", "site/themes", "site/themes/.x", "www", ".www.spare",
    ".www.old", "www/a", "home", "home/.ssh", "site/output/photos", "site/output/.well-known/acme", "site/output/.git",
    ".home.spare", "site/output/.github", "www/.git/objects", "target",
)  # fmt: skip
NAMES = (
    "index.html", "site.json", "CNAME", ".gitignore", ".DS_Store", "Thumbs.db", "b", "photo.jpg", "id", "config", "a",
    "404.html", "d/e/f.txt", "robots.txt", ".nojekyll", "图.png", "sp ace", ".pmdocs", "new\nline", b"\xff.txt", "data.json",
)  # fmt: skip
MOMENTS = (
    "pmdocs.system.generation.Generation.put", "pmdocs.system.generation.Generation.link",
    "pmdocs.system.generation.Generation.drop", "pmdocs.system.generation.write_manifest",
    "pmdocs.system.generation.Generation.finish", "pmdocs.system.output_folder.exchange",
    "pmdocs.system.output_folder.OutputFolder._give_back", "pmdocs.system.output_folder.OutputFolder._replace",
    "pmdocs.system.output_folder.move", "pmdocs.system.output_folder.OutputFolder.link_spare",
    "pathlib.Path.rename",
)  # fmt: skip


class Killed(BaseException):
    """Ends a build where it stands, as a signal would."""


@dataclass(eq=False)
class World:
    """A site, other folders, and the files of others in them: contents, or where a link leads, by path."""

    folder: Path
    random: Random
    others: dict[str, bytes | str] = field(default_factory=dict)
    ends: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path, text in SITE.items():
            self.edit(path, text)
        (self.folder / "target").mkdir()
        (self.folder / "home").mkdir()
        (self.folder / "link").symlink_to("target")
        (self.folder / "home/link").symlink_to("../target")

    def edit(self, path: str, text: str | None) -> None:
        """Write or remove a source."""
        file = self.folder / "site" / path
        if str(file.relative_to(self.folder)) in self.others or file.is_dir() or not _has_room(file):
            return
        if text is None:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def plant(self) -> None:
        """Put a file of somebody else somewhere, but not where pmdocs says that its own are."""
        folder, name = self.random.choice(FOLDERS), self.random.choice(NAMES)
        path = f"{folder}/{os.fsdecode(name)}".lstrip("/")
        file = self.folder / path
        if os.path.lexists(file) or not _has_room(file) or any(_is_on_a_list(self.folder, path)):
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.random.random() < 0.1:
            self.others[path] = self.random.choice(["target", "../target", "nothing"])
            file.symlink_to(str(self.others[path]))
        else:
            data = b"" if self.random.random() < 0.1 else f"file {len(self.others)}".encode()
            self.others[path] = data
            file.write_bytes(data)

    def build(self, store: Store) -> None:
        """Build to a random place, perhaps where folders cannot be exchanged, perhaps not to the end."""
        output = self.folder / self.random.choice(OUTPUTS)
        with ExitStack() as stack:
            patch = stack.enter_context(pytest.MonkeyPatch.context())
            if self.random.random() < 0.3:
                patch.setattr("pmdocs.system.output_folder.exchange", lambda *_: False)
            if self.random.random() < 0.3:
                _kill(patch, self.random.choice(MOMENTS), self.random.randint(1, 6))
            self.ends.append(
                f"{output.relative_to(self.folder)}: {_end_of(self.folder / 'site', output, store)}"
            )

    def check(self) -> None:
        """Every byte of others is where it was; what may stay in an output is there, unless a build was killed."""
        for path, wanted in self.others.items():
            found = [one for one in self._places(path) if _content(self.folder / one) == wanted]
            assert found, f"{path!r} is gone\n" + "\n".join(self.ends)

    def _places(self, path: str) -> Iterable[str]:
        """Return where a file may be."""
        places = list(_places(path))
        output, _, end = self.ends[-1].partition(": ")
        inside = [one for one in places if one.startswith(f"{output}/")]
        return inside if end == "published" and inside and "/" not in inside[0][len(output) + 1 :] else places


def _end_of(site: Path, output: Path, store: Store) -> str:
    try:
        built = build_site(Project.open(site), site / FILE, output, store, jobs=1, quiet=True)
    except UnicodeEncodeError:
        return "published"
    except PmdocsError as error:
        return f"refused: {error.problems[0].code} {error.problems[0].message.en}"
    except Killed:
        return "killed"
    return "published" if built.published else "failed"


def _kill(patch: pytest.MonkeyPatch, name: str, calls: int) -> None:
    owner, _, function = name.rpartition(".")
    original: Any = _named(name)
    left = [calls]

    def last(*args: Any, **options: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            patch.setattr("pmdocs.engine.directory_sink.DirectorySink.abandon", lambda _: None)
            raise Killed
        return original(*args, **options)

    patch.setattr(f"{owner}.{function}", last)


def _named(name: str) -> Any:
    from pydoc import locate  # noqa: PLC0415 -- the only user

    return locate(name)


def _has_room(file: Path) -> bool:
    """Whether all that is above a file is folders or not there; a link above it would lead elsewhere."""
    return not any(os.path.lexists(one) and (one.is_symlink() or not one.is_dir()) for one in file.parents)


def _is_on_a_list(world: Path, path: str) -> Iterator[bool]:
    """Yield, for each folder above, whether its list says that a path is one of pmdocs."""
    parts = path.split("/")
    for n in range(len(parts)):
        folder = world / "/".join(parts[:n])
        listed = (read_manifest(folder) or {}).keys() | read_journal(folder)
        yield "/".join(parts[n:]) in listed


STAYING = re.compile(r"(\.(git|well-known)/.*|\.[^/]+|CNAME|(.*/)?(\.DS_Store|Thumbs\.db))", re.DOTALL)
"""What may lie in an output although pmdocs did not write it, and moves with the generations."""


def _places(path: str) -> Iterator[str]:
    """Yield where a file may have come to lie."""
    yield path
    for name in ("output", "www", "home", "target"):
        ends = (name, f".{name}.spare", f".{name}.old")
        for end in ends:
            above, found, below = f"/{path}".partition(f"/{end}/")
            if found and STAYING.fullmatch(below):
                yield from (f"{above}/{other}/{below}"[1:] for other in ends)


def _content(file: Path) -> bytes | str | None:
    try:
        return str(file.readlink()) if file.is_symlink() else file.read_bytes()
    except OSError:
        return None
