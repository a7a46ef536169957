"""When a page was last changed, by git: a function of the commit, and of the page's own file."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmdocs.commands.build import build_site
from pmdocs.engine.site_files import SiteFiles
from pmdocs.incremental.store import Store
from pmdocs.incremental.up_to_date import last_build
from pmdocs.pipeline import Project, load, open_store
from pmdocs.system.clock import day_of
from pmdocs.system.git import commit_at, last_changes
from tests.incremental.author import pages_of

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
SETTINGS = "site_name: One\ntoday: 2026-06-24\n"


@dataclass(frozen=True)
class Repository:
    """A folder in git with a site below it."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "docs"

    def git(self, *arguments: str, time: str = "2026-03-01T23:30:00+00:00") -> str:
        who = {f"GIT_{one}_{name}": value for one in ("AUTHOR", "COMMITTER")
               for name, value in (("NAME", "Mia Lin"), ("EMAIL", "mia@example.com"), ("DATE", time))}  # fmt: skip
        env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(["git", *arguments], cwd=self.folder, env=env, check=True, capture_output=True)
        return done.stdout.decode()

    def write(self, **pages: str) -> None:
        (self.site / "content").mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (self.site / "content" / f"{name}.md").write_text(text, encoding="utf-8")

    def commit(self, time: str, **pages: str) -> None:
        self.write(**pages)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Change", time=time)

    def load(self, store: Store | None = None) -> SiteFiles:
        return load(Project.open(self.site), store=store)

    def foot(self, name: str) -> str:
        page = self.load()[f"{name}/index.html"].decode()
        return page.partition('<footer class="foot" id="foot">')[2]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    one = Repository(tmp_path / "code")
    one.site.mkdir(parents=True)
    (one.site / "pmdocs.yml").write_text(SETTINGS, encoding="utf-8")
    one.git("init", "-q", "-b", "main")
    one.commit("2026-03-01T23:30:00+00:00", first="# First\n", 说明="# 说明\n")
    one.commit(
        "2026-05-02T10:00:00+00:00",
        second="---\nupdated: 2026-04-01\n---\n# Second\n",
        first="# First\n\nNew.\n",
    )
    return one


def test_each_file_has_the_time_of_its_last_commit(repository: Repository) -> None:
    found = last_changes(repository.site, "content", commit_at(repository.site))
    days = {path: day_of(time, "UTC") for path, time in found.items()}
    assert days == {
        "content/first.md": dt.date(2026, 5, 2), "content/second.md": dt.date(2026, 5, 2),
        "content/说明.md": dt.date(2026, 3, 1),
    }  # fmt: skip
    assert day_of(found["content/说明.md"], "Asia/Shanghai") == dt.date(2026, 3, 2)


def test_a_page_says_it_unless_it_says_so_itself(repository: Repository) -> None:
    assert "Last changed May 2, 2026" in repository.foot("first")
    assert "Updated Apr 1, 2026" in repository.foot("second")
    assert "Last changed" not in repository.foot("second")
    repository.write(third="# Third\n")
    assert "Last changed" not in repository.foot("third")
    assert "example.com" not in repository.foot("first")
    (repository.site / "pmdocs.yml").write_text(SETTINGS + "git_dates: no\n", encoding="utf-8")
    assert "Last changed" not in repository.foot("first")


def test_the_commit_is_found_however_git_keeps_it(repository: Repository, tmp_path: Path) -> None:
    wanted = repository.git("rev-parse", "HEAD").strip()
    assert commit_at(repository.site) == wanted
    repository.git("pack-refs", "--all")
    assert commit_at(repository.site) == wanted
    repository.git("worktree", "add", "-q", str(tmp_path / "other"), "-b", "other")
    assert commit_at(tmp_path / "other" / "docs") == wanted
    repository.git("checkout", "-q", "--detach")
    assert commit_at(repository.site) == wanted


def test_without_a_history_there_are_no_days(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shallow = Repository(tmp_path / "shallow")
    repository.git("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(shallow.folder))
    assert "Last changed" not in shallow.foot("first")
    bare = Repository(tmp_path / "bare")
    shutil.copytree(repository.site, bare.site)
    assert commit_at(bare.site) == ""
    bare.git("init", "-q")
    assert "Last changed" not in bare.foot("first")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Last changed" not in repository.foot("first")


def test_a_commit_remakes_the_pages_whose_day_is_another(repository: Repository, tmp_path: Path) -> None:
    store, output, settings = Store(), tmp_path / "output", repository.site / "pmdocs.yml"
    files = repository.load(store)
    assert len(files.stale()) == len(list(files.site.tree))
    build_site(Project.open(repository.site), settings, output, open_store(repository.site), quiet=True)
    assert last_build(open_store(repository.site), settings, output, None)
    repository.commit("2026-06-03T10:00:00+00:00", first="# First\n\nNewer.\n")
    assert last_build(open_store(repository.site), settings, output, None) is None
    built = build_site(
        Project.open(repository.site), settings, output, open_store(repository.site), quiet=True
    )
    assert set(built.reasons) == {"", "first/"}  # the home page lists what has changed
    repository.git(
        "commit", "-q", "--amend", "-m", "Change", "--date", "now", time="2026-06-05T10:00:00+00:00"
    )
    built = build_site(
        Project.open(repository.site), settings, output, open_store(repository.site), quiet=True
    )
    assert built.reasons == {"": ("day", "content/first.md"), "first/": ("last_change", "content/first.md")}
    assert pages_of(output) == dict(repository.load())


def test_the_log_is_read_once_for_a_commit(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(folder: Path, docs_dir: str, commit: str) -> dict[str, int]:
        read.append(commit)
        return dict(last_changes(folder, docs_dir, commit))

    monkeypatch.setattr("pmdocs.engine.inputs.last_changes", noted)
    store = Store()
    pages = [repository.load(store)["first/index.html"] for _ in range(3)]
    assert len(read) == 1
    assert pages[0] == pages[2]
    assert b"May 2, 2026" in pages[0]
