"""The verdict in words, and the key figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmdocs.kinds.ab_test.facts import AbTestFacts
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.ab_test.verdict import Comparison, Verdict
from pmdocs.sdk import Tile, Words

TONES: dict[Verdict, str] = {"better": "good", "worse": "bad", "invalid": "bad", "not_enough": "warn"}
"""Tones of the verdicts; the others have none."""


@dataclass(frozen=True)
class Shown:
    """Writes the numbers of one experiment: rates in percent, means with their unit."""

    facts: AbTestFacts
    words: Words
    unit: str = ""

    @property
    def level(self) -> str:
        """The level of the intervals: 95%."""
        return self.words.number(self.facts.level * 100) + "%"

    def value(self, value: float | None) -> str:
        """Write a rate or a mean."""
        if self.facts.measure == "rate":
            return self.words.rate(value, self.facts.digits if value is None or value >= 0.01 else None)  # noqa: PLR2004 -- 1.2
        return self._with_unit(self.words.fixed(value, self.facts.digits))

    def difference(self, value: float | None) -> str:
        """Write a difference with its sign."""
        if self.facts.measure == "rate":
            return self.words.pp(value, self.facts.digits)
        return self._with_unit(self.words.signed(value, self.facts.digits))

    def size(self, value: float | None) -> str:
        """Write a difference without its sign."""
        return self.difference(None if value is None else abs(value)).lstrip("+")

    def between(self, one: Comparison) -> str:
        """Write the interval of a difference, with its unit once."""
        return self.words("range", low=self.number(one.low), high=self.difference(one.high))

    def number(self, difference: float | None) -> str:
        """Write a difference with its sign and without its unit."""
        scale = 100 if self.facts.measure == "rate" else 1
        return self.words.signed(None if difference is None else difference * scale, self.facts.digits)

    def shares(self, shares: Iterable[float]) -> str:
        """Write how people are split: 50% to 50%."""
        return self.words["against"].join(self.words.number(share * 100) + "%" for share in shares)

    def lift(self, one: Comparison) -> str:
        """Write the interval of a relative difference; empty where there is none."""
        if one.lift_low is None:
            return ""
        low, high = self.words.signed_rate(one.lift_low), self.words.signed_rate(one.lift_high)
        return self.words("interval", level=self.level, range=self.words("range", low=low, high=high))

    def _with_unit(self, number: str) -> str:
        return f"{number} {self.unit}" if self.unit else number


def summary(spec: AbTest, facts: AbTestFacts, words: Words) -> str:
    """Return the verdict as a sentence, with the other variants and broken guardrails if there are any."""
    shown, one = Shown(facts, words, spec.unit or ""), facts.comparison(facts.decisive)
    parts = [_verdict(spec, one, shown)]
    others = [other for other in facts.comparisons if other is not one]
    if others and not facts.mismatch:
        listed = [
            words("other", name=spec.name_of(o.key), verdict=words[f"verdict.{o.verdict}"].lower())
            for o in others
        ]
        parts.append(words("others", listed=words["separator"].join(listed)))
    broken = list(dict.fromkeys(g.name for g in facts.guardrails if g.broken and g.key == one.key))
    if broken and not facts.mismatch:
        parts.append(words("broken", names=words.join(broken)))
    return ("" if words.zh else " ").join(parts)


def _verdict(spec: AbTest, one: Comparison, shown: Shown) -> str:
    facts, words = shown.facts, shown.words
    if facts.mismatch:
        got = words["against"].join(words.count(arm.people) for arm in facts.arms)
        shares, wanted = (shown.shares(s) for s in (facts.observed_shares, [arm.share for arm in facts.arms]))
        return words(
            "finding.invalid", got=got, shares=shares, wanted=wanted, p=words.p(facts.sample_ratio_p)
        )
    arm, control = facts.arm(one.key), facts.arm(facts.control)
    values = {
        "name": spec.name_of(one.key), "control": spec.name_of(facts.control), "value": shown.value(arm.value),
        "before": shown.value(control.value), "difference": shown.difference(one.difference),
        "level": shown.level, "range": shown.between(one), "people": words.count(min(arm.people, control.people)),
        "planned": words.count(facts.planned_sample), "power": words.rate(one.power, 0),
        "effect": shown.size(facts.planned_effect),
    }  # fmt: skip
    return words(f"finding.{_finding(one, facts)}", **values)


def _finding(one: Comparison, facts: AbTestFacts) -> str:
    """Return the sentence for a verdict; with a sample but no effect planned none can be named."""
    unnamed = one.verdict == "no_difference" and facts.planned_effect is None
    return "no_difference_sample" if unnamed else one.verdict


def tiles(spec: AbTest, facts: AbTestFacts, words: Words) -> Iterator[Tile]:
    """Yield the verdict, the difference, and the people."""
    shown, one = Shown(facts, words, spec.unit or ""), facts.comparison(facts.decisive)
    tone = TONES.get(facts.verdict, "")
    against = words("tile.against", name=spec.name_of(one.key), control=spec.name_of(facts.control))
    arms = _arms(spec, shown)
    verdict = words[f"verdict.{facts.verdict}"]
    yield Tile(words["tile.verdict"], verdict, against, tone, "verdict", arms)  # type: ignore[arg-type]
    if not facts.mismatch:
        yield from _effects(one, shown, arms)
    people = [(spec.name_of(arm.key), words.count(arm.people)) for arm in facts.arms]
    if facts.planned_sample is not None:
        people.append((words["fields.planned"], words.count(facts.planned_sample)))
    note = _people_note(facts, words)
    yield Tile(words["tile.people"], words.count(facts.people), note, "", "sample", tuple(people))


def _arms(spec: AbTest, shown: Shown) -> tuple[tuple[str, str], ...]:
    """Return what each variant came to: "4,210 of 21,050 · 20.0%", or the mean with its people."""
    words, rows = shown.words, []
    for arm in shown.facts.arms:
        people = words.count(arm.people)
        done = "" if arm.conversions is None else f"{words.count(arm.conversions)} / "
        rows.append((spec.name_of(arm.key), f"{done}{people} · {shown.value(arm.value)}"))
    return tuple(rows)


def _effects(one: Comparison, shown: Shown, arms: tuple[tuple[str, str], ...]) -> Iterator[Tile]:
    words = shown.words
    range_ = words("interval", level=shown.level, range=shown.between(one))
    formula = "difference" if shown.facts.measure == "rate" else "welch"
    kind = f"tile.difference_{shown.facts.measure}"
    value = words("tile.points", number=shown.number(one.difference))
    value = value if shown.facts.measure == "rate" else shown.difference(one.difference)
    n = min(shown.facts.arm(key).people for key in (one.key, shown.facts.control))
    yield Tile(words[kind], value, range_, "", formula, arms, n)
    if one.lift is not None:
        yield Tile(words["tile.lift"], words.signed_rate(one.lift), shown.lift(one), "", "lift", arms, n)


def _people_note(facts: AbTestFacts, words: Words) -> str:
    if facts.planned_sample is None:
        return words["tile.no_plan"]
    return words("tile.planned", n=words.count(facts.planned_sample))
