"""Plain values as JSON and back, by their types: what the store keeps and what one process tells another.

msgspec (no dependencies, 0.7 MB, maintained) reads types from annotations, so that no class has to say twice what
it consists of. It takes some 20 ms to import: what answers without a build stays away from here.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from msgspec import json

T = TypeVar("T")


def encoded(value: object) -> str:
    """Return dataclasses, named tuples and what JSON knows as text; ``TypeError`` for anything else."""
    return _ENCODER.encode(value).decode()


def decoded(kind: type[T], text: str) -> T:
    """Return the value of a type that ``encoded`` was given; ``msgspec.ValidationError`` where it is no such value."""
    return _decoder(kind).decode(text)  # type: ignore[arg-type, no-any-return]  # a type is hashable


@cache
def _decoder(kind: Any) -> json.Decoder[Any]:
    return json.Decoder(kind)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return str.__str__(value)  # markup, and other texts that know more of themselves
    raise TypeError(type(value).__name__)


_ENCODER = json.Encoder(enc_hook=_plain)
