"""Time zones by their IANA names."""

from __future__ import annotations

from typing import Annotated

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.refusal import Reads, refuse, require, shown


def read_time_zone(raw: object) -> str:
    """Return the name of a time zone that there is."""
    require(raw)
    name = raw.strip() if isinstance(raw, str) else ""
    if name == "UTC":
        return name
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 -- only where a zone is given

    try:
        # A name without a zone is looked for in files, of which some names are none: America, "a\0b".
        ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        phrase = Phrase("unknown time zone {found}", "未知时区{found}").fill(found=shown(raw))
        refuse(
            "E-RANGE", phrase, Phrase("write a name such as Asia/Shanghai", "请写 Asia/Shanghai 这样的名称")
        )
    return name


TimeZone = Annotated[str, Reads(read_time_zone, {"type": "string"})]
"""The name of a time zone, such as Asia/Shanghai."""
