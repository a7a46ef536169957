"""link: documents → a site whose ids are unique and whose references lead somewhere of the right kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pmdocs.config import Config
from pmdocs.documents import Discovered, Document
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.markdown.scan import Mention
from pmdocs.navigation import grow
from pmdocs.notation.yaml_nodes import locate
from pmdocs.problem import Phrase, Place, Problem
from pmdocs.references import items_of, references_of
from pmdocs.site import Site
from pmdocs.spec import Backlink, Entry, Path
from pmdocs.values.suggestions import nearest

Entries = dict[str, Entry]
Found = dict[tuple[str, str], list[Problem]]
"""Problems by the path and id of the document that has them."""


def link(
    documents: Sequence[Document], found: Discovered, config: Config, today: dt.date
) -> tuple[Site, list[Problem]]:
    """Index every id, check every reference for existence and kind, and lay out the tree of pages."""
    problems: Found = defaultdict(list)
    _refuse_same_address(documents, problems)
    everything = [d for page in documents for d in (page, *page.fences)]
    languages = (config.lang, *sorted({d.lang for d in everything} - {config.lang}))
    own = {lang: _index((d for d in everything if d.lang == lang), problems) for lang in languages}
    entries = {lang: {**own[config.lang], **own[lang]} for lang in languages}
    backlinks = {
        lang: _backlinks([d for d in everything if d.lang == lang], entries[lang], problems)
        for lang in languages
    }
    documents = [_with_problems(d, problems) for d in documents]
    site = Site(
        config, today, tuple(documents), found.assets, entries,
        {lang: _by_noun(entries[lang].values()) for lang in languages},
        {lang: {**backlinks[config.lang], **backlinks[lang]} for lang in languages},
        grow(documents, config, languages),
        {d.parsed.path: d for d in documents},
    )  # fmt: skip
    return site, [p for found in problems.values() for p in found]


def _refuse_same_address(documents: Sequence[Document], problems: Found) -> None:
    """Refuse two files that would become one page, of which one would be lost."""
    first: dict[str, str] = {}
    for document in documents:
        path = document.parsed.path
        other = first.setdefault(document.parsed.url, path)
        if other != path:
            message = _SAME_ADDRESS.fill(other=other)
            problems[_key(document)].append(Problem.at(Place(path), "E-URL", message, _RENAME))


def _with_problems(document: Document, found: Found) -> Document:
    """Return the document with what linking found, so that it shows on the page too."""
    fences = tuple(_with_problems(fence, found) for fence in document.fences)
    return replace(document, problems=(*document.problems, *found.get(_key(document), ())), fences=fences)


def _key(document: Document) -> tuple[str, str]:
    return document.parsed.path, document.id


def _index(documents: Iterable[Document], problems: Found) -> Entries:
    entries: Entries = {}
    places: dict[str, Place] = {}
    for document in documents:
        for entry, place in _entries(document):
            if entry.id in entries:
                first = places[entry.id]
                problems[_key(document)].append(
                    Problem.at(place, "E-ID", _TWICE.fill(id=entry.id), _at(first), "id")
                )
                continue
            entries[entry.id] = entry
            places[entry.id] = place
    return entries


def _entries(document: Document) -> Iterator[tuple[Entry, Place]]:
    """Yield the document's own entry and those of its items."""
    spec_id = document.id
    entry = Entry(
        spec_id, document.noun, document.title, document.url, document.lang, spec_id, document.model
    )
    yield entry, place_of(document, ("id",))
    url = document.parsed.url
    for path, item in items_of(document.model):
        if item.id:
            anchored = f"{url}#{item.id}"
            noun = item.noun or "item"
            yield (
                Entry(item.id, noun, item.name_for_links, anchored, document.lang, spec_id, item),
                place_of(document, (*path, "id")),
            )


def place_of(document: Document, path: Path) -> Place:
    """Return the place of a field in the file it was written in."""
    place = locate(document.node, path)
    return place if place.path else Place(document.parsed.path)


def _backlinks(
    documents: Sequence[Document], entries: Entries, problems: Found
) -> dict[str, tuple[Backlink, ...]]:
    """Resolve every reference of every document; what does not resolve becomes a problem of its document."""
    found: dict[str, list[Backlink]] = defaultdict(list)
    for document in documents:
        source = entries[document.id]
        for target, field, problem in (*_from_fields(document, entries), *_from_prose(document, entries)):
            if problem:
                problems[_key(document)].append(problem)
            elif entries[target].spec_id != document.id or field:
                found[target].append(Backlink(source, field))
    return {id_: tuple(dict.fromkeys(links)) for id_, links in sorted(found.items())}


Resolved = tuple[str, str, Problem | None]
"""An id, the field that refers to it (empty in prose), and what is wrong with it."""


def _from_fields(document: Document, entries: Entries) -> Iterator[Resolved]:
    for path, ref in references_of(document.model):
        yield str(ref), _field(path), _unresolved(ref, ref.kinds, entries, place_of(document, path))


def _from_prose(document: Document, entries: Entries) -> Iterator[Resolved]:
    for mention in document.parsed.scanned.mentions if document.parsed.scanned else ():
        place = place_in_prose(document, mention)
        yield mention.id, "", _unresolved(mention.id, (), entries, place) or _no_view(mention, entries, place)


def _no_view(mention: Mention, entries: Entries, place: Place) -> Problem | None:
    """Return what is wrong with the view that an embed names."""
    spec = entries[entries[mention.id].spec_id]
    views = load_kind(spec.noun).kind.views if spec.noun in kind_ids() else ()
    if not mention.embed or not mention.view or mention.view in views:
        return None
    hint = _VIEWS_ARE.fill(views=", ".join(views)) if views else None
    return Problem.at(place, "E-REF", _NO_VIEW.fill(id=mention.id, view=mention.view), hint)


def place_in_prose(document: Document, mention: Mention) -> Place:
    """Return the place of a ``[[mention]]`` in its file."""
    return Place(document.parsed.path, document.parsed.body_line + mention.line - 1, mention.column)


def _field(path: Path) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _unresolved(id_: str, kinds: Sequence[str], entries: Entries, place: Place) -> Problem | None:
    entry = entries.get(id_)
    if entry is None:
        near = nearest(id_, [e.id for e in entries.values() if not kinds or e.noun in kinds])
        hint = _NEAREST.fill(ids=", ".join(near)) if near else None
        return Problem.at(place, "E-REF", _NO_SUCH_ID.fill(id=id_), hint)
    if kinds and entry.noun not in kinds:
        expected = " / ".join(kinds)
        return Problem.at(place, "E-REFKIND", _WRONG_KIND.fill(id=id_, is_=entry.noun, expected=expected))
    return None


def _by_noun(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        nouns[entry.noun].append(entry)
    return {noun: tuple(found) for noun, found in sorted(nouns.items())}


def _at(place: Place) -> Phrase:
    where = f"{place.path}:{place.line}:{place.column}"
    return Phrase(f"first used at {where}", f"首次出现在 {where}")


_SAME_ADDRESS = Phrase(
    "this file and ‘{other}’ would become the same page", "此文件与‘{other}’会成为同一页面"
)
_RENAME = Phrase("rename one of them", "请重命名其中一个")
_NO_VIEW = Phrase("‘{id}’ has no view ‘{view}’", "‘{id}’没有视图‘{view}’")
_VIEWS_ARE = Phrase("its views are {views}", "可用视图：{views}")
_TWICE = Phrase("the id ‘{id}’ is used twice", "编号‘{id}’重复")
_NO_SUCH_ID = Phrase("nothing has the id ‘{id}’", "引用不存在：没有编号‘{id}’")
_NEAREST = Phrase("did you mean {ids}?", "是否想写 {ids}？")
_WRONG_KIND = Phrase("‘{id}’ is of kind {is_}; {expected} is expected", "‘{id}’是 {is_}，此处应为 {expected}")
