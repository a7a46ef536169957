"""What a kind has to say about a spec, and how all of it is found: every fault at once, items before the spec."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.sdk.models import Model, Path, UnparsedFieldError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a field: ``key`` names the message in labels.yaml, which has its code as well.

    ``values`` fill the ``{places}`` of message and hint. ``hint`` is the key of another hint than the
    message's own, or a sentence that was made here.
    """

    at: Path
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    hint: str | Phrase | None = None

    def below(self, path: Path) -> Finding:
        """Return the same finding as the spec sees it, when ``path`` leads to the part that it is about."""
        return replace(self, at=(*path, *self.at))


Findings = Iterator[Finding]

Check = Callable[[Any], Iterable[Finding]]
"""Takes a model and yields what is wrong with it as a whole; it never raises."""

Checks = Mapping[type[Any], tuple[Check, ...]]
"""The checks of each model of a kind."""


def run_checks(model: Model, checks: Checks) -> Iterator[Finding]:
    """Yield what the checks find in a spec and in all its parts.

    A check that asks for a field that could not be read says nothing: that field has an error already.
    """
    for path, part in (*parts_of(model), ((), model)):
        for kind in type(part).__mro__:
            for check in checks.get(kind, ()):
                yield from (finding.below(path) for finding in _run(check, part))


def _run(check: Check, part: Model) -> Iterator[Finding]:
    try:
        yield from check(part)
    except UnparsedFieldError:
        return


def parts_of(value: object, path: Path = ()) -> Iterator[tuple[Path, Model]]:
    """Yield every model inside a model with its path, the inner ones first."""
    for inner, part in _children(value):
        yield from parts_of(part, (*path, *inner))
        if isinstance(part, Model):
            yield (*path, *inner), part


def _children(value: object) -> Iterator[tuple[Path, object]]:
    if isinstance(value, Model):
        yield from (((name,), inner) for name, inner in value.__dict__.items() if name != "members_read")
        for name, members in value.members_read.items():
            yield from (((name, *path), inner) for path, inner in members)
    elif isinstance(value, Mapping):
        yield from (((str(key),), inner) for key, inner in value.items())
    elif isinstance(value, tuple | list):
        yield from (((index,), inner) for index, inner in enumerate(value))
