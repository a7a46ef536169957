"""What a page asked decides whether it is made again: patterns, absence, and answers that stay the same."""

from __future__ import annotations

import pytest

from pmdocs.commands.build import why
from pmdocs.engine.results import TracedResults
from pmdocs.incremental.tracing import QUESTIONS, Answers
from pmdocs.pipeline import Project, build, load
from pmdocs.system.codec import decoded, encoded
from tests.incremental.conftest import Site

OKR = """---
kind: okr
id: okr-{id}
title: OKR {id}
cycle: 2026-Q2
source: analytics
objectives:
  - id: obj-{id}
    title: {title}
    {parent}key_results:
      - {{id: kr-{id}, title: Count of {id}, start: 1, current: 2, target: 3}}
---
"""


def page(title: str, prose: str = "Text.", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n\n{prose}\n"


def okr(id_: str, title: str = "Habit", parent: str = "") -> str:
    return OKR.format(id=id_, title=title, parent=f"parent: {parent}\n    " if parent else "")


def pages(count: int) -> dict[str, str | None]:
    return {f"content/notes/n{n:02}.md": page(f"Note {n:02}") for n in range(count)}


def test_one_edit_among_sixty_pages_makes_one_page(site: Site) -> None:
    site.build(pages(60))
    built = site.build({"content/notes/n30.md": page("Note 30", "Other text.")})
    assert built.reasons == {"notes/n30/": ("prose", "content/notes/n30.md")}
    assert (site.rendered, site.framed) == (["notes/n30/"], ["notes/n30/"])
    assert site.built() == site.clean()


def test_nothing_changed_makes_nothing(site: Site) -> None:
    site.build(pages(5))
    built = site.build()
    assert (built.reasons, site.rendered, site.framed) == ({}, [], [])
    assert site.built() == site.clean()


def test_a_new_page_has_no_other_reason(site: Site) -> None:
    site.build(pages(3))
    assert site.build({"content/other.md": page("Z")}).reasons["other/"] == ("new",)


def test_a_title_changes_the_shells_of_neighbours_and_not_their_articles(site: Site) -> None:
    site.build(
        {
            **pages(6),
            "content/index.md": page("Home"),
            "content/far/one.md": page("One"),
            "content/far/two.md": page("Two"),
        }
    )
    built = site.build({"content/notes/n03.md": page("Note 03b")})
    # The page itself, and its folder, whose article lists it.
    assert sorted(site.rendered) == ["notes/", "notes/n03/"]
    assert sorted(site.framed) == ["notes/", *(f"notes/n{n:02}/" for n in range(6))]
    assert built.reasons["notes/n05/"][0] == "level"
    assert not {"", "far/", "far/one/", "far/two/"} & set(built.reasons)
    assert site.built() == site.clean()


def test_prose_of_a_linked_page_stops_there_and_its_title_does_not(site: Site) -> None:
    site.build(
        {"content/a/x.md": page("X", "See [[target]]."), "content/b/y.md": page("Y", more="id: target\n")}
    )
    assert set(site.build({"content/b/y.md": page("Y", "New text.", "id: target\n")}).reasons) == {"b/y/"}
    built = site.build({"content/b/y.md": page("Z", "New text.", "id: target\n")})
    assert built.reasons["a/x/"] == ("entry", "en", "target")
    assert "Z</a>" in (site.output / "a/x/index.html").read_text(encoding="utf-8")


def test_what_is_not_there_is_asked_for_too(site: Site) -> None:
    site.build({"content/a/x.md": page("X", "See [[later]].")})
    built = site.build({"content/b/y.md": page("Y", more="id: later\n")})
    assert built.reasons["a/x/"] in {("entry", "en", "later"), ("document", "content/a/x.md", "content-a-x")}
    assert not built.problems
    assert site.built() == site.clean()
    site.build({"content/b/y.md": None})
    assert site.built() == site.clean()


def test_a_missing_file_is_asked_for_too(site: Site) -> None:
    site.build({"content/a/x.md": page("X", "See [y](y.md) and [i](i.svg).")})
    built = site.build({"content/a/y.md": page("Y"), "content/a/i.svg": "<svg/>"})
    assert "a/x/" in built.reasons
    assert not built.problems
    assert site.built() == site.clean()


def test_all_of_a_kind_is_a_question_that_a_new_one_answers_otherwise(site: Site) -> None:
    site.build({"content/okrs/company.md": okr("company"), "content/far/page.md": page("P")})
    # Nothing refers to the company's page but the parent of the new objective, which its page looks for.
    built = site.build({"content/teams/growth.md": okr("growth", "Signup", "obj-company")})
    assert built.reasons["okrs/company/"] == ("all", "en", "objective")
    assert "far/page/" not in {url for url in built.reasons if url in site.rendered}
    assert site.built() == site.clean()


def test_only_who_opens_a_spec_asks_what_it_says(site: Site) -> None:
    site.build({
        "content/okrs/company.md": okr("company"), "content/okrs/growth.md": okr("growth", "Up", "obj-company"),
        "content/a/x.md": page("X", "See [[okr-growth]]."),
    })  # fmt: skip
    built = site.build(
        {"content/okrs/growth.md": okr("growth", "Up", "obj-company").replace("target: 3", "target: 4")}
    )
    assert "a/x/" not in built.reasons
    assert built.reasons["okrs/company/"][0] == "model"
    assert site.built() == site.clean()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("stale_after: 10\n", "W-STALE"),
        ("validation: {anchors: error}\n", "E-ANCHOR"),
        ("site_url: https://a.example/\n", ""),
    ],
)
def test_settings_are_a_question(site: Site, setting: str, said: str) -> None:
    funnel = "kind: funnel\nid: f\nsource: x\nas_of: 2026-05\nsteps: [A, B]\ncounts: [2, 1]\n"
    site.build(
        {
            "content/f.md": page("F", "See [there](#nowhere).", funnel),
            "content/g.md": page("G", "", funnel.replace("f\n", "g\n")),
        }
    )
    built = site.build({"pmdocs.yml": f"site_name: A\ntoday: 2026-06-24\n{setting}"})
    assert not said or said in {p.code for p in built.problems}
    assert site.built() == site.clean()


def test_the_date_makes_again_what_asks_for_it(site: Site) -> None:
    spec = "kind: funnel\nid: f\nsource: x\nas_of: 2026-05\nsteps: [A, B]\ncounts: [2, 1]\n"
    site.build({"content/f.md": page("F", "", spec)})
    built = site.build({"pmdocs.yml": "site_name: A\ntoday: 2027-06-24\n"})
    assert "W-STALE" in {p.code for p in built.problems}
    assert site.built() == site.clean()


def test_questions_survive_being_stored(site: Site) -> None:
    site.write({"content/x.md": page("X", "See [[y]].")})
    desk = TracedResults(site.load().results)
    desk.lookup("en").get("y")
    desk.lookup("en").all("okr")
    desk.lookup("en").backlinks("x")
    desk.site.around("x/")
    assert set(desk.dependencies) == {
        ("entry", "en", "y"),
        ("all", "en", "okr"),
        ("backlinks", "en", "x"),
        ("around", "x/"),
    }
    assert decoded(Answers, encoded(desk.asked())) == desk.asked()


def test_an_answer_is_the_same_in_another_process_and_state(site: Site) -> None:
    site.write({**pages(3), "content/okr.md": okr("company")})
    desk = TracedResults(site.load().results)
    desk.lookup("en").all("objective")
    desk.site.children("notes/")
    site.write({"content/notes/n01.md": page("Note 01", "Other.")})
    assert site.load().results.answers.changed(desk.asked()) is None
    site.write({"content/notes/n01.md": page("Other")})
    assert site.load().results.answers.changed(desk.asked()) == ("children", "notes/")


@pytest.mark.parametrize(
    "name", ["more.html", "_more.html", "parts/more.html", "parts/deep/_more.html", "more.svg", "more"]
)
def test_a_template_is_whatever_another_one_takes_in(site: Site, name: str) -> None:
    theme = {
        "themes/own/theme.yml": "name: own\nextends: base\n",
        f"themes/own/templates/{name}": "<i>one</i>",
    }
    takes = '<p>{{ it.title }}{% include "' + name + '" %}</p>'
    site.build(
        {
            **pages(2),
            **theme,
            "themes/own/templates/page.html": takes,
            "pmdocs.yml": "site_name: A\ntheme: own\n",
        }
    )
    assert b"<i>one</i>" in site.built()["notes/n00/index.html"]
    built = site.build({f"themes/own/templates/{name}": "<i>two</i>"})
    assert b"<i>two</i>" in site.built()["notes/n00/index.html"]
    assert built.reasons["notes/n00/"] == ("templates",)
    assert site.built() == site.clean()


def test_another_language_of_the_site_pairs_pages_anew(site: Site) -> None:
    texts = {
        "content/a.md": page("A", more="updated: 2026-06-01\n"),
        "content/a.zh-CN.md": page("甲", more="updated: 2026-06-20\n"),
    }
    site.build(texts)
    for lang in ("zh-CN", "en", "zh-CN"):
        built = site.build({"pmdocs.yml": f"site_name: A\ntoday: 2026-06-24\nlang: {lang}\n"})
        fresh = build(load(Project.open(site.folder)), site.folder.parent / "fresh", keep_going=True)
        assert built.problems == fresh.problems
        assert site.built() == site.clean()


def test_of_two_with_one_id_it_is_the_one_that_was_read(site: Site) -> None:
    child = okr("growth", "Up", "obj-company")
    site.build(
        {"content/okrs/company.md": okr("company"), "content/okrs/g1.md": child, "content/okrs/g2.md": child}
    )
    for name in ("g1", "g2"):
        for current in ("2.5", "2.9"):
            site.build({f"content/okrs/{name}.md": child.replace("current: 2", f"current: {current}")})
            assert site.built() == site.clean()


def test_of_two_fences_with_one_id_each_is_its_own(site: Site) -> None:
    fence = "```funnel\nid: f\nsteps: [A, B]\ncounts: {counts}\nsource: x\n```\n"
    for one, other in (("[4, 1]", "[4, 2]"), ("[4, 3]", "[4, 2]"), ("[4, 3]", "[4, 4]")):
        prose = fence.format(counts=one) + "\nText.\n\n" + fence.format(counts=other)
        site.build({"content/a.md": page("A", prose), "content/b.md": page("B", "![[f]]")})
        assert site.built() == site.clean()


def dated(title: str, day: str, tags: str = "a") -> str:
    return page(title, more=f"updated: {day}\ntags: [{tags}]\nowner: Mia\n")


def test_a_list_is_made_again_when_who_keeps_a_page_or_its_day_changes(site: Site) -> None:
    texts = {f"content/notes/n{n}.md": dated(f"Note {n}", f"2026-06-0{n}") for n in range(1, 4)}
    site.build(texts | {"content/x.md": page("X", "![[list|tag: a, most: 2]]")})
    built = site.build({"content/notes/n1.md": dated("Note 1", "2026-06-20")})
    assert {"", "x/"} <= set(built.reasons)
    assert site.built() == site.clean()
    built = site.build({"content/notes/n2.md": dated("Note 2", "2026-06-02").replace("Mia", "Wei")})
    assert "tags/a/" in built.reasons
    assert site.built() == site.clean()


def test_a_list_stays_when_what_it_does_not_show_changes(site: Site) -> None:
    texts = {f"content/notes/n{n}.md": dated(f"Note {n}", f"2026-06-0{n}") for n in range(1, 4)}
    site.build(texts | {"content/x.md": page("X", "![[list|tag: a, most: 2]]")})
    built = site.build({"content/notes/n3.md": dated("Note 3", "2026-06-03") + "\nMore text.\n"})
    assert set(built.reasons) == {"notes/n3/"}
    assert site.built() == site.clean()


def test_a_tag_comes_and_goes_with_its_pages(site: Site) -> None:
    site.build({"content/n.md": dated("N", "2026-06-01"), "content/m.md": page("M")})
    built = site.build({"content/m.md": dated("M", "2026-06-01", "a, b")})
    assert "tags/b/index.html" in site.built()
    assert "tags/a/" in built.reasons
    assert site.built() == site.clean()
    site.build({"content/m.md": page("M"), "content/n.md": page("N")})
    assert not [path for path in site.built() if path.startswith("tags/")]
    assert site.built() == site.clean()


def test_every_question_has_its_reason_in_words() -> None:
    """Whatever makes a page again, ``--explain`` can say it."""
    assert {"entry", "listed", "last_change", "place"} <= QUESTIONS.keys()
    for question in QUESTIONS:
        assert why((question, "content/a.md", "b")).en
