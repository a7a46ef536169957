"""How needs are shown: the landscape, the ranking, and the tree from the outcome to the tests."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from pmdocs.charts.builders import (
    Axis,
    Guide,
    Mark,
    Node,
    Point,
    Series,
    Zone,
    bars,
    row_heights,
    scatter,
    tree,
    tree_height,
)  # fmt: skip
from pmdocs.charts.colors import ACCENT, BAD, CHART, MUTED, SURFACE, WARN
from pmdocs.kinds.user_needs.facts import Branch, UserNeedsFacts
from pmdocs.kinds.user_needs.model import UserNeeds
from pmdocs.sdk import Chart, Columns, Tile, Words
from pmdocs.stats.opportunity import FLOORS, Band, score_line

_COLORS: dict[Band, str] = {"extreme": BAD, "high": WARN, "considerable": ACCENT, "served": MUTED}
_SYMBOLS: dict[Band, str] = {
    "extreme": "circle", "high": "circle", "considerable": "diamond", "served": "triangle",
}  # fmt: skip
_NOUNS = {"outcome": ACCENT, "need": CHART[0], "requirement": CHART[3], "test": MUTED}
_SCALE = (0.0, 10.0)
_MIDDLE = 5
_NEEDS = Columns(
    need="title", importance=("importance", "score"), satisfaction=("satisfaction", "score"),
    opportunity=("opportunity", "score"), band=(lambda one: f"bands.{one.band}", "label"),
)  # fmt: skip
_TREE = Columns(
    level=(lambda row: f"noun.{row[0]}", "label"), node=itemgetter(1), parent=itemgetter(2),
    opportunity=(itemgetter(3), "score"),
)  # fmt: skip


def sentences(words: Words, parts: list[str]) -> str:
    """Return sentences one after the other."""
    return ("" if words.zh else " ").join(parts)


def counted(words: Words, key: str, count: int, **values: object) -> str:
    """Return a text about a number of things, in the singular where it is one."""
    return words(f"{key}_one" if count == 1 else f"{key}_many", n=words.count(count), **values)


def summary(spec: UserNeeds, facts: UserNeedsFacts, words: Words) -> str:
    """Return the largest opportunity, how many needs are underserved, and how many nobody serves."""
    if not facts.ranked:
        return counted(words, "unrated", len(facts.needs))
    best = facts.ranked[0]
    parts = [
        words(
            "finding", need=best.title, score=words.fixed(best.opportunity),
            importance=words.fixed(best.importance), satisfaction=words.fixed(best.satisfaction),
        )
    ]  # fmt: skip
    parts.append(counted(words, "underserved", len(facts.underserved), all=words.count(len(facts.ranked))))
    without = len(facts.unserved)
    return sentences(words, parts + [counted(words, "unserved", without)] * bool(without))


def tiles(spec: UserNeeds, facts: UserNeedsFacts, words: Words) -> Iterator[Tile]:
    """Yield the highest score, how many are underserved, what is served and released, and what is well founded."""
    if facts.ranked:
        best, scores = facts.ranked[0], [(one.title, words.fixed(one.opportunity)) for one in facts.ranked]
        inputs = (
            (words["importance"], words.fixed(best.importance)), (words["satisfaction"], words.fixed(best.satisfaction)),
        )  # fmt: skip
        yield Tile(words["highest"], words.fixed(best.opportunity), best.title, "", "opportunity", inputs)
        note = words("of", n=words.count(len(facts.underserved)), all=words.count(len(facts.ranked)))
        yield Tile(words["underserved"], words.count(len(facts.underserved)), note, "", "band", tuple(scores))
    all_ = len(facts.needs)
    for name, share, count in (
        ("served", facts.served, all_ - len(facts.unserved)),
        ("released", facts.released, sum(one.released for one in facts.needs)),
    ):
        note = words("of", n=words.count(count), all=words.count(all_))
        inputs = ((words[name], words.count(count)), (words["all_needs"], words.count(all_)))
        formula = f"{name}_weighted" if facts.weighted else name
        yield Tile(words[name], words.rate(share, 0), note, "" if count == all_ else "warn", formula, inputs)
    found = facts.triangulated
    methods = tuple((one.title, words.count(one.methods)) for one in facts.needs)
    note = words("of", n=words.count(found), all=words.count(all_))
    tone = "" if found == all_ else "warn"
    yield Tile(words["founded"], words.rate(found / all_, 0), note, tone, "founded", methods)  # type: ignore[arg-type]


def charts(spec: UserNeeds, facts: UserNeedsFacts, words: Words) -> Iterator[Chart]:
    """Yield landscape and ranking where anything is rated, and the tree."""
    if facts.ranked:
        yield _landscape(spec, facts, words)
        yield _opportunities(facts, words)
    yield _tree(facts, words)


def _landscape(spec: UserNeeds, facts: UserNeedsFacts, words: Words) -> Chart:
    points = [
        Point(
            one.title, one.importance, one.satisfaction, color=_COLORS[one.band], symbol=_SYMBOLS[one.band],
            tip=(f"{words['opportunity']}: {words.fixed(one.opportunity)}",),
        )
        for one in facts.ranked
        if one.band and one.importance is not None and one.satisfaction is not None
    ]  # fmt: skip
    guides = [
        Guide(*score_line(floor), words("at_least", score=words.number(floor))) for floor in FLOORS.values()
    ]
    option = scatter(
        points, x_axis=Axis(words["importance"], "number", *_SCALE), y_axis=Axis(words["satisfaction"], "number", *_SCALE),
        zones=[
            Zone(words["over"], (None, _MIDDLE), (_MIDDLE, None), SURFACE, "top left"),
            Zone(words["under"], (_MIDDLE, None), (None, _MIDDLE), SURFACE, "bottom right"),
        ],
        guides=guides,
    )  # fmt: skip
    table, over = _NEEDS.table(facts.ranked, words), [one.title for one in facts.ranked if one.overserved]
    note = words["landscape_note"] + (words("over_note", needs=words.join(over)) if over else "")
    return Chart(
        "landscape", summary(spec, facts, words), option, table, height=440, narrow_height=380, note=note
    )


def _opportunities(facts: UserNeedsFacts, words: Words) -> Chart:
    names = [one.title for one in facts.ranked]
    colors = [_COLORS[one.band] if one.band else MUTED for one in facts.ranked]
    series = [Series(words["opportunity"], [one.opportunity for one in facts.ranked], colors=colors)]
    marks = [Mark(floor, words.number(floor)) for floor in FLOORS.values()]
    option = bars(
        names, series, horizontal=True, unit_format="number:1", x_name=words["opportunity"], value_min=0,
        value_max=20, marks=marks,
    )  # fmt: skip
    best = facts.ranked[0]
    said = words("ranked", need=best.title, score=words.fixed(best.opportunity))
    wide, narrow = row_heights(names)
    return Chart(
        "opportunities", said, option, _NEEDS.table(facts.ranked, words), height=wide, narrow_height=narrow
    )


def _tree(facts: UserNeedsFacts, words: Words) -> Chart:
    root, rows = _node(facts.tree, words), list(_rows(facts.tree, ""))
    parts = [counted(words, "tree", sum(row[0] == "requirement" for row in rows), n_needs=len(facts.needs))]
    if facts.untested:
        parts.append(counted(words, "untested", len(facts.untested)))
    height = max(160, tree_height(root))
    return Chart("tree", sentences(words, parts), tree(root), _TREE.table(rows, words), height=height)


def _node(one: Branch, words: Words) -> Node:
    score = "" if one.opportunity is None else f" ({words.fixed(one.opportunity)})"
    empty = one.noun == "need" and not one.branches
    text = words("no_solution", need=one.title + score) if empty else one.title + score
    return Node(
        one.title, [_node(each, words) for each in one.branches], WARN if empty else _NOUNS[one.noun], text
    )


def _rows(one: Branch, parent: str) -> Iterator[tuple[str, str, str, float | None]]:
    yield one.noun, one.title, parent or "–", one.opportunity
    for each in one.branches:
        yield from _rows(each, one.title)
