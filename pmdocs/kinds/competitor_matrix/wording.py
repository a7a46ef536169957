"""Names and sentences as every view of a comparison writes them."""

from __future__ import annotations

from pmdocs.kinds.competitor_matrix.facts import ProductFacts
from pmdocs.sdk import Words


def called(one: ProductFacts, words: Words) -> str:
    """Return a name that says which product is ours, since colour alone does not."""
    return words("ours", name=one.name) if one.ours else one.name


def together(words: Words, *sentences: str) -> str:
    """Return sentences one after the other; Chinese ones need no space between them."""
    return ("" if words.zh else " ").join(filter(None, sentences))
