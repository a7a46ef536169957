"""The fields of a model as rows: name, type in an author's words, need, default, meaning."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pmdocs.i18n import Words
from pmdocs.reference.words import Meanings
from pmdocs.sdk import Allow, Spec
from pmdocs.values.field_docs import describe, models_in
from pmdocs.values.references import RefOrText, RefTo
from pmdocs.values.refusal import ParsedValue, Reads
from pmdocs.values.text import InPageLanguage

Model = type[BaseModel]
_MOST_EXAMPLES = 2
_PLAIN_NUMBER = re.compile(r"[\d_.,]+[kKMB万]?")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field; ``examples`` are values as an author may write them, ``default`` is empty where there is none."""

    name: str
    type: str
    required: bool
    default: str
    examples: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Namer:
    """Names types in the words of one language; ``part`` names a model inside the model."""

    words: Words
    part: Callable[[Model], str]

    def of(self, field: FieldInfo) -> str:
        """Return the type of a field."""
        return self._by_reader(field.metadata) or self._of(field.annotation)

    def _of(self, annotation: Any) -> str:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is not None:
            return self._compound(origin, arguments)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.part(annotation)
        return self._word(str(getattr(annotation, "__name__", annotation)).lower())

    def _compound(self, origin: Any, arguments: tuple[Any, ...]) -> str:
        if origin is Annotated:
            return self._by_reader(arguments[1:]) or self._of(arguments[0])
        if origin is Literal:
            return self._either(f"`{choice}`" for choice in arguments)
        if origin in {Union, types.UnionType}:
            return self._either(self._of(a) for a in arguments if a is not types.NoneType)
        key, inner = ("map", arguments[1]) if issubclass(origin, Mapping) else ("list", arguments[0])
        return self.words(f"types.{key}", type=self._of(inner))

    def _by_reader(self, metadata: list[Any] | tuple[Any, ...]) -> str:
        """Name a type of pmdocs.values by what reads it."""
        for one in metadata:
            if isinstance(one, RefTo):
                return self._reference(one)
            if isinstance(one, Reads):
                return self._word(one.parse.__name__.removeprefix("read_"))
            if isinstance(one, InPageLanguage):
                return self.words["types.texts" if one.many else "types.text"]
        return ""

    def _reference(self, to: RefTo) -> str:
        key = ("ids" if to.many else "id") + ("_or_text" if isinstance(to, RefOrText) else "")
        return self.words(f"types.{key}", kinds=self._either(f"`{kind}`" for kind in to.kinds))

    def _either(self, names: Any) -> str:
        return f" {self.words['types.or']} ".join(dict.fromkeys(names))

    def _word(self, name: str) -> str:
        return self.words.get(f"types.{name}", name.replace("_", " "))


def rows(model: Model, namer: Namer, meanings: Meanings, hidden: Collection[str] = ()) -> list[FieldRow]:
    """Return the fields of a model in the order in which they are declared."""
    describe(model)
    return [
        FieldRow(
            field.alias or name,
            namer.of(field),
            field.is_required(),
            _default(field),
            tuple(_examples(field))[:_MOST_EXAMPLES],
            meanings.field(model, name),
        )
        for name, field in model.model_fields.items()
        if name not in hidden
    ]


def parts(model: Model) -> list[Model]:
    """Return the models inside a kind's model, each before those inside it; ``allow`` is the same for all kinds."""
    return list(dict.fromkeys(_parts(model)))


def _parts(model: Model) -> Iterator[Model]:
    for name, field in model.model_fields.items():
        if name in Spec.model_fields and issubclass(model, Spec):
            continue
        for part in models_in(field.annotation):
            if part is not Allow:
                yield part
                yield from _parts(part)


def _default(field: FieldInfo) -> str:
    """Return the default as an author would write it; nothing for "none", "no" and empty lists, which say nothing."""
    value = field.default
    if field.is_required() or not isinstance(value, str | int | float) or value in ("", False):
        return ""
    return value if isinstance(value, str) else f"{value:g}"


def _examples(field: FieldInfo) -> Iterator[str]:
    """Yield what the schema of the type offers as examples; how a plain number is written is known."""
    for one in (*field.metadata, *_readers(field.annotation)):
        schema = one.schema if isinstance(one, Reads) else {}
        examples = [str(example) for example in schema.get("examples", ())]
        if not all(_PLAIN_NUMBER.fullmatch(example) for example in examples):
            yield from examples


def _readers(annotation: Any) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, ParsedValue):
        yield Reads(annotation.read, annotation.schema())
    for argument in get_args(annotation):
        if isinstance(argument, Reads):
            yield argument
        yield from _readers(argument)
