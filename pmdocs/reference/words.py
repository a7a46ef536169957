"""The words of the reference, in both languages, and what the fields mean in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pmdocs.diagnostics.problem import PmdocsError
from pmdocs.i18n import Labels, Words, labels_from
from pmdocs.kinds import LoadedKind
from pmdocs.notation.yaml_nodes import construct, read_yaml

_FOLDER = Path(__file__).resolve().parent
TRANSLATION = "docs.{lang}.yaml"
"""Beside a kind: its documentation in another language than English, by model and field."""


@cache
def _labels() -> Labels:
    return labels_from(_read((_FOLDER / "labels.yaml").read_text(encoding="utf-8"), "labels.yaml"))


def reference_words(lang: str) -> Words:
    """Return the words of the reference in a language."""
    return Words(lang, _labels())


class Meanings:
    """What kinds, models and fields mean, in one language; English where nobody has translated it."""

    def __init__(self, kind: LoadedKind, lang: str) -> None:
        name = TRANSLATION.format(lang=lang)
        common = _FOLDER / name
        self._kind = kind
        self._own: Mapping[str, Any] = _read(kind.file(name), f"{kind.id}/{name}")
        self._common: Mapping[str, Any] = _read(
            common.read_text(encoding="utf-8") if common.is_file() else "", name
        )

    @property
    def about(self) -> str:
        """What the kind is for, as Markdown."""
        return str(self._own.get("about") or self._kind.documentation).replace("``", "`").strip()

    def name(self, model: type[BaseModel]) -> str:
        """Return what people call a part of a spec."""
        return self._find(model, "_name") or _spaced(model.__name__)

    def field(self, model: type[BaseModel], name: str) -> str:
        """Return what a field means, as Markdown."""
        english = model.model_fields[name].description or ""
        return self._find(model, name) or " ".join(english.replace("``", "`").split())

    def _find(self, model: type[BaseModel], name: str) -> str:
        for one in model.__mro__:
            for docs in (self._own, self._common):
                text = (docs.get(one.__name__) or {}).get(name) if one.__name__ in docs else None
                if text:
                    return str(text)
        return ""


def _spaced(name: str) -> str:
    """Return ``Key result`` for ``KeyResult``."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return words[:1].upper() + words[1:]


def _read(text: str, name: str) -> Mapping[str, Any]:
    node, problems = read_yaml(text, name)
    if problems:
        raise PmdocsError(*problems, exit_code=3)
    data: Mapping[str, Any] = construct(node) if node else {}
    return data
