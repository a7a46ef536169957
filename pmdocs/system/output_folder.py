"""The folder that a site is published to, its spare generation beside it, and what belongs to others in both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.system.generation import UNKNOWN, Generation, in_the_way
from pmdocs.system.hashing import digest
from pmdocs.system.manifest import IGNORE, IGNORE_TEXT, is_inside, read_journal, read_manifest, write_manifest
from pmdocs.system.ownership import Contents, contents
from pmdocs.system.reading import read_regular
from pmdocs.system.swap import exchange, move

_A_SITE = "site.json"
Records = Callable[[Path], Iterable[Mapping[str, str]]]
"""What other runs have noted of the files they wrote to a folder: digest by path."""


def spare_of(output: Path) -> Path:
    """Return where the next generation of an output folder is made, and the last one kept."""
    return output.parent / f".{output.name}.spare"


class OutputFolder:
    """An output folder that is about to be replaced; ``current`` is what it holds, ``next`` what it will hold.

    The next generation is made in ``.NAME.spare`` and swapped in. Where the platform cannot exchange two
    folders in one step, the old one is moved to ``.NAME.old`` first. All three may hold only files of
    pmdocs, by their lists, and what may stay: that is moved from the old generation to the new one, so
    that there is only ever one of it. ``records`` prove what is ours where an earlier pmdocs left no list.

    Raises:
        PmdocsError: E-OUTPUT, before anything was changed, where there is something else.
    """

    def __init__(self, output: Path, records: Records = lambda _: ()) -> None:
        self.path, self.spare = output, spare_of(output)
        self._aside = output.parent / f".{output.name}.old"
        self._records = records
        aside = self._found(self._aside)
        if aside.listed and not os.path.lexists(self.path):
            self._aside.rename(self.path)  # a build was killed between two steps
            aside = self._found(self._aside)
        self.current, self.next = self._found(self.path), self._found(self.spare)
        for left_over in (self.next, aside):
            self._refuse_two_of_one(left_over)
        for left_over in (self.next, aside):
            self._give_back(left_over.folder, left_over.found.staying)
        self._left_aside = aside.found.staying
        aside.clear()

    def _found(self, folder: Path) -> Generation:
        """Return a folder with its list; refuse one that holds anything else."""
        if folder.is_symlink() or (os.path.lexists(folder) and not folder.is_dir()):
            raise _refused(folder, _NO_FOLDER, _NO_FOLDER_HINT)
        known = read_manifest(folder)
        listed = self._proven(folder) if known is None else known
        listed |= dict.fromkeys(read_journal(folder) - listed.keys(), UNKNOWN)
        found = _contents(folder, listed)
        foreign = found.foreign(listed)
        if known is None and _A_SITE in foreign:
            raise _refused(folder, _NO_LIST, _NO_LIST_HINT)
        if foreign:
            raise in_the_way(folder, foreign)
        if known is None and listed:
            self._take_over(folder, listed)
        return Generation(folder, listed, found)

    def _proven(self, folder: Path) -> dict[str, str]:
        """Return the files that are still what a record says pmdocs wrote there."""
        records = self._records(folder) if folder.is_dir() else ()
        return {
            path: known for record in records for path, known in record.items()
            if is_inside(path) and _digest_of(folder / path) == known
        }  # fmt: skip

    def _take_over(self, folder: Path, listed: Mapping[str, str]) -> None:
        """Give its list to a folder of an earlier pmdocs, which kept its spare folder out of git in other words."""
        write_manifest(folder, listed)
        ignore = folder / IGNORE
        if folder == self.spare and _digest_of(ignore) == digest(b"*\n"):
            ignore.write_bytes(IGNORE_TEXT)

    def _refuse_two_of_one(self, left_over: Generation) -> None:
        """Refuse a generation that holds something of others of which the output has another one."""
        staying = left_over.found.staying
        twice = [path for path in staying if "/" not in path and os.path.lexists(self.path / path)]
        if twice:
            raise in_the_way(left_over.folder, twice)

    def _give_back(self, folder: Path, staying: Iterable[str]) -> None:
        """Move what may stay from another generation into the output."""
        if not self.path.is_dir():
            return
        for path in sorted(staying):
            # Where its folder is no more, or there is another one, it stays where it is.
            with suppress(FileNotFoundError, NotADirectoryError, FileExistsError):
                move(folder / path, self.path / path)

    def publish(self, digests: Mapping[str, str]) -> bool:
        """Swap the generations; return whether the old one is in the spare folder now."""
        staying = self._look_again(digests)
        self.next.finish(digests)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        exchanged = self.path.exists() and exchange(self.spare, self.path)
        if exchanged:
            self._give_back(self.spare, staying)
        else:
            self._replace(staying)
        self._give_back(self._aside, self._left_aside)
        return exchanged

    def _look_again(self, digests: Mapping[str, str]) -> set[str]:
        """Refuse what others have put into the output meanwhile, or where a file of ours is to be.

        Returns what stays, by path.
        """
        current = self.current
        found = _contents(self.path, current.listed)
        foreign = found.foreign(current.listed)
        tops = {path.partition("/")[0] for path in digests}
        for path in found.staying & (digests.keys() | tops):
            if _digest_of(self.path / path) == digests.get(path, UNKNOWN):
                current.listed[path] = digests[path]  # the same bytes: nobody loses anything
                write_manifest(self.path, current.listed)
            else:
                foreign.append(path)
        if foreign:
            raise in_the_way(self.path, foreign)
        return found.staying - current.listed.keys()

    def keep_spare_from_git(self) -> None:
        """Let git leave the spare folder alone."""
        Generation(self.spare, {}).keep_from_git()

    def _replace(self, staying: Iterable[str]) -> None:
        """Put the next generation in place of the old one in two steps."""
        if not self.path.exists():
            self.spare.rename(self.path)
            return
        self.path.rename(self._aside)
        try:
            self.spare.rename(self.path)
        except OSError:
            self._aside.rename(self.path)
            raise
        self._give_back(self._aside, staying)
        Generation(self._aside, self.current.listed).clear()

    def link_spare(self, digests: Mapping[str, str]) -> bool:
        """Fill the spare folder with links to the output, so that the next build has to change only a little."""
        Generation(self.spare, read_manifest(self.spare) or {}).clear()
        spare = Generation(self.spare, digests)
        spare.begin()
        write_manifest(self.spare, digests)
        linked = all(spare.link(path, self.path) for path in digests)
        if not linked:
            spare.clear()
        return linked


def _contents(folder: Path, listed: Mapping[str, str]) -> Contents:
    """Return what lies in a folder; refuse one of which a part cannot be read."""
    try:
        return contents(folder, listed)
    except OSError as error:
        name = Path(error.filename or folder).name
        raise _refused(folder, _UNREADABLE.fill(name=name, why=error.strerror), _NO_FOLDER_HINT) from None


def _digest_of(file: Path) -> str | None:
    """Return the digest of a regular file, ``None`` for anything else."""
    try:
        return None if file.is_symlink() else digest(read_regular(file))
    except OSError:
        return None


def _refused(folder: Path, message: Phrase, hint: Phrase) -> PmdocsError:
    problem = Problem(folder.name, 1, 1, "E-OUTPUT", message.fill(folder=folder.name), hint)
    return PmdocsError(problem, exit_code=2)


_UNREADABLE = Phrase("what is in ‘{name}’ cannot be read: {why}", "无法读取‘{name}’中的内容：{why}")
_NO_FOLDER = Phrase(
    "‘{folder}’ is a file or a link where pmdocs needs a folder", "‘{folder}’应是文件夹，却是文件或链接"
)
_NO_FOLDER_HINT = Phrase("move it away, or choose another folder with -o", "请移走它，或用 -o 选择其他文件夹")
_NO_LIST = Phrase(
    "‘{folder}’ holds a site without the list by which pmdocs knows its own files",
    "‘{folder}’中有站点，但没有 pmdocs 用来辨认自己文件的清单",
)
_NO_LIST_HINT = Phrase(
    "an earlier pmdocs wrote it, or something else: move what is yours out of it, delete the folder and build again",
    "它由旧版 pmdocs 或其他程序写成：请移走你的文件，删除该文件夹后重新构建",
)
