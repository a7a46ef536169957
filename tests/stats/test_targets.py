"""How far a number is on the way to its target: worked by hand for each way that is better."""

from __future__ import annotations

import pytest

from pmdocs.stats.targets import Good, TargetStatus, attained, reaches, target_status, value_at


@pytest.mark.parametrize(
    ("value", "target", "good", "baseline", "expected"),
    [
        (52_300, 60_000, "up", None, 523 / 600),
        (0.0041, 0.003, "down", None, 30 / 41),
        (0.0041, 0.003, "down", 0.006, 19 / 30),
        (0.202, 0.25, "up", 0.18, 22 / 70),
        (17, 25, "up", 18, -1 / 7),
        (-5, 10, "up", -10, 0.25),
        (0, 3, "down", None, None),
        (-2, 3, "up", None, None),
        (2, -3, "up", None, None),
        (2, 0, "down", None, None),
        (5, 8, "up", 8, None),
    ],
)
def test_the_part_of_the_way_that_is_done(
    value: float, target: float, good: Good, baseline: float | None, expected: float | None
) -> None:
    found = attained(value, target, good, baseline)
    assert found == (None if expected is None else pytest.approx(expected))
    if found is not None and found > 0:
        assert value_at(found, target, good, baseline) == pytest.approx(value)


@pytest.mark.parametrize(
    ("value", "target", "good", "warn", "expected"),
    [
        (100, 100, "up", 0.9, "on-track"),
        (0.1 + 0.2, 0.3, "down", 0.9, "on-track"),  # the dust of binary fractions misses nothing
        (90, 100, "up", 0.9, "at-risk"),
        (89.9, 100, "up", 0.9, "off-track"),
        (89.9, 100, "up", 0.8, "at-risk"),
        (0, 3, "down", 0.9, "on-track"),
        (-1, -3, "up", 0.9, "on-track"),
        (-5, -3, "up", 0.9, "off-track"),
    ],
)
def test_status_follows_from_the_part(
    value: float, target: float, good: Good, warn: float, expected: TargetStatus
) -> None:
    assert target_status(value, target, good, attained(value, target, good), warn) == expected


def test_a_target_of_nothing_has_no_value_at_a_part() -> None:
    assert value_at(0.9, 0, "up") is None
    assert reaches(0, 0, "up")
    assert reaches(0, 0, "down")
