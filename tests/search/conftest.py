"""The search of a built site, asked in the embedded engine as a browser would ask it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest
import quickjs

from pmdocs.search.scripts import search_files

_HOST = """
const langs = {};
globalThis.texts = {};
globalThis.pmdocsSearch = {
  start: (lang, site) => { langs[lang] = { ...site, indexes: [] }; },
  index: (lang, data) => langs[lang].indexes.push(MiniSearch.loadJS(data, pmdocsTerms.options)),
  texts: (lang, n, pages) => Object.assign(texts, pages),
};
globalThis.find = (lang, text, how) => JSON.stringify(pmdocsTerms.find(langs[lang].indexes, text, JSON.parse(how)));
"""


class Hit(NamedTuple):
    """One result."""

    url: str
    title: str
    kind: str
    terms: tuple[str, ...]


class Engine:
    """MiniSearch with our terms, in which parts of a search are loaded."""

    def __init__(self) -> None:
        self.context: Any = quickjs.Context()
        for script in search_files().values():
            self.context.eval(script.decode())
        self.context.eval(_HOST)

    def load(self, site: Mapping[str, bytes]) -> None:
        """Load all parts of a site, what comes first first."""
        for path in sorted((p for p in site if p.startswith("assets/search/")), key=lambda p: (len(p), p)):
            self.context.eval(site[path].decode())

    def find(self, text: str, lang: str = "en", **how: Any) -> list[Hit]:
        """Return what a reader would find, the best first."""
        found = json.loads(self.context.get("find")(lang, text, json.dumps(how)))
        return [Hit(one["id"], one["title"], one["kind"], tuple(one["terms"])) for one in found]

    def __call__(self, script: str) -> Any:
        return json.loads(self.context.eval(f"JSON.stringify({script})"))


@pytest.fixture
def engine() -> Engine:
    """Return an engine without a site."""
    return Engine()


Load = Callable[[Mapping[str, bytes]], Engine]
