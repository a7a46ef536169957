from __future__ import annotations

import copy
import pickle
from typing import Annotated

import pytest
from pydantic import BaseModel, TypeAdapter

from pmdocs.values.references import Ref, RefOrText, RefsOrTexts, RefsTo, RefTo, Slug, nearest, slugged
from pmdocs.values.suggestions import did_you_mean
from tests.values.reading import read, refused, wide

Persona = Annotated[Ref, RefTo("persona", "segment")]
Needs = Annotated[tuple[Ref, ...], RefsTo("need")]
Loose = Annotated[Ref | str, RefOrText("need")]
LooseMany = Annotated[tuple[Ref | str, ...], RefsOrTexts("need", "requirement")]


class Card(BaseModel):
    persona: Persona | None = None
    needs: Needs = ()
    why: LooseMany = ()


@pytest.mark.parametrize("id_", ["okr", "okr-2026-q3", "2026", "a-", "a--b"])
def test_ids(id_: str) -> None:
    assert read(Slug, id_) == id_


@pytest.mark.parametrize(
    ("id_", "offer"),
    [
        ("OKR Q3", "okr-q3"), ("a_b", "a-b"), ("-a", "a"), ("Café", "cafe"), ("增长", "launch-plan"),
        ("增长 2026", "2026"), (["a"], "launch-plan"), (wide("OKR"), "okr"),
    ],
)  # fmt: skip
def test_what_is_no_id_is_refused_with_one_that_is(id_: object, offer: str) -> None:
    code, _, hint = refused(Slug, id_)
    assert code == "E-TYPE"
    assert hint is not None
    assert f"‘{offer}’" in hint.en


def test_an_offered_id_is_itself_an_id() -> None:
    for text in ("Hello, World!", "  a  ", "Größe 5", "--x--"):
        assert read(Slug, slugged(text)) == slugged(text)
    assert slugged("增长") == ""


def test_a_reference_knows_what_it_may_point_to() -> None:
    card = Card.model_validate(
        {"persona": "lin", "needs": ["a", "b"], "why": "need-water; because I want to"}
    )
    assert card.persona == "lin"
    assert card.persona is not None
    assert card.persona.kinds == ("persona", "segment")
    assert [ref.kinds for ref in card.needs] == [("need",), ("need",)]
    assert [type(item) for item in card.why] == [Ref, str]
    assert card.why == ("need-water", "because I want to")


def test_models_can_be_built_from_typed_values() -> None:
    card = Card(persona=Ref("lin"), needs=(Ref("a"),), why=("need-a", "text"))
    assert card.persona == Ref("lin")
    assert isinstance(card.why[0], Ref)


@pytest.mark.parametrize(
    ("raw", "refs"), [("a", ("a",)), ("a; b", ("a", "b")), (["a", "b"], ("a", "b")), (None, ()), ([], ())]
)
def test_lists_of_references_are_forgiving(raw: object, refs: tuple[str, ...]) -> None:
    assert read(Needs, raw) == refs


@pytest.mark.parametrize("raw", [[["lin"]], ["lin"], {"id": "lin"}])
def test_a_reference_is_written_bare(raw: object) -> None:
    code, _, hint = refused(Persona, raw)
    assert code == "E-TYPE"
    assert hint is not None
    assert "bare" in hint.en


@pytest.mark.parametrize(
    ("text", "is_reference"),
    [
        ("need-a", True),
        ("req-12-b", True),
        ("search", False),
        ("Need-a", False),
        ("a-b c", False),
        ("2-3", False),
        ("a-", False),
    ],
)
def test_only_a_hyphenated_id_is_taken_for_a_reference(text: str, is_reference: bool) -> None:  # noqa: FBT001
    found = read(Loose, text)
    assert found == text
    assert isinstance(found, Ref) is is_reference


def test_a_text_among_references_follows_the_page() -> None:
    assert read(LooseMany, [{"en": "a b", "zh": "甲"}], "zh-CN") == ("甲",)


def test_a_reference_survives_copies() -> None:
    ref = Ref("a", ("need",))
    for same in (copy.deepcopy(ref), pickle.loads(pickle.dumps(ref))):  # noqa: S301 -- made here
        assert same == ref
        assert same.kinds == ("need",)


def test_editors_learn_what_a_reference_may_point_to() -> None:
    assert TypeAdapter(Persona).json_schema() == {"type": "string", "x-pmdocs-ref": ["persona", "segment"]}
    one, many = TypeAdapter(LooseMany).json_schema()["anyOf"]
    assert one["x-pmdocs-ref"] == many["items"]["x-pmdocs-ref"] == ["need", "requirement"]


def test_near_names_best_first() -> None:
    names = ["roadmap", "okr", "road", "funnel"]
    assert nearest("roadmp", names) == ["roadmap", "road"]
    assert nearest("ROADMAP", names, 1) == ["roadmap"]
    assert nearest("Funnel", ["FUNNEL"]) == ["FUNNEL"]
    assert nearest("xyz", names) == nearest("x", []) == []


def test_did_you_mean() -> None:
    phrase = did_you_mean("roadmp", ["roadmap", "road"])
    assert phrase is not None
    assert phrase.en == "did you mean ‘roadmap’ or ‘road’?"
    assert phrase.zh == "是否想写‘roadmap’或‘road’？"
    assert did_you_mean("xyz", ["roadmap"]) is None
