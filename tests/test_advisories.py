"""What is known of a package fails the step; where nobody can be asked, that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import advisories
from tests.advisories import NotCheckedError, in_npm, in_python

NPM = {
    "auditReportVersion": 2,
    "vulnerabilities": {
        "echarts": {
            "name": "echarts", "severity": "moderate", "range": "<6.2.0",
            "via": [{"source": 1, "name": "echarts", "title": "Cross-site scripting in labels"}],
        },
        "zrender": {"name": "zrender", "severity": "moderate", "range": "*", "via": ["echarts"]},
    },
}  # fmt: skip
PYTHON = {
    "dependencies": [
        {
            "name": "jinja2",
            "version": "3.1",
            "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["3.2"], "aliases": []}],
        },
        {"name": "nh3", "version": "0.3", "vulns": []},
        {"name": "uvicorn", "skip_reason": "not found"},
    ]
}
NOTHING = {
    "dependencies": [
        {"name": "nh3", "skip_reason": "not found"},
        {"name": "uvicorn", "skip_reason": "not found"},
    ]
}


def test_what_npm_knows_is_found() -> None:
    assert list(in_npm(json.dumps(NPM))) == [
        "npm: echarts <6.2.0: moderate: Cross-site scripting in labels",
        "npm: zrender *: moderate: through what it needs",
    ]
    assert list(in_npm('{"auditReportVersion": 2, "vulnerabilities": {}}')) == []


def test_what_pip_audit_knows_is_found() -> None:
    assert list(in_python(json.dumps(PYTHON))) == ["Python: jinja2 3.1: PYSEC-2026-1 (mended in 3.2)"]
    assert list(in_python(json.dumps({"dependencies": PYTHON["dependencies"][1:]}))) == []


@pytest.mark.parametrize(
    "report", ["", "405", '{"message": "405 Method Not Allowed", "error": {}}', json.dumps(NOTHING)]
)
def test_no_report_is_no_all_clear(report: str) -> None:
    with pytest.raises(NotCheckedError):
        list(in_npm(report))
    with pytest.raises(NotCheckedError):
        list(in_python(report))


def test_a_known_vulnerability_fails_the_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(advisories, "_npm", lambda: in_npm(json.dumps(NPM)))
    monkeypatch.setattr(advisories, "_python", lambda: in_python(json.dumps(NOTHING)))
    assert advisories.main() == 1
    said = capsys.readouterr().out
    assert "npm packages: 2 known vulnerabilities" in said
    assert "Python packages: not checked: not found" in said
    assert "npm: echarts <6.2.0: moderate" in said
    monkeypatch.setattr(advisories, "_npm", lambda: in_npm(""))
    assert advisories.main() == 0
    assert "npm packages: not checked" in capsys.readouterr().out


def test_a_tool_that_is_not_there_is_no_all_clear(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(advisories, "PIP_AUDIT", tmp_path / "pip-audit")
    assert advisories.main() == 0
    assert capsys.readouterr().out.count("not checked") == 2
