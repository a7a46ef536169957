"""What a served page has and a built one has not: one script and one style sheet at the end of its head."""

from __future__ import annotations

from html import escape

from pmdocs.serve.addresses import OWN

_END = b"</head>"


def lines(version: str, since: str, up: str = "") -> bytes:
    """Return what is put into a page: ``version`` is the page's own, ``since`` the state of its assets.

    ``up`` leads from the page to the root of the site, which a proxy may have put below a path.
    """
    own = f"{up}{OWN[1:]}"
    return (
        f'<script src="{own}reload.js" data-version="{escape(version)}" data-since="{escape(since)}" defer></script>'
        f'<link rel="stylesheet" href="{own}reload.css">\n'
    ).encode()


def injected(body: bytes, version: str, since: str, up: str = "") -> bytes:
    """Return a page with the lines in it; a text without a head is left as it is."""
    head, end, rest = body.partition(_END)
    return head + lines(version, since, up) + end + rest if end else body
