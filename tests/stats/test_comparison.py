"""Edges forgive binary fractions and nothing more."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.comparison import above, at_least, at_most, below, same

numbers = st.floats(-1e4, 1e4)


def test_a_sum_that_is_the_edge_on_paper_reaches_it() -> None:
    on_paper = 0.1 + 0.2
    assert on_paper != 0.3
    assert same(on_paper, 0.3)
    assert at_most(on_paper, 0.3)
    assert not above(on_paper, 0.3)
    mean = (0.6 + 0.7 + 0.8) / 3
    assert mean < 0.7
    assert at_least(mean, 0.7)
    assert not below(mean, 0.7)


@pytest.mark.parametrize("gap", [2e-9, 1e-6, 1.0])
def test_a_real_gap_counts(gap: float) -> None:
    assert below(0.7 - gap, 0.7)
    assert above(0.7 + gap, 0.7)
    assert not same(0.7, 0.7 + gap)


@given(numbers, numbers)
def test_two_numbers_are_the_same_or_one_is_larger(a: float, b: float) -> None:
    assert at_least(a, b) != below(a, b)
    assert at_most(a, b) != above(a, b)
    assert above(a, b) + below(a, b) <= 1


def test_infinities() -> None:
    assert same(math.inf, math.inf)
    assert at_least(math.inf, math.inf)
    assert not same(math.inf, -math.inf)
    assert below(-math.inf, 0)
