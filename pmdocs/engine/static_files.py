"""The files of a site that are no page's: root files, style sheet, scripts, and those of the author."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from pmdocs.charts.assets import browser_files
from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.engine.reserved_paths import is_of_page, is_reserved, reserved_names
from pmdocs.engine.results import ResultCache, TracedResults
from pmdocs.engine.search_files import SearchFiles
from pmdocs.notation.table_text import decode
from pmdocs.pages.facts import to_json
from pmdocs.pages.root import missing_page, robots, site_json, sitemap
from pmdocs.search.scripts import search_files
from pmdocs.site.documents import Asset, Discovered
from pmdocs.system.reading import read_regular
from pmdocs.theming.template_errors import template_problems
from pmdocs.values.pii import personal_data


@dataclass(frozen=True, eq=False)
class StaticFiles(Mapping[str, bytes]):
    """These files of one state of a site, by output path."""

    results: ResultCache
    found: Discovered
    search: SearchFiles

    @cached_property
    def _common(self) -> dict[str, Callable[[], bytes]]:
        """How to make the files of pmdocs and of the theme."""
        site, theme = self.results.site, self.results.theme
        makers: dict[str, Callable[[], bytes]] = {
            "404.html": self._missing,
            "site.json": lambda: to_json(site_json(site)),
            "robots.txt": lambda: robots(site.config).encode(),
            "assets/site.css": lambda: theme.stylesheet(site.kinds_in_use).encode(),
            **dict(self.search.starts()),
        }
        if site.config.site_url:
            makers["sitemap.xml"] = lambda: sitemap(site).encode()
        of_theme = {name: file for folder in ("js", "assets") for name, file in theme.files(folder).items()}
        makers |= {f"assets/{name}": file.read_bytes for name, file in of_theme.items()}
        given = {**browser_files(), **search_files(), **theme.logo_files}
        return makers | {f"assets/{name}": partial(_given, data) for name, data in given.items()}

    def _missing(self) -> bytes:
        with template_problems(self.results.theme.own_folders):
            return missing_page(TracedResults(self.results)).encode()

    @cached_property
    def _authors(self) -> Mapping[str, Asset]:
        """The author's files by output path, without those in whose place pmdocs writes its own."""
        site, own = self.results.site, reserved_names(self.results.theme)
        free = (
            asset
            for asset in self.found.assets.values()
            if not is_reserved(asset.url, own) and not is_of_page(asset.url, site)
        )
        return {asset.url: asset for asset in free if f"{asset.url}/" not in site.tree}

    def __getitem__(self, path: str) -> bytes:
        asset = self._authors.get(path)
        return read_regular(str(asset.file)) if asset else self._common[path]()

    def __iter__(self) -> Iterator[str]:
        """Yield the paths; those of the author come last."""
        yield from dict.fromkeys([*self._common, *self._authors])

    def __len__(self) -> int:
        return len({*self._common, *self._authors})

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the author's files: those whose address is taken."""
        for asset in self.found.assets.values():
            if asset.url not in self._authors:
                yield Problem(asset.path, 1, 1, "E-URL", _TAKEN, _RENAME)
            elif n := len(addresses_in(asset)):
                yield Problem(asset.path, 1, 1, "W-PII", _ADDRESSES.fill(n=n), _NOT_FOR_ALL)


def _given(data: bytes) -> bytes:
    return data


@lru_cache(maxsize=1024)
def _addresses(path: str, _digest: str) -> frozenset[str]:
    """Return the e-mail addresses in a file, none where they are few enough to be contacts."""
    try:
        text = decode(read_regular(path)) or ""
    except OSError:
        return frozenset()
    found = frozenset(one.text.lower() for one in personal_data(text[:_LOOKED_AT]) if one.sort == "email")
    return found if len(found) >= _A_LIST else frozenset()


def addresses_in(asset: Asset) -> frozenset[str]:
    """Return the e-mail addresses of people in a file of text, none where it has a few."""
    return _addresses(str(asset.file), asset.digest) if asset.path.lower().endswith(_TEXTS) else frozenset()


_TEXTS = (".csv", ".tsv", ".txt", ".json", ".log")
_A_LIST = 3
_LOOKED_AT = 500_000
_ADDRESSES = Phrase(
    "{n} e-mail addresses would be published with this file", "此文件中的 {n} 个电子邮件地址将随站点公开"
)
_NOT_FOR_ALL = Phrase(
    "take those columns out, or give the file a name that starts with _ so that it stays private",
    "请删去这些列，或把文件名改为以 _ 开头，使其不被发布",
)
_TAKEN = Phrase("pmdocs writes a file of this name itself", "pmdocs 自己会写入同名文件")
_RENAME = Phrase("rename this one", "请重命名此文件")
