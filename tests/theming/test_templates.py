"""The templates of the base theme: order, escaping, both languages, nothing that a strict CSP refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, get_args

import pytest
from markupsafe import Markup

from pmdocs.sdk import Width
from tests.theming.samples import HOSTILE, THEME, article, figure, page, problem

LANGUAGES = ("en", "zh-CN")
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "rect", "circle"}


class Outline(HTMLParser):
    """Collects tags with their attributes and checks that they nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def having(self, name: str) -> Iterator[str]:
        return (attributes[name] for _, attributes in self.tags if name in attributes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_nests_and_has_each_id_once(lang: str) -> None:
    found = Outline(page(lang, article(lang)))
    assert found.open == []
    ids = list(found.having("id"))
    assert sorted(ids) == sorted(set(ids))
    assert ("html", {"lang": lang}) in found.tags
    assert [tag for tag, _ in found.tags].count("h1") == 1
    assert set(found.having("aria-labelledby")) <= set(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_holds_nothing_that_its_policy_refuses(lang: str) -> None:
    found = Outline(page(lang, article(lang)))
    inline = [a for tag, a in found.tags if tag == "script" and "src" not in a]
    assert inline == [{"type": "application/json", "class": "chart-option"}]
    assert not [tag for tag, a in found.tags if tag == "style" or "style" in a]
    assert not [name for _, a in found.tags for name in a if name.startswith("on")]
    addresses = [*found.having("href"), *found.having("src")]
    assert addresses
    assert not [address for address in addresses if "//" in address]


def test_the_policy_comes_before_anything_it_governs() -> None:
    html = page()
    policy = html.index("Content-Security-Policy")
    assert policy < html.index("<script") < html.index('rel="stylesheet"')
    for rule in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ):
        assert rule in html


def test_titles_are_text() -> None:
    label = {"label": HOSTILE, "value": HOSTILE, "note": HOSTILE, "tone": "", "formula": ""}
    body = article(
        title=HOSTILE, summary=HOSTILE, tags=[HOSTILE], tiles=[label], problems=[problem(message=HOSTILE)]
    )
    html = page(body=body, title=HOSTILE, description=HOSTILE, owner=HOSTILE)
    assert "<script>alert" not in html + figure(title=HOSTILE, summary=HOSTILE)
    assert not list(Outline(html).having("onload"))


def test_the_finding_comes_first_and_relations_last() -> None:
    html = article()
    order = [
        "<h1>", 'class="notes"', 'class="finding"', 'class="tiles"', 'class="chart"', "<table><tr>", "Prose.",
        'class="formulas"', 'class="relations"',
    ]  # fmt: skip
    places = [html.index(mark) for mark in order]
    assert places == sorted(places)


def test_errors_stand_in_the_place_of_the_views() -> None:
    error = problem("error", code="E-RATE", message="45 is no rate", frame="14 | rate: 45\n   |       ^")
    html = article(errors=[error], problems=[], allowed=[])
    for shown in (
        "45 is no rate",
        "join the segments",
        "growth/signup.md:31:12",
        "E-RATE",
        "14 | rate: 45\n",
    ):
        assert shown in html
    for hidden in ('class="chart', 'class="tiles"', 'class="finding"', 'class="formulas"', 'class="notes"'):
        assert hidden not in html
    assert "Prose." in html


def test_problems_without_hint_and_frame() -> None:
    assert "problem-hint" not in article(problems=[problem(hint=None)])


@pytest.mark.parametrize(("problems", "words"), [([problem()], "2 notes"), ([], "1 note ")])
def test_notes_are_counted_in_words(problems: list[dict[str, str]], words: str) -> None:
    assert words in article(problems=problems)


def test_a_page_without_anything_to_say_has_no_empty_parts() -> None:
    lists = ("meta", "tags", "tiles", "views", "problems", "allowed", "formulas")
    nothing: dict[str, Any] = {
        **dict.fromkeys(lists, ()),
        "summary": "",
        "prose": "",
        "data_href": "",
        "relations": None,
        "draft": False,
    }
    html = article(**nothing)
    assert not re.findall(r"<(dl|ul|section|details|p)\b", html.replace('<p class="kind">', ""))


def test_a_chart_brings_its_own_heading_and_a_table_gets_one() -> None:
    html = article()
    assert re.findall(r"<h2[^>]*>(.*?)<a", html) == ["Sign-ups", "All steps"]
    assert 'id="signup-steps"' in html


def test_a_chart_does_not_show_the_finding_again() -> None:
    summary = r'<p class="chart-summary([ \w-]*)">Registration loses most.</p>'
    assert re.findall(summary, figure()) == [""]
    assert re.findall(summary, figure(said=True)) == [" sr-only"]


def test_a_figure_keeps_its_contract_with_the_chart_script() -> None:
    found = Outline(figure("zh-CN"))
    by_class = {a["class"]: a for _, a in found.tags if "class" in a}
    assert by_class["chart"] == {"class": "chart", "id": "signup-funnel", "data-lang": "zh-CN"}
    box = by_class["chart-box"]
    assert (box["tabindex"], box["data-wide-height"], box["data-narrow-height"]) == ("0", "380", "320")
    assert {"chart-wide", "chart-narrow", "chart-option", "chart-data"} <= set(by_class)
    assert sorted(found.having("data-chart-action")) == ["full", "link", "png", "svg"]


def test_a_figure_without_a_narrow_picture_scrolls() -> None:
    html = figure(narrow="")
    assert 'class="chart chart-scrolls"' in html
    assert "chart-narrow" not in html


@pytest.mark.parametrize("width", get_args(Width))
def test_the_outline_needs_two_headings_at_every_width(width: str) -> None:
    assert 'class="outline"' in page(width=width)
    assert 'class="outline"' not in page(width=width, toc=[{"level": 2, "id": "a", "text": "A"}])
    assert f'<body class="{width}"' in page(width=width)


def test_addresses_for_the_public_need_a_public_address() -> None:
    assert "og:" not in page()
    html = page(canonical="https://example.org/growth/signup/")
    assert '<link rel="canonical" href="https://example.org/growth/signup/">' in html
    assert '<meta property="og:title" content="Sign-up">' in html


def test_navigation_marks_where_one_is() -> None:
    found = Outline(page())
    assert [a["href"] for tag, a in found.tags if tag == "a" and a.get("aria-current") == "page"] == [
        "index.html"
    ]
    assert next(a for _, a in found.tags if a.get("aria-current") == "true")["lang"] == "en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_template_renders_with_nothing_to_show(lang: str) -> None:
    t = THEME.words(lang)
    empty: dict[str, object] = {
        "title": "Growth",
        "html": "",
        "problems": [],
        "cards": [],
        "groups": [],
        "description": "",
        "relations": None,
        "draft": False,
    }
    empty |= {"vision": "", "tags": [], "dashboard": "", "empty": True}
    for name in ("page.html", "section.html", "home.html"):
        assert "Growth" in THEME.render(name, it=empty, t=t)
    assert t["section.empty"] in THEME.render("section.html", it=empty, t=t)
    assert t["missing.text"] in THEME.render(
        "404.html", site={"name": "S", "home_href": "index.html"}, t=t, others=()
    )
    embed = {
        "kind": {"id": "okr", "name": "OKR", "icon": ""},
        "title": "Q4",
        "href": "q4/index.html",
        "html": Markup("<b>v</b>"),
    }
    assert "<b>v</b>" in THEME.render("embed.html", it=embed, t=t)
    assert "<b>v</b>" not in THEME.render("embed.html", it=embed | {"errors": [problem("error")]}, t=t)


def test_cards_show_what_is_known() -> None:
    bare = {
        "title": "Notes",
        "href": "notes/index.html",
        "kind_name": "",
        "icon": "",
        "status": "",
        "summary": "",
        "updated": "",
    }
    full = bare | {
        "kind_name": "Funnel",
        "status": "review",
        "summary": "A third leaves.",
        "updated": "2026年6月20日",
    }
    t = THEME.words("zh-CN")
    assert "card-foot" not in THEME.macro("cards.html", "card", t)(bare)
    shown = THEME.macro("cards.html", "card", t)(full)
    assert all(text in shown for text in ("Funnel", "评审中", "A third leaves.", "更新于 2026年6月20日"))
