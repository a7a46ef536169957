"""The parts of the search of one state of a site: each made when it is asked for, from entries page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from pmdocs.incremental.store import Store
from pmdocs.kinds import load_kind
from pmdocs.pages.prose import NO_BADGE
from pmdocs.search.entry import SearchEntry, entry
from pmdocs.search.shards import SearchPage, Shards
from pmdocs.site.site import Branch, Site
from pmdocs.system.hashing import digest
from pmdocs.theming.theme import Theme

Body = Callable[[str], str]
"""Address → digest of the article."""


def entry_key(code: str, branch: Branch, body: str) -> str:
    """Return the key of a page's entry: the digest of all that it depends on. ``body`` is that of the article."""
    return digest("search", code, branch.title, _ids(branch), body)


def remember(store: Store, key: str, branch: Branch, html: str) -> SearchEntry:
    """Work out the entry of a page from its article and remember it."""
    # What a folder shows of its pages is found on those.
    found = entry(branch.title, _ids(branch), html if branch.document else "")
    store.put(key, f"{found.texts}\n{found.words}")
    return found


def _ids(branch: Branch) -> tuple[str, ...]:
    document = branch.document
    return (
        tuple(one.id for record in document.record.everything() for one in record.named) if document else ()
    )


def _place(branch: Branch) -> tuple[str, float]:
    """Return the kind of a page and what finds on it count.

    They count less on pages about a kind and on those of a tag: these name everything.
    """
    document = branch.document
    made = branch.tag is not None or (document is not None and document.record.generated)
    return document.noun if document else "page", 0.3 if made else 1.0


@dataclass(frozen=True, eq=False)
class SearchFiles:
    """All files of the search, by output path.

    ``body`` gives the digest of a page's article and ``html`` its text, both made if they have to be.
    """

    site: Site
    theme: Theme
    store: Store
    code: str
    body: Body
    html: Callable[[str], str]

    @cached_property
    def _shards(self) -> Mapping[str, Shards]:
        langs = [branch.lang for branch in self.site.tree.values()]
        return {lang: Shards.of(lang, langs.count(lang)) for lang in self.site.languages}

    @cached_property
    def _paths(self) -> Mapping[str, tuple[Shards, str, int]]:
        return {
            path: (shards, *part) for shards in self._shards.values() for path, part in shards.paths().items()
        }

    @cached_property
    def _groups(self) -> Mapping[str, Mapping[tuple[str, int], Sequence[str]]]:
        tree = self.site.tree.values()
        return {
            lang: shards.grouped(branch.url for branch in tree if branch.lang == lang)
            for lang, shards in self._shards.items()
        }

    def starts(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """Yield what a search loads first, for each language."""
        for shards in self._shards.values():
            yield shards.start_path, partial(self._start, shards)

    def _start(self, shards: Shards) -> bytes:
        words = self.theme.words(shards.lang)
        labels = {key[7:]: words[key] for key in sorted(self.theme.labels) if key.startswith("search.")}
        kinds = {"page": {"name": words["search.page"], "icon": NO_BADGE["icon"]}}
        for kind in self.site.kinds_in_use:
            loaded = load_kind(kind)
            kinds[kind] = {"name": loaded.words(shards.lang)["name"], "icon": loaded.file("icon.svg")}
        return shards.start(kinds, labels).encode()

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of the parts, without what is loaded first."""
        yield from self._paths

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def version(self, path: str) -> str:
        """Return the digest of all that a part depends on."""
        shards, *_ = self._paths[path]
        pages = self._pages(path)
        return digest(path, shards, [(url, self._key(url), *_place(self.site.tree[url])) for url in pages])

    def make(self, path: str) -> bytes:
        """Return a part."""
        shards, kind, number = self._paths[path]
        pages = [self._found(url) for url in self._pages(path)]
        text = shards.index_script(pages) if kind == "index" else shards.texts_script(number, pages)
        return text.encode()

    def _pages(self, path: str) -> Sequence[str]:
        shards, kind, number = self._paths[path]
        return self._groups[shards.lang].get((kind, number), ())

    def _key(self, url: str) -> str:
        return entry_key(self.code, self.site.tree[url], self.body(url))

    def _found(self, url: str) -> SearchPage:
        branch, key = self.site.tree[url], self._key(url)
        known = self.store.get(key)
        if known is None:
            found = remember(self.store, key, branch, self.html(url))
        else:
            texts, _, words = known.partition("\n")
            found = SearchEntry(words, texts)
        noun, weight = _place(branch)
        return SearchPage(url, branch.title, noun, found, weight)
