"""The author's vocabulary: rates, counts, money, dates and references, each parsed from text once, here."""
