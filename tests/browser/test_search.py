"""Somebody searches the sample site: what is found, and how the dialog behaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.search.conftest import Engine

FIRST = [
    ("en", "guest mode", "experiments/guest-mode/"), ("en", "paywall", "experiments/paywall-wording/"),
    ("en", "retention", "kpis/2026-06/"), ("en", "activation", "kpis/onboarding-2026-06/"),
    ("en", "chen", "personas/chen/"), ("en", "roadmap", "roadmap/2026/"), ("en", "subscri", "funnels/signup/"),
    ("en", "compet", "competitors/2026/"), ("en", "market share", "competitors/2026/"),
    ("en", "retenton", "kpis/2026-06/"), ("en", "okr 2026q2", "okrs/2026-q2/"),
    ("en", "personna grower", "personas/grower/"), ("en", "wekly habit", "okrs/2026-q2/"),
    ("en", "kr-activation", "okrs/2026-q2-growth/"), ("en", "okr-2026-q2", "okrs/2026-q2/"),
    ("en", "rm-photo", "roadmap/2026/"), ("en", "ab-guest-mode", "experiments/guest-mode/"),
    ("en", "PORTFOLIO 2026", "portfolio/2026/"), ("en", "emotion curve", "journeys/first-plant/"),
    ("zh-CN", "漏斗", "zh-CN/funnels/"), ("zh-CN", "提醒", "zh-CN/experiments/reminder-time/"),
    ("zh-CN", "米娅", "zh-CN/personas/mia/"), ("zh-CN", "娅，", "zh-CN/personas/mia/"),
    ("zh-CN", "游客模式", "zh-CN/experiments/guest-mode/"), ("zh-CN", "客模", "zh-CN/experiments/guest-mode/"),
    ("zh-CN", "付费墙", "zh-CN/experiments/paywall-wording/"), ("zh-CN", "路线图", "zh-CN/roadmap/2026/"),
    ("zh-CN", "OKR 增长", "zh-CN/okrs/2026-q2-growth/"), ("zh-CN", "A/B 测试", "zh-CN/experiments/"),
    ("zh-CN", "kr-activation", "zh-CN/okrs/2026-q2-growth/"),
]  # fmt: skip


@pytest.fixture(scope="session")
def loaded(sample: Path) -> Engine:
    """Return the engine with the search of the sample site."""
    engine = Engine()
    parts = (sample / "assets/search").glob("*.js")
    engine.load({file.relative_to(sample).as_posix(): file.read_bytes() for file in parts})
    return engine


@pytest.mark.parametrize(("lang", "text", "first"), FIRST)
def test_what_is_meant_comes_first(loaded: Engine, lang: str, text: str, first: str) -> None:
    """Words, beginnings, typing errors, ids; in Chinese words, any two characters, and both scripts together."""
    assert [hit.url for hit in loaded.find(text, lang)][:1] == [first]


@pytest.mark.parametrize(("typed", "meant"), [("diagosis", "diagnosis"), ("activaton", "activation")])
def test_a_typing_error_finds_what_the_word_finds(loaded: Engine, typed: str, meant: str) -> None:
    assert loaded.find(typed)[0].url == loaded.find(meant)[0].url


Go = Callable[..., Page]


@pytest.fixture
def go(browser: Browser, sample: Path) -> Iterator[Go]:
    """Return a function that opens a page from the disk; nothing may go wrong on it."""
    wrong: list[str] = []
    contexts = []

    def open_(url: str = "", *, width: int = 1280, query: str = "") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="dark")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{(sample / url / 'index.html').as_uri()}{query}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def _titles(page: Page) -> list[str]:
    return page.locator(".palette-title").all_inner_texts()


def test_keys_alone_find_and_open_a_page(go: Go) -> None:
    """Slash opens, typing finds, arrows choose, Enter opens the very place; nothing is loaded before."""
    page = go("personas/mia")
    assert page.locator("script[src*='search']").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("retention")
    expect(page.locator(".palette-status")).to_have_text(re.compile(r"^\d results$"))
    expect(page.locator(".palette-results mark").first).to_have_text("retention")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(".palette-title").nth(1).inner_text()
    assert second in page.locator(":focus").inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kpis/2026-06/index.html#kpi-2026-06-trend-m-ret30-title")


def test_enter_opens_the_first_result(go: Go) -> None:
    """Nobody has to choose; an id leads to what has it."""
    page = go()
    page.keyboard.press("Control+k")
    page.keyboard.type("kr-activation")
    expect(page.locator(".palette-results a").first).to_have_attribute("href", re.compile("#kr-activation$"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/okrs/2026-q2-growth/index.html#kr-activation")


def test_escape_closes_and_gives_the_focus_back(go: Go) -> None:
    """The dialog leaves everything as it was."""
    page = go()
    button = page.get_by_role("button", name="Search")
    button.click()
    expect(page.get_by_role("searchbox", name="Search this site")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.palette")).to_be_hidden()
    expect(button).to_be_focused()


def test_one_kind_can_be_chosen(go: Go) -> None:
    """Chips count the results of each kind, and show one kind only."""
    page = go()
    page.keyboard.press("/")
    page.keyboard.type("guest mode")
    page.locator(".palette-kinds").get_by_text("OKR").click()
    assert all("OKR" in title for title in _titles(page))
    page.locator(".palette-kinds").get_by_text("All").click()
    assert "Guest mode on first launch" in _titles(page)


def test_chinese_pairs_are_found_and_marked(go: Go) -> None:
    """Two characters anywhere in a sentence, on a phone."""
    page = go("zh-CN", width=360)
    page.get_by_role("button", name="搜索").click()
    page.keyboard.type("客模")
    expect(page.locator(".palette-title").first).to_have_text("首次启动的游客模式")
    expect(page.locator(".palette-results mark").first).to_have_text("客模")
    box = page.locator("dialog.palette").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_what_is_not_found_is_said_with_what_is_near(go: Go) -> None:
    """Some of the words, another language, or nothing: each says so."""
    page = go()
    page.keyboard.press("/")
    status = page.locator(".palette-status")
    page.keyboard.type("paywall zzzqqq")
    expect(status).to_contain_text("some of them")
    page.get_by_role("searchbox").fill("植物店")
    expect(status).to_contain_text("another language")
    assert page.locator(".palette-results a").first.get_attribute("lang") == "zh-CN"
    page.get_by_role("searchbox").fill("qqqqqq")
    expect(status).to_contain_text("Nothing found")
    assert _titles(page) == []


def test_an_address_can_ask(go: Go) -> None:
    """A link with ?q= shows what is found."""
    page = go("okrs", query="?q=paywall")
    expect(page.locator(".palette-title").first).to_have_text("Wording of the paywall")


def test_what_a_reader_types_is_never_markup(go: Go) -> None:
    """The query is text, whatever it says."""
    page = go(query="?q=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20paywall")
    expect(page.locator(".palette-results li").first).to_be_visible()
    assert page.locator("dialog img").count() == 0
