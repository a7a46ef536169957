"""Words about objectives and key results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pmdocs.kinds.okr.facts import KeyResultFacts, ObjectiveFacts, OkrFacts
from pmdocs.kinds.okr.model import Okr
from pmdocs.sdk import Tile, Words

TONES: dict[str, Literal["", "good", "warn", "bad"]] = {"green": "good", "yellow": "warn", "red": "bad"}
"""Tone of a band, for badges and tiles."""


def value(result: KeyResultFacts, number: float | None, words: Words) -> str:
    """Return a value of a key result in its unit."""
    if result.unit == "done":
        return words["yes" if result.score else "no"]
    return words.rate(number) if result.unit == "rate" else words.number(number, 2)


def status(item: KeyResultFacts | ObjectiveFacts, words: Words) -> str:
    """Return how it stands in a word or two: delivered, behind, on pace, unknown."""
    return words[status_key(item)]


def status_key(item: KeyResultFacts | ObjectiveFacts) -> str:
    """Return the label of how it stands."""
    if item.score is None:
        return "unknown"
    if item.delivered:
        return "delivered"
    return "behind" if item.behind else "on_pace"


def summary(spec: Okr, facts: OkrFacts, words: Words) -> str:
    """Return the score against what is expected by now, and the objective furthest behind."""
    if facts.score is None:
        return words["nothing_measured"]
    lead = words(
        "finding", score=words.fixed(facts.score, 2), expected=words.fixed(facts.expected, 2),
        cycle=spec.cycle.show(words.lang), date=words.date(facts.day),
    )  # fmt: skip
    return lead + _weakest(facts, words) + _remark(facts, words)


def _weakest(facts: OkrFacts, words: Words) -> str:
    late = [o for o in facts.objectives if o.behind and o.score is not None]
    if not late:
        return words["all_on_pace"]
    worst = min(late, key=lambda o: o.score or 0)
    return words("weakest", title=worst.title, score=words.fixed(worst.score, 2))


def _remark(facts: OkrFacts, words: Words) -> str:
    return "" if facts.ambitious_enough else words["not_ambitious"]


def tiles(spec: Okr, facts: OkrFacts, words: Words) -> Iterator[Tile]:
    """Yield the overall score, the pace, and the results at risk."""
    scores = tuple((one.title, words.fixed(one.score, 2)) for one in facts.objectives)
    note = words[f"band.{facts.band}"] if facts.band else words["unknown"]
    tone = TONES.get(facts.band or "", "")
    yield Tile(words["score"], words.fixed(facts.score, 2), note, tone, "objective", scores)
    expected, date = words.fixed(facts.expected, 2), words.date(facts.day)
    cycle = ((words["input.cycle"], spec.cycle.show(words.lang)), (words["input.day"], date))
    yield Tile(words["expected"], expected, words("on_day", date=date), "", "expected", cycle)
    results = [r for o in facts.objectives for r in o.key_results]
    yield _behind(results, expected, words)
    sure = [(r.title, r.confidence) for r in results if r.confidence is not None]
    if sure:
        inputs = tuple((title, words.number(confidence)) for title, confidence in sure)
        least = words.number(min(confidence for _, confidence in sure))
        yield Tile(words["lowest_confidence"], least, words["of_ten"], "", "confidence", inputs)


def _behind(results: list[KeyResultFacts], expected: str, words: Words) -> Tile:
    behind = [(r.title, words.fixed(r.score, 2)) for r in results if r.behind]
    inputs = (*behind, (words["expected"], expected))
    note, tone = words("of_results", n=len(results)), TONES["red" if behind else "green"]
    return Tile(words["behind_title"], words.count(len(behind)), note, tone, "behind", inputs)
