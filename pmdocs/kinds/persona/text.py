"""The finding and the key figures of a persona, in words."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.persona.facts import PersonaFacts
from pmdocs.kinds.persona.model import Evidence, Persona
from pmdocs.sdk import Tile, Words

SMALL = 30
"""A share measured on fewer answers than this is marked."""

_STOPS = " .。;；!！"  # what an author may have ended a goal with; the sentence brings its own


def summary(spec: Persona, facts: PersonaFacts, words: Words) -> str:
    """Return whom the persona stands for, what they want first, and what stands in the way."""
    name, end = spec.display_name, words["stop"]
    if spec.anti:
        opening = words("anti_opening", name=name)
    elif spec.share is None:
        opening = words("no_share_opening", name=name)
    else:
        opening = words("opening", name=name, share=words.rate(spec.share))
    wanted = ("goal", spec.goals[0]) if spec.goals else ("need", facts.needs[0].text)
    met = ("pain", spec.pains[0]) if spec.pains else ("habit", spec.behaviors[0])
    rest = [words(f"first.{key}", text=text.strip(_STOPS)) + end for key, text in (wanted, met)]
    return ("" if words.zh else " ").join([opening, *rest])


def tiles(spec: Persona, facts: PersonaFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: share, evidence, needs served, and how often the persona is used."""
    if spec.share is not None:
        yield _share(spec, facts, words)
    yield _evidence(spec, words)
    if facts.covered is not None:
        yield _needs(facts, facts.covered, words)
    used = len(facts.used_by)
    if used or not spec.anti:
        note = words["used_note" if used else "unused_note"]
        inputs = tuple((one.title, "") for one in facts.used_by)
        yield Tile(words["used_by"], words.count(used), note, "", "used_by", inputs)


def _share(spec: Persona, facts: PersonaFacts, words: Words) -> Tile:
    answers = spec.evidence.survey if spec.evidence else None
    inputs = tuple((one.name, words.rate(one.share)) for one in facts.profiles if one.share is not None)
    if answers is not None and answers < SMALL:
        note = words("small", n=answers)
        return Tile(words["share"], words.rate(spec.share), note, "warn", "share", inputs)
    note = words("share_note", n=facts.shares_known, sum=words.rate(facts.share_sum))
    note = note if facts.shares_known > 1 else ""
    return Tile(words["share"], words.rate(spec.share), note, "", "share", inputs, answers)


def _evidence(spec: Persona, words: Words) -> Tile:
    if spec.proto or spec.evidence is None:
        return Tile(words["evidence.title"], words["evidence.none"], words["evidence.none_note"], "warn")
    n = spec.evidence.methods
    value = words("methods_one" if n == 1 else "methods_many", n=n)
    inputs = tuple((words[f"evidence.{name}"], words.count(k)) for name, k in spec.evidence.counts.items())
    note = " · ".join(evidence_parts(spec.evidence, words))
    return Tile(words["evidence.title"], value, note, "", "evidence", inputs)


def evidence_parts(evidence: Evidence, words: Words) -> list[str]:
    """Return "Interviews 12", "Survey n = 412" …: each method with its number of people."""
    parts = [f"{words[f'evidence.{name}']} n = {words.count(n)}" for name, n in evidence.counts.items()]
    return [*parts, *([words["evidence.analytics"]] if evidence.analytics else [])]


def _needs(facts: PersonaFacts, covered: int, words: Words) -> Tile:
    value = words("covered_value", covered=covered, n=facts.countable)
    note = words("covered_note", released=facts.released)
    tone = "good" if covered == facts.countable else "warn" if covered else "bad"
    inputs = tuple(
        (need.text, words["live" if need.released else "served" if need.requirements else "unserved"])
        for need in facts.needs
        if need.id
    )
    return Tile(words["covered"], value, note, tone, "covered", inputs)  # type: ignore[arg-type]
