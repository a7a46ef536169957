"""Who may ask: this machine's own browser, for its own pages, and nobody by way of another site."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from ipaddress import ip_address

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
ANYWHERE = frozenset({"0.0.0.0", "::", "[::]", ""})  # noqa: S104 -- to recognise it, not to bind it

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[^:\[\]/@\s]+)(?::\d{1,5})?")


def allowed(headers: Mapping[str, str], host: str, names: Collection[str] = ()) -> bool:
    """Tell whether a request may be answered; ``host`` is what the server was asked to bind.

    ``names`` are further hosts that may be asked for, as behind a proxy: ``preview.example.com``, or
    ``.example.com`` for all below it.

    A name that merely points here (DNS rebinding), a foreign page's script or image, and a foreign
    ``Origin`` are refused. A link on another site may lead here.
    """
    asked = headers.get("host", "")
    if not _known(asked, host, names):
        return False
    origin = headers.get("origin")
    if origin is not None and origin not in {f"http://{asked}", f"https://{asked}"}:
        return False
    return headers.get("sec-fetch-site") != "cross-site" or headers.get("sec-fetch-mode") == "navigate"


def _known(asked: str, host: str, names: Collection[str]) -> bool:
    match = _HOST.fullmatch(asked)
    if not match:
        return False
    name = match["name"].lower()
    if name in LOOPBACK or name.strip("[]") == host.lower().strip("[]"):
        return True
    if any(name == one or (one.startswith(".") and name.endswith(one)) for one in map(str.lower, names)):
        return True
    return host in ANYWHERE and _is_address(name)


def _is_address(name: str) -> bool:
    """An address cannot be rebound: it is asked for where the server listens on all of them."""
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
