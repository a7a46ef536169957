"""One who works on a site: holds its files in memory, edits them at random, breaks some and mends them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from pmdocs.system.manifest import MANIFEST

Files = dict[str, bytes]
"""Bytes by path in the site folder; those below ``.kinds/`` stand for files of a kind's own folder."""

SITE = Path(__file__).parent / "site"
LINK = re.compile(r"(\]\()([^)#:\s]+)([#)])")
TRANSLATION = ".zh-CN.md"


def files_of(folder: Path) -> Files:
    """Return every file of a folder by its path."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def pages_of(output: Path) -> Files:
    """Return every file of an output folder by its path but the list of them, which is none of the site's."""
    return {path: data for path, data in files_of(output).items() if path != MANIFEST}


@dataclass(eq=False)
class Author:
    """The files as they are, as they were, and what has to be mended.

    ``wounds`` are the earlier contents (``None``: no file) of what an edit has probably broken.
    """

    seed: int
    files: Files = field(default_factory=lambda: files_of(SITE))
    history: list[Files] = field(default_factory=list)
    wounds: dict[str, bytes | None] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 -- edits are to be repeatable, not secret

    def number(self, most: int = 999) -> int:
        """Return a number from 1."""
        return self.random.randint(1, most)

    def one_of(self, values: Iterable[str]) -> str:
        """Return one of some values; whoever asks has nothing to do where there are none."""
        known = sorted(values)
        if not known:
            raise NothingToDo
        return self.random.choice(known)

    # What there is

    def sources(self, *endings: str) -> list[str]:
        """Return the paths in the content folder with one of these endings."""
        return [p for p in sorted(self.files) if p.startswith("content/") and p.endswith(endings or "")]

    def pages(self) -> list[str]:
        """Return the Markdown files."""
        return self.sources(".md")

    def specs(self, kind: str = "") -> list[str]:
        """Return the files that name a kind."""
        found = re.compile(rf"^kind: {kind}", re.MULTILINE)
        return [p for p in self.sources(".md", ".yml") if found.search(self.text(p))]

    def ids(self) -> list[str]:
        """Return every id that some file gives."""
        texts = (self.text(path) for path in self.sources(".md", ".yml"))
        return sorted({id_ for text in texts for id_ in re.findall(r"\bid: ([a-z][a-z0-9-]+)", text)})

    def folders(self) -> list[str]:
        """Return the folders of the content that hold files."""
        return sorted({posixpath.dirname(path) for path in self.sources()})

    # Reading and writing

    def text(self, path: str) -> str:
        """Return the text of a file; one that has been broken may be no text."""
        if path not in self.files:
            raise NothingToDo
        return self.files[path].decode(errors="replace")

    def put(self, path: str, text: str | bytes) -> None:
        """Write a file."""
        self.files[path] = text.encode() if isinstance(text, str) else text

    def sub(self, path: str, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
        """Replace what matches somewhere in a file, at one place chosen at random."""
        text = self.text(path)
        places = list(re.finditer(pattern, text, re.MULTILINE))
        if not places:
            raise NothingToDo
        place = self.random.choice(places)
        made = new(place) if callable(new) else new
        self.put(path, text[: place.start()] + made + text[place.end() :])

    def set_field(self, path: str, name: str, value: str | None) -> None:
        """Set a field of the front matter, or of a YAML file, or take it out."""
        line = "" if value is None else f"{name}: {value}\n"
        text, found = re.subn(rf"^{name}:.*\n", lambda _: line, self.text(path), count=1, flags=re.MULTILINE)
        if not found and path.endswith(".yml"):
            text = line + text
        elif not found and text.startswith("---\n"):
            text = f"---\n{line}{text[4:]}"
        elif not found:
            text = f"---\n{line}---\n\n{text}"
        self.put(path, text)

    def add_prose(self, path: str, prose: str) -> None:
        """Put a paragraph somewhere into the prose."""
        head, paragraphs = split(self.text(path))
        paragraphs.insert(self.random.randint(0, len(paragraphs)), prose)
        self.put(path, head + "\n\n".join(paragraphs) + "\n")

    def move(self, moves: Mapping[str, str], *, repair: bool) -> None:
        """Move files; with ``repair`` every relative link goes on leading where it led."""
        old = dict(self.files)
        for path in moves:
            del self.files[path]
        for path, new in moves.items():
            self.files[new] = old[path]
        for path in self.pages() if repair else ():
            origin = next((o for o, n in moves.items() if n == path), path)
            text = self.text(path)
            repaired = LINK.sub(partial(_repaired, origin=origin, path=path, moves=moves), text)
            if repaired != text:
                self.put(path, repaired)

    def partners(self, path: str) -> list[str]:
        """Return the file with its translation, or the translation with its original."""
        stem = path.removesuffix(TRANSLATION).removesuffix(".md")
        return [p for p in (f"{stem}.md", f"{stem}{TRANSLATION}") if p in self.files] or [path]


class NothingToDo(Exception):  # noqa: N818 -- no error: another edit is tried
    """An edit finds nothing that it could be done to."""


def split(text: str) -> tuple[str, list[str]]:
    """Return front matter and paragraphs of a page; a fence stays in one piece."""
    matter = re.match(r"---\n.*?^---\n+", text, re.DOTALL | re.MULTILINE)
    head = matter[0] if matter else ""
    parts = re.findall(
        r"(?:```.*?^```$|.)+?(?=\n\n|\n*\Z)", text[len(head) :].strip("\n"), re.DOTALL | re.MULTILINE
    )
    return head, [part.strip("\n") for part in parts if part.strip()]


def _repaired(match: re.Match[str], *, origin: str, path: str, moves: Mapping[str, str]) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(origin), match[2]))
    new = posixpath.relpath(moves.get(target, target), posixpath.dirname(path))
    return f"{match[1]}{new}{match[3]}"


def write(
    folder: Path, old: Mapping[str, bytes], new: Mapping[str, bytes], touched: Iterable[str]
) -> set[Path]:
    """Bring a folder from one state to another and return the files that were written or removed."""
    gone = [folder / path for path in old if path not in new]
    for file in gone:
        file.unlink()
        while not any(file.parent.iterdir()):
            file.parent.rmdir()
            file = file.parent  # noqa: PLW2901 -- upwards, as long as folders are empty
    written = [path for path, data in new.items() if old.get(path) != data]
    for path in written:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(new[path])
    for path in touched:
        os.utime(folder / path)
    return {*gone, *(folder / path for path in (*written, *touched))}
