"""What pip installs is complete, needs no Node, and is what the lock files say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import MagicMock
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import hatch_build
from pmdocs.commands.licenses import licences

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def python(*arguments: str, cwd: Path, env: Mapping[str, str]) -> str:
    """Run Python with ``arguments``; its environment is this one with ``env`` on top."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked source distribution."""
    folder = tmp_path_factory.mktemp("sdist")
    python("-m", "hatchling", "build", "-t", "sdist", "-d", str(folder), cwd=ROOT, env={})
    (archive,) = folder.glob("pmdocs-*.tar.gz")
    subprocess.run(["tar", "-xzf", archive, "-C", folder], check=True)
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked wheel, built from the source distribution where there is no npm."""
    folder = tmp_path_factory.mktemp("wheel")
    no_npm = {"PATH": str(folder)}
    python("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=sdist, env=no_npm)
    (archive,) = folder.glob("pmdocs-*-py3-none-any.whl")
    with ZipFile(archive) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def below(folder: Path) -> set[str]:
    """Return the files below ``folder``, but for what Python, npm and file managers leave behind."""
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in paths if not path.name.startswith(".")}


@pytest.mark.slow
def test_the_wheel_carries_the_package_and_the_themes(wheel: Path) -> None:
    themes = {f"themes/{name}" for name in below(ROOT / "themes")}
    assert themes
    assert below(wheel / "pmdocs") == below(ROOT / "pmdocs") | themes


@pytest.mark.slow
def test_the_wheel_carries_a_licence_for_everything_in_it(wheel: Path) -> None:
    assert set(hatch_build.ASSETS) <= below(wheel / "pmdocs" / "assets")
    (info,) = wheel.glob("*.dist-info")
    assert (info / "licenses" / "LICENSE").is_file()


@pytest.mark.slow
def test_the_wheel_tells_its_licences(wheel: Path, tmp_path: Path) -> None:
    alone = {"PYTHONPATH": str(wheel), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    said = python("-m", "pmdocs", "--licenses", cwd=tmp_path, env=alone)
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name in ("echarts", "zrender", "tslib", "idiomorph", "minisearch"):
        entry = lock[f"node_modules/{name}"]
        (line,) = (line for line in said.splitlines() if line.startswith(f"{name} "))
        assert line.split()[1:3] == [entry["version"], entry["license"]]
        assert str(wheel / "pmdocs/assets/licenses" / f"{name}.txt") in line
    assert "\nd3 " in said


def test_everything_that_runs_has_a_licence() -> None:
    said = {canonicalize_name(one.name): one for one in licences()}
    build = {
        canonicalize_name(name)
        for name in ("hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers")
    }
    assert locked("requirements.lock").keys() - build <= said.keys()
    assert all(one.licence not in {"", "?"} for one in said.values())
    assert all(Path(text).is_file() for one in said.values() for text in one.texts)


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    (info,) = wheel.glob("*.dist-info")
    assert {path.name for path in wheel.iterdir()} == {"pmdocs", info.name}
    assert "pmdocs = pmdocs.cli:main" in (info / "entry_points.txt").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_wheel_alone_builds_a_site(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    (tmp_path / "content" / "index.md").write_text("# Hello\n\nText.\n", encoding="utf-8")
    alone = {"PYTHONPATH": str(wheel), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    where = python("-c", "import pmdocs; print(pmdocs.__file__)", cwd=tmp_path, env=alone)
    assert Path(where.strip()).is_relative_to(wheel)
    python("-m", "pmdocs", "build", cwd=tmp_path, env=alone)
    assert "Hello" in (tmp_path / "output" / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_source_distribution_can_be_worked_on(sdist: Path) -> None:
    needed = {"Makefile", "hatch_build.py", "package.json", "package-lock.json", "requirements-dev.lock"}
    assert needed <= below(sdist)
    assert (sdist / ".npmrc").is_file()
    assert (sdist / "tests" / "test_packaging.py").is_file()


def locked(name: str) -> dict[str, set[str]]:
    """Return the pinned versions of a lock file by package."""
    pins: dict[str, set[str]] = {}
    text = (ROOT / name).read_text(encoding="utf-8")
    for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE):
        pins.setdefault(canonicalize_name(package), set()).add(version)
    return pins


def wanted(*groups: str) -> list[Requirement]:
    """Return what pyproject.toml asks for: the dependencies and those of ``groups``."""
    texts = [*PROJECT["project"]["dependencies"]]
    for group in groups:
        texts += [text for text in PROJECT["dependency-groups"][group] if isinstance(text, str)]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize(
    ("name", "groups"), [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])]
)
def test_a_lock_file_pins_what_the_project_asks_for(name: str, groups: list[str]) -> None:
    pins = locked(name)
    for requirement in wanted(*groups):
        versions = pins.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is missing: run `make lock`"
        assert all(version in requirement.specifier for version in versions), (
            f"{requirement}: run `make lock`"
        )


def test_development_runs_on_the_versions_that_users_get() -> None:
    development = locked("requirements-dev.lock")
    assert all(development[name] == versions for name, versions in locked("requirements.lock").items())


def test_the_npm_lock_has_a_hash_for_every_package_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())


def test_npm_packages_are_pinned() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the hook's inputs; its npm writes one line a file and counts its runs."""
    for name in hatch_build.INPUTS:
        (tmp_path / name).write_text(name, encoding="utf-8")

    def npm_ci(folder: Path) -> None:
        with (tmp_path / "runs").open("a", encoding="utf-8") as count:
            count.write("x")
        for source in hatch_build.ASSETS.values():
            target = folder / "node_modules" / source
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source, encoding="utf-8")

    monkeypatch.setattr(hatch_build, "npm_ci", npm_ci)
    return tmp_path


def runs(checkout: Path) -> int:
    return (checkout / "runs").stat().st_size


def test_assets_are_fetched_once(checkout: Path) -> None:
    hatch_build.fetch(checkout)
    hatch_build.fetch(checkout)
    assert runs(checkout) == 1
    assert below(checkout / "pmdocs" / "assets") == set(hatch_build.ASSETS)


def test_a_changed_lock_file_fetches_them_again(checkout: Path) -> None:
    hatch_build.fetch(checkout)
    (checkout / "package-lock.json").write_text("newer", encoding="utf-8")
    hatch_build.fetch(checkout)
    assert runs(checkout) == 2


def test_a_lost_asset_fetches_them_again(checkout: Path) -> None:
    hatch_build.fetch(checkout)
    (checkout / "pmdocs" / "assets" / "echarts.min.js").unlink()
    hatch_build.fetch(checkout)
    assert runs(checkout) == 2
    assert (checkout / "pmdocs" / "assets" / "echarts.min.js").is_file()


def test_without_npm_the_build_asks_for_node_as_a_package(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = hatch_build.Hook(str(checkout), {}, MagicMock(), MagicMock(), str(checkout), "wheel")
    monkeypatch.setenv("PATH", "")
    assert hook.dependencies() == [hatch_build.NODE]
    hatch_build.fetch(checkout)
    assert hook.dependencies() == []
