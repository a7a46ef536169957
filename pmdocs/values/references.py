"""Ids and references to them."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.refusal import Reads, each, refuse, require, shown
from pmdocs.values.suggestions import nearest
from pmdocs.values.text import read_text, split_list

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_HYPHENATED = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_IDS = re.compile(r"[a-z0-9-]+(?:\s*[,，、]\s*[a-z0-9-]+)*\s*[,，、]?")
_ONE_ID = Phrase("this is one id; several are a list: [a, b]", "这里是一个编号；多个编号请写成列表：[a, b]")


def slugged(text: str) -> str:
    """Return the id nearest to a text, empty where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def read_slug(raw: object) -> str:
    """Return an id."""
    require(raw)
    text = str(raw).strip() if isinstance(raw, str | int) else ""
    if not SLUG.fullmatch(text):
        phrase = Phrase(
            "an id has lower-case letters, digits and hyphens only, found {found}",
            "编号只能用小写字母、数字和连字符，实际是{found}",
        )
        offer = slugged(text) or "launch-plan"
        several = re.search("[,，、;；]", text)
        hint = _ONE_ID if several else Phrase(f"for example ‘{offer}’", f"例如‘{offer}’")
        refuse("E-TYPE", phrase.fill(found=shown(raw)), hint)
    return text


class Ref(str):
    """The id of something else on the site; ``kinds`` are the kinds or nouns it may be of, none for any."""

    __slots__ = ("kinds", "or_text")
    kinds: tuple[str, ...]
    or_text: bool
    """Whether it is a text where nothing has that id, nor one like it: ``self-service``."""

    def __new__(cls, id_: str, kinds: tuple[str, ...] = (), *, or_text: bool = False) -> Self:
        """Make a reference to an id."""
        ref = super().__new__(cls, id_)
        ref.kinds, ref.or_text = kinds, or_text
        return ref


class RefTo:
    """Pydantic metadata: ``Annotated[Ref, RefTo("persona")]`` is the id of a persona."""

    many = False

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def read(self, raw: object, _lang: str) -> str:
        """Return the reference that was written."""
        if isinstance(raw, list | dict):
            phrase = Phrase("expected an id, found {found}", "应为编号，实际是{found}").fill(found=shown(raw))
            refuse("E-TYPE", phrase, Phrase("write the bare id, without brackets", "直接写编号，不加括号"))
        return Ref(read_slug(raw), self.kinds)

    def parts(self, raw: object) -> list[Any]:
        """Return the members of a list; ids have no commas, so that a comma parts them, too."""
        parts = split_list(raw)
        if isinstance(raw, str) and all(_IDS.fullmatch(part) for part in parts):
            return [one.strip() for part in parts for one in re.split("[,，、]", part) if one.strip()]
        return parts

    def _validate(self, raw: object, info: ValidationInfo) -> str | tuple[str, ...]:
        lang = str((info.context or {}).get("lang") or "en")
        if self.many:
            return each(self.parts(raw), lambda item: self.read(item, lang))
        return self.read(raw, lang)

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        one = {"type": "string", "x-pmdocs-ref": list(self.kinds)}
        return {"anyOf": [one, {"type": "array", "items": one}]} if self.many else one


class RefsTo(RefTo):
    """Pydantic metadata: ``Annotated[tuple[Ref, ...], RefsTo("need")]``; a list, one id, or ``a; b``."""

    many = True


class RefOrText(RefTo):
    """Pydantic metadata: ``Annotated[Ref | str, RefOrText("need")]``; a hyphenated id is a reference."""

    def read(self, raw: object, lang: str) -> str:
        """Return the reference or the text that was written."""
        text = read_text(raw, lang)
        return Ref(text, self.kinds, or_text=True) if _HYPHENATED.fullmatch(text) else text


class RefsOrTexts(RefOrText):
    """Pydantic metadata: ``Annotated[tuple[Ref | str, ...], RefsOrTexts("need")]``."""

    many = True

    def parts(self, raw: object) -> list[Any]:
        """Return the members of a list; a comma belongs to a text."""
        return split_list(raw)


Slug = Annotated[str, Reads(read_slug, {"type": ["string", "integer"], "pattern": f"^{SLUG.pattern}$"})]
"""An id: lower-case letters, digits and hyphens."""

__all__ = ["SLUG", "Ref", "RefOrText", "RefTo", "RefsOrTexts", "RefsTo", "Slug", "nearest", "slugged"]
