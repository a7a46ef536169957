"""What no hypothesis can be."""

from __future__ import annotations

from pmdocs.kinds.lean_startup.model import Hypothesis
from pmdocs.sdk import Checks, Finding, Findings
from pmdocs.sdk.checks import ordered, within
from pmdocs.values.references import Ref

_LOWEST, _HIGHEST = 0, 10


def lies_on_the_scale(one: Hypothesis) -> Findings:
    """Refuse importance and evidence beyond 0 to 10."""
    for name in ("importance", "evidence"):
        if name in one.model_fields_set:
            yield from within((name,), getattr(one, name), _LOWEST, _HIGHEST)


def ends_after_it_starts(one: Hypothesis) -> Findings:
    """Refuse a test that ends before it starts."""
    yield from ordered(("ended",), one.started, one.ended)


def says_how_it_is_known(one: Hypothesis) -> Findings:
    """Refuse a hypothesis that nothing tests and nothing measures."""
    if one.test is None and one.metric is None:
        yield Finding(("test",), "no_measure")


def takes_over_what_is_linked(one: Hypothesis) -> Findings:
    """Refuse a verdict without an experiment to take it from, and a result beside it."""
    if one.success.wanted and not isinstance(one.test, Ref):
        yield Finding(("success",), "no_experiment", {"wanted": one.success.wanted})
    if one.success.wanted and one.result is not None:
        yield Finding(("result",), "result_twice", {"wanted": one.success.wanted})


def has_one_unit(one: Hypothesis) -> Findings:
    """Refuse a rate beside a plain number; 0 is 0 in every unit."""
    target = one.success.value
    if target and one.result and 0 not in {target.value, one.result.value} and target.unit != one.result.unit:
        yield Finding(("result",), "units")


CHECKS: Checks = {
    Hypothesis: (
        lies_on_the_scale, ends_after_it_starts, says_how_it_is_known, takes_over_what_is_linked, has_one_unit,
    ),
}  # fmt: skip
