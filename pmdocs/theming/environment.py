"""The environments of templates: for those of pmdocs, and a closed one for those that a site brings along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from pydantic import BaseModel

from pmdocs.values.identity import hue, initials

_METHODS = frozenset(dir(dict))
_CLASSES = (dict, Namespace, Cycler, Joiner)
"""What Jinja offers to every template as a class."""

Load = Callable[[str], str | tuple[str, str, None] | None]
"""Returns a template by its name: source, or source and file; ``None`` where there is none."""


class _Quick(Environment):
    """Reads plain data by its keys at once: templates ask it for little else, and each try would cost an exception."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return ``obj.attribute``."""
        if type(obj) is dict and attribute in obj and attribute not in _METHODS:
            return obj[attribute]
        return super().getattr(obj, attribute)


class _Closed(_Quick, SandboxedEnvironment):
    """Lets templates read what they are given, and nothing else of Python: no files, no processes.

    A theme comes with a site, and a site is data from many hands; without this, to build one would be to
    run what it says.
    """

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        if isinstance(obj, PurePath | ModuleType | type):
            return False
        if isinstance(obj, BaseModel) and hasattr(BaseModel, attr):
            return False  # such as those of pydantic that read files
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something."""
        if isinstance(obj, type) and obj not in _CLASSES:
            return False
        return super().is_safe_callable(obj)


def environment(load: Load, compiled: Path | None, *, closed: bool) -> Environment:
    """Return an environment in which everything is escaped and nothing undefined.

    ``compiled`` is a folder in which compiled templates are kept. A ``closed`` one is for templates that a
    site brings along; they compile to other code, which is kept apart.
    """
    folder = compiled / "closed" if compiled and closed else compiled
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    made = (_Closed if closed else _Quick)(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(folder)) if folder else None,
    )  # fmt: skip
    made.filters |= {"hue": hue, "initials": initials}
    return made


def is_template_name(name: str) -> bool:
    """Whether a name is that of a template: a path that leads nowhere else."""
    parts = name.split("/")
    return not any(part in {"", ".", ".."} or {"\\", "\0", ":"} & set(part) for part in parts)
