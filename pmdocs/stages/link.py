"""link: records of the files → a site whose ids are unique and whose references lead somewhere of the right kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from pmdocs.config import Config
from pmdocs.diagnostics.bounded import MOST
from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.sdk import Entry
from pmdocs.site.copies import copies_of
from pmdocs.site.documents import Asset, Document
from pmdocs.site.insertions import METRIC, folders_of, insertion_problem, is_insertion
from pmdocs.site.names import Names
from pmdocs.site.page_tree import build_tree
from pmdocs.site.records import IdRecord, MentionRecord, SourceRecord, place
from pmdocs.site.references import items_of
from pmdocs.site.site import EMBEDDED, OpenDocument, Site
from pmdocs.values.suggestions import nearest_ids

Entries = dict[str, Entry]
ProblemsByDocument = dict[tuple[str, str], list[Problem]]
"""Problems by the path and id of the document that has them."""


def link(
    records: Sequence[SourceRecord],
    assets: Sequence[Asset],
    config: Config,
    today: dt.date,
    open_: OpenDocument,
) -> Site:
    """Index every id, check every reference for existence and kind, and lay out the tree of pages.

    ``open_`` reads the file of a record again, for those who ask what it says.
    """
    problems: ProblemsByDocument = defaultdict(list)
    _refuse_same_address(records, problems)
    everything = [c for record in records for c in record.everything()]
    languages = (config.lang, *sorted({c.lang for c in everything} - {config.lang}))
    own = {lang: _index((c for c in everything if c.lang == lang), problems, open_) for lang in languages}
    entries = {lang: {**own[config.lang], **own[lang]} for lang in languages}
    folders, names = folders_of(records, config.lang), Names.of(records, assets, languages)
    backlinks = {
        lang: _backlinks([c for c in everything if c.lang == lang], entries[lang], problems, folders, names)
        for lang in languages
    }
    documents = tuple(_document(record, problems, open_) for record in records)
    examples = {c.id for c in everything if c.generated and c.host}
    # Items of a file with errors may be referred to, but say nothing.
    unread = {named.id for c in everything if c.broken for named in c.items}
    return Site(
        config, today, documents, tuple(assets), entries,
        {
            lang: _by_noun(e for e in entries[lang].values() if e.spec_id not in examples and e.id not in unread)
            for lang in languages
        },
        {lang: {**backlinks[config.lang], **backlinks[lang]} for lang in languages},
        build_tree(documents, config, languages),
        {d.record.path: d for d in documents}, linked=not problems, names=names,
    )  # fmt: skip


def relink(site: Site, old: Document, record: SourceRecord, open_: OpenDocument) -> Site | None:
    """Return the site with another state of one file, or ``None`` when that changes more than the file.

    It does not when ids, titles, address and references stay as they were, which is so for nearly every
    save; the cost is then that of one file, however large the site.
    """
    if not site.linked or old.record.without_positions() != record.without_positions():
        return None
    entries = {lang: dict(known) for lang, known in site.entries.items()}
    for one in record.everything():
        for entry in _entries(one, open_):
            for known in entries.values():
                if entry.id in known and known[entry.id].url == entry.url:
                    known[entry.id] = entry
    return site.with_document(old, _document(record, {}, open_), entries)


def _refuse_same_address(records: Sequence[SourceRecord], problems: ProblemsByDocument) -> None:
    """Refuse two files that would become one page, of which one would be lost."""
    first: dict[str, SourceRecord] = {}
    for record in records:
        other = first.setdefault(record.url.casefold(), record)
        if other.path != record.path:
            message = (_SAME_ADDRESS if other.url == record.url else _OTHER_CASE).fill(other=other.path)
            problems[_key(record)].append(Problem.at(Place(record.path), "E-URL", message, _RENAME))


def _document(record: SourceRecord, found: ProblemsByDocument, open_: OpenDocument) -> Document:
    """Return the document with what linking found, so that it shows on the page too."""
    fences = tuple(_document(fence, found, open_) for fence in record.fences)
    return Document(record, (*record.problems, *found.get(_key(record), ())), fences, open_)


def _key(record: SourceRecord) -> tuple[str, str]:
    return record.path, record.id


def _index(records: Iterable[SourceRecord], problems: ProblemsByDocument, open_: OpenDocument) -> Entries:
    entries: Entries = {}
    places: dict[str, IdRecord] = {}
    addresses: set[str] = set()
    known = list(records)
    originals = copies_of(record.stem for record in known)
    for record in sorted(known, key=lambda one: one.stem in originals):
        # Two files of one page are one fault, which says it all; what else the second one has may be referred to.
        told = record.url.casefold() in addresses and not record.host
        addresses |= {record.url.casefold()}
        for entry, named in zip(_entries(record, open_), record.named, strict=True):
            if entry.id in entries and told:
                continue
            if entry.id in entries:
                original = originals.get(record.stem)
                is_copy = original is not None and places[entry.id].path.startswith(original)
                first = (
                    _COPY.fill(original=places[entry.id].path) if is_copy else _at(place(places[entry.id]))
                )
                problems[_key(record)].append(
                    Problem.at(place(named), "E-ID", _TWICE.fill(id=entry.id), first, "id")
                )
                continue
            entries[entry.id] = entry
            places[entry.id] = named
    return entries


def _entries(record: SourceRecord, open_: OpenDocument) -> Iterator[Entry]:
    """Yield the document's own entry and those of its items."""
    for named in record.named:
        model = partial(_model, record, named, open_)
        yield Entry(named.id, named.noun, named.title, named.url, record.lang, record.id, model)


def _model(record: SourceRecord, named: IdRecord, open_: OpenDocument) -> Any:
    """Open a file and return the spec in it, or the item of that id."""
    model = open_(record).model
    if named is record.named[0]:
        return model
    return next((item for _, item in items_of(model) if item.id == named.id), None)


def _backlinks(
    records: Sequence[SourceRecord],
    entries: Entries,
    problems: ProblemsByDocument,
    folders: Collection[str],
    names: Names,
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Resolve every reference of every document; what does not resolve becomes a problem of its document."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in records:
        suggest = _Suggestions(entries)
        for target, field, problem in (
            *_from_fields(record, entries, suggest),
            *_from_prose(record, entries, folders, names, suggest),
        ):
            if problem:
                problems[_key(record)].append(problem)
            elif target in entries and (entries[target].spec_id != record.id or field not in {"", EMBEDDED}):
                found[target].append((record.id, field))
    return {id_: tuple(dict.fromkeys(links)) for id_, links in sorted(found.items())}


Resolved = tuple[str, str, Problem | None]
"""An id, the field that refers to it (empty in prose), and what is wrong with it."""


def _from_fields(record: SourceRecord, entries: Entries, suggest: _Suggestions) -> Iterator[Resolved]:
    for ref in record.references:
        problem = _unresolved(ref.id, ref.kinds, entries, place(ref), suggest)
        if ref.or_text and ref.id not in entries and not suggest.is_like_an_id(ref.id, ref.kinds):
            problem = None  # a text with a hyphen
        yield ref.id, ref.field, problem


def _from_prose(
    record: SourceRecord, entries: Entries, folders: Collection[str], names: Names, suggest: _Suggestions
) -> Iterator[Resolved]:
    for written in record.mentions:
        where = Place(record.path, written.line, written.column)
        if is_insertion(written) and written.id not in entries:
            yield written.id, "", insertion_problem(written, where, folders)
            continue
        known = written.id in entries or written.value
        mention = written if known else names.meant(written, record.lang, where)
        if not isinstance(mention, MentionRecord):
            yield written.id, "", mention
            continue
        kinds = (METRIC,) if mention.value else ()
        problem = _unresolved(mention.id, kinds, entries, where, suggest) or _no_view(mention, entries, where)
        yield mention.id, EMBEDDED if mention.embed else "", problem


class _Suggestions:
    """What may be meant by the ids of one file that nothing has; for so many of them as anybody reads."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._known: dict[tuple[str, tuple[str, ...]], Phrase | None] = {}

    def is_like_an_id(self, text: str, kinds: Sequence[str]) -> bool:
        """Whether a text with hyphens resembles an id, begins as one does, or with what it would be the id of."""
        begins = text.partition("-")[0]
        named = len(begins) > 1 and any(kind.startswith(begins) for kind in kinds)
        return named or begins in self._beginnings or bool(self(text, tuple(kinds)))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(id_.partition("-")[0] for id_ in self._entries if "-" in id_)

    def has(self, kinds: Sequence[str]) -> bool:
        """Whether there is anything of these kinds."""
        return any(entry.noun in kinds for entry in self._entries.values())

    def __call__(self, id_: str, kinds: tuple[str, ...]) -> Phrase | None:
        """Return "did you mean …?", or ``None`` where nothing resembles the id."""
        key = id_, kinds
        if key not in self._known:
            if len(self._known) >= MOST:
                return None
            near = nearest_ids(id_, [e.id for e in self._entries.values() if not kinds or e.noun in kinds])
            self._known[key] = _NEAREST.fill(ids=", ".join(near)) if near else None
        return self._known[key]


def _no_view(mention: MentionRecord, entries: Entries, where: Place) -> Problem | None:
    """Return what is wrong with the view that an embed names."""
    if not mention.embed or not mention.view:
        return None
    spec = entries[entries[mention.id].spec_id]
    kind = load_kind(spec.noun) if spec.noun in kind_ids() else None
    if kind and f"views.{mention.view}" in kind.labels:
        return None  # a view with a name of its own, which spares importing the kind
    views = kind.kind.views if kind else ()
    if mention.view in views:
        return None
    hint = _VIEWS_ARE.fill(views=", ".join(views)) if views else None
    return Problem.at(where, "E-REF", _NO_VIEW.fill(id=mention.id, view=mention.view), hint)


def _unresolved(
    id_: str, kinds: Sequence[str], entries: Entries, where: Place, suggest: _Suggestions
) -> Problem | None:
    entry = entries.get(id_)
    if entry is None:
        hint = suggest(id_, tuple(kinds))
        if not hint and kinds and not suggest.has(kinds):
            hint = _NONE_YET.fill(kinds=" / ".join(kinds))
        return Problem.at(where, "E-REF", _NO_SUCH_ID.fill(id=id_), hint)
    if kinds and entry.noun and entry.noun not in kinds:
        expected = " / ".join(kinds)
        return Problem.at(where, "E-REFKIND", _WRONG_KIND.fill(id=id_, is_=entry.noun, expected=expected))
    return None


def _by_noun(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    nouns: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        nouns[entry.noun].append(entry.id)
    return {noun: tuple(sorted(found)) for noun, found in sorted(nouns.items())}


def _at(first: Place) -> Phrase:
    where = f"{first.path}:{first.line}:{first.column}"
    return Phrase(f"first used at {where}", f"首次出现在 {where}")


_SAME_ADDRESS = Phrase(
    "this file and ‘{other}’ would become the same page", "此文件与‘{other}’会成为同一页面"
)
_OTHER_CASE = Phrase(
    "this file and ‘{other}’ differ in upper and lower case alone: on Windows and macOS they are one page",
    "此文件与‘{other}’仅大小写不同：在 Windows 和 macOS 上是同一页面",
)
_COPY = Phrase(
    "this looks like a copy of ‘{original}’: give it an id of its own, or take it out",
    "这像是‘{original}’的副本：请另起编号，或删除它",
)
_RENAME = Phrase("rename one of them", "请重命名其中一个")
_NO_VIEW = Phrase("‘{id}’ has no view ‘{view}’", "‘{id}’没有视图‘{view}’")
_VIEWS_ARE = Phrase("its views are {views}", "可用视图：{views}")
_TWICE = Phrase("the id ‘{id}’ is used twice", "编号‘{id}’重复")
_NO_SUCH_ID = Phrase("nothing has the id ‘{id}’", "引用不存在：没有编号‘{id}’")
_NONE_YET = Phrase(
    "the site has no {kinds} yet; leave the field out until then", "站点还没有 {kinds}；在此之前请省略该字段"
)
_NEAREST = Phrase("did you mean {ids}?", "是否想写 {ids}？")
_WRONG_KIND = Phrase("‘{id}’ is of kind {is_}; {expected} is expected", "‘{id}’是 {is_}，此处应为 {expected}")
