"""The text of the guide, as people read it: the written pages and those of the reference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from pmdocs.kinds import kind_ids, load_kind
from pmdocs.reference.page import kind_page

LANGS = ("en", "zh-CN")


@pytest.fixture(scope="session")
def pages(root: Path) -> Mapping[str, Mapping[str, str]]:
    """Return language → file name without ending → text of the guide's written pages."""
    files = sorted((root / "content/guide").glob("*.md"))
    named = {file.name.removesuffix(".md"): file.read_text(encoding="utf-8") for file in files}
    return {
        "en": {name: text for name, text in named.items() if not name.endswith(".zh-CN")},
        "zh-CN": {
            name.removesuffix(".zh-CN"): text for name, text in named.items() if name.endswith(".zh-CN")
        },
    }


@pytest.fixture(scope="session")
def reference() -> Mapping[str, str]:
    """Return language → text of all pages of the reference."""
    return {
        lang: "\n".join(kind_page(load_kind(kind), kind_ids(), lang) for kind in kind_ids()) for lang in LANGS
    }


def in_code(text: str) -> set[str]:
    """Return everything that a text sets in code within a line."""
    return set(re.findall(r"`([^`\n]+)`", text))


def blocks(text: str) -> list[tuple[str, str]]:
    """Return language and contents of the fenced blocks of a text, those inside others left out."""
    found = re.finditer(r"^(`{3,})([\w-]*)\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE)
    return [(match[2], match[3]) for match in found]
