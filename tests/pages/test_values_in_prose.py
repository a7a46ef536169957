"""``{{m-id}}`` is the latest value of a metric in a sentence, ``![[m-id]]`` its tile."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmdocs.engine.site_files import SiteFiles
from pmdocs.markdown.scan import scan
from pmdocs.pipeline import Project, load

KPIS = """\
---
kind: kpi-dashboard
id: kpi-a
title: Figures
as_of: 2026-06
metrics:
  - {id: m-mau, name: Monthly actives, unit: users, definition: d, good: up, target: 60_000,
     values: {2026-05: 49_800, 2026-06: 52_300}}
  - {id: m-ret, name: Retention, definition: d, good: up, target: 25%, values: {2026-07: 20.2%}}
---
"""


def _site(folder: Path, text: str, *, kpis: str = KPIS, zh: str = "") -> SiteFiles:
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    (folder / "pmdocs.yml").write_text("site_name: One\n", encoding="utf-8")
    (content / "kpis.md").write_text(kpis, encoding="utf-8")
    (content / "text.md").write_text(f"# Text\n\n{text}\n", encoding="utf-8")
    if zh:
        (content / "text.zh-CN.md").write_text(f"# 正文\n\n{zh}\n", encoding="utf-8")
    return load(Project.open(folder, today=dt.date(2026, 6, 30)))


def _page(tmp_path: Path, text: str) -> str:
    files = _site(tmp_path, text)
    assert [p.text() for p in files.all_problems() if p.path == "content/text.md"] == []
    return files["text/index.html"].decode()


def test_a_value_has_its_unit_its_period_and_a_link(tmp_path: Path) -> None:
    page = _page(tmp_path, "We have {{m-mau}}, and {{m-ret}}.")
    link = '<a class="ref" href="../kpis/index.html#m-mau" data-kind="metric" title="Monthly actives">'
    assert f"We have {link}52,300 users (Jun 2026)</a>, and " in page
    assert ">unknown</a>." in page  # July is not over


def test_a_value_speaks_the_language_of_the_page(tmp_path: Path) -> None:
    files = _site(tmp_path, "We have {{m-mau}}.", zh="已有{{m-mau}}。")
    assert ">52,300 users（2026年6月）</a>。" in files["zh-CN/text/index.html"].decode()


@pytest.mark.parametrize(
    "text", ["`{{m-mau}}`", "```\n{{m-mau}}\n```", "    {{m-mau}}", "\\{{m-mau}}", "<!-- {{m-mau}} -->"]
)
def test_in_code_it_stands_as_it_was_typed(text: str, tmp_path: Path) -> None:
    assert 'data-kind="metric"' not in _page(tmp_path, f"x\n\n{text}")


@pytest.mark.parametrize(
    "text",
    ["{{Name}}", "{{user.name}}", "{{ a b }}", "{{ m-mau }}", "{{}}", "{m-mau}", "{{m-mau}", "{{{ }}}"],
)
def test_what_is_no_id_in_braces_is_text(text: str, tmp_path: Path) -> None:
    assert scan(text, ()).mentions == ()
    assert text.replace("{", "") in _page(tmp_path, f"x {text} y").replace("{", "")


def test_an_unknown_metric_is_refused_at_its_place_with_the_nearest(tmp_path: Path) -> None:
    files = _site(tmp_path, "We have {{m-mua}} and {{kpi-a}}.")
    found = [
        (p.code, p.line, p.column, p.hint and p.hint.en) for p in files.all_problems() if "text" in p.path
    ]
    assert found == [("E-REF", 3, 9, "did you mean m-mau?"), ("E-REFKIND", 3, 23, None)]
    files["text/index.html"]  # is written all the same


def test_a_dashboard_with_errors_leaves_the_name(tmp_path: Path) -> None:
    files = _site(tmp_path, "We have {{m-mau}}.", kpis=KPIS.replace("metrics:", "nothing: 1\nmetrics:"))
    assert "52,300" not in files["text/index.html"].decode()


def test_an_item_is_embedded_as_its_card(tmp_path: Path) -> None:
    page = _page(tmp_path, "![[m-mau]]")
    assert page.count('class="metric ') == 1
    assert 'aria-label="Monthly actives"' in page
    assert "kpi-tiles" not in page
    assert _page(tmp_path, "![[kpi-a]]").count('class="metric ') == 2
    assert "kpi-tiles" in _page(tmp_path, "![[m-mau#tiles]]")


def test_an_item_without_a_card_is_its_title_and_a_link(tmp_path: Path) -> None:
    okr = (
        "---\nkind: okr\nid: okr-a\ntitle: O\ncycle: 2026-Q2\nobjectives:\n"
        "  - {id: obj-a, title: Habit, key_results: [{id: kr-a, title: K, target: 3, current: 1}, {title: L, target: 2}]}\n---\n"
    )
    page = _site(tmp_path, "![[obj-a]]", kpis=okr)["text/index.html"].decode()
    assert '<a href="../kpis/index.html#obj-a">Habit</a>' in page
    assert "record-group" not in page


def test_an_edit_of_the_value_remakes_the_page_that_shows_it(tmp_path: Path) -> None:
    before = _site(tmp_path, "We have {{m-mau}}.")["text/index.html"]
    after = _site(tmp_path, "We have {{m-mau}}.", kpis=KPIS.replace("52_300", "52_400"))["text/index.html"]
    assert b"52,300 users" in before
    assert b"52,400 users" in after
