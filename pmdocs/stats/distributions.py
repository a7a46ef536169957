"""Tails and quantiles of the t and chi-square distributions: the only door to scipy.

Importing scipy costs most of a second, and every command imports every kind; so it is imported at the first
question about t, not with this module.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import import_module
from typing import Any


@cache
def _special() -> Any:
    return import_module("scipy.special")


def t_two_sided_p(t: float, df: float) -> float:
    """Return the probability that a t value of ``df`` degrees of freedom is at least ``abs(t)`` from zero."""
    return float(2 * _special().stdtr(df, -abs(t)))


def t_quantile(probability: float, df: float) -> float:
    """Return the t below which a t value of ``df`` degrees of freedom lies with this probability."""
    return float(_special().stdtrit(df, probability))


def noncentral_t_above(t: float, df: float, noncentrality: float) -> float:
    """Return the probability that a noncentral t value lies above ``t``."""
    return float(1 - _special().nctdtr(df, noncentrality, t))


def chi_square_above(value: float, df: int) -> float:
    """Return the probability that a chi-square value of ``df`` degrees of freedom exceeds ``value``.

    Whole degrees of freedom make it a finite sum (Abramowitz & Stegun 26.4.4 and 26.4.5).
    """
    half, order = value / 2, (df % 2) / 2
    total = math.erfc(math.sqrt(half)) if order else 0.0
    term = math.exp(-half) * half**order / math.gamma(order + 1)
    for k in range(df // 2):
        total += term
        term *= half / (order + k + 1)
    return total
