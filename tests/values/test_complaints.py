from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.notation import construct, merge, read_csv, read_yaml
from pmdocs.values.complaints import problems_from
from pmdocs.values.dates import Day
from pmdocs.values.field_names import field_names
from pmdocs.values.numbers import Count, Number, Rate
from pmdocs.values.references import Ref, RefsTo, Slug
from pmdocs.values.refusal import refuse
from pmdocs.values.text import Flag, Text, TextList


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(Strict):
    name: Text
    count: Count | None = None
    start: Annotated[Day | None, Field(alias="from")] = None


class Cat(Strict):
    type: Literal["cat"]
    lives: Count


class Dog(Strict):
    type: Literal["dog"]
    tail: Number = 1


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


class Sample(Strict):
    id: Slug
    steps: Annotated[tuple[Step, ...], Field(min_length=2, max_length=3)] = ()
    mixed: tuple[Step | Text, ...] = ()
    pets: tuple[Annotated[Cat | Dog, Field(discriminator="type")], ...] = ()
    status: Literal["draft", "review"] | None = None
    level: Literal["high", "low"] | Number = 0
    size: Size | None = None
    scores: dict[str, Number | None] = {}
    groups: dict[Slug, Step] = {}
    words: TextList = ()
    refs: Annotated[tuple[Ref, ...], RefsTo("need")] = ()
    share: Rate | None = None
    flag: Flag = False
    whole: int = 3
    part: Annotated[float, Field(ge=0, lt=5)] = 1
    even: Annotated[int, Field(multiple_of=2)] = 2
    yes: bool = True
    day: dt.date | None = None
    code: Annotated[str, Field(pattern="^x", max_length=4)] = "x"
    single: Step | None = None
    checked: str = ""

    @field_validator("checked")
    @classmethod
    def _no_bang(cls, value: str) -> str:
        if "!" in value:
            raise ValueError("no shouting")
        return value

    @model_validator(mode="after")
    def _in_order(self) -> Sample:
        if self.whole == 99:
            refuse("E-DATE", Phrase("end before start", "结束早于开始"), at=("steps", 1, "count"))
        return self


TWO = "id: a\nsteps: [{name: x}, {name: y, count: 1}]\n"


def complain(text: str, model: type[BaseModel] = Sample) -> list[Problem]:
    node, problems = read_yaml(text, "p.md")
    assert node is not None
    assert not problems
    with pytest.raises(ValidationError) as caught:
        model.model_validate(construct(node), context={"lang": "en"})
    return problems_from(caught.value, node, model)


CASES = [
    # Required, unknown, empty.
    ("whole: 1\n", "E-REQ", (1, 1), "id", "‘id’ is required", ""),
    ("id: a\nsteps: [{name: x}, {count: 1}]\n", "E-REQ", (2, 20), "steps.1.name", "‘name’ is required", ""),
    ("id: a\nstatsu: draft\n", "E-FIELD", (2, 1), "statsu", "unknown field ‘statsu’", "did you mean ‘status’"),
    ("ide: a\n", "E-FIELD", (1, 1), "ide", "unknown field ‘ide’", "did you mean ‘id’"),
    ("id: a\nsingle: {name: x, form: 1}\n", "E-FIELD", (2, 19), "single.form", "‘form’", "‘from’"),
    ("id: a\nsingle: {name: x, zzz: 1}\n", "E-FIELD", (2, 19), "single.zzz", "‘zzz’", "name, count, from"),
    ("id: a\ngroups: {g: {name: x, cuont: 1}}\n", "E-FIELD", (2, 23), "groups.g.cuont", "‘cuont’", "‘count’"),
    ("id: a\n标题：x: 1\n", "E-FIELD", (2, 1), "标题：x", "unknown field", "write 标题: x"),
    ("id: ~\n", "E-REQ", (1, 5), "id", "‘id’: a value is required", ""),
    ("id: a\nstatus:\nwhole:\n", "E-REQ", (3, 7), "whole", "‘whole’: a value is required", ""),
    # Our own types.
    ("id: a\nshare: 45\n", "E-RATE", (2, 8), "share", "‘share’: 45 in a rate field", ""),
    ("id: a\nsingle: {name: x, from: 2026/7/1}\n", "E-DATE", (2, 25), "single.from", "‘from’", "2026-07-01"),
    ("id: a\nwords: [x, [y]]\n", "E-TYPE", (2, 12), "words.1", "‘words’: expected a text", "quotes"),
    ("id: a\nwords:\n  - Goal: x\n", "E-TYPE", (3, 5), "words.0", "expected a text", '"Goal: x"'),
    ("id: a\nrefs: a; B\n", "E-TYPE", (2, 7), "refs.1", "‘refs’: an id", "‘b’"),
    ("id: a\nscores: {x: 1, y: many}\n", "E-TYPE", (2, 19), "scores.y", "‘y’: expected a number", ""),
    ("id: a\ngroups: {A b: {name: x}}\n", "E-TYPE", (2, 10), "groups.A b", "‘A b’", "‘a-b’"),
    # Pydantic's own.
    ("id: a\nstatus: drft\n", "E-RANGE", (2, 9), "status", "one of draft, review, found ‘drft’", "‘draft’"),
    ("id: a\nsize: smal\n", "E-RANGE", (2, 7), "size", "one of small, large, found ‘smal’", "‘small’"),
    ("id: a\nlevel: middle\n", "E-RANGE", (2, 8), "level", "one of high, low", "or else: expected a number"),
    ("id: a\nsteps: [{name: x}]\n", "E-LEN", (2, 8), "steps", "at least 2 needed, found 1", ""),
    ("id: a\ncode: xxxxx\n", "E-LEN", (2, 7), "code", "at most 4 allowed, found 5", ""),
    ("id: a\nwhole: x\n", "E-TYPE", (2, 8), "whole", "a whole number such as 120, found ‘x’", ""),
    ("id: a\npart: x\n", "E-TYPE", (2, 7), "part", "a number such as 12.5, found ‘x’", ""),
    ("id: a\npart: 7\n", "E-RANGE", (2, 7), "part", "must be below 5, found ‘7’", ""),
    ("id: a\npart: -1\n", "E-RANGE", (2, 7), "part", "must be 0 or more, found ‘-1’", ""),
    ("id: a\neven: 3\n", "E-RANGE", (2, 7), "even", "a multiple of 2, found ‘3’", ""),
    ("id: a\nyes: maybe\n", "E-TYPE", (2, 6), "yes", "yes or no", ""),
    ("id: a\nday: 2026-02-30\n", "E-DATE", (2, 6), "day", "a date such as 2026-07-01", ""),
    ("id: a\ncode: abc\n", "E-TYPE", (2, 7), "code", "another form", ""),
    ("id: a\ncode: [x]\n", "E-TYPE", (2, 7), "code", "a text, found a list", ""),
    ("id: a\nchecked: hey!\n", "E-TYPE", (2, 10), "checked", "‘checked’: no shouting", ""),
    # The wrong shape, and the slips that cause it.
    ("id: a\nsteps: {a: 1}\n", "E-TYPE", (2, 8), "steps", "a list: [a, b], found fields (a)", ""),
    ("id: a\nsingle: text\n", "E-TYPE", (2, 9), "single", "fields: ‘name: value’, found ‘text’", ""),
    ("id: a\nscores: 3\n", "E-TYPE", (2, 9), "scores", "fields: ‘name: value’, found ‘3’", ""),
    ("id: a\nsingle:\n  name：x\n", "E-TYPE", (3, 3), "single", "found ‘name：x’", "full-width colon"),
    ("id: a\nsingle:\n  name:x\n", "E-TYPE", (3, 3), "single", "found ‘name:x’", "space after"),
    ("id: a\nsteps:\n  -x\n  -y\n", "E-TYPE", (3, 3), "steps", "found ‘-x -y’", "a hyphen and a space"),
    # Unions: the member that understood most speaks.
    ("id: a\nmixed: [x, {name: y, cuont: 3}]\n", "E-FIELD", (2, 22), "mixed.1.cuont", "‘cuont’", "‘count’"),
    ("id: a\nmixed: [x, {naem: y}]\n", "E-FIELD", (2, 13), "mixed.1.naem", "‘naem’", "‘name’"),
    ("id: a\nmixed: [x, [y]]\n", "E-TYPE", (2, 12), "mixed.1", "fields", "or else: expected a text"),
    ("id: a\npets: [{type: cat}]\n", "E-REQ", (2, 8), "pets.0.lives", "‘lives’ is required", ""),
    ("id: a\npets: [{type: dgo}]\n", "E-RANGE", (2, 15), "pets.0.type", "one of cat, dog", "‘dog’"),
    ("id: a\npets: [{lives: 3}]\n", "E-REQ", (2, 8), "pets.0.type", "‘type’ is required", ""),
    ("id: a\npets: [{type: dog, tial: 3}]\n", "E-FIELD", (2, 20), "pets.0.tial", "‘tial’", "‘tail’"),
    # A model's validator names the place itself.
    (TWO + "whole: 99\n", "E-DATE", (2, 37), "steps.1.count", "end before start", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "place", "field", "message", "hint"), CASES, ids=[c[0] for c in CASES]
)
def test_a_fault_is_told_once_at_its_place(  # noqa: PLR0917 -- one table
    text: str, code: str, place: tuple[int, int], field: str, message: str, hint: str
) -> None:
    (problem,) = complain(text)
    assert (problem.path, problem.code, problem.field) == ("p.md", code, field)
    assert (problem.line, problem.column) == place
    assert message in problem.message.en
    assert hint in (problem.hint.en if problem.hint else "")


@pytest.mark.parametrize("text", [c[0] for c in CASES if "shouting" not in c[4]])
def test_a_fault_is_told_in_chinese_too(text: str) -> None:
    (problem,) = complain(text)
    for phrase in filter(None, (problem.message, problem.hint)):
        assert any("\u4e00" <= sign <= "\u9fff" for sign in phrase.zh), phrase
        assert "expected" not in phrase.zh


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    problems = complain("steps: [{name: x, count: -1}, {nmae: y}]\nstatus: x\nidd: a\nshare: 7\n")
    assert [(p.code, p.line) for p in problems] == [
        ("E-RANGE", 1), ("E-FIELD", 1), ("E-RANGE", 2), ("E-FIELD", 3), ("E-RATE", 4),
    ]  # fmt: skip


def test_a_list_is_not_called_short_for_items_that_are_wrong() -> None:
    problems = complain("id: a\nsteps: [{name: x, count: x}, {name: y, count: y}]\n")
    assert [p.field for p in problems] == ["steps.0.count", "steps.1.count"]


def test_too_many_items() -> None:
    (problem,) = complain("id: a\nsteps: [{name: a}, {name: b}, {name: c}, {name: d}]\n")
    assert problem.code == "E-LEN"
    assert problem.message.en.endswith("at most 3 allowed, found 4")


def test_a_fault_in_a_csv_cell_points_into_the_csv() -> None:
    node, _ = read_yaml("id: a\nsteps: x\n", "p.md")
    rows, _ = read_csv("name,count\nx,1\ny,-2\n", "v.csv")
    assert node is not None
    assert rows is not None
    node.value[1] = (node.value[1][0], rows)
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(construct(node))
    (problem,) = problems_from(caught.value, node, Sample)
    assert (problem.path, problem.line, problem.column, problem.code) == ("v.csv", 3, 3, "E-RANGE")


def test_a_fault_in_a_translation_points_into_the_translation() -> None:
    one, _ = read_yaml("id: a\nsingle: {name: x, count: 1}\n", "a.md")
    two, _ = read_yaml("single: {name: [y]}\n", "a.zh-CN.md")
    assert one is not None
    assert two is not None
    node = merge(one, two)
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(construct(node))
    (problem,) = problems_from(caught.value, node, Sample)
    assert (problem.path, problem.line, problem.column) == ("a.zh-CN.md", 1, 16)


def test_without_a_node_the_file_is_named() -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate({"share": "7"})
    problems = problems_from(caught.value, None, Sample, path="p.md")
    assert [(p.path, p.line, p.code, p.field) for p in problems] == [
        ("p.md", 1, "E-RATE", "share"), ("p.md", 1, "E-REQ", "id"),
    ]  # fmt: skip


def test_rows_that_were_moved_to_another_field_keep_their_path() -> None:
    node, _ = read_yaml("id: a\ndata: x\n", "p.md")
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate({"id": "a", "steps": [{"name": "x"}, {"name": "y", "count": "-1"}]})
    (problem,) = problems_from(caught.value, node, Sample)
    assert (problem.field, problem.line) == ("steps.1.count", 1)


class Other(Strict):
    when: dt.datetime | None = None
    amount: Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)] = 1
    anything: Any = None
    names: set[str] = set()

    @model_validator(mode="after")
    def _whole(self) -> Other:
        assert self.anything != "bad", "that is bad"
        return self


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("amount: 0\n", "E-RANGE", "must be above 0"),
        ("amount: 11\n", "E-RANGE", "must be 10 or less"),
        ("amount: nan\n", "E-NAN", "a finite number"),
        ("when: soon\n", "E-DATE", "a date"),
        ("names: x\n", "E-TYPE", "a list"),
        ("anything: bad\n", "E-TYPE", "that is bad"),
    ],
)
def test_other_errors_of_pydantic(text: str, code: str, message: str) -> None:
    (problem,) = complain(text, Other)
    assert problem.code == code
    assert message in problem.message.en


def test_fields_are_found_below_lists_maps_and_unions() -> None:
    assert field_names(Sample, ())[:3] == ["id", "steps", "mixed"]
    for path in (("steps", 0), ("groups", "x"), ("single",), ("mixed", 1), ("mixed", 1, "Step")):
        assert field_names(Sample, path) == ["name", "count", "from"]
    assert field_names(Sample, ("pets", 0)) == ["type", "lives", "tail"]
    assert field_names(Sample, ("pets", 0, "Dog")) == ["type", "tail"]
    assert field_names(Sample, ("scores", "x")) == []
