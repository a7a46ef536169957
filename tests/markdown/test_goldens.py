"""Every construct of the dialect as it is written, and what becomes of it in both languages."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from pmdocs.markdown.render import render
from pmdocs.markdown.rendered import Rendered
from pmdocs.markdown.scan import scan
from pmdocs.markdown.slots import Slot, fill_slots

GOLDENS = Path(__file__).parent / "goldens"
CASES = sorted(path.stem for path in GOLDENS.glob("*.md"))


def show(slot: Slot) -> str:
    if slot.kind in ("link", "image"):
        return escape(f"to:{slot.target}")
    parts = [slot.kind, slot.id or str(slot.index), slot.view, slot.text]
    return f"<slot>{escape(' '.join(filter(None, parts)))}</slot>"


def described(rendered: Rendered) -> str:
    lines = [
        fill_slots(rendered.html, show),
        "",
        f"title: {rendered.title}",
        *(f"heading {h.level} #{h.id}: {h.text}" for h in rendered.toc),
        *(f"{'image' if x.image else 'link'} {x.line}:{x.column} {x.target}" for x in rendered.links),
        *(f"{p.line}:{p.column} {p.code} {p.message.en} / {p.message.zh}" for p in rendered.problems),
        f"anchors: {' '.join(rendered.anchors)}",
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, lang: str, *, update: bool) -> None:
    text = (GOLDENS / f"{case}.md").read_text(encoding="utf-8")
    found = described(render(scan(text, {"okr"}).body, lang=lang))
    expected = GOLDENS / f"{case}.{lang}.txt"
    if update:
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")


def test_only_fixed_words_depend_on_the_language() -> None:
    for case in set(CASES) - {"admonitions", "chinese", "headings", "lists", "notes", "slots"}:
        text = (GOLDENS / f"{case}.md").read_text(encoding="utf-8")
        assert render(text, lang="en") == render(text, lang="zh-CN"), case
