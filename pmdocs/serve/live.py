"""A change is taken in, the pages that are open are told, and only then everything else is looked at."""

from __future__ import annotations

import time
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec

from pmdocs.diagnostics.problem import Phrase
from pmdocs.search.shards import FOLDER as SEARCH
from pmdocs.serve.addresses import address
from pmdocs.serve.assets import AssetLog
from pmdocs.serve.browsers import Browser, Browsers, tell
from pmdocs.serve.executor import Priority, PriorityExecutor
from pmdocs.serve.moves import Moves, newest_page
from pmdocs.serve.own_code import CLIENT, Code, mistakes
from pmdocs.serve.preview import Preview
from pmdocs.serve.reporting import Change, Reporting, named
from pmdocs.serve.responder import FOUND, MISSING, Reply, Responder

P = ParamSpec("P")
Changed = frozenset[Path] | None

_OFTEN = 3.0
"""Seconds between two reports while pages are made in the background."""

_AT_ONCE = 0.5
"""Seconds in which pages that had problems are looked at again before a change is reported."""

_WORK = 0.002
"""Seconds; an idle call that took longer has done something, and may have found problems."""


class Live:
    """The preview and its readers. What has no underscore may be called from any thread."""

    def __init__(
        self, folder: Path, open_preview: Callable[[], Preview], *, code: Code, say: Callable[[str], None],
        restart: Callable[[], None] = lambda: None, follow: bool = False, notes: str = "",
    ) -> None:  # fmt: skip
        self._folder, self._follow = folder.resolve(), follow
        self.responder, self.assets, self.browsers = Responder(open_preview), AssetLog(notes), Browsers()
        self.executor = PriorityExecutor(self._idle)
        self._code, self._say, self._restart = code, say, restart
        self._reporting = Reporting(self.responder, self._folder, say)
        self._moves = Moves()
        self._pending: deque[Changed] = deque()
        self._settled: Callable[[], bool] = lambda: False
        self._shown: dict[str, bytes] = {}
        self._changes: list[Change] = []
        self._scheduled = False
        self._worked, self._looked = False, 0.0

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """Names of this machine that the settings allow."""
        return self.responder.preview.allowed_hosts if self.responder.preview else ()

    def start(
        self, before: Callable[[], None] = lambda: None, settled: Callable[[], bool] = lambda: False
    ) -> None:
        """Load the site in its thread, after ``before``; whoever asks in the meantime waits.

        ``settled`` is called after each change, and returns whether changes before it may have been missed.
        """
        self._settled = settled
        self.executor.start()
        self._do(Priority.NOW, self._load, before)

    def changed(self, paths: Changed) -> None:
        """Take in changed files, or look at everything (``None``)."""
        self._pending.append(paths)
        self._do(Priority.NOW, self._take_in)

    def greet(self, browser: Browser) -> None:
        """Bring a page that connected up to date."""
        self.browsers.add(browser)
        self._do(Priority.NOW, self._greet, browser)

    def warn(self, phrase: Phrase) -> None:
        """Pass on what the watcher has to say."""
        self._say(phrase.within(self.responder.lang))

    def close(self, timeout: float) -> bool:
        """End the connections and the thread; return whether it ended within ``timeout`` seconds."""
        self.browsers.close()
        return self.executor.close(timeout)

    def reply(self, path: str) -> Reply:
        """Return the answer for an output path, and note a file that may change under a page. Executor only."""
        reply = self.responder.at(path)
        # The parts of the search are asked for anew at every search, and are made of all pages.
        if not (reply.html or reply.location or path.startswith(SEARCH)):
            self.assets.give(path, reply.version)
        return reply

    # In the executor's thread

    def _do(self, priority: Priority, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Call something whose result nobody waits for; a bug in it is at least seen."""

        def run() -> None:
            try:
                call(*args, **kwargs)
            except Exception:  # noqa: BLE001 -- the server lives
                self._say(traceback.format_exc())

        self.executor.submit(priority, run)

    def _load(self, before: Callable[[], None]) -> None:
        try:
            before()
        except Exception:  # noqa: BLE001 -- a preview that does not follow is better than none, when it says so
            self._say(traceback.format_exc())
        self.responder.load()
        self.assets.compare(self.responder.asset)
        self._tell_pages()
        self._later()
        self._do(Priority.SOON, self._code.remember)

    def _greet(self, browser: Browser) -> None:
        browser.post(follow=self._follow)
        self._tell(browser.path, [browser])
        self._remember()
        if assets := self.assets.since(browser.since):
            browser.post(assets=assets, state=self.assets.state)
        self._reporting.tell([browser])

    def _take_in(self) -> None:
        batches = [self._pending.popleft() for _ in range(len(self._pending))]
        if not batches:
            return
        started = time.perf_counter()
        paths = None if None in batches else frozenset(p for batch in batches for p in batch or ())
        if any(path.is_relative_to(CLIENT) for path in paths or ()):
            tell(self.browsers.all(), reload=True)
        if self._needs_restart(paths):
            self._restart()
            return
        self._moves.saved(paths or ())
        if self._update(paths):
            self._tell_pages()
            if assets := self.assets.compare(self.responder.asset, paths):
                tell(self.browsers.all(), assets=assets, state=self.assets.state)
        self._lead(paths or frozenset())
        if paths:
            what = named(paths, self._folder, self.responder.lang)
            self._changes.append(Change(what, time.perf_counter() - started))
        self._later()

    def _needs_restart(self, paths: Changed) -> bool:
        if paths is not None and not any(map(self._code.owns, paths)):
            return False
        files = self._code.changed()
        self._reporting.mistakes = mistakes(files, self._code.package, self.responder.lang)
        return bool(files) and not self._reporting.mistakes

    def _update(self, paths: Changed) -> bool:
        responder, preview = self.responder, self.responder.preview
        if preview is None:
            responder.load()
            return True
        # After a failure nobody knows what was taken in.
        wanted = None if responder.bug else paths
        return bool(responder.attempt(lambda: preview.update(wanted))) or bool(responder.bug)

    def _tell_pages(self) -> None:
        for path, browsers in self.browsers.by_path().items():
            self._tell(path, browsers)

    def _tell(self, path: str, browsers: list[Browser]) -> None:
        """Send a page to those who show another state of it."""
        reply, preview = self.responder.at(path), self.responder.preview
        behind = [browser for browser in browsers if browser.version != reply.version]
        if preview and reply.status == FOUND:
            self._shown[path] = reply.body
        news = self._news(path, reply) if behind else {}
        for browser in behind:
            browser.version = reply.version
            browser.post(**news)

    def _news(self, path: str, reply: Reply) -> dict[str, Any]:
        preview = self.responder.preview
        if reply.location:
            return {"go": reply.location}
        moved = self._moves.target(preview, path) if preview and reply.status == MISSING else None
        if moved is not None:
            return {"go": address(moved)}
        return {"version": reply.version, "html": reply.body.decode("utf-8", "replace")}

    def _lead(self, paths: frozenset[Path]) -> None:
        """Lead browsers to the page that was saved, where that was asked for."""
        preview = self.responder.preview
        url = newest_page(preview, paths) if self._follow and preview else None
        if url is not None:
            tell([b for b in self.browsers.all() if b.path != f"{url}index.html"], go=address(url))

    # When nobody waits any more

    def _later(self) -> None:
        """Ask for what can wait, once, however many changes come before it is its turn."""
        if not self._scheduled:
            self._scheduled = True
            self._do(Priority.SOON, self._after)

    def _after(self) -> None:
        self._scheduled = False
        self._remember()
        changes, self._changes = self._changes, []
        if self.responder.preview and changes:
            # What was wrong before may have been mended: what is said of a change must not be the state before it.
            ends = time.perf_counter() + _AT_ONCE
            self.responder.preview.check_known(lambda: time.perf_counter() > ends)
        self._reporting.look(self.browsers.all(), changes)
        if self._settled():
            self.changed(None)

    def _remember(self) -> None:
        """Note who the pages are that were shown, in case they go."""
        shown, self._shown = self._shown, {}
        if preview := self.responder.preview:
            for path, body in shown.items():
                self._moves.remember(preview, path, body)

    def _idle(self, stop: Callable[[], bool]) -> bool:
        preview = self.responder.preview
        if not preview:
            return False
        started = time.perf_counter()
        try:
            more = preview.work(stop)
        except Exception:  # noqa: BLE001 -- the page that fails says so itself when it is asked for
            more = False
        now = time.perf_counter()
        self._worked = self._worked or now - started > _WORK
        if self._worked and not stop() and (not more or now - self._looked > _OFTEN):
            self._worked, self._looked = False, now
            self._reporting.look(self.browsers.all())
        return more
