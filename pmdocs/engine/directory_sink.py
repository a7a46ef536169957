"""Where a site is written: a directory gets a whole new generation beside the old one, swapped in at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from pmdocs.incremental.store import Store
from pmdocs.incremental.up_to_date import output_name
from pmdocs.system.files import stamp
from pmdocs.system.hashing import digest
from pmdocs.system.output_folder import OutputFolder, spare_of
from pmdocs.system.ownership import holds

Seen = Mapping[str, Sequence[Any]]
"""What a folder holds, by path: digest of the contents, size and time stamp of the file."""


class Sink(Protocol):
    """Where a site is written."""

    def write(self, path: str, data: bytes) -> None:
        """Add one file; ``path`` is POSIX and relative."""

    def keep(self, path: str, known: str) -> bool:
        """Add a file of this digest as it was published before, if it is still there."""


class DirectorySink:
    """Makes the next generation of an output folder in ``.NAME.spare`` beside it and swaps the two.

    What was the output becomes the spare one, and the next build has to change only what is different in
    it, so that a small edit costs little in a large site. Files that both have are one file with two
    links: an unchanged file keeps its inode and time stamp, and a file is never written into, always
    replaced. What each of the two folders holds is in the ``store``, and is believed of a file only if
    its size and time are still the same. Files that pmdocs did not write are never touched: see
    ``OutputFolder``, which refuses folders with such files.
    """

    def __init__(self, output: Path, store: Store | None = None) -> None:
        self.output = output.resolve()
        self._store = store or Store()
        self._folder = OutputFolder(self.output, self._records)
        self._next = self._folder.next
        self._old: Seen = self._store.state(output_name(self.output)) or {}
        self._replaces = self.output.exists()
        self._has: Seen = self._store.state(self._spare_name) or {}
        # From here on the spare folder is neither the one nor the other, until it is published.
        self._store.put_state(self._spare_name, None)
        self._store.flush()
        if not holds(self._folder.spare, self._has, self._next.found):
            self._has = {}
        self._next.begin()

    @property
    def _spare_name(self) -> str:
        return f"spare {self.output}"

    def _records(self, folder: Path) -> Iterator[Mapping[str, str]]:
        """Yield what the stores know of a folder, those of other versions of the code included."""
        name = self._spare_name if folder == spare_of(self.output) else output_name(self.output)
        for fact in self._store.facts_of_all_versions(name):
            yield {path: seen[0] for path, seen in fact.items()}

    def write(self, path: str, data: bytes) -> None:
        """Add one file to the next generation."""
        if self.keep(path, digest(data)):
            return
        same = self._replaces and _same(self.output / path, data)
        if not (same and self._next.link(path, self.output)):
            self._next.put(path, data)

    def keep(self, path: str, known: str) -> bool:
        """Take a file from the spare folder or link one of the output, if nobody has touched it since."""
        seen = self._has.get(path)
        if seen and seen[0] == known:
            return True
        seen = self._old.get(path)
        untouched = seen and seen[0] == known and _is(self.output, path, seen)
        return bool(untouched) and self._next.link(path, self.output)

    def publish(self, digests: Mapping[str, str]) -> None:
        """Swap the generations; ``digests`` are those of all files that were added, by path."""
        swapped = self._folder.publish(digests)
        new = {path: [known, *(stamp(f"{self.output}/{path}") or ())] for path, known in digests.items()}
        self._store.put_state(output_name(self.output), new)
        old = self._old if swapped else {}
        if not old:
            old = new if self._folder.link_spare(digests) else {}
        if old:
            with suppress(OSError):  # another user may own it; the site is published all the same
                self._folder.keep_spare_from_git()
            self._store.put_state(self._spare_name, old)

    def abandon(self) -> None:
        """Leave the output as it was."""
        self._next.clear()


def _is(folder: Path, path: str, seen: Sequence[Any]) -> bool:
    """Whether a file is still the one that was seen."""
    return list(stamp(f"{folder}/{path}") or ()) == list(seen[1:])


def _same(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False
