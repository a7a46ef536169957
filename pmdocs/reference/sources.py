"""Adds the pages of the reference to the files of a site, as if somebody had written them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from pmdocs.config import Config
from pmdocs.i18n import LANGUAGES, NAMED_LANGUAGE
from pmdocs.incremental.store import Store
from pmdocs.kinds import load_kind
from pmdocs.site.documents import Discovered, Source
from pmdocs.system.hashing import digest

INDEX = "index"
_SAID = re.compile(r"^lang: *[\"']?(zh|en)", re.MULTILINE)
_HEAD = 2_000
"""Characters at the start of a file within which its language is written."""


def with_reference(
    files: Discovered, config: Config, kinds: Sequence[str], store: Store, code: str
) -> Discovered:
    """Return the files of a site with the pages that the setting ``reference`` asks for.

    There is one for each kind and one that lists them, in every language that the site uses. A file of the
    author at the same path wins. The texts are kept in the store for as long as the code is the same.
    """
    if config.reference is None:
        return files
    folder = (PurePosixPath(config.docs_dir) / config.reference).as_posix()
    made = {
        path: _source(path, text)
        for lang in sorted(_languages(files.sources, config))
        for name, text in _texts(kinds, lang, "" if lang == config.lang else f".{lang}", store, code).items()
        if (path := f"{folder}/{name}") not in files.sources
    }
    sources = dict(sorted({**made, **files.sources}.items()))
    return Discovered(sources, files.assets, files.refused)


def _source(path: str, text: str) -> Source:
    return Source(path, text, digest("generated", text), generated=True)


def _languages(sources: Mapping[str, Source], config: Config) -> set[str]:
    """Return the languages in which the site has pages."""
    found: set[str] = {config.lang}
    for path, source in sources.items():
        if len(found) == len(LANGUAGES):
            break
        named = NAMED_LANGUAGE.search(path.rpartition(".")[0]) or _SAID.search(source.text[:_HEAD])
        if named:
            found.add("zh-CN" if named[1].lower().startswith("zh") else "en")
    return found


def _texts(kinds: Sequence[str], lang: str, suffix: str, store: Store, code: str) -> dict[str, str]:
    """Return file name → text of the pages of a language."""
    key = digest("reference", code, lang, suffix, tuple(kinds))
    known = store.get(key)
    if known is not None:
        return json.loads(known)  # type: ignore[no-any-return]
    from pmdocs.reference.page import index_page, kind_page  # noqa: PLC0415 -- only where the store does not know

    texts = {f"{id_}{suffix}.md": kind_page(load_kind(id_), kinds, lang) for id_ in kinds}
    texts[f"{INDEX}{suffix}.md"] = index_page(lang)
    store.put(key, json.dumps(texts, ensure_ascii=False))
    return texts
