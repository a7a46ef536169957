"""What HTML may appear on a page: words and tables, no styles, no scripts, no foreign content."""

from __future__ import annotations

from functools import cache

import nh3

from pmdocs.markdown.addresses import SCHEMES
from pmdocs.markdown.elements import TAGS

_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"aria-label", "href"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "div": {"aria-label"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
_SIDES = {"left", "center", "right"}
_VALUES = {
    "a": {"role": {"doc-noteref", "doc-backlink"}},
    "div": {"role": {"doc-endnotes"}},
    "td": {"align": _SIDES},
    "th": {"align": _SIDES, "scope": {"col", "row", "colgroup", "rowgroup"}},
    "ol": {"type": {"1", "a", "A", "i", "I"}},
}


def sanitize(html: str) -> str:
    """Return well-formed HTML of the allowed elements and attributes; attributes stand in double quotes."""
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        tag_attribute_values=_VALUES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
