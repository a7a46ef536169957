"""The socket: on this machine alone unless asked otherwise, on the next free port, kept over a restart."""

from __future__ import annotations

import errno
import os
import socket
import sys

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem

PORT = 8000
_TRIES = 100
_INHERITED = "PMDOCS_SERVE_SOCKET"
_NOTES = "PMDOCS_SERVE_NOTES"
_BACKLOG = 256
_PORTS = 65536


def listen(host: str, port: int | None) -> socket.socket:
    """Return a listening socket: on ``port``, else on the first free one from 8000.

    Raises ``PmdocsError`` (exit 2) where the port asked for is taken or the host is not this machine's.
    """
    if inherited := _inherit():
        return inherited
    if port is not None:
        try:
            return _bound(host, port)
        except OSError as error:
            raise _refusal(host, port, error) from None
    for candidate in range(PORT, PORT + _TRIES):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise _refusal(host, candidate, error) from None
    return _bound(host, 0)


def split_address(text: str) -> tuple[str, int]:
    """Return host and port of ``HOST:PORT``; anything else is a ``PmdocsError`` (exit 2)."""
    host, colon, port = text.rpartition(":")
    if colon and host and port.isascii() and port.isdigit() and int(port) < _PORTS:
        return host, int(port)
    message = Phrase("‘{text}’ is not HOST:PORT", "‘{text}’不是 HOST:PORT").fill(text=text)
    hint = Phrase("for example --dev-addr 127.0.0.1:8000", "例如 --dev-addr 127.0.0.1:8000")
    raise PmdocsError(Problem("--dev-addr", 1, 1, "E-PORT", message, hint), exit_code=2)


def was_restarted() -> bool:
    """Tell whether this process goes on for one that listened before."""
    return _INHERITED in os.environ


def hand_over(listening: socket.socket, notes: str) -> dict[str, str]:
    """Return the environment in which the next process finds the socket, which stays open, and our notes."""
    listening.set_inheritable(True)
    return {**os.environ, _INHERITED: str(listening.detach()), _NOTES: notes}


def notes_handed_over() -> str:
    """Return what the process before this one wrote down, once; empty when there was none."""
    return os.environ.pop(_NOTES, "")


def address_of(listening: socket.socket, host: str) -> str:
    """Return the address to give to a browser."""
    port = listening.getsockname()[1]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)  # noqa: S104 -- not bound here
    return f"http://{f'[{name}]' if ':' in name and not name.startswith('[') else name}:{port}/"


def _inherit() -> socket.socket | None:
    number = os.environ.pop(_INHERITED, "")
    if not number.isdigit():
        return None
    try:
        return socket.socket(fileno=int(number))
    except OSError:
        return None


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, place = socket.getaddrinfo(
        host.strip("[]") or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    made = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":
            # On Windows the option would let two servers share the port.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(place)
        made.listen(_BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def _refusal(host: str, port: int, error: OSError) -> PmdocsError:
    reason = os.strerror(error.errno) if isinstance(error.errno, int) and error.errno > 0 else str(error)
    message = _BUSY if error.errno == errno.EADDRINUSE else _IMPOSSIBLE.fill(host=host, reason=reason)
    problem = Problem("--port", 1, 1, "E-PORT", message.fill(port=port), _ANOTHER)
    return PmdocsError(problem, exit_code=2)


_BUSY = Phrase("port {port} is busy", "端口 {port} 已被占用")
_IMPOSSIBLE = Phrase("cannot listen at {host}:{{port}}: {reason}", "无法监听 {host}:{{port}}：{reason}")
_ANOTHER = Phrase(
    "choose another one, or leave --port out to get the next free one",
    "请换一个端口，或省略 --port 以使用下一个空闲端口",
)
