"""Draws a chart as SVG: ECharts and the shared runtime inside an embedded JavaScript engine."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from pmdocs.charts import assets
from pmdocs.charts.options import plain
from pmdocs.charts.svg import ChartError, finish

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 20
"""Processor time one chart may take before it is given up."""
MEGABYTES = 512
"""Memory that a chart may take."""
_STACK = 1024 * 1024

# ECharts asks for timers it does not need, and for the clock and for chance, which must not show.
_HOST = """
for (const name of ["setTimeout", "setInterval", "requestAnimationFrame"]) globalThis[name] = () => 0;
for (const name of ["clearTimeout", "clearInterval", "cancelAnimationFrame"]) globalThis[name] = () => {};
globalThis.self = globalThis;
globalThis.Date = class extends Date {
  constructor(...given) { super(...(given.length ? given : [0])); }
  static now() { return 0; }
};
let seed = 1;
globalThis.reseed = () => { seed = 1; };
Math.random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
"""

_DRAW = """
(() => {
  echarts.setPlatformAPI({ measureText: pmdocs.measureText });
  globalThis.draw = (json, width, height, lang) => {
    reseed();
    const chart = echarts.init(null, pmdocs.theme(), { renderer: "svg", ssr: true, width, height });
    try {
      chart.setOption(pmdocs.prepare(JSON.parse(json), { lang, host: "build" }));
      // A rope of strings would be flattened at every read from outside; and where ECharts breaks lines
      // it may cut a character in halves.
      return JSON.parse(JSON.stringify(chart.renderToSVGString().toWellFormed()));
    } finally {
      chart.dispose();
    }
  };
})();
"""

_thread = threading.local()


def draw(option: Mapping[str, Any], *, width: int, height: int, prefix: str, lang: str, label: str) -> str:
    """Draw ``option`` as an inline ``<svg>``.

    ``prefix`` makes the ids in it unique within the page; ``label`` is what a screen reader says.
    """
    text = json.dumps(plain(option), ensure_ascii=False, separators=(",", ":"))
    return finish(_run(text, width, height, lang), prefix=prefix, label=label)


def _run(option: str, width: int, height: int, lang: str) -> str:
    import quickjs  # noqa: PLC0415 -- a build without charts need not load the engine

    try:
        svg: str = _context().get("draw")(option, width, height, lang)
    except (quickjs.JSException, quickjs.StackOverflow) as error:
        # What an interrupted engine holds is unknown: the next chart gets a new one.
        _thread.context = None
        raise ChartError(str(error).strip()) from error
    return svg


def _context() -> Any:
    """Return the engine of this thread; a JavaScript context must not be shared between threads."""
    if getattr(_thread, "context", None) is None:
        _thread.context = _new_context()
    return _thread.context


def _new_context() -> Any:
    import quickjs  # noqa: PLC0415 -- see _run

    context = quickjs.Context()
    context.set_max_stack_size(_STACK)
    context.set_memory_limit(MEGABYTES * 1024 * 1024)
    context.eval(_HOST)
    context.eval(assets.asset("echarts.min.js").read_text(encoding="utf-8"))
    for script in (assets.runtime(), assets.measure(), _DRAW):
        context.eval(script)
    context.set_time_limit(SECONDS)
    return context


__all__ = ["MEGABYTES", "SECONDS", "ChartError", "draw"]
