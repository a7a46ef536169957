"""Prose rendered once: Markdown is kept in the store by its digest, its language and the code at work."""

from __future__ import annotations

from collections.abc import Callable

from pmdocs.incremental.store import Store
from pmdocs.markdown.render import render
from pmdocs.markdown.rendered import Rendered
from pmdocs.system.codec import decoded, encoded
from pmdocs.system.hashing import digest


def prose_key(code: str, lang: str, prose: str) -> str:
    """Return the key under which prose is kept; ``prose`` is the digest of the text."""
    return digest("prose", code, lang, prose)


def rendered(store: Store, key: str, lang: str, body: Callable[[], str]) -> Rendered:
    """Return prose from the store, or render it; ``body`` is asked only then."""
    known = store.get(key)
    if known is not None:
        return decoded(Rendered, known)
    made = render(body(), lang=lang)
    store.put(key, encoded(made))
    return made
