"""``python -m tests.advisories``: known vulnerabilities of what is shipped, and of every package in the lock files.

``npm audit`` and ``pip-audit`` ask their usual sources. Exit 1 where something is known; what no source answers for
is said to be not checked, and fails nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PIP_AUDIT = ROOT / ".venv" / "audit" / "bin" / "pip-audit"
"""Has a folder of its own: what it needs is not in the lock files. ``make advisories`` installs it."""


class NotCheckedError(Exception):
    """No source of advisories answers; the text says why."""


def in_npm(report: str) -> Iterator[str]:
    """Yield what ``npm audit --json`` knows of."""
    try:
        data: dict[str, Any] = dict(json.loads(report))
    except (ValueError, TypeError):
        raise NotCheckedError("npm audit gave no report") from None
    if not isinstance(data.get("vulnerabilities"), dict):
        raise NotCheckedError(str(data.get("message") or data.get("error") or "npm audit gave no report"))
    for name, one in data["vulnerabilities"].items():
        titles = sorted({via["title"] for via in one["via"] if isinstance(via, dict)})
        yield f"npm: {name} {one['range']}: {one['severity']}: {'; '.join(titles) or 'through what it needs'}"


def in_python(report: str) -> Iterator[str]:
    """Yield what ``pip-audit --format json`` knows of."""
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        raise NotCheckedError("pip-audit gave no report") from None
    skipped = [one for one in packages if "vulns" not in one]
    if skipped and len(skipped) == len(packages):
        raise NotCheckedError(skipped[0].get("skip_reason", "no source answers"))
    for one in packages:
        for known in one.get("vulns", ()):
            fixed = ", ".join(known["fix_versions"]) or "nothing yet"
            yield f"Python: {one['name']} {one['version']}: {known['id']} (mended in {fixed})"


def _said(command: Sequence[str | Path]) -> str:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    except OSError as error:
        raise NotCheckedError(str(error)) from None


def _npm() -> Iterator[str]:
    yield from in_npm(_said(["npm", "audit", "--json"]))


def _python() -> Iterator[str]:
    options = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    yield from in_python(_said([PIP_AUDIT, *options, "-r", "requirements-dev.lock"]))


def _say(line: str) -> None:
    print(line)  # noqa: T201 -- a command line program


def main() -> int:
    """Check both, and say what was found."""
    found: list[str] = []
    for what, check in (("npm packages", _npm), ("Python packages", _python)):
        try:
            known = list(check())
        except NotCheckedError as why:
            _say(f"{what}: not checked: {' '.join(str(why).split())[:200]}")
            continue
        _say(f"{what}: {len(known)} known vulnerabilities")
        found += known
    for line in found:
        _say(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
