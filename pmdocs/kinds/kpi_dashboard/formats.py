"""How the number of a metric is written: rates, money and counts, each with the decimals it needs."""

from __future__ import annotations

from pmdocs.kinds.kpi_dashboard.standing import MetricFacts
from pmdocs.sdk import Words
from pmdocs.sdk.tables import Format
from pmdocs.stats.series import Change, Value
from pmdocs.values.dates import Period

_LONG = 10_000_000
"""A number from here on is written briefly where there is little room."""


def shown(value: Value, made: MetricFacts, words: Words) -> str:
    """Return a value of a metric as a figure has it: 20.2%, 52,300, CN¥50,920; long ones briefly."""
    if made.unit == "rate":
        return words.rate(value, made.digits)
    long = value is not None and abs(value) >= _LONG
    if made.unit != "number":
        return words.compact_money(value, made.unit) if long else words.money(value, made.unit, made.digits)
    return words.compact(value) if long else words.number(value, made.digits)


def with_unit(value: Value, made: MetricFacts, unit: str, words: Words) -> str:
    """Return a value with the word for what is counted: 52,300 users."""
    text = shown(value, made, words)
    if value is None or not unit or made.unit != "number":
        return text
    return words("with_unit", value=text, unit=unit)


def moved(change: Change | None, made: MetricFacts, words: Words) -> str:
    """Return a change: a rate in percentage points, anything else relative, and absolute where that is not known."""
    if change is None:
        return ""
    if made.unit == "rate":
        return words.pp(change.absolute, made.digits)
    if change.relative is None:
        return words.signed(change.absolute, made.digits)
    return words.signed_rate(change.relative, 1)


def period_name(period: str | None, words: Words) -> str:
    """Return the name of a period in the language of the page."""
    return Period.read(period).show(words.lang) if period else "–"


def axis_format(made: MetricFacts) -> str:
    """Return the name of the format of a chart's values."""
    if made.unit == "rate":
        return f"rate:{made.digits}"
    return f"number:{made.digits}" if made.unit == "number" else f"money:{made.unit}"


def column_format(made: MetricFacts) -> Format:
    """Return the format of a table's column."""
    return "rate" if made.unit == "rate" else "number"
