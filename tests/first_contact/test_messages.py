"""What is said of what people write: one cause one message, and words whose meaning is certain are read."""

from __future__ import annotations

import re

import pytest

from pmdocs.diagnostics.problem import Problem
from pmdocs.kinds import kind_ids, load_kind, meant_kind
from pmdocs.kinds.competitor_matrix.model import Rating
from pmdocs.kinds.journey_map.emotion import Emotion
from pmdocs.pages.notes import grouped
from pmdocs.values.options import meant_option
from pmdocs.values.suggestions import nearest_ids
from tests.first_contact.conftest import Load, Told

STATUSES = ("idea", "planned", "in-progress", "done", "paused", "dropped")
FUNNEL = "---\nkind: funnel\nid: f\ntitle: F\nsteps: [{name: A, count: 300}, {name: B, count: 200}]\n---\n"


def _roadmap(item: str, name: str = "rm") -> str:
    return f"---\nkind: roadmap\nid: {name}\ntitle: R\nitems:\n  - {{id: {name}-a, title: A, {item}}}\n---\n"


def _errors(problems: list[Problem]) -> list[Problem]:
    return [p for p in problems if p.code.startswith("E-")]


@pytest.mark.parametrize(
    ("word", "option"),
    [
        ("Planned", "planned"), ("IN PROGRESS", "in-progress"), ("in_progress", "in-progress"), ("todo", "planned"),
        ("released", "done"), ("Done.", "done"), ("规划中", "planned"), ("进行中", "in-progress"), ("已完成", "done"),
        ("on hold", "paused"), ("cancelled", "dropped"), ("backlog", "idea"), ("at risk", None), ("blocked", None),
        ("TBD", None), ("plannd", None), (3, None), (None, None), ("planned", None),
    ],
)  # fmt: skip
def test_words_that_mean_an_option_are_read(word: object, option: str | None) -> None:
    assert meant_option(word, STATUSES) == option


@pytest.mark.parametrize(
    "item",
    ["horizon: 现在", "horizon: NOW", "horizon: next, status: To do", "horizon: later, status: 规划中"],
)
def test_they_are_read_in_a_spec(told: Told, item: str) -> None:
    assert not _errors(told({"content/rm.md": _roadmap(item)}))


@pytest.mark.parametrize("word", ["at risk", "blocked", "TBD", "🤷"])
def test_a_word_without_an_option_is_answered_with_those_there_are(told: Told, word: str) -> None:
    (problem,) = _errors(told({"content/rm.md": _roadmap(f"horizon: now, status: {word}")}))
    assert all(option in problem.message.en for option in STATUSES)


@pytest.mark.parametrize("id_", kind_ids())
def test_a_kind_is_known_by_its_names(id_: str) -> None:
    labels = load_kind(id_).labels
    names = [
        id_.upper(),
        id_.replace("-", " "),
        id_.replace("-", "_"),
        f"{id_}s",
        labels["name"].en,
        labels["name"].zh,
    ]
    assert [meant_kind(name, kind_ids()) for name in names] == [id_] * len(names)
    assert meant_kind("funel", kind_ids()) == "funel"


@pytest.mark.parametrize(
    ("raw", "value"),
    [("happy", 1), ("😐", 0), ("☹️", -1), ("Excited", 2), ("开心", 1), ("angry", -2), ("😡", -2)],
)
def test_feelings_are_read_as_people_write_them(raw: str, value: float) -> None:
    assert Emotion.read(raw) == Emotion(value, is_word=True)


@pytest.mark.parametrize(
    ("raw", "on_five"),
    [
        ("✅", 5),
        ("❌", 0),
        ("⚠️", 2.5),
        ("true", 5),
        (True, 5),
        (False, 0),
        ("3/5", 3),
        ("6/10", 3),
        ("4", 4),
        ("部分支持", 2.5),
    ],
)
def test_ratings_are_read_as_people_write_them(raw: object, on_five: float) -> None:
    assert Rating.read(raw).on(5) == on_five


@pytest.mark.parametrize("raw", ['"-"', "—", '"?"', "n/a", "未知", "~"])
def test_a_rating_that_nobody_knows_is_none(told: Told, raw: str) -> None:
    text = "---\nkind: competitor-matrix\nid: c\ntitle: C\nproducts: {a: A, b: B}\ncriteria:\n"
    for scores in (f"scores: {{a: {raw}, b: 3}}", f"a: {raw}, b: 3"):
        assert not _errors(told({"content/c.md": f"{text}  - {{name: X, {scores}}}\n---\n"}))


@pytest.mark.parametrize("data", ["data: rows.csv", "steps: {data: rows.csv}"])
@pytest.mark.parametrize("content", [None, b"name,count\nA,1,2\n"])
def test_rows_that_cannot_be_read_are_one_fault(told: Told, data: str, content: bytes | None) -> None:
    files: dict[str, str | bytes] = {"content/f.md": f"---\nkind: funnel\nid: f\ntitle: F\n{data}\n---\n"}
    if content:
        files["content/rows.csv"] = content
    assert len(_errors(told(files))) == 1


@pytest.mark.parametrize(
    "bad",
    [
        _roadmap("horizon: now, status: nonsense", "bad"),
        _roadmap("horizon: now, titel: x", "bad"),
        "---\nkind: roadmap\nid: bad\nitems:\n  - id: bad-a\n   title: broken\n---\n",
        "---\nkind：roadmap\nid：bad\nitems:\n  - id: bad-a\n---\n",
    ],
)
def test_a_bad_file_makes_no_others_bad(told: Told, bad: str) -> None:
    good = _roadmap("horizon: now, depends: bad-a", "good")
    paths = {p.path for p in _errors(told({"content/bad.md": bad, "content/good.md": good}))}
    assert paths == {"content/bad.md"}


@pytest.mark.parametrize("copy", ["f 2", "f copy", "f (1)", "f - Copy", "f - 副本", "f copy 3"])
def test_of_a_copy_and_its_original_the_original_wins(site_of: Load, copy: str) -> None:
    files = site_of({"content/f.md": FUNNEL, f"content/{copy}.md": FUNNEL.replace("title: F", "title: Copy")})
    (problem,) = [p for p in files.all_problems() if p.code == "E-ID"]
    assert (problem.path, "copy of ‘content/f.md’" in str(problem.hint)) == (f"content/{copy}.md", True)
    assert files.site.specs("en")["f"].title == files.site.entries["en"]["f"].title == "F"


def test_files_that_differ_in_case_are_one_page_elsewhere(told: Told) -> None:
    (problem,) = told({"content/A.md": "# A\n", "content/a.md": "# A\n"})
    assert (problem.path, problem.code) == ("content/a.md", "E-URL")


def test_a_picture_of_another_case_is_named(told: Told) -> None:
    (problem,) = told({"content/a.md": "# A\n\n![x](img.png)\n", "content/Img.PNG": b"x"})
    assert problem.hint is not None
    assert "‘Img.PNG’" in problem.hint.en


@pytest.mark.parametrize(
    ("number", "hint"),
    [("6,480", "write 6_480"), ("1,234,567", "write 1_234_567"), ("12,000", "write 12_000")],
)
def test_a_comma_in_braces_parts_a_number_once(told: Told, number: str, hint: str) -> None:
    problems = _errors(told({"content/f.md": FUNNEL.replace("count: 300", f"count: {number}")}))
    assert [p.hint.en for p in problems if p.hint] == [hint]


@pytest.mark.parametrize(
    ("info", "near"),
    [("funel", "funnel"), ("roadmpa", "roadmap"), ("python", ""), ("xyz", ""), ("text", ""), ("mermaid", "")],
)
def test_a_misspelt_fence_is_asked_about(told: Told, info: str, near: str) -> None:
    problems = told({"content/a.md": f"# A\n\n```{info}\nsteps: [a]\n```\n"})
    assert [str(p.hint.en) for p in problems if p.hint] == ([f"did you mean ‘{near}’?"] if near else [])


def test_nine_notes_are_one_with_nine_places(told: Told) -> None:
    problems = told({"content/a.md": "# A\n\n" + "[x](#nothing)\n\n" * 9 + "[y](#other)\n"})
    assert len(problems) == 10
    one, other = grouped(problems)
    assert (len(re.findall(r"\d+:\d+", one[1])), len(re.findall(r"\d+:\d+", other[1]))) == (9, 1)


@pytest.mark.parametrize("word", ["self-service", "no-wifi", "b2b-saas"])
def test_a_text_with_a_hyphen_is_no_id(told: Told, word: str) -> None:
    text = f"---\nkind: ab-test\nid: t\ntitle: T\nhypothesis: {word}\nmetric: {word}\nvariants:\n"
    rows = "  A: {visitors: 9000, conversions: 200}\n  B: {visitors: 9000, conversions: 230}\n---\n"
    assert not _errors(told({"content/t.md": text + rows}))


def test_ids_are_suggested_only_when_they_are_near() -> None:
    assert nearest_ids("rm-xrechnung", ["kr-churn", "rm-export"]) == []
    assert nearest_ids("rm-exprot", ["kr-churn", "rm-export"]) == ["rm-export"]
    assert nearest_ids("churn", ["kr-churn", "kr-other"]) == ["kr-churn"]


def test_two_full_width_lines_are_two_lines(told: Told) -> None:
    (problem,) = told({"content/a.md": "---\nkind：funnel\nid：x\n---\n"})
    assert problem.hint is not None
    assert "‘kind: funnel’, ‘id: x’" in problem.hint.en


def test_an_embedded_page_is_answered_with_a_link(told: Told) -> None:
    (problem,) = told({"content/a.md": '# A\n\n<iframe src="https://x.y/"></iframe>\n'})
    assert problem.hint is not None
    assert "link to it" in problem.hint.en


def test_data_without_a_kind_may_be_no_page(told: Told) -> None:
    (problem,) = told({"content/data.yml": "a: 1\n"})
    assert problem.hint is not None
    assert "starts with _" in problem.hint.en
    assert not [p for p in told({"content/_data.yml": "a: 1\n"}) if p.path == "content/_data.yml"]
