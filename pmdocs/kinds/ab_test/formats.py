"""The numbers of an experiment as text: rates in percent, means with their unit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from pmdocs.kinds.ab_test.arms import Arm
from pmdocs.kinds.ab_test.comparing import VariantComparison
from pmdocs.kinds.ab_test.facts import AbTestFacts
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.sdk import Words
from pmdocs.sdk.tables import Cell, CellFormat

_LEAST = 0.001
_ROUND = 0.01


@dataclass(frozen=True)
class Formats:
    """Formats of one experiment in one language."""

    spec: AbTest
    facts: AbTestFacts
    words: Words

    @property
    def of_rates(self) -> bool:
        """Whether rates are compared rather than means."""
        return self.facts.measure == "rate"

    @property
    def level(self) -> str:
        """The level of the intervals of differences: 95%."""
        return self._level(self.facts.level)

    @property
    def arm_level(self) -> str:
        """The level of the intervals of one variant's value."""
        return self._level(self.facts.arm_level)

    def _level(self, level: float) -> str:
        """Format a level with the decimals that tell it from 100%."""
        rest = (1 - level) * 100
        digits = max(1, 1 - math.floor(math.log10(rest))) if rest < 1 else 2
        return self.words.number(level * 100, digits) + "%"

    @property
    def fine(self) -> bool:
        """Whether rates need more decimals than an axis of percentages has, or are parts of a million."""
        return self.of_rates and (self.facts.digits > 2 or not self.facts.in_percent)  # noqa: PLR2004 -- 50.25%

    @property
    def axis(self) -> str:
        """The name of an axis of values: "Mean, minutes"."""
        unit = (
            (self.words["per_million"] if not self.facts.in_percent else "%") if self.fine else self.spec.unit
        )
        axis = self.words[f"value.{self.facts.measure}"]
        return self.words("with_unit", text=axis, unit=unit) if unit else axis

    @property
    def unit_format(self) -> str:
        """The format of values on an axis."""
        return "number:2" if self.fine or not self.of_rates else "rate"

    def drawn(self, value: float | None) -> float | None:
        """Return a value as it is drawn on an axis of :attr:`unit_format`."""
        return None if value is None else value * self.facts.scale if self.fine else value

    def columns(self, path: str = "") -> dict[str, tuple[Cell, CellFormat]]:
        """Return the columns of a value and its interval, which a row has at a path."""
        names = {f"value.{self.facts.measure}": "value", "low": "low", "high": "high"}
        return {heading: self.cell(f"{path}{name}") for heading, name in names.items()}

    def cell(self, path: str, plain: CellFormat = "rate") -> tuple[Cell, CellFormat]:
        """Return a column of rates or means; ``plain`` is the format of rates that are per cent."""
        if not self.fine:
            return path, plain if self.of_rates else "fixed2"
        read = attrgetter(path)
        return (lambda row: self.text(read(row), signed=plain == "pp")), "text"

    def text(self, number: float | None, *, signed: bool) -> str:
        """Format a rate or a difference of rates."""
        return self.difference(number) if signed else self.value(number)

    def name(self, one: Arm | VariantComparison) -> str:
        """Return what a variant is called."""
        return self.spec.name_of(one.key)

    def value(self, value: float | None) -> str:
        """Format a rate or a mean: 20.0%, 50 per million, 13.8 minutes."""
        if self.facts.in_percent and value is not None:
            return self.words.rate(value, max(self.facts.digits, 2 if 0 < value < 0.01 else 1))  # noqa: PLR2004 -- 1.2
        return self._with_unit(self.words.fixed(self.scaled(value), self.facts.digits))

    def difference(self, value: float | None) -> str:
        """Format a difference with its sign: +2.2 pp, +30 per million, −5.7 minutes."""
        if self.facts.in_percent:
            return self.words.pp(value, self.facts.difference_digits)
        return self._with_unit(self.words.signed(self.scaled(value), self.facts.difference_digits))

    def size(self, value: float | None) -> str:
        """Format a difference without its sign."""
        return self.difference(None if value is None else abs(value)).lstrip("+")

    def number(self, difference: float | None) -> str:
        """Format a difference with its sign and without its unit."""
        return self.words.signed(self.scaled(difference), self.facts.difference_digits)

    def scaled(self, difference: float | None) -> float | None:
        """Return a number in per cent, parts of a million, or the unit of the mean."""
        return None if difference is None else difference * self.facts.scale

    def between(self, one: VariantComparison) -> str:
        """Format the interval of a difference, with its unit once."""
        return self.words("range", low=self.number(one.low), high=self.difference(one.high))

    def chance(self, p: float | None) -> str:
        """Format a probability, which is never shown as certain: 86%, >99.9%."""
        if p is not None and not _LEAST <= p <= 1 - _LEAST:
            return "<0.1%" if p < _LEAST else ">99.9%"
        return self.words.rate(p, 0 if p is not None and _ROUND <= p <= 1 - _ROUND else 1)

    def plain(self, value: float) -> str:
        """Format a planned number or the one seen instead, to three digits: 2%, 50%, 9.13."""
        digits = max(0, 2 - math.floor(math.log10(abs(value * (100 if self.of_rates else 1)) or 1)))
        return (
            self.words.number(value * 100, digits) + "%"
            if self.of_rates
            else self.words.number(value, digits)
        )

    @property
    def difference_unit(self) -> str:
        """The name of an axis of differences."""
        if not self.of_rates:
            return self.spec.unit or ""
        return self.words["points" if self.facts.in_percent else "per_million"]

    def shares(self, shares: Iterable[float]) -> str:
        """Format how people are split: 50% / 50%."""
        return self.words["against"].join(self.words.number(share * 100) + "%" for share in shares)

    def sample(self, people: Mapping[str, int]) -> str:
        """Format the people needed: 4,202 for each variant; A 18,692 / B 2,077 where the split is unequal."""
        if len(set(people.values())) == 1:
            return self.words("sample_each", n=self.words.count(next(iter(people.values()))))
        return self.words["against"].join(
            self.words("sample_of", name=self.spec.name_of(key), n=self.words.count(n))
            for key, n in people.items()
        )

    def listed(self, items: Iterable[str]) -> str:
        """Return what is said of each variant as a sentence, which says first if all of it is invalid."""
        sentence = self.words("listed", items=self.words["separator"].join(items))
        return f"{self.words['invalid_before']}{sentence}" if self.facts.mismatch else sentence

    def together(self, *sentences: str) -> str:
        """Return sentences one after the other; Chinese ones need no space between them."""
        return ("" if self.words.zh else " ").join(filter(None, sentences))

    def _with_unit(self, number: str) -> str:
        if self.of_rates:
            return self.words("of_million", number=number)
        return f"{number} {self.spec.unit}" if self.spec.unit else number
