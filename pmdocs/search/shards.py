"""The index of a site in parts: each page belongs to one part of the index and to one, smaller, of the texts.

A part is a script, so that it can be loaded from the disk as well, and a function of its pages alone: an edit
changes one part. Which one a page belongs to depends on its address and on the number of pages, in steps.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pmdocs.search.entry import FIELDS, SearchEntry
from pmdocs.system.hashing import digest

FOLDER = "assets/search/"
_PAGES, _TEXTS = 200, 16
"""Pages in a part of the index and in one of the texts, at most and on average."""


class SearchPage(NamedTuple):
    """A page as a result: its address, its title, the id of its kind, its entry, and what its finds count.

    A page that somebody wrote counts more than one that is made of others.
    """

    url: str
    title: str
    kind: str
    entry: SearchEntry
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Shards:
    """How many parts one language has: both are powers of two, so that growth splits parts and moves nothing else."""

    lang: str
    index: int
    texts: int

    @classmethod
    def of(cls, lang: str, pages: int) -> Shards:
        """Return the parts for a number of pages."""
        return cls(lang, _power(pages / _PAGES), _power(pages / _TEXTS))

    def index_of(self, url: str) -> int:
        """Return the part of the index that has a page."""
        return _hash(url) % self.index

    def texts_of(self, url: str) -> int:
        """Return the part of the texts that has a page."""
        return _hash(url) % self.texts

    def index_path(self, number: int) -> str:
        """Return the output path of a part of the index."""
        return f"{FOLDER}{self.lang}-{number}.js"

    def texts_path(self, number: int) -> str:
        """Return the output path of a part of the texts."""
        return f"{FOLDER}{self.lang}-t{number}.js"

    @property
    def start_path(self) -> str:
        """The output path of what a search loads first."""
        return f"{FOLDER}{self.lang}.js"

    def paths(self) -> dict[str, tuple[str, int]]:
        """Return each part by its output path: ``index`` or ``texts``, and its number."""
        return {
            **{self.index_path(n): ("index", n) for n in range(self.index)},
            **{self.texts_path(n): ("texts", n) for n in range(self.texts)},
        }

    def grouped(self, urls: Iterable[str]) -> Mapping[tuple[str, int], Sequence[str]]:
        """Return the pages of each part, in the order of their addresses."""
        groups: dict[tuple[str, int], list[str]] = defaultdict(list)
        for url in sorted(urls):
            groups["index", self.index_of(url)].append(url)
            groups["texts", self.texts_of(url)].append(url)
        return groups

    def start(self, kinds: Mapping[str, Mapping[str, str]], words: Mapping[str, str]) -> str:
        """Return the script that says how many parts there are, what kinds are called, and the words of the search."""
        data = {"parts": self.index, "kinds": kinds, "words": words}
        return _call("start", self.lang, data)

    def index_script(self, pages: Sequence[SearchPage]) -> str:
        """Return a part of the index as MiniSearch keeps it (``serializationVersion`` 2)."""
        words: dict[str, dict[int, dict[int, int]]] = defaultdict(dict)
        lengths: dict[int, list[int]] = {}
        for number, page in enumerate(pages):
            fields = [Counter(line.split()) for line in page.entry.words.split("\n")]
            lengths[number] = [len(counts) for counts in fields]
            for field, counts in enumerate(fields):
                for term, count in counts.items():
                    words[term].setdefault(field, {})[number] = count
        size = len(pages)
        stored = (
            {"title": p.title, "kind": p.kind, "texts": self.texts_of(p.url)}
            | ({} if p.weight == 1 else {"weight": p.weight})
            for p in pages
        )
        return _call("index", self.lang, {
            "documentCount": size, "nextId": size,
            "documentIds": dict(enumerate(p.url for p in pages)),
            "fieldIds": {field: n for n, field in enumerate(FIELDS)},
            "fieldLength": lengths,
            "averageFieldLength": [sum(column) / size for column in zip(*lengths.values(), strict=True)],
            "storedFields": dict(enumerate(stored)),
            "dirtCount": 0, "index": list(words.items()), "serializationVersion": 2,
        })  # fmt: skip

    def texts_script(self, number: int, pages: Sequence[SearchPage]) -> str:
        """Return a part of the texts: address → sections."""
        texts = ",\n".join(f"{_json(p.url)}:{p.entry.texts}" for p in pages)
        return f'pmdocsSearch.texts("{self.lang}",{number},{{{texts}}});\n'


def _power(least: float) -> int:
    """Return the smallest power of two that is not below a number."""
    power = 1
    while power < least:
        power *= 2
    return power


def _hash(url: str) -> int:
    return int(digest(url)[:12], 16)


def _call(name: str, lang: str, data: Any) -> str:
    return f'pmdocsSearch.{name}("{lang}",{_json(data)});\n'


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
