"""What makes a page believable: its age, that it is a draft, how few a percentage rests on, what stands behind a figure."""

from __future__ import annotations

import re
from pathlib import Path

from pmdocs.pipeline import Project, load

FUNNEL = """---
kind: funnel
id: tiny
title: Tiny
source: analytics
{more}
steps: [Visit, Sign up, Pay]
counts: {counts}
---
"""


def _page(
    folder: Path, more: str = "as_of: 2026-06-20", counts: str = "[1000, 400, 100]", lang: str = "en"
) -> str:
    (folder / "content").mkdir(parents=True)
    (folder / "pmdocs.yml").write_text(f"site_name: One\nlang: {lang}\ntoday: 2026-06-24\n", encoding="utf-8")
    text = FUNNEL.format(more=more, counts=counts)
    (folder / "content" / "tiny.md").write_text(text, encoding="utf-8")
    (folder / "content" / "note.md").write_text(
        "---\nstatus: draft\n---\n# Note\n\n![[tiny]]\n", encoding="utf-8"
    )
    return load(Project.open(folder))["tiny/index.html"].decode()


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_old_data_say_so_beside_their_date(tmp_path: Path) -> None:
    old, zh = (_words(_page(tmp_path / n, "as_of: 2026-01-31", lang=n)) for n in ("en", "zh-CN"))
    assert "As of Jan 31, 2026 older than 90 days" in old
    assert "2026年1月31日 已超过 90 天" in zh
    assert "older than" not in _words(_page(tmp_path / "fresh"))
    kept = _words(_page(tmp_path / "kept", "as_of: 2026-01-31\nstatus: archived"))
    assert "older than" not in kept


def test_a_draft_says_so_on_its_page_and_where_it_is_shown(tmp_path: Path) -> None:
    assert 'class="draft"' in _page(tmp_path / "draft", "status: draft")
    note = load(Project.open(tmp_path / "draft"))["note/index.html"].decode()
    assert 'class="draft"' in note
    assert "Draft" in note[note.index("embed-head") :].partition("</p>")[0]
    assert 'class="draft"' not in _page(tmp_path / "done", "status: approved")


def test_a_percentage_of_few_is_marked(tmp_path: Path) -> None:
    assert "small sample, n = 20" in _words(_page(tmp_path / "few", counts="[20, 10, 5]"))
    assert "small sample" not in _words(_page(tmp_path / "many"))


def test_a_figure_opens_its_formula_with_inputs_and_source(tmp_path: Path) -> None:
    page = _page(tmp_path)
    assert 'popovertarget="why-2"' in page
    why = _words(re.findall(r'<div class="why" id="why-2".*?</div>', page, re.DOTALL)[0])
    for said in ("count of the step / count of the first step", "Visit 1,000", "Pay 100", "10.0%", "n = 1,000",
                 "Source: analytics", "As of Jun 20, 2026"):  # fmt: skip
        assert said in why
    assert 'href="#formula-overall"' in page
    given = _words(re.findall(r'<div class="why" id="why-1".*?</div>', page, re.DOTALL)[0])
    assert "Not computed" in given
