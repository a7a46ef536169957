"""Read one value the way a model's field does, and look at a refusal."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from pmdocs.diagnostics.problem import Phrase


def read(type_: Any, raw: object, lang: str = "en") -> Any:
    """Validate a value in a page's language."""
    return TypeAdapter(type_).validate_python(raw, context={"lang": lang})


def refused(type_: Any, raw: object) -> tuple[str, Phrase, Phrase | None]:
    """Return the code, the sentence and the hint of the refusal that must come."""
    with pytest.raises(ValidationError) as caught:
        read(type_, raw)
    (error,) = caught.value.errors(include_url=False)
    phrase, hint = error["ctx"]["phrase"], error["ctx"]["hint"]
    assert isinstance(phrase, Phrase)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in phrase.zh)
    return error["type"], phrase, hint


def wide(text: str) -> str:
    """Return a text as a Chinese keyboard in full-width mode writes it."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
