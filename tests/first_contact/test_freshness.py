"""A site that nobody touches fails no check because days go by; the settings say how loud anything is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmdocs.commands.scaffold import init
from pmdocs.diagnostics.problem import Severity, build_fails
from pmdocs.pipeline import Project, load
from tests.first_contact.conftest import Load, Told

FUNNEL = (
    "---\nkind: funnel\nid: f\ntitle: F\nsteps: [A, B]\ncounts: [1000, 400]\nas_of: 2026-01-31\n{more}---\n"
)
TEST = (
    "---\nkind: ab-test\nid: t\ntitle: T\nhypothesis: Because.\nstart: 2026-01-05\nend: {end}\nas_of: 2026-01-26\n"
    "planned: {{baseline: 20%, mde: 5pp}}\nvariants:\n  A: {{visitors: 9000, conversions: 1800}}\n"
    "  B: {{visitors: 9000, conversions: 1900}}\n---\n"
)


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("years", [0, 1, 5])
def test_the_starter_never_goes_red_by_the_calendar(tmp_path: Path, lang: str, years: int) -> None:
    init(tmp_path / "a", lang)
    settings = tmp_path / "a/pmdocs.yml"
    settings.write_text("".join(
        line for line in settings.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("today:")
    ), encoding="utf-8")  # fmt: skip
    today = dt.date(2026, 7, 1) + dt.timedelta(days=365 * years)
    problems = load(Project.open(tmp_path / "a", today=today)).all_problems()
    assert not build_fails(problems, strict=True), [
        p.text() for p in problems if p.severity is not Severity.INFO
    ]


def test_old_numbers_are_shown_and_stop_nothing(site_of: Load) -> None:
    files = site_of({"content/f.md": FUNNEL.format(more="")})
    (problem,) = [p for p in files.all_problems() if p.code == "W-STALE"]
    assert problem.severity is Severity.INFO
    assert "W-STALE" in files["f/index.html"].decode()


@pytest.mark.parametrize(
    ("name", "text"),
    [("f", FUNNEL.format(more="status: archived\n")), ("t", TEST.format(end="2026-01-26"))],
)
def test_what_is_over_grows_no_older(told: Told, name: str, text: str) -> None:
    assert "W-STALE" not in {p.code for p in told({f"content/{name}.md": text})}


def test_a_test_that_still_runs_does(told: Told) -> None:
    assert "W-STALE" in {p.code for p in told({"content/t.md": TEST.format(end="2026-12-31")})}


@pytest.mark.parametrize(
    ("level", "severity"),
    [("error", Severity.ERROR), ("warn", Severity.WARNING), ("info", Severity.INFO), ("ignore", None)],
)
@pytest.mark.parametrize("code", ["W-STALE", "W-SOURCE", "W-SMALL"])
def test_the_settings_say_how_loud_a_code_is(
    site_of: Load, code: str, level: str, severity: Severity | None
) -> None:
    text = FUNNEL.format(more="").replace("[1000, 400]", "[10, 4]")
    text = text.replace("as_of: 2026-01-31\n", "") if code == "W-SOURCE" else text
    files = site_of({"pmdocs.yml": f"site_name: T\nvalidation: {{{code}: {level}}}\n", "content/f.md": text})
    found = [p.severity for p in files.all_problems() if p.code == code]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("name", "hint"), [("lnks", "did you mean ‘links’?"), ("E-REF", "a code that begins with W-")]
)
def test_what_is_no_code_is_refused_in_the_settings(tmp_path: Path, name: str, hint: str) -> None:
    from pmdocs.config import read_config  # noqa: PLC0415 -- beside the error that it raises
    from pmdocs.diagnostics.problem import PmdocsError  # noqa: PLC0415 -- likewise

    file = tmp_path / "pmdocs.yml"
    file.write_text(f"site_name: A\nvalidation: {{{name}: warn}}\n", encoding="utf-8")
    with pytest.raises(PmdocsError) as caught:
        read_config(file)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("E-FIELD", 2)
    assert problem.hint is not None
    assert hint in problem.hint.en
