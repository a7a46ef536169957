"""What ``check`` accepts an editor accepts, too: every example, the sample site, and the settings."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pmdocs.commands.schema import schema, schema_of_all, schema_of_settings
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.notation.front_matter import split
from pmdocs.notation.yaml_nodes import read_yaml

ROOT = Path(__file__).parent.parent.parent


@cache
def _validator(id_: str) -> Draft202012Validator:
    return Draft202012Validator(schema(load_kind(id_)))


def _value(node: yaml.Node) -> Any:
    """Return what an editor makes of a node: plain scalars have the types of YAML 1.2's core schema."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value) for value in node.value]
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and node.style:
        return text
    if re.fullmatch(r"true|false|null|~|", text):
        return {"true": True, "false": False}.get(text)
    return float(text) if re.fullmatch(r"[-+]?\d+(\.\d+)?", text) else text


def _read(text: str) -> Any:
    node, problems = read_yaml(text, "a.yml")
    assert node is not None, problems
    return _value(node)


def _wrong(text: str, *, kinds: bool = True) -> list[str]:
    data = _read(text) if text.strip() else None
    if not isinstance(data, dict) or data.get("kind") not in kind_ids():
        assert not kinds, text
        return []
    return [
        f"{'.'.join(map(str, e.path))}: {e.message[:200]}" for e in _validator(data["kind"]).iter_errors(data)
    ]


def _matter(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    return split(text).yaml_text if file.suffix == ".md" else text


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("id_", kind_ids())
def test_every_example_is_valid(id_: str, lang: str) -> None:
    assert _wrong(split(load_kind(id_).example(lang)).yaml_text) == []


@pytest.mark.parametrize("folder", ["content", "pmdocs/starter/en/content", "pmdocs/starter/zh-CN/content"])
def test_every_spec_of_the_sample_is_valid(folder: str) -> None:
    files = [file for file in sorted((ROOT / folder).rglob("*.*")) if file.suffix in {".md", ".yml"}]
    # A translation leaves out what its original says.
    own = [file for file in files if folder != "content" or not file.stem.endswith(".zh-CN")]
    assert own
    assert {file.name: wrong for file in own if (wrong := _wrong(_matter(file), kinds=False))} == {}


FUNNEL = "kind: funnel\nid: f\ntitle: F\n"


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (f"{FUNNEL}steps: [Install, Register]\ncounts: [10, 5]", True),
        (f"{FUNNEL}data: rows.csv", True),
        (f"{FUNNEL}data: rows.xlsx\ncolumns: {{name: Step, count: {{column: Users}}}}", True),
        (f"{FUNNEL}steps: {{data: rows.csv}}", True),
        (f"{FUNNEL}steps: [Install, Register]\nordered: yes", True),
        (f"{FUNNEL}steps: [Install, Register]\nordered: 是", True),
        (f"{FUNNEL}steps: [Install, Register]\nwindow_days: 2 weeks", True),
        (f"{FUNNEL}steps: [Install, Register]\nperiod: 2026-H1", True),
        (f"{FUNNEL}steps: [Install, Register]\nstatus: Draft", True),
        (FUNNEL, False),
        (f"{FUNNEL}steps: 3", False),
        (f"{FUNNEL}steps: [Install, Register]\nstatus: nonsense", False),
        (f"{FUNNEL}steps: [Install, Register]\nstep: x", False),
        ("kind: roadmap\nid: r\ntitle: R\nitems: [{id: a, title: A, horizon: 现在, status: 进行中}]", True),
        ("kind: roadmap\nid: r\ntitle: R\nitems: [{id: a, title: A, horizon: now, status: blocked}]", False),
        (
            "kind: ab-test\nid: t\ntitle: T\nvariants: {A: {n: 1.2万人, mean: 34 days, sd: 1/2}, B: {n: 9, mean: 3, sd: 1}}",
            True,
        ),
    ],
)
def test_the_schema_accepts_what_check_accepts(text: str, valid: bool) -> None:  # noqa: FBT001 -- of a table
    assert (_wrong(text) == []) is valid, _wrong(text)


def test_one_schema_serves_every_file() -> None:
    Draft202012Validator.check_schema(schema_of_all())
    Draft202012Validator.check_schema(schema_of_settings())


@pytest.mark.parametrize("folder", ["", "pmdocs/starter/en", "pmdocs/starter/zh-CN", "tests/sites/gallery"])
def test_the_settings_have_a_schema(folder: str) -> None:
    data = _read((ROOT / folder / "pmdocs.yml").read_text(encoding="utf-8"))
    assert [e.message for e in Draft202012Validator(schema_of_settings()).iter_errors(data)] == []


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("site_name: A\nstrict: yes\nvalidation: {links: warn, W-STALE: error}", True),
        ("site_name: {en: A, zh: 甲}\ntheme: {name: base}\nserve: {allowed_hosts: [a.example.com]}", True),
        ("site_name: A\nvalidation: {W-STALE: loud}", False), ("site_name: A\nsite_nmae: B", False), ("lang: en", False),
    ],
)  # fmt: skip
def test_settings_are_judged_as_the_build_judges_them(text: str, valid: bool) -> None:  # noqa: FBT001 -- of a table
    found = list(Draft202012Validator(schema_of_settings()).iter_errors(_read(text)))
    assert (found == []) is valid
