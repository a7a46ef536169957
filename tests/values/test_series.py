"""Values by period: what is read, what is refused, and where the fault stands."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from pmdocs.notation.yaml_nodes import construct, read_yaml
from pmdocs.sdk import Model
from pmdocs.values.columns import DataColumn
from pmdocs.values.complaints import problems_from
from pmdocs.values.dates import Period
from pmdocs.values.series import PeriodSeries, Target, series_of


class _Spec(Model):
    values: PeriodSeries
    target: Target | None = None


def _read(text: str) -> _Spec:
    return _Spec.model_validate(construct(read_yaml(text, "a.yml")[0]))  # type: ignore[arg-type]


def _refused(text: str) -> list[str]:
    node, _ = read_yaml(text, "a.yml")
    with pytest.raises(ValidationError) as caught:
        _Spec.model_validate(construct(node))  # type: ignore[arg-type]
    found = problems_from(caught.value, node, _Spec)
    assert all(p.message.en and p.message.zh for p in found)
    return [f"{p.code} {p.line}:{p.column}" for p in found]


def test_a_series_has_every_period_and_a_gap_where_nothing_is_known() -> None:
    values = _read("values: {2026-03: 41_200, 2026-01: 31_500, 2026-04: null}").values
    assert [p.text for p in values.periods] == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert values.values == (31_500, None, 41_200, None)
    assert values.last == (Period.read("2026-03"), 41_200)
    assert values.grain == "month"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{2025-W52: 1, 2026-W02: 3}", 3),  # 2025 has 52 ISO weeks
        ("{2020-W52: 1, 2021-W01: 3}", 3),  # 2020 has 53
        ("{2024-Q4: 1, 2025-Q2: 3}", 3),
        ("{2024: 1, 2026: 3}", 3),
        ("{9999-11: 1, 9999-12: 3}", 2),
    ],
)
def test_periods_follow_one_another_in_every_grain(text: str, count: int) -> None:
    assert len(_read(f"values: {text}").values.periods) == count


def test_rates_keep_their_unit_and_zero_has_none() -> None:
    values = _read("values: {2026-05: 0, 2026-06: 20.2%}").values
    assert values.unit == "rate"
    assert values.values == pytest.approx((0, 0.202))


def test_rows_and_a_map_are_the_same_series() -> None:
    rows = "values:\n  - {period: 2026-05, value: 19.5%}\n  - {period: 2026-06, value: 20.2%}\n"
    assert _read(rows).values == _read("values: {2026-05: 19.5%, 2026-06: 20.2%}").values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("values: {2026-05: 45%, 2026-06: 45}", ["E-RATE 1:33"]),
        ("values: {2026-05: 45, 2026-06: 45%}", ["E-RATE 1:32"]),
        ("values: {2026-05: 45, 2026-Q2: 46}", ["E-DATE 1:23"]),
        ("values: {May: 45, 2026-06: many}", ["E-DATE 1:10", "E-TYPE 1:28"]),
        ("values: {2026-q2: 1, 2026-Q2: 2}", ["E-ID 1:22"]),
        ("values: {}", ["E-EMPTY 1:9"]),
        ("values: {2026-06: null}", ["E-EMPTY 1:9"]),
        ("values: 12", ["E-TYPE 1:9"]),
        ("values: {0226-01: 1, 2026-06: 2}", ["E-RANGE 1:9"]),
        ("values: [{period: 2026-05, value: x}, {perod: 2026-06, value: 2}, 3]",
         ["E-TYPE 1:35", "E-REQ 1:39", "E-FIELD 1:40", "E-TYPE 1:67"]),
        ("values: [{period: 2026-05, value: 1}, {period: 2026-05, value: 2}]", ["E-ID 1:48"]),
        ("values: {2026-05: 1}\ntarget: {2026-05: 1, 2026-06: 2%}", ["E-RATE 2:31"]),
    ],
)  # fmt: skip
def test_every_fault_is_named_at_its_place(text: str, expected: list[str]) -> None:
    assert _refused(text) == expected


def test_a_column_with_periods_is_a_series_and_one_with_names_is_none() -> None:
    rates = DataColumn(("2026-05", "2026-06"), (None, 0.202), "rate")
    made = series_of(rates)
    assert made
    assert (made.unit, made.last) == ("rate", (Period.read("2026-06"), 0.202))
    assert series_of(DataColumn(("Search", "Ads"), (1, 2))) is None
    assert series_of(DataColumn(("2026-05", "2026-Q2"), (1, 2))) is None
    assert series_of(DataColumn(("2026-05",), (None,))) is None


def _at(target: str, period: str) -> Any:
    made = _read(f"values: {{2026-01: 1}}\ntarget: {target}").target
    assert made
    return made.at(Period.read(period))


def test_a_target_is_one_value_or_a_path() -> None:
    path = "{2026-03: 13_000, 2026-06: 16_000}"
    assert [_at(path, f"2026-0{n}") for n in range(2, 8)] == [None, 13_000, 14_000, 15_000, 16_000, 16_000]
    assert (_at("25%", "2020-01"), _at("60_000", "2030-01")) == (0.25, 60_000)
