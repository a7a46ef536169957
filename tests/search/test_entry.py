"""What a page can be found by, out of its HTML."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from pmdocs.search.entry import FIELDS, entry

_PAGE = """
<article class="spec kind-okr"><header class="head"><p class="kind">OKR</p><h1>Company goals</h1>
<ul class="chips"><li class="chip">growth</li></ul></header>
<p class="finding">Activation is behind.</p>
<section class="view"><h2 id="okr-objectives">Objectives<a class="headerlink" href="#x" aria-label="Link">#</a></h2>
<section class="objective" id="obj-habit"><h3>A weekly habit</h3><p>Wei leads.</p></section></section>
<figure class="chart"><figcaption><h2 class="chart-title" id="okr-scores-title">Scores</h2></figcaption>
<p class="chart-summary sr-only">Retention is lowest.</p><svg><text>drawn</text></svg>
<script type="application/json">{"hidden": "option"}</script></figure>
<!--nosearch--><section class="embed">elsewhere</section><!--/nosearch-->
<div class="prose"><h2 id="next">下一步</h2><p>使用<a href="x">引导</a><strong>漏斗</strong> &amp; 提醒</p></div>
<details class="formulas"><summary>How computed</summary></details>
<section class="relations"><h2>Relations</h2>other page</section></article>
"""


def _fields(html: str, title: str = "Company goals", ids: tuple[str, ...] = ()) -> dict[str, dict[str, int]]:
    found = entry(title, ids, html).words.split("\n")
    return {field: Counter(words.split()) for field, words in zip(FIELDS, found, strict=True)}


def _texts(html: str) -> list[Any]:
    texts: list[Any] = json.loads(entry("T", (), html).texts)
    return texts


def test_each_word_is_in_its_field() -> None:
    """Title, ids, headings with what stands in the head, findings, text."""
    fields = _fields(_PAGE, ids=("okr-q2", "kr-activation"))
    assert fields["title"] == {"company": 1, "goals": 1}
    whole = {"=okrq2": 1, "=kractivation": 1}
    assert fields["ids"] == {"okr": 1, "q2": 1, "kr": 1, "activation": 1} | whole
    assert {"okr", "growth", "objectives", "weekly", "habit", "scores", "下一"} <= set(fields["headings"])
    assert {"activation", "behind", "retention", "lowest"} <= set(fields["summary"])
    assert {"wei", "leads"} <= set(fields["body"])


def test_what_is_not_the_page_s_own_text_is_left_out() -> None:
    """Drawings, options, embeds of others, relations and formulas are no words of the page."""
    words = {word for field in _fields(_PAGE).values() for word in field}
    assert not words & {"drawn", "hidden", "option", "elsewhere", "relations", "other", "computed", "link"}


def test_characters_on_both_sides_of_a_link_are_neighbours() -> None:
    """Marks inside a line part no words; blocks do."""
    body = _fields(_PAGE)["body"]
    assert {"用引", "引导", "导漏", "漏斗"} <= set(body)
    assert "斗提" not in body
    assert set(_fields("<p>one</p><p>two</p>")["body"]) == {"one", "two"}


def test_sections_lead_to_their_place() -> None:
    """A heading's own id, else that of what it stands in; text without tags, on one line."""
    texts = _texts(_PAGE)
    assert [one[:2] for one in texts] == [
        ["", ""], ["okr-objectives", "Objectives"], ["obj-habit", "A weekly habit"], ["okr-scores-title", "Scores"],
        ["next", "下一步"],
    ]  # fmt: skip
    assert texts[2][2] == "Wei leads."
    assert texts[4][2] == "使用引导漏斗 & 提醒"


def test_text_that_looks_like_markup_stays_text() -> None:
    """What was escaped is shown as it was written, and opens no section."""
    assert _texts("<p>&lt;h2 id=&quot;x&quot;&gt;no&lt;/h2&gt;</p>") == [["", "", '<h2 id="x">no</h2>']]


def test_an_empty_page_has_an_entry() -> None:
    """A folder is found by its title."""
    assert _fields("", title="转化漏斗")["title"] == {"转化": 1, "化漏": 1, "漏斗": 1, "斗": 1}
    assert _texts("") == []


def test_a_table_is_read_cell_by_cell_and_that_of_a_chart_is_found_only() -> None:
    """A snippet of figures without a border between them says nothing."""
    table = "<table><thead><tr><th>Step</th><th>Users</th></tr></thead><tbody><tr><td>Install</td><td>9</td></tr></tbody></table>"
    assert _texts(table)[0][2] == "Step · Users · Install · 9"
    chart = (
        f'<p>Finding.</p><details class="chart-data"><summary>Data</summary>{table}</details><p>After.</p>'
    )
    assert _texts(chart)[0][2] == "Finding. After."
    assert {"install", "users"} <= set(_fields(chart)["body"])
