"""An article on the page of another: what is markup is rewritten, what only looks like it is not."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, strategies as st

from pmdocs.pages.transplant import Move, anchor, transplant
from pmdocs.system.boundary import Boundary
from pmdocs.theming.theme import load_theme

WORDS = load_theme(Boundary.of(Path(__file__).parents[2]), "paper").words("zh-CN")
SHOWN = {"okrs/": "4", "okrs/q2/": "4.1", "okrs/q3/": "4.2", "okrs/q3/part/": "4.2.1"}


def moved(html: str, page: str = "okrs/q2/", headings: frozenset[str] = frozenset(), depth: int = 1) -> str:
    return transplant(html, Move(page, "okrs/", WORDS, SHOWN, depth, SHOWN[page], headings))


def test_ids_and_what_refers_to_them() -> None:
    html = moved(
        '<p id="a" aria-labelledby="a b"><label for=\'x\'></label><td headers="a"></td><a href="#a">a</a>'
        '<a href="#%E7%BB%93">结</a><a href="#">up</a><g clip-path="url(#c-1)" fill="url(\'#d\')"></g>'
    )
    assert 'id="q2/a" aria-labelledby="q2/a q2/b"' in html
    assert 'for="q2/x"' in html
    assert 'headers="q2/a"' in html
    assert 'href="#q2/a"' in html
    assert 'href="#q2/%E7%BB%93"' in html
    assert 'href="#">up' in html
    assert 'clip-path="url(#q2/c-1)" fill="url(#q2/d)"' in html


def test_links_start_at_the_new_page() -> None:
    links = {
        "data.json": "q2/data.json", "../../funnels/signup/index.html#end": "../funnels/signup/index.html#end",
        "../../index.html": "../index.html", "../../files/a%20b.pdf?x=1#p2": "../files/a%20b.pdf?x=1#p2",
        "https://example.org/#a": "https://example.org/#a", "//host/x": "//host/x", "/root": "/root",
        "mailto:mia@example.org": "mailto:mia@example.org",
    }  # fmt: skip
    for old, new in links.items():
        assert moved(f'<a href="{old}">') == f'<a href="{new}">'
    assert moved('<img src="plot.svg" alt="">') == '<img src="q2/plot.svg" alt="">'


def test_links_to_what_is_on_the_page_stay_on_it_and_say_where() -> None:
    assert moved('<a href="../q3/index.html#kr">') == '<a href="#q3/kr" data-section="4.2">'
    assert moved('<a href="../q3/part/index.html">') == '<a href="#q3/part/" data-section="4.2.1">'
    assert moved('<a href="../index.html">') == '<a href="#/" data-section="4">'
    assert moved('<a href="index.html#kr">') == '<a href="#q2/kr">'


def test_what_only_looks_like_markup_stays() -> None:
    for text in (
        'id="a" href="#a" url(#a)', "&lt;h1 id=&quot;a&quot;&gt;", '<p title=\'x id="a" href="../q3/"\'>t</p>',
        '<p title="&lt;a id=&quot;b&quot;&gt; href=#x url(#a)" data-id="a" hidden>t</p>', '<!-- <h1 id="a"> -->',
        '<script type="application/json">{"id":"<h1 id=\\"a\\">"}</script>', '<img alt="a > b id=c">',
        '<text font-size="12">id="x"</text>', '<path d="M0 0"/>',
    ):  # fmt: skip
        assert moved(text) == text


def test_headings_go_deeper_and_are_numbered_where_the_contents_name_them() -> None:
    html = moved(
        '<h1>T</h1><h2 id="a">A</h2><figure class="chart" id="b"><figcaption><h2 id="b-title">B</h2></figcaption></figure>'
        "<h2>R</h2><h3>S</h3>",
        headings=frozenset({"a", "b"}),
    )
    assert '<h2><span class="number">4.1</span> T</h2>' in html
    assert '<h2 aria-level="3" id="q2/a"><span class="number">4.1.1</span> A</h2>' in html
    assert '<h2 aria-level="3" id="q2/b-title"><span class="number">4.1.2</span> B</h2>' in html
    assert '<h2 aria-level="3">R</h2><h3 aria-level="4">S</h3>' in html
    assert '<p class="caption-number">图 1</p>' in html


def test_on_its_own_page_an_article_is_numbered_and_nothing_else() -> None:
    text = '<h1>T</h1><p id="a/b"><a href="../x/index.html#c">x</a></p>'
    own = Move("okrs/q2/", "okrs/q2/", WORDS, number="4.1")
    assert transplant(text, own) == text.replace("<h1>", '<h1><span class="number">4.1</span> ')


def test_landmarks_of_different_pages_have_different_names() -> None:
    assert moved('<section aria-labelledby="r" class="a">') == '<section class="a">'
    assert moved('<section aria-label="Q2">') == '<section aria-label="4.1 Q2">'
    assert moved('<div role="region" aria-label="Data">') == '<div role="region" aria-label="4.1 Data">'
    assert moved('<div role="img" aria-label="Data">') == '<div role="img" aria-label="Data">'


def test_tables_are_counted_but_not_those_behind_charts() -> None:
    behind = '<details class="chart-data"><table><tr></tr></table></details>'
    assert moved(behind) == behind
    html = moved(f"{behind}<table><tr></tr></table><table><caption>Named</caption></table>")
    assert html.count("<caption>") == 2
    assert '<table><caption><span class="caption-number">表 1</span></caption>' in html


IDS = st.text(st.sampled_from("ab/ .结%"), min_size=1, max_size=6)
PLACES = st.sampled_from(["", "q2/", "q2/a/", "a b/", "a-b/", "a%20b/", "结/", "(x)/"])


@given(st.lists(st.tuples(PLACES, IDS), unique=True, max_size=30))
def test_no_two_ids_become_one(ids: list[tuple[str, str]]) -> None:
    pages = {f"okrs/{place}" for place, _ in ids}
    made = [anchor("okrs/", f"okrs/{place}", id_) for place, id_ in ids]
    made += [anchor("okrs/", page) for page in pages if page != "okrs/"]
    assert len(set(made)) == len(made)


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@given(st.text(st.sampled_from("<>\"'=/ #&ahid;(url)"), max_size=40))
def test_any_text_comes_through_as_it_was(text: str) -> None:
    html = f'<p id="a" title="{escape(text)}" lang="en">{escape(text)}</p><a href="#a">b</a>'
    new = moved(html)
    assert new == html.replace('id="a"', 'id="q2/a"', 1).replace('href="#a">b', 'href="#q2/a">b')
    assert Tags(new).found[0] == ("p", {"id": "q2/a", "title": text, "lang": "en"})
