"""Numbers that stand in another spec: ``values_from: ch-installs.search``, or an item's id alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.references import Ref, read_slug
from pmdocs.values.refusal import refuse, require, shown

ColumnUnit = Literal["number", "rate"]


@dataclass(frozen=True, slots=True)
class DataColumn:
    """Numbers with what each stands for: a period or a name. ``None`` is unknown; rates are shares of 1."""

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    unit: ColumnUnit = "number"


class ColumnRef(Ref):
    """The id of a spec or item and the name of one of its columns, empty for the only one."""

    __slots__ = ("column", "unit")
    column: str
    unit: ColumnUnit | None

    @classmethod
    def make(cls, id_: str, column: str = "", unit: ColumnUnit | None = None) -> Self:
        """Return the reference to a column, which has to be of a unit where one is given."""
        ref = cls(id_)
        ref.column, ref.unit = column, unit
        return ref

    @property
    def written(self) -> str:
        """The reference as an author writes it."""
        return f"{self}.{self.column}" if self.column else str(self)


class FromColumn:
    """Pydantic metadata: ``Annotated[ColumnRef, FromColumn("rate")]`` is a column of rates, without a unit any."""

    def __init__(self, unit: ColumnUnit | None = None) -> None:
        self.unit = unit

    def _read(self, raw: object) -> ColumnRef:
        if isinstance(raw, ColumnRef):
            return raw
        require(raw)
        if not isinstance(raw, str | int):
            refuse("E-TYPE", _NO_COLUMN.fill(found=shown(raw)), _EXAMPLE)
        id_, _, column = str(raw).strip().partition(".")
        return ColumnRef.make(read_slug(id_.strip()), column.strip(), self.unit)

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "examples": ["ch-installs.search"], "x-pmdocs-ref": []}


_NO_COLUMN = Phrase("expected the column of a spec, found {found}", "应为某个规格的列，实际是{found}")
_EXAMPLE = Phrase("for example ‘ch-installs.search’", "例如‘ch-installs.search’")
