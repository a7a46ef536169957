"""The chance that a variant is really better, after what was seen: Beta posteriors compared by quadrature.

Everything happens on the logit scale, as the distance t from a distribution's peak. There the density of a
Beta(a, b) is smooth and falls off on both sides, so the plain trapezoid rule converges geometrically; it also
supplies the normalising constant, for which differences of huge logarithms of the gamma function are too rough.
scipy.special.betainc is not used: with millions of people and few successes it keeps only nine digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from pmdocs.stats.preconditions import refuse_counts

# Densities below e^-46 (1e-20) of the peak are left out.
_NEGLIGIBLE = -46.0
# Steps to one standard deviation; at 4 the error of the rule is far below rounding.
_STEPS = 4
# A continued fraction has converged when its last factor differs from 1 by no more than rounding does.
_CONVERGED = 3e-16


@dataclass(frozen=True, slots=True)
class _Beta:
    a: int
    b: int

    @property
    def step(self) -> float:
        return math.sqrt((self.a + self.b) / (self.a * self.b)) / _STEPS

    @property
    def mirrored(self) -> _Beta:
        """The distribution of the failures; its t runs the other way."""
        return _Beta(self.b, self.a)

    def log_density(self, t: float) -> float:
        # Relative to the peak, by expm1 and log1p: with ten million people the plain form loses nine digits.
        p, q = self.a / (self.a + self.b), self.b / (self.a + self.b)
        return -self.a * math.log1p(q * math.expm1(-t)) - self.b * math.log1p(p * math.expm1(t))

    def grid(self) -> list[tuple[float, float]]:
        """Return evenly spaced places and the density there, as far as it matters."""
        first, last = -self.mirrored.reach(), self.reach()
        places = [k * self.step for k in range(first, last + 1)]
        return [(t, math.exp(self.log_density(t))) for t in places]

    def reach(self) -> int:
        """Return the number of steps to the right after which the density no longer matters."""
        steps = 1
        while self.log_density(steps * self.step) > _NEGLIGIBLE:
            steps += 1
        return steps


def probability_better(x_a: int, n_a: int, x_b: int, n_b: int) -> float:
    """Return the probability that B's true rate exceeds A's, given x successes out of n in each.

    Independent uniform priors, so Beta(1 + x, 1 + n - x) posteriors. No random numbers; error below 1e-12 up to
    ten million people. Raises ValueError if an n < 1 or an x is outside 0..n.
    Miller, Formulas for Bayesian A/B Testing, 2015.
    """
    refuse_counts(x_a, n_a)
    refuse_counts(x_b, n_b)
    a, b = _Beta(1 + x_a, 1 + n_a - x_a), _Beta(1 + x_b, 1 + n_b - x_b)
    if a.step < b.step:
        # The narrower one carries the grid. That B succeeds more often means that A fails more often.
        a, b = b.mirrored, a.mirrored
    # Where A's own t is, seen from B's; the difference is taken in whole numbers.
    shift = math.log1p((b.a * a.b - b.b * a.a) / (b.b * a.a))
    below, grid = _distribution(a), b.grid()
    mean = math.fsum(weight * below(t + shift) for t, weight in grid) / math.fsum(w for _, w in grid)
    return min(1.0, mean)


def _distribution(beta: _Beta) -> Callable[[float], float]:
    """Return the distribution function over t."""
    mass = beta.step * math.fsum(weight for _, weight in beta.grid())

    def lower(side: _Beta, t: float) -> float:
        return math.exp(side.log_density(t)) / (mass * _fraction(side, t))

    return lambda t: lower(beta, t) if t <= 0 else 1 - lower(beta.mirrored, -t)


def _fraction(beta: _Beta, t: float) -> float:
    """Return density / distribution function at t <= 0: a continued fraction, by Lentz's method.

    DiDonato & Morris, ACM Transactions on Mathematical Software 18 (1992) 360. Below the peak all its terms are
    positive, so it loses nothing; it ends by itself when a numerator is 0.
    """
    terms = _terms(beta.a, beta.b, t)
    _, value = next(terms)
    c, d = value, 0.0
    for above, below in terms:
        c, d = below + above / c, 1 / (below + above * d)
        value *= c * d
        if abs(c * d - 1) < _CONVERGED:
            break
    return value


def _terms(a: int, b: int, t: float) -> Iterator[tuple[float, float]]:
    """Yield numerators and denominators; the first has no numerator."""
    odds = math.exp(-t)
    x, y = a / (a + b * odds), b * odds / (a + b * odds)
    lag = a * b * math.expm1(-t) / (a + b * odds)  # a y - b x without its cancellation
    for m in count():
        numerator = (a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x / (a + 2 * m - 1) ** 2 if m else 0.0
        middle = m * (b - m) * x / (a + 2 * m - 1) if m else 0.0
        yield numerator, m + middle + (a + m) * (lag + 1 + m * (1 + y)) / (a + 2 * m + 1)
