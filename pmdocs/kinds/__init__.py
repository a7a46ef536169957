"""The kinds of spec: one folder each, found by looking, loaded when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pkgutil import iter_modules
from typing import Any

from pmdocs.language import Labels, Words, labels_from
from pmdocs.notation.yaml_nodes import construct, read_yaml
from pmdocs.problem import PmdocsError
from pmdocs.spec import Kind

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


@cache
def load_kind(id_: str) -> LoadedKind:
    """Load a kind by id; ``KeyError`` when there is none."""
    module = import_module(_modules()[id_])
    kind: Kind[Any, Any] = module.KIND
    folder = files(module)
    return LoadedKind(kind, (module.__doc__ or "").strip(), folder, _labels(folder))


@dataclass(frozen=True, eq=False)
class LoadedKind:
    """A kind with the other files of its folder."""

    kind: Kind[Any, Any]
    documentation: str
    folder: Traversable
    labels: Labels

    @property
    def id(self) -> str:
        """The kind's id."""
        return self.kind.id

    def words(self, lang: str) -> Words:
        """Return the kind's labels and formats in a language."""
        return Words(lang, self.labels)

    def file(self, name: str) -> str:
        """Return the text of a file of the folder, empty if there is none."""
        file = self.folder.joinpath(name)
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def example(self, lang: str) -> str:
        """Return the scaffold in a language."""
        return self.file(f"example.{lang}.md")


def _labels(folder: Traversable) -> Labels:
    file = folder.joinpath("labels.yaml")
    node, problems = read_yaml(file.read_text(encoding="utf-8"), f"{folder.name}/labels.yaml")
    if problems or node is None:
        raise PmdocsError(*problems, exit_code=3)
    return labels_from(construct(node))
