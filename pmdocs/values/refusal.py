"""How a value says no, and how a type reads what an author wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, Self, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pmdocs.diagnostics.problem import Phrase
from pmdocs.notation.quoting import shortened

At = tuple[str | int, ...]
T = TypeVar("T")


def refuse(code: str, phrase: Phrase, hint: Phrase | None = None, *, at: At = ()) -> NoReturn:
    """Refuse a value with a code, a sentence and a hint; ``at`` leads from the value to the fault in it.

    Validators of models use it as well: ``refuse("E-DATE", …, at=("items", 2, "end"))``.
    """
    context: dict[str, Any] = {"phrase": phrase, "hint": hint, "at": at}
    raise PydanticCustomError(code, phrase.en, context)


def refuse_as(key: str, hint: Phrase | str | None = None, *, at: At = (), **values: object) -> NoReturn:
    """Refuse a value with a message of its kind, which labels.yaml has under ``key`` with its code and hint.

    ``values`` fill the ``{places}``; ``hint`` is the key of another hint, or a sentence that was made here;
    ``at`` leads from the value to the fault in it.
    """
    raise PydanticCustomError(
        "message", "{message_key}", {"message_key": key, "values": values, "hint": hint, "at": at}
    )


def require(raw: object) -> None:
    """Refuse "nothing" where a value has to be."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        refuse("E-REQ", Phrase("a value is required here", "这里必须填写"))


def each(items: list[Any], read: Callable[[Any], T]) -> tuple[T, ...]:
    """Read the members of a list; a refusal says which one it is about."""
    done: list[T] = []
    for index, item in enumerate(items):
        try:
            done.append(read(item))
        except PydanticCustomError as error:
            context = dict(error.context or {})
            context["at"] = (index, *context.get("at", ()))
            raise PydanticCustomError(error.type, error.message_template, context) from None
    return tuple(done)


def shown(raw: object) -> Phrase:
    """Name the value found, short enough for one line."""
    if isinstance(raw, Mapping):
        names = shortened(", ".join(str(key) for key in raw))
        return Phrase(f"fields ({names})", f"一组字段（{names}）")
    if isinstance(raw, list | tuple):
        return Phrase("a list", "一个列表")
    text = shortened(str(raw))
    return Phrase(f"‘{text}’", f"‘{text}’")


@dataclass(frozen=True, eq=False)
class Reads:
    """Pydantic metadata: how what was written becomes the value, and what an editor may offer for it."""

    parse: Callable[[Any], Any]
    schema: Mapping[str, Any] = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.schema)


class ParsedValue:
    """A value that is an object of its own; pydantic reads it with the class's ``read``."""

    __slots__ = ()

    @classmethod
    def read(cls, raw: object) -> Self:
        """Return the value that was written."""
        raise NotImplementedError

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return cls.schema()
