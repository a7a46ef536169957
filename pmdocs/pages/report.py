"""Pages of a theme with whole sections: a cover, and sections that show all their pages in full, numbered.

The article of a page is made again for its section, by the same desk: no page reads another page's output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from pmdocs.markdown.rendered import Heading
from pmdocs.pages.addresses import href
from pmdocs.pages.article import Article, article, plain_article
from pmdocs.pages.badges import kind_badge
from pmdocs.pages.results import Results
from pmdocs.pages.transplant import Move, anchor, transplant
from pmdocs.site.site import Branch

PAGES = 40
"""Pages that a section shows in full; links lead to the rest."""
WEIGHT = 3_000_000
"""Characters of HTML after which a section shows no further page in full."""
ENTRIES = 200
"""Pages that the contents of the whole site name, shared out between the sections."""


@dataclass(frozen=True)
class _Part:
    """A page below a section, its number, and how many levels below.

    What is ``parted`` has pages below it: they take the numbers, its own headings have none.
    """

    branch: Branch
    number: str
    depth: int
    parted: bool

    def headings(self, made: Article) -> frozenset[str]:
        """Return the ids of the headings that are numbered."""
        return frozenset() if self.parted else _headings(made)


def whole(branch: Branch, results: Results) -> Article:
    """Return the article of a page of the tree in a theme with whole sections."""
    if branch.parent is None:
        return _front(branch, results)
    if branch.tag is not None:
        return article(branch, results)
    number = number_of(branch, results)
    if results.site.children(branch.url):
        return _section(branch, number, results)
    made = article(branch, results)
    move = Move(branch.url, branch.url, results.theme.words(branch.lang), number=number,
                headings=_headings(made))  # fmt: skip
    return replace(made, html=transplant(made.html, move))


def number_of(branch: Branch, results: Results) -> str:
    """Return the number of a page in the whole report: ``4.2`` is the second page of the fourth section."""
    places: list[str] = []
    above: Branch | None = branch
    while above is not None and above.parent is not None:
        places.insert(0, str(results.site.place(above.url)))
        above = results.site.branch(above.parent)
    return ".".join(places)


def _headings(made: Article) -> frozenset[str]:
    """Return the ids of the headings that are numbered: those right below the title."""
    return frozenset(h.id for h in made.toc if h.level == _BELOW_TITLE)


_BELOW_TITLE = 2


# The front: cover, contents, and what the author says first


def _front(branch: Branch, results: Results) -> Article:
    site, words, document = results.site, results.theme.words(branch.lang), branch.document
    about, name = site.config.site_description, site.config.site_name.within(branch.lang)
    made = article(branch, results) if document else Article(branch.title, "")
    move = Move(branch.url, branch.url, words, shown={branch.url: ""}, depth=1)
    description = about.within(branch.lang) if about else ""
    it = {
        "title": name, "description": description or made.description, "date": words.date(site.today),
        "owner": made.owner, "status": made.status, "updated": made.updated,
        "contents": _chapters(branch, results), "html": Markup(transplant(made.html, move)),
        "titled": made.title != name,
    }  # fmt: skip
    html = results.theme.render("front.html", it=it, t=words)
    return replace(made, html=html, description=made.description or description)


def _chapters(branch: Branch, results: Results) -> list[dict[str, Any]]:
    """Return every section with its first pages; a link to a page leads to its place in the section."""
    chapters = [one for one in results.site.children(branch.url) if one.tag is None]
    room = max(3, ENTRIES // max(1, len(chapters)))
    entries = []
    for place, chapter in enumerate(chapters, 1):
        pages = results.site.children(chapter.url)
        below = [
            _entry(page, f"{place}.{n}", href(branch.url, f"{chapter.url}#{anchor(chapter.url, page.url)}"))
            for n, page in enumerate(pages[:room], 1)
        ]
        entry = _entry(chapter, str(place), href(branch.url, chapter.url))
        entries.append(entry | {"entries": below, "more": max(0, len(pages) - room)})
    return entries


def _entry(branch: Branch, number: str, link: str) -> dict[str, Any]:
    """Return one line of a list of contents."""
    document = branch.document
    kind = kind_badge(document)["name"] if document else ""
    return _row(number, branch.title, link) | {"kind": kind}


def _row(number: str, title: str, link: str) -> dict[str, Any]:
    return {"number": number, "title": title, "href": link, "kind": "", "entries": [], "more": 0}


# A section


def _section(branch: Branch, number: str, results: Results) -> Article:
    words, counts = results.theme.words(branch.lang), Counter[str]()
    parts = list(_below(branch, number, 1, results))
    made = _shown(parts, results)
    shown = {branch.url: number} | {part.branch.url: part.number for part in parts[: len(made)]}
    opening = _opening(branch, results)
    move = Move(branch.url, branch.url, words, shown, number=number, counts=counts)
    it: dict[str, Any] = {"opening": Markup(transplant(opening.html, move)), "contents": [], "pages": [],
                          "all": len(parts)}  # fmt: skip
    for part, inner in zip(parts, made, strict=False):
        move = Move(
            part.branch.url, branch.url, words, shown, part.depth, part.number, part.headings(inner), counts
        )
        html, id_ = Markup(transplant(inner.html, move)), anchor(branch.url, part.branch.url)
        it["pages"].append(
            {"id": id_, "html": html, "depth": part.depth, "href": href(branch.url, part.branch.url)}
        )
        it["contents"].append(_line(part, move))
    rest = parts[len(made) :]
    it["rest"] = [_entry(one.branch, one.number, href(branch.url, one.branch.url)) for one in rest]
    toc = tuple(Heading(_BELOW_TITLE, line["id"], line["title"]) for line in it["contents"])
    return replace(opening, html=results.theme.render("report.html", it=it, t=words), toc=toc)


def _below(branch: Branch, number: str, depth: int, results: Results) -> Iterator[_Part]:
    """Yield all pages below a page in the order in which they are read."""
    for n, child in enumerate(results.site.children(branch.url), 1):
        yield _Part(child, f"{number}.{n}", depth, parted=bool(results.site.children(child.url)))
        yield from _below(child, f"{number}.{n}", depth + 1, results)


def _shown(parts: list[_Part], results: Results) -> list[Article]:
    """Return the articles of the first pages, as many as one page may hold."""
    made: list[Article] = []
    weight = 0
    for part in parts[:PAGES]:
        if weight > WEIGHT:
            break
        made.append(_opening(part.branch, results))
        weight += len(made[-1].html)
    return made


def _opening(branch: Branch, results: Results) -> Article:
    """Return the article of a page without a list of those below it, which follow in full."""
    document = branch.document
    if document and (document.kind or document.broken or not results.site.children(branch.url)):
        return article(branch, results)
    if document:
        return plain_article(document, branch, results, lists=False)
    it: dict[str, Any] = {
        "title": branch.title,
        "html": "",
        "problems": [],
        "relations": None,
        "draft": False,
    }
    return Article(branch.title, results.theme.render("page.html", it=it, t=results.theme.words(branch.lang)))


def _line(part: _Part, move: Move) -> dict[str, Any]:
    """Return the line of a page in the contents of its section, with its headings below it."""
    id_ = anchor(move.host, move.page)
    below = [
        _row(number, words, _here(anchor(move.host, move.page, heading)))
        for heading, (number, words) in move.counted.items()
    ]
    return _entry(part.branch, part.number, _here(id_)) | {"id": id_, "entries": below}


def _here(id_: str) -> str:
    return f"#{quote(id_)}"
