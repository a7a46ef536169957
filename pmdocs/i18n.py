"""Fixed words and number formats of a page's language: labels from YAML, numbers and dates from CLDR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import localcontext
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pmdocs.diagnostics.problem import Phrase
from pmdocs.rounding import HALF_AWAY, decimal_of

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("en", "zh-CN")
NAMED_LANGUAGE = re.compile(r"\.(zh-CN|zh|en)$", re.IGNORECASE)
"""The language at the end of a file's name, without the ending of its format."""

Labels = Mapping[str, Phrase]

UNKNOWN = "–"
_MORE = Phrase("{n} more", "另外 {n} 个")


@cache
def _locale(lang: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 -- Babel takes longer to import than a no-op build

    return Locale.parse(lang.replace("-", "_"))


@lru_cache(maxsize=1_000)
def _date(value: date, lang: str, form: Literal["long", "medium"]) -> str:
    from babel.dates import format_date  # noqa: PLC0415 -- see _locale

    return format_date(value, format=form, locale=_locale(lang))


class Words:
    """Labels and formats of one language. ``words["key"]`` is a label, ``words("key", n=3)`` fills one in.

    Every format takes ``None`` for "unknown" and shows it as an en dash: missing is not zero. All round half
    away from zero.
    """

    def __init__(self, lang: str, labels: Labels) -> None:
        self.lang = lang
        self._labels = labels

    def __getitem__(self, key: str) -> str:
        return self._labels[key].within(self.lang)

    def __call__(self, key: str, **values: object) -> str:
        """Return a label with its ``{places}`` filled in."""
        return self[key].format_map(values)

    def __contains__(self, key: object) -> bool:
        return key in self._labels

    def get(self, key: str, default: str = "") -> str:
        """Return the label, or ``default`` where there is none."""
        return self[key] if key in self._labels else default

    @cached_property
    def zh(self) -> bool:
        """Whether the language is Chinese."""
        return self.lang.lower().startswith("zh")

    def number(self, value: float | None, digits: int = 1) -> str:
        """Format a number with at most ``digits`` decimals: 12,345.6."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return self._decimal(value, pattern)

    def fixed(self, value: float | None, digits: int = 1) -> str:
        """Format a number with exactly ``digits`` decimals: 0.70."""
        return self._decimal(value, "#,##0" + ("." + "0" * digits if digits else ""))

    def count(self, value: float | None) -> str:
        """Format a count: 12,345."""
        return self._decimal(value, "#,##0")

    def compact(self, value: float | None) -> str:
        """Format a large number briefly: 9.4M, 940万."""
        if value is None:
            return UNKNOWN
        from babel.numbers import format_compact_decimal  # noqa: PLC0415 -- see _locale

        digits = 1 if abs(value) >= 1000 else 2  # noqa: PLR2004 -- the first compact unit
        with localcontext(HALF_AWAY):
            text = format_compact_decimal(
                decimal_of(value), locale=_locale(self.lang), fraction_digits=digits
            )
        return _minus(text)

    def money(self, value: float | None, currency: str, digits: int = 0) -> str:
        """Format an amount in an ISO 4217 currency: CN¥600,000, ¥600,000."""
        if value is None:
            return UNKNOWN
        from babel.numbers import format_currency  # noqa: PLC0415 -- see _locale

        pattern = "¤#,##0" + ("." + "0" * digits if digits else "")
        with localcontext(HALF_AWAY):
            text = format_currency(
                decimal_of(value), currency, pattern, locale=_locale(self.lang), currency_digits=False
            )
        return _minus(text)

    def compact_money(self, value: float | None, currency: str) -> str:
        """Format a large amount briefly: CN¥13.6M, ¥1360万."""
        if value is None:
            return UNKNOWN
        from babel.numbers import format_compact_currency  # noqa: PLC0415 -- see _locale

        with localcontext(HALF_AWAY):
            text = format_compact_currency(
                decimal_of(value), currency, locale=_locale(self.lang), fraction_digits=1
            )
        return _minus(text)

    def rate(self, value: float | None, digits: int | None = None) -> str:
        """Format a share: one decimal, two below 1%."""
        if value is None:
            return UNKNOWN
        if digits is None:
            digits = 2 if 0 < abs(value) < 0.01 else 1  # noqa: PLR2004 -- the rule of the catalogue, 1.2
        return self.fixed(value * 100, digits) + "%"

    def signed_rate(self, value: float | None, digits: int | None = None) -> str:
        """Format a relative change with its sign: +12.0%."""
        return _signed(value, self.rate(value, digits))

    def signed(self, value: float | None, digits: int = 1) -> str:
        """Format a difference with its sign: +3.5."""
        return _signed(value, self.fixed(value, digits))

    def pp(self, value: float | None, digits: int = 1) -> str:
        """Format a difference of rates in percentage points: +2.5 pp, +2.5 个百分点."""
        if value is None:
            return UNKNOWN
        unit = " 个百分点" if self.zh else " pp"
        return _signed(value, self.fixed(value * 100, digits)) + unit

    def p(self, value: float | None) -> str:
        """Format a p-value: three decimals, or <0.001."""
        if value is not None and value < 0.001:  # noqa: PLR2004 -- the rule of the catalogue, 1.2
            return "<0.001"
        return self.fixed(value, 3)

    def date(self, value: date | None) -> str:
        """Format a day: Jun 20, 2026; 2026年6月20日."""
        return UNKNOWN if value is None else _date(value, self.lang, "long" if self.zh else "medium")

    def show(self, value: object, form: str) -> str:
        """Format a raw value as a table column asks for it; text is left alone."""
        if value is None:
            return UNKNOWN
        if isinstance(value, str) or form == "text":
            return str(value)
        formats: dict[str, Callable[[Any], str]] = {
            "count": self.count, "number": self.number, "score": self.fixed, "rate": self.rate,
            "fixed2": lambda v: self.fixed(v, 2), "signed_rate": self.signed_rate, "pp": self.pp,
            "p": self.p, "date": self.date, "compact": self.compact,
        }  # fmt: skip
        return formats[form](value)

    def join(self, items: Iterable[str]) -> str:
        """Join names as a list: "a, b and c", 「a、b 和 c」."""
        from babel.lists import format_list  # noqa: PLC0415 -- see _locale

        return format_list(list(items), locale=_locale(self.lang))

    def some(self, items: Sequence[str], most: int) -> str:
        """Join the first names, and say how many are left out: "a, b, and 4 more", 「a、b和另外 4 个」."""
        if len(items) <= most:
            return self.join(items)
        return self.join([*items[:most], self.pick(_MORE).format(n=self.count(len(items) - most))])

    def brief(self, names: Sequence[str], room: int) -> list[str]:
        """Shorten the longest of some names until all of them take ``room`` columns together.

        A Chinese character takes two columns. Say so only where the whole names stand close by, as in a table.
        """
        widest = max(map(_columns, names), default=0)
        for most in range(widest, _LEAST, -1):
            if sum(map(_columns, short := [_elided(name, most) for name in names])) <= room:
                return short
        return [_elided(name, _LEAST) for name in names]

    def pick(self, phrase: Phrase) -> str:
        """Return a phrase in this language."""
        return phrase.within(self.lang)

    def _decimal(self, value: float | None, pattern: str) -> str:
        return UNKNOWN if value is None else _decimal(value, pattern, self.lang)


_LEAST = 8
"""No name is shortened to fewer columns."""


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _elided(name: str, most: int) -> str:
    """Return a name that takes at most so many columns, cut after a word where one ends in its second half."""
    if _columns(name) <= most:
        return name
    end = next(n for n in range(len(name), -1, -1) if _columns(name[:n]) < most)
    word = end if name[end].isspace() else name.rfind(" ", 0, end)
    return name[: word if word > end // 2 else end].rstrip(" ,;:(–-，；：（") + "…"


@lru_cache(maxsize=10_000)  # a number stands in a tile, in a chart and in the table behind it
def _decimal(value: float, pattern: str, lang: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 -- see _locale

    with localcontext(HALF_AWAY):
        text = format_decimal(decimal_of(value), pattern, locale=_locale(lang))
    return _minus("0" + text[2:] if text.startswith("-0") and not text.strip("-0.,") else text)


def _signed(value: float | None, text: str) -> str:
    if value is None or text.startswith("−") or not text.strip("0.,%"):
        return text
    return "+" + text


def _minus(text: str) -> str:
    return text.replace("-", "−")


def labels_from(data: Mapping[str, Any]) -> dict[str, Phrase]:
    """Flatten a labels file to ``{"problems.key": Phrase}``: a map with ``en`` and ``zh-CN`` is one phrase.

    What else such a map holds is for others to read: the code of a message, the key of its hint.
    """
    flat: dict[str, Phrase] = {}
    for key, value in data.items():
        if not isinstance(value, Mapping):
            raise TypeError(f"the label {key} needs both languages: {{en: …, zh-CN: …}}")
        if value.keys() >= set(LANGUAGES):
            flat[key] = Phrase(str(value["en"]), str(value["zh-CN"]))
        else:
            flat.update({f"{key}.{inner}": p for inner, p in labels_from(value).items()})
    return flat
