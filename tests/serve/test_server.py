"""`pmdocs serve` as a process: its first line, its port, hostile requests, new code, and its end."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pmdocs.cli import run
from pmdocs.commands.scaffold import init
from pmdocs.serve import server
from pmdocs.serve.live import Live

pytestmark = pytest.mark.slow
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@dataclass
class Process:
    """A running preview, and what it has printed."""

    popen: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.popen.stdout
        for line in self.popen.stdout:
            self.lines.append(line.rstrip("\n"))

    def until(self, found: Callable[[], Any], seconds: float = 30) -> Any:
        end = time.monotonic() + seconds
        while not (value := found()):
            assert time.monotonic() < end, self.lines
            assert self.popen.poll() is None or found(), self.lines
            time.sleep(0.02)
        return value

    @property
    def port(self) -> int:
        pattern = re.compile(r"http://[\w.\[\]:]+:(\d+)/")
        return int(
            self.until(lambda: next((m[1] for line in self.lines if (m := pattern.search(line))), None))
        )

    def get(self, path: str = "/") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def end(self, sig: signal.Signals = signal.SIGINT) -> int:
        self.popen.send_signal(sig)
        code = self.popen.wait(20)
        self._reader.join(5)
        return code


Start = Callable[..., Process]


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[Process] = []

    def begin(*arguments: str, cwd: Path | None = None) -> Process:
        command = [sys.executable, "-m", "pmdocs", "serve", *arguments]
        env = {**os.environ, "PYTHONUNBUFFERED": "1"}
        running.append(Process(subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=cwd, env=env
        )))  # fmt: skip
        return running[-1]

    yield begin
    for one in running:
        if one.popen.poll() is None:
            one.end(signal.SIGTERM)
        if one.popen.stdout:
            one.popen.stdout.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/pmdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    (tmp_path / "site/content/index.md").write_text("# Home\n\nHello.\n", encoding="utf-8")
    (tmp_path / "site/secret.txt").write_text("the secret\n", encoding="utf-8")
    return tmp_path / "site"


class Events:
    """A stream of changes, read in a thread."""

    def __init__(self, port: int, path: str = "/") -> None:
        self.news: list[dict[str, Any]] = []
        self.ended = False
        self._socket = socket.create_connection(("127.0.0.1", port))
        ask = f"GET /@pmdocs/events?path={path}&version=none HTTP/1.1\r\nHost: localhost\r\n\r\n"
        self._socket.sendall(ask.encode())
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        # A process that ends before it has answered resets the connection.
        with contextlib.suppress(ConnectionResetError), self._socket, self._socket.makefile("rb") as stream:
            for line in stream:
                if line.startswith(b"data: "):
                    self.news.append(json.loads(line[6:]))
        self.ended = True


@POSIX
@pytest.mark.parametrize("sig", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_with_130_whoever_is_connected(sig: signal.Signals, site: Path, start: Start) -> None:
    process = start(str(site), "--port", "0")
    streams = [Events(process.port) for _ in range(3)]
    idle = socket.create_connection(("127.0.0.1", process.port))
    process.until(lambda: all(stream.news for stream in streams))
    assert process.end(sig) == 130
    assert "Traceback" not in "\n".join(process.lines)
    process.until(lambda: all(stream.ended for stream in streams))
    idle.close()


@POSIX
def test_ctrl_c_ends_it_while_it_still_loads(site: Path, start: Start) -> None:
    process = start(str(site), "--port", "0")
    stream = Events(process.port)
    assert process.end() == 130
    assert "Traceback" not in "\n".join(process.lines)
    del stream


@POSIX
def test_ctrl_c_that_comes_with_the_address_breaks_nothing_off(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def announced(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        went_on.append("announced")

    def close(live: Live, timeout: float) -> bool:
        went_on.append("closed")
        return closed(live, timeout)

    went_on: list[str] = []
    closed, before = Live.close, signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(server, "_announce", announced)
    monkeypatch.setattr(server, "_PATIENCE", 60.0)
    monkeypatch.setattr(Live, "close", close)
    with pytest.raises(KeyboardInterrupt):
        server.serve(server.Settings(site, site / "pmdocs.yml", port=0, quiet=True))
    assert went_on[0] == "announced"
    assert went_on[-1] == "closed"
    assert signal.getsignal(signal.SIGINT) == before


def test_a_save_is_seen_and_said(site: Path, start: Start) -> None:
    process = start(str(site), "--port", "0")
    assert "Hello." in process.get()[1]
    stream = Events(process.port)
    process.until(lambda: stream.news)
    (site / "content/index.md").write_text("# Home\n\nGood morning.\n", encoding="utf-8")
    process.until(lambda: any("Good morning." in news.get("html", "") for news in stream.news))
    line = process.until(lambda: [x for x in process.lines if "content/index.md" in x])[0]
    assert re.fullmatch(r"\d\d:\d\d:\d\d content/index\.md · \d+ ms · no problems", line)
    assert "Good morning." in process.get()[1]


def held(port: int) -> socket.socket:
    """Listen at a port, or leave it to a stranger who keeps it: another test lets go of it in a moment."""
    end = time.monotonic() + 60
    while True:
        blocker = socket.socket()
        blocker.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # past connections of others do not count
        try:
            blocker.bind(("127.0.0.1", port))
            blocker.listen()
        except OSError:
            blocker.close()
            if time.monotonic() > end:
                return blocker
            time.sleep(0.1)
        else:
            return blocker


def test_the_next_port_is_taken_and_said_and_a_port_asked_for_is_refused(site: Path, start: Start) -> None:
    blocker = held(8000)
    process = start(str(site))
    assert process.port != 8000
    assert process.lines[0].startswith("port 8000 is busy; serving at http://127.0.0.1:")
    refused = start(str(site), "--port", str(process.port))
    assert refused.popen.wait(30) == 2
    refused.until(lambda: any(f"port {process.port} is busy" in line for line in refused.lines))
    blocker.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing-here"], "not a pmdocs site"),
        (["--dev-addr", "8000"], "HOST:PORT"),
        (["--host", "203.0.113.1", "--port", "0"], "cannot listen at 203.0.113.1"),
        (["--port", "99999"], "99999"),
    ],
)
def test_what_cannot_be_served_ends_with_2(
    arguments: list[str],
    words: str,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(site)
    assert run(["serve", *arguments]) == 2
    assert words in capsys.readouterr().err


HOSTILE = [
    "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt",
    "/..\\secret.txt", "/content/../../secret.txt", "/./secret.txt", "//secret.txt", "/secret.txt", "/secret.txt%00.html",
    "/%00", "/%c0%ae%c0%ae/secret.txt", "/%252e%252e/secret.txt", "/....//secret.txt", "/pmdocs.yml", "/content/index.md",
    "/@fs/etc/passwd?raw??", "/@fs/etc/passwd?import&raw??", "/secret.txt?inline&import", "/secret.txt?.svg",
    "/#/../../secret.txt", "/.env\\", "/secret.txt/.", "/etc/passwd", "//etc/passwd", "/@pmdocs/../secret.txt",
    "/@pmdocs/%2e%2e/live.py", "/index.html/../secret.txt", "/assets/..%2f..%2fsecret.txt", "/%",
    "/%zz", "/;/secret.txt", "/secret.txt::$DATA", "/SECRET~1.TXT", "http://127.0.0.1/secret.txt", "*", "?", "/\x7f",
    "/" + "a" * 5000, "/" + "../" * 300 + "etc/passwd", "/%ff%fe", "/ü",
]  # fmt: skip


def _raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as sent:
        sent.sendall(request)
        sent.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: sent.recv(65536), b""))


def test_hostile_requests_get_nothing_and_harm_nothing(site: Path, start: Start) -> None:
    process = start(str(site), "--port", "0")
    process.get()
    for method in ("GET", "HEAD"):
        for path in HOSTILE:
            request = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            answer = _raw(process.port, request.encode("utf-8", "surrogateescape"))
            status = int(answer.split(b" ", 2)[1]) if answer else 400
            assert status in {400, 404} or (status == 200 and path == "?"), (path, answer[:200])
            assert b"the secret" not in answer
            assert b"root:" not in answer
    for host in ("evil.example", "", "localhost.evil.example", "localhost\r\nHost: evil.example"):
        answer = _raw(process.port, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert answer.split(b" ", 2)[1] in {b"400", b"403"}, answer[:200]
        assert b"Hello." not in answer
    assert _raw(process.port, b"GET / HTTP/1.0\r\n\r\n").split(b" ", 2)[1] == b"403"
    assert process.get()[0] == 200
    assert "Traceback" not in "\n".join(process.lines)


def test_it_listens_on_this_machine_alone(site: Path, start: Start) -> None:
    process = start(str(site), "--port", "0")
    psutil = pytest.importorskip("psutil")
    process.get()
    listening = [c for c in psutil.Process(process.popen.pid).net_connections() if c.status == "LISTEN"]
    assert {(c.laddr.ip, c.laddr.port) for c in listening} == {("127.0.0.1", process.port)}


def test_other_machines_are_let_in_with_a_warning(site: Path, start: Start) -> None:
    process = start(str(site), "--host", "0.0.0.0", "--port", "0")  # noqa: S104 -- to see the warning
    assert process.get()[0] == 200
    process.until(lambda: any("other machines" in line for line in process.lines))


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """Return a copy of pmdocs whose code may be edited."""
    folder = tmp_path / "checkout"
    for name in ("pmdocs", "themes"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@POSIX
def test_changed_code_starts_anew_in_place_and_broken_code_does_not(
    checkout: Path, tmp_path: Path, start: Start
) -> None:
    init(tmp_path / "starter", "en")
    process = start(str(tmp_path / "starter"), "--port", "0", cwd=checkout)
    port = process.port
    assert process.get("/okr/2026-q2/")[0] == 200
    stream = Events(port, "/okr/2026-q2/")
    process.until(lambda: stream.news)

    module = checkout / "pmdocs/pages/facts.py"
    whole = module.read_text(encoding="utf-8")
    module.write_text(whole + "\nbroken = (\n", encoding="utf-8")
    process.until(
        lambda: any("pmdocs/pages/facts.py:" in line and "E-CODE" in line for line in process.lines)
    )
    assert process.get("/okr/2026-q2/")[0] == 200
    assert not stream.ended
    module.write_text(whole, encoding="utf-8")
    process.until(lambda: any(news.get("problems", {}).get("errors") == 0 for news in stream.news[1:]))

    labels = checkout / "pmdocs/kinds/okr/labels.yaml"
    text = labels.read_text(encoding="utf-8")
    assert "OKRs" in text
    labels.write_text(text.replace("OKRs", "Our aims"), encoding="utf-8")
    process.until(lambda: stream.ended)
    assert process.popen.poll() is None, "the same process goes on"
    process.until(lambda: "Our aims" in process.get("/okr/")[1])
    assert process.port == port
    assert len([line for line in process.lines if "serving at" in line]) == 1
    assert process.end() == 130
    assert "Traceback" not in "\n".join(process.lines)
