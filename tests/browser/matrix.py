"""What axe finds on a page in light and in dark, wide and narrow."""

from __future__ import annotations

import itertools
from pathlib import Path

from playwright.sync_api import Page

MATRIX = tuple(itertools.product((1280, 360), ("light", "dark")))
_AXE = Path("node_modules/axe-core/axe.min.js")


def found_on(page: Page, root: Path) -> list[str]:
    """Return what axe finds on a page as it is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate((root / _AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((all) => all.violations)")
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}" for v in found for n in v["nodes"]]


def found_everywhere(page: Page, root: Path) -> list[str]:
    """Return what is wider than the screen and what axe finds, each with width and mode."""
    found = []
    for width, mode in MATRIX:
        page.set_viewport_size({"width": width, "height": 900})
        # Without motion colours do not fade over.
        page.emulate_media(color_scheme=mode, reduced_motion="reduce")  # type: ignore[arg-type]
        over = page.evaluate("document.documentElement.scrollWidth") - width
        found += [f"{width} {mode}: {over} px too wide"] * (over > 0)
        found += [f"{width} {mode} {one}" for one in found_on(page, root)]
    return found
