"""The ASGI application: the site's mapping over HTTP, the client's own files, and the stream of changes."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Collection
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pmdocs.charts.assets import asset
from pmdocs.diagnostics.problem import PmdocsError
from pmdocs.serve.addresses import OWN, output_path
from pmdocs.serve.browsers import Browser
from pmdocs.serve.executor import Priority
from pmdocs.serve.guard import allowed
from pmdocs.serve.inject import injected
from pmdocs.serve.live import Live
from pmdocs.serve.media_types import media_type
from pmdocs.serve.own_code import CLIENT
from pmdocs.serve.responder import FOUND, Reply

_PARTS = {
    "reload.js": ("words.js", "assets.js", "morph.js", "overlay.js", "marks.js", "reload.js"),
    "reload.css": ("reload.css",),
}
_FORBIDDEN = "Forbidden: an unknown host; allow it with --allow-host or serve.allowed_hosts.\n"
_METHODS = ("GET", "HEAD")
_ALWAYS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}


def application(live: Live, host: str, names: Collection[str] = ()) -> ASGIApp:
    """Return the application that answers for a live site; ``host`` is the one it was asked to bind.

    ``names`` are further ones that may be asked for, besides those of the settings.
    """

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if not allowed(request.headers, host, (*names, *live.allowed_hosts)):
            response = _text(403, _FORBIDDEN)
        elif request.method not in _METHODS:
            response = _text(405, "Only GET and HEAD.\n", {"Allow": ", ".join(_METHODS)})
        else:
            response = await _answer(request, live)
        response.headers.update(_ALWAYS)
        await response(scope, receive, send)

    return app


_ROOTED = re.compile(rb'((?:href|src)=")/')
"""An address from the root, in a page of the server's own."""


async def _answer(request: Request, live: Live) -> Response:
    target: bytes = request.scope.get("raw_path") or request.url.path.encode()
    if target == f"{OWN}events".encode():
        return _events(request, live)
    if target.startswith(OWN.encode()):
        return _own_file(request, target[len(OWN) :].decode("ascii", "replace"))
    # What can be no address keeps its slash, which no path of a site begins with.
    path = output_path(target) or target.decode("ascii", "replace")
    reply = await asyncio.wrap_future(live.executor.submit(Priority.NOW, live.reply, path))
    return _page(request, reply, live) if reply.html or reply.location else _file(request, reply)


def _page(request: Request, reply: Reply, live: Live) -> Response:
    fresh = {"Cache-Control": "no-store"}
    if reply.location:
        query = f"?{request.url.query}" if request.url.query else ""
        # Relative: a proxy may have put the site below a path.
        location = reply.location.rstrip("/").rpartition("/")[2] + "/"
        return Response(status_code=reply.status, headers={**fresh, "Location": f"./{location}{query}"})
    target: bytes = request.scope.get("raw_path") or request.url.path.encode()
    up = "../" * (target.count(b"/") - 1)
    page = reply.body if reply.status == FOUND else _ROOTED.sub(rb"\1" + (up or "./").encode(), reply.body)
    body = injected(page, reply.version, live.assets.state, up)
    return _body(request, body, reply.status, {**fresh, "Content-Type": reply.media_type})


def _file(request: Request, reply: Reply) -> Response:
    return _cached(request, reply.body, reply.version, reply.media_type)


def _own_file(request: Request, name: str) -> Response:
    """Answer with a part of the client; it is read anew each time, since its authors edit it."""
    try:
        parts = [asset("idiomorph.min.js")] if name == "idiomorph.js" else [CLIENT / p for p in _PARTS[name]]
        body = b"\n".join(part.read_bytes() for part in parts)
    except (KeyError, OSError, PmdocsError):
        return _text(404, "Not found.\n")
    return _cached(request, body, hashlib.sha256(body).hexdigest()[:16], media_type(name))


def _cached(request: Request, body: bytes, version: str, kind: str) -> Response:
    """Answer with a file that a browser may keep, and asks about each time."""
    tag = f'"{version}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag, "Content-Type": kind}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers=headers) if tag in known else _body(request, body, 200, headers)


def _body(request: Request, body: bytes, status: int, headers: dict[str, str]) -> Response:
    sent = b"" if request.method == "HEAD" else body
    return Response(sent, status, {**headers, "Content-Length": str(len(body))})


def _text(status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    return Response(text, status, {"Cache-Control": "no-store", **(headers or {})}, "text/plain")


def _events(request: Request, live: Live) -> Response:
    asked = {key: values[0] for key, values in parse_qs(request.url.query).items()}
    target = asked.get("path", "/").encode("ascii", "replace")
    path = output_path(target) or target.decode("ascii", "replace")
    headers = {"Cache-Control": "no-store", "Content-Type": "text/event-stream; charset=utf-8"}
    if request.method == "HEAD":
        return Response(headers=headers)
    browser = Browser(path, asked.get("version", ""), asked.get("since", ""))

    async def stream() -> AsyncIterator[bytes]:
        live.greet(browser)
        try:
            async for event in browser.stream():
                yield event
        finally:
            live.browsers.remove(browser)

    return StreamingResponse(stream(), headers=headers)
