"""record_of: a validated file → its record, which is all that linking and the other pages need of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import yaml

from pmdocs.diagnostics.problem import Place
from pmdocs.notation.nodes import mappings_of
from pmdocs.notation.yaml_nodes import locate
from pmdocs.sdk import Item, Path
from pmdocs.site.documents import Validated
from pmdocs.site.records import About, IdRecord, MentionRecord, Reference, SourceRecord, has_errors
from pmdocs.site.references import items_of, references_of
from pmdocs.system.hashing import digest
from pmdocs.values.field_names import annotated
from pmdocs.values.references import SLUG


def record_of(file: Validated) -> SourceRecord:
    """Return the record of a file and of its fences."""
    parsed = file.parsed
    return SourceRecord(
        path=parsed.path, stem=parsed.stem, url=parsed.url, lang=parsed.lang,
        kind=file.kind.id if file.kind else "", id=file.id, title=file.title, host=parsed.host,
        digest=digest(parsed.digest, parsed.kind, parsed.lang),
        prose=digest(parsed.scanned.body) if parsed.scanned else "", body_line=parsed.body_line,
        broken=file.model is None or has_errors(file.problems),
        named=tuple(_named(file)), references=tuple(_references(file)), mentions=tuple(_mentions(file)),
        problems=file.problems, fences=tuple(record_of(fence) for fence in file.fences),
        about=_about(file), generated=parsed.generated,
    )  # fmt: skip


def _about(file: Validated) -> About:
    given = {name: getattr(file.model, name, None) for name in About._fields}
    updated = given["updated"]
    return About(
        str(given["status"] or ""), str(given["owner"] or ""),
        updated.isoformat() if isinstance(updated, dt.date) else "",
        str(given["description"] or ""), tuple(map(str, given["tags"] or ())),
    )  # fmt: skip


def _named(file: Validated) -> Iterator[IdRecord]:
    """Yield the spec's own id and those of its items."""
    url = file.parsed.url
    own = f"{url}#{file.id}" if file.parsed.host else url
    place = _place(file, ("id",))
    noun = file.kind.id if file.kind else "page"
    yield IdRecord(file.id, noun, file.title, own, place.line, place.column, place.path)
    if file.model is None or file.parsed.loose_ids:
        yield from _unread_items(file)
    for path, item in items_of(file.model):
        if item.id:
            place = _place(file, (*path, "id"))
            noun = item.noun or "item"
            anchored = f"{url}#{item.id}"
            yield IdRecord(
                str(item.id), noun, item.name_for_links, anchored, place.line, place.column, place.path
            )


def _unread_items(file: Validated) -> Iterator[IdRecord]:
    """Yield what has an id in a file with errors, so that whoever refers to it has no error of its own."""
    url, path = file.parsed.url, file.parsed.path
    for id_ in file.parsed.loose_ids:
        if id_ != file.id:
            yield IdRecord(id_, "", id_, f"{url}#{id_}", 1, 1, path)
    model = file.kind.kind.model if file.kind else None
    for at, node in mappings_of(file.node):
        fields = {
            str(key.value): str(value.value)
            for key, value in node.value
            if isinstance(value, yaml.ScalarNode)
        }
        items = [
            one
            for one in (annotated(model, at) if model else ())
            if isinstance(one, type) and issubclass(one, Item)
        ]
        id_ = fields.get("id", "")
        if at and items and SLUG.fullmatch(id_):
            place = _place(file, (*at, "id"))
            title = fields.get("title") or fields.get("name") or id_
            yield IdRecord(
                id_, items[0].noun or "item", title, f"{url}#{id_}", place.line, place.column, place.path
            )


def _references(file: Validated) -> Iterator[Reference]:
    for path, ref in references_of(file.model):
        place = _place(file, path)
        field = ".".join(part for part in path if isinstance(part, str))
        yield Reference(str(ref), field, tuple(ref.kinds), place.line, place.column, place.path, ref.or_text)


def _mentions(file: Validated) -> Iterator[MentionRecord]:
    scanned, first = file.parsed.scanned, file.parsed.body_line
    for one in scanned.mentions if scanned else ():
        text = one.text if one.embed else ""
        line = first + one.line - 1
        yield MentionRecord(one.id, one.view, one.embed, line, one.column, text, one.value)


def _place(file: Validated, path: Path) -> Place:
    """Return the place of a field in the file it was written in."""
    place = locate(file.node, path)
    return place if place.path else Place(file.parsed.path)
