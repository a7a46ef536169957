"""What is watched: content, themes, settings and, in a checkout, pmdocs' own code, and what of it is left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pmdocs.serve.live import Changed, Live
from pmdocs.serve.own_code import PACKAGE, in_checkout

OUTPUT = "output"


class _Watcher(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Watching:
    """Keeps a watcher on the folders that matter; they may change when the settings do."""

    def __init__(self, folder: Path, config_file: Path, live: Live) -> None:
        self._folder, self._config_file, self._live = folder.resolve(), config_file.resolve(), live
        self._paths: list[Path] = []
        self._output = self._folder / OUTPUT
        self._watcher: _Watcher | None = None
        self._stopped = False

    def start(self) -> None:
        """Watch before anything is read, so that no change falls in between."""
        from pmdocs.theming.theme import built_in_themes  # noqa: PLC0415 -- loads the kinds, while the address is printed

        content = self._read_settings()
        code = [PACKAGE] if in_checkout() else []
        self._watch([content, self._folder / "themes", self._config_file, *code, built_in_themes()])

    def follow(self) -> bool:
        """Watch what the site has come to consist of; return whether that was not watched before."""
        before = self._output
        self._read_settings()
        preview = self._live.responder.preview
        wanted = [path.resolve() for path in preview.folders()] if preview else []
        missing = [path for path in wanted if not any(path.is_relative_to(p) for p in self._paths)]
        if not missing and self._output == before:
            return False
        self._watch([*self._paths, *missing])
        return True

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped = True
        if self._watcher:
            self._watcher.stop()

    def _watch(self, paths: Sequence[Path]) -> None:
        from pmdocs.serve.watch.watcher import Watcher  # noqa: PLC0415 -- watchdog, while the address is printed

        before, self._paths = self._watcher, list(paths)
        watcher = Watcher(_outermost(paths), self._notify, self._live.warn, self._ignored)
        watcher.start()
        self._watcher = watcher
        if before:
            before.stop()
        if self._stopped:
            watcher.stop()

    def _notify(self, paths: Changed) -> None:
        self._live.changed(paths)

    def _ignored(self, path: Path) -> bool:
        """Tell whether a path belongs to the output: the folder, its lock, the next generation beside it."""
        output = self._output
        return path == output or path.is_relative_to(output) or (
            path.parent == output.parent and path.name.startswith(f".{output.name}.")
        )  # fmt: skip

    def _read_settings(self) -> Path:
        """Note the output folder and return the content folder; settings with mistakes change nothing."""
        from pmdocs.config import read_config  # noqa: PLC0415 -- loads pydantic, while the address is printed
        from pmdocs.diagnostics.problem import PmdocsError  # noqa: PLC0415 -- belongs to it

        try:
            config = read_config(self._config_file)
        except PmdocsError:
            return self._folder / "content"
        self._output = self._folder / config.site_dir
        return self._folder / config.docs_dir


def _outermost(paths: Sequence[Path]) -> list[Path]:
    """Return the paths that lie in no other of them."""
    kept: list[Path] = []
    for path in sorted(set(paths), key=lambda p: len(p.parts)):
        if not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return kept
