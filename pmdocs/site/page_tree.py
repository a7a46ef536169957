"""The tree of pages: folders become branches, a folder without a page gets an index of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from pmdocs.config import Config
from pmdocs.diagnostics.problem import Phrase
from pmdocs.kinds import load_kind
from pmdocs.site.documents import Document
from pmdocs.site.queries import Topic, topics
from pmdocs.site.site import Branch

TAGS = "tags/"
"""Address of the list of all tags; a page that the author puts there, or below it, comes first."""
_TAGS_TITLE = Phrase("Tags", "标签")


def build_tree(documents: Sequence[Document], config: Config, languages: Iterable[str]) -> dict[str, Branch]:
    """Return url → branch for every page and every folder, of every language."""
    tree: dict[str, Branch] = {}
    for lang in languages:
        mine = [d for d in documents if d.lang == lang]
        tree.update(
            _build_language({d.record.url: d for d in mine}, topics(d.record for d in mine), config, lang)
        )
    return tree


def _build_language(
    pages: dict[str, Document], tags: Mapping[str, Topic], config: Config, lang: str
) -> dict[str, Branch]:
    root = "" if lang == config.lang else f"{lang}/"
    children: dict[str, set[str]] = defaultdict(set, {root: set()})
    named = {f"{root}{TAGS}{topic.slug}/": topic.name for topic in tags.values()}
    named |= {f"{root}{TAGS}": ""} if named else {}
    for page in (*pages, *named):
        url = page
        while url != root:
            children[_parent(url)].add(url)
            url = _parent(url)
    urls = {*children, *pages, *named}
    titles = {url: named.get(url) or _title(url, root, children, pages, config) for url in urls}
    titles |= {url: pages[url].title for url in named if url in pages}
    order = _order(config, root)
    return {
        url: Branch(
            url, titles[url], lang, pages.get(url), None if url == root else _parent(url),
            tuple(sorted(children.get(url, ()), key=lambda u: (order(u), titles[u].casefold(), u))),
            None if url in pages else named.get(url),
        )
        for url in sorted(titles)
    }  # fmt: skip


def _parent(url: str) -> str:
    head = url.rstrip("/").rpartition("/")[0]
    return f"{head}/" if head else ""


def nav_name(entry: str) -> str:
    """Return what an entry of the navigation names, without language, extension and index: empty for the home page."""
    name = _EXTENSION.sub("", entry)
    return "" if _INDEX.fullmatch(name) else _INDEX_IN.sub("", name)


_EXTENSION = re.compile(r"(?i)\.(?:md|ya?ml)$")
_INDEX = re.compile(r"(?i)index|readme")
_INDEX_IN = re.compile(r"(?i)/(?:index|readme)$")


def _order(config: Config, root: str) -> Callable[[str], int]:
    names = [nav_name(entry) for entry in config.nav]
    places = {f"{root}{TAGS}": len(names) + 1} | {f"{root}{name}/": index for index, name in enumerate(names)}
    return lambda url: places.get(url, len(names))


def _title(
    url: str, root: str, children: dict[str, set[str]], pages: dict[str, Document], config: Config
) -> str:
    """Title of a page; of a folder the plural of the one kind it holds, else its name."""
    if url in pages:
        return pages[url].title
    if url == root:
        return config.site_name.within(root.rstrip("/") or config.lang)
    if url == f"{root}{TAGS}" and not any(c in pages for c in children[url]):
        return _TAGS_TITLE.within(root.rstrip("/") or config.lang)
    own = [pages[c].record for c in children[url] if c in pages]
    kinds = {record.kind for record in own}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if kind:
        return load_kind(kind).words(own[0].lang)["plural"]
    name = url.rstrip("/").rpartition("/")[2].replace("-", " ").replace("_", " ")
    return name[:1].upper() + name[1:]
