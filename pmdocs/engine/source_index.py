"""The index of a site's sources: one record for each file, made again only where what it depends on has changed."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from pmdocs.config import Config
from pmdocs.engine.prose import prose_key, rendered
from pmdocs.incremental.store import Store
from pmdocs.notation.table_text import decode
from pmdocs.notation.workbooks import ENDS, sheet_text
from pmdocs.site.documents import Asset, Discovered, Parsed, Source, Validated
from pmdocs.site.recording import record_of
from pmdocs.site.records import SourceRecord
from pmdocs.site.translations import pair
from pmdocs.system.codec import decoded, encoded
from pmdocs.system.hashing import digest
from pmdocs.system.timing import Timings

MAX_OPEN_FILES = 1_000
"""Opened files that are kept in memory."""


class IndexEntry(NamedTuple):
    """What is known of one file.

    ``source`` are the digests of the settings and of its bytes; ``stem``, ``lang`` and ``id`` decide whose translation it is;
    ``reads`` are its CSV files; ``original`` is the path of what it translates. ``key`` is the digest of
    everything that the record depends on, ``link_digest`` that of what linking makes of the record.
    """

    path: str
    source: str
    stem: str
    lang: str
    id: str
    reads: tuple[str, ...]
    original: str
    key: str
    link_digest: str
    record: SourceRecord


class SourceHeader(NamedTuple):
    """What a file says that decides how it is read together with others."""

    path: str
    stem: str
    lang: str
    id: str
    reads: tuple[str, ...]


ReadFile = Callable[[str], str | None]
"""Path of a data file within the site → its text, ``None`` where the site has no such file."""

Parse = Callable[[Source, str, str, Collection[str], ReadFile], Parsed]
"""The stage: source, content folder, language of the site, kinds, reader of data files → nodes with places."""

Validate = Callable[[Parsed, Parsed | None, Collection[str]], Validated]
"""The stage: parsed file, the original that it translates, kinds → typed contents."""

ParallelMap = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""Applies a function to many values, perhaps in several processes, and returns the results in order."""


@dataclass(eq=False)
class SourceIndex:
    """The rows of all files of a site; ``code`` is the digest of the code at work."""

    config: Config
    kinds: Sequence[str]
    parse: Parse
    validate: Validate
    store: Store
    code: str
    timings: Timings
    parallel_map: ParallelMap = map
    prerender: bool = False
    """Whether the prose of new files is rendered as they are read: for those who want every page."""
    entries: dict[str, IndexEntry] = field(default_factory=dict)
    _sources: Mapping[str, Source] = field(default_factory=dict)
    _assets: Mapping[str, Asset] = field(default_factory=dict)
    _parsed: OrderedDict[str, tuple[str, Parsed]] = field(default_factory=OrderedDict)
    _opened: OrderedDict[str, tuple[str, Validated]] = field(default_factory=OrderedDict)
    _dependents: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def _settings(self) -> str:
        return digest(self.code, self.config.docs_dir, self.config.lang, tuple(self.kinds))

    def load(self) -> None:
        """Take the rows that the store has; each is used only if its key is still right."""
        self.entries = {path: decoded(IndexEntry, text) for path, text in self.store.source_records()}

    def update(self, found: Discovered) -> tuple[SourceRecord, ...]:
        """Look at all files and return their records, in path order."""
        self._look_at(found)
        new = [
            p for p in self._sources if not (p in self.entries and self.entries[p].source == self._source(p))
        ]
        examined = dict(zip(new, self.parallel_map(self._examine, new), strict=True))
        headers = {p: examined[p][0] if p in examined else self._header(p) for p in self._sources}
        written = (a for p, a in headers.items() if not self._sources[p].generated)
        originals = pair(written, self.config.lang)
        entries = {
            p: self._entry_of(a, originals.get(p), examined.get(p, (a, None))[1]) for p, a in headers.items()
        }
        for path, entry in entries.items():
            if self.entries.get(path) is not entry:
                self.store.put_source_record(path, encoded(entry))
        for path in self.entries.keys() - entries.keys():
            self.store.put_source_record(path, None)
        self.entries = entries
        self._index()
        return tuple(entry.record for entry in entries.values())

    def _examine(self, path: str) -> tuple[SourceHeader, IndexEntry | None]:
        """Read a file for the first time; one that cannot be a translation gets its row at once."""
        header = self._header(path)
        if header.lang != self.config.lang:
            return header, None
        entry = self._entry(header, "", self._key(header, None))
        if self.prerender and entry.record.prose:
            # The blocks of the text have just been read: this is the cheapest moment to render it.
            key = prose_key(self.code, entry.lang, entry.record.prose)
            with self.timings.stage("markdown"):
                rendered(self.store, key, entry.lang, lambda: self.open(entry.record, entry).body)
        return header, entry

    def _entry_of(
        self, header: SourceHeader, original: SourceHeader | None, made: IndexEntry | None
    ) -> IndexEntry:
        """Return the row of a file: the known one if it still holds, else the one just made, else a new one."""
        key = self._key(header, original)
        known = self.entries.get(header.path)
        held = next((entry for entry in (known, made) if entry and entry.key == key), None)
        return held or self._entry(header, original.path if original else "", key)

    def refresh(self, found: Discovered, changed: Iterable[str]) -> dict[str, SourceRecord] | None:
        """Look at some files only and return the records that are different, by path.

        ``None`` means that more than the contents of known pages has changed, so that ``update`` is needed.
        """
        self._look_at(found)
        affected: set[str] = set()
        for path in changed:
            if (path in self._sources) != (path in self.entries):
                return None
            affected |= {path} & self.entries.keys() | self._dependents.get(path, set())
        affected |= {other for path in affected for other in self._dependents.get(path, ())}
        records = {}
        for path in sorted(affected):
            old, header = self.entries[path], self._header(path)
            if header[1:] != (old.stem, old.lang, old.id, old.reads):
                return None
            key = self._key(header, self._header(old.original) if old.original else None)
            if key != old.key:
                entry = self.entries[path] = self._entry(header, old.original, key)
                self.store.put_source_record(path, encoded(entry))
                records[path] = entry.record
        return records

    def open(self, record: SourceRecord, entry: IndexEntry | None = None) -> Validated:
        """Return the contents of a file, or of the fence of a file, as they were when the record was made."""
        entry = entry or self.entries[record.path]
        known = self._opened.get(record.path)
        if known is None or known[0] != entry.key:
            known = entry.key, self._validated(record.path, entry.original)
            _keep(self._opened, record.path, known)
        page = known[1]
        return next(f for f in page.fences if f.id == record.id) if record.host else page

    def _look_at(self, found: Discovered) -> None:
        self._sources, self._assets = found.sources, found.assets

    def _index(self) -> None:
        """Note which files have to be looked at again when another one changes."""
        dependents = defaultdict(set)
        for path, entry in self.entries.items():
            for other in (*entry.reads, *([entry.original] if entry.original else ())):
                dependents[other].add(path)
        self._dependents = dict(dependents)

    def _header(self, path: str) -> SourceHeader:
        entry = self.entries.get(path)
        if entry and entry.source == self._source(path):
            return SourceHeader(path, entry.stem, entry.lang, entry.id, entry.reads)
        parsed = self._parse(path)
        return SourceHeader(path, parsed.stem, parsed.lang, parsed.id, parsed.reads)

    def _key(self, header: SourceHeader, original: SourceHeader | None) -> str:
        parts = [self._settings, self._sources[header.path].digest, *map(self._asset, header.reads)]
        if original:
            parts += [original.path, self._sources[original.path].digest, *map(self._asset, original.reads)]
        return digest(*parts)

    def _source(self, path: str) -> str:
        """Return what tells the bytes of a file, and the settings by which they are read, from others."""
        return f"{self._settings[:8]} {self._sources[path].digest}"

    def _asset(self, path: str) -> str:
        asset = self._assets.get(path)
        return f"{path} {asset.digest if asset else ''}"

    def _entry(self, header: SourceHeader, original: str, key: str) -> IndexEntry:
        validated = self._validated(header.path, original)
        _keep(self._opened, header.path, (key, validated))
        source = self._source(header.path)
        with self.timings.stage("register"):
            record = record_of(validated)
        link_digest = digest(record.without_positions())
        return IndexEntry(header.path, source, *header[1:], original, key, link_digest, record)

    def _validated(self, path: str, original: str) -> Validated:
        parsed, translated = self._parse(path), self._parse(original) if original else None
        with self.timings.stage("validate"):
            return self.validate(parsed, translated, self.kinds)

    def _parse(self, path: str) -> Parsed:
        """Parse a file, unless that has just been done."""
        source = self._sources[path]
        known = self._parsed.get(path)
        if known and known[0] == self._state(source, known[1]):
            return known[1]
        with self.timings.stage("parse"):
            parsed = self.parse(source, self.config.docs_dir, self.config.lang, self.kinds, self._read)
        _keep(self._parsed, path, (self._state(source, parsed), parsed))
        return parsed

    def _state(self, source: Source, parsed: Parsed) -> str:
        return digest(source.digest, *map(self._asset, parsed.reads))

    def _read(self, path: str) -> str | None:
        """Return the text of a data file of the site, and of no other file."""
        file, _, sheet = path.partition("#")
        asset = self._assets.get(file)
        if asset is None:
            return None
        return sheet_text(asset.data, sheet) if file.lower().endswith(ENDS) else decode(asset.data)


def _keep(cache: OrderedDict[str, Any], path: str, value: Any) -> None:
    cache[path] = value
    cache.move_to_end(path)
    if len(cache) > MAX_OPEN_FILES:
        cache.popitem(last=False)
