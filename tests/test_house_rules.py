"""The rules that keep the source small enough to read, and free of what belongs to one machine."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pmdocs"
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.py"))

VAGUE = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

TOP_LEVEL = {
    "pmdocs", "content", "themes", "output", "tests", "pyproject.toml", "README.md",
    # What convention puts there.
    ".ci", ".gitattributes", ".gitignore", ".npmrc", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile",
    "biome.jsonc", "hatch_build.py", "package-lock.json", "package.json", "pmdocs.yml",
    "requirements-dev.lock", "requirements.lock",
}  # fmt: skip

# Spelled with a gap, so that this file does not match itself.
GAP = "·"
REGISTRIES = (
    "py·pi.org", "python·hosted.org", "npm·js.org", "npm·js.com", "npm·mirror", "yarn·pkg.com",
    "deb·ian.org", "tuna.tsing·hua", "mirrors.ali·yun", "arti·factory",
)  # fmt: skip
MACHINE = ("work", "tmp", "root", "home", "opt")
NAMES = "|".join(re.escape(name.replace(GAP, "")) for name in REGISTRIES)
FOLDERS = rf"(?<![\w.~/\-}}>)\]])/(?:{'|'.join(MACHINE)})/[\w.\-]"
FORBIDDEN = re.compile(f"{NAMES}|{FOLDERS}", re.IGNORECASE)
BINARY = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".pdf", ".woff2", ".zip", ".gz"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def functions(module: str) -> list[tuple[str, int]]:
    """Return name and number of lines of every function, from ``def`` to its end, docstring left out."""
    found = [node for node in ast.walk(tree(module)) if isinstance(node, Function)]
    return [(f"{module}:{node.lineno} {node.name}", length(node)) for node in found]


def length(node: Function) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node, clean=False) is None:
        return lines
    doc = node.body[0]
    return lines - ((doc.end_lineno or doc.lineno) - doc.lineno + 1)


def all_functions() -> list[tuple[str, int]]:
    return [function for module in MODULES for function in functions(module)]


@cache
def files() -> tuple[str, ...]:
    """Return what git tracks, and what it would track once added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return tuple(sorted(name for name in set(done.stdout.split("\0")) if name and (ROOT / name).is_file()))


def test_a_module_is_short() -> None:
    lines = {module: len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in MODULES}
    long = [f"{module}: {n} lines" for module, n in lines.items() if n > 300]
    assert not long, "split it by what changes together"


def test_a_module_says_what_it_is() -> None:
    silent = [module for module in MODULES if not ast.get_docstring(tree(module))]
    assert not silent, "write a docstring that says what it is for"


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [m for m in MODULES if VAGUE & set(Path(m).with_suffix("").parts)]
    assert not vague, "name a module after what it knows"


def test_no_function_is_long() -> None:
    long = [f"{name}: {lines} lines" for name, lines in all_functions() if lines > 50]
    assert not long, "\n".join(long)


def test_most_functions_are_very_short() -> None:
    lengths = [lines for _, lines in all_functions()]
    p90 = quantiles(lengths, n=10, method="inclusive")[-1]
    assert median(lengths) <= 8, f"median {median(lengths)} lines"
    assert p90 <= 25, f"nine in ten functions have up to {p90} lines"


def test_the_top_level_holds_only_what_is_agreed() -> None:
    unexpected = {name.partition("/")[0] for name in files()} - TOP_LEVEL
    assert not unexpected


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = []
    for name in files():
        if Path(name).suffix in BINARY:
            continue
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        found += [f"{name}:{text.count(chr(10), 0, m.start()) + 1}: {m[0]}" for m in FORBIDDEN.finditer(text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text", ["see https://py·pi.org/p/x", "cd /wo·rk/main", "'/tm·p/x'", "in /ho·me/mia/site"]
)
def test_the_pattern_catches(text: str) -> None:
    assert FORBIDDEN.search(text.replace(GAP, ""))


@pytest.mark.parametrize(
    "text", ["docs/work/plan.md", "../tmp/x", "https://example.org/home/page", "</work>"]
)
def test_the_pattern_lets_pass(text: str) -> None:
    assert not FORBIDDEN.search(text)
