"""Amounts of money, and the currency they are in."""

from __future__ import annotations

from typing import Annotated, Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.currencies import codes, currency_of
from pmdocs.values.decimals import normal, number_or_refuse
from pmdocs.values.measures import measured
from pmdocs.values.refusal import Reads, refuse, require, shown
from pmdocs.values.suggestions import did_you_mean


def read_money(raw: object) -> float:
    """Return an amount; a currency beside it must be that of the whole spec."""
    found = measured(raw)
    return found if found is not None and found.is_money else number_or_refuse(raw, "600_000")


def read_currency(raw: object) -> str:
    """Return an ISO 4217 code."""
    require(raw)
    text = normal(str(raw))
    code = text.upper()
    if code not in codes():
        sign = currency_of(text)
        hint = Phrase(f"write {sign}", f"请写 {sign}") if sign else did_you_mean(code, sorted(codes()))
        phrase = Phrase(
            "expected an ISO 4217 currency such as CNY, found {found}",
            "应为 ISO 4217 货币代码，如 CNY，实际是{found}",
        )
        refuse("E-TYPE", phrase.fill(found=shown(raw)), hint)
    return code


_WRITTEN: dict[str, Any] = {
    "type": ["number", "string"],
    "examples": [600000, "600_000", "1.2M", "60万", "€1.9M"],
}

Money = Annotated[float, Reads(read_money, _WRITTEN)]
"""An amount in the spec's currency."""

Currency = Annotated[
    str, Reads(read_currency, {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["CNY"]})
]
"""An ISO 4217 code, such as CNY."""
