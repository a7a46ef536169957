"""Currencies: their ISO 4217 codes, and the signs and words that people write for them."""

from __future__ import annotations

import re
from functools import cache

_SIGNS = {
    "¥": "CNY", "元": "CNY", "块": "CNY", "人民币": "CNY", "rmb": "CNY", "cn¥": "CNY", "$": "USD", "us$": "USD",
    "美元": "USD", "美金": "USD", "€": "EUR", "欧元": "EUR", "£": "GBP", "英镑": "GBP", "日元": "JPY", "港元": "HKD",
    "港币": "HKD", "hk$": "HKD", "₹": "INR", "₩": "KRW", "euro": "EUR", "euros": "EUR",
}  # fmt: skip
_SHARED_SIGNS = {
    "$": {"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS"},
    "¥": {"CNY", "JPY"}, "元": {"CNY", "HKD", "TWD", "SGD"},
}  # fmt: skip


@cache
def codes() -> frozenset[str]:
    """Return all ISO 4217 codes."""
    from babel.numbers import list_currencies  # noqa: PLC0415 -- Babel takes longer to import than a no-op build

    return frozenset(list_currencies())


def currency_of(mark: str) -> str:
    """Return the ISO 4217 code of a sign or a code, empty where it is neither."""
    if code := _SIGNS.get(mark.lower()):
        return code
    return mark if re.fullmatch("[A-Z]{3}", mark) and mark in codes() else ""


def sharing(sign: str) -> frozenset[str]:
    """Return the currencies that a sign may stand for, none where it stands for one."""
    return frozenset(_SHARED_SIGNS.get(sign, ()))
