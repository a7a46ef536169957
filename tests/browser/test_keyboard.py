"""With a keyboard alone: every control is reached in turn, the focus is seen on it, and nothing holds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']"
# What can be reached now: shown, not behind a closed disclosure, and not the content of a closed menu.
MARK = f"""
() => {{
  const all = [...document.querySelectorAll("{CONTROLS}")].filter((one) =>
    one.checkVisibility({{ visibilityProperty: true, contentVisibilityAuto: true }}) && one.tabIndex >= 0 && !one.disabled);
  all.forEach((one, i) => {{ one.dataset.tab = i; }});
  return all.map((one) => one.outerHTML.slice(0, 120));
}}
"""
# The ring may be the control's own or that of what it stands in.
SEEN = """
() => {
  const one = document.activeElement;
  const ring = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow.includes("inset");
  };
  return { tab: one.dataset.tab ?? null, ring: ring(one) || ring(one.parentElement), html: one.outerHTML.slice(0, 120) };
}
"""


@pytest.mark.parametrize(
    ("url", "width"),
    [("okrs/2026-q2/", 1280), ("zh-CN/experiments/", 360)],
)
def test_every_control_is_reached_and_seen(browser: Browser, sample: Path, url: str, width: int) -> None:
    """Tab goes through all of them once and out at the end."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{sample.as_uri()}/{url}index.html")
    wanted = page.evaluate(MARK)
    reached: dict[int, bool] = {}
    for _ in range(2 * len(wanted) + 20):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen["tab"] is None:
            if reached:
                break
            continue
        assert seen["ring"], f"no focus to be seen: {seen['html']}"
        reached[int(seen["tab"])] = True
    missed = [html for i, html in enumerate(wanted) if i not in reached]
    context.close()
    assert missed == []
