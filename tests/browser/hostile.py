"""A site in which every text that an author can write is an attack, on the examples of all kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from pmdocs.i18n import LANGUAGES
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.notation import construct, read_yaml
from tests.markdown.test_hostile import PAYLOADS, PLACES

ALERT = "<img src=x onerror=alert(1)>"
SCRIPTS = (
    ALERT, "<script>alert(1)</script>", '"><script>alert(1)</script>', "'><svg onload=alert(1)>",
    "</script><script>alert(1)</script>", "</title><script>alert(1)</script>", "--><script>alert(1)</script>",
    "\u2028<script>alert(1)</script>", "{{ 7*7 }}<svg/onload=alert(1)>", "javascript:alert(1)",
    '" onmouseover=alert(1) onfocus=alert(1) autofocus x="', "{a|<img src=x onerror=alert(1)>}", "`${alert(1)}`",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>", '\\";alert(1);//',
)  # fmt: skip
"""Each calls ``alert`` where it becomes part of a page, of a script, of an attribute or of an address."""


class Attacks:
    """Hands out the attacks in turn."""

    def __init__(self) -> None:
        self._turns = count()

    def __call__(self) -> str:
        """Return the next one."""
        return SCRIPTS[next(self._turns) % len(SCRIPTS)]

    def on(self, value: Any) -> Any:
        """Return data with an attack behind every text of several words: the others may be dates, ids or choices."""
        if isinstance(value, dict):
            return {key: self.on(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.on(inner) for inner in value]
        if isinstance(value, str) and " " in value and not value[:1].isdigit():
            return f"{value} {self()}"
        return value


def write(site: Path) -> None:
    """Write the site."""
    attacks = Attacks()
    (site / "content/prose").mkdir(parents=True)
    settings = {
        "site_name": f"A {ALERT}", "site_description": f"B {SCRIPTS[1]}", "site_url": "https://docs.example/a/",
        "today": "2026-06-24",
    }  # fmt: skip
    (site / "pmdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    for kind in map(load_kind, kind_ids()):
        for lang, ending in zip(LANGUAGES, ("", ".zh-CN"), strict=True):
            (site / f"content/{kind.id}{ending}.md").write_text(
                _attacked(kind.example(lang), attacks), encoding="utf-8"
            )
    for name, text in _prose():
        (site / f"content/prose/{name}.md").write_text(text, encoding="utf-8")
    (site / "content/broken.md").write_text(
        f"---\nkind: {ALERT}\nid: {ALERT}\n{SCRIPTS[1]}: 1\n---\n[[{ALERT}]]\n", encoding="utf-8"
    )


def _attacked(example: str, attacks: Attacks) -> str:
    _, data, prose = example.split("---\n", 2)
    node, _ = read_yaml(data, "example.md")
    assert node
    fields = attacks.on(construct(node))
    fields |= {
        "tags": [f"t {attacks()}", ALERT],
        "owner": attacks(),
        "source": attacks(),
        "description": attacks(),
    }
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)}---\n{prose}\n\n{attacks()}\n"


def _prose() -> Iterator[tuple[str, str]]:
    for number, (place, template) in enumerate(PLACES.items()):
        parts = [
            template.replace("{}", payload).replace("{{", "{").replace("}}", "}") for payload in PAYLOADS
        ]
        yield (
            f"p{number}",
            f"---\ntitle: {json.dumps(f'{place} {ALERT}')}\n---\n\n" + "\n\n".join(parts) + "\n",
        )
