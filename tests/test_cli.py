"""The command line: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pmdocs import cli
from pmdocs.cli import run
from pmdocs.kinds import kind_ids

Said = pytest.CaptureFixture[str]
BROKEN = (
    "---\nkind: funnel\nid: broken\nsource: analytics\ntitle: A\nsteps: [A, B]\ncounts: [10, 4, 1]\n---\n"
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a fresh English starter site, which is also the current folder."""
    assert run(["init", str(tmp_path / "site")]) == 0
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_init_writes_a_site_without_a_problem(lang: str, tmp_path: Path, capsys: Said) -> None:
    assert run(["init", str(tmp_path / "demo"), "--lang", lang]) == 0
    assert "pmdocs serve" in capsys.readouterr().out
    assert run(["build", str(tmp_path / "demo"), "--strict"]) == 0
    assert "<svg" in (tmp_path / "demo/output/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "demo/.gitignore").is_file()


def test_init_leaves_a_folder_with_files_alone(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [f.name for f in tmp_path.iterdir()] == ["notes.txt"]


WORKFLOWS = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml"}


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("host", list(WORKFLOWS))
def test_init_writes_a_workflow_whose_commands_are_right(host: str, lang: str, tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "demo"), "--lang", lang, "--ci", host]) == 0
    assert (tmp_path / "demo/pmdocs.yml").is_file()
    text = (tmp_path / "demo" / WORKFLOWS[host]).read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    assert ("检查" in text) == (lang == "zh-CN")
    commands = re.findall(r"\bpmdocs ((?:check|build)\b[^#\n]*)", text)
    assert {command.split()[0] for command in commands} == {"check", "build"}
    for command in commands:
        name, *options = command.split()
        cli.cli.commands[name].make_context(name, [*options, str(tmp_path / "demo")])


def test_what_the_workflow_publishes_is_what_the_build_writes(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "a"), "--ci", "github"]) == 0
    assert run(["init", str(tmp_path / "b"), "--ci", "gitlab"]) == 0
    steps = yaml.safe_load((tmp_path / "a" / WORKFLOWS["github"]).read_text())["jobs"]["build"]["steps"]
    assert [s["with"]["path"] for s in steps if "upload" in s.get("uses", "")] == ["output"]
    pages = yaml.safe_load((tmp_path / "b" / WORKFLOWS["gitlab"]).read_text())["pages"]
    assert pages["artifacts"]["paths"] == ["public"]
    assert pages["script"][-1].endswith("--output public")


def test_a_site_that_exists_gets_only_the_workflow_and_only_once(site: Path, capsys: Said) -> None:
    (site / "pmdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    (site / "content/index.md").unlink()
    assert run(["init", ".", "--ci", "gitlab"]) == 0
    assert (site / ".gitlab-ci.yml").is_file()
    assert not (site / "content/index.md").exists()
    assert (site / "pmdocs.yml").read_text(encoding="utf-8") == "site_name: Mine\n"
    (site / ".gitlab-ci.yml").write_text("mine", encoding="utf-8")
    assert run(["init", ".", "--ci", "gitlab"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert (site / ".gitlab-ci.yml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("kind", kind_ids())
def test_new_writes_a_valid_spec_of_every_kind(kind: str, site: Path, capsys: Said) -> None:
    assert run(["new", kind, "Another one"]) == 0
    written = site / capsys.readouterr().out.splitlines()[-1]
    assert written.is_file()
    assert run(["check"]) == 0


def test_new_never_overwrites(site: Path, capsys: Said) -> None:
    assert run(["new", "funnel", "Mine"]) == 0
    before = (site / "content/funnel/mine.md").read_text(encoding="utf-8")
    assert run(["new", "funnel", "Mine"]) == 2
    assert "exists" in capsys.readouterr().err
    assert (site / "content/funnel/mine.md").read_text(encoding="utf-8") == before


def test_an_error_in_the_content_ends_with_1_and_publishes_nothing(site: Path, capsys: Said) -> None:
    assert run(["build"]) == 0
    before = (site / "output/site.json").read_bytes()
    (site / "content/broken.md").write_text(BROKEN, encoding="utf-8")
    capsys.readouterr()
    assert run(["build"]) == 1
    said = capsys.readouterr().err
    assert "content/broken.md:7:9: E-LEN" in said
    assert "nothing was published" in said
    assert (site / "output/site.json").read_bytes() == before


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--no-such-flag"], "No such option"),
        (["new", "funel", "A"], "did you mean 'funnel'"),
        (["build", "-f", "other.yml"], "no such file"),
        (["schema", "nothing-like-it"], "pmdocs kinds"),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_what_to_write(
    arguments: list[str], words: str, capsys: Said
) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


def test_a_wrong_setting_ends_with_2_at_its_place(site: Path, capsys: Said) -> None:
    (site / "pmdocs.yml").write_text("site_name: A\nsite_ulr: https://a.example/\n", encoding="utf-8")
    assert run(["build"]) == 2
    said = capsys.readouterr().err
    assert "pmdocs.yml:2:1: E-FIELD" in said
    assert "site_url" in said


def test_strict_turns_warnings_into_failure(site: Path, capsys: Said) -> None:
    (site / "content/small.md").write_text(BROKEN.replace("[10, 4, 1]", "[10, 4]"), encoding="utf-8")
    assert run(["check"]) == 0
    assert "W-SMALL" in capsys.readouterr().out
    assert run(["check", "--strict"]) == 1


def test_check_reports_for_tools(site: Path, capsys: Said) -> None:
    (site / "content/broken.md").write_text(BROKEN, encoding="utf-8")
    reports: dict[str, Any] = {}
    for form in ("json", "github", "sarif"):
        capsys.readouterr()
        assert run(["check", "--format", form]) == 1
        reports[form] = capsys.readouterr().out
    (problem,) = [p for p in json.loads(reports["json"]) if p["severity"] == "error"]
    assert (problem["path"], problem["line"], problem["column"], problem["code"]) == (
        "content/broken.md", 7, 9, "E-LEN",
    )  # fmt: skip
    assert "::error file=content/broken.md,line=7,col=9,title=E-LEN::" in reports["github"]
    results = json.loads(reports["sarif"])["runs"][0]["results"]
    (result,) = [r for r in results if r["level"] == "error"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 9}


def test_kinds_lists_every_kind_in_both_languages(capsys: Said) -> None:
    assert run(["kinds"]) == 0
    said = capsys.readouterr().out
    assert all(f"{id_} " in said for id_ in kind_ids())
    assert "Funnel" in said
    assert "转化漏斗" in said


def test_kinds_shows_fields_with_types_and_an_example(capsys: Said) -> None:
    assert run(["kinds", "funnel"]) == 0
    said = capsys.readouterr().out
    assert "required) Steps in the order of the process" in said
    assert "kind: funnel" in said


@pytest.mark.usefixtures("site")
def test_verbose_prints_the_time_of_each_stage(capsys: Said) -> None:
    assert run(["build", "-v"]) == 0
    said = capsys.readouterr().err
    for stage in ("discover", "parse", "validate", "link", "compute", "chart", "render", "emit", "total"):
        assert f"{stage} " in said


def test_a_bug_ends_with_3_and_asks_for_a_report(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_project", broken)
    assert run(["build"]) == 3
    assert "bug in pmdocs" in capsys.readouterr().err


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_project", interrupted)
    assert run(["build"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_the_module_runs_like_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pmdocs", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("pmdocs ")
