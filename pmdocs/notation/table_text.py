"""Tables as other programs save them: which encoding, which sign parts the columns, how decimals are written."""

from __future__ import annotations

import codecs
import re

from yaml import ScalarNode

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.notation.nodes import place_of

SIGNS = (",", ";", "\t")
"""What may part the cells of a row."""

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_COMMON = re.compile(rb"[\xb0-\xf7\xa1-\xa3][\xa1-\xfe]")
"""Two bytes of GB 2312, which has the characters that nearly all Chinese text is made of."""
_HIGH = re.compile(rb"[\x80-\xff]+")
_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_QUOTED = re.compile(r'"[^"]*"')
_DECIMAL = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+(\s*%)?")
_GROUP = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")


def decode(data: bytes) -> str | None:
    """Return the text of a table in UTF-8, UTF-16, GB 18030 or Windows-1252; ``None`` where it is none of them."""
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "")
    for name in [encoding] if encoding else _candidates(data):
        try:
            return data.decode(name).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    return None


def _candidates(data: bytes) -> list[str]:
    half = len(data) // 2
    if half and data[1::2].count(0) > half * 0.4:
        return ["utf-16-le"]
    if half and data[::2].count(0) > half * 0.4:
        return ["utf-16-be"]
    high = sum(map(len, _HIGH.findall(data)))
    chinese = 2 * len(_COMMON.findall(data)) >= 0.9 * high
    return ["utf-8", "gb18030" if chinese else "cp1252"]


def sign_of(text: str) -> str:
    """Return the sign that parts the columns: of the first line, the one that it has most of."""
    first = next((match[0] for match in _LINE.finditer(text)), "")
    plain = _QUOTED.sub("", first)
    return max(SIGNS, key=plain.count)


def with_decimal_points(rows: list[list[ScalarNode]]) -> list[Problem]:
    """Turn decimal commas, as they stand in tables parted by semicolons, into points.

    ``1,234`` and ``1.234`` are read by what the other numbers of the table are like, and refused where no other
    tells: they may be above a thousand or near one.
    """
    cells = [cell for row in rows for cell in row if cell.style != '"']
    commas = any(_DECIMAL.fullmatch(cell.value) and not _GROUP.fullmatch(cell.value) for cell in cells)
    problems = []
    for cell in cells:
        if _GROUP.fullmatch(cell.value) and ("." in cell.value) == commas:
            problems.append(Problem.at(place_of(cell), "E-RATE", _TWO.fill(found=cell.value), _PLAIN))
        elif commas and _DECIMAL.fullmatch(cell.value):
            cell.value = cell.value.replace(".", "").replace(",", ".")
    return problems


_TWO = Phrase("‘{found}’ may be above a thousand or near one", "‘{found}’可能是一千多，也可能是一点几")
_PLAIN = Phrase(
    "write numbers without signs between thousands, and decimals with a point", "请不要写千位分隔符，小数用点"
)
