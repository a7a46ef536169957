"""What a page says of others: what it uses, what uses it, and why; the same for one item of a spec."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pmdocs.engine.site_files import SiteFiles
from pmdocs.pages.relations import MOST, SHOWN, reason
from pmdocs.pipeline import Project, load
from pmdocs.system.boundary import Boundary
from pmdocs.theming.theme import load_theme

OKR = """---
kind: okr
id: okr-q2
title: Second quarter
cycle: 2026-Q2
source: us
objectives:
  - {id: obj-habit, title: A habit, key_results: [{id: kr-wau, title: Weekly actives, start: 1, target: 10, current: 4}]}
---
"""
ROADMAP = """---
kind: roadmap
id: plan
title: The plan
items:
  - {id: rm-guest, title: Guest mode, horizon: now, objective: obj-habit}
  - {id: rm-later, title: Later, horizon: later, depends: [rm-guest]}
---

![[okr-q2]] and [[kr-wau]].
"""
Made = Callable[..., SiteFiles]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return a function that makes a site of files by name."""

    def site(files: dict[str, str], lang: str = "en") -> SiteFiles:
        (tmp_path / "content").mkdir()
        (tmp_path / "pmdocs.yml").write_text(
            f"site_name: One\nlang: {lang}\ntoday: 2026-06-24\n", encoding="utf-8"
        )
        for name, text in files.items():
            (tmp_path / "content" / name).write_text(text, encoding="utf-8")
        return load(Project.open(tmp_path))

    return site


def _relations(page: str) -> str:
    """Return the words of the section at the end of a page."""
    found = re.search(r'<section class="relations".*?</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_each_side_says_why(made: Made) -> None:
    files = made({"okr.md": OKR, "plan.md": ROADMAP})
    used = _relations(files["okr/index.html"].decode())
    assert "Used by 1 The plan Roadmap" in used
    for why in ("shown in the text", "Objective of an item → A habit", "linked in the text → Weekly actives"):
        assert why in used
    uses = _relations(files["plan/index.html"].decode())
    assert "A habit OKR · Objective of an item" in uses
    assert "Second quarter OKR · shown in the text" in uses
    assert "Guest mode" not in uses  # its own item


def test_a_plain_page_has_relations_in_its_own_language(made: Made) -> None:
    page = "# 说明\n\n见 [[okr-q2]]。\n"
    files = made({"okr.md": OKR, "note.md": page, "alone.md": "# 独立\n"}, lang="zh-CN")
    assert "引用 1 Second quarter OKR · 正文中的链接" in _relations(files["note/index.html"].decode())
    assert "说明 正文中的链接" in _relations(files["okr/index.html"].decode())
    assert _relations(files["alone/index.html"].decode()) == ""


def test_an_item_says_what_uses_it_where_something_does(made: Made) -> None:
    page = made({"okr.md": OKR, "plan.md": ROADMAP})["okr/index.html"].decode()
    objective = re.search(
        r'<span class="used-list" id="used-obj-habit".*?</span></span></span>', page, re.DOTALL
    )
    assert objective
    assert "Objective of an item" in objective[0]
    assert 'popovertarget="used-kr-wau"' in page


def test_what_a_spec_says_of_itself_is_no_use(made: Made) -> None:
    assert 'popovertarget="used-' not in made({"okr.md": OKR, "plan.md": ROADMAP})["plan/index.html"].decode()


def test_a_hub_lists_some_and_leads_to_all(made: Made) -> None:
    notes = {f"n{n:03}.md": f"# Note {n}\n\n[[okr-q2]]\n" for n in range(MOST + 40)}
    files = made({"okr.md": OKR, **notes})
    page = files["okr/index.html"].decode()
    shown = re.findall(r'<a class="ref" href="\.\./(n\d+)/', page)
    assert len(shown) == len(set(shown)) == MOST
    assert page.index("relations-more") > page.index(shown[SHOWN - 1])
    assert f"All {MOST + 40}" in page
    every = files["okr/used-by.html"].decode()
    assert len(re.findall(r'<a class="ref" href="\.\./n\d+/', every)) == MOST + 40
    assert 'href="index.html"' in every


def test_a_page_with_few_users_has_no_list_beside_it(made: Made) -> None:
    files = made({"okr.md": OKR, "plan.md": ROADMAP})
    assert "okr/used-by.html" not in set(files)


def test_a_field_without_a_label_says_its_own_name(root: Path) -> None:
    words = load_theme(Boundary.of(root), "base").words("en")
    assert reason("okr", "objectives.parent", words) == "Objective that it serves"
    assert reason("okr", "things.next_step", words) == "Next step"
    assert reason("nothing", "owner", words) == "Owner"
