from __future__ import annotations

import datetime as dt
import math
from array import array
from typing import Any, ClassVar

import pytest
from hypothesis import given, strategies as st

from pmdocs.kinds import LoadedKind
from pmdocs.notation.csv_columns import open_csv
from pmdocs.sdk import Kind, Spec
from pmdocs.site.documents import Source, Validated
from pmdocs.stages.parse import parse
from pmdocs.stages.validate import validate
from pmdocs.values.cell_columns import CellTable, counts, days, numbers, rates, texts
from tests.values.reading import read, refused


class Visits(CellTable):
    takes: ClassVar = {"session": texts(), "minutes": numbers(), "page": texts(optional=True)}


class Every(CellTable):
    takes: ClassVar = {"n": counts(optional=True), "rate": rates(optional=True), "day": days(optional=True)}


class Paths(Spec):
    """A kind with a long table."""

    visits: Visits
    """Visits."""


def table(text: str, type_: type[CellTable] = Visits) -> Any:
    node, problems = open_csv(text, "v.csv")
    assert not problems
    return read(type_, node)


def test_cells_become_arrays() -> None:
    found = table("session,minutes,page\na,1.5,Home\nb, 12_000 ,\n'c',12,Home\n")
    assert len(found) == 3
    assert found["minutes"] == array("d", [1.5, 12_000, 12])
    assert found["session"] == ["a", "b", "'c'"]
    assert found["page"] == ["Home", None, "Home"]
    assert found["page"][0] is found["page"][2]


def test_counts_rates_and_days_are_read_as_anywhere() -> None:
    found = table(
        'n,rate,day\n1.2万,45%,2026-06-01\n,0.453,\n"1,200",~,2026-06-01\n3,null,2026-06-02\n', Every
    )
    assert [None if math.isnan(n) else n for n in found["n"]] == [12_000, None, 1200, 3]
    assert list(found["rate"][:2]) == [0.45, 0.453]
    assert all(map(math.isnan, found["rate"][2:]))
    assert found["day"] == [dt.date(2026, 6, 1), None, dt.date(2026, 6, 1), dt.date(2026, 6, 2)]


ROW = st.fixed_dictionaries({
    "session": st.sampled_from(["a", "b 1", "小芽"]), "minutes": st.sampled_from(["1", "2.5", "1.2万", "1e3", "12_0"]),
    "page": st.sampled_from(["Home", None]),
})  # fmt: skip


@given(st.lists(ROW, max_size=8))
def test_rows_written_in_place_are_the_same_as_a_file(rows: list[dict[str, str | None]]) -> None:
    lines = "".join(",".join(row[name] or "" for name in Visits.takes) + "\n" for row in rows)
    from_file, in_place = table(f"session,minutes,page\n{lines}"), read(Visits, rows)
    assert len(from_file) == len(in_place)
    for name in Visits.takes if rows else ():
        assert from_file[name] == in_place[name]


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ("session,minutes\na,many\n", "E-TYPE", "‘minutes’: expected a number such as 12_000, found ‘many’"),
        ("session,minutes\na,\n", "E-REQ", "‘minutes’: a value is required here"),
        ("session,minutes\n~,1\n", "E-REQ", "‘session’"),
        ("session,minutes\na,nan\n", "E-NAN", "finite"),
        ("session,minutes\na,1e999\n", "E-NAN", "finite"),
        ("session\na\n", "E-REQ", "the column ‘minutes’ is missing"),
        ("session,minutes,pages\na,1,x\n", "E-FIELD", "there is no column ‘pages’"),
        ("session,minutes\na,1,2\n", "E-LEN", "the header has 2 columns, this row 3"),
        ('session,minutes\n"a,1\n', "E-YAML", "does not end with a quote"),
    ],
)
def test_what_is_refused(rows: str, code: str, words: str) -> None:
    node, _ = open_csv(rows, "v.csv")
    found, phrase, _ = refused(Visits, node)
    assert found == code
    assert words in phrase.en


@pytest.mark.parametrize(
    ("raw", "code"),
    [("many", "E-TYPE"), (["a"], "E-TYPE"), ([{"session": ["a"], "minutes": "1"}], "E-TYPE"),
     ([{"session": "a", "minuets": "1"}], "E-FIELD"), ([{"session": "a"}], "E-REQ")],
)  # fmt: skip
def test_what_is_refused_in_place(raw: object, code: str) -> None:
    assert refused(Visits, raw)[0] == code


def validated(monkeypatch: pytest.MonkeyPatch, spec: str, csv: str, rows: str = "") -> Validated:
    kind = LoadedKind("funnel", "pmdocs.kinds.funnel")
    kind.__dict__["kind"] = Kind(
        package="x.funnel", model=Paths, facts=lambda *_: None, views=(), summary=lambda *_: "", rows=rows
    )
    for stage in ("parse", "validate"):
        monkeypatch.setattr(f"pmdocs.stages.{stage}.load_kind", lambda _: kind)
    source = Source("content/p.yml", f"kind: funnel\nid: p\ntitle: P\n{spec}")
    return validate(parse(source, "content", "en", ["funnel"], {"content/v.csv": csv}.get), None, ["funnel"])


LONG = "session,minutes,page\n" + "".join(f"s{n},{n},Home\n" for n in range(90_000))


@pytest.mark.parametrize(("spec", "rows"), [("visits: {data: v.csv}\n", ""), ("data: v.csv\n", "visits")])
def test_a_field_takes_a_file_and_a_bad_cell_far_down_is_named_by_line_and_column(
    spec: str, rows: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = validated(monkeypatch, spec, LONG, rows)
    assert found.problems == ()
    assert isinstance(found.model, Paths)
    assert found.model.visits["minutes"][87_429] == 87_429
    (problem,) = validated(monkeypatch, spec, LONG.replace("s87429,87429", "s87429,x"), rows).problems
    assert (problem.path, problem.line, problem.column) == ("content/v.csv", 87_431, 8)
    assert problem.code == "E-TYPE"
    assert problem.field == "visits.87429.minutes"


@pytest.mark.parametrize(
    ("csv", "at"),
    [("session,minutes,pages\na,1,x\n", "1:17"), ("session\na\n", "1:1"), ('session,minutes\na,1\n"b,1\n', "3:1"),
     ("session,minutes\na,1\na,1,2\n", "3:3")],
)  # fmt: skip
def test_a_fault_of_the_table_has_its_place(csv: str, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = validated(monkeypatch, "visits: {data: v.csv}\n", csv).problems
    assert (problem.path, f"{problem.line}:{problem.column}") == ("content/v.csv", at)


def test_the_schema_names_the_columns() -> None:
    rows, file = Paths.model_json_schema()["properties"]["visits"]["anyOf"]
    assert set(rows["items"]["properties"]) == {"session", "minutes", "page"}
    assert rows["items"]["required"] == ["session", "minutes"]
    assert "data" in file["properties"]
