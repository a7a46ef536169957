"""``pmdocs --licenses``: what is under which licence, of pmdocs, its browser libraries and the Python packages it runs on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

PACKAGE = "pmdocs"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PARTS = (("d3", "", "BSD-3-Clause", "d3.txt"),)
"""What is inside another library and has no description of its own: parts of d3 in ECharts."""
_CLASSIFIER = "License :: OSI Approved :: "
_UNKNOWN = "?"


class Licence(NamedTuple):
    """A package that is shipped or needed, its licence, and where the text of that is (may be empty)."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...] = ()

    def line(self) -> str:
        """Return one line for the terminal."""
        about = f"{self.name} {self.version}".strip()
        return f"{about:<32} {self.licence:<28} {', '.join(self.texts)}".rstrip()


def licences() -> Iterator[Licence]:
    """Yield pmdocs, what travels in its wheel, and every installed package that it needs, each once."""
    yield from _python(PACKAGE)[:1]
    yield from sorted(shipped())
    yield from sorted(_python(PACKAGE)[1:], key=lambda one: one.name.lower())


def shipped() -> Iterator[Licence]:
    """Yield the browser libraries in ``pmdocs/assets``."""
    with as_file(files(PACKAGE) / "assets" / "licenses") as folder:
        for file in folder.glob("*.json"):
            data = json.loads(file.read_text(encoding="utf-8"))
            texts = tuple(str(text) for text in sorted(folder.glob(f"{file.stem}*.txt")))
            yield Licence(data["name"], data["version"], data["license"], texts)
        for name, version, licence, text in _PARTS:
            yield Licence(name, version, licence, (str(folder / text),))


def _python(name: str) -> list[Licence]:
    """Return a package and all that it needs, as far as it is installed."""
    found: dict[str, Licence] = {}
    pending = [name]
    for one in pending:
        key = re.sub(r"[-_.]+", "-", one).lower()
        if key in found:
            continue
        try:
            package = distribution(one)
        except PackageNotFoundError:
            continue  # for another platform, or an extra that nobody asked for
        found[key] = Licence(package.name, package.version, _licence_of(package), _texts_of(package))
        needed = (text for text in package.requires or () if "extra ==" not in text)
        pending += [match[0] for text in needed if (match := _NAME.match(text))]
    return list(found.values())


def _licence_of(package: Distribution) -> str:
    """Return the licence that a package names, else the first line of the text that it brings."""
    metadata = package.metadata
    classified = [c.removeprefix(_CLASSIFIER) for c in metadata.get_all("Classifier", []) if _CLASSIFIER in c]
    named = [
        *metadata.get_all("License-Expression", []),
        *metadata.get_all("License", []),
        ", ".join(classified),
    ]
    texts = (Path(text).read_text(encoding="utf-8", errors="replace").strip() for text in _texts_of(package))
    short = (text.strip() for text in named if text.strip() and "\n" not in text)
    return next(short, None) or next((text.partition("\n")[0] for text in texts if text), _UNKNOWN)


def _texts_of(package: Distribution) -> tuple[str, ...]:
    files_ = [
        file
        for file in package.files or ()
        if re.search(r"(?i)(?:licen[cs]e|notice|copying)[^/]*$", file.name)
    ]
    paths = [Path(str(file.locate())) for file in files_ if ".dist-info" in str(file)]
    return tuple(sorted(str(path) for path in paths if path.is_file()))
