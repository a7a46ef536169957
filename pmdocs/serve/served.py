"""One file as it is served, and the pages whose address is most like one that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from pmdocs.system.hashing import digest


class Titled(Protocol):
    """A page of the site."""

    @property
    def title(self) -> str:
        """Return its title."""


@dataclass(frozen=True, slots=True)
class Served:
    """One file of the site; ``version`` is a digest of the body, by which a browser says what it shows."""

    body: bytes
    version: str


def served(body: bytes) -> Served:
    """Return a file with the digest of its body."""
    return Served(body, digest(body)[:16])


def near_pages(tree: Mapping[str, Titled], path: str) -> list[tuple[str, str]]:
    """Return title and URL (from the root) of the pages whose address is most like ``path``."""
    wanted = path.strip("/").removesuffix("index.html").strip("/")
    last = wanted.rpartition("/")[2]
    same = [url for url in tree if last and last in url.rstrip("/").rpartition("/")[2]]
    urls = get_close_matches(f"{wanted}/", same or list(tree), n=5, cutoff=0.3)
    return [(tree[url].title, url) for url in urls or same[:5]]
