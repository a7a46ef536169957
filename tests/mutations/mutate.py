"""Mistakes of typing, pasting and saving, made at random in a file's bytes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

PASTED = (
    "\t", "  ", "\n", "\r\n", "\r", "\u2028", "\ufeff", "\u3000", "\xa0", "\0", "\x1b", "\ud7ff", "😀", "é", "：", "，", "“",
    ": ", "- ", "? ", "# ", "---\n", "...\n", "&a ", "*a", "!x ", "%", "|\n", ">\n", "[", "]", "{", "}", "[[", "]]", "![[", "```",
    "```funnel\n", "~~~", "<", ">", "<b>", "</b>", "<!--", "-->", "<script>", "](", "![](", "[^1]", "[^1]: ", "*[A]: ", "$", "\\",
    "`", "**", "_", "|", "| - |", "!!! note\n", ":   ", "=", "'", '"', '"""', ";", ",", "~", "null", "yes", "1e999", "-1", "0", "45",
    "120%", "NaN", ".inf", "1_000", "0x1F", "2026-02-30", "2026-Q5", "99999999999999999999", "id: a\n", "kind: okr\n", "lang: zh-CN\n",
    "data: a.csv\n", "{data: ../a.csv}", "{en: a, zh: b}", "view: [a, b]\n", "allow: [{code: W-SMALL}]\n",
)  # fmt: skip
NOT_UTF8 = (b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\x80", b"\xfe\xff")


def mutated(data: bytes, random: Random) -> bytes:
    """Return the bytes after one to three mistakes."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        data = random.choice(MISTAKES)(data, random)
    return data


def _span(data: bytes, random: Random, longest: int = 40) -> tuple[int, int]:
    """Return a place between characters, and one a little further."""
    text = data.decode("utf-8", "surrogateescape")
    start = random.randint(0, len(text))
    end = min(len(text), start + random.randint(1, longest))
    return len(text[:start].encode("utf-8", "surrogateescape")), len(
        text[:end].encode("utf-8", "surrogateescape")
    )


def _paste(data: bytes, random: Random) -> bytes:
    start, _ = _span(data, random)
    return data[:start] + random.choice(PASTED).encode("utf-8", "surrogatepass") + data[start:]


def _overwrite(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random, 6)
    return data[:start] + random.choice(PASTED).encode("utf-8", "surrogatepass") + data[end:]


def _delete(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:start] + data[end:]


def _repeat(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random, 200)
    return data[:end] + data[start:end] * random.randint(1, 20) + data[end:]


def _cut_short(data: bytes, random: Random) -> bytes:
    return data[: _span(data, random)[0]]


def _damage(data: bytes, random: Random) -> bytes:
    start, _ = _span(data, random)
    return data[:start] + random.choice(NOT_UTF8) + data[start:]


def _lines(data: bytes, random: Random) -> bytes:
    """Swap, drop, indent or double a line."""
    lines = data.split(b"\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    change = random.randrange(4)
    if change == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif change == 1:
        del lines[at]
    elif change == 2:
        lines[at] = b" " * random.randint(1, 5) + lines[at]
    else:
        lines.insert(at, lines[other])
    return b"\n".join(lines)


def _saved_otherwise(data: bytes, random: Random) -> bytes:
    """Save the whole file as another editor would."""
    if random.random() < 0.5:
        return data.replace(b"\n", random.choice((b"\r\n", b"\r")))
    return data.decode("utf-8", "replace").encode(
        random.choice(("utf-8-sig", "utf-16", "gb18030")), "replace"
    )


MISTAKES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _paste, _paste, _paste, _overwrite, _overwrite, _overwrite, _delete, _delete, _lines, _lines, _repeat, _cut_short, _damage,
    _saved_otherwise,
)  # fmt: skip
