"""What a reader does on a page: turns to a link, asks where a number comes from, follows relations, keeps a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import found_on

pytestmark = pytest.mark.slow
Open = Callable[..., Page]


@pytest.fixture
def read(browser: Browser, sample: Path, served: str) -> Iterator[Open]:
    """Return a function that opens a page of the sample site; errors of its scripts fail the test."""
    contexts, errors = [], []

    def open_(
        url: str, *, width: int = 1280, over: str = "file", touch: bool = False, script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, has_touch=touch, reduced_motion="reduce",
            java_script_enabled=script, permissions=["clipboard-read", "clipboard-write"],
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(f"{served if over == 'http' else sample.as_uri() + '/'}{url}index.html")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def _until(page: Page, condition: str) -> None:
    """Wait for a condition; Playwright's own waiting needs eval, which the policy forbids."""
    for _ in range(300):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(30)
    raise AssertionError(condition)


@pytest.mark.parametrize("over", ["file", "http"])
def test_turning_to_a_link_shows_what_it_leads_to(read: Open, root: Path, over: str) -> None:
    page = read("personas/mia/", over=over)
    card = page.locator(".preview")
    link = page.locator(".relations a.ref", has_text="Sprout becomes a weekly habit").first
    link.hover()
    expect(card).to_be_visible()
    expect(card).to_contain_text("OKR")
    expect(card).to_contain_text("Sprout becomes a weekly habit")
    expect(card).to_contain_text("Company OKRs Q2 2026")
    assert link.get_attribute("aria-describedby") == "preview"
    assert over == "file" or found_on(page, root) == []
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.mouse.move(2, 2)
    expect(card).to_be_hidden()


def test_the_card_comes_with_the_keyboard_and_goes_with_escape(read: Open) -> None:
    page = read("zh-CN/personas/mia/")
    card = page.locator(".preview")
    page.evaluate("document.querySelector('.prose a.ref').focus({focusVisible: true})")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('a.ref')")


def test_a_finger_opens_the_link_and_no_card(read: Open) -> None:
    page = read("personas/mia/", touch=True, width=360)
    page.locator(".relations a.ref", has_text="Sprout becomes a weekly habit").first.tap()
    page.wait_for_url("**/okrs/2026-q2/index.html#obj-habit")
    assert page.locator(".preview").count() == 0


@pytest.mark.parametrize("url", ["", "zh-CN/"])
def test_every_link_by_id_has_a_card(url: str, sample: Path, read: Open) -> None:
    for file in sorted((sample / url).rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        for part in text.split('class="ref" href="')[1:]:
            there = part.partition('"')[0].partition("#")[0]
            assert not there or (file.parent / there).with_name("preview.js").is_file(), (file, there)
    read(url)


@pytest.mark.parametrize("script", [True, False])
def test_a_number_opens_its_formula_and_inputs(read: Open, root: Path, *, script: bool) -> None:
    page = read("funnels/signup/", script=script, over="http")
    why = page.locator("#why-2")
    expect(why).to_be_hidden()
    page.locator("[popovertarget=why-2]").press("Enter")
    expect(why).to_be_visible()
    for said in (
        "count of the step / count of the first step",
        "24,000",
        "1,340",
        "n = 24,000",
        "product analytics",
    ):
        expect(why).to_contain_text(said)
    if script:
        assert found_on(page, root) == []
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
    page.locator("[popovertarget=why-2]").click()
    why.get_by_role("link").click()
    expect(page.locator("#formula-overall")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_an_item_shows_what_uses_it(read: Open, root: Path, width: int) -> None:
    page = read("okrs/2026-q2/", width=width, over="http")
    page.locator("[popovertarget=used-obj-habit]").press("Enter")
    users = page.locator("#used-obj-habit")
    expect(users).to_contain_text("Objective that it serves")
    box = users.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert found_on(page, root) == []
    page.keyboard.press("Tab")
    expect(page.locator(".preview")).to_contain_text("A/B test")
    page.keyboard.press("Escape")
    expect(page.locator(".preview")).to_be_hidden()
    expect(users).to_be_visible()
    page.keyboard.press("Escape")
    expect(users).to_be_hidden()


def test_paper_has_neither_buttons_nor_cards(read: Open) -> None:
    page = read("okrs/2026-q2/")
    page.emulate_media(media="print")
    for quiet in (".used-by", ".tile .formula", ".chart-tools"):
        assert not any(one.is_visible() for one in page.locator(quiet).all())
    expect(page.locator(".relations")).to_be_visible()


def test_a_chart_is_kept_and_shared_by_keyboard(read: Open, root: Path) -> None:
    page = read("funnels/signup/", over="http")
    menu = page.locator("[popovertarget=funnel-signup-steps-menu]")
    for word, name in (("PNG", "funnel-signup-steps.png"), ("SVG", "funnel-signup-steps.svg"),
                       ("CSV", "funnel-signup-steps.csv")):  # fmt: skip
        menu.press("Enter")
        with page.expect_download() as download:
            page.locator("#funnel-signup-steps-menu").get_by_text(word).press("Enter")
        assert download.value.suggested_filename == name
        page.keyboard.press("Escape")
    menu.press("Enter")
    assert found_on(page, root) == []
    page.locator("#funnel-signup-steps-menu").get_by_role("button", name="Copy link").press("Enter")
    expect(page.locator("#funnel-signup-steps-menu").get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(
        "/funnels/signup/index.html#funnel-signup-steps"
    )


@pytest.mark.parametrize("able", [True, False])
def test_a_chart_fills_the_screen_and_goes_back(read: Open, *, able: bool) -> None:
    page = read("funnels/signup/")
    if not able:
        page.evaluate("delete Element.prototype.requestFullscreen")
    box = page.locator("#funnel-signup-steps .chart-box")
    before = box.bounding_box()
    page.locator("#funnel-signup-steps [data-chart-action=full]").click()
    live = page.locator("#funnel-signup-steps .chart-live svg")
    expect(live).to_be_visible()
    page.wait_for_function(
        "document.querySelector('#funnel-signup-steps .chart-live svg').clientWidth > 1100"
    )
    assert page.evaluate("document.querySelector('#funnel-signup-steps .chart-live svg').clientHeight") > 500
    if able:
        page.evaluate("document.exitFullscreen()")  # the browser's own Escape cannot be pressed from here
    else:
        page.keyboard.press("Escape")
    _until(page, "document.querySelector('#funnel-signup-steps .chart-live svg').clientWidth < 800")
    after = box.bounding_box()
    assert before
    assert after
    assert (after["width"], after["height"]) == (before["width"], before["height"])


def test_the_value_at_hand_is_said(read: Open) -> None:
    page = read("zh-CN/funnels/signup/")
    page.locator("#funnel-signup-steps .chart-box").focus()
    expect(page.locator("#funnel-signup-steps .chart-live svg")).to_be_visible()
    said = page.locator("#funnel-signup-steps [aria-live]")
    for key, words in (("ArrowRight", "安装"), ("ArrowRight", "注册"), ("End", "订阅"), ("Home", "安装")):
        page.keyboard.press(key)
        expect(said).to_contain_text(words)
