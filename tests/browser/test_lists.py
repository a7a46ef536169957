"""Lists in a real browser: filters with the keyboard alone, the address that keeps them, phones, no scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.built import Sites

Open = Callable[..., Page]

MORE = """---
kind: ab-test
id: ab-more-{n}
title: More {n}
owner: Growth team
status: draft
updated: 2026-01-01
as_of: 2026-01-01
source: product analytics
hypothesis: More helps.
metric: Done
start: 2025-12-01
end: 2025-12-15
planned: {{baseline: 20%, mde: 5pp, power: 80%, alpha: 5%}}
variants:
  A: {{name: As before, control: true, visitors: 4_000, conversions: 800}}
  B: {{name: More, visitors: 4_000, conversions: 810}}
decision: Keep A
---
"""


@pytest.fixture(scope="session")
def register(sites: Sites) -> Path:
    """Return the sample site with twelve experiments: a list of ten has no filters."""
    return sites.sample_with(
        {f"content/experiments/more-{n}.md": MORE.format(n=n) for n in range(9)}, "register"
    )


@pytest.fixture
def visit(browser: Browser, register: Path) -> Iterator[Open]:
    """Return a function that opens a page of that site from the disk; nothing may go wrong there."""
    contexts, errors = [], []

    def open_(url: str, width: int = 1280, **options: Any) -> Page:
        path, _, hash_ = url.partition("#")
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{register.as_uri()}/{path}index.html" + (f"#{hash_}" if hash_ else ""))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def titles(page: Page) -> list[str]:
    """Return the titles of the sample's own pages that are shown."""
    # Other links in the cell are those of what stands below the title.
    first = "cells => cells.filter(one => one.checkVisibility()).map(one => one.querySelector('a').innerText)"
    shown = page.eval_on_selector_all("tbody th", first)
    return [title for title in shown if not title.startswith("More")]


GUEST, REMINDER, PAYWALL = (
    "Guest mode on first launch", "Reminders at the hour people usually water", "Wording of the paywall"
)  # fmt: skip


def test_a_list_is_filtered_and_sorted_with_the_keyboard_alone(visit: Open) -> None:
    page = visit("experiments/")
    page.get_by_label("Status").focus()
    page.keyboard.press("A")  # the first choice that begins so
    assert titles(page) == [GUEST, REMINDER]
    assert page.inner_text(".filters [role=status]") == "2 of 12"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert titles(page) == [GUEST, REMINDER, PAYWALL]
    assert page.locator("tbody th:visible").count() == 12
    assert page.evaluate("document.activeElement.name") == "q"  # the first of the filters
    page.locator("th:has-text('Difference') button").focus()
    page.keyboard.press("Enter")
    assert titles(page) == [REMINDER, GUEST, PAYWALL]
    page.keyboard.press("Space")
    assert titles(page) == [GUEST, REMINDER, PAYWALL]
    assert page.locator("th[aria-sort=descending]").inner_text() == "Difference"


def test_the_address_keeps_a_filtered_view(visit: Open) -> None:
    page = visit("experiments/")
    page.select_option("[name=tag]", "activation")
    page.locator("th:has-text('Dates') button").click()
    address = page.url
    assert titles(page) == [GUEST]
    other = visit("experiments/#" + address.partition("#")[2])
    assert titles(other) == [GUEST]
    assert other.locator("th[aria-sort=ascending]").inner_text() == "Dates"
    assert other.locator("[name=tag]").input_value() == "activation"
    other.evaluate("location.hash = 'status=review'")
    other.wait_for_function("document.querySelector('[name=status]').value === 'review'")
    assert titles(other) == [PAYWALL]
    other.get_by_role("button", name="Clear").click()
    assert titles(other) == [GUEST, REMINDER, PAYWALL]
    assert "#" not in other.url


def test_what_nobody_offers_is_said_and_shows_nothing(visit: Open) -> None:
    page = visit("experiments/#owner=Nobody")
    assert titles(page) == []
    assert page.locator(".listing .empty").inner_text() == "Nothing fits"
    page = visit("experiments/#nowhere")
    assert len(titles(page)) == 3


def test_a_gallery_is_filtered_too(visit: Open) -> None:
    page = visit("personas/#status=review")
    assert page.locator(".gallery > li:visible h2").all_inner_texts() == ["Zoe Zhou"]


def test_without_scripts_it_is_a_plain_table(visit: Open) -> None:
    page = visit("experiments/#status=draft", java_script_enabled=False)
    assert titles(page) == [GUEST, REMINDER, PAYWALL]
    assert page.locator("th button").count() == 0
    assert not page.is_visible(".filters")


def test_a_row_on_a_phone_names_what_it_shows(visit: Open) -> None:
    page = visit("experiments/", width=360)
    label = "getComputedStyle(document.querySelector('tbody td'), '::before').content"
    assert page.evaluate(label).startswith('"Verdict"')
    assert page.locator("tbody td").first.is_visible()


def test_items_of_one_page_are_filtered_by_what_they_differ_in_and_sorted(visit: Open) -> None:
    page = visit("requirements/sprout/")
    box = page.locator(".view-register .listing")
    box.get_by_label("Release").select_option(label="Sprout 1.6 First minute")
    names = box.locator("tbody th:visible")
    assert names.count() == 4
    box.get_by_label("Priority").select_option(label="High")
    high = ["Use the app before registering", "Keep guest plants after sign-up", "WeChat Pay and Alipay"]
    assert [text.splitlines()[0] for text in names.all_inner_texts()] == high
    box.locator("th:has-text('Points') button").click()
    assert names.first.inner_text().startswith("Keep guest plants after sign-up")
    assert page.evaluate("location.hash") == "#release=rel-1-6&priority=high&sort=c5"
    box.get_by_role("button", name="Clear").click()
    assert names.count() == 26
