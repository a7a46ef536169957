"""Specs from text, as a test of a kind needs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from pmdocs.diagnostics.problem import Problem
from pmdocs.i18n import Words
from pmdocs.kinds import LoadedKind, load_kind
from pmdocs.notation.front_matter import split
from pmdocs.notation.yaml_nodes import construct, read_yaml
from pmdocs.sdk import Backlink, Chart, Entry, Finding
from pmdocs.sdk.reading import read_model


@dataclass
class SiteView:
    """A question desk that knows what a test puts on it."""

    today: dt.date = dt.date(2026, 6, 24)
    entries: dict[str, Entry] = field(default_factory=dict)

    def get(self, id_: str) -> Entry | None:
        return self.entries.get(id_)

    def all(self, noun: str) -> Sequence[Entry]:
        return [e for e in self.entries.values() if e.noun == noun]

    def backlinks(self, id_: str) -> Sequence[Backlink]:
        del id_
        return ()


@dataclass(frozen=True)
class Made:
    """A spec with everything its kind says about it."""

    spec: Any
    facts: Any
    findings: tuple[Finding, ...]
    kind: LoadedKind

    @property
    def codes(self) -> list[str]:
        return [self.kind.messages.by_key[finding.key].code for finding in self.findings]

    def words(self, lang: str = "en") -> Words:
        return self.kind.words(lang)

    def summary(self, lang: str = "en") -> str:
        return self.kind.kind.summary(self.spec, self.facts, self.words(lang))

    def charts(self, lang: str = "en") -> dict[str, Chart]:
        return {c.view: c for c in self.kind.kind.charts(self.spec, self.facts, self.words(lang))}


Make = Callable[..., Made]
Refused = Callable[..., list[Problem]]


def _data(text: str) -> tuple[Any, Any]:
    matter = split(text) if text.lstrip().startswith("---") else None
    node, problems = read_yaml(matter.yaml_text if matter else text, "spec.yml")
    assert not problems, [p.text() for p in problems]
    assert node is not None
    return node, construct(node)


@pytest.fixture
def make() -> Make:
    """Return a function from YAML text to a spec with facts and findings."""

    def made(text: str, *, lang: str = "en", desk: SiteView | None = None) -> Made:
        node, data = _data(text)
        kind = load_kind(data["kind"])
        spec, refused = read_model(
            kind.kind.model,
            data,
            lang,
            node=node,
            path="spec.yml",
            checks=kind.kind.checks,
            messages=kind.messages,
        )
        assert not refused, [p.text() for p in refused]
        desk = desk or SiteView()
        facts = kind.kind.facts(spec, desk)
        return Made(spec, facts, tuple(kind.kind.problems(spec, facts, desk)), kind)

    return made


@pytest.fixture
def refused() -> Refused:
    """Return a function from YAML text to the problems for which its model refuses it."""

    def problems(text: str, *, lang: str = "en") -> list[Problem]:
        node, data = _data(text)
        kind = load_kind(data["kind"])
        _, found = read_model(
            kind.kind.model,
            data,
            lang,
            node=node,
            path="spec.yml",
            checks=kind.kind.checks,
            messages=kind.messages,
        )
        assert found
        return found

    return problems
