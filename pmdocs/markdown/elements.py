"""The names of the elements of HTML: those that may appear on a page, and all others."""

from __future__ import annotations

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
