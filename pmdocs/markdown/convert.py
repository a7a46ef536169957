"""convert: block structure → article: elements, HTML, safe HTML, ids and slots."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.markdown.addresses import Places
from pmdocs.markdown.dialect import dialect
from pmdocs.markdown.finish import finish
from pmdocs.markdown.footnotes import Footnotes
from pmdocs.markdown.placeholders import Placeholders
from pmdocs.markdown.refusals import refusals
from pmdocs.markdown.rendered import Rendered
from pmdocs.markdown.sanitize import sanitize
from pmdocs.markdown.source import strip_slots
from pmdocs.markdown.structure import Structure
from pmdocs.markdown.tree import Tree

_MOST_HTML = 20_000_000
"""Characters; elements left open can make more of a text than anybody could load."""


def convert(body: str, structure: Structure, lang: str) -> Rendered:
    """Render a body in this process, however long it takes; errors of the parser pass through."""
    placeholders, places = Placeholders(body), Places(structure)
    html = placeholders.with_raw(_to_html(body, structure, placeholders, lang))
    problems = [*_too_deep(structure), *refusals(html, places)]
    safe = sanitize(html)
    if len(safe) > _MOST_HTML:
        raise OverflowError
    article = finish(strip_slots(safe), placeholders, places, lang)
    problems = sorted([*problems, *article.problems], key=lambda problem: problem.sort_key)
    return Rendered(
        article.html,
        tuple(article.toc),
        tuple(article.links),
        article.title,
        tuple(problems),
        article.anchors,
    )


def _to_html(body: str, structure: Structure, placeholders: Placeholders, lang: str) -> str:
    parser = dialect(body)
    footnotes = Footnotes(lang)
    parser.reset(body, footnotes)
    tree = Tree(parser, placeholders, footnotes, lang)
    root = Element("div")
    tree.build(root, structure.root.children)
    parser.inline(root)
    notes = footnotes.section(tree.build, parser.inline)
    if notes is not None:
        root.append(notes)
    return parser.to_html(root)


def _too_deep(structure: Structure) -> list[Problem]:
    line = structure.too_deep
    return [Problem("", line, 1, "W-MARKDOWN", _DEEP)] if line else []


_DEEP = Phrase(
    "lists or quotations nest too deep here; what is inside is shown as text",
    "列表或引用嵌套过深，其中内容按文字显示",
)
