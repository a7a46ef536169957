"""Has anything changed since the last build? Answered without importing what a build needs.

The answer rests on contents: the digest of every input is compared, and size and time stamp of every
output file. What is said of the site then, is what was said the last time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pmdocs.incremental.code_version import code_digest
from pmdocs.incremental.store import Store
from pmdocs.system.clock import build_day
from pmdocs.system.files import is_file, is_left_out, walk
from pmdocs.system.git import commit_at
from pmdocs.system.hashing import digest
from pmdocs.system.ownership import holds
from pmdocs.system.reading import read_regular


@dataclass(frozen=True)
class Inputs:
    """Where the inputs of a build lie and which date it had.

    ``themes`` are the folders of the theme chain and that of the site's own themes, ``history`` is the folder
    whose commit counts.
    """

    config_file: str
    docs: str
    themes: Sequence[str]
    timezone: str
    fixed_today: bool
    today: str
    history: str = ""
    trust_links: bool = False

    def digest(self) -> str:
        """Return the digest of their contents now."""
        return digest(code_digest(), self.today, *self._contents())

    def today_now(self) -> str:
        """Return the date that a build would have now; a date in the settings is part of their contents."""
        return self.today if self.fixed_today else build_day(self.timezone).isoformat()

    def _contents(self) -> Iterator[object]:
        yield read_regular(self.config_file)
        yield commit_at(Path(self.history)) if self.history else ""
        yield from _contents_of(self.docs, is_left_out)
        for folder in self.themes:
            yield from _contents_of(folder, lambda _: False)


def _contents_of(folder: str, without: Callable[[str], bool]) -> Iterator[object]:
    yield folder
    if Path(folder).is_dir():
        unread: list[tuple[str, str]] = []
        linked: list[str] = []

        def behind_link(entry: os.DirEntry[str]) -> bool:
            linked.append(entry.path)
            return False

        found = walk(folder, without, lambda path, error: unread.append((path, str(error))), behind_link)
        for path, readable in sorted((entry.path, is_file(entry)) for entry in found):
            yield path
            yield _state_of(path) if readable else None
        yield from sorted(unread)
        if linked:
            yield time.time_ns()  # how far a link is followed is for the build to say, which looks anew each time


def _state_of(path: str) -> object:
    """Return what a file says, or why it cannot be read."""
    try:
        return digest(read_regular(path))
    except OSError as error:
        return error.errno


@dataclass(frozen=True)
class LastBuild:
    """What a build found and wrote, as plain data. ``problems`` are its problems, encoded."""

    inputs: Inputs
    digest: str
    output: str
    pages: int
    lang: str
    strict: bool
    problems: str

    def keep(self, store: Store, output: Path | None) -> None:
        """Remember the build; ``output`` is the folder asked for, ``None`` for that of the settings."""
        store.put_state(_name(Path(self.inputs.config_file), output), asdict(self))


def _name(config_file: Path, output: Path | None) -> str:
    return f"build {config_file.resolve()} {output.resolve() if output else ''}"


def output_name(output: Path) -> str:
    """Return the name under which the store keeps what was published to a folder."""
    return f"output {output.resolve()}"


def last_build(
    store: Store, config_file: Path, output: Path | None, date: str | None, *, trust_links: bool = False
) -> LastBuild | None:
    """Return the last build if another one would find and write the same, else ``None``.

    ``output`` is the folder asked for, ``None`` for that of the settings; ``date`` the date asked for.
    """
    known = store.state(_name(config_file, output))
    seen = store.state(output_name(Path(known["output"]))) if known else None
    if not known or not seen:
        return None
    inputs = Inputs(**known.pop("inputs"))
    try:
        same = (
            inputs.today == (date or inputs.today_now())
            and inputs.trust_links == trust_links
            and inputs.digest() == known["digest"]
            and holds(Path(known["output"]), seen)
        )
    except OSError:
        return None
    return LastBuild(inputs=inputs, **known) if same else None
