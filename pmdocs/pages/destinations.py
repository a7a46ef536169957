"""Where a relative link of an author leads: to a page, a heading on it, a file, or nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal
from urllib.parse import unquote

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.markdown.ids import COLOURED, github_ids
from pmdocs.markdown.rendered import Rendered
from pmdocs.pages.addresses import href
from pmdocs.pages.results import Results
from pmdocs.site.documents import Document
from pmdocs.values.suggestions import nearest


@dataclass(frozen=True, slots=True)
class Destination:
    """The link to write, or what is missing: the file or the heading."""

    href: str
    missing: Literal["", "file", "anchor"] = ""
    near: str = ""


def destination(document: Document, target: str, results: Results) -> Destination:
    """Resolve a relative target written in a document; a folder or a page address works like a file."""
    path, _, anchor = target.partition("#")
    path, anchor = unquote(path.partition("?")[0]), unquote(anchor)
    if not path:
        return _on_page(document, document, anchor, results)
    site = results.site
    here = posixpath.dirname(document.record.path)
    docs_dir = site.config.docs_dir
    full = posixpath.normpath(posixpath.join(docs_dir if path.startswith("/") else here, path.lstrip("/")))
    found = site.page_at(full)
    if found:
        return _on_page(document, _in_language(found, document.lang, results), anchor, results)
    asset = site.asset_at(full)
    if asset:
        return Destination(href(document.record.url, asset.url))
    return Destination("", "file", _similar(full, here, site.files))


def _similar(missing: str, here: str, files: Sequence[str]) -> str:
    """Return the relative path of the file whose name is most like the one that is missing, if one is."""
    other_case = [file for file in files if file.casefold() == missing.casefold()]
    if other_case:
        return posixpath.relpath(other_case[0], here)
    by_name = {posixpath.basename(file): file for file in sorted(files, reverse=True)}
    near = get_close_matches(posixpath.basename(missing), by_name, n=1, cutoff=0.7)
    return posixpath.relpath(by_name[near[0]], here) if near else ""


def _in_language(found: Document, lang: str, results: Results) -> Document:
    """Return the translation of a page that the reader's language has."""
    branch = results.site.branch(found.record.url)
    others = results.site.translations(branch.url) if branch and found.lang != lang else ()
    return next((b.document for b in others if b.lang == lang and b.document), found)


def _on_page(document: Document, target: Document, anchor: str, results: Results) -> Destination:
    url = target.record.url
    if not anchor:
        return Destination(href(document.record.url, url))
    anchors = anchors_of(target, results)
    link = href(document.record.url, f"{url}#{anchor}")
    if anchor in anchors:
        return Destination(link)
    found = _of_github(anchor, results.prose(target))
    if found is not None:
        return Destination(href(document.record.url, f"{url}#{found}" if found else url))
    near = nearest(anchor, anchors, 1)
    return Destination(link, "anchor", near[0] if near else "")


def _of_github(anchor: str, prose: Rendered) -> str | None:
    """Return our id of the heading that GitHub calls so: empty for the title, which is the page itself."""
    headings = [(prose.title or "", ""), *((heading.text, heading.id) for heading in prose.toc)]
    names = github_ids(text for text, _ in headings)
    ids = {name: id_ for name, (_, id_) in zip(names, headings, strict=True) if name}
    return ids.get(anchor.lower().replace(COLOURED, ""))


def anchors_of(document: Document, results: Results) -> tuple[str, ...]:
    """Return every id that a link to the page may name: headings, views and items."""
    anchors = [*results.prose(document).anchors]
    for spec in (document, *document.fences):
        results.computed(spec)
        anchors += [named.id for named in spec.record.named]
        if spec.kind:
            anchors += [f"{spec.id}-{view}" for view in spec.kind.kind.views]
    return tuple(anchors)


def link_problems(document: Document, results: Results) -> Iterator[Problem]:
    """Yield the relative links and images of a document that lead nowhere, as loud as the site says."""
    levels = results.site.config.validation
    for link in results.prose(document).links:
        found = destination(document, link.target, results)
        level = {"file": levels.links, "anchor": levels.anchors, "": "ignore"}[found.missing]
        if level == "ignore":
            continue
        place = Place(document.record.path, document.record.body_line + link.line - 1, link.column)
        letter = {"error": "E", "warn": "W", "info": "I"}[level]
        code, message = ("LINK", _NO_FILE) if found.missing == "file" else ("ANCHOR", _NO_ANCHOR)
        hint = _MEANT.fill(near=found.near) if found.near else None
        if found.near.casefold() == posixpath.normpath(link.target).casefold():
            hint = _OTHER_CASE.fill(near=found.near)
        yield Problem.at(place, f"{letter}-{code}", message.fill(target=link.target), hint)


_OTHER_CASE = Phrase(
    "the file is called ‘{near}’: upper and lower case count on a web server",
    "文件名是‘{near}’：在网站服务器上区分大小写",
)
_NO_FILE = Phrase("the link ‘{target}’ leads to no file of the site", "链接‘{target}’没有指向站点中的文件")
_NO_ANCHOR = Phrase("the page has no heading or item for ‘{target}’", "页面中没有‘{target}’对应的标题或条目")
_MEANT = Phrase("did you mean ‘{near}’?", "是否想写‘{near}’？")
