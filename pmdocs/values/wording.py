"""What to say about each of pydantic's errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.notation.quoting import shortened
from pmdocs.values.refusal import shown
from pmdocs.values.suggestions import did_you_mean

_MANY = 12
_OPTION = re.compile(r"'([^']*)'")

Error = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """A code, a sentence, and perhaps a hint."""

    code: str
    phrase: Phrase
    hint: Phrase | None = None


def unknown_field(name: str, known: list[str]) -> Wording:
    """Say that a field does not exist, and which may have been meant."""
    phrase = Phrase(f"unknown field ‘{shortened(name)}’", f"未知字段‘{shortened(name)}’")
    if "：" in name or "，" in name:
        plain = " ".join(name.replace("：", ": ").replace("，", ", ").split())
        hint: Phrase | None = Phrase(
            f"full-width punctuation found: write {plain}", f"发现全角标点，请写 {plain}"
        )
    else:
        hint = did_you_mean(name, known) or _listed(known)
    return Wording("E-FIELD", phrase, hint)


def _listed(names: list[str]) -> Phrase | None:
    if not names or len(names) > _MANY:
        return None
    return Phrase(f"the fields here are {', '.join(names)}", f"此处的字段有：{'、'.join(names)}")


def wording(error: Error, name: str) -> Wording:
    """Say what is wrong with a value; ``name`` is the field it is in."""
    kind, context = error["type"], error.get("ctx") or {}
    if isinstance(context.get("phrase"), Phrase):
        return _refused(kind, context, error["input"])
    if kind == "missing":
        return Wording("E-REQ", Phrase(f"‘{name}’ is required", f"缺少必填字段‘{name}’"))
    if error["input"] is None:
        return Wording("E-REQ", Phrase("a value is required here", "这里必须填写"))
    say = next((say for part, say in _RULES if part in kind), None)
    return say(error, context) if say else Wording("E-TYPE", Phrase(error["msg"], error["msg"]))


def _refused(kind: str, context: Error, found: object) -> Wording:
    return Wording(kind, context["phrase"], context.get("hint") or _slip(found))


def _slip(found: object) -> Phrase | None:
    """Recognise punctuation that made one text of what should be fields or items."""
    if not isinstance(found, str) or "\n" in found:
        return None
    if re.fullmatch(r"[\w-]+：.*", found):
        return Phrase("full-width colon found; use ‘: ’", "发现全角冒号，请用半角‘: ’")
    if re.match(r"[\w-]+:\S", found):
        return Phrase("a colon needs a space after it", "冒号后面要有空格")
    if re.match(r"-[^\s\d.]", found):
        return Phrase("a list item starts with ‘- ’: a hyphen and a space", "列表项以‘- ’开头：连字符加空格")
    return None


def _options(error: Error, context: Error) -> Wording:
    expected = str(context.get("expected") or context.get("expected_tags") or "")
    options = _OPTION.findall(expected)
    names = Phrase(", ".join(options) or expected, "、".join(options) or expected)
    found = shown(context.get("tag", error["input"]))
    phrase = Phrase("expected one of {names}, found {found}", "应为 {names} 之一，实际是{found}")
    near = did_you_mean(str(context.get("tag", error["input"])), options)
    return Wording("E-RANGE", phrase.fill(names=names, found=found), near)


def _no_tag(_error: Error, context: Error) -> Wording:
    name = str(context.get("discriminator", "")).strip("'")
    return Wording("E-REQ", Phrase(f"‘{name}’ is required", f"缺少必填字段‘{name}’"))


def _length(error: Error, context: Error) -> Wording:
    value = error["input"]
    found = len(value) if isinstance(value, str | list | dict | tuple) else context.get("actual_length")
    least, most = context.get("min_length"), context.get("max_length")
    if least is not None:
        phrase = Phrase(f"at least {least} needed, found {found}", f"至少要有 {least} 项，实际有 {found} 项")
    else:
        phrase = Phrase(f"at most {most} allowed, found {found}", f"最多 {most} 项，实际有 {found} 项")
    return Wording("E-LEN", phrase)


_BOUNDS = {
    "gt": Phrase("above {bound}", "大于 {bound}"),
    "ge": Phrase("{bound} or more", "不小于 {bound}"),
    "lt": Phrase("below {bound}", "小于 {bound}"),
    "le": Phrase("{bound} or less", "不大于 {bound}"),
    "multiple_of": Phrase("a multiple of {bound}", "{bound} 的倍数"),
}


def _range(error: Error, context: Error) -> Wording:
    name, rule = next((name, rule) for name, rule in _BOUNDS.items() if name in context)
    bound = context[name]
    bound = f"{bound:g}" if isinstance(bound, float) else bound
    phrase = Phrase("must be {rule}, found {found}", "应{rule}，实际是{found}")
    return Wording("E-RANGE", phrase.fill(rule=rule.fill(bound=bound), found=shown(error["input"])))


def _expected(what: Phrase, code: str = "E-TYPE") -> Callable[[Error, Error], Wording]:
    phrase = Phrase("expected {what}, found {found}", "应为{what}，实际是{found}")

    def say(error: Error, _context: Error) -> Wording:
        found = error["input"]
        return Wording(code, phrase.fill(what=what, found=shown(found)), _slip(found))

    return say


def _said(error: Error, context: Error) -> Wording:
    """Pass on what a validator raised as a plain ValueError."""
    text = str(context.get("error") or error["msg"])
    return Wording("E-TYPE", Phrase(text, text))


_RULES: tuple[tuple[str, Callable[[Error, Error], Wording]], ...] = (
    ("literal_error", _options),
    ("enum", _options),
    ("union_tag_invalid", _options),
    ("union_tag_not_found", _no_tag),
    ("too_short", _length),
    ("too_long", _length),
    ("greater_than", _range),
    ("less_than", _range),
    ("multiple_of", _range),
    ("finite_number", _expected(Phrase("a finite number", "有限的数字"), "E-NAN")),
    ("int_", _expected(Phrase("a whole number such as 120", "整数，如 120"))),
    ("float_", _expected(Phrase("a number such as 12.5", "数字，如 12.5"))),
    ("decimal_", _expected(Phrase("a number such as 12.5", "数字，如 12.5"))),
    ("bool_", _expected(Phrase("yes or no", " yes 或 no"))),
    ("date", _expected(Phrase("a date such as 2026-07-01", "日期，如 2026-07-01"), "E-DATE")),
    ("string_pattern", _expected(Phrase("a text of another form", "另一种形式的文本"))),
    ("string_", _expected(Phrase("a text", "文本"))),
    ("tuple_type", _expected(Phrase("a list: [a, b]", "列表，如 [a, b]"))),
    ("list_type", _expected(Phrase("a list: [a, b]", "列表，如 [a, b]"))),
    ("set_type", _expected(Phrase("a list: [a, b]", "列表，如 [a, b]"))),
    ("dict_type", _expected(Phrase("fields: ‘name: value’", "‘名称: 值’形式的字段"))),
    ("mapping_type", _expected(Phrase("fields: ‘name: value’", "‘名称: 值’形式的字段"))),
    ("model_", _expected(Phrase("fields: ‘name: value’", "‘名称: 值’形式的字段"))),
    ("dataclass_type", _expected(Phrase("fields: ‘name: value’", "‘名称: 值’形式的字段"))),
    ("value_error", _said),
    ("assertion_error", _said),
)
