from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pmdocs.diagnostics.problem import Severity
from pmdocs.engine.site_files import SiteFiles
from pmdocs.kinds.persona.values import Age
from pmdocs.pages.facts import plain
from pmdocs.pipeline import Project, load
from pmdocs.sdk import Backlink, Entry
from tests.kinds.conftest import Make, Refused, SiteView
from tests.values.reading import read, wide

SITES = Path(__file__).resolve().parent.parent / "sites"

MIA = """
kind: persona
id: persona-mia
title: Mia, the city renter
quote: "“I want green, not homework.”"
goals: [Keep plants alive.]
needs: [need-water, need-diagnose, A nice flat]
pains: [Forgets watering]
traits: {Knowledge: 1, Skill: 4, Price: 3, Time: 2}
share: 38%
evidence: {interviews: 12, survey: 412}
"""
LEAST = "kind: persona\nid: persona-x\ntitle: X\ngoals: [Grow]\nbehaviors: [Looks]\n"


@dataclass
class Site(SiteView):
    """A question desk that also knows who refers to whom."""

    links: Mapping[str, Sequence[Backlink]] = field(default_factory=dict)

    def backlinks(self, id_: str) -> Sequence[Backlink]:
        return self.links.get(id_, ())

    def put(self, id_: str, noun: str, model: Any, title: str = "") -> Site:
        self.entries[id_] = Entry(id_, noun, title or id_, f"{id_}/", "en", id_, lambda: model)
        return self


def _with(make: Make, *texts: str) -> Site:
    """Return a site that holds these personas."""
    site = Site()
    for text in texts:
        spec = make(text).spec
        site.put(spec.id, "persona", spec, spec.title)
    return site


def _another(id_: str, **fields: str) -> str:
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"kind: persona\nid: {id_}\ntitle: {id_[8:].title()}\ngoals: [Grow]\npains: [Forget]\n{more}"


# Age


def test_an_age_is_a_number_or_a_range() -> None:
    for written, low, high, shown in (
        ("27", 27, 27, "27"), ("27 岁", 27, 27, "27"), (wide("27"), 27, 27, "27"),
        ("25-34", 25, 34, "25–34"), ("25 – 34", 25, 34, "25–34"), ("25～34岁", 25, 34, "25–34"),
        ("25 to 34", 25, 34, "25–34"), ("25 至 34", 25, 34, "25–34"),
        ("60+", 60, None, "60+"), ("60 岁以上", 60, None, "60+"),
        ("0", 0, 0, "0"), ("120", 120, 120, "120"),
    ):  # fmt: skip
        age = read(Age, written)
        assert (age.low, age.high, age.text) == (low, high, shown), written


def test_what_is_no_age_is_refused(refused: Refused) -> None:
    cases = {
        "121": "E-RANGE", "-1": "E-RANGE", "20-130": "E-RANGE", "34-25": "E-RANGE", "-5-10": "E-RANGE",
        "young": "E-TYPE", "2.5": "E-TYPE",
    }  # fmt: skip
    for written, code in cases.items():
        (problem,) = refused(LEAST + f"demographics: {{age: {written}}}\n")
        assert (problem.code, problem.field) == (code, "demographics.age"), written


def test_a_reversed_range_is_turned_round_in_the_hint(refused: Refused) -> None:
    (problem,) = refused(LEAST + "demographics: {age: 34-25}\n")
    assert problem.hint
    assert "25-34" in problem.hint.en


# What a card must say


def test_a_trait_lies_on_the_scale(make: Make, refused: Refused) -> None:
    for level in ("0", "6", "5.1", "-1"):
        (problem,) = refused(LEAST + f"traits: {{Skill: {level}}}\n")
        assert (problem.code, problem.field) == ("E-RANGE", "traits.Skill"), level
    for level in ("1", "5", "3.5"):
        assert make(LEAST + f"traits: {{Skill: {level}}}\n").spec.traits == {"Skill": float(level)}


def test_one_of_each_pair_is_enough(make: Make) -> None:
    for wants in ("goals: [Grow]", "needs: [A nudge]"):
        for lives in ("pains: [Forget]", "behaviors: [Looks]"):
            assert make(f"kind: persona\nid: x\ntitle: X\n{wants}\n{lives}\n").summary()


def test_an_empty_card_is_refused_for_all_that_is_missing(refused: Refused) -> None:
    cases = {
        "pains: [Forget]": ["a persona needs ‘goals’ or ‘needs’"],
        "goals: [Grow]": ["a persona needs ‘pains’ or ‘behaviors’"],
        "quote: Well": ["a persona needs ‘goals’ or ‘needs’", "a persona needs ‘pains’ or ‘behaviors’"],
    }
    for given, said in cases.items():
        found = refused(f"kind: persona\nid: x\ntitle: X\n{given}\n")
        assert [(p.code, p.message.en) for p in found] == [("E-REQ", text) for text in said]


def test_an_unreadable_list_does_not_pass_for_an_empty_one(refused: Refused) -> None:
    found = refused("kind: persona\nid: x\ntitle: X\ngoals: [[Grow]]\n")
    assert [(p.code, p.field) for p in found] == [("E-TYPE", "goals.0"), ("E-REQ", "pains")]


def test_a_portrait_is_a_picture_beside_the_file(refused: Refused) -> None:
    for file in ("../mia.jpg", "a/../mia.jpg", "https://example.com/mia.jpg", "mia.html", "/mia.png"):
        (problem,) = refused(LEAST + f"portrait: {file}\n")
        assert problem.code == "E-FILE", file


def test_the_name_is_the_start_of_the_title(make: Make) -> None:
    titles = {
        "Mia, the city renter": "Mia", "米娅，城市租房族": "米娅", "Mia (27)": "Mia", "Mia — the renter": "Mia",
        "Mary-Jane": "Mary-Jane", ", oddly": ", oddly",
    }  # fmt: skip
    for title, name in titles.items():
        assert make(LEAST.replace("title: X", f'title: "{title}"')).spec.display_name == name


def test_a_quote_brings_no_quotation_marks_of_its_own(make: Make) -> None:
    quotes = {
        "“I want green.”": "I want green.", "「我想要绿意」": "我想要绿意", "I want green.": "I want green.",
        "“Too much” is how “much”": "“Too much” is how “much”",
        "“Too much” is how much?": "“Too much” is how much?",
    }  # fmt: skip
    for written, spoken in quotes.items():
        assert make(LEAST + f"quote: {written}\n").spec.spoken == spoken


# Warnings


def test_without_evidence_it_is_a_proto_persona(make: Make) -> None:
    for evidence in ("", "evidence: {interviews: 0}", "evidence: {note: Later}", "evidence:"):
        made = make(f"{LEAST}{evidence}\n")
        assert made.codes == ["W-EVIDENCE"], evidence
        assert made.facts.proto


def test_one_method_is_evidence(make: Make) -> None:
    for evidence in ("{tests: 5}", "{analytics: Events of May}", "{interviews: 1, survey: 0}"):
        made = make(f"{LEAST}evidence: {evidence}\n")
        assert (made.codes, made.spec.evidence.methods) == ([], 1), evidence


def test_personal_data_are_found_in_every_text_of_the_card_and_not_repeated(make: Make) -> None:
    made = make(
        LEAST.replace("Looks", "Calls 13800138000 or 13900139000")
        + "evidence: {interviews: 1}\nowner: mia@example.com\nempathy: {says: [Hm, mia@example.com]}\n"
    )
    assert made.codes == ["W-PII", "W-PII"]
    assert [(f.at, f.key) for f in made.findings] == [
        (("behaviors", 0), "pii_phone"), (("empathy", "says", 1), "pii_email"),
    ]  # fmt: skip
    said = [made.kind.messages.problem(f, None).message.en for f in made.findings]
    assert not any("0138" in text or "example" in text for text in said)


@pytest.mark.parametrize("name", ["broken-personas-share", "broken-personas-many"])
def test_a_site_whose_personas_do_not_fit_together_says_so_once(name: str) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for problem in load(Project.open(SITES / name, today=dt.date(2026, 6, 24))).all_problems():
        if problem.severity is not Severity.INFO:
            found[problem.path].append(f"{problem.code} {problem.line}:{problem.column}")
    for file in sorted((SITES / name / "content").rglob("*.md")):
        wanted = re.search(r"# expect: (.*)", file.read_text(encoding="utf-8"))
        assert wanted
        expected = [] if wanted[1] == "nothing" else wanted[1].split(", ")
        assert found[file.relative_to(SITES / name).as_posix()] == expected


def test_shares_of_exactly_the_whole_are_no_problem(make: Make) -> None:
    # One after the other, these add up to 1.0000000000000002 in binary.
    shares = (19, 13, 21, 6, 6, 17, 18)
    assert sum(share / 100 for share in shares) > 1
    site = _with(make, *(_another(f"persona-{n}", share=f"{share}%") for n, share in enumerate(shares)))
    made = make(_another("persona-6", share="18%"), desk=site)
    assert made.codes == ["W-EVIDENCE"]
    assert made.facts.share_sum == pytest.approx(1)
    assert make(_another("persona-6", share="18.1%"), desk=site).codes == ["W-EVIDENCE", "W-SUM"]


def test_seven_primary_personas_are_a_choice_and_eight_are_not(make: Make) -> None:
    seven = [_another(f"persona-{n}") for n in range(6)]
    site = _with(make, *seven, _another("persona-8", anti="yes"), _another("persona-9", priority="secondary"))
    assert "W-CROWD" not in make(_another("persona-z"), desk=site).codes
    site = _with(make, *seven, _another("persona-7"))
    assert "W-CROWD" in make(_another("persona-z"), desk=site).codes


# Beside the others


def test_a_persona_alone_is_compared_with_nobody(make: Make) -> None:
    made = make(MIA)
    assert [p.id for p in made.facts.profiles] == ["persona-mia"]
    assert (made.facts.share_sum, made.facts.shares_known) == (0.38, 1)
    assert (made.facts.compared, made.facts.covered, made.facts.used_by) == ((), None, ())
    assert made.charts() == {}


def test_the_others_come_by_share_and_anti_personas_last(make: Make) -> None:
    site = _with(
        make,
        MIA,
        _another("persona-a", share="90%", anti="yes"),
        _another("persona-b"),
        _another("persona-c", share="6%"),
    )
    made = make(MIA, desk=site)
    assert [p.id for p in made.facts.profiles] == ["persona-mia", "persona-c", "persona-b", "persona-a"]


def test_two_of_one_name_are_told_apart(make: Make) -> None:
    site = _with(make, _another("persona-a", name="Mia"))
    names = [p.name for p in make(MIA, desk=site).facts.profiles]
    assert names == ["Mia (persona-mia)", "Mia (persona-a)"]


def test_the_radar_has_the_traits_that_all_have(make: Make) -> None:
    site = _with(
        make,
        _another("persona-a", traits="{Time: 5, Price: 5, Knowledge: 4, Other: 2}"),
        _another("persona-b", traits="{Skill: 5, Price: 5}"),
    )
    made = make(MIA, desk=site)
    assert made.facts.trait_names == ("Knowledge", "Price", "Time")
    assert made.facts.compared == ("persona-mia", "persona-a")
    chart = made.charts()["traits"]
    assert chart.table.rows == (("Knowledge", 1, 4), ("Price", 3, 5), ("Time", 2, 5))
    assert chart.note == "One more persona is in the table only."
    option = chart.option["baseOption"]
    assert [(i["max"], i["min"]) for i in option["radar"]["indicator"]] == [(5, 0)] * 3
    assert option["radar"]["splitNumber"] == 5


def test_two_shared_traits_make_no_radar(make: Make) -> None:
    site = _with(make, _another("persona-a", traits="{Skill: 5, Price: 5, Other: 1}"))
    made = make(MIA, desk=site)
    assert made.facts.compared == ()
    assert "traits" not in made.charts()


def test_a_radar_holds_six_shapes_and_the_table_the_rest(make: Make) -> None:
    traits = "{Knowledge: 1, Skill: 2, Price: 3}"
    made = make(MIA, desk=_with(make, *(_another(f"persona-{n}", traits=traits) for n in range(8))))
    assert len(made.facts.compared) == 6
    assert len(made.facts.profiles) == 9
    assert made.charts()["traits"].note == "3 more personas are in the table only."


def test_the_radar_says_where_they_are_furthest_apart(make: Make) -> None:
    for traits, said in (
        ("{Knowledge: 5, Skill: 4, Price: 3}", "Mia differs most from A in Knowledge: 1 against 5"),
        ("{Knowledge: 1, Skill: 4, Price: 3.5}", "Mia differs most from A in Price: 3 against 3.5"),
        ("{Knowledge: 1, Skill: 4, Price: 3}", "Mia and the others are alike"),
    ):
        made = make(MIA, desk=_with(make, _another("persona-a", traits=traits)))
        assert made.charts()["traits"].summary.startswith(said)


def test_shares_are_drawn_with_what_is_left(make: Make) -> None:
    for share, rows, said in (
        ("27%", ["Mia", "A", "No persona"], "stand for 65.0% of users; 35.0% are in none"),
        ("62%", ["A", "Mia"], "stand for all users"),
        ("70%", ["A", "Mia"], "add up to 108.0%"),
    ):
        made = make(MIA, desk=_with(make, _another("persona-a", share=share), _another("persona-b")))
        chart = made.charts()["shares"]
        assert [row[0] for row in chart.table.rows] == rows
        assert said in chart.summary


def test_one_share_alone_is_not_drawn(make: Make) -> None:
    assert "shares" not in make(MIA, desk=_with(make, _another("persona-a"))).charts()


# Needs and references


def _needs_site() -> Site:
    site = Site()
    site.put("need-water", "need", SimpleNamespace(personas=()), "Water in time")
    site.put("need-diagnose", "need", SimpleNamespace(personas=("persona-mia",)), "Know what is wrong")
    site.put("need-travel", "need", SimpleNamespace(personas=("persona-mia",)), "Travel without worry")
    site.put("need-shop", "need", SimpleNamespace(personas=("persona-zoe",)))
    return site


def _requirement(needs: tuple[str, ...], **fields: str) -> SimpleNamespace:
    return SimpleNamespace(needs=needs, **fields)


def test_needs_are_those_named_here_and_those_that_name_the_persona(make: Make) -> None:
    made = make(MIA, desk=_needs_site())
    assert [(n.id, n.text) for n in made.facts.needs] == [
        ("need-water", "Water in time"),
        ("need-diagnose", "Know what is wrong"),
        (None, "A nice flat"),
        ("need-travel", "Travel without worry"),
    ]
    assert (made.facts.countable, made.facts.covered, made.facts.released) == (3, None, None)


def test_needs_are_covered_by_requirements_that_stand(make: Make) -> None:
    site = _needs_site()
    site.put("rel-1", "release", SimpleNamespace(status="released"))
    site.put("rel-2", "release", SimpleNamespace(status="planned"))
    site.put("req-a", "requirement", _requirement(("need-water",), status="approved", release="rel-2"))
    site.put("req-b", "requirement", _requirement(("need-diagnose",), status="rejected", release="rel-1"))
    made = make(MIA, desk=site)
    assert (made.facts.covered, made.facts.released) == (1, 0)
    site.put(
        "req-c",
        "requirement",
        _requirement(("need-water", "need-diagnose"), status="approved", release="rel-1"),
    )
    site.put("req-d", "requirement", _requirement(("need-travel",), status="done"))
    site.put("req-e", "requirement", None)
    made = make(MIA, desk=site)
    assert (made.facts.covered, made.facts.released) == (3, 3)
    assert made.facts.needs[0].requirements == ("req-a", "req-c")
    assert made.facts.needs[0].released == ("req-c",)


def test_every_spec_that_refers_is_listed_once(make: Make) -> None:
    journey = Entry("journey-1", "journey-map", "First plant", "j/", "en", "journey-1")
    page = Entry("home", "page", "Home", "", "en", "home")
    own = Entry("persona-mia", "persona", "Mia", "m/", "en", "persona-mia")
    links = [Backlink(page, ""), Backlink(journey, "persona"), Backlink(journey, ""), Backlink(own, "")]
    made = make(MIA, desk=Site(links={"persona-mia": links}))
    assert [(u.id, u.noun, u.fields) for u in made.facts.used_by] == [
        ("home", "page", ()),
        ("journey-1", "journey-map", ("persona",)),
    ]


# Words


def test_the_finding_says_who_wants_what_and_what_is_in_the_way(make: Make) -> None:
    made = make(MIA)
    assert made.summary() == (
        "Mia stands for 38.0% of users. First goal: Keep plants alive. Biggest pain: Forgets watering."
    )
    assert made.summary("zh-CN").startswith("Mia代表 38.0% 的用户。首要目标：")
    assert make(LEAST).summary() == (
        "How many users X stands for is not known. First goal: Grow. Typical: Looks."
    )
    anti = make(_another("persona-a", anti="yes"))
    assert anti.summary().startswith("A is an anti-persona: the product is not made")


def _tiles(made: Any, lang: str = "en") -> dict[str, tuple[str, str]]:
    found = made.kind.kind.tiles(made.spec, made.facts, made.words(lang))
    return {tile.label: (tile.value, tile.note) for tile in found}


def test_the_key_figures_say_what_they_rest_on(make: Make) -> None:
    site = _with(make, _another("persona-a", share="27%"))
    tiles = _tiles(make(MIA, desk=site))
    assert tiles["Share of users"] == ("38.0%", "2 personas together: 65.0%")
    assert tiles["Evidence"] == ("2 methods", "Interviews n = 12 · Survey n = 412")
    assert tiles["Pages that refer here"] == ("0", "nothing is designed for this persona yet")
    assert _tiles(make(LEAST))["Evidence"][0] == "Assumption"


def test_a_share_from_few_answers_is_marked(make: Make) -> None:
    assert _tiles(make(MIA.replace("412", "29")))["Share of users"] == ("38.0%", "small sample: 29 answers")
    assert _tiles(make(MIA.replace("412", "30")))["Share of users"] == ("38.0%", "")


def test_facts_are_plain_data(make: Make) -> None:
    data = plain(make(MIA, desk=_needs_site()).facts)
    assert data["profiles"][0]["traits"] == {"Knowledge": 1, "Skill": 4, "Price": 3, "Time": 2}
    assert data["share_sum"] == 0.38


# Pages


def _site(folder: Path, files: Mapping[str, str]) -> SiteFiles:
    settings = "site_name: One\ntoday: 2026-06-24\n"
    for name, text in {"pmdocs.yml": settings, **{f"content/{n}": t for n, t in files.items()}}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load(Project.open(folder))


CARD = MIA.replace("needs: [need-water, need-diagnose, A nice flat]\n", "portrait: my mia.svg\n")


def test_a_portrait_is_found_from_every_page_that_shows_the_card(tmp_path: Path) -> None:
    files = _site(
        tmp_path,
        {
            "team/people/mia.md": f"---{CARD}---\n",
            "team/people/mia.zh-CN.md": "---\ntitle: 米娅\n---\n",
            "team/people/my mia.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "team/index.md": f"---{CARD.replace('persona-mia', 'persona-lead')}---\n",
            "team/my mia.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "index.md": "---\nhome: no\n---\n# Home\n\n![[persona-mia#card]]\n",
        },
    )
    assert [p.text() for p in files.all_problems() if p.severity is Severity.ERROR] == []
    for page, wanted in {
        "team/people/mia/index.html": "../../../team/people/my%20mia.svg",
        "zh-CN/team/people/mia/index.html": "../../../../team/people/my%20mia.svg",
        "team/index.html": "../team/my%20mia.svg",
        "index.html": "team/people/my%20mia.svg",
    }.items():
        assert re.findall(r'<img src="([^"]*)"', files[page].decode()) == [wanted]


def test_a_page_shows_what_there_is_and_nothing_else(tmp_path: Path) -> None:
    files = _site(tmp_path, {"x.md": f"---\n{LEAST}---\n"})
    page = files["x/index.html"].decode()
    assert "Proto-persona: based on assumption" in page
    for absent in (
        "A typical day",
        "Interests",
        "Traits",
        "Empathy map",
        "Beside the other personas",
        "<img",
    ):
        assert absent not in page


def test_the_empathy_map_fills_in_from_the_card(tmp_path: Path) -> None:
    text = LEAST + "pains: [Too dark]\nevidence: {tests: 3}\nempathy: {says: [Hm]}\n"
    page = _site(tmp_path, {"x.md": f"---\n{text}---\n"})["x/index.html"].decode()
    drawn = page[page.index('class="empathy"') :]
    for name, said in {
        "says": "Hm", "thinks": "Nothing noted yet", "does": "Looks", "feels": "Nothing noted yet",
        "pains": "Too dark", "gains": "Grow",
    }.items():  # fmt: skip
        field_ = drawn[drawn.index(f"empathy-{name}") :]
        assert said in field_[: field_.index("</div>")]


def test_a_share_with_its_answers_has_wilsons_interval(make: Any) -> None:
    # Newcombe 1998, table I: 81 of 263 answers are 0.2553 to 0.3662 by Wilson's method.
    made = make(MIA.replace("share: 38%", f"share: {{value: {81 / 263:.6f}, n: 263}}"))
    here = made.facts.here
    assert (here.share_low, here.share_high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert _tiles(made)["Share of users"] == ("30.8%", "95% interval 25.5% to 36.6%")
    assert make(MIA).facts.here.share_low is None


@pytest.mark.parametrize(
    ("share", "found"),
    [
        ("{value: 38, n: 412}", "E-RATE share"), ("{value: 38%, n: 0}", "E-RANGE share.n"),
        ("{value: 38%, m: 3}", "E-FIELD share.m"), ("{n: 412}", "E-REQ share"), ("120%", "E-RANGE share"),
    ],
)  # fmt: skip
def test_a_share_that_cannot_be_read_is_refused(share: str, found: str, refused: Any) -> None:
    assert [f"{p.code} {p.field}" for p in refused(MIA.replace("share: 38%", f"share: {share}"))] == [found]


def test_a_persona_says_when_it_was_validated(make: Any) -> None:
    made = make(MIA + "validated: 2026-05-29\n")
    assert "validated May 29, 2026" in _tiles(made)["Evidence"][1]
    assert "E-DATE" not in made.codes
    assert "E-DATE" in make(MIA + "validated: 2026-07-01\n").codes
