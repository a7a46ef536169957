"""A hint that gives a value gives the one that the author wrote, in another form: whoever follows it loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.pipeline import Project, load
from tests.first_contact.conftest import TODAY, Told

BROKEN = Path(__file__).parent.parent / "sites" / "broken"
_OFFERED = re.compile(r"(?:\bwrite (?:it as )?|: |\bor )([−+¥€$-]?\d[^\s,;:(]*)")
_POWERS = {"k": 3, "K": 3, "M": 6, "B": 9, "千": 3, "万": 4, "百万": 6, "亿": 8, "million": 6, "w": 4}
_AMOUNT = re.compile(r"([-−+]?)[¥€$]?(\d[\d_,]*(?:\.\d+)?)\s*(k|K|M|B|千|百万|万|亿|million|w)?\s*(%|pp)?")


def meanings(text: str) -> set[Fraction]:
    """Return what a text may mean, read without any of pmdocs: a percentage is itself and its hundredth."""
    if match := re.fullmatch(r"(\d+)/(\d+)", text):
        return {Fraction(int(match[1]), int(match[2]))}
    match = _AMOUNT.match(text)
    if match is None:
        return set()
    value = Fraction(match[2].replace(",", "").replace("_", "")) * 10 ** _POWERS.get(match[3] or "", 0)
    value = -value if match[1] in {"-", "−"} else value
    return {value / 100} if match[4] else {value}


def typed(problem: Problem) -> str:
    """Return the text that the problem is about."""
    found = re.findall(r"‘([^’]*)’", problem.message.en) + re.findall(
        r"(\S+) in a rate field", problem.message.en
    )
    return found[-1] if found else ""


def offers(problem: Problem) -> Iterator[str]:
    """Yield the values that a hint or a sentence tells the author to write; ``for example`` gives none."""
    said = problem.hint.en if problem.hint else ""
    said += "; " + problem.message.en.partition(": ")[2].partition(": write ")[2]
    plain = re.sub(r"[`{‘][^`}’]*[`}’]", "", said)
    plain = re.sub(r"(for example|such as) \S+", "", plain)
    plain = re.sub(r"\b(write|set|or|give) \w+: \S*|\bscale: \d", "", plain)
    yield from (offer.rstrip(".") for offer in _OFFERED.findall(plain))


def _kept(problem: Problem) -> bool:
    wanted = meanings(typed(problem))
    date = re.fullmatch(r"\d{4}-.*", typed(problem))
    for offer in offers(problem):
        if date or re.fullmatch(r"\d{4}-[\dQHW].*|\d+-\d+", offer):
            if (
                set(re.findall(r"\d+", offer))
                - {f"{int(n):02}" for n in re.findall(r"\d+", typed(problem))}
                - set(re.findall(r"\d+", typed(problem)))
            ):
                return False
        elif not meanings(offer) & (wanted | {one / 100 for one in wanted}):
            return False
    return True


def _said(folder: Path) -> list[Problem]:
    return list(load(Project.open(folder, today=TODAY)).all_problems())


def test_no_hint_of_the_broken_site_changes_what_was_written() -> None:
    wrong = [p.text() for p in _said(BROKEN) if typed(p) and not _kept(p)]
    assert not wrong, "\n".join(wrong)


NUMBERS = [
    "5%",
    "5m",
    "12 apples",
    "1.234,5",
    "3 lakh",
    "5 dozen",
    "1O7",
    "70% of 12",
    "100, 50, 10",
    "2026-02-30",
]


@pytest.mark.parametrize("raw", [*NUMBERS, "34 days", "200万元", "1/2", "45%"])
@pytest.mark.parametrize("field", ["conversions", "mean", "sd"])
def test_no_hint_about_a_number_offers_another(told: Told, field: str, raw: str) -> None:
    text = f"""---
kind: ab-test
id: a
title: A
variants:
  A: {{visitors: 1000, {field}: "{raw}"}}
  B: {{visitors: 1000, {field}: "{raw}"}}
---
"""
    problems = [p for p in told({"content/a.md": text}) if raw in p.message.en]
    assert all(_kept(p) for p in problems), [p.text() for p in problems]


def test_the_oracle_sees_a_hint_that_changes_the_meaning() -> None:
    """The hints as they once were: ``200`` for ``200万元``, ``5`` for ``5%``, ``1`` for ``1/2``."""
    for raw, offer in (
        ("200万元", "200"),
        ("5%", "5"),
        ("1/2", "1"),
        ("soon", "2026-07-01"),
        ("2026-02-30", "2026-07-01"),
    ):
        phrase = Phrase(f"expected a number such as 12_000, found ‘{raw}’", "")
        hint = Phrase(f"write the number alone, without a unit: {offer}", "")
        assert not _kept(Problem("a.md", 1, 1, "E-TYPE", phrase, hint)), raw
