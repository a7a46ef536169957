"""Every refusal stands in a small file, which says on its second line what it must give and where: all at once."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from pathlib import Path

import pytest

from pmdocs.kinds import kind_ids
from pmdocs.pipeline import Project, build, load
from pmdocs.system.hashing import digest
from pmdocs.system.manifest import MANIFEST, write_manifest

SITE = Path(__file__).parent / "sites" / "broken"
_EXPECT = re.compile(r"^(?:#|<!--) expect: (.*?)(?: -->)?$", re.MULTILINE)
FILES = sorted((SITE / "content").rglob("*.*"))
QUIET = {"W-SOURCE", "W-LANG"}


def _found() -> dict[str, list[str]]:
    files = load(Project.open(SITE, today=dt.date(2026, 6, 24)))
    found: dict[str, list[str]] = defaultdict(list)
    for problem in files.all_problems():
        if problem.code not in QUIET:
            path = Path(problem.path)
            inside = f"{path.name} " if path.suffix == ".csv" else ""
            found[path.with_suffix("").as_posix()].append(
                f"{inside}{problem.code} {problem.line}:{problem.column}"
            )
    return found


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    return _found()


@pytest.mark.parametrize(
    "file",
    [f for f in FILES if f.suffix in {".md", ".yml", ".yaml"}],
    ids=lambda f: f.relative_to(SITE / "content").with_suffix("").as_posix(),
)
def test_a_refusal_names_its_code_and_its_place(file: Path, found: dict[str, list[str]]) -> None:
    wanted = _EXPECT.search(file.read_text(encoding="utf-8", errors="replace"))
    assert wanted, f"{file.name} does not say what it expects"
    expected = [] if wanted[1] == "nothing" else sorted(wanted[1].split(", "))
    assert sorted(found[file.relative_to(SITE).with_suffix("").as_posix()]) == expected


@pytest.mark.parametrize("kind", kind_ids())
def test_several_faults_of_a_kind_come_at_once(kind: str, found: dict[str, list[str]]) -> None:
    """Each kind has a file with errors of different codes in different places, and none hides another."""
    reported = {path: [said.split() for said in all_] for path, all_ in found.items()}
    several = [
        path for path, all_ in reported.items()
        if path.startswith(f"content/{kind}/")
        and min(len({said[n] for said in all_ if said[0].startswith("E-")}) for n in (0, 1)) > 1
    ]  # fmt: skip
    assert several, f"no file in {SITE.name}/content/{kind} has errors of two codes in two places"


def test_a_broken_site_publishes_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "index.html").write_text("as it was", encoding="utf-8")
    write_manifest(output, {"index.html": digest(b"as it was")})
    built = build(load(Project.open(SITE, today=dt.date(2026, 6, 24))), output)
    assert built.failed
    assert not built.published
    assert sorted(f.name for f in output.iterdir()) == [MANIFEST, "index.html"]
    assert (output / "index.html").read_text(encoding="utf-8") == "as it was"
