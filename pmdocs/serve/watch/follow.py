"""Takes hints, holds them against the disk, and gives out what has settled."""

from __future__ import annotations

from pmdocs.serve.watch.checkout import git_at_work
from pmdocs.serve.watch.hints import Hint, HintKind
from pmdocs.serve.watch.scope import Scope
from pmdocs.serve.watch.settle import Settling
from pmdocs.serve.watch.snapshot import Signature, Snapshot, is_linked, signature
from pmdocs.serve.watch.survey import Survey


class Follower:
    """Follows the files in scope. Times are seconds of a monotonic clock."""

    def __init__(self, scope: Scope, snapshot: Snapshot, survey: Survey) -> None:
        self._scope, self._snapshot, self._survey = scope, snapshot, survey
        self.settling = Settling(signature, self._differs, git_at_work(scope.roots))
        self._unhinted: set[str] = set()
        self.surprised = False
        """Whether the last settled files had one that no hint told of."""

    def take(self, hints: list[Hint], now: float) -> bool:
        """Follow hints up; return whether they call for a look at everything."""
        files: dict[str, HintKind] = {}
        folders: dict[str, HintKind] = {}
        everything = False
        for kind, path in dict.fromkeys(hints):
            if kind is HintKind.ALL or not self._scope.counts(path):
                everything = everything or kind is HintKind.ALL or self._scope.leads(path)
            else:
                self._sort(kind, path, files, folders)
        for path, kind in self._within(folders):
            files.setdefault(path, kind)
        for path, kind in files.items():
            self._unhinted.discard(path)
            whole = kind is HintKind.CREATED and is_linked(path)
            forced = kind is HintKind.FINAL and self._snapshot.is_young(path)
            self.settling.hint(path, HintKind.FINAL if whole else kind, now, forced=forced)
        return everything

    def found(self, path: str, now: float) -> None:
        """Follow up a file that a look at everything found different."""
        if path not in self.settling and self.settling.hint(path, HintKind.TOUCHED, now):
            self._unhinted.add(path)

    def doubt(self, now: float) -> None:
        """Take in that hints were lost."""
        self.settling.doubt()
        for path in self._snapshot.grow_old():
            self.settling.hint(path, HintKind.TOUCHED, now, forced=True)

    def collect(self, now: float) -> dict[str, Signature | None]:
        """Return the files that have settled, having noted them as reported."""
        settled = self.settling.collect(now)
        for path, found in settled.items():
            self._snapshot.record(path, found)
        self.surprised = not self._unhinted.isdisjoint(settled)
        self._unhinted.difference_update(settled)
        return settled

    def _sort(
        self, kind: HintKind, path: str, files: dict[str, HintKind], folders: dict[str, HintKind]
    ) -> None:
        if path in self._scope.roots:
            # A root may be a link to a folder, which no hint says; and it is expected back.
            folders[path] = HintKind.FOLDER
            kind = HintKind.TOUCHED if kind is HintKind.AWAY else kind
        if kind in {HintKind.FOLDER, HintKind.ARRIVED}:
            folders[path] = kind
        elif kind is HintKind.AWAY and self._snapshot.has_folder(path):
            folders[path] = HintKind.FOLDER
            files.update(dict.fromkeys(self._snapshot.files(path), kind))
        elif kind is not HintKind.TOUCHED or path not in files:
            files[path] = kind

    def _within(self, folders: dict[str, HintKind]) -> list[tuple[str, HintKind]]:
        """Return the files that look different in folders."""
        found = []
        for folder, kind in folders.items():
            whole = HintKind.FINAL if kind is HintKind.ARRIVED else HintKind.TOUCHED
            found += [(path, whole) for path in self._survey.below(folder) if path is not None]
        return found

    def _differs(self, path: str, found: Signature | None) -> bool:
        return found != self._snapshot.get(path)
