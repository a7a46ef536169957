"""Texts, lists of texts, and flags."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, NoReturn

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.refusal import Reads, each, refuse, require, shown

_FLAGS = {
    "true": True, "yes": True, "on": True, "是": True,
    "false": False, "no": False, "off": False, "否": False,
}  # fmt: skip
_TAGS = {"en": "en", "en-us": "en", "en-gb": "en", "zh": "zh", "zh-cn": "zh", "zh-hans": "zh"}

_BY_LANGUAGE = {
    "type": "object",
    "properties": {tag: {"type": "string"} for tag in ("en", "zh", "zh-CN")},
    "additionalProperties": False,
    "minProperties": 1,
}
_ONE = {"anyOf": [{"type": ["string", "number", "boolean"]}, _BY_LANGUAGE]}


def read_text(raw: object, lang: str = "en") -> str:
    """Return the text of a field, in ``lang`` where it is written in several languages."""
    require(raw)
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, Mapping):
        return _in_language(raw, lang)
    if isinstance(raw, int | float):
        return str(raw)
    return _refuse(
        raw,
        Phrase(
            'a text that starts with [ needs quotes: "[Draft] Plan"', '以 [ 开头的文本要加引号："[草稿] 计划"'
        ),
    )


def _in_language(raw: Mapping[Any, Any], lang: str) -> str:
    texts = {_TAGS.get(str(key).lower().replace("_", "-"), ""): value for key, value in raw.items()}
    if "" in texts or not texts or any(isinstance(value, Mapping) for value in texts.values()):
        _refuse(raw, _colon_hint(raw))
    value = texts.get("zh" if lang.lower().startswith("zh") else "en")
    if value is None:
        value = next((other for other in texts.values() if other is not None), None)
    return read_text(value, lang)


def _colon_hint(raw: Mapping[Any, Any]) -> Phrase:
    if len(raw) != 1:
        return Phrase(
            "write a text, or one for each language: {en: …, zh: …}", "请写文本，或按语言分写：{en: …, zh: …}"
        )
    ((key, value),) = raw.items()
    quoted = f'"{key}: {"" if value is None else value}"'
    return Phrase(f"a text with ‘: ’ in it needs quotes: {quoted}", f"含有‘: ’的文本要加引号：{quoted}")


def _refuse(raw: object, hint: Phrase) -> NoReturn:
    phrase = Phrase("expected a text, found {found}", "应为文本，实际是{found}")
    refuse("E-TYPE", phrase.fill(found=shown(raw)), hint)


def split_list(raw: object) -> list[Any]:
    """Return the members of a list field: a list, one value, or texts parted by semicolons."""
    if raw is None:
        return []
    if isinstance(raw, str):
        return [part.strip() for part in raw.replace("；", ";").split(";") if part.strip()]
    return list(raw) if isinstance(raw, list | tuple) else [raw]


class InPageLanguage:
    """Pydantic metadata of texts, the only values that ask for the page's language."""

    def __init__(self, *, many: bool) -> None:
        self.many = many

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(_read_many if self.many else _read_one)

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [*_ONE["anyOf"], {"type": "array", "items": _ONE}]} if self.many else dict(_ONE)


def _lang(info: ValidationInfo) -> str:
    return str((info.context or {}).get("lang") or "en")


def _read_one(raw: object, info: ValidationInfo) -> str:
    return read_text(raw, _lang(info))


def _read_many(raw: object, info: ValidationInfo) -> tuple[str, ...]:
    return each(split_list(raw), partial(read_text, lang=_lang(info)))


def read_flag(raw: object) -> bool:
    """Return yes or no."""
    if isinstance(raw, bool):
        return raw
    require(raw)
    flag = _FLAGS.get(str(raw).strip().lower())
    if flag is None:
        phrase = Phrase("expected yes or no, found {found}", "应为 yes 或 no（是、否），实际是{found}")
        refuse("E-TYPE", phrase.fill(found=shown(raw)))
    return flag


Text = Annotated[str, InPageLanguage(many=False)]
"""One text, or a map with one for each language."""

TextList = Annotated[tuple[str, ...], InPageLanguage(many=True)]
"""Texts: a list, one text, or ``a; b``."""

MOST_TAGS = 50
"""Tags of one page; each of them has a page of its own."""

Tags = Annotated[tuple[Text, ...], Field(max_length=MOST_TAGS)]
"""Words to filter by."""

Flag = Annotated[bool, Reads(read_flag, {"enum": [True, False, *_FLAGS]})]
"""Yes or no."""


def read_localised(raw: object) -> Phrase:
    """Return a text in both languages: a map gives each its own, a plain text serves both."""
    return raw if isinstance(raw, Phrase) else Phrase(read_text(raw, "en"), read_text(raw, "zh-CN"))


Localised = Annotated[Phrase, Reads(read_localised, _ONE)]
"""A text of the whole site: one for both languages, or ``{en: …, zh: …}``."""
