"""Indexes of folders, the home page, tags, and lists that an author places: what is on them, and what is not asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from jinja2 import Environment

from pmdocs.commands.scaffold import scaffold
from pmdocs.engine.site_files import SiteFiles
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.pipeline import Project, load
from tests.incremental.stand_ins import _compile as compile_once

Site = Callable[[Mapping[str, str]], SiteFiles]


def funnel(name: str, **more: str) -> str:
    fields = {"status": "approved", "updated": "2026-06-01", "source": "x", **more}
    rest = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
    return f"---\nkind: funnel\nid: f-{name}\ntitle: Funnel {name}\nsteps: [In, Out]\ncounts: [900, 300]\n{rest}---\n"


def page(title: str, text: str = "", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n\n{text}\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a function that writes a small site and loads it."""
    monkeypatch.setattr(Environment, "compile", compile_once)

    def write(files: Mapping[str, str]) -> SiteFiles:
        for name, text in {"pmdocs.yml": "site_name: A\ntoday: 2026-06-24\n", **files}.items():
            file = tmp_path / "site" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return load(Project.open(tmp_path / "site"))

    return write


def text_of(files: SiteFiles, path: str) -> str:
    html = files[path].decode()
    return html[html.index("<main") : html.index("</main>")]


def rows(html: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a [^>]*>([^<]*)</a>', html)


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("kind", kind_ids())
def test_a_folder_of_examples_is_shown_as_the_kind_says(kind: str, lang: str, site: Site) -> None:
    loaded = load_kind(kind)
    texts = {f"content/folder/{name}.md": scaffold(loaded, name, name, lang) for name in ("one", "two")}
    files = site({"pmdocs.yml": f"site_name: A\nlang: {lang}\ntoday: 2026-06-24\n", **texts})
    words = loaded.words(lang)
    html = text_of(files, "folder/index.html")
    assert f"<h1>{words['plural']}</h1>" in html
    assert html.count("data-item") == 2
    assert 'class="panel' in text_of(files, "index.html")
    assert not re.findall(r"<p>\s*</p>|<li>\s*</li>|None|Undefined", html)


def test_a_mixed_folder_has_cards_by_kind_and_one_that_is_mostly_of_a_kind_is_of_that_kind(
    site: Site,
) -> None:
    files = site({
        **{f"content/mixed/a{n}.md": funnel(f"a{n}") for n in range(4)},
        **{f"content/mixed/b{n}.md": page("Note") for n in range(4)},
        "content/few/a.md": funnel("few"), "content/few/b.md": page("Note"),
        "content/most/a.md": funnel("c"), "content/most/b.md": funnel("d"), "content/most/e.md": page("Readme"),
        "content/most/sub/x.md": page("Deep"),
    })  # fmt: skip
    mixed, most = text_of(files, "mixed/index.html"), text_of(files, "most/index.html")
    assert re.findall(r'<h2 id="group-([\w-]+)"', mixed) == ["page", "funnel"]
    assert "data-item" not in mixed
    assert rows(most) == ["Funnel c", "Funnel d"]
    assert 'id="group' not in most  # a folder and a page beside the register need no headings
    few = text_of(files, "few/index.html")
    assert 'id="group' not in few
    assert 'class="kind"' in few


def test_a_spec_with_errors_is_named_and_does_not_stop_the_index(site: Site) -> None:
    files = site({"content/f/a.md": funnel("a"), "content/f/b.md": funnel("b", counts="[1]")})
    html = text_of(files, "f/index.html")
    assert rows(html) == ["Funnel a"]
    assert re.search(r'<ul class="refusals bare"><li><a href="b/index.html">', html)


def test_a_long_folder_opens_few_files_and_names_all(site: Site) -> None:
    files = site({f"content/f/n{n:03}.md": funnel(f"n{n:03}") for n in range(210)})
    html = text_of(files, "f/index.html")
    assert len(rows(html)) == 210 + 12
    assert len(files.results._computed) == 12


def test_the_home_page_opens_few_of_each_kind(site: Site) -> None:
    files = site({
        **{f"content/f/n{n:03}.md": funnel(f"n{n:03}", updated=f"2026-05-{n % 28 + 1:02}") for n in range(60)},
        "content/f/new.md": funnel("new", updated="2026-06-20"),
        "content/f/old.md": funnel("old", updated="2026-06-21", status="archived"),
    })  # fmt: skip
    html = text_of(files, "index.html")
    assert len(files.results._computed) == 6
    assert html.index("Funnel new") < html.index("Funnel n027")
    assert "Funnel old" not in html
    assert 'href="f/index.html">All 62<' in html


def test_an_empty_site_says_what_to_do(site: Site) -> None:
    html = text_of(site({"content/.keep": ""}), "index.html")
    assert 'pmdocs new okr "' in html


def test_an_author_places_the_dashboard_or_a_part_of_it(site: Site) -> None:
    base = {"content/f/a.md": funnel("a"), "content/n/b.md": page("Note", more="updated: 2026-06-02\n")}
    whole = text_of(site(base | {"content/index.md": page("Hi", "Words.\n\n![[home]]")}), "index.html")
    assert whole.index("Words.") < whole.index('class="metrics') < whole.index('id="panel-funnel"')
    assert whole.index('id="panel-funnel"') < whole.index('id="panel-recent"')
    part = text_of(site(base | {"content/index.md": page("Hi", "![[home#recent]]")}), "index.html")
    assert 'id="panel-recent"' in part
    assert 'id="panel-funnel"' not in part
    assert "Hi" not in re.findall(r'<ol class="recent.*?</ol>', part, re.DOTALL)[0]


@pytest.mark.parametrize(
    ("front", "body", "heading", "panels"),
    [
        ("", "Words.", "Grow", 1),
        ("home: no\n", "Words.", "Hi", 0),
        ("", "![[home]]", "Grow", 1),
        ("", "![[home#recent]]", "Grow", 0),
        ("", "![[home#vision]]", "Hi", 0),
    ],
)
def test_the_overview_follows_by_itself_unless_the_author_says_otherwise(
    site: Site, front: str, body: str, heading: str, panels: int
) -> None:
    plan = "---\nkind: roadmap\nid: rm\ntitle: Plan\nvision: Grow\nitems: [{id: a, title: A, horizon: now}]\n---\n"
    html = text_of(
        site({"content/r/a.md": plan, "content/index.md": page("Hi", body, more=front)}), "index.html"
    )
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", html) == [heading]
    assert html.count("Grow</h") == (not front)
    assert html.count('id="panel-roadmap"') == panels
    assert ("Words." in html) == (body == "Words.")


def test_a_site_of_plain_pages_has_no_overview_below_its_text(site: Site) -> None:
    html = text_of(
        site({"content/index.md": page("Hi", "Words."), "content/n/b.md": page("Note")}), "index.html"
    )
    assert 'class="dash' not in html


def test_what_is_furthest_behind_stands_first_and_alone(site: Site) -> None:
    okr = (
        "---\nkind: okr\nid: {id}\ntitle: Goals\ncycle: 2026-Q2\nas_of: 2026-06-20\n"
        "objectives:\n  - title: {id} aim\n    key_results: [{{title: K, start: 0, target: 10, current: {now}}}]\n---\n"
    )
    files = {f"content/o/{id_}.md": okr.format(id=id_, now=now) for id_, now in (("some", 3), ("most", 1))}
    html = text_of(site(files), "index.html")
    assert re.findall(r'<p class="attention">.*?>(\w+ aim)</a>', html) == ["most aim"]


def test_an_author_places_a_list(site: Site) -> None:
    files = site({
        "content/f/a.md": funnel("a", owner="Mia", tags="[new]"), "content/f/b.md": funnel("b", status="draft"),
        "content/n/index.md": page("Notes", "![[list]]\n\nAfter."), "content/n/x.md": page("X"),
        "content/all.md": page("All", "![[list#funnel|status: approved]]"),
        "content/new.md": page("New", "![[list|tag: NEW, owner: mia]]"),
        "content/none.md": page("None", "![[list#funnel|tag: nothing]]"),
    })  # fmt: skip
    assert not files.all_problems()
    notes = text_of(files, "n/index.html")
    assert notes.index('href="x/index.html"') < notes.index("After.")
    assert notes.count('href="x/index.html"') == 1
    assert rows(text_of(files, "all/index.html")) == ["Funnel a"]
    assert rows(text_of(files, "new/index.html")) == ["Funnel a"]
    assert 'class="empty"' in text_of(files, "none/index.html")


def test_a_page_called_home_is_embedded_as_ever(site: Site) -> None:
    files = site(
        {"content/f/a.md": funnel("a").replace("f-a", "home"), "content/x.md": page("X", "![[home]]")}
    )
    assert 'class="embed kind-funnel"' in text_of(files, "x/index.html")


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("![[home#recnt]]", "E-REF", "recent"),
        ("![[list#funel]]", "E-REF", "funnel"),
        ("![[list|folder: funels]]", "E-LINK", "funnels"),
        ("![[list|state: draft]]", "E-FIELD", "status"),
        ("![[list|most: few]]", "E-FIELD", "most: 5"),
        ("[[home]]", "E-REF", ""),
    ],
)
def test_a_list_that_cannot_be_is_told_with_its_place(written: str, code: str, hint: str, site: Site) -> None:
    files = site({"content/funnels/a.md": funnel("a"), "content/x.md": page("X", f"Text.\n\n{written}")})
    (problem,) = files.all_problems()
    assert (problem.path, problem.line, problem.column, problem.code) == ("content/x.md", 7, 1, code)
    assert hint in str(problem.hint)


def test_tags_have_pages_in_each_language_that_uses_them(site: Site) -> None:
    files = site({
        "content/f/a.md": funnel("a", tags="[Growth, C++]"), "content/b.md": page("B", more="tags: [growth]\n"),
        "content/b.zh-CN.md": page("乙", more="tags: [增长]\n"),
    })  # fmt: skip
    tag = text_of(files, "tags/growth/index.html")
    assert sorted(rows(tag)) == ["B", "Funnel a"]
    assert 'href="growth/index.html"' in text_of(files, "tags/index.html")
    assert rows(text_of(files, "zh-CN/tags/增长/index.html")) == ["乙"]
    assert 'href="../../tags/growth/index.html">Growth</a>' in text_of(files, "f/a/index.html")
    assert 'href="../tags/growth/index.html">growth</a>' in text_of(files, "b/index.html")
    assert "tags/index.html" not in list(site({"content/b.md": page("B")}).site.tree)


def test_without_tags_there_is_no_page_of_them(site: Site) -> None:
    files = site({"content/b.md": page("B")})
    assert not [url for url in files.site.tree if "tags" in url]


def test_the_author_s_own_page_comes_before_that_of_a_tag(site: Site) -> None:
    files = site({
        "content/b.md": page("B", more="tags: [growth, other]\n"), "content/tags/growth.md": page("All about growth"),
        "content/tags/index.md": page("My tags", "Own words."),
    })  # fmt: skip
    assert "<h1>All about growth</h1>" in text_of(files, "tags/growth/index.html")
    assert "Own words." in text_of(files, "tags/index.html")
    assert rows(text_of(files, "tags/other/index.html")) == ["B"]


def test_a_day_and_an_owner_reach_the_lists_that_name_them(site: Site) -> None:
    texts = {"content/f/a.md": funnel("a", owner="Mia"), "content/f/b.md": funnel("b", owner="Wei")}
    html = text_of(site(texts), "f/index.html")
    assert re.findall(r'data-owner="(\w*)"', html) == ["Mia", "Wei"]
    assert re.findall(r'data-value="(2026[^"]*)"', html) == ["2026-06-01", "2026-06-01"]
