"""How the statistics refuse numbers that cannot be."""

from __future__ import annotations


def refuse(message: str, *, when: bool) -> None:
    """Raise ValueError with ``message`` if ``when`` holds."""
    if when:
        raise ValueError(message)


def refuse_counts(successes: int, n: int) -> None:
    """Raise ValueError unless ``successes`` out of ``n`` is possible: 0 <= successes <= n and n >= 1."""
    refuse(f"n must be at least 1, got {n}", when=n < 1)
    refuse(f"{successes} successes out of {n} are impossible", when=not 0 <= successes <= n)


def refuse_probability(name: str, value: float) -> None:
    """Raise ValueError unless ``value`` lies strictly between 0 and 1; a level, an alpha, a power."""
    refuse(f"{name} must lie between 0 and 1, got {value}", when=not 0 < value < 1)
