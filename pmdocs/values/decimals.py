"""Numbers as people write them: 12_000, "12,000", 9.4M, 1.2万, full-width digits; exact until the end."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal
from typing import NoReturn

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.refusal import refuse, require, shown

_POWERS = {
    "": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12, "k": 3, "K": 3, "M": 6, "B": 9,
}  # fmt: skip

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d(?:_?\d)*)"
_NUMBER = re.compile(
    rf"([+-]?(?:{_DIGITS}(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d{{1,3}})?)"
    r"\s*(k|K|M|B|千万|百万|万亿|千|万|亿)?"
)
_MINUS = str.maketrans("−‒–", "---")
_LONGEST = 60

_WORDS = {
    "mn": 6, "mio": 6, "mln": 6, "million": 6, "millions": 6, "bn": 9, "billion": 9, "billions": 9, "w": 4, "thousand": 3,
    "thousands": 3, "trillion": 12,
}  # fmt: skip
_IN_WORDS = re.compile(rf"([+-]?[\d.,_]+)\s*({'|'.join(_WORDS)})\.?", re.IGNORECASE)
_WITH_UNIT = re.compile(r"([^\d\s+\-.,]*)\s*[+-]?\d[\d.,_]*\s*([^\d\s.,_+\-].*)?")
_NO_NUMBERS = {"nan", "inf", "infinity"}


def normal(text: str) -> str:
    """Turn full-width digits and signs into plain ones."""
    stripped = text.strip()
    if stripped.isascii():
        return stripped
    return unicodedata.normalize("NFKC", stripped).translate(_MINUS).strip()


def scan(text: str) -> Decimal | None:
    """Return the number that a normalised text writes, ``None`` where it is not one."""
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return _scan_in_words(text)
    return Decimal(match[1].replace(",", "").replace("_", "")).scaleb(_POWERS[match[2] or ""])


def _scan_in_words(text: str) -> Decimal | None:
    """Return the number that a text writes with a word for its power: 5 million, 3bn."""
    match = _IN_WORDS.fullmatch(text) if len(text) <= _LONGEST else None
    number = scan(match[1]) if match else None
    return None if match is None or number is None else number.scaleb(_WORDS[match[2].lower()])


def number_or_refuse(raw: object, example: str = "12_000") -> float:
    """Return a finite number, or refuse what is not one."""
    require(raw)
    number: float | None = None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        number = float(raw)
    elif isinstance(raw, str):
        exact = scan(normal(raw))
        number = None if exact is None else float(exact)
    if number is None or not math.isfinite(number):
        refuse_number(raw, example)
    return number


def refuse_number(raw: object, example: str) -> NoReturn:
    """Say that something is no number, and what may have been meant."""
    text = normal(str(raw))
    if text.lower().lstrip("+-.") in _NO_NUMBERS or scan(text) is not None:
        refuse(
            "E-NAN",
            Phrase("{found} is not a finite number", "{found}不是有限的数字").fill(found=shown(raw)),
            Phrase("leave the field empty where the number is unknown", "数字未知时请留空"),
        )
    found = shown(raw)
    refuse(
        "E-TYPE",
        Phrase(
            "expected a number such as {example}, found {found}", "应为数字，如 {example}，实际是{found}"
        ).fill(example=example, found=found),
        _meant(raw, text),
    )


def _meant(raw: object, text: str) -> Phrase | None:
    if not isinstance(raw, str) or len(text) > _LONGEST:
        return None
    if re.fullmatch(r"[\d.,]*\d,\d+", text):
        return _DECIMAL_COMMA
    if re.fullmatch(r"[+-]?\d[\d.,_]*\s*%", text):
        return _NO_PERCENT
    if re.fullmatch(r"[+-]?\d[\d.,_]*\s*m", text):
        return _SMALL_M
    return _NO_UNIT if _WITH_UNIT.fullmatch(text) else None


_DECIMAL_COMMA = Phrase(
    "write a point for decimals, and commas only between thousands", "小数用点，逗号只用于千位分隔"
)
_NO_PERCENT = Phrase(
    "this is a number and not a share: write it without a percent sign, in the unit of the field",
    "这里是数字而不是比例：请按字段的单位填写，不带百分号",
)
_SMALL_M = Phrase(
    "a small m may be minutes, metres or a million: for a million write a capital M",
    "小写 m 可能是分钟、米或百万：百万请用大写 M",
)
_NO_UNIT = Phrase(
    "write digits alone, in the unit of the field; k, M, B, 万 and 亿 are read",
    "请按字段的单位只写数字；可用 k、M、B、万、亿",
)
