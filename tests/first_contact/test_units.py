"""A unit beside a number is read with it, and never lost: it must agree with the others."""

from __future__ import annotations

import pytest

from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.bcg_matrix.model import BcgMatrix
from pmdocs.kinds.okr.model import Okr
from tests.first_contact.conftest import Told


def _codes(told: Told, text: str) -> list[str]:
    return [
        p.code
        for p in told({"content/a.md": f"---\nid: a\ntitle: A\n{text}---\n"})
        if p.code.startswith("E-")
    ]


def _portfolio(first: str, second: str, head: str = "") -> str:
    rows = "".join(
        f"  - {{name: N{i}, revenue: {one}, relative_share: 1/2, market_growth: 3%}}\n"
        for i, one in enumerate((first, second))
    )
    return f"kind: bcg-matrix\n{head}products:\n{rows}"


def _test(first: str, second: str, head: str = "") -> str:
    rows = "".join(f"  {k}: {{n: 100 people, mean: {v}, sd: 2}}\n" for k, v in (("A", first), ("B", second)))
    return f"kind: ab-test\n{head}variants:\n{rows}"


def _results(target: str, current: str, more: str = "") -> str:
    return (
        "kind: okr\ncycle: 2026-Q2\nobjectives:\n  - title: O\n    key_results:\n"
        f"      - {{title: K, start: 0, target: {target}, current: {current}{more}}}\n"
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (_portfolio("€1.9M", "2_000_000 EUR"), []),
        (_portfolio("€1.9M", "$12M"), ["E-UNIT"]),
        (_portfolio("€1.9M", "3M", "currency: EUR\n"), []),
        (_portfolio("€1.9M", "3M", "currency: USD\n"), ["E-UNIT"]),
        (_portfolio("$5M", "3M", "currency: CAD\n"), []),
        (_portfolio("200万元", "¥3亿"), []),
        (_portfolio("¥5M", "3M", "currency: JPY\n"), []),
        (_test("200万元", "210万元"), []),
        (_test("34 days", "33 days", "unit: days\n"), []),
        (_test("34 days", "33", "unit: minutes\n"), ["E-UNIT"]),
        (_test("34 days", "33 hours"), ["E-UNIT"]),
        (_results("34 days", "30 days"), []),
        (_results("34 days", "30 hours"), ["E-UNIT"]),
        (_results("€1.9M", "€1.2M"), []),
        (_results("€1.9M", "$1.2M"), ["E-UNIT"]),
        (_results("1.9M", "1.2M", ", unit: EUR"), []),
        (_results("€1.9M", "1.2M", ", unit: USD"), ["E-UNIT"]),
        (_results("10", "5", ", confidence: 7/10"), []),
        (_results("10", "5", ", confidence: 70%"), ["E-TYPE"]),
        (_results("10", "1/2"), ["E-TYPE"]),
    ],
)
def test_units_agree(told: Told, text: str, codes: list[str]) -> None:
    assert _codes(told, text) == codes


def test_what_stands_beside_the_numbers_is_the_unit_of_the_spec() -> None:
    head = {"id": "a", "title": "A"}
    product = {"name": "N", "revenue": "€1.9M", "relative_share": "1/2", "market_growth": "3%"}
    portfolio = BcgMatrix.model_validate({**head, "kind": "bcg-matrix", "products": [product]})
    assert (portfolio.currency, portfolio.products[0].revenue, portfolio.products[0].relative_share) == (
        "EUR",
        1.9e6,
        0.5,
    )
    means = {key: {"n": "100", "mean": "34 days", "sd": "2"} for key in "AB"}
    assert AbTest.model_validate({**head, "kind": "ab-test", "variants": means}).unit == "days"
    result = {"title": "K", "target": "34 days"}
    okr = {**head, "kind": "okr", "cycle": "2026-Q2", "objectives": [{"title": "O", "key_results": [result]}]}
    assert Okr.model_validate(okr).objectives[0].key_results[0].measure == "days"


@pytest.mark.parametrize(("mde", "codes"), [("3%", ["E-RATE"]), ("3pp", []), ("+3%", []), ("-3%", [])])
def test_a_percentage_beside_a_rate_has_two_readings(told: Told, mde: str, codes: list[str]) -> None:
    text = (
        f"kind: ab-test\nplanned: {{baseline: 20%, mde: {mde}}}\nvariants:\n"
        "  A: {visitors: 1000, conversions: 200}\n  B: {visitors: 1000, conversions: 230}\n"
    )
    assert _codes(told, text) == codes
    if codes:
        hints = [p.hint.en for p in told({}) if p.hint and p.code == "E-RATE"]
        assert hints == ["write 3pp (percentage points) or +3% (relative)"]
