"""Two or more variants shown to people by lot: is one better, by how much, and may the answer be trusted.

Give each variant its people and conversions, or n, mean and sd where the metric is a number. The control is the
first variant unless another says ``control: true``. Write under ``planned`` what was decided before the start
(baseline, smallest effect worth finding): from it follow the sample, and what "no difference" means. ``daily``
rows count each person on the day they first came; ``end`` is the day on which the experiment was switched off.

The verdict: people who do not follow the intended split make the result invalid; before the planned sample is
reached there is not enough data; after it, an interval of the difference without zero means better or worse,
any other that no difference of the planned size was found.
"""

from __future__ import annotations

from pmdocs.kinds.ab_test.checks import CHECKS
from pmdocs.kinds.ab_test.facts import facts, problems
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.ab_test.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=AbTest, checks=CHECKS, facts=facts, problems=problems,
    views=("experiment", "lift", "rates", "daily", "table", "checks"), summary=summary, tiles=tiles, charts=charts,
    rows="daily",
)  # fmt: skip
