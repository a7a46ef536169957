"""The kinds of spec: one folder each, found by looking, loaded when first asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from pmdocs.i18n import Labels, Words, labels_from
from pmdocs.sdk import Entry, Kind, Lookup
from pmdocs.sdk.messages import Messages, messages_from, read_labels

ENTRY_POINTS = "pmdocs.kinds"


@cache
def _modules() -> dict[str, str]:
    """Return kind id → module name: the folders beside this file, then what other packages bring."""
    own = {m.name.replace("_", "-"): f"{__name__}.{m.name}" for m in iter_modules(__path__) if m.ispkg}
    brought = {e.name: e.value for e in sorted(entry_points(group=ENTRY_POINTS), key=lambda e: e.name)}
    return dict(sorted({**brought, **own}.items()))


def kind_ids() -> tuple[str, ...]:
    """Return the ids of all kinds, in alphabetical order, without loading any."""
    return tuple(_modules())


def meant_kind(text: str, ids: Collection[str]) -> str:
    """Return the kind that a text means: another case, spaces, the plural, the name in a language; else the text."""
    if not text or text in ids:
        return text
    plain = re.sub(r"[\s_/-]+", "-", text.strip().lower()).strip("-")
    singular = re.sub(r"ies$", "y", plain) if plain.endswith("ies") else plain.removesuffix("s")
    near = next((one for one in (plain, singular) if one in ids), "")
    if near:
        return near
    names = {re.sub(r"\s+", "", name).lower(): one for one in ids for name in _names(one)}
    return names.get(re.sub(r"\s+", "", text).lower(), text)


def _names(id_: str) -> Iterator[str]:
    labels = load_kind(id_).labels if id_ in _modules() else {}
    for key in {"name", "plural"} & labels.keys():
        yield labels[key].en
        yield labels[key].zh


@cache
def load_kind(id_: str) -> LoadedKind:
    """Find a kind by id; ``KeyError`` when there is none. Its code is imported when it is first needed."""
    return LoadedKind(id_, _modules()[id_])


def verdict_of(entry: Entry | None, lookup: Lookup) -> str | None:
    """Return what another spec comes to in one word, ``better`` of an experiment; None where its kind has no verdict.

    It is computed as on the page of that spec, through the same ``lookup``, so that whoever asks is made again with it.
    """
    kind = load_kind(entry.noun).kind if entry and entry.noun in kind_ids() else None
    if entry is None or kind is None or kind.verdict is None or entry.model is None:
        return None
    return kind.verdict(kind.facts(entry.model, lookup))


@dataclass(frozen=True, eq=False)
class LoadedKind:
    """A kind with all files of its folder; labels, icon and style can be had without importing its code."""

    id: str
    module: str

    @cached_property
    def kind(self) -> Kind[Any, Any]:
        """Model, facts, charts: what the code of the kind defines."""
        kind: Kind[Any, Any] = import_module(self.module).KIND
        return kind

    @property
    def documentation(self) -> str:
        """What the kind is for: the docstring of its module."""
        return (import_module(self.module).__doc__ or "").strip()

    @cached_property
    def folder(self) -> Path:
        """The folder of the kind."""
        spec = find_spec(self.module)
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(self.module)
        return Path(spec.submodule_search_locations[0])

    @cached_property
    def labels(self) -> Labels:
        """The kind's own words, in both languages."""
        return labels_from(_labels(self.folder))

    @cached_property
    def messages(self) -> Messages:
        """What may be said of a spec of the kind."""
        return messages_from(_labels(self.folder))

    @property
    def own_messages(self) -> tuple[str, ...]:
        """Keys of the messages that the kind words itself, in the order of its labels."""
        return tuple(_labels(self.folder).get("problems", {}))

    def words(self, lang: str) -> Words:
        """Return the kind's labels and formats in a language."""
        return Words(lang, self.labels)

    def file(self, name: str) -> str:
        """Return the text of a file of the folder, empty if there is none."""
        return _text(self.folder / name)

    def example(self, lang: str) -> str:
        """Return the scaffold in a language."""
        return self.file(f"example.{lang}.md")


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


@cache
def _labels(folder: Path) -> dict[str, Any]:
    return read_labels((folder / "labels.yaml").read_text(encoding="utf-8"), f"{folder.name}/labels.yaml")
