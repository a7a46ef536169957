"""All that a kind needs to draw: the builders and the parts they take."""

from __future__ import annotations

from pmdocs.charts.bars import bars, group_heights
from pmdocs.charts.emotions import Mood, emotion_strip, emotions
from pmdocs.charts.figures import funnel, radar, radar_heights, tree, tree_height
from pmdocs.charts.heat import heat_heights, heatmap
from pmdocs.charts.intervals import intervals
from pmdocs.charts.layout import row_height, row_heights
from pmdocs.charts.lines import lines, spark
from pmdocs.charts.options import media, merge
from pmdocs.charts.parts import (
    Axis,
    Band,
    EstimateRange,
    FunnelStage,
    Guide,
    Indicator,
    Mark,
    Node,
    Point,
    Series,
    Span,
    TimelineLink,
    TimelineMilestone,
    Zone,
)  # fmt: skip
from pmdocs.charts.period_lines import period_lines
from pmdocs.charts.pies import pie
from pmdocs.charts.points import inverse_range, scatter, stepped_range
from pmdocs.charts.quadrants import quadrant_map, quadrants
from pmdocs.charts.samples import FiveNumbers, box_plot
from pmdocs.charts.timeline import timeline, timeline_heights

__all__ = [
    "Axis",
    "Band",
    "EstimateRange",
    "FiveNumbers",
    "FunnelStage",
    "Guide",
    "Indicator",
    "Mark",
    "Mood",
    "Node",
    "Point",
    "Series",
    "Span",
    "TimelineLink",
    "TimelineMilestone",
    "Zone",
    "bars",
    "box_plot",
    "emotion_strip",
    "emotions",
    "funnel",
    "group_heights",
    "heat_heights",
    "heatmap",
    "intervals",
    "inverse_range",
    "lines",
    "media",
    "merge",
    "period_lines",
    "pie",
    "quadrant_map",
    "quadrants",
    "radar",
    "radar_heights",
    "row_height",
    "row_heights",
    "scatter",
    "spark",
    "stepped_range",
    "timeline",
    "timeline_heights",
    "tree",
    "tree_height",
]  # fmt: skip
