"""What an author writes, as typed and frozen models: the base of every spec and of every part of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    create_model,
    model_validator,
)

from pmdocs.values.columns import ColumnRef, DataColumn
from pmdocs.values.dates import Day, Moment
from pmdocs.values.measures import Measured
from pmdocs.values.options import with_options
from pmdocs.values.references import Slug
from pmdocs.values.suggestions import nearest
from pmdocs.values.text import Tags, Text, TextList

Path = tuple[str | int, ...]
"""A field inside a spec: ``("objectives", 0, "key_results", 2, "target")``."""


class UnparsedFieldError(Exception):
    """A field was asked for that could not be read; what depends on it cannot be judged."""


class Model(BaseModel):
    """Anything an author writes: frozen, and an unknown field is an error.

    Validation with ``{"partial": True}`` in its context leaves out what cannot be read instead of failing:
    a field that was left out so raises ``UnparsedFieldError`` when it is asked for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    read_again: ClassVar[bool] = False
    """Whether the class stands in for another one, to read what can be read of data with faults."""

    members_read: ClassVar[Mapping[str, tuple[tuple[Path, Any], ...]]] = {}
    """Of a list or map that could not be read as a whole: the members that could, each with its path below the field."""

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        given = with_options(cls, _without_blanks(cls, data)) if isinstance(data, dict) else data
        try:
            return handler(given)
        except ValidationError as error:
            if not isinstance(given, dict) or not (info.context or {}).get("partial"):
                raise
            return _without_faults(cls, given, info.context, error)

    def offered_columns(self) -> Mapping[str, DataColumn | ColumnRef]:
        """Return what others may take from here by ``values_from``, by name.

        A column that is itself taken from elsewhere is offered as its reference.
        """
        return {}

    if not TYPE_CHECKING:  # a type checker would take it for a promise that every attribute exists

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raise UnparsedFieldError(name)
            return super().__getattr__(name)


def _without_blanks(model: type[Model], data: dict[str, Any]) -> dict[str, Any]:
    """Treat ``field:`` with nothing behind it like a field that was left out, where that is allowed."""
    if None not in data.values():
        return data
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    return {k: v for k, v in data.items() if v is not None or k not in fields or fields[k].is_required()}


_UNPARSED: Any = object()
M = TypeVar("M", bound=Model)


def _without_faults(model: type[M], data: dict[str, Any], context: Any, error: ValidationError) -> M:
    """Return the model with the fields that could be read, and no others."""
    faulty = {fault["loc"][0] for fault in error.errors(include_url=False) if fault["loc"]}
    names = {name: info.alias or name for name, info in model.model_fields.items()}
    # A field that stands there misspelt was not left out.
    faulty |= {
        near for name in faulty - set(names.values()) for near in nearest(str(name), names.values(), 1)
    }
    optional: type[M] = _optional(model)
    read = _read_or_none(optional, {k: v for k, v in data.items() if k not in faulty}, context)
    if read is None:
        raise error
    unread = {name: alias for name, alias in names.items() if alias in faulty}
    for name in unread:
        del read.__dict__[name]
    read.__dict__["members_read"] = {
        name: tuple(_members(optional, name, alias, data[alias], context))
        for name, alias in unread.items()
        if alias in data
        and not model.read_again  # a member on its own is in no list of which others could be read
    }
    return read


def _members(
    optional: type[Model], name: str, alias: str, raw: object, context: Any
) -> Iterator[tuple[Path, Any]]:
    """Yield what can be read of a list or map, member by member.

    So neither a bad member nor the number of them hides the faults of the others.
    """
    pairs = enumerate(raw) if isinstance(raw, list) else raw.items() if isinstance(raw, dict) else ()
    for key, member in pairs:
        alone = {key: member} if isinstance(raw, dict) else [member]
        read = _read_or_none(optional, {alias: alone}, context)
        field = read.__dict__.get(name) if read is not None else None
        if isinstance(field, Mapping | tuple) and len(field) == 1:
            yield (key,), next(iter(field.values() if isinstance(field, Mapping) else field))


def _read_or_none(model: type[M], data: dict[str, Any], context: Any) -> M | None:
    try:
        return model.model_validate(data, context=context)
    except Exception:  # noqa: BLE001 -- a kind's own validator may stumble over what was left out
        return None


@cache
def _optional(model: type[M]) -> type[M]:
    """Return a model of which no field is required, and no list or map too short or too long."""
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        optional = copy(info)
        optional.metadata = [
            one for one in info.metadata if not hasattr(one, "min_length") and not hasattr(one, "max_length")
        ]
        if info.is_required():
            optional.default = _UNPARSED
        if info.is_required() or len(optional.metadata) < len(info.metadata):
            fields[name] = (info.annotation, optional)
    made: type[M] = create_model(model.__name__, __base__=model, **fields)
    made.read_again = True
    return made


class Item(Model):
    """A part of a spec that others may refer to by its id.

    ``noun`` is what references call it: ``key-result``, ``milestone``.
    """

    noun: ClassVar[str] = ""

    id: Slug | None = None
    """Id for references, unique in the whole site."""

    @property
    def name_for_links(self) -> str:
        """What a link to the item shows: its title or name, else its id."""
        named = getattr(self, "title", None) or getattr(self, "name", None)
        return str(named or self.id or "")


class Allow(Model):
    """A warning that the author accepts, and why; the reason is shown on the page."""

    code: str
    """Code of the warning, such as W-SMALL."""
    why: Text
    """Reason, in one sentence."""


class Spec(Model):
    """Fields common to every kind."""

    kind: str
    """What the file describes: one of `pmdocs kinds`."""
    id: Slug
    """Name used in references; lower-case letters, digits and hyphens, unique in the whole site."""
    title: Text
    """Heading of the page."""
    lang: Literal["en", "zh-CN"] | None = None
    """Language of the page; default from the file name or the site."""
    owner: Text | None = None
    """Person or team that keeps the page true."""
    status: Literal["draft", "review", "approved", "archived"] | None = None
    """Where the page stands."""
    updated: Day | None = None
    """Day of the last change of substance."""
    as_of: Moment | None = None
    """Day or period that the numbers describe."""
    source: Text | None = None
    """Where the numbers come from."""
    tags: Tags = ()
    """Words to filter by."""
    view: TextList = ()
    """Views to show, one or a list in this order; default: all that the data allow."""
    allow: tuple[Allow, ...] = ()
    """Warnings accepted, with the reason."""
    description: Text | None = None
    """One sentence for search results and previews."""

    @model_validator(mode="after")
    def _units_beside_numbers(self) -> Self:
        """Take the unit and the currency that stand beside the numbers, where the spec does not say them."""
        fields = type(self).model_fields
        for name in {"unit", "currency"} & fields.keys():
            if vars(self).get(name, "") is None and (written := next(_units_in(self, name), None)):
                self.__dict__[name] = written
        return self


def _units_in(value: object, name: str) -> Iterator[str]:
    """Yield the units of numbers in a spec, for the field ``name``; parts with a unit of their own are left out."""
    if isinstance(value, Measured):
        if name == "unit" or value.is_money:
            yield value.unit if name == "currency" else value.written
    elif isinstance(value, BaseModel):
        for inner in vars(value).values():
            yield from _units_in(inner, name)
    elif isinstance(value, Mapping | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _units_in(inner, name)
