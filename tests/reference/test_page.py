"""The page of a kind says everything that the kind knows of itself, in both languages."""

from __future__ import annotations

import re

import pytest
import yaml

from pmdocs.kinds import LoadedKind, kind_ids, load_kind
from pmdocs.markdown.scan import scan
from pmdocs.notation.front_matter import split
from pmdocs.reference.examples import as_fences, with_ids
from pmdocs.reference.fields import Model, parts
from pmdocs.reference.messages import messages
from pmdocs.reference.page import kind_page
from pmdocs.reference.words import Meanings, reference_words
from pmdocs.sdk import Allow
from pmdocs.values.field_docs import describe

HAN = re.compile(r"[\u4e00-\u9fff]")

both = pytest.mark.parametrize("lang", ["en", "zh-CN"])
every = pytest.mark.parametrize("kind", kind_ids())


@both
@every
def test_it_has_every_field_view_formula_and_message(kind: str, lang: str) -> None:
    loaded = load_kind(kind)
    page, own = kind_page(loaded, kind_ids(), lang), loaded.words(lang)
    for model in (loaded.kind.model, *parts(loaded.kind.model)):
        for name, field in model.model_fields.items():
            assert name == "kind" or f"| `{field.alias or name}` |" in page
    for view in loaded.kind.views:
        assert f"`{view}`" in page
    for key in loaded.labels:
        if key.startswith("formulas.") and key.endswith((".text", ".source")):
            assert " ".join(own[key].replace("|", "\\|").split()) in page
        if key.startswith(("problems.", "hints.")):
            shown = re.sub(r"(?<!\{)\{[^{}]*\}(?!\})", "…", own[key])
            assert shown.replace("{{", "{").replace("}}", "}") in page
    assert loaded.example(lang).strip() in page


@every
def test_messages_have_their_codes(kind: str) -> None:
    found = messages(load_kind(kind))
    assert found
    assert all(re.fullmatch(r"[EWI]-[A-Z]+", m.code) for m in found)
    assert [m.code[:1] for m in found] == sorted((m.code[:1] for m in found), key="EWI".index)


@every
def test_what_a_kind_refuses_in_code_or_in_its_labels_is_listed(kind: str) -> None:
    loaded = load_kind(kind)
    source = "\n".join(file.read_text(encoding="utf-8") for file in loaded.folder.glob("*.py"))
    said = {(m.code, m.message.en) for m in messages(loaded)}
    # A phrase that is chosen while the check runs cannot be listed before.
    for code, name in re.findall(r'refuse\(\s*"(E-[A-Z]+)",\s*([A-Z_]+)\b(?! if )', source):
        text = re.search(rf'^{name} = Phrase\(\s*"([^"]*)"', source, re.MULTILINE)
        assert text
        assert (code, re.sub(r"\{[^{}]*\}", "…", text[1])) in said
    assert set(re.findall(r"code: ([EWI]-[A-Z]+)", loaded.file("labels.yaml"))) <= {code for code, _ in said}


def test_a_refusal_of_the_model_and_a_finding_are_both_there() -> None:
    said = {(m.code, m.message.en) for m in messages(load_kind("okr"))}
    assert ("E-RANGE", "target and start are equal: there is nothing to attain") in said
    assert ("W-CROWD", "… objectives; five are the most a team can keep in mind") in said


@both
@every
def test_the_example_stands_under_ids_of_its_own(kind: str, lang: str) -> None:
    loaded = load_kind(kind)
    fences = scan(as_fences(kind, loaded.example(lang), kind_ids()), kind_ids()).fences
    assert fences[0].kind == kind
    given = re.findall(r"(?<!\w)id: *([\w-]+)", "\n".join(fence.text for fence in fences))
    assert given
    assert all(id_.startswith("example-") for id_ in given)
    assert "kind:" not in fences[0].text


def test_ids_are_replaced_where_they_are_referred_to_and_nowhere_else() -> None:
    text = (
        "id: plan\nitems:\n  - {id: plan-a, depends: [plan-b]}\n  - {id: plan-b, title: My planet plan-c}\n"
    )
    assert with_ids(text, lambda id_: f"x-{id_}") == (
        "id: x-plan\nitems:\n  - {id: x-plan-a, depends: [x-plan-b]}\n"
        "  - {id: x-plan-b, title: My planet plan-c}\n"
    )


@both
def test_types_and_defaults_are_in_the_authors_words(lang: str) -> None:
    page, words = kind_page(load_kind("okr"), kind_ids(), lang), reference_words(lang)
    result = {line.split(" | ")[0]: line for line in page.splitlines() if line.startswith("| `")}
    assert words["types.quantity"] in result["| `target`"]
    assert "`aspirational`" in result["| `type`"]
    assert "`2026`" in result["| `cycle`"]
    assert words["fields.required"].strip() in result["| `cycle`"]
    assert words("fields.default", value="`1`").strip() in result["| `weight`"]


@every
def test_the_kinds_of_pmdocs_are_explained_in_chinese_too(kind: str) -> None:
    loaded, meanings = load_kind(kind), Meanings(load_kind(kind), "zh-CN")
    models: list[Model] = [loaded.kind.model, *parts(loaded.kind.model), Allow]
    known: dict[str, set[str]] = {}
    assert HAN.search(meanings.about)
    for model in models:
        describe(model)
        assert model is loaded.kind.model or HAN.search(meanings.name(model)), model
        for name in model.model_fields:
            assert name == "kind" or HAN.search(meanings.field(model, name)), (model, name)
        for one in model.__mro__:
            known.setdefault(one.__name__, {"_name"}).update(model.model_fields)
    for model_name, docs in yaml.safe_load(loaded.file("docs.zh-CN.yaml")).items():
        assert model_name == "about" or set(docs) <= known[model_name], model_name


def test_a_kind_without_a_translation_is_explained_in_english() -> None:
    class Bare(LoadedKind):
        def file(self, name: str) -> str:
            return "" if name.startswith("docs.") else super().file(name)

    page = kind_page(Bare("okr", load_kind("okr").module), kind_ids(), "zh-CN")
    assert "What is measured." in page
    assert "必填" in page


@both
def test_its_front_matter_can_be_read_whatever_the_labels_say(lang: str) -> None:
    page = kind_page(load_kind("okr"), kind_ids(), lang)
    assert not split(page, "a").problems
    assert Meanings(load_kind("okr"), lang).about in page
