"""What an author may place in a page besides specs: ``![[home]]`` and ``![[list]]``, with what they may say.

``![[home]]`` is the dashboard, ``![[home#recent]]`` one part of it. ``![[list]]`` shows the pages beside it,
``![[list#okr|status: approved, tag: growth]]`` all of a kind that fit. A spec or page with such an id comes first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.kinds import kind_ids
from pmdocs.site.queries import Query
from pmdocs.site.records import MentionRecord, SourceRecord
from pmdocs.values.suggestions import nearest

HOME, LIST = INSERTIONS = ("home", "list")
PARTS = ("vision", "metrics", "recent", "folders")
"""Parts of the dashboard beside the panels of the kinds."""
METRIC = "metric"
"""What has a value that a text may show by ``{{id}}``."""
FILTERS = ("folder", "tag", "status", "owner", "most")
_PAIR = re.compile(r"\s*([^:：=]+?)\s*[:：=]\s*(.*?)\s*", re.DOTALL)


def is_insertion(mention: MentionRecord) -> bool:
    """Whether an embed stands for a list rather than for the spec of that id."""
    return mention.embed and mention.id in INSERTIONS


def filters_of(text: str) -> dict[str, str]:
    """Return what stands behind the bar of a list: ``status: approved, most: 5``; a part without a value is kept."""
    found = {}
    for part in filter(str.strip, re.split("[,，]", text)):
        pair = _PAIR.fullmatch(part)
        found[pair[1] if pair else part.strip()] = pair[2] if pair else ""
    return found


def query_of(kind: str, text: str, root: str) -> Query:
    """Return the query that a list asks; ``root`` is the address of the language's home."""
    given = filters_of(text)
    folder = given.get("folder", "").strip("/")
    most = given.get("most", "")
    return Query(
        kind, f"{root}{folder}/" if folder else "", given.get("tag", ""), given.get("status", ""),
        given.get("owner", ""), int(most) if most.isdecimal() else 0,
    )  # fmt: skip


def insertion_problem(mention: MentionRecord, where: Place, folders: Collection[str]) -> Problem | None:
    """Return what is wrong with an insertion; ``folders`` are those of the content, ``okrs/`` and so on."""
    known = (*PARTS, *kind_ids()) if mention.id == HOME else kind_ids()
    if mention.view and mention.view not in known:
        return Problem.at(
            where, "E-REF", _NO_PART.fill(id=mention.id, view=mention.view), _meant(mention.view, known)
        )
    for name, value in filters_of(mention.text).items() if mention.id == LIST else ():
        if name not in FILTERS:
            return Problem.at(where, "E-FIELD", _NO_FILTER.fill(name=name), _FILTERS_ARE)
        if not value or (name == "most" and not value.isdecimal()):
            return Problem.at(where, "E-FIELD", _NO_VALUE.fill(name=name), _FILTERS_ARE)
        if name == "folder" and f"{value.strip('/')}/" not in folders:
            plain = [folder.strip("/") for folder in folders]
            return Problem.at(where, "E-LINK", _NO_FOLDER.fill(name=value), _meant(value, plain))
    return None


def folders_of(records: Iterable[SourceRecord], site_lang: str) -> frozenset[str]:
    """Return the folders of the content, without the language: ``okrs/``, ``okrs/2026/``."""
    found = set()
    for record in records:
        url = record.url if record.lang == site_lang else record.url.removeprefix(f"{record.lang}/")
        while (url := url[: url.rstrip("/").rfind("/") + 1]) and url not in found:
            found.add(url)
    return frozenset(found)


def _meant(name: str, known: Collection[str]) -> Phrase:
    return _NEAREST.fill(names=", ".join(nearest(name, known) or sorted(known)))


_NO_PART = Phrase("‘{id}’ has nothing called ‘{view}’", "‘{id}’中没有‘{view}’")
_NEAREST = Phrase("did you mean {names}?", "是否想写 {names}？")
_NO_FILTER = Phrase("a list cannot be filtered by ‘{name}’", "列表不能按‘{name}’筛选")
_NO_VALUE = Phrase("‘{name}’ of the list says nothing that can be used", "列表的‘{name}’没有可用的值")
_FILTERS_ARE = Phrase(
    "write for example ![[list#okr|folder: okrs, status: approved, tag: growth, owner: Mia, most: 5]]",
    "例如 ![[list#okr|folder: okrs, status: approved, tag: 增长, owner: 米娅, most: 5]]",
)
_NO_FOLDER = Phrase("there is no folder ‘{name}’", "没有文件夹‘{name}’")
