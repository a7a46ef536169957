"""One chart from a few numbers, without a method behind it: bars, lines, areas, a pie, dots, a sample, a table.

Write the rows in place or name a CSV file with `data`; `x` is the column of names or periods, `y` those of numbers.
The same lines without `kind` make a chart in the middle of a text, between ```` ```chart ```` and ```` ``` ````.
Numbers that stand in another spec are taken from there with `values_from`, so that nobody types them twice.
"""

from __future__ import annotations

from pmdocs.kinds.chart.checks import CHECKS
from pmdocs.kinds.chart.facts import facts, problems
from pmdocs.kinds.chart.model import ChartSpec
from pmdocs.kinds.chart.summaries import summary
from pmdocs.kinds.chart.views import charts, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=ChartSpec, checks=CHECKS, facts=facts, problems=problems, views=("chart", "table"),
    summary=summary, tiles=tiles, charts=charts, rows="rows",
)  # fmt: skip
