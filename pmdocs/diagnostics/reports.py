"""Problems for people and for tools: text, JSON, GitHub annotations, SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pmdocs import __version__
from pmdocs.diagnostics.problem import Problem, Severity

Report = Callable[[Sequence[Problem], str], str]


def as_text(problems: Sequence[Problem], lang: str) -> str:
    """Return one line a problem with its hint below, and the counts at the end."""
    return "\n".join([*(p.text(lang) for p in problems), counts(problems, lang)])


def counts(problems: Sequence[Problem], lang: str) -> str:
    """Return how many errors and warnings there are, in words."""
    by = Counter(p.severity for p in problems)
    errors, warnings = by[Severity.ERROR], by[Severity.WARNING]
    if lang.startswith("zh"):
        return f"{errors} 个错误，{warnings} 个警告" if errors or warnings else "没有问题"
    if not errors and not warnings:
        return "no problems"
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"


def as_json(problems: Sequence[Problem], lang: str) -> str:
    """Return the problems as a JSON list."""
    return json.dumps([as_data(p, lang) for p in problems], ensure_ascii=False, indent=1)


def as_data(problem: Problem, lang: str) -> dict[str, Any]:
    """Return one problem as plain data, in one language."""
    return {
        "severity": problem.severity.value, "code": problem.code, "path": problem.path, "line": problem.line,
        "column": problem.column, "field": problem.field, "message": problem.message.within(lang),
        "hint": problem.hint.within(lang) if problem.hint else None,
    }  # fmt: skip


def as_github(problems: Sequence[Problem], lang: str) -> str:
    """Return workflow commands that GitHub turns into annotations beside the lines."""
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    lines = []
    for p in problems:
        text = p.message.within(lang) + (f"\n{p.hint.within(lang)}" if p.hint else "")
        place = f"file={_property(p.path)},line={p.line},col={p.column},title={p.code}"
        lines.append(f"::{level[p.severity]} {place}::{_command(text)}")
    return "\n".join(lines)


def _command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Sequence[Problem], lang: str) -> str:
    """Return a SARIF 2.1.0 log."""
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    results = [
        {
            "ruleId": p.code, "level": level[p.severity],
            "message": {"text": p.message.within(lang) + (f" — {p.hint.within(lang)}" if p.hint else "")},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": p.path},
                "region": {"startLine": p.line, "startColumn": p.column},
            }}],
        }
        for p in problems
    ]  # fmt: skip
    rules = [{"id": code} for code in sorted({p.code for p in problems})]
    driver = {"name": "pmdocs", "version": __version__, "rules": rules}
    log = {"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Report] = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
