"""Names of pages and files as notes link to them: ``[[Note name]]``, ``![[picture.png]]``. An id comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.site.documents import Asset
from pmdocs.site.records import MentionRecord, SourceRecord
from pmdocs.values.suggestions import did_you_mean

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")


@dataclass(frozen=True, slots=True)
class Names:
    """What may be meant by a name: ``pages`` are ids by language and name, ``files`` by their name; names are folded."""

    pages: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    files: Mapping[str, Sequence[Asset]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Sequence[SourceRecord], assets: Iterable[Asset], languages: Sequence[str]) -> Names:
        """Gather the names of a site, whose own language is the first."""
        files: dict[str, list[Asset]] = defaultdict(list)
        for asset in assets:
            files[_folded(asset.path.rpartition("/")[2])].append(asset)
        return cls({lang: _pages(records, {languages[0], lang}) for lang in languages}, files)

    def pages_called(self, lang: str, name: str) -> Sequence[str]:
        """Return the ids of the pages whose title or file has this name; folders may stand before a file's."""
        return self.pages.get(lang, {}).get(_folded(name.removesuffix(".md")), ())

    def files_called(self, name: str) -> Sequence[Asset]:
        """Return the files of this name that are no pages; folders may stand before it."""
        folded = _folded(name)
        return [
            asset
            for asset in self.files.get(folded.rpartition("/")[2], ())
            if f"/{_folded(asset.path)}".endswith(f"/{folded}")
        ]

    def meant(self, mention: MentionRecord, lang: str, where: Place) -> MentionRecord | Problem | None:
        """Return a mention with the id that its name stands for, what is wrong with it, or ``None`` for a file.

        A name that nothing has is left as it is.
        """
        pages, files = self.pages_called(lang, mention.id), self.files_called(mention.id)
        if len(pages) == 1:
            return mention._replace(id=pages[0])
        if pages or len(files) > 1:
            named = pages or [asset.path for asset in files]
            return Problem.at(
                where, "E-REF", _SEVERAL.fill(name=mention.id), _THESE.fill(names=", ".join(named))
            )
        if files:
            return None
        if mention.id.lower().endswith(PICTURES):
            known = [asset.path.rpartition("/")[2] for found in self.files.values() for asset in found]
            return Problem.at(
                where, "E-LINK", _NO_FILE.fill(name=mention.id), did_you_mean(mention.id, known)
            )
        return mention


def _pages(records: Iterable[SourceRecord], languages: set[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for record in records:
        if record.lang not in languages or record.generated:
            continue
        found[_folded(record.title)][record.id] = None
        parts = record.stem.split("/")
        for start in range(len(parts)):
            found[_folded("/".join(parts[start:]))][record.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


_SEVERAL = Phrase("‘{name}’ is the name of several", "有多个‘{name}’")
_THESE = Phrase("write one of these instead: {names}", "请改写为其中之一：{names}")
_NO_FILE = Phrase("no file of the site is called ‘{name}’", "站点中没有名为‘{name}’的文件")
