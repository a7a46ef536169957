"""How firmly the order stands: by how much one weight must move for the first two products to change places."""

from __future__ import annotations

from pmdocs.kinds.competitor_matrix.facts import CompetitorFacts, ProductFacts
from pmdocs.sdk import Words
from pmdocs.stats.weighting import Swap, closest_swap

_SHARED = 2
"""With fewer criteria there is no other weight to rescale."""


def first_two(facts: CompetitorFacts) -> tuple[ProductFacts, ProductFacts] | None:
    """Return the best product and the next that does not share its rank; nothing where there is none."""
    after = [one for one in facts.ranked if one.rank != 1]
    return (facts.ranked[0], after[0]) if after and len(facts.criteria) >= _SHARED else None


def swap(facts: CompetitorFacts) -> Swap | None:
    """Return the single weight that has to move least for the first two to change places, if one can."""
    pair = first_two(facts)
    if pair is None:
        return None
    first, second = ([one.ratings[product.key] for one in facts.criteria] for product in pair)
    return closest_swap(first, second, [one.weight for one in facts.criteria])


def said(facts: CompetitorFacts, words: Words) -> str:
    """Return that as a sentence; nothing where there are no two to compare."""
    pair, change = first_two(facts), swap(facts)
    if pair is None:
        return ""
    first, second = (one.name for one in pair)
    if change is None:
        return words("no_swap", first=first, second=second)
    return words(
        "swap", first=first, second=second, criterion=facts.criteria[change.place].name,
        before=words.rate(change.before), after=words.rate(change.after),
    )  # fmt: skip
