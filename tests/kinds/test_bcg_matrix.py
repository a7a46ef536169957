"""The growth-share matrix: where each product stands, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

HEAD = "kind: bcg-matrix\nid: b\ntitle: B\nproducts:\n"
SPROUT = """
  - {id: prod-basic, name: Basic, revenue: 9.4M, sales: 9.4M, largest_rival_sales: 6.2M, market_growth: 4%}
  - {id: prod-pro, name: Pro, revenue: 2.1M, market_share: 8%, largest_rival_share: 22%, market_growth: 21%}
  - {id: prod-shop, name: Shop, revenue: 1.3M, relative_share: 0.3, market: {2025: 410M, 2026: 422M}}
  - {id: prod-ai, name: API, revenue: 0.8M, relative_share: 1.6, market_growth: 34%}
"""


def _one(fields: str) -> str:
    return f"{HEAD}  - {{name: A, revenue: 1M, {fields}}}\n"


def test_the_portfolio_of_sprout(make: Any) -> None:
    facts = make(HEAD + SPROUT).facts
    assert [p.product_class for p in facts.products] == ["cash-cow", "question-mark", "dog", "star"]
    assert facts.products[0].relative_share == pytest.approx(9.4 / 6.2)
    assert facts.products[1].relative_share == pytest.approx(8 / 22)
    assert facts.products[2].market_growth == pytest.approx(422 / 410 - 1)
    assert [c.revenue_share for c in facts.classes] == pytest.approx(
        [0.8 / 13.6, 2.1 / 13.6, 9.4 / 13.6, 1.3 / 13.6]
    )


@pytest.mark.parametrize(
    ("own", "rival", "expected"),
    [
        # Kotler, Marketing Management, on relative market share: 0.1 is a tenth of the leader's sales,
        # 10 the leader itself with ten times the sales of the next.
        ("10", "100", 0.1),
        ("100", "10", 10.0),
        # Henderson, The Product Portfolio (BCG 1970), makes 1.0 the line between leader and follower.
        ("30", "30", 1.0),
    ],
)
def test_relative_share_is_own_by_the_largest_competitors(
    own: str, rival: str, expected: float, make: Any
) -> None:
    fields = f"sales: {own}, largest_rival_sales: {rival}, market_growth: 5%"
    assert make(_one(fields)).facts.products[0].relative_share == pytest.approx(expected)


def test_a_market_of_several_years_grows_at_the_compound_rate_in_any_order(make: Any) -> None:
    for market in ("{2023: 10_000, 2026: 19_000}", "{2026: 19_000, 2024: 12_000, 2023: 10_000}"):
        made = make(_one(f"relative_share: 1, market: {market}"))
        assert made.facts.products[0].market_growth == pytest.approx(0.2386, abs=5e-5)


def test_the_share_axis_is_logarithmic_reversed_and_symmetrical(make: Any) -> None:
    axis = make(HEAD + SPROUT).charts()["matrix"].option["baseOption"]["xAxis"]
    assert (axis["type"], axis["inverse"], axis["min"], axis["max"]) == ("log", True, 0.1, 10)
    wide = (
        make(_one("relative_share: 0.03, market_growth: 5%")).charts()["matrix"].option["baseOption"]["xAxis"]
    )
    assert (wide["min"], wide["max"]) == (0.02, 50)


def test_bubbles_have_areas_in_proportion_to_revenue(make: Any) -> None:
    series = make(HEAD + SPROUT).charts()["matrix"].option["baseOption"]["series"][0]
    assert series["symbolSize"].startswith("pm:area:")
    assert {item["name"]: item["value"][2] for item in series["data"]}["Basic"] == 9_400_000


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("relative_share: 0, market_growth: 5%", "E-RANGE"),
        ("relative_share: -2, market_growth: 5%", "E-RANGE"),
        ("sales: 5, largest_rival_sales: 0, market_growth: 5%", "E-RANGE"),
        ("relative_share: 2, market_share: 10%, largest_rival_share: 20%, market_growth: 5%", "E-SUM"),
        ("market_share: 60%, largest_rival_share: 50%, market_growth: 5%", "E-SUM"),
        ("relative_share: 2, market_growth: -120%", "E-RANGE"),
        ("relative_share: 2, market: {2025: 4M}", "E-LEN"),
        ("relative_share: 2, market_growth: 5%, market: {2025: 100M, 2026: 110M}", "E-SUM"),
        ("relative_share: 2, market_growth: 21%, market: {2024: 100M, 2026: 121M}", "E-SUM"),
        (
            "relative_share: 2, market_growth: 5%, last_year: {relative_share: 1, market_growth: -120%}",
            "E-RANGE",
        ),
        ("relative_share: 2, market: {2025: 0, 2026: 5}", "E-RANGE"),
        ("relative_share: 2, product_growth: 12%", "E-REQ"),
        ("market_growth: 5%", "E-REQ"),
        ("market_share: 10%, market_growth: 5%", "E-REQ"),
    ],
)
def test_what_cannot_be_placed_is_refused(fields: str, code: str, refused: Any) -> None:
    assert [p.code for p in refused(_one(fields))] == [code]


def test_what_is_said_about_a_portfolio(make: Any) -> None:
    assert make(HEAD + SPROUT).codes == []
    one = make(_one("relative_share: 1.02, market_growth: 30%, product_growth: 50%"))
    assert one.codes == ["W-GROWTH", "W-BORDER", "I-BALANCE", "I-BALANCE"]
    stars = HEAD + "".join(
        f"  - {{name: {n}, revenue: 1, relative_share: 2, market_growth: 30%, market_name: Home}}\n"
        for n in "AB"
    )
    assert make(stars).codes == ["W-LEADER", "W-QUADRANT", "I-BALANCE", "I-BALANCE"]


def test_a_portfolio_without_revenue_says_so(make: Any) -> None:
    made = make(HEAD + "  - {name: A, revenue: 0, relative_share: 2, market_growth: 5%}\n")
    assert made.summary() == "There is no revenue yet. Nothing is growing up to pay tomorrow."
    assert made.facts.products[0].revenue_share is None


@pytest.mark.parametrize("growth", ["10%", "9.6%", "10.4%"])
def test_a_growth_that_the_market_shows_may_be_rounded(growth: str, make: Any) -> None:
    made = make(_one(f"relative_share: 2, market_growth: {growth}, market: {{2024: 100M, 2026: 121M}}"))
    assert made.facts.products[0].market_growth == pytest.approx(0.10)


def test_two_growths_of_one_market_are_named(refused: Any) -> None:
    (found,) = refused(_one("relative_share: 2, market_growth: 5%, market: {2025: 100M, 2026: 110M}"))
    assert (
        found.message.en == "market_growth says 5.0%, but the market grew by 10.0% a year from 2025 to 2026"
    )
    assert found.field.endswith("market_growth")


def test_market_and_rival_are_named(make: Any) -> None:
    made = make(_one("relative_share: 2, market_growth: 5%, market_name: Sensors, rival_name: Leafy"))
    chart = made.charts()["matrix"]
    assert chart.table.rows[0][2:4] == ("Sensors", "Leafy")
    assert "Largest rival: Leafy" in str(chart.option)


def test_no_axis_goes_below_what_a_market_can_lose(make: Any) -> None:
    made = make(_one("relative_share: 2, market_growth: -99%"))
    assert made.charts()["matrix"].option["baseOption"]["yAxis"]["min"] == -1


def test_a_product_has_a_name_of_its_own(refused: Any) -> None:
    row = "  - {name: A, revenue: 1, relative_share: 2, market_growth: 5%}\n"
    assert [(p.code, p.field) for p in refused(HEAD + row + row)] == [("E-ID", "products.1.name")]


def test_many_products_are_counted_where_there_is_no_room_to_name_them(make: Any) -> None:
    rows = "".join(
        f"  - {{name: P{n}, relative_share: {2 if n < 5 else 0.5}, market_growth: 20%, revenue: 10}}\n"
        for n in range(8)
    )
    made = make(HEAD + rows)
    assert made.charts()["matrix"].summary == "Star: 5; Question mark: 3."

    def notes(lang: str) -> list[str]:
        found = made.kind.kind.tiles(made.spec, made.facts, made.words(lang))
        return [tile.note for tile in found if tile.formula == "revenue_share"]

    assert notes("en") == ["P0, P1, and 3 more", "P5, P6, and 1 more"]
    assert notes("zh-CN")[0] == "P0、P1和另外 3 个"
