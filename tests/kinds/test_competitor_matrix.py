"""A comparison with competitors: scores, ranks, what we win, the map, the market."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pmdocs.diagnostics.problem import Severity
from pmdocs.pipeline import Project, build, load
from pmdocs.sdk import Tile
from tests.kinds.conftest import Made, Make, Refused

# SourceIndex C3: the ratings, weights, prices and shares of its example.
CATALOGUE = """
kind: competitor-matrix
id: competitors-2026
title: Plant-care apps compared
source: a test
us: sprout
products: {sprout: Sprout, leafy: Leafy, greenup: GreenUp}
criteria:
  - {name: Diagnosis accuracy, group: Function, weight: 30%, scores: {sprout: 4, leafy: 5, greenup: 2}}
  - {name: Reminders,          group: Function, weight: 20%, scores: {sprout: 5, leafy: 3, greenup: 4}}
  - {name: Price,              group: Price,    weight: 25%, scores: {sprout: 4, leafy: 2, greenup: 5}}
  - {name: User reviews,       group: Service,  weight: 25%, scores: {sprout: 4, leafy: 4, greenup: ~}}
price: {sprout: 38, leafy: 98, greenup: 0}
share: {sprout: 12%, leafy: 41%, greenup: 23%}
"""

HEAD = """
kind: competitor-matrix
id: apps
title: Apps
source: a test
us: a
"""


def spec(*rows: str, products: str = "{a: Alpha, b: Beta, c: Gamma}", more: str = "") -> str:
    lines = "\n".join(f"  - {{name: Criterion {place}, {row}}}" for place, row in enumerate(rows, 1))
    return f"{HEAD}products: {products}\ncriteria:\n{lines}\n{more}\n"


def by_key(made: Made, field: str) -> dict[str, object]:
    return {one.key: getattr(one, field) for one in made.facts.products}


def test_scores_are_weighted_means_over_what_was_rated(make: Make) -> None:
    made = make(CATALOGUE)
    # By hand: GreenUp has 0.6 + 0.8 + 1.25 over the 75 % that are rated.
    assert by_key(made, "score") == pytest.approx({"sprout": 4.2, "leafy": 3.6, "greenup": 2.65 / 0.75})
    assert by_key(made, "coverage") == pytest.approx({"sprout": 1, "leafy": 1, "greenup": 0.75})
    for one in made.facts.products:
        assert sum(part for part in one.contributions if part is not None) == pytest.approx(one.score)


def test_a_product_rated_on_too_little_is_not_ranked(make: Make) -> None:
    made = make(CATALOGUE)
    assert by_key(made, "rank") == {"sprout": 1, "leafy": 2, "greenup": None}
    assert by_key(made, "complete") == {"sprout": True, "leafy": True, "greenup": False}
    assert [one.key for one in made.facts.ranked] == ["sprout", "leafy"]


def test_exactly_four_fifths_are_enough(make: Make) -> None:
    # 0.1 + 0.2 + 0.5 is 0.8 on paper and 0.7999999999999999 in binary.
    weights = ("weight: 10%", "weight: 20%", "weight: 50%", "weight: 20%")
    rows = [f"{w}, scores: {{a: 3, b: {'~' if place == 3 else 2}}}" for place, w in enumerate(weights)]
    made = make(spec(*rows, products="{a: Alpha, b: Beta}"))
    assert by_key(made, "complete") == {"a": True, "b": True}


def test_criteria_without_weights_count_the_same(make: Make) -> None:
    made = make(spec("scores: {a: 1, b: 3}", "scores: {a: 4, b: 3}"))
    assert made.facts.us.score == pytest.approx(2.5)
    assert [one.weight for one in made.facts.criteria] == [0.5, 0.5]
    assert made.codes == []


def test_words_are_parts_of_the_scale(make: Make) -> None:
    made = make(
        spec("scores: {a: full, b: partial, c: none}", "scores: {a: no, b: yes, c: 有}", more="scale: 10")
    )
    ratings = [list(one.ratings.values()) for one in made.facts.criteria]
    assert ratings == [[10, 5, 0], [0, 10, 10]]


def test_equal_scores_share_a_rank(make: Make) -> None:
    made = make(spec("scores: {a: 4, b: 5, c: 4}"))
    assert by_key(made, "rank") == {"a": 2, "b": 1, "c": 2}


def test_criteria_are_won_tied_or_lost(make: Make) -> None:
    made = make(CATALOGUE)
    facts = made.facts
    assert [one.outcome for one in facts.criteria] == ["loss", "win", "loss", "tie"]
    assert [one.margin for one in facts.criteria] == [-1, 1, -1, 0]
    assert [one.weighted_margin for one in facts.criteria] == pytest.approx([-0.3, 0.2, -0.25, 0])
    assert (facts.wins, facts.ties, facts.losses) == (1, 1, 2)
    assert facts.criteria[0].gaps == {"sprout": -1, "leafy": 0, "greenup": -3}
    assert facts.criteria[0].best_rivals == ("leafy",)
    # Of those rated, both have the best: nobody stands out.
    assert [one.leaders for one in facts.criteria] == [("leafy",), ("sprout",), ("greenup",), ()]


def test_nothing_is_won_against_nobody(make: Make) -> None:
    made = make(spec("scores: {a: 4}", "scores: {a: ~, b: 3}", "scores: {a: 1, b: 2}"))
    assert [one.outcome for one in made.facts.criteria] == [None, None, "loss"]
    assert made.facts.compared_criteria == 1


def test_groups_have_means_of_their_own(make: Make) -> None:
    groups = make(CATALOGUE).facts.groups
    assert [(group.name, group.criteria, group.weight) for group in groups] == [
        ("Function", (0, 1), 0.5), ("Price", (2,), 0.25), ("Service", (3,), 0.25),
    ]  # fmt: skip
    assert groups[0].scores == pytest.approx({"sprout": 2.2 / 0.5, "leafy": 2.1 / 0.5, "greenup": 1.4 / 0.5})
    assert groups[2].scores["greenup"] is None


def test_the_market_is_a_lower_bound_while_a_part_is_not_named(make: Make) -> None:
    made = make(CATALOGUE)
    market = made.facts.market
    assert market.hhi == pytest.approx(12**2 + 41**2 + 23**2)
    assert market.remainder == pytest.approx(0.24)
    assert (market.level, market.hhi_is_bound, market.cr4_is_bound) == ("high", True, True)
    assert by_key(made, "relative_share") == pytest.approx(
        {"sprout": 12 / 41, "leafy": 41 / 23, "greenup": 23 / 41}
    )
    assert made.codes == ["W-SHARE"]


def test_concentration_gives_the_departments_example(make: Make) -> None:
    # justice.gov, "Herfindahl-Hirschman Index": shares of 30, 30, 20 and 20 per cent give 2,600.
    text = spec(
        "scores: {a: 3, b: 4}",
        products="{a: A, b: B, c: C, d: D}",
        more="share: {a: 30%, b: 30%, c: 20%, d: 20%}",
    )
    made = make(text)
    assert made.facts.market.hhi == pytest.approx(2600)
    assert (made.facts.market.hhi_is_bound, made.facts.market.cr4_is_bound) == (False, False)
    assert made.codes == []
    summary = made.charts()["shares"].summary
    assert summary == (
        "A and B have the largest shares: 30.0% each. HHI 2,600: highly concentrated; the four largest hold 100.0%."
    )


def test_a_product_without_scores_stands_among_the_shares_only(make: Make) -> None:
    made = make(spec("scores: {a: 3, b: 4}", more="share: {a: 30%, b: 30%, c: 40%}"))
    assert made.facts.rated == ("a", "b")
    assert [one.key for one in made.facts.compared] == ["a", "b"]
    assert [row[0] for row in made.charts()["shares"].table.rows] == ["Gamma", "Alpha", "Beta"]
    assert len(made.charts()["scores"].table.rows) == 2


def test_others_are_the_last_bar(make: Make) -> None:
    rows = make(CATALOGUE).charts()["shares"].table.rows
    assert [row[0] for row in rows] == ["Leafy", "GreenUp", "Sprout", "Others"]
    assert rows[-1][1] == pytest.approx(0.24)


def test_the_map_needs_prices_or_two_criteria(make: Make) -> None:
    assert "positioning" not in make(spec("scores: {a: 3, b: 4}")).charts()
    made = make(CATALOGUE)
    assert [(p.key, p.x, p.y) for p in made.facts.positions.points] == [
        ("sprout", 38, pytest.approx(4.2)), ("leafy", 98, pytest.approx(3.6)),
    ]  # fmt: skip
    assert made.facts.positions.missing == ("greenup",)
    by_group = make(CATALOGUE + "positioning: {x: User reviews, y: Function}\n").facts.positions
    assert (by_group.x, by_group.points[0].y) == ("User reviews", pytest.approx(4.4))


def test_a_rival_dominates_by_more_for_no_more_money(make: Make) -> None:
    cases = [
        ("{a: 10, b: 10}", "{a: 3, b: 4}", ("b",)),  # better for the same money
        ("{a: 10, b: 5}", "{a: 3, b: 3}", ("b",)),  # as good for less
        ("{a: 10, b: 10}", "{a: 3, b: 3}", ()),  # the same
        ("{a: 10, b: 20}", "{a: 3, b: 4}", ()),  # better, but dearer
        ("{a: 10, b: 5}", "{a: 3, b: 2}", ()),  # cheaper, but worse
    ]
    for prices, scores, dominating in cases:
        made = make(spec(f"scores: {scores}", products="{a: A, b: B}", more=f"price: {prices}"))
        assert made.facts.positions.dominating == dominating
        summary = "At least as good as A for no more money: B." if dominating else "No competitor"
        assert made.charts()["positioning"].summary.startswith(summary)


def test_bubbles_need_the_share_of_everyone(make: Make) -> None:
    assert make(CATALOGUE).facts.positions.sized
    assert not make(CATALOGUE.replace("leafy: 41%", "leafy: ~")).facts.positions.sized


def test_the_radar_shows_criteria_that_all_are_rated_on(make: Make) -> None:
    rows = [f"scores: {{a: {n}, b: 3, c: 4}}" for n in (5, 4, 3, 2)] + ["scores: {a: 1, b: 2, c: ~}"]
    made = make(spec(*rows))
    assert (made.facts.radar.products, made.facts.radar.criteria) == (("a", "b", "c"), (0, 1, 2, 3))
    chart = made.charts()["radar"]
    assert chart.summary == "Alpha is ahead in Criterion 1; it is behind in Criterion 3 and Criterion 4."
    assert "Criterion 5" in chart.note
    assert len(chart.table.rows) == 4


def test_the_radar_leaves_out_what_is_incomplete(make: Make) -> None:
    made = make(CATALOGUE)
    assert made.facts.radar.products == ("sprout", "leafy")
    assert "GreenUp" in made.charts()["radar"].note


def test_the_radar_has_room_for_four_products_and_eight_criteria(make: Make) -> None:
    for products, criteria, fits in ((4, 4, True), (4, 8, True), (5, 4, False), (2, 9, False), (2, 3, False)):
        keys = "abcde"[:products]
        scores = ", ".join(f"{key}: 3" for key in keys)
        names = ", ".join(f"{key}: {key.upper()}" for key in keys)
        made = make(spec(*[f"scores: {{{scores}}}"] * criteria, products=f"{{{names}}}"))
        assert made.facts.radar.fits is fits
        assert ("radar" in made.charts()) is fits


def test_bars_are_sorted_with_what_is_incomplete_behind(make: Make) -> None:
    made = make(spec("scores: {a: 2, b: 3, c: 5}", "scores: {a: 2, b: 3}"))
    assert [row[0] for row in made.charts()["scores"].table.rows] == ["Beta", "Alpha", "Gamma"]
    assert "Gamma (50%)" in made.charts()["scores"].note


def test_bars_have_six_parts_at_most(make: Make) -> None:
    seven = [f"weight: {n}, scores: {{a: 3, b: 2}}" for n in range(2, 9)]
    parts = make(spec(*seven)).charts()["scores"].option["baseOption"]["series"]
    assert [part["name"] for part in parts] == [*(f"Criterion {n}" for n in range(3, 8)), "Other criteria"]
    grouped = [f"group: {'One' if n < 3 else 'Two'}, {row}" for n, row in enumerate(seven)]
    parts = make(spec(*grouped)).charts()["scores"].option["baseOption"]["series"]
    assert [part["name"] for part in parts] == ["One", "Two"]


def test_the_finding_is_a_true_sentence(make: Make) -> None:
    nothing, most = "It is behind in no criterion.", "Most points are lost on Criterion 1: 2 against 4 of"
    none_zh, most_zh = "没有一项落后。", "失分最多的是“Criterion 1”：2 分，"
    cases = [
        (
            ["scores: {a: 5, b: 3, c: 1}"],
            f"Alpha leads with 5.0 of 5, 2.0 ahead of Beta. {nothing}",
            f"Alpha以 5.0 分（满分 5）领先，比Beta高 2.0 分。{none_zh}",
        ),
        (
            ["scores: {a: 4, b: 4, c: 1}"],
            f"Alpha shares first place with Beta: 4.0 of 5. {nothing}",
            f"Alpha与Beta并列第一：4.0 分（满分 5）。{none_zh}",
        ),
        (
            ["scores: {a: 2, b: 4, c: 3}"],
            f"Beta leads with 4.0 of 5; Alpha is number 3 of 3 with 2.0. {most} Beta.",
            f"Beta以 4.0 分（满分 5）领先；Alpha以 2.0 分在 3 个产品中排第 3。{most_zh}Beta为 4 分。",
        ),
        (
            ["scores: {a: 2, b: 4, c: 4}"],
            f"Beta and Gamma share first place with 4.0 of 5; Alpha is number 3 of 3 with 2.0. {most} Beta and Gamma.",
            f"Beta和Gamma以 4.0 分（满分 5）并列第一；Alpha以 2.0 分在 3 个产品中排第 3。{most_zh}Beta和Gamma为 4 分。",
        ),
        (
            ["scores: {a: 2}", "scores: {a: 2, b: 1}"],
            f"Alpha scores 2.0 of 5; no competitor is rated on enough of the weight to be ranked. {nothing}",
            f"Alpha得 2.0 分（满分 5）；竞品的已评权重都不足，未参与排名。{none_zh}",
        ),
        (
            ["scores: {a: ~, b: 1}"],
            "Alpha is rated on 0% of the weight only and is not ranked.",
            "Alpha的已评权重只有 0%，未参与排名。",
        ),
    ]
    for rows, en, zh in cases:
        made = make(spec(*rows))
        assert (made.summary(), made.summary("zh-CN")) == (en, zh)


def test_points_are_lost_by_weight_and_distance(make: Make) -> None:
    made = make(spec("weight: 10%, scores: {a: 0, b: 5}", "weight: 90%, scores: {a: 4, b: 5}"))
    assert "Most points are lost on Criterion 2: 4 against 5 of Beta." in made.summary()


def test_scores_that_differ_do_not_look_the_same(make: Make) -> None:
    made = make(spec("weight: 98%, scores: {a: 4, b: 4}", "weight: 2%, scores: {a: 5, b: 4}"))
    assert made.facts.score_digits == 2
    assert made.summary().startswith("Alpha leads with 4.02 of 5, 0.02 ahead of Beta.")
    assert make(CATALOGUE).facts.score_digits == 1


def test_key_figures(make: Make) -> None:
    tiles = {tile.label: (tile.value, tile.note) for tile in made_tiles(make(CATALOGUE))}
    assert tiles == {
        "Weighted score": ("4.2", "of 5; number 1 of 2"),
        "Criteria won": ("1 of 4", "1 tied, 2 behind"),
        "Market share": ("12.0%", "0.29 × the largest rival"),
        "Concentration (HHI)": ("≥ 2,354", "highly concentrated"),
    }
    without = CATALOGUE[: CATALOGUE.index("share:")]
    assert [tile.label for tile in made_tiles(make(without))][-1] == "Costliest gap"


def made_tiles(made: Made) -> list[Tile]:
    return list(made.kind.kind.tiles(made.spec, made.facts, made.words()))


def test_prices_are_shown_with_their_currency(make: Make) -> None:
    prices = {
        ("98", "CNY"): "CN¥98",
        ("0", "CNY"): "Free",
        ("9.9", "CNY"): "CN¥9.90",
        ("98", ""): "98",
        ("~", "CNY"): "–",
    }
    for (price, currency), shown in prices.items():
        made = make(spec("scores: {a: 3, b: 2}", more=f"price: {{a: {price}}}\ncurrency: {currency}"))
        assert made.spec.money(made.facts.us.price, made.words()) == shown


def test_the_price_is_named_with_its_unit(make: Make) -> None:
    units = {"": "Price", "currency: CNY": "Price (CNY)", "price_per: year": "Price (per year)",
             "currency: CNY\nprice_per: year": "Price (CNY per year)"}  # fmt: skip
    for more, name in units.items():
        made = make(spec("scores: {a: 3}", more=more))
        assert made.spec.price_name(made.words()) == name


def test_columns_named_after_products_are_scores(make: Make) -> None:
    nested = make(spec("weight: 60%, scores: {a: 4, b: full}", "weight: 40%, scores: {a: ~, b: 2}"))
    columns = make(spec("weight: 60%, a: 4, b: full", "weight: 40%, a: ~, b: 2"))
    assert columns.facts == nested.facts


def test_weights_that_are_shares_add_up(make: Make) -> None:
    cases = {
        ("60%", "35%"): ["W-WEIGHT"], ("0.6", "0.6"): ["W-WEIGHT"], ("33.3%", "66.7%"): [],
        ("33.33%", "66.66%"): [],  # rounded
        ("3", "2"): [],  # points
    }  # fmt: skip
    for weights, codes in cases.items():
        assert make(spec(*(f"weight: {w}, scores: {{a: 3, b: 4}}" for w in weights))).codes == codes


def test_winning_everything_looks_biased(make: Make) -> None:
    won = ["scores: {a: 5, b: 4}", "scores: {a: 3, b: 1}"]
    assert make(spec(*won)).codes == ["W-BIAS"]
    assert make(spec(*won, "scores: {a: 3, b: 3}")).codes == []
    assert make(spec(won[0])).codes == []


def test_one_source_is_evidence(make: Make) -> None:
    bare = spec("scores: {a: 3, b: 4}", "scores: {a: 3, b: 4}").replace("source: a test\n", "")
    assert make(bare).codes == ["W-EVIDENCE"]
    assert make(bare.replace("name: Criterion 2", "name: Criterion 2, source: reviews")).codes == []


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_what_cannot_be_trusted_is_refused(refused: Refused, lang: str) -> None:
    cases = {
        spec("scores: {a: 6}"): ["E-RANGE criteria.0.scores.a"],
        spec("scores: {a: -1}"): ["E-RANGE criteria.0.scores.a"],
        spec("a: 6"): ["E-RANGE criteria.0.a"],
        spec("a: great, b: nan", "a: 6"): [
            "E-TYPE criteria.0.a", "E-TYPE criteria.0.b", "E-RANGE criteria.1.a",
        ],
        spec("a: 4, scores: {b: great}"): ["E-TYPE criteria.0.scores.b"],
        spec("scores: {d: 4}"): ["E-REF criteria.0.scores.d"],
        spec("scores: {a: 4}", more="strengths: {d: [Cheap]}"): ["E-REF strengths.d"],
        spec("scores: {b: 4}", products="{b: Beta, c: Gamma}"): ["E-REF us"],
        spec("scores: {a: 4}", more="share: {a: 60%, b: 40.1%}"): ["E-SUM share"],
        spec("weight: -1, scores: {a: 4}"): ["E-RANGE criteria.0.weight"],
        spec("weight: 1, scores: {a: 4}", "scores: {a: 4}"): ["E-REQ criteria.1.weight"],
        spec("scores: {a: ~}"): ["E-EMPTY criteria"],
    }  # fmt: skip
    for text, expected in cases.items():
        assert [f"{p.code} {p.field}" for p in refused(text, lang=lang)] == expected


def test_shares_of_exactly_a_whole_are_fine(make: Make) -> None:
    # 0.7 + 0.1 + 0.2 is a little more or less than 1 in binary.
    made = make(spec("scores: {a: 4, b: 3}", more="share: {a: 70%, b: 10%, c: 20%}"))
    assert made.facts.market.remainder == 0
    assert made.codes == []


def test_the_table_says_what_is_best_and_what_is_ours(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: One\ntoday: 2026-06-24\n", encoding="utf-8")
    (tmp_path / "content" / "apps.yml").write_text(CATALOGUE, encoding="utf-8")
    page = load(Project.open(tmp_path))["apps/index.html"].decode()
    table = page[page.index('<table class="matrix">') :].partition("</table>")[0]
    assert table.index(">Sprout") < table.index(">Leafy") < table.index(">GreenUp")
    assert table.count('<span class="sr-only"> best</span>') == 3
    assert table.count('<span class="sr-only">not rated</span>') == 1
    assert table.count("matrix-group") == 4
    assert "incomplete" in table
    assert table.index("Weighted score") < table.index("Market share")


def test_the_first_product_is_ours_unless_said(make: Make) -> None:
    made = make(CATALOGUE.replace("us: sprout\n", ""))
    assert (made.facts.us.key, made.spec.us) == ("sprout", "sprout")
    assert make(CATALOGUE.replace("us: sprout", "us: leafy")).facts.products[0].key == "leafy"


@pytest.mark.parametrize(
    ("weights", "places"),
    [
        (("70%", "3"), [1]), (("3", "70%", "30%"), [1, 2]), (("0.7", "30%"), [1]), (("70%", "0"), []),
        (("70%", "30%"), []), (("7", "3"), []), (("0.7", "0.3"), []),
    ],
)  # fmt: skip
def test_weights_are_written_alike(
    weights: tuple[str, ...], places: list[int], make: Make, refused: Refused
) -> None:
    text = spec(*(f"weight: {weight}, scores: {{a: 3, b: 4}}" for weight in weights))
    if places:
        found = [(p.code, p.field) for p in refused(text)]
        assert found == [("E-RATE", f"criteria.{place}.weight") for place in places]
    else:
        make(text)


def test_no_class_of_concentration_is_said_that_the_rest_could_change(make: Make) -> None:
    made = make(spec("scores: {a: 3, b: 4, c: 1}", more="share: {a: 30%, b: 20%, c: 10%}"))
    tiles = {tile.label: tile for tile in made.kind.kind.tiles(made.spec, made.facts, made.words())}
    tile = tiles["Concentration (HHI)"]
    assert (tile.value, tile.note) == ("≥ 1,400", "no class: up to 3,000 if the rest is one supplier")
    said = made.charts()["shares"].summary
    assert "between 1,400 and 3,000" in said
    assert "concentrated" not in said


def test_the_parts_of_a_bar_add_up_to_the_total_beside_it(make: Make) -> None:
    rows = (
        "weight: 70%, scores: {a: 4, b: 4}",
        "weight: 10%, scores: {a: 3, b: 2}",
        "weight: 20%, scores: {a: 4.2, b: 2}",
    )
    made = make(spec(*rows))
    base = made.charts()["scores"].option["baseOption"]
    names = base["yAxis"]["data"]
    for place, name in enumerate(names):
        parts = [float(series["data"][place]["text"]) for series in base["series"] if "data" in series]
        assert f"{sum(parts):.1f}" == name.rpartition(" ")[2]
    assert [series["data"][0]["text"] for series in base["series"]] == ["2.8", "0.3", "0.8"]
    assert names[0] == "Alpha (us): 3.9"


def _many(folder: Path, rivals: int) -> Path:
    """Write a site with a comparison of so many rivals, and build it."""
    keys = [f"r{n}" for n in range(rivals)]
    products = ", ".join(["a: Alpha", *(f"{key}: Collaboration {n}" for n, key in enumerate(keys))])
    scores = ", ".join(f"{key}: {n % 5}" for n, key in enumerate(keys))
    text = spec(*[f"scores: {{a: 3, {scores}}}"] * 3, products=f"{{{products}}}")
    (folder / "content").mkdir(parents=True)
    (folder / "pmdocs.yml").write_text("site_name: One\ntoday: 2026-06-24\n", encoding="utf-8")
    (folder / "content" / "page.md").write_text(f"---{text}---\n", encoding="utf-8")
    said = build(load(Project.open(folder)), folder / "output").problems
    assert [p.text() for p in said if p.severity is Severity.ERROR] == []
    return folder / "output" / "page" / "index.html"


_SEEN = """() => {
  const heads = [...document.querySelectorAll(".matrix thead th")].filter((cell) => cell.checkVisibility());
  const box = document.querySelector(".matrix").parentElement;
  return { heads: heads.map((cell) => cell.textContent.trim().replace(/\\\\s+/g, " ")),
    over: box.scrollWidth - box.clientWidth, rows: box.scrollHeight - box.clientHeight };
}"""
"""The heads of the columns that are seen, and what the box of the table hides in each direction."""


def test_the_total_says_how_far_we_are_from_the_best_rival(tmp_path: Path) -> None:
    # Ours is 3 on all criteria, the best of eleven rivals has 4.
    page = _many(tmp_path / "site", 11).read_text(encoding="utf-8")
    total = page[page.index("matrix-total behind") :]
    assert re.findall(r'<td class="num matrix-gap">([^<]*)</td>', total)[0] == "−1.0"


@pytest.mark.slow
def test_the_table_answers_first_and_opens_the_rest(page: Any, tmp_path: Path) -> None:
    file = _many(tmp_path / "site", 11)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(file.as_uri())
    seen = page.evaluate(_SEEN)
    assert seen["heads"][:4] == ["Criterion", "Alpha us", "Against the best rival", "Weight"]
    assert len(seen["heads"]) == 7
    assert (seen["over"], seen["rows"]) == (0, 0)
    page.locator(".matrix-more input").check()
    every = page.evaluate(_SEEN)
    assert len(every["heads"]) == 15


@pytest.mark.slow
def test_a_phone_compares_us_with_one_chosen_rival(page: Any, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(_many(tmp_path / "site", 11).as_uri())
    for index, radio in enumerate(page.locator(".matrix-pick input").all()):
        radio.check()
        seen = page.evaluate(_SEEN)
        assert len(seen["heads"]) == 4
        name = page.locator(".matrix-pick label").nth(index).text_content().strip()
        assert seen["heads"][3] == name
        assert seen["over"] <= 0


def test_it_is_said_how_firmly_the_order_stands(make: Make) -> None:
    rows = ["weight: 80%, scores: {a: 3, b: 2}", "weight: 20%, scores: {a: 1, b: 3}"]
    note = make(spec(*rows, products="{a: Alpha, b: Beta}")).charts()["scores"].note
    assert note == (
        "Alpha and Beta change places where the weight of “Criterion 1” moves from 80.0% to 66.7%, the others rescaled."
    )
    ahead = ["weight: 80%, scores: {a: 3, b: 2}", "weight: 20%, scores: {a: 4, b: 3}"]
    said = make(spec(*ahead, products="{a: Alpha, b: Beta}")).charts("zh-CN")["scores"].note
    assert said == "无论单独调整哪一项权重，Beta都不会超过Alpha。"
