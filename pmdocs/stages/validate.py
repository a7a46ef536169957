"""validate: nodes → a typed, frozen spec, or the list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import yaml

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.kinds import LoadedKind, load_kind
from pmdocs.notation.yaml_nodes import child, construct, locate, merge
from pmdocs.sdk import Spec
from pmdocs.sdk.messages import shared_messages
from pmdocs.sdk.reading import read_model
from pmdocs.site.documents import Page, Parsed, Validated, has_prose
from pmdocs.system.hashing import digest
from pmdocs.values.suggestions import nearest


def validate(parsed: Parsed, original: Parsed | None, kinds: Collection[str]) -> Validated:
    """Check one parsed file, its fences included.

    ``original`` is the same page in the site's language, whose data fill what a translation leaves out.
    """
    node = parsed.node
    if original and original.node:
        node = merge(original.node, node) if node else original.node
        parsed = replace(parsed, kind=parsed.kind or original.kind, id=parsed.id or original.id)
    if original:
        parsed = replace(
            parsed,
            problems=(*parsed.problems, *_behind(parsed, original)),
            digest=digest(parsed.digest, original.digest),
        )
    fences = tuple(validate(f, _original_fence(f, original), kinds) for f in parsed.fences)
    if not parsed.kind and not _should_have_kind(parsed):
        return _document(parsed, node, Page, None, fences)
    if parsed.kind not in kinds:
        return Validated(parsed, node, None, None, (*parsed.problems, _no_kind(parsed, node, kinds)), fences)
    kind = load_kind(parsed.kind)
    return _document(parsed, node, kind.kind.model, kind, fences)


def _behind(translation: Parsed, original: Parsed) -> Iterator[Problem]:
    """Yield W-LANG for a translation that is older than its original or has no title of its own."""
    place = Place(translation.path)
    dates = [child(p.node, "updated") for p in (translation, original)]
    own, theirs = (str(node.value) if isinstance(node, yaml.ScalarNode) else "" for node in dates)
    if own and theirs and own < theirs:
        yield Problem.at(place, "W-LANG", _OLDER.fill(own=own, theirs=theirs), field="updated")
    if child(original.node, "title") and not child(translation.node, "title"):
        yield Problem.at(place, "W-LANG", _NO_TITLE, field="title")


def _original_fence(fence: Parsed, original: Parsed | None) -> Parsed | None:
    candidates = original.fences if original else ()
    return next((f for f in candidates if f.id == fence.id and f.kind == fence.kind), None)


def _should_have_kind(parsed: Parsed) -> bool:
    """Whether the file cannot be a plain page: pure YAML always describes something."""
    return not has_prose(parsed.path)


def _document(
    parsed: Parsed,
    node: yaml.MappingNode | None,
    model: type[Spec | Page],
    kind: LoadedKind | None,
    fences: tuple[Validated, ...],
) -> Validated:
    problems = list(parsed.problems)
    _rows_in_place(node, kind)
    data: dict[str, Any] = construct(node) if node else {}
    data = _defaults(parsed, data, kind)
    value, found = read_model(
        model, data, parsed.lang, node=node, path=parsed.path,
        checks=kind.kind.checks if kind else {}, messages=kind.messages if kind else shared_messages(),
    )  # fmt: skip
    known = {p.line for p in problems}
    unread = parsed.unread | ({kind.kind.rows} if kind and "data" in parsed.unread else set())
    problems += [p for p in found if p.line not in known and p.field.split(".")[0] not in unread]
    problems += _unknown_views(node, value, kind)
    problems += _of_plain_page(node, value)
    return Validated(parsed, node, value, kind, tuple(problems), fences)


def _of_plain_page(node: yaml.MappingNode | None, value: Spec | Page | None) -> Iterator[Problem]:
    """Yield notes on what a plain page says besides its fields: a misspelt field, a draft."""
    if not isinstance(value, Page):
        return
    for name in value.extra:
        at = locate(node, (name,), key=True)
        if near := get_close_matches(name.lower(), Page.model_fields, 1, _NEARLY):
            yield Problem.at(at, "W-FIELD", _NO_FIELD.fill(name=name), _MEANT.fill(near=near[0]), name)
        elif name == "draft" and value.status == "draft":
            yield Problem.at(at, "W-DRAFT", _PUBLISHED, _LEAVE_OUT, name)


def _unknown_views(
    node: yaml.MappingNode | None, value: Spec | Page | None, kind: LoadedKind | None
) -> Iterator[Problem]:
    if kind is None or not isinstance(value, Spec):
        return
    for index, view in enumerate(value.view):
        if view not in kind.kind.views:
            hint = _VIEWS_ARE.fill(views=", ".join(kind.kind.views))
            message = _UNKNOWN_VIEW.fill(kind=kind.id, view=view)
            yield Problem.at(locate(node, ("view", index)), "E-RANGE", message, hint, "view")


def _defaults(parsed: Parsed, data: dict[str, Any], kind: LoadedKind | None) -> dict[str, Any]:
    """Fill in what the surroundings say: the language, a fence's kind, id and title."""
    if kind is None:
        return data
    data = {**data, "kind": kind.id}
    if parsed.host:
        data = {"id": parsed.id, "title": kind.words(parsed.lang)["name"], **data}
    return data


def _rows_in_place(node: yaml.MappingNode | None, kind: LoadedKind | None) -> None:
    """Let a top-level ``data: file.csv`` fill the kind's main list, under that list's name."""
    if kind is None or not kind.kind.rows or node is None:
        return
    for key, value in node.value:
        if key.value == "data" and isinstance(value, yaml.SequenceNode):
            key.value = kind.kind.rows


def _no_kind(parsed: Parsed, node: yaml.MappingNode | None, kinds: Collection[str]) -> Problem:
    place = replace(locate(node, ("kind",)), path=parsed.path) if node is None else locate(node, ("kind",))
    if not parsed.kind:
        return Problem.at(place, "E-REQ", _KIND_MISSING, _KIND_OR_DATA)
    near = nearest(parsed.kind, kinds, 1)
    hint = _MEANT.fill(near=near[0]) if near else _KIND_HINT
    return Problem.at(place, "E-KIND", _UNKNOWN_KIND.fill(kind=parsed.kind), hint, "kind")


_UNKNOWN_KIND = Phrase("unknown kind ‘{kind}’", "未知类型‘{kind}’")
_MEANT = Phrase("did you mean ‘{near}’?", "是否想写‘{near}’？")
_NEARLY = 0.75
_NO_FIELD = Phrase(
    "‘{name}’ is no field of a page, and is kept as it is", "页面没有字段‘{name}’，已按原样保留"
)
_PUBLISHED = Phrase("a draft is published all the same, with a mark", "草稿仍会发布，并带有草稿标记")
_LEAVE_OUT = Phrase(
    "to leave it out, give the file a name that starts with _", "若不发布，请让文件名以 _ 开头"
)
_UNKNOWN_VIEW = Phrase("{kind} has no view ‘{view}’", "{kind} 没有视图‘{view}’")
_VIEWS_ARE = Phrase("its views are {views}", "可用视图：{views}")
_OLDER = Phrase(
    "this translation is of {own}, its original of {theirs}", "此译文更新于 {own}，原文更新于 {theirs}"
)
_NO_TITLE = Phrase("the title is not translated", "标题尚未翻译")
_KIND_MISSING = Phrase(
    "‘kind’ is required: what does this file describe?", "缺少必填字段‘kind’：这个文件描述什么？"
)
_KIND_OR_DATA = Phrase(
    "`pmdocs kinds` lists them all; a file that is no page has a name that starts with _",
    "`pmdocs kinds` 列出所有类型；不作为页面的文件，文件名请以 _ 开头",
)
_KIND_HINT = Phrase("`pmdocs kinds` lists them all", "`pmdocs kinds` 列出所有类型")
