"""What an author writes about objectives and key results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import model_validator

from pmdocs.diagnostics.problem import Phrase
from pmdocs.sdk import Item, Model, Spec
from pmdocs.values.dates import Day, Period
from pmdocs.values.numbers import Number, Positive, Quantity, Rate
from pmdocs.values.references import Ref, RefTo
from pmdocs.values.refusal import refuse
from pmdocs.values.text import Flag, Text

_LOWEST, _HIGHEST = 1, 10


class KeyResult(Item):
    """One measure of an objective: from where, to where, and where it stands."""

    noun = "key-result"

    title: Text
    """What is measured."""
    target: Quantity | None = None
    """Value to reach: a number, or a rate with %; left out with ``done``."""
    start: Quantity | None = None
    """Value at the beginning of the cycle; default 0."""
    current: Quantity | None = None
    """Value now; default: the latest value of ``metric``, else unknown."""
    metric: Annotated[Ref, RefTo("metric")] | None = None
    """Metric whose latest value is the current one."""
    done: Flag | None = None
    """For a yes/no result: whether it is reached."""
    confidence: Number | None = None
    """How sure the team is of reaching the target, from 1 to 10."""
    weight: Positive = 1.0
    """Weight within the objective."""
    owner: Text | None = None
    """Person or team that answers for it."""

    @model_validator(mode="after")
    def _can_be_scored(self) -> Self:
        if self.target is None and self.done is None:
            refuse("E-REQ", _NO_TARGET, _NO_TARGET_HINT, at=("target",))
        if self.target is not None:
            _refuse_units(self, self.target)
            if (self.start.value if self.start else 0.0) == self.target.value:
                refuse("E-RANGE", _NO_WAY, _NO_WAY_HINT, at=("target",))
        if self.confidence is not None and not _LOWEST <= self.confidence <= _HIGHEST:
            refuse("E-RANGE", _CONFIDENCE.fill(found=f"{self.confidence:g}"), at=("confidence",))
        return self


def _refuse_units(result: KeyResult, target: Quantity) -> None:
    for name in ("start", "current"):
        given: Quantity | None = getattr(result, name)
        if given is not None and given.value != 0 and given.unit != target.unit:
            refuse("E-RATE", _UNITS.fill(name=name), _UNITS_HINT, at=(name,))


class Checkin(Model):
    """Scores of key results on one day."""

    date: Day
    """Day of the check-in."""
    scores: Mapping[str, Rate]
    """Score from 0 to 1 by id of the key result."""


class Objective(Item):
    """What is to be achieved, and the results by which it is known."""

    noun = "objective"

    title: Text
    """The objective, in words that say where to, not how."""
    type: Literal["aspirational", "committed"] = "aspirational"
    """Aspirational: 0.7 is good. Committed: 1.0 is expected."""
    key_results: tuple[KeyResult, ...] = ()
    """Two to five key results."""
    parent: Annotated[Ref, RefTo("objective")] | None = None
    """Objective that this one serves."""
    owner: Text | None = None
    """Person or team that answers for it."""
    checkins: tuple[Checkin, ...] = ()
    """Earlier scores, for the trend."""

    @model_validator(mode="after")
    def _can_be_graded(self) -> Self:
        if not self.key_results:
            refuse("E-EMPTY", _NO_RESULTS, _NO_RESULTS_HINT, at=("key_results",))
        known = {result.id for result in self.key_results if result.id}
        for index, checkin in enumerate(self.checkins):
            for id_ in checkin.scores:
                if id_ not in known:
                    hint = _RESULTS_ARE.fill(known=", ".join(sorted(known)) or "–")
                    refuse("E-REF", _NO_SUCH_RESULT.fill(id=id_), hint, at=("checkins", index, "scores", id_))
        return self


class Okr(Spec):
    """Objectives and key results of one team in one cycle."""

    objectives: tuple[Objective, ...]
    """The objectives, at most five."""
    cycle: Period
    """The cycle: a quarter, a year, a month."""
    team: Text | None = None
    """Team whose objectives these are; none for the company's."""

    @model_validator(mode="after")
    def _has_objectives(self) -> Self:
        if not self.objectives:
            refuse("E-EMPTY", _NO_OBJECTIVES, at=("objectives",))
        return self

    def day(self, today: dt.date) -> dt.date:
        """Return the day on which the scores are judged: the end of ``as_of``, else today."""
        return self.as_of.last if self.as_of else today


_NO_TARGET = Phrase("a key result needs a target", "关键结果需要目标值")
_NO_TARGET_HINT = Phrase(
    "give target: 25%, or done: false for a yes/no result", "请写 target: 25%，是否类结果请写 done: false"
)
_NO_WAY = Phrase("target and start are equal: there is nothing to attain", "目标与起点相同：无从完成")
_NO_WAY_HINT = Phrase("say where it starts: start: 18%", "请写明起点：start: 18%")
_CONFIDENCE = Phrase("confidence goes from 1 to 10, found {found}", "信心为 1 到 10，实际是 {found}")
_UNITS = Phrase("‘{name}’ and ‘target’ have different units", "‘{name}’与‘target’单位不同")
_UNITS_HINT = Phrase("write both with %, or both without", "请都带 %，或都不带")
_NO_RESULTS = Phrase("an objective without key results cannot be graded", "没有关键结果的目标无法评分")
_NO_RESULTS_HINT = Phrase("give two to five key_results", "请写二到五个 key_results")
_NO_SUCH_RESULT = Phrase("this objective has no key result ‘{id}’", "此目标没有关键结果‘{id}’")
_RESULTS_ARE = Phrase("its key results are {known}", "它的关键结果有 {known}")
_NO_OBJECTIVES = Phrase("there are no objectives", "没有目标")
