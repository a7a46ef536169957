"""The catalogue of a site: the card of each file, made anew only where what the file says has changed."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from pmdocs.config import Config
from pmdocs.engine.prose import prose_key, rendered
from pmdocs.incremental.store import Store
from pmdocs.site.documents import Asset, Discovered, Parsed, Source, Validated
from pmdocs.site.records import Card
from pmdocs.stages.parse import parse
from pmdocs.stages.register import register
from pmdocs.stages.validate import pair, validate
from pmdocs.system.hashing import digest
from pmdocs.system.timing import Timings

OPEN_AT_ONCE = 1_000
"""Opened files that are kept in memory."""


class Row(NamedTuple):
    """What is known of one file.

    ``source`` are the digests of the settings and of its bytes; ``stem``, ``lang`` and ``id`` decide whose translation it is;
    ``reads`` are its CSV files; ``original`` is the path of what it translates. ``key`` is the digest of
    everything that the card depends on, ``face`` that of what linking makes of the card.
    """

    path: str
    source: str
    stem: str
    lang: str
    id: str
    reads: tuple[str, ...]
    original: str
    key: str
    face: str
    card: Card

    def as_data(self) -> list[Any]:
        """Return what JSON can hold."""
        return [*self[:-1], self.card.as_data()]

    @classmethod
    def from_data(cls, data: list[Any]) -> Row:
        """Return what ``as_data`` was made from."""
        path, source, stem, lang, id_, reads, original, key, face, card = data
        return cls(path, source, stem, lang, id_, tuple(reads), original, key, face, Card.from_data(card))


class Address(NamedTuple):
    """What a file says that decides how it is read together with others."""

    path: str
    stem: str
    lang: str
    id: str
    reads: tuple[str, ...]


Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""Applies a function to many values, perhaps in several processes, and returns the results in order."""


@dataclass(eq=False)
class Catalogue:
    """The rows of all files of a site; ``code`` is the digest of the code at work."""

    config: Config
    kinds: Sequence[str]
    store: Store
    code: str
    timings: Timings
    spread: Spread = map
    ahead: bool = False
    """Whether the prose of new files is rendered as they are read: for those who want every page."""
    rows: dict[str, Row] = field(default_factory=dict)
    _sources: Mapping[str, Source] = field(default_factory=dict)
    _assets: Mapping[str, Asset] = field(default_factory=dict)
    _parsed: OrderedDict[str, tuple[str, Parsed]] = field(default_factory=OrderedDict)
    _opened: OrderedDict[str, tuple[str, Validated]] = field(default_factory=OrderedDict)
    _dependents: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def _settings(self) -> str:
        return digest(self.code, self.config.docs_dir, self.config.lang, tuple(self.kinds))

    def recall(self) -> None:
        """Take the rows that the store has; each is used only if its key is still right."""
        self.rows = {path: Row.from_data(data) for path, data in self.store.cards().items()}

    def update(self, found: Discovered) -> tuple[Card, ...]:
        """Look at all files and return their cards, in path order."""
        self._look_at(found)
        new = [p for p in self._sources if not (p in self.rows and self.rows[p].source == self._source(p))]
        examined = dict(zip(new, self.spread(self._examine, new), strict=True))
        addresses = {p: examined[p][0] if p in examined else self._address(p) for p in self._sources}
        written = (a for p, a in addresses.items() if not self._sources[p].generated)
        originals = pair(written, self.config.lang)
        rows = {
            p: self._row_of(a, originals.get(p), examined.get(p, (a, None))[1]) for p, a in addresses.items()
        }
        for path, row in rows.items():
            if self.rows.get(path) is not row:
                self.store.put_card(path, row.as_data())
        for path in self.rows.keys() - rows.keys():
            self.store.put_card(path, None)
        self.rows = rows
        self._index()
        return tuple(row.card for row in rows.values())

    def _examine(self, path: str) -> tuple[Address, Row | None]:
        """Read a file for the first time; one that cannot be a translation gets its row at once."""
        address = self._address(path)
        if address.lang != self.config.lang:
            return address, None
        row = self._row(address, "", self._key(address, None))
        if self.ahead and row.card.prose:
            # The blocks of the text have just been read: this is the cheapest moment to render it.
            key = prose_key(self.code, row.lang, row.card.prose)
            with self.timings.stage("markdown"):
                rendered(self.store, key, row.lang, lambda: self.open(row.card, row).body)
        return address, row

    def _row_of(self, address: Address, original: Address | None, made: Row | None) -> Row:
        """Return the row of a file: the known one if it still holds, else the one just made, else a new one."""
        key = self._key(address, original)
        known = self.rows.get(address.path)
        held = next((row for row in (known, made) if row and row.key == key), None)
        return held or self._row(address, original.path if original else "", key)

    def refresh(self, found: Discovered, changed: Iterable[str]) -> dict[str, Card] | None:
        """Look at some files only and return the cards that are different, by path.

        ``None`` means that more than the contents of known pages has changed, so that ``update`` is needed.
        """
        self._look_at(found)
        affected: set[str] = set()
        for path in changed:
            if (path in self._sources) != (path in self.rows):
                return None
            affected |= {path} & self.rows.keys() | self._dependents.get(path, set())
        affected |= {other for path in affected for other in self._dependents.get(path, ())}
        cards = {}
        for path in sorted(affected):
            old, address = self.rows[path], self._address(path)
            if address[1:] != (old.stem, old.lang, old.id, old.reads):
                return None
            key = self._key(address, self._address(old.original) if old.original else None)
            if key != old.key:
                row = self.rows[path] = self._row(address, old.original, key)
                self.store.put_card(path, row.as_data())
                cards[path] = row.card
        return cards

    def open(self, card: Card, row: Row | None = None) -> Validated:
        """Return the contents of a file, or of the fence of a file, as they were when the card was made."""
        row = row or self.rows[card.path]
        known = self._opened.get(card.path)
        if known is None or known[0] != row.key:
            known = row.key, self._validated(card.path, row.original)
            _keep(self._opened, card.path, known)
        page = known[1]
        return next(f for f in page.fences if f.id == card.id) if card.host else page

    def _look_at(self, found: Discovered) -> None:
        self._sources, self._assets = found.sources, found.assets

    def _index(self) -> None:
        """Note which files have to be looked at again when another one changes."""
        dependents = defaultdict(set)
        for path, row in self.rows.items():
            for other in (*row.reads, *([row.original] if row.original else ())):
                dependents[other].add(path)
        self._dependents = dict(dependents)

    def _address(self, path: str) -> Address:
        row = self.rows.get(path)
        if row and row.source == self._source(path):
            return Address(path, row.stem, row.lang, row.id, row.reads)
        parsed = self._parse(path)
        return Address(path, parsed.stem, parsed.lang, parsed.id, parsed.reads)

    def _key(self, address: Address, original: Address | None) -> str:
        parts = [self._settings, self._sources[address.path].digest, *map(self._asset, address.reads)]
        if original:
            parts += [original.path, self._sources[original.path].digest, *map(self._asset, original.reads)]
        return digest(*parts)

    def _source(self, path: str) -> str:
        """Return what tells the bytes of a file, and the settings by which they are read, from others."""
        return f"{self._settings[:8]} {self._sources[path].digest}"

    def _asset(self, path: str) -> str:
        asset = self._assets.get(path)
        return f"{path} {asset.digest if asset else ''}"

    def _row(self, address: Address, original: str, key: str) -> Row:
        validated = self._validated(address.path, original)
        _keep(self._opened, address.path, (key, validated))
        source = self._source(address.path)
        with self.timings.stage("register"):
            card = register(validated)
        face = digest(card.position_free())
        return Row(address.path, source, *address[1:], original, key, face, card)

    def _validated(self, path: str, original: str) -> Validated:
        parsed, translated = self._parse(path), self._parse(original) if original else None
        with self.timings.stage("validate"):
            return validate(parsed, translated, self.kinds)

    def _parse(self, path: str) -> Parsed:
        """Parse a file, unless that has just been done."""
        source = self._sources[path]
        known = self._parsed.get(path)
        if known and known[0] == self._state(source, known[1]):
            return known[1]
        with self.timings.stage("parse"):
            parsed = parse(source, self.config.docs_dir, self.config.lang, self.kinds, self._read)
        _keep(self._parsed, path, (self._state(source, parsed), parsed))
        return parsed

    def _state(self, source: Source, parsed: Parsed) -> str:
        return digest(source.digest, *map(self._asset, parsed.reads))

    def _read(self, path: str) -> str | None:
        """Return the text of a data file of the site, and of no other file."""
        asset = self._assets.get(path)
        try:
            return asset.data.decode("utf-8-sig") if asset else None
        except UnicodeDecodeError:
            return None


def _keep(cache: OrderedDict[str, Any], path: str, value: Any) -> None:
    cache[path] = value
    cache.move_to_end(path)
    if len(cache) > OPEN_AT_ONCE:
        cache.popitem(last=False)
