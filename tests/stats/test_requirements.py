"""How much requirements move, by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from pmdocs.stats.requirements import by_month, volatility


def test_volatility_is_changes_over_what_was_there() -> None:
    # Costello & Liu 1995 define it so; 4 additions, removals and modifications of 80 requirements are 5 %.
    assert volatility(4, 80) == pytest.approx(0.05)
    assert volatility(3, 2) == pytest.approx(1.5)
    assert volatility(1, 0) is None
    with pytest.raises(ValueError, match="negative"):
        volatility(-1, 2)


def test_every_month_from_the_first_change_to_the_last_is_there() -> None:
    changed = [dt.date(2026, 3, 31), dt.date(2025, 12, 1), dt.date(2026, 3, 1)]
    created = [None, dt.date(2025, 11, 30), dt.date(2025, 12, 1), dt.date(2026, 3, 1)]
    months = by_month(changed, created)
    assert [(one.month.isoformat(), one.changes, one.at_start) for one in months] == [
        ("2025-12-01", 1, 2), ("2026-01-01", 0, 3), ("2026-02-01", 0, 3), ("2026-03-01", 2, 3),
    ]  # fmt: skip
    assert months[-1].volatility == pytest.approx(2 / 3)
    assert by_month([], created) == ()
