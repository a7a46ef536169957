"""What HTML may appear on a page: words and tables, no styles, no scripts, no foreign content."""

from __future__ import annotations

from functools import cache

import nh3

from pmdocs.markdown.addresses import SCHEMES

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var", "wbr",
})  # fmt: skip

ELEMENTS = TAGS | frozenset({
    "acronym", "applet", "area", "article", "aside", "audio", "base", "basefont", "bdi", "bdo", "big",
    "blink", "body", "button", "canvas", "center", "data", "datalist", "dialog", "dir", "embed",
    "fieldset", "font", "footer", "form", "frame", "frameset", "head", "header", "hgroup", "html",
    "iframe", "image", "input", "keygen", "label", "layer", "legend", "link", "listing", "main", "map",
    "marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noembed", "noframes", "noscript",
    "object", "optgroup", "option", "output", "param", "picture", "plaintext", "portal", "progress",
    "rb", "rtc", "script", "search", "section", "select", "slot", "source", "strike", "style", "svg",
    "template", "textarea", "title", "track", "tt", "video", "xmp",
})  # fmt: skip
"""All that HTML has; whatever else stands in angle brackets was not meant as HTML."""

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
