"""Amounts of money, and the currency they are in."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.decimals import normal, number_or_refuse, scan
from pmdocs.values.refusal import Reads, refuse, require, shown
from pmdocs.values.suggestions import did_you_mean

_SIGNS = {
    "¥": "CNY", "元": "CNY", "人民币": "CNY", "rmb": "CNY", "cn¥": "CNY", "$": "USD", "us$": "USD", "美元": "USD",
    "€": "EUR", "欧元": "EUR", "£": "GBP", "英镑": "GBP", "日元": "JPY", "港元": "HKD", "hk$": "HKD",
}  # fmt: skip
_AMOUNT = re.compile(r"([^\d+\-.]*)([+-]?[\d.,_]+\s*(?:k|K|M|B|千|万|百万|千万|亿|万亿)?)\s*(.*)")


@cache
def _codes() -> frozenset[str]:
    from babel.numbers import list_currencies  # noqa: PLC0415 -- Babel takes longer to import than a no-op build

    return frozenset(list_currencies())


def read_money(raw: object) -> float:
    """Return an amount; the currency is written once for the whole spec."""
    match = _AMOUNT.fullmatch(normal(raw)) if isinstance(raw, str) else None
    mark = (match[1] + match[3]).strip() if match else ""
    code = _SIGNS.get(mark.lower(), mark)
    if match and re.fullmatch("[A-Z]{3}", code) and scan(match[2].strip()) is not None:
        amount = match[2].strip()
        refuse(
            "E-TYPE",
            Phrase(
                "expected an amount without its currency, found {found}", "金额不带货币，实际是{found}"
            ).fill(found=shown(raw)),
            Phrase(
                f"write {amount}, and once for the whole spec ‘currency: {code}’",
                f"请写 {amount}，并在文件中写一次‘currency: {code}’",
            ),
        )
    return number_or_refuse(raw, "600_000")


def read_currency(raw: object) -> str:
    """Return an ISO 4217 code."""
    require(raw)
    text = normal(str(raw))
    code = text.upper()
    if code not in _codes():
        sign = _SIGNS.get(text.lower())
        hint = Phrase(f"write {sign}", f"请写 {sign}") if sign else did_you_mean(code, sorted(_codes()))
        phrase = Phrase(
            "expected an ISO 4217 currency such as CNY, found {found}",
            "应为 ISO 4217 货币代码，如 CNY，实际是{found}",
        )
        refuse("E-TYPE", phrase.fill(found=shown(raw)), hint)
    return code


_WRITTEN: dict[str, Any] = {"type": ["number", "string"], "examples": [600000, "600_000", "1.2M", "60万"]}

Money = Annotated[float, Reads(read_money, _WRITTEN)]
"""An amount in the spec's currency."""

Currency = Annotated[
    str, Reads(read_currency, {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["CNY"]})
]
"""An ISO 4217 code, such as CNY."""
