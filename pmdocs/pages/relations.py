"""What a page refers to and what refers to it, each with the reason: the field, or the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pmdocs.i18n import Words
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.pages.addresses import href
from pmdocs.pages.badges import NO_BADGE, badge_of
from pmdocs.pages.mentioned import mentioned
from pmdocs.pages.results import Results
from pmdocs.sdk import Entry, Lookup
from pmdocs.site.documents import Document
from pmdocs.site.records import SourceRecord

SHOWN = 12
"""Related pages that are seen at once; more are folded."""
MOST = 60
"""Pages listed as users of a page; more are on a page of their own, so that no page grows with the site."""
LIST = "used-by.html"
"""Name of the page, beside the one that is used, with all of them."""

Related = tuple[Entry, str, str]
"""What is related, the reason, and the title of the item that is used where it is not the page itself."""


@dataclass(frozen=True, slots=True)
class Relations:
    """Both sides of a page, as rows for the templates; ``count`` is the number of all that use it."""

    uses: list[dict[str, str]]
    used_by: list[dict[str, str]]
    count: int

    def as_context(self) -> dict[str, Any]:
        """Return what relations.html wants."""
        more = self.count - len(self.used_by)
        return {
            "uses": self.uses, "used_by": self.used_by, "count": self.count, "href": LIST if more else "",
        }  # fmt: skip


def relations(document: Document, results: Results) -> Relations:
    """Return the relations of a page, those of its fences among them."""
    page_url, lookup = document.record.url, results.lookup(document.lang)
    words = results.theme.words(document.lang)
    users = _by_thing(_users(document.record, lookup, words))
    first = dict(list(users.items())[:MOST])
    used = _by_thing(_used(document.record, results, words))
    return Relations(
        [row(page_url, entry, reasons, lookup, document.lang) for entry, reasons in used.values()],
        [row(page_url, entry, reasons, lookup, document.lang) for entry, reasons in first.values()],
        len(users),
    )


def all_users(document: Document, results: Results) -> list[dict[str, str]]:
    """Return everything that uses a page, however much it is, for a list of its own beside the page."""
    lookup, words = results.lookup(document.lang), results.theme.words(document.lang)
    page_url = document.record.url + LIST
    users = _by_thing(_users(document.record, lookup, words))
    return [row(page_url, entry, reasons, lookup, document.lang) for entry, reasons in users.values()]


def item_users(document: Document, id_: str, results: Results) -> list[dict[str, str]]:
    """Return what uses one item of a spec, other than the spec itself."""
    lookup, words = results.lookup(document.lang), results.theme.words(document.lang)
    found = ((entry, why, "") for entry, why in _backlinks(id_, _own(document.record), lookup, words))
    users = _by_thing(found).values()
    return [row(document.record.url, entry, reasons, lookup, document.lang) for entry, reasons in users]


def _own(record: SourceRecord) -> set[str]:
    """Return the ids of the page and of its fences: what they say of each other is no relation of the page."""
    return {one.id for one in record.everything()}


def _used(record: SourceRecord, results: Results, words: Words) -> Iterator[Related]:
    own, lookup = _own(record), results.lookup(record.lang)
    for one in record.everything():
        for ref in one.references:
            entry = lookup.get(ref.id)
            if entry and entry.spec_id not in own:
                yield entry, reason(one.kind, ref.field, words), ""
        for mention in one.mentions:
            entry = mentioned(mention.id, record.lang, results)
            if entry and entry.spec_id not in own:
                yield entry, words["relation.shown" if mention.embed else "relation.linked"], ""


def _users(record: SourceRecord, lookup: Lookup, words: Words) -> Iterator[Related]:
    own = _own(record)
    for one in record.everything():
        for named in one.named:
            item = "" if named is one.named[0] else named.title
            for entry, why in _backlinks(named.id, own, lookup, words):
                yield entry, why, item


def _backlinks(id_: str, own: set[str], lookup: Lookup, words: Words) -> Iterator[tuple[Entry, str]]:
    for link in lookup.backlinks(id_):
        if link.entry.spec_id not in own:
            prose = words["relation.shown" if link.embedded else "relation.linked"]
            yield link.entry, reason(link.entry.noun, link.field, words) if link.field else prose


def _by_thing(found: Iterable[Related]) -> dict[str, tuple[Entry, list[tuple[str, str]]]]:
    """Return each related thing once, with all the reasons."""
    things: dict[str, tuple[Entry, list[tuple[str, str]]]] = {}
    for entry, why, item in found:
        reasons = things.setdefault(entry.id, (entry, []))[1]
        if (why, item) not in reasons:
            reasons.append((why, item))
    return things


def reason(kind: str, field: str, words: Words) -> str:
    """Return the label of a field of a kind; without one, the field's own name as words."""
    if kind in kind_ids():
        label = load_kind(kind).words(words.lang).get(f"fields.{field}")
        if label:
            return label
    name = field.rpartition(".")[2].replace("_", " ")
    return name[:1].upper() + name[1:]


def row(
    page_url: str, entry: Entry, reasons: list[tuple[str, str]], lookup: Lookup, lang: str
) -> dict[str, str]:
    """Return one related thing for the templates, in the language of the page."""
    spec = entry if entry.spec_id == entry.id else lookup.get(entry.spec_id)
    badge = badge_of(spec.noun, lang) if spec else NO_BADGE
    whys: dict[str, list[str]] = {}
    for why, item in reasons:
        whys.setdefault(why, []).extend([item] if item else [])
    comma = "、" if lang.startswith("zh") else ", "
    return {
        "title": entry.title, "href": href(page_url, entry.url), "kind_name": badge["name"],
        "icon": badge["icon"],
        "reason": " · ".join(f"{why} → {comma.join(items)}" if items else why for why, items in whys.items()),
    }  # fmt: skip
