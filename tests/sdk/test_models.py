"""What can be read of data of which some cannot."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pmdocs.sdk import models
from pmdocs.sdk.models import Model, UnparsedFieldError
from pmdocs.values.numbers import Count


class Part(Model):
    name: str
    people: Count
    unit: str = "users"
    limit: Count = 7


def partial(**data: object) -> Part:
    return Part.model_validate(data, context={"partial": True})


def test_what_was_left_out_has_its_default_beside_a_field_that_cannot_be_read() -> None:
    part = partial(name="a", people="many")
    assert (part.name, part.unit, part.limit) == ("a", "users", 7)
    with pytest.raises(UnparsedFieldError):
        _ = part.people


def test_a_field_that_cannot_be_read_does_not_pass_for_one_that_was_left_out() -> None:
    part = partial(name="a", people=3, limit="some")
    assert part.people == 3
    with pytest.raises(UnparsedFieldError):
        _ = part.limit


def test_a_field_that_is_misspelt_does_not_pass_for_one_that_was_left_out() -> None:
    part = partial(name="a", people=3, limti=5)
    assert part.unit == "users"
    with pytest.raises(UnparsedFieldError):
        _ = part.limit


def test_a_required_field_that_is_missing_cannot_be_asked_for() -> None:
    part = partial(people=3)
    assert part.unit == "users"
    with pytest.raises(UnparsedFieldError):
        _ = part.name


def test_what_is_not_asked_to_be_read_in_part_is_refused() -> None:
    with pytest.raises(ValidationError):
        Part.model_validate({"name": "a", "people": "many"})


class Whole(Model):
    counts: tuple[Count, ...]
    parts: tuple[Part, ...] = ()


def test_each_member_that_cannot_be_read_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    read = models._read_or_none

    def counted(model: type[Model], data: dict[str, object], context: object) -> Model | None:
        tried.append(data)
        return read(model, data, context)

    monkeypatch.setattr(models, "_read_or_none", counted)
    bad = {"counts": [*["x"] * 50, "7"], "parts": [{"name": "a"}] * 50}
    whole = Whole.model_validate(bad, context={"partial": True})
    assert dict(whole.members_read)["counts"] == (((50,), 7),)
    assert len(tried) < 5 * 100
