"""Everything wrong with the site, for the panel in the browser and the lines in the terminal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pmdocs.diagnostics.problem import Phrase

Shown = dict[str, Any]

_MOST = 200
_TAIL = 12
_SOURCES = frozenset({".yml", ".yaml", ".html", ".css", ".js", ".py"})
"""A problem in one of these that makes no page, the settings or a theme, concerns every page."""


def located(
    problems: Iterable[Mapping[str, Any]], url_of: Callable[[Path], str | None], folder: Path
) -> list[Shown]:
    """Return the problems with the URL of the page each belongs to, and whether it belongs to all of them."""
    urls: dict[str, str | None] = {}
    found = []
    for problem in problems:
        path = str(problem["place"]).rsplit(":", 2)[0]
        if path not in urls and len(urls) < _MOST:
            urls[path] = url_of(folder / path)
        url = urls.get(path)
        everywhere = url is None and path in urls and Path(path).suffix in _SOURCES
        found.append({**problem, "url": url, "everywhere": everywhere})
    return found


def bug(trace: str, lang: str) -> Shown:
    """Return a bug in pmdocs as a problem of every page."""
    lines = trace.rstrip().splitlines()
    message = Phrase("this is a bug in pmdocs: {what}", "这是 pmdocs 的缺陷：{what}").fill(what=lines[-1])
    hint = Phrase(
        "the last good state is shown; the next change tries again. Please report these lines.",
        "当前显示的是上一个正常状态；下次修改时会重试。请反馈以下内容。",
    )
    return {
        "severity": "error", "code": "E-BUG", "message": message.within(lang), "hint": hint.within(lang),
        "place": "pmdocs", "frame": "\n".join(lines[-_TAIL:]), "url": None, "everywhere": True,
    }  # fmt: skip


def payload(problems: list[Shown], lang: str) -> dict[str, Any]:
    """Return what the browser needs; far down a long list nobody reads on."""
    by = [str(problem["severity"]) for problem in problems]
    shown = [{**problem, "severity": str(problem["severity"])} for problem in problems[:_MOST]]
    return {
        "lang": lang, "list": shown, "more": max(0, len(problems) - _MOST),
        "errors": by.count("error"), "warnings": by.count("warning"),
    }  # fmt: skip


def digest(data: Mapping[str, Any]) -> str:
    """Return what tells one report from another."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def text(problem: Mapping[str, Any]) -> str:
    """Return one problem as the build prints it."""
    line = f"{problem['place']}: {problem['code']} {problem['message']}"
    return f"{line}\n    {problem['hint']}" if problem["hint"] else line


def counts(report: Mapping[str, Any], lang: str) -> str:
    """Return how many errors and warnings there are, in words."""
    errors, warnings = report["errors"], report["warnings"]
    if not errors and not warnings:
        return Phrase("no problems", "没有问题").within(lang)
    plural = ["s" * (n != 1) for n in (errors, warnings)]
    many = Phrase(
        f"{errors} error{plural[0]}, {warnings} warning{plural[1]}", f"{errors} 个错误，{warnings} 个警告"
    )
    return many.within(lang)
