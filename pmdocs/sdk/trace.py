"""How things follow from each other: need → requirement → release, asked from either end.

A page that asks ``Lookup.all`` is made again whenever anything of that noun is; these questions go through the
back-links of one id, so that only an edit that touches it matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmdocs.sdk.findings import parts_of
from pmdocs.sdk.lookup import Entry, Lookup
from pmdocs.sdk.models import Item, Spec, UnparsedFieldError


def serving(lookup: Lookup, id_: str, noun: str, field: str) -> tuple[Entry, ...]:
    """Return what names an id in a field of its own, each once: the requirements with ``needs: [id]``.

    ``noun`` is what is asked for, an item's noun or a kind's id; ``field`` is one of its own fields.
    """
    found: dict[str, Entry] = {}
    for link in lookup.backlinks(id_):
        # The field of a back-link leads there from the spec: items.needs, needs.
        if field not in link.field.split("."):
            continue
        for one in _named(link.entry, noun):
            entry = lookup.get(one.id or "") if id_ in _values(one, field) else None
            if entry:
                found[entry.id] = entry
    return tuple(found.values())


def _named(entry: Entry, noun: str) -> Iterator[Item | Spec]:
    """Yield a spec if it is of that kind, else its items of that noun."""
    spec = entry.model
    if entry.noun == noun and isinstance(spec, Spec):
        yield spec
    elif isinstance(spec, Spec):
        yield from (part for _, part in parts_of(spec) if isinstance(part, Item) and part.noun == noun)


def _values(part: Item | Spec, field: str) -> Iterable[object]:
    """Return what a field holds, as a list; nothing where it could not be read."""
    try:
        value = getattr(part, field, None)
    except UnparsedFieldError:
        return ()
    return value if isinstance(value, tuple) else (value,)
