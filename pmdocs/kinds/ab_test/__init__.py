"""Two or more variants shown to people by lot: is one better, by how much, and may the answer be trusted.

Give each variant its people and conversions, or n, mean and sd where the metric is a number. The control is the
first variant unless another says ``control: true``. Write under ``planned`` what was decided before the start
(baseline, smallest effect worth finding): from it follow the sample, and what "no difference" means. ``daily``
rows count each person on the day they first came; ``end`` is the day on which the experiment was switched off.

The verdict is the first of these that holds. People who do not follow the intended split make the result invalid.
An ``end`` still to come gives no final word. Before the needed sample is there, there is not enough data. An
interval of the difference without zero means better or worse. An interval that lies within the planned effect on
both sides means that there is no difference of that size. Anything else is inconclusive. Sample and power follow
what was seen where it is far from the plan, and the intended split; with several variants the intervals are wider,
so that all of them hold together.
"""

from __future__ import annotations

from pmdocs.kinds.ab_test.checks import CHECKS
from pmdocs.kinds.ab_test.facts import facts
from pmdocs.kinds.ab_test.findings import problems
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.ab_test.sentences import summary
from pmdocs.kinds.ab_test.views import charts, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=AbTest, checks=CHECKS, facts=facts, problems=problems,
    views=("lift", "experiment", "rates", "daily", "table", "checks"), summary=summary, tiles=tiles, charts=charts,
    verdict=lambda facts: facts.verdict, rows="daily",
)  # fmt: skip
