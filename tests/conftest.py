"""What all tests share: properties without a time limit, goldens, and the machine's own Chromium."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from pmdocs.incremental.store import VARIABLE
from tests.built import Sites
from tests.chromium import MISSING, chromium_program

ROOT = Path(__file__).resolve().parent.parent
CI = bool(os.environ.get("CI"))

# A shared machine may be slow at any moment; CI repeats the same examples in every run.
settings.register_profile(
    "pmdocs", deadline=None, derandomize=CI, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("pmdocs")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected output of golden tests")


def pytest_configure(config: pytest.Config) -> None:
    if CI and config.getoption("--update"):
        raise pytest.UsageError("CI compares goldens, it never rewrites them")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of a run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session", autouse=True)
def _own_store(shared: Path) -> None:
    """Keep the stores of the tests apart from those of whoever runs them."""
    os.environ[VARIABLE] = str(shared / "stores")


@pytest.fixture(scope="session")
def sites(root: Path, shared: Path) -> Sites:
    """Return the sites that many tests look at."""
    return Sites(root, shared)


@pytest.fixture(scope="session")
def sample(sites: Sites) -> Path:
    """Return the output of the repository's own site."""
    return sites.sample()


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """Tell whether golden tests rewrite their expected output."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the installed Chromium, with nothing that would call home; only CI insists on having one."""
    found = chromium_program()
    if found is None:
        (pytest.fail if CI else pytest.skip)(MISSING)
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
    bare = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
    return {"executable_path": found, "headless": True, "args": [*bare, *quiet]}
