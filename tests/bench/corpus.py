"""Product specs of about 5 KB Markdown each, the same in every run, on every machine and for every tool.

What a page says depends on its number alone; the size of the site only decides where its links lead. So a
page weighs the same in a site of 100 and of 10,000.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.bench.words import CHINESE, ENGLISH, OWNERS, STATUSES, TAGS

FOLDER_SIZE = 100
TARGET_BYTES = 5_000
SECTIONS = 4
CHINESE_EVERY, CHINESE_AT = 10, 3
WATCHED = 42
"""The page that is edited, previewed and weighed."""

MARK = "Revision bench-save-{} of this page."
"""The sentence of the watched page that a save changes."""

_LINK = re.compile(r"\]\(@/([\w-]+)/([\w-]+)\)")


@dataclass(frozen=True, slots=True)
class Page:
    """One spec: what goes into the front matter, and a body whose links read ``](@/folder/name)``."""

    folder: str
    name: str
    title: str
    owner: str
    status: str
    tags: tuple[str, ...]
    updated: dt.date
    body: str
    fields: str = ""

    def text(self, link: Callable[[str, str], str]) -> str:
        """Return the Markdown body with ``link(folder, name)`` as the target of each link."""
        return _LINK.sub(lambda m: f"]({link(m[1], m[2])})", self.body)


def address(number: int) -> tuple[str, str]:
    """Return folder and name of a page."""
    return f"area-{number // FOLDER_SIZE:03d}", f"spec-{number:05d}"


def corpus(size: int) -> list[Page]:
    """Return the pages of a site of this size."""
    return [page(number, size) for number in range(size)]


def page(number: int, size: int) -> Page:
    """Return one page of a site of ``size`` pages."""
    draw = random.Random(f"pmdocs bench {number}")  # noqa: S311 -- the same texts in every run
    writer = _Writer(draw, size, chinese=number % CHINESE_EVERY == CHINESE_AT)
    folder, name = address(number)
    title = f"{name.replace('-', ' ').capitalize()}: {writer.phrase(3)}"
    body = writer.body(number, title)
    updated = dt.date(2026, 1, 1) + dt.timedelta(days=draw.randrange(150))
    tags = tuple(sorted(draw.sample(TAGS, 2)))
    return Page(folder, name, title, draw.choice(OWNERS), draw.choice(STATUSES), tags, updated, body)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes Markdown with the words of one language."""

    draw: random.Random
    size: int
    chinese: bool

    def phrase(self, count: int) -> str:
        words = [self.draw.choice(CHINESE if self.chinese else ENGLISH) for _ in range(count)]
        return "".join(words) if self.chinese else " ".join(words)

    def sentence(self, least: int = 8, most: int = 18) -> str:
        words = self.phrase(self.draw.randint(least, most))
        return f"{words}。" if self.chinese else f"{words.capitalize()}."

    def sentences(self, count: int) -> str:
        return ("" if self.chinese else " ").join(self.sentence() for _ in range(count))

    def link(self) -> str:
        # Drawn from a fixed range, so that a larger site does not shift what is drawn afterwards.
        folder, name = address(self.draw.randrange(10**9) % self.size)
        return f"[{name}](@/{folder}/{name})"

    def section(self, number: int) -> str:
        see, mark = ("另见", "：") if self.chinese else ("See also", ": ")
        items = [f"- **{self.phrase(2)}**{mark}{self.sentence(5, 9)}" for _ in range(3)]
        steps = [f"{i}. {self.sentence(5, 9)}" for i in (1, 2, 3)] if number % 2 else []
        parts = [f"## {self.phrase(3).capitalize()}", self.sentences(3), "\n".join(items), "\n".join(steps),
                 f"{self.sentence()} {see} {self.link()}, {self.link()}. `{name_of(self.draw)}` *{self.phrase(2)}*"]  # fmt: skip
        return "\n\n".join(part for part in parts if part)

    def table(self) -> str:
        head = (
            "| 指标 | 之前 | 之后 |" if self.chinese else "| Metric | Before | After |",
            "| --- | ---: | ---: |",
        )
        rows = [
            f"| {self.phrase(2)} | {self.draw.randint(1, 99)} | {self.draw.randint(1, 99)} % |"
            for _ in range(6)
        ]
        return "\n".join((*head, *rows))

    def code(self) -> str:
        event, limit = name_of(self.draw), self.draw.randint(10, 99)
        lines = (f"def {event}(users, threshold={limit}):", '    """Users above the threshold."""',
                 "    return [user for user in users if user.score > threshold]")  # fmt: skip
        return "\n".join(("```python", *lines, "```"))

    def body(self, number: int, title: str) -> str:
        start = [f"# {title}", self.sentences(2)]
        if number == WATCHED:
            start.append(MARK.format(0))
        sections = [self.section(i) for i in range(SECTIONS)]
        middle, end = sections[: SECTIONS // 2], sections[SECTIONS // 2 :]
        text = "\n\n".join((*start, *middle, self.table(), *end, self.code()))
        while (missing := TARGET_BYTES - len(text.encode())) > 0:
            text += "\n\n" + (self.sentences(3) if missing > 600 else self.sentence())
        return f"{text}\n"


def name_of(draw: random.Random) -> str:
    """Return an identifier such as an event of analytics has."""
    return f"{draw.choice(ENGLISH)}_{draw.choice(ENGLISH)}"


def charted(pages: list[Page]) -> list[Page]:
    """Return the pages with a chart on every second one, for pmdocs alone; no two charts are alike."""
    return [replace(p, fields=_chart(i)) if i % 2 else p for i, p in enumerate(pages)]


def _chart(number: int) -> str:
    return _funnel(number) if number % 4 == 1 else _okr(number)


def _funnel(number: int) -> str:
    counts = [
        24_000 + 7 * number,
        15_600 + 5 * number,
        11_200 + 3 * number,
        6_700 + 2 * number,
        1_340 + number,
    ]
    return (
        f"kind: funnel\nid: funnel-{number:05d}\nperiod: 2026-06\nas_of: 2026-06\nsource: product analytics\n"
        f"steps: [Install, Register, First diagnosis, Reminder set, Subscribe]\ncounts: {counts}\n"
    )


def _okr(number: int) -> str:
    results = "".join(
        f"      - {{id: kr-{number:05d}-{i}, title: Result {i}, start: 18%, current: {current}%, target: 45%}}\n"
        for i, current in enumerate((19 + number % 20, 22 + number % 13, round(20.2 + number % 97 / 10, 1)))
    )
    scores = ", ".join(f"kr-{number:05d}-{i}: 0.{3 + i}" for i in range(3))
    return (
        f"kind: okr\nid: okr-{number:05d}\ncycle: 2026-Q2\nas_of: 2026-06-20\nobjectives:\n"
        f"  - id: obj-{number:05d}\n    title: Objective of {number:05d}\n    key_results:\n{results}"
        f"    checkins:\n      - {{date: 2026-06-15, scores: {{{scores}}}}}\n"
    )
