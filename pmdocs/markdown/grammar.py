"""How a line begins: the markers of blocks, and the columns that come before them."""

from __future__ import annotations

import re

COMMENT = "%%"
"""Encloses what Obsidian shows to the author alone."""
TAB = 4

FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)")
ITEM = re.compile(r"([-+*]|[0-9]{1,9}[.)])(?=[ \t]|$)")
TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\]([-+]?)[ \t]*(.*)", re.ASCII)
ADMONITION = re.compile(
    r'(!!!|\?\?\?\+?)[ \t]*([A-Za-z][\w-]*(?: +[\w-]+)*)(?:[ \t]+"(.*)")?[ \t]*$', re.ASCII
)
FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]:[ \t]*")
DEFINITION = re.compile(r":[ \t]{1,3}(?=\S)")
HTML_VERBATIM = re.compile(r"<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
HTML_COMMENT = "<!--"
HTML_BLOCK = re.compile(
    r"</?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div"
    r"|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend"
    r"|li|link|main|menu|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot"
    r"|th|thead|title|tr|track|ul)(?=[\s/>]|$)",
    re.IGNORECASE,
)


def columns(text: str) -> int:
    """Return how many columns of white space a line starts with."""
    width = len(text) - len(text.lstrip(" "))
    if not text.startswith("\t", width):
        return width
    blank = text[: len(text) - len(text.lstrip(" \t"))]
    return len(blank.expandtabs(TAB))


def dedent(text: str, width: int) -> str:
    """Return the line without ``width`` columns of white space, or without what there is of them."""
    if text.startswith(" " * width):
        return text[width:]
    rest = text.lstrip(" \t")
    return text[: len(text) - len(rest)].expandtabs(TAB)[width:] + rest


def is_rule(text: str) -> bool:
    """Tell whether a line that starts with ``-``, ``*`` or ``_`` is a thematic break."""
    signs = text.replace(" ", "").replace("\t", "")
    return len(signs) >= 3 and not signs.strip(signs[0])  # noqa: PLR2004 -- three make a line


def underline(text: str) -> int:
    """Return the level of the heading that this line makes of the paragraph above it, or 0."""
    signs = text.rstrip()
    if not signs.strip("="):
        return 1
    return 0 if signs.strip("-") else 2


def heading(text: str) -> tuple[int, str]:
    """Return level and text of a line that starts with ``#``; level 0 if it is no heading."""
    words = text.lstrip("#")
    level = len(text) - len(words)
    if level > 6 or (words and words[0] not in " \t"):  # noqa: PLR2004 -- HTML has six
        return 0, ""
    words = words.strip()
    bare = words.rstrip("#")
    return level, bare.rstrip() if not bare or bare[-1] in " \t" else words


def is_item(text: str) -> bool:
    """Tell whether a line starts with the marker of a list."""
    return ITEM.match(text) is not None


def starts_html(text: str) -> bool:
    """Tell whether a line that starts with ``<`` starts a block of HTML."""
    return text.startswith(HTML_COMMENT) or bool(HTML_VERBATIM.match(text) or HTML_BLOCK.match(text))


def html_end(text: str) -> re.Pattern[str] | None:
    """Return what ends the HTML block that a line starts; ``None`` stands for a blank line."""
    verbatim = HTML_VERBATIM.match(text)
    if verbatim:
        return re.compile(rf"</{verbatim[1]}>", re.IGNORECASE)
    return re.compile("-->") if text.startswith(HTML_COMMENT) else None
