"""At most a hundred problems of one file: whoever has more of them reads the first ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pmdocs.diagnostics.problem import Phrase, Problem, Severity, in_order

MOST = 100
"""Problems told of one file."""

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_CODES = {Severity.ERROR: "E-MORE", Severity.WARNING: "W-MORE", Severity.INFO: "I-MORE"}


def bounded(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in order, of each file the first hundred and how many more there are; errors come first.

    What is left out is told by one problem that weighs as much as the worst of it.
    """
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in in_order(problems):
        by_file[problem.path].append(problem)
    return in_order(one for found in by_file.values() for one in _first(found))


def _first(found: Sequence[Problem]) -> Sequence[Problem]:
    if len(found) <= MOST + 1:
        return found
    ranked = sorted(found, key=lambda problem: _RANK[problem.severity])
    kept, rest = ranked[:MOST], ranked[MOST:]
    values = {"n": f"{len(rest):,}", "errors": f"{sum(p.severity is Severity.ERROR for p in rest):,}"}
    # After the last one of those that are told.
    last = max(kept, key=lambda problem: (problem.line, problem.column))
    code = _CODES[rest[0].severity]
    return [*kept, Problem(last.path, last.line, last.column, code, _MORE.fill(**values), _HINT)]


_MORE = Phrase(
    "and {n} more in this file, {errors} of them errors", "此文件还有 {n} 个问题，其中 {errors} 个错误"
)
_HINT = Phrase("correct those above first", "请先处理以上问题")
