"""What a reader meets at an address: everything is looked at in one visit, of every kind, in both languages and themes.

The addresses come from each site's site.json. ``-k okr`` takes those of one kind.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmdocs.i18n import LANGUAGES
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.system.boundary import Boundary
from pmdocs.theming.theme import load_theme
from tests.browser.addresses import (
    VIEWS,
    covering,
    looks,
    section,
    specs_of,
    turn,
    with_list,
    without_kind,
)  # fmt: skip
from tests.browser.conftest import Address
from tests.browser.visit import Visitor, found_at, found_everywhere
from tests.built import THEMES, Sites

pytestmark = pytest.mark.slow
KINDS = pytest.mark.parametrize("kind", kind_ids())
PARTS = 4
"""Into so many tests pages are divided that have no kind in common, so that workers can share them."""


@KINDS
def test_a_kind_and_its_list(kind: str, sites: Sites, visitor: Visitor, address: Address) -> None:
    site = having(sites, kind)
    pages = with_list(site, kind)
    assert len(pages) == len(LANGUAGES) + 1
    assert seen(site, kind, pages, visitor, address) == []


def having(sites: Sites, kind: str, theme: str = "base") -> Path:
    """Return the sample site, or the gallery where the sample has nothing of a kind."""
    sample = sites.sample(theme)
    return sample if specs_of(sample, kind) else sites.gallery(theme)


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_without_a_kind(part: int, sample: Path, visitor: Visitor, address: Address) -> None:
    pages = without_kind(sample)
    assert len(pages) > 12
    assert seen(sample, f"part {part}", pages[part::PARTS], visitor, address) == []


def seen(site: Path, kind: str, pages: list[str], visitor: Visitor, address: Address) -> list[str]:
    """Visit pages of a site and return all that is wrong."""
    found = []
    for look in looks(kind, pages):
        found += visitor.everything(
            address(site, look.over) + f"{look.url}index.html", look.width, look.scheme
        )
    return found


@KINDS
def test_the_section_of_a_kind_in_a_report(
    kind: str, sites: Sites, visitor: Visitor, address: Address
) -> None:
    report = having(sites, kind, "paper")
    width, scheme = VIEWS[turn(kind) % len(VIEWS)]
    url = f"{address(report, 'file')}{section(report, kind)}index.html"
    assert visitor.everything(url, width, scheme, "paper") == []


def test_sections_that_are_visited_have_many_charts(sites: Sites) -> None:
    """Otherwise nobody would turn to one in a report."""
    visited = [
        having(sites, kind, "paper") / section(having(sites, kind, "paper"), kind) for kind in kind_ids()
    ]
    pages = [(folder / "index.html").read_text(encoding="utf-8") for folder in visited]
    assert sum(page.count('<figure class="chart') > 3 for page in pages) > 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cover_of_a_report(lang: str, sites: Sites, visitor: Visitor, address: Address) -> None:
    report = sites.sample("paper")
    home = "" if lang == LANGUAGES[0] else f"{lang}/"
    assert visitor.everything(f"{address(report, 'file')}{home}index.html", 1280, "light", "paper") == []


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("theme", THEMES)
def test_every_element_in_every_width_and_colour_scheme(
    theme: str, part: int, sites: Sites, visitor: Visitor, address: Address
) -> None:
    """The whole matrix, on the page of components and whatever else it takes to see all that a theme has a style for."""
    site = sites.gallery(theme)
    styled = set(re.findall(r"\.([a-z][\w-]*)", load_theme(Boundary.of(visitor.root), theme).stylesheet()))
    pages = covering(site, styled, last_first=theme == THEMES[-1])
    assert {"components/", "zh-CN/components/"} <= set(pages)
    for url in pages[part::PARTS]:
        page = visitor.go(f"{address(site, 'file')}{url}index.html")
        assert found_everywhere(page, visitor.root) == [], url


@KINDS
def test_what_only_a_kind_has_a_style_for_in_every_width_and_colour_scheme(
    kind: str, sites: Sites, visitor: Visitor, address: Address
) -> None:
    """Two combinations a language; a kind that is made of components alone has been seen with them."""
    site = having(sites, kind)
    for n, url in enumerate(specs_of(site, kind).values() if load_kind(kind).file("style.css") else ()):
        page = visitor.go(f"{address(site, 'file')}{url}index.html")
        for width, scheme in VIEWS[n % 2 :: 2]:
            assert found_at(page, visitor.root, width, scheme) == [], url
