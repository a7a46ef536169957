"""The visit itself: on a page where everything is wrong it finds all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Address
from tests.browser.visit import Visitor

pytestmark = pytest.mark.slow

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="style-src 'self'">
<title>Wrong</title>
<body>
<nav class="topbar">Bar</nav>
<h1>Wrong</h1>
<figure class="chart" id="chart"><div class="chart-box"><div class="chart-live">
<svg width="300" height="80"><rect width="300" height="80"/></svg>
</div></div></figure>
<p style="color: red">A violation.</p>
<img src="http://127.0.0.2:9/elsewhere.png">
<svg width="2000" height="9"></svg>
<p>Moved.</p>
<script>
setTimeout(() => document.querySelector('h1').before(document.createElement('hr'), 'Late'), 50);
throw new Error('a mistake');
</script>
"""


def test_everything_that_is_wrong_is_found(tmp_path: Path, visitor: Visitor, address: Address) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    found = visitor.everything(f"{address(tmp_path, 'http')}index.html", 360, "light")
    told = "\n".join(found)
    for wrong in (
        "without scripts: 1280: chart: <svg width", "without scripts: 1280: 0 tables for 1 charts",
        "in use: a mistake", "in use: style-src", "in use: 127.0.0.2", "in use: layout shift",
        "px over at 360", "px over at 768", "px over at 1280", "360 light: image-alt",
        "print: 2", "print: the bar at the top is seen",
    ):  # fmt: skip
        assert wrong in told, f"{wrong}\n{told}"


def test_a_page_where_nothing_is_wrong_gives_nothing(
    tmp_path: Path, visitor: Visitor, address: Address
) -> None:
    """Whatever the page before it said."""
    page = '<!doctype html><html lang="en"><title>Right</title><link rel="icon" href="data:,"><main><h1>Right</h1></main>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert visitor.everything(f"{address(tmp_path, 'file')}index.html", 1280, "dark") == []
