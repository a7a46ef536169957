"""Days and periods: 2026-07-01, 2026, 2026-Q3, 2026-07, 2026-W27."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NoReturn, Self

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.decimals import normal
from pmdocs.values.refusal import ParsedValue, Reads, refuse, require, shown

Grain = Literal["day", "week", "month", "quarter", "half", "year"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})|W(\d{2})|H([12])))?")
_DAY_PARTS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERIOD_PARTS = re.compile(r"[0-9]{4}-(?:[QH][0-9]|[0-9]{2}|W[0-9]{2})")
_LOOSE_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?|(\d{4})(\d{2})(\d{2})")
_LOOSE_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_LOOSE_PART = re.compile(r"(\d{4})[- /年]*([QWH])[- ]?(\d{1,2})|([QWH])(\d{1,2})[- /]*(\d{4})", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})年第?([1-4一二三四])季度?")
_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def read_day(raw: object) -> dt.date:
    """Return a day."""
    if isinstance(raw, dt.date):
        return raw.date() if isinstance(raw, dt.datetime) else raw
    require(raw)
    text = normal(str(raw))
    day = _day(text)
    if day is None:
        if impossible(text):
            refuse("E-DATE", _NO_SUCH_DAY.fill(found=shown(raw)))
        phrase = Phrase("{found} is not a date", "{found}不是日期").fill(found=shown(raw))
        refuse("E-DATE", phrase, _as(_loose_day(text)) or _DAY_FORM)
    return day


_NO_SUCH_DAY = Phrase("there is no such day: {found}", "没有这一天：{found}")
_NO_SUCH_PERIOD = Phrase("there is no such period: {found}", "没有这样的时间段：{found}")
_DAY_FORM = Phrase("a date is year, month and day: YYYY-MM-DD", "日期按年月日书写：YYYY-MM-DD")
_PERIOD_FORM = Phrase(
    "a period is a year, quarter, half, month or week: YYYY, YYYY-Q3, YYYY-H1, YYYY-MM, YYYY-W27",
    "时间段为年、季度、半年、月或周：YYYY、YYYY-Q3、YYYY-H1、YYYY-MM、YYYY-W27",
)
_MOMENT_FORM = Phrase(
    "a date is YYYY-MM-DD; a period YYYY, YYYY-Q3, YYYY-H1, YYYY-MM or YYYY-W27",
    "日期为 YYYY-MM-DD；时间段为 YYYY、YYYY-Q3、YYYY-H1、YYYY-MM 或 YYYY-W27",
)


def _as(offer: str) -> Phrase | None:
    return Phrase(f"write it as {offer}", f"请写成 {offer}") if offer else None


def impossible(text: str) -> bool:
    """Whether a text has the form of a day, week, month or quarter, and no calendar has it."""
    return bool(_DAY_PARTS.fullmatch(text) and not _day(text)) or bool(
        _PERIOD_PARTS.fullmatch(text.upper()) and not _period(text)
    )


def _day(text: str) -> dt.date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _loose_day(text: str) -> str:
    match = _LOOSE_DAY.fullmatch(text)
    if match is None:
        return ""
    year, month, day = (int(part) for part in match.groups() if part)
    offer = f"{year:04}-{month:02}-{day:02}"
    return offer if _day(offer) else ""


def _loose_period(text: str) -> str:
    """Return the period that was probably meant, as it should be written."""
    offer = ""
    if match := _QUARTER.fullmatch(text):
        offer = f"{match[1]}-Q{'一二三四'.find(match[2]) + 1 or match[2]}"
    elif match := _LOOSE_PART.fullmatch(text):
        year, part, number = match[1] or match[6], (match[2] or match[4]).upper(), int(match[3] or match[5])
        offer = f"{year}-W{number:02}" if part == "W" else f"{year}-{part}{number}"
    elif match := _LOOSE_MONTH.fullmatch(text):
        offer = f"{match[1]}-{int(match[2]):02}"
    elif match := re.fullmatch(r"(\d{4})年", text):
        offer = match[1]
    return offer if offer and _period(offer) else ""


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    """Return the first and last day of ``count`` months."""
    after = year * 12 + month - 1 + count
    if after // 12 > dt.MAXYEAR:
        return dt.date(year, month, 1), dt.date.max
    return dt.date(year, month, 1), dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)


def _period(text: str) -> tuple[dt.date, dt.date, Grain] | None:
    match = _PERIOD.fullmatch(text.upper())
    if match is None:
        return None
    year, quarter, month, week, half = int(match[1]), match[2], match[3], match[4], match[5]
    try:
        if quarter or half:
            length = 3 if quarter else 6
            begins = (int(quarter or half) - 1) * length + 1
            return *_months(year, begins, length), "quarter" if quarter else "half"
        if month:
            return *_months(year, int(month), 1), "month"
        if week:
            first = dt.date.fromisocalendar(year, int(week), 1)
            return first, first + dt.timedelta(days=6), "week"
        return *_months(year, 1, 12), "year"
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Moment(ParsedValue):
    """A day or a period, from its first day to its last; ``text`` is its ISO form."""

    first: dt.date
    last: dt.date
    text: str
    grain: Grain = "day"

    @classmethod
    def read(cls, raw: object) -> Self:
        """Return the day or period that was written."""
        if isinstance(raw, Moment) and (cls is Moment or raw.grain != "day"):
            return cls(raw.first, raw.last, raw.text, raw.grain)
        require(raw)
        text = normal(raw.text if isinstance(raw, Moment) else str(raw))
        day = _day(text) if cls is Moment else None
        if day:
            return cls(day, day, text, "day")
        found = _period(text)
        if found is None:
            cls._refuse(raw, text)
        return cls(found[0], found[1], text.upper(), found[2])

    @classmethod
    def _refuse(cls, raw: object, text: str) -> NoReturn:
        if impossible(text):
            said = _NO_SUCH_DAY if _DAY_PARTS.fullmatch(text) else _NO_SUCH_PERIOD
            refuse("E-DATE", said.fill(found=shown(raw)))
        if cls is Moment:
            phrase = Phrase("{found} is neither a date nor a period", "{found}不是日期或时间段")
            form, offer = _MOMENT_FORM, _loose_day(text)
        else:
            phrase = Phrase("{found} is not a period", "{found}不是时间段")
            form, offer = _PERIOD_FORM, ""
        refuse("E-DATE", phrase.fill(found=shown(raw)), _as(offer or _loose_period(text)) or form)

    @property
    def days(self) -> int:
        """Number of days, the first and the last included."""
        return (self.last - self.first).days + 1

    def show(self, lang: str) -> str:
        """Write the moment in a language: Q2 2026, 2026年第二季度."""
        from babel.dates import format_date  # noqa: PLC0415 -- Babel takes longer to import than a no-op build

        zh = lang.lower().startswith("zh")
        if self.grain == "week":
            year, week = self.text.split("-W")
            return f"{year}年第{int(week)}周" if zh else f"W{week} {year}"
        if self.grain == "half":
            year, half = self.text.split("-H")
            return f"{year}年{'上下'[int(half) - 1]}半年" if zh else f"H{half} {year}"
        return format_date(self.first, _PATTERNS[self.grain][zh], locale="zh_CN" if zh else "en")

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        periods: list[Any] = [2026, "2026-H1", "2026-Q3", "2026-07", "2026-W27"]
        return {
            "type": ["string", "integer"],
            "examples": ["2026-07-01", *periods] if cls is Moment else periods,
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and (self.first, self.grain) == (other.first, other.grain)

    def __hash__(self) -> int:
        return hash((self.first, self.grain))

    def __lt__(self, other: Moment) -> bool:
        return (self.first, self.last) < (other.first, other.last)


_PATTERNS: dict[str, tuple[str, str]] = {
    "day": ("MMM d, y", "y年M月d日"),
    "month": ("MMM y", "y年M月"),
    "quarter": ("QQQ y", "y年QQQQ"),
    "year": ("y", "y年"),
}


class Period(Moment):
    """A year, quarter, month or week."""

    __slots__ = ()

    def shift(self, count: int) -> Period:
        """Return the period ``count`` of its own length later, earlier where negative."""
        if self.grain == "week":
            year, week, _ = (self.first + dt.timedelta(weeks=count)).isocalendar()
            return Period.read(f"{year:04}-W{week:02}")
        months = self.first.year * 12 + self.first.month - 1 + count * _MONTHS[self.grain]
        year, month = months // 12, months % 12 + 1
        parts = {
            "year": "",
            "half": f"-H{(month + 5) // 6}",
            "quarter": f"-Q{(month + 2) // 3}",
            "month": f"-{month:02}",
        }
        return Period.read(f"{year:04}{parts[self.grain]}")


def quarter_of(day: dt.date) -> Period:
    """Return the quarter that holds a day."""
    return Period.read(f"{day.year:04}-Q{(day.month + 2) // 3}")


_YEAR = re.compile(r",?\s\d{4}$")
"""The year at the end of an English date."""


def show_span(start: Moment, end: Moment, lang: str) -> str:
    """Write from when to when, the year once where it can be: Q1 – Q2 2026, 2026年4月至5月."""
    zh = lang.lower().startswith("zh")
    first, last = (moment.show(lang).replace(" ", "\N{NO-BREAK SPACE}") for moment in (start, end))
    if first == last:
        return first
    if start.text[:4] == end.text[:4] and "year" not in {start.grain, end.grain}:
        first, last = (first, last.partition("年")[2]) if zh else (_YEAR.sub("", first), last)
    return f"{first}至{last}" if zh else f"{first} – {last}"


Day = Annotated[dt.date, Reads(read_day, {"type": "string", "format": "date", "examples": ["2026-07-01"]})]
"""One day, written 2026-07-01."""
