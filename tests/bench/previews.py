"""Preview servers side by side: from the start to the first page painted, and from a save to its words painted."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import Browser, Error

from tests.bench.attempts import attempt
from tests.bench.browser import Screen
from tests.bench.builds import Place, Say
from tests.bench.measure import FailedError, Server, run, tree_memory

WARM_UPS = 5
SAVE_PATIENCE = 30.0
"""Seconds to wait for one save; a save that takes longer is lost."""
LOST_AT_MOST = 3
PAUSE = (0.4, 0.6)
"""Seconds between two saves, drawn: an even rhythm could fall in with that of a tool that polls."""


@dataclass(slots=True)
class Preview:
    """The figures of one server at one size, in seconds."""

    tool: str
    pages: int
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    lost: int = 0
    pss: int = 0
    clock_ms: float = 0.0
    failure: str = ""


class Session:
    """A server and a browser page that shows the watched page of its site."""

    def __init__(self, place: Place, browser: Browser) -> None:
        self.place = place
        self.screen = Screen(browser)
        self._server: Server | None = None

    def start(self) -> float:
        """Start the server, open the page and return the seconds until it was painted."""
        port, until = _free_port(), time.monotonic() + self.place.patience
        begin = time.time()
        self._server = Server(self.place.tool.serve(self.place.site, port))
        while not _listens(port):
            self._server.check()
            if time.monotonic() > until:
                raise FailedError("the server does not listen")
            time.sleep(0.01)
        self.screen.open(f"http://127.0.0.1:{port}/{self.place.tool.url(self.place.page)}", until)
        return self.screen.painted(self.place.edits, until) - begin

    def save(self) -> float | None:
        """Save the page and return the seconds until it was painted, None when that does not happen."""
        begin = time.time()
        self.place.edit()
        try:
            return self.screen.painted(self.place.edits, time.monotonic() + SAVE_PATIENCE) - begin
        except FailedError:
            if self._server:
                self._server.check()
            return None

    def memory(self) -> int:
        """Return the memory of the server now."""
        return tree_memory(self._server.pid).pss if self._server else 0

    def close(self) -> None:
        """Close the page and end the server, once."""
        with suppress(Error):
            self.screen.close()
        if self._server:
            self._server.end()
            self._server = None


def compare(
    places: Sequence[Place], pages: int, browser: Browser, say: Say, *, runs: int, saves: int
) -> list[Preview]:
    """Measure all servers in turn."""
    both = [(place, Preview(place.tool.name, pages)) for place in places]
    for number in range(runs):
        for place, found in both:
            say(f"{pages} pages, start {number + 1}/{runs}: cold, {place.tool.title}")
            place.forget()
            attempt(found, _time_start, place, browser, found.cold)
    for place, found in both:
        attempt(found, _fill, place)
    for number in range(runs):
        for place, found in both:
            say(f"{pages} pages, start {number + 1}/{runs}: warm, {place.tool.title}")
            attempt(found, _time_start, place, browser, found.warm)
    if saves:
        _all_saves(both, saves, browser, say)
    return [found for _, found in both]


def _time_start(place: Place, browser: Browser, seconds: list[float]) -> None:
    with closing(Session(place, browser)) as session:
        seconds.append(session.start())


def _fill(place: Place) -> None:
    command = place.tool.fill(place.site)
    if command:
        run(command, place.patience)


def _all_saves(both: Sequence[tuple[Place, Preview]], saves: int, browser: Browser, say: Say) -> None:
    """Run the servers at once and save into one site after the other, so that all meet the same machine."""
    draw = Random(1)  # noqa: S311 -- the same rhythm in every run
    with ExitStack() as stack:
        ready: list[tuple[Session, Preview]] = []
        for place, found in both:
            if not found.failure:
                say(f"{found.pages} pages, saves: start of {place.tool.title}")
                session = stack.enter_context(closing(Session(place, browser)))
                attempt(found, session.start)
                ready.append((session, found))
        for number in range(WARM_UPS + saves):
            say(f"save {number + 1}/{WARM_UPS + saves}")
            for session, found in ready:
                attempt(found, _one_save, session, found, draw.uniform(*PAUSE), counted=number >= WARM_UPS)
                if found.failure:
                    session.close()
        for session, found in ready:
            attempt(found, _last_look, session, found)


def _one_save(session: Session, found: Preview, pause: float, *, counted: bool) -> None:
    session.screen.pause(pause)
    seconds = session.save()
    if seconds is None:
        found.lost += 1
        if found.lost >= LOST_AT_MOST:
            raise FailedError(f"{found.lost} saves were not shown within {SAVE_PATIENCE:.0f} s")
    elif counted:
        found.saves.append(seconds)


def _last_look(session: Session, found: Preview) -> None:
    found.pss, found.clock_ms = session.memory(), session.screen.check_clock()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
