"""Times of the system and of repositories as dates."""

from __future__ import annotations

import datetime as dt
import os
import re
from zoneinfo import ZoneInfo

_LAST = 253_370_764_800
"""The first second of the year 9999: later times are no dates in every time zone."""
_SECONDS = re.compile(r"[0-9]{1,18}")


def build_day(timezone: str) -> dt.date:
    """Return the date of a build: today in a time zone, or the day of ``SOURCE_DATE_EPOCH`` in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if _SECONDS.fullmatch(epoch):
        return day_of(int(epoch), "UTC")
    return dt.datetime.now(ZoneInfo(timezone)).date()


def day_of(time: int, timezone: str) -> dt.date:
    """Return the date of a time, in seconds since 1970, in a time zone; what no date can tell is cut off."""
    return dt.datetime.fromtimestamp(min(max(time, 0), _LAST), ZoneInfo(timezone)).date()
