"""What an author writes of a roadmap."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from pmdocs.diagnostics.problem import Phrase
from pmdocs.sdk import Item, Spec
from pmdocs.stats.graphs import find_cycle
from pmdocs.values.dates import Moment
from pmdocs.values.numbers import Rate
from pmdocs.values.references import Ref, RefsTo, RefTo, Slug
from pmdocs.values.refusal import refuse
from pmdocs.values.suggestions import did_you_mean
from pmdocs.values.text import Text

Status = Literal["idea", "planned", "in-progress", "done", "paused", "dropped"]
GroupBy = Literal["theme", "objective", "owner"]


class RoadmapItem(Item):
    """Something to be built or learnt, with dates or with a horizon."""

    noun: ClassVar[str] = "roadmap-item"

    id: Slug
    """Id for references, unique in the whole site."""
    title: Text
    """What it is, in a few words."""
    outcome: Text | None = None
    """What will be different afterwards, in one sentence."""
    theme: Text | None = None
    """One of the roadmap's ``themes``."""
    start: Moment | None = None
    """First day, or a period that begins with it."""
    end: Moment | None = None
    """Last day, or a period that ends with it."""
    baseline_end: Moment | None = None
    """Last day as first planned; the slip is counted from it."""
    horizon: Literal["now", "next", "later"] | None = None
    """How soon, for plans without dates; worked out from the dates where it is left out."""
    status: Status | None = None
    """Where the work stands."""
    progress: Rate | None = None
    """Share of the work that is done."""
    confidence: Literal["low", "medium", "high"] | Rate | None = None
    """How sure the plan is: a word or a rate."""
    depends: Annotated[tuple[Ref, ...], RefsTo("roadmap-item")] = ()
    """Items that must end first, of this roadmap or another."""
    requirements: Annotated[tuple[Ref, ...], RefsTo("requirement")] = ()
    """Requirements that it fulfils."""
    needs: Annotated[tuple[Ref, ...], RefsTo("need")] = ()
    """Needs of users that it meets."""
    objective: Annotated[Ref, RefTo("objective", "okr")] | None = None
    """Objective that it serves."""
    release: Annotated[Ref, RefTo("release")] | None = None
    """Release that brings it to users."""
    owner: Text | None = None
    """Person or team that sees to it."""

    @model_validator(mode="after")
    def _has_a_time(self) -> Self:
        _refuse_far_away(self, "start", "end", "baseline_end")
        if self.start is None and self.end is None:
            if self.horizon is None:
                refuse("E-REQ", _NO_TIME.fill(id=self.id), _NO_TIME_HINT, at=("start",))
        elif self.start is None or self.end is None:
            missing = "end" if self.end is None else "start"
            refuse("E-REQ", _HALF_TIME.fill(id=self.id, missing=missing), _HALF_TIME_HINT, at=(missing,))
        elif self.end.last < self.start.first:
            message = _BACKWARDS.fill(end=self.end.text, start=self.start.text)
            refuse("E-DATE", message, at=("end",))
        return self

    def when(self, lang: str) -> str:
        """Return the dates as text: Q1 – Q2 2026, 2026年4月至5月; empty where there are none."""
        if self.start is None or self.end is None:
            return ""
        start, end = (m.show(lang).replace(" ", "\N{NO-BREAK SPACE}") for m in (self.start, self.end))
        if start == end:
            return start
        if self.start.text[:4] != self.end.text[:4] or "year" in {self.start.grain, self.end.grain}:
            return f"{start}至{end}" if lang.startswith("zh") else f"{start} – {end}"
        if lang.startswith("zh"):
            return f"{start}至{end.partition('年')[2]}"
        return f"{_YEAR.sub('', start)} – {end}"


class Milestone(Item):
    """A day that matters: a launch, a decision, a deadline."""

    noun: ClassVar[str] = "milestone"

    id: Slug
    """Id for references, unique in the whole site."""
    title: Text
    """What happens."""
    date: Moment
    """The day; of a period, its last."""
    release: Annotated[Ref, RefTo("release")] | None = None
    """Release that the milestone brings."""

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        _refuse_far_away(self, "date")
        return self


class Roadmap(Spec):
    """What we plan to do, in which order, and what for."""

    vision: Text | None = None
    """What the product is for in the long run, in one sentence."""
    mission: Text | None = None
    """How we go about it, in one sentence."""
    themes: tuple[Text, ...] = ()
    """Lines of work, in the order in which they are shown."""
    group_by: GroupBy | None = None
    """What groups the cards and makes the lanes; default: the theme, else the objective, else the owner."""
    items: Annotated[tuple[RoadmapItem, ...], Field(min_length=1)]
    """The plan: one map for each item."""
    milestones: tuple[Milestone, ...] = ()
    """Days that matter."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        self._refuse_unknown_themes()
        self._refuse_cycle()
        return self

    def _refuse_unknown_themes(self) -> None:
        for index, item in enumerate(self.items):
            if self.themes and item.theme is not None and item.theme not in self.themes:
                listed = ", ".join(self.themes)
                hint = did_you_mean(item.theme, self.themes) or _THEMES_ARE.fill(themes=listed)
                refuse("E-REF", _NO_THEME.fill(theme=item.theme), hint, at=("items", index, "theme"))

    def _refuse_cycle(self) -> None:
        depends = {str(item.id): [str(before) for before in item.depends] for item in self.items}
        cycle = find_cycle(depends)
        if cycle:
            index = next(i for i, item in enumerate(self.items) if item.id == cycle[0])
            at = ("items", index, "depends", depends[cycle[0]].index(cycle[1]))
            refuse("E-CYCLE", CIRCLE.fill(cycle=" → ".join(cycle)), CIRCLE_HINT, at=at)


_FIRST, _LAST = 1900, 2199
"""Years that a plan may name; a placeholder such as 9999-12-31 would empty the timeline."""


def _refuse_far_away(item: Item, *fields: str) -> None:
    for field in fields:
        moment: Moment | None = getattr(item, field)
        if moment and not _FIRST <= moment.last.year <= _LAST:
            message = _FAR_AWAY.fill(date=moment.text, first=_FIRST, last=_LAST)
            refuse("E-RANGE", message, _FAR_AWAY_HINT, at=(field,))


_YEAR = re.compile(r",?\s\d{4}$")
"""The year at the end of an English date."""

CIRCLE = Phrase("items wait for each other: {cycle}", "条目互相等待：{cycle}")
CIRCLE_HINT = Phrase("take out one of these dependencies", "请去掉其中一个依赖")
_NO_TIME = Phrase("‘{id}’ has neither dates nor a horizon", "‘{id}’既没有日期也没有阶段")
_NO_TIME_HINT = Phrase(
    "write `start: 2026-Q3` and `end: 2026-Q4`, or `horizon: later`",
    "请写 `start: 2026-Q3` 和 `end: 2026-Q4`，或写 `horizon: later`",
)
_HALF_TIME = Phrase("‘{id}’ has no {missing}", "‘{id}’缺少 {missing}")
_HALF_TIME_HINT = Phrase(
    "give both start and end, or neither of them and a horizon", "start 与 end 要都写，或都不写而写 horizon"
)
_FAR_AWAY = Phrase("{date} is not between {first} and {last}", "{date}不在 {first} 至 {last} 年之间")
_FAR_AWAY_HINT = Phrase(
    "for what has no date, write `horizon: later`", "没有日期的条目，请写 `horizon: later`"
)
_BACKWARDS = Phrase("end {end} is before start {start}", "结束早于开始：结束 {end}，开始 {start}")
_NO_THEME = Phrase("there is no theme ‘{theme}’", "没有主题‘{theme}’")
_THEMES_ARE = Phrase("the themes are: {themes}", "主题有：{themes}")
