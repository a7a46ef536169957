"""chart: facts → figures: option data for the browser and the same picture as SVG, wide and narrow."""

from __future__ import annotations

from dataclasses import replace

from pmdocs.charts.engine import draw
from pmdocs.sdk import Chart, Words
from pmdocs.site.documents import Computed, Document, Figure


def chart(document: Document, computed: Computed) -> tuple[Chart, ...]:
    """Return the charts that the kind builds from the facts, in the words of the page's language."""
    if computed.facts is None or document.kind is None:
        return ()
    words = document.kind.words(document.lang)
    return tuple(
        _complete(one, words) for one in document.kind.kind.charts(document.model, computed.facts, words)
    )


def _complete(chart: Chart, words: Words) -> Chart:
    """Return a chart with what its kind left to the default: title and height of the narrow drawing."""
    narrow = chart.height if chart.narrow_height is None else chart.narrow_height
    return replace(chart, title=chart.title or words[f"views.{chart.view}"], narrow_height=narrow)


def draw_chart(document: Document, chart: Chart, option: str) -> Figure:
    """Draw one chart at both widths; ``option`` is its option as a page holds it."""
    id_ = f"{document.id}-{chart.view}"
    narrow = ""
    if chart.narrow_height:
        narrow = _draw(chart, chart.narrow_width, chart.narrow_height, f"{id_}-n", document.lang)
    wide = _draw(chart, chart.width, chart.height, f"{id_}-w", document.lang)
    return Figure(id_, chart, wide, narrow, option, document.lang)


def _draw(chart: Chart, width: int, height: int, prefix: str, lang: str) -> str:
    return draw(chart.option, width=width, height=height, prefix=prefix, lang=lang, label=chart.summary)
