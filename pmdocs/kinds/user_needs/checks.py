"""What no need can be."""

from __future__ import annotations

from collections.abc import Mapping

from pmdocs.kinds.user_needs.model import Need, UserNeeds, rated
from pmdocs.sdk import Checks, Finding, Findings, Path
from pmdocs.sdk.checks import both_or_none, known_keys, no_cycle, one_of, within

_LOWEST, _HIGHEST = 0, 10
_ANSWERS = tuple("12345")


def lies_on_the_scale(need: Need) -> Findings:
    """Refuse importance and satisfaction beyond 0 to 10."""
    for name in ("importance", "satisfaction"):
        if name in need.model_fields_set:
            yield from within((name,), getattr(need, name), _LOWEST, _HIGHEST)


def is_rated_once(need: Need) -> Findings:
    """Refuse a score beside the answers that give it."""
    for name in ("importance", "satisfaction"):
        yield from one_of({(name,): getattr(need, name), (f"{name}_answers",): _answers(need, name) or None})


def is_rated_whole(need: Need) -> Findings:
    """Refuse importance without satisfaction: neither alone gives an opportunity."""
    given: dict[Path, object] = {
        (name if getattr(need, name) is not None or not _answers(need, name) else f"{name}_answers",):
        getattr(need, name) if getattr(need, name) is not None else _answers(need, name) or None
        for name in ("importance", "satisfaction")
    }  # fmt: skip
    yield from both_or_none(given)


def answers_are_ratings(need: Need) -> Findings:
    """Refuse answers beyond 1 to 5, and none at all."""
    for name in ("importance", "satisfaction"):
        answers = _answers(need, name)
        at = f"{name}_answers"
        yield from known_keys((((at, key), key) for key in answers), _ANSWERS, "no_rating")
        if answers and not sum(rated(answers).values()):
            yield Finding((at,), "no_answers")


def _answers(need: Need, name: str) -> Mapping[str, int]:
    answers: Mapping[str, int] = getattr(need, f"{name}_answers")
    return answers


def says_something(need: Need) -> Findings:
    """Refuse a need of which nothing is said."""
    if need.title is None and need.wish is None and need.job is None:
        yield Finding(("job",), "says_nothing", {"id": need.id})


def no_need_is_part_of_itself(spec: UserNeeds) -> Findings:
    """Refuse needs that are part of each other."""
    parents = [(n, one) for n, one in enumerate(spec.needs) if one.parent]
    cycle = list(
        no_cycle(
            {one.id: [str(one.parent)] for _, one in parents},
            {one.id: ("needs", n, "parent") for n, one in parents},
        )
    )
    yield from (Finding(one.at[:-1], one.key, one.values, one.hint) for one in cycle)


CHECKS: Checks = {
    Need: (lies_on_the_scale, is_rated_once, is_rated_whole, answers_are_ratings, says_something),
    UserNeeds: (no_need_is_part_of_itself,),
}
