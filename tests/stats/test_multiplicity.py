"""Holm's adjustment against published examples."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.multiplicity import holm

p_values = st.lists(st.none() | st.floats(0, 1), max_size=12)


# Documentation of pingouin's multicomp; documentation of stdlib's padjust;
# Wikipedia, "Holm-Bonferroni method": at 0.05 the tests with 0.005 and 0.01 are significant, the others not.
@pytest.mark.parametrize(
    ("raw", "adjusted"),
    [
        ([0.50, 0.003, 0.32, 0.054, 0.0003], [0.64, 0.012, 0.64, 0.162, 0.0015]),
        ([0.319, 0.201, 0.4, 0.374, 0.113], [0.957, 0.804, 0.957, 0.957, 0.565]),
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
    ],
)
def test_holm_gives_published_examples(raw: list[float], adjusted: list[float]) -> None:
    assert holm(raw) == pytest.approx(adjusted)


def test_holm_leaves_out_tests_that_were_not_done() -> None:
    assert holm([None, 0.02, None, 0.04]) == (None, 0.04, None, 0.04)
    assert holm([]) == ()
    assert holm([0.03]) == (0.03,)
    assert holm([0.6, 0.7]) == (1, 1)


@given(p_values)
def test_holm_keeps_the_order_and_lies_between_raw_and_bonferroni(raw: list[float | None]) -> None:
    adjusted = holm(raw)
    known = [(p, a) for p, a in zip(raw, adjusted, strict=True) if p is not None and a is not None]
    assert [p is None for p in raw] == [a is None for a in adjusted]
    assert all(p <= a <= min(1, p * len(known)) for p, a in known)
    by_raw = sorted(known)
    assert [a for _, a in by_raw] == sorted(a for _, a in known)


@given(p_values, st.floats(0.001, 0.2))
def test_holm_rejects_what_the_step_down_procedure_rejects(raw: list[float | None], alpha: float) -> None:
    known = sorted(p for p in raw if p is not None)
    stepwise = 0
    while stepwise < len(known) and known[stepwise] * (len(known) - stepwise) <= alpha:
        stepwise += 1
    assert sum(a is not None and a <= alpha for a in holm(raw)) == stepwise


@pytest.mark.parametrize("p", [-0.1, 1.1, math.nan])
def test_impossible_p_values_are_refused(p: float) -> None:
    with pytest.raises(ValueError, match="p-value"):
        holm([0.1, p])
