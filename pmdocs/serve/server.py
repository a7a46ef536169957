"""`pmdocs serve`: the process around the live preview, from the first line printed to Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import click
import uvicorn

from pmdocs.diagnostics.problem import Phrase
from pmdocs.serve.app import application
from pmdocs.serve.guard import LOOPBACK
from pmdocs.serve.listening import PORT, address_of, hand_over, listen, notes_handed_over, was_restarted
from pmdocs.serve.live import Live
from pmdocs.serve.own_code import PACKAGE, Code, in_checkout
from pmdocs.serve.terminal import Terminal
from pmdocs.serve.watching import Watching

_SIGNALS = [signal.SIGINT, signal.SIGTERM]
_PATIENCE = 0.1
"""Seconds that a call to the preview under way has to end."""


@dataclass(frozen=True)
class Settings:
    """What was asked for on the command line; ``port`` None means the next free one."""

    folder: Path
    config_file: Path
    today: date | None = None
    host: str = "127.0.0.1"
    port: int | None = None
    open: bool = False
    follow: bool = False
    quiet: bool = False
    trust_links: bool = False
    allowed_hosts: tuple[str, ...] = ()


class _Interrupts:
    """Ctrl-C and SIGTERM while this is entered: noted, and the server told, but nothing is broken off.

    Python's own way, to raise KeyboardInterrupt wherever the main thread is, loses one that comes inside of
    a callback of the interpreter, and leaves threads behind that nobody has ended.
    """

    def __init__(self) -> None:
        self.came = False
        self._server: uvicorn.Server | None = None
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = {sig: signal.signal(sig, self._note) for sig in _SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for sig, handler in self._before.items():
            signal.signal(sig, handler)

    def end(self, server: uvicorn.Server) -> None:
        """Let an interrupt end the server, one that has come before included."""
        self._server = server
        server.should_exit = server.should_exit or self.came

    def _note(self, sig: int, frame: Any) -> None:
        del sig, frame
        self.came = True
        if self._server:
            self._server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn's server without its signals: Ctrl-C ends it at once, whatever is connected."""

    def __init__(self, config: uvicorn.Config, close: Callable[[], object]) -> None:
        super().__init__(config)
        self._close = close

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._close()
        await super().shutdown(sockets)


def serve(settings: Settings) -> int:
    """Serve a site until Ctrl-C; return the exit code."""
    lang = _language(settings.config_file)
    again = was_restarted()
    listening = listen(settings.host, settings.port)
    url = address_of(listening, settings.host)
    # Whoever sees the address may press Ctrl-C.
    with _Interrupts() as interrupts:
        if not again:
            _announce(settings, url, lang)
        return _run(settings, listening, interrupts)


def _announce(settings: Settings, url: str, lang: str) -> None:
    taken = settings.port is None and not url.endswith(f":{PORT}/")
    phrase = _NEXT_PORT.fill(port=PORT, url=url) if taken else _SERVING.fill(url=url)
    click.echo(phrase.within(lang))
    if settings.host not in LOOPBACK:
        click.echo(_SEEN_BY_OTHERS.fill(host=settings.host).within(lang), err=True)
    if settings.open:
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _run(settings: Settings, listening: socket.socket, interrupts: _Interrupts) -> int:
    restarting = threading.Event()

    def restart() -> None:
        restarting.set()
        server.should_exit = True

    live = _live(settings, restart)
    watching = Watching(settings.folder, settings.config_file, live, trust_links=settings.trust_links)
    config = uvicorn.Config(
        application(live, settings.host, settings.allowed_hosts), http="h11", ws="none", loop="asyncio", lifespan="off",
        log_config=None, log_level="critical", access_log=False, server_header=False,
        proxy_headers=False, timeout_graceful_shutdown=0,
    )  # fmt: skip
    server = _Server(config, lambda: live.close(0.0))
    interrupts.end(server)
    live.start(before=watching.start, settled=watching.follow)
    # The server closes its own; this one keeps the port while the process is replaced.
    with listening.dup() as kept:
        try:
            asyncio.run(server.serve(sockets=[listening]))
        finally:
            watching.stop()
            ended = live.close(_PATIENCE)
        if restarting.is_set() and not interrupts.came:
            return _again(kept, live.assets.write_down())
    if not ended:
        _leave()
    raise KeyboardInterrupt


def _leave() -> None:
    """End the process at once: a thread that computes while Python takes itself down would crash it."""
    click.echo("interrupted", err=True)
    sys.stdout.flush()
    os._exit(130)


def _live(settings: Settings, restart: Callable[[], None]) -> Live:
    def open_preview() -> Any:
        from pmdocs.serve.preview import Preview  # noqa: PLC0415 -- loads the pipeline, while the address is printed

        return Preview(
            settings.folder, settings.config_file, settings.today, trust_links=settings.trust_links
        )

    terminal = Terminal()

    def say(line: str) -> None:
        if not settings.quiet:
            terminal.say(line)

    return Live(
        settings.folder, open_preview, code=Code(PACKAGE, followed=in_checkout()), say=say, restart=restart,
        follow=settings.follow, notes=notes_handed_over(),
    )  # fmt: skip


def _again(listening: socket.socket, notes: str) -> int:
    """Put the changed code in this process's place; the socket stays open, so browsers just wait a moment."""
    arguments = [sys.executable, *sys.orig_argv[1:]]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform != "win32":
        os.execve(sys.executable, arguments, hand_over(listening, notes))  # noqa: S606 -- our own command line
    # On Windows exec gives the console back before the new process ends, and a socket has no number.
    listening.close()
    return subprocess.run(arguments, check=False).returncode  # noqa: S603 -- our own command line


def _language(config_file: Path) -> str:
    """Return the language of a site that is not loaded yet."""
    try:
        text = config_file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return "en"
    return "zh-CN" if re.search(r"^lang:\s*[\"']?zh", text, re.MULTILINE) else "en"


_SERVING = Phrase("serving at {url} (Ctrl-C ends it)", "正在 {url} 预览（按 Ctrl-C 结束）")
_NEXT_PORT = Phrase("port {port} is busy; serving at {url}", "端口 {port} 已被占用；正在 {url} 预览")
_SEEN_BY_OTHERS = Phrase(
    "warning: --host {host} lets other machines read this site",
    "警告：--host {host} 会让其他机器也能读取本站点",
)
