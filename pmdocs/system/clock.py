"""Which day it is: an input of the build, which the environment may fix so that a build can be repeated."""

from __future__ import annotations

import datetime as dt
import os
from zoneinfo import ZoneInfo

VARIABLE = "SOURCE_DATE_EPOCH"
"""Environment variable with the seconds since 1970 that stand for now, as other build tools read it."""


def today(timezone: str) -> dt.date:
    """Return the date in a time zone, or that of ``SOURCE_DATE_EPOCH`` in UTC where it is set."""
    epoch = os.environ.get(VARIABLE)
    if epoch and epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now(ZoneInfo(timezone)).date()
