"""Files that come from npm when the package is built, and the scripts that run beside them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from pmdocs.charts import widths
from pmdocs.charts.colors import TOKENS
from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem

_PACKAGE = Path(__file__).resolve().parent
_ASSETS = _PACKAGE.parent / "assets"

_RUNTIME = (
    "formats.js",
    "dates.js",
    "paint.js",
    "shapes.js",
    "frame.js",
    "labels.js",
    "outline.js",
    "timeline.js",
    "theme.js",
    "words.js",
    "prepare.js",
)
"""Parts of the runtime in the order they build on each other."""


def asset(name: str) -> Path:
    """Return a file of the npm assets; where it is missing, say how to get it."""
    path = _ASSETS / name
    if path.is_file():
        return path
    raise PmdocsError(
        Problem(
            f"pmdocs/assets/{name}", 1, 1, "E-ASSET",
            Phrase(f"{name} is not there", f"缺少 {name}"),
            Phrase(
                "run `make`, or `pip install` the package again, to build the npm assets",
                "请运行 `make`，或重新 `pip install` 本软件包，以生成 npm 资源",
            ),
        ),
        exit_code=2,
    )  # fmt: skip


@cache
def runtime() -> str:
    """Return the script that both hosts run after ECharts: tokens, formats, shapes, theme, prepare."""
    tokens = json.dumps(dict(TOKENS), separators=(",", ":"))
    parts = [(_PACKAGE / "runtime" / name).read_text(encoding="utf-8") for name in _RUNTIME]
    return f"globalThis.pmdocs={{tokens:{tokens}}};\n" + "\n".join(parts)


@cache
def measure() -> str:
    """Return the script that gives the engine widths of text, which it cannot measure itself."""
    table = {"from": widths.FROM, "ascii": widths.ASCII, "ranges": widths.RANGES, "bold": widths.BOLD}
    script = (_PACKAGE / "runtime" / "measure.js").read_text(encoding="utf-8")
    return f"pmdocs.widths={json.dumps(table)};\n{script}"


@cache
def browser_files() -> dict[str, bytes]:
    """Return the scripts that a page loads, in this order, when a chart comes alive, by file name."""
    return {
        "echarts.min.js": asset("echarts.min.js").read_bytes(),
        "charts-runtime.js": runtime().encode(),
    }
