"""The finding in a sentence or two, and the key figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmdocs.kinds.competitor_matrix.facts import CompetitorFacts, CriterionFacts, ProductFacts
from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix
from pmdocs.sdk import Tile, Words


def score(value: float | None, facts: CompetitorFacts, words: Words) -> str:
    """Return a weighted score as text."""
    return words.fixed(value, facts.score_digits)


def called(one: ProductFacts, words: Words) -> str:
    """Return a name that says which product is ours, since colour alone does not."""
    return words("ours", name=one.name) if one.ours else one.name


def names(keys: Iterable[str], facts: CompetitorFacts, words: Words) -> str:
    """Return products by name as a list: "Leafy and GreenUp"."""
    return words.join(facts.product(key).name for key in keys)


def together(words: Words, sentences: Iterable[str]) -> str:
    """Return sentences one after the other; Chinese ones need no space between them."""
    return ("" if words.zh else " ").join(filter(None, sentences))


def summary(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> str:
    """Return where we stand, and the criterion that costs us most."""
    return together(words, (standing(spec, facts, words), _costliest(facts, words)))


def standing(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> str:
    """Return our place among the ranked products in one sentence."""
    us, ranked, scale = facts.us, facts.ranked, words.number(spec.scale, 2)
    if us.rank is None:
        return words("unranked", us=us.name, coverage=words.rate(us.coverage, 0))
    own = score(us.score, facts, words)
    if len(ranked) == 1:
        return words("alone", us=us.name, score=own, scale=scale)
    first = [one for one in ranked if one.rank == 1]
    best = {"score": score(first[0].score, facts, words), "scale": scale}
    if us.rank > 1:
        key = "behind" if len(first) == 1 else "behind_tie"
        leaders = words.join(one.name for one in first)
        return words(key, leaders=leaders, us=us.name, rank=us.rank, n=len(ranked), own=own, **best)
    if len(first) > 1:
        others = words.join(one.name for one in first if not one.ours)
        return words("first_together", us=us.name, others=others, **best)
    runners = [one for one in ranked if one.rank == ranked[1].rank]
    gap = score((us.score or 0) - (ranked[1].score or 0), facts, words)
    return words("leads", us=us.name, gap=gap, others=words.join(one.name for one in runners), **best)


def _costliest(facts: CompetitorFacts, words: Words) -> str:
    worst = costliest(facts)
    if worst is None:
        return words["behind_nowhere"] if facts.compared_criteria else ""
    return words(
        "costliest", criterion=worst.name, own=words.number(worst.ratings[facts.us.key], 2),
        rivals=names(worst.best_rivals, facts, words), best=words.number(worst.best, 2),
    )  # fmt: skip


def costliest(facts: CompetitorFacts) -> CriterionFacts | None:
    """Return the criterion that costs us most of the score: weight × distance to the best of the others."""
    losses = [one for one in facts.criteria if one.outcome == "loss"]
    return min(losses, key=lambda one: round(one.weighted_margin or 0, 9), default=None)


def tiles(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: our score, what we win, then the market, or what costs us most."""
    us, market = facts.us, facts.market
    if us.score is not None:
        value, place = score(us.score, facts, words), _place(spec, facts, words)
        yield Tile(words["weighted_score"], value, place, "", "score", _rated(facts, words))
    if facts.compared_criteria:
        note = words("outcome_note", ties=facts.ties, losses=facts.losses)
        won = words("n_of", n=facts.wins, all=facts.compared_criteria)
        margins = [(one.name, words.signed(one.margin)) for one in facts.criteria if one.outcome]
        yield Tile(words["criteria_won"], won, note, "", "outcome", tuple(margins))
    worst = costliest(facts)
    if worst and market is None:
        rivals = names(worst.best_rivals, facts, words)
        note = words("versus", criterion=worst.name, rivals=rivals)
        own, best = (words.number(one, 2) for one in (worst.ratings[us.key], worst.best))
        inputs = ((us.name, own), (rivals, best), (words["weight"], words.rate(worst.weight, 0)))
        yield Tile(words["costliest_gap"], words.signed(worst.margin), note, "bad", "gap", inputs)
    shares = tuple((one.name, words.rate(one.share)) for one in facts.products if one.share is not None)
    if us.share is not None:
        yield Tile(words["share"], words.rate(us.share), _relative(us, words), "", "relative", shares)
    if market:
        value = words.count(market.hhi)
        shown = words("at_least_short", value=value) if market.hhi_is_bound else value
        yield Tile(words["concentration"], shown, words[f"level.{market.level}"], "", "hhi", shares)


def _rated(facts: CompetitorFacts, words: Words) -> tuple[tuple[str, str], ...]:
    """Return our rating of each criterion with its weight."""
    ratings = [(one, one.ratings[facts.us.key]) for one in facts.criteria]
    return tuple(
        (one.name, f"{words.number(rating, 2)} × {words.rate(one.weight, 0)}")
        for one, rating in ratings
        if rating is not None
    )


def _place(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> str:
    scale, ranked = words.number(spec.scale, 2), facts.ranked
    if facts.us.rank is None:
        return words("of_incomplete", scale=scale, coverage=words.rate(facts.us.coverage, 0))
    if len(ranked) == 1:
        return words("of_scale", scale=scale)
    tied = sum(one.rank == facts.us.rank for one in ranked) > 1
    return words("of_shared" if tied else "of_rank", scale=scale, rank=facts.us.rank, n=len(ranked))


def _relative(us: ProductFacts, words: Words) -> str:
    if us.relative_share is None:
        return ""
    return words("relative_note", times=words.fixed(us.relative_share, 2))
