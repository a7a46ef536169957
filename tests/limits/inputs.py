"""Small sites of one hostile or very large file each, of the classes that were found to take long.

Each maps the name of an input to the files of a site's content folder. ``make bench PARTS=limits`` builds every one
and tells seconds and memory; the tests look only at what is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

Files = Mapping[str, str]

FUNNEL = "---\nkind: funnel\nid: f\ntitle: F\nas_of: 2026-06\nsource: s\n"
PAGE = "---\nid: p\ntitle: P\n---\n\n"


def funnel(steps: int) -> Files:
    """A funnel of so many steps, valid but for their number."""
    names = "".join(f"  - Step {n}\n" for n in range(steps))
    counts = "".join(f"  - {10_000_000 - n}\n" for n in range(steps))
    return {"f.md": f"{FUNNEL}steps:\n{names}counts:\n{counts}---\n"}


def segments(steps: int, count: int) -> Files:
    """A funnel with so many steps and segments."""
    names = ", ".join(f"Step {n}" for n in range(steps))
    rows = "".join(
        f"  S{s}: [{', '.join(str(100_000 - 100 * n - s) for n in range(steps))}]\n" for s in range(count)
    )
    return {"f.md": f"{FUNNEL}steps: [{names}]\nsegments:\n{rows}---\n"}


def wrong_segments(count: int, steps: int) -> Files:
    """A funnel whose segments hold no numbers."""
    rows = "".join(f"  S{n}: [{', '.join(['x'] * steps)}]\n" for n in range(count))
    return {"f.md": f"{FUNNEL}steps: [A, B]\nsegments:\n{rows}---\n"}


def funnel_of_csv(rows: int) -> Files:
    """The same with its steps in a CSV file."""
    data = "".join(f"Step {n},{10_000_000 - n}\n" for n in range(rows))
    return {"f.md": f"{FUNNEL}steps: {{data: f.csv}}\n---\n", "f.csv": f"name,count\n{data}"}


def ab_test_of_csv(
    rows: int, header: str = "date,variant,visitors,conversions", people: str = "100"
) -> Files:
    """A test whose days stand in a CSV file."""
    head = "---\nkind: ab-test\nid: t\ntitle: T\nas_of: 2026-06\nsource: s\nhypothesis: H\nmetric: m\n"
    dates = "start: 1500-01-01\nend: 2026-05-31\ndecision: ship B\n"
    arms = "variants:\n  A: {control: true}\n  B: {name: B}\ndaily: {data: t.csv}\n---\n"
    days = [dt.date(1500, 1, 1) + dt.timedelta(n) for n in range(rows // 2)]
    data = "".join(f"{day},{arm},{people},10\n" for day in days for arm in "AB")
    return {"t.md": head + dates + arms, "t.csv": f"{header}\n{data}"}


def unknown_fields(count: int) -> Files:
    """A spec with so many fields that no kind has."""
    fields = "".join(f"field_{n}: 1\n" for n in range(count))
    return {"f.md": f"{FUNNEL}steps: [A, B]\ncounts: [2, 1]\n{fields}---\n"}


def wrong_values(count: int) -> Files:
    """A spec in which so many values make no sense."""
    counts = "".join(f"  - x{n}\n" for n in range(count))
    names = "".join(f"  - {{name: S{n}}}\n" for n in range(count))
    return {"f.md": f"{FUNNEL}steps:\n{names}counts:\n{counts}---\n"}


def tags(count: int) -> Files:
    """A page with so many tags."""
    return {
        "p.md": "---\nid: p\ntitle: P\ntags:\n" + "".join(f"  - tag {n}\n" for n in range(count)) + "---\n"
    }


def fences(count: int) -> Files:
    """A page with so many specs in it."""
    one = "```funnel\nid: f{n}\nsteps: [A, B]\ncounts: [20, 10]\n```\n\n"
    return {"p.md": PAGE + "".join(one.replace("{n}", str(n)) for n in range(count))}


def text(*parts: str) -> Files:
    """A page with this text."""
    return {"p.md": PAGE + "".join(parts)}


def chain(count: int) -> Iterable[str]:
    """Footnotes, each of which has the next."""
    yield "[^0]\n\n"
    for n in range(count):
        yield f"[^{n}]: a [^{n + 1}]\n"
    yield f"[^{count}]: a\n"


EVERYWHERE = "word[^a] "

WITHIN: Mapping[str, Callable[[], Files]] = {
    "990 unknown fields": lambda: unknown_fields(990),
    "990 wrong values": lambda: wrong_values(990),
    "19,000 wrong values": lambda: wrong_segments(20, 950),
    "funnel of 30 steps and 20 segments": lambda: segments(30, 20),
    "funnel of 300 steps and 2 segments": lambda: segments(300, 2),
    "funnel of 300 steps": lambda: funnel(300),
    "A/B test of 5,000 rows of CSV": lambda: ab_test_of_csv(5_000),
    "5,000 rows without a number": lambda: ab_test_of_csv(5_000, people="x"),
    "50 tags": lambda: tags(50),
    "50 typed fences": lambda: fences(50),
    "50 embeds": lambda: {**text("![[f#steps]]\n\n" * 50), **funnel(5)},
    "50 embeds of a funnel of 300": lambda: {**text("![[f#steps]]\n\n" * 50), **funnel(300)},
    "5,000 references to nothing": lambda: text(*(f"[[a{n}]] " for n in range(5_000))),
    "5,000 references": lambda: text("[[p]] " * 5_000),
    "footnote chain of 1,990": lambda: text(*chain(1_990)),
    "one footnote 5,000 times": lambda: text("word[^a] " * 5_000, "\n\n[^a]: a\n"),
    "10,000 links": lambda: text("[a](b.md) " * 10_000),
    "10,000 links in a list": lambda: text("- [a](b.md)\n" * 10_000),
    "20,000 <b>": lambda: text("<b>x</b> " * 10_000),
    "500 abbreviations": lambda: text(*(f"*[A{n}]: a\n" for n in range(500)), "\n", *(f"A{n} " for n in range(500)) , "A1 " * 100_000),
    "24,000 headings": lambda: text("# a\n\n" * 24_000),
    "200,000 emphases": lambda: text("*a* " * 200_000),
    "bottomless emphasis": lambda: text("*a **b " * 20_000),
    "240,000 cells": lambda: text("| a " * 200 + "|\n" + "|---" * 200 + "|\n", ("| a " * 200 + "|\n") * 1_200),
}  # fmt: skip
"""Just within the limits: these are built, and have to be quick for that."""

INPUTS: Mapping[str, Callable[[], Files]] = {
    "funnel of 100,000 lines": lambda: funnel(50_000),
    "funnel of 100,000 steps": lambda: funnel(100_000),
    "funnel of 100,000 rows of CSV": lambda: funnel_of_csv(100_000),
    "A/B test of 200,000 rows of CSV": lambda: ab_test_of_csv(200_000),
    "200,000 rows under another name": lambda: ab_test_of_csv(200_000, "date,variant,users,conversions"),
    "200,000 rows without a number": lambda: ab_test_of_csv(200_000, people="x"),
    "10,000 unknown fields": lambda: unknown_fields(10_000),
    "10,000 wrong values": lambda: wrong_values(10_000),
    "1,000 tags": lambda: tags(1_000),
    "100,000 tags": lambda: tags(100_000),
    "400 typed fences": lambda: fences(400),
    "4,000 typed fences": lambda: fences(4_000),
    "200 KB of ![[a#b]]": lambda: text("![[a#b]]" * 25_000),
    "200 KB of ![[a#b]] in paragraphs": lambda: text("![[a#b]]\n\n" * 20_000),
    "200 KB of ![[f#steps]] that is there": lambda: {**text("![[f#steps]]\n\n" * 14_000), **funnel(5)},
    "200 KB of [[a]]": lambda: text("[[a]]" * 40_000),
    "200 KB of [[p]] that is there": lambda: text("[[p]] " * 33_000),
    "footnote chain of 5,000": lambda: text(*chain(5_000)),
    "footnote chain of 20,000": lambda: text(*chain(20_000)),
    "one footnote 20,000 times": lambda: text(EVERYWHERE * 20_000, "\n\n[^a]: a\n"),
    "one footnote in 20,000 paragraphs": lambda: text("word[^a]\n\n" * 20_000, "[^a]: a\n"),
    "10,000 footnotes": lambda: text(*(f"[^{n}] " for n in range(10_000)), "\n\n", *(f"[^{n}]: a\n" for n in range(10_000))),
    "40,000 <div>": lambda: text("<div>" * 40_000),
    "40,000 <div> on lines of their own": lambda: text("<div>\n" * 40_000),
    "40,000 <b>": lambda: text("<b>" * 40_000),
    "40,000 headings": lambda: text("# a\n\n" * 40_000),
    "40,000 links": lambda: text("[a](b.md) " * 40_000),
    "40,000 images": lambda: text("![a](b.png)\n\n" * 40_000),
    "40,000 code spans": lambda: text("`a` " * 40_000),
    "40,000 cells": lambda: text("| a " * 200 + "|\n" + "|---" * 200 + "|\n", ("| a " * 200 + "|\n") * 200),
    "40,000 emphases": lambda: text("*a* " * 40_000),
    "10,000 code fences": lambda: text("```python\nx = 1\n```\n\n" * 10_000),
    "a million letters": lambda: text("word " * 199_000),
    "40,000 items": lambda: text("- a\n" * 40_000),
    "40,000 admonitions": lambda: text("!!! note\n    a\n\n" * 20_000),
    "20,000 abbreviations": lambda: text(*(f"*[A{n}]: a\n" for n in range(20_000)), "\n", *(f"A{n} " for n in range(20_000))),
}  # fmt: skip
"""Everything that was found to take long, and its neighbours."""

READ = {"40,000 code spans", "40,000 cells", "10,000 code fences", "a million letters", "40,000 items"}
"""Of these what is no trouble any more: it is read."""


def write(site: Path, files: Files) -> None:
    """Write a site with these files as its content."""
    (site / "content").mkdir(parents=True)
    (site / "pmdocs.yml").write_text("site_name: A\ntoday: 2026-06-24\n", encoding="utf-8")
    for name, content in files.items():
        (site / "content" / name).write_text(content, encoding="utf-8")
