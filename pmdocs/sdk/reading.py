"""Data → a model, or everything that is wrong with it: field by field, and as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from yaml import Node

from pmdocs.diagnostics.problem import Problem
from pmdocs.sdk.findings import Checks, run_checks
from pmdocs.sdk.messages import Messages
from pmdocs.sdk.models import Model, Spec
from pmdocs.sdk.one_unit import SHARED_CHECKS
from pmdocs.values.complaints import problems_from

M = TypeVar("M", bound=Model)


def read_model(
    model: type[M], data: Mapping[str, Any], lang: str, *, node: Node | None, path: str, checks: Checks,
    messages: Messages,
) -> tuple[M | None, list[Problem]]:  # fmt: skip
    """Return the model, or ``None`` and what is wrong, in the order of the file.

    The checks also judge what could be read of data of which some could not; ``messages`` are what they say.
    ``node`` is what the data were read from, ``path`` is named where there is none.
    """
    try:
        value: M | None = model.model_validate(data, context={"lang": lang})
        found = []
    except ValidationError as error:
        value = _partial(model, data, lang)
        found = problems_from(error, node, model, path=path, say=messages.say)
    # The place alone does not tell: fields that are missing are all at that of the map.
    faulty = {(p.line, p.column, p.field) for p in found}
    findings = run_checks(value, {Spec: SHARED_CHECKS, **checks}) if value is not None else ()
    said = {messages.problem(one, node, path) for one in findings}
    refused = (p for p in said if (p.line, p.column, p.field) not in faulty)
    found += sorted(refused, key=lambda p: p.sort_key)
    return (None if found else value), found


def _partial(model: type[M], data: Mapping[str, Any], lang: str) -> M | None:
    """Return what could be read, ``None`` where that is not enough to be a model at all."""
    try:
        return model.model_validate(data, context={"lang": lang, "partial": True})
    except Exception:  # noqa: BLE001 -- a kind's own validator may stumble over what was left out
        return None
