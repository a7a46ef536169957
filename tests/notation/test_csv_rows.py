from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, strategies as st

from pmdocs.diagnostics.problem import Place, Problem
from pmdocs.notation import construct, locate, read_csv

TABLE = 'month, visits ,note\n2026-01,"12,000",\n2026-02,,"two\nlines, and ""quotes"""\n2026-03, 3 ,x\n'


def read(text: str) -> object:
    node, problems = read_csv(text, "v.csv")
    assert problems == []
    assert node is not None
    return construct(node)


def problems_of(text: str) -> list[Problem]:
    return read_csv(text, "v.csv")[1]


ROWS = [
    {"month": "2026-01", "visits": "12,000", "note": None},
    {"month": "2026-02", "visits": None, "note": 'two\nlines, and "quotes"'},
    {"month": "2026-03", "visits": "3", "note": "x"},
]


@pytest.mark.parametrize(
    "text",
    [
        TABLE, "\ufeff" + TABLE, TABLE.rstrip("\n"), TABLE.replace("note\n", "note,,\n").replace("x\n", "x,,\n"),
        TABLE.replace("3 ,x", '3 ,"x" '), "\n" + TABLE + "\n\n,,\n",
    ],
)  # fmt: skip
def test_rows_become_mappings_and_an_empty_cell_is_unknown(text: str) -> None:
    assert read(text) == ROWS


def test_windows_line_ends() -> None:
    assert read("a,b\r\n1,2\r\n\r\n3,\r\n") == [{"a": "1", "b": "2"}, {"a": "3", "b": None}]


def test_cells_are_text_whatever_they_look_like() -> None:
    assert read("a,b,c,d\nno,1.10,0012,a; b\n") == [{"a": "no", "b": "1.10", "c": "0012", "d": "a; b"}]
    assert read('a,b\n"",5" screen\n') == [{"a": None, "b": '5" screen'}]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((0, "visits"), (2, 9)),
        ((0, "note"), (2, 18)),
        ((1, "note"), (3, 10)),
        ((2, "month"), (5, 1)),
        ((2, "visits"), (5, 9)),
        ((2, "missing"), (5, 1)),
        ((), (2, 1)),
    ],
)
def test_a_cell_knows_its_line_and_column(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    node, _ = read_csv(TABLE, "v.csv")
    assert locate(node, path) == Place("v.csv", *place)


def test_a_column_knows_its_place_in_the_header() -> None:
    node, _ = read_csv(TABLE, "v.csv")
    assert locate(node, (2, "visits"), key=True) == Place("v.csv", 1, 7)


def test_a_header_alone_is_an_empty_list() -> None:
    assert read("a,b\n") == []


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("", "E-EMPTY", (1, 1), "no rows"),
        ("\n,,\n", "E-EMPTY", (1, 1), "no rows"),
        ("a,b,a\n1,2,3\n", "E-FIELD", (1, 5), "‘a’"),
        ("a,,b\n1,2,3\n", "E-FIELD", (1, 3), "column 2"),
        ("a,b\n1\n", "E-LEN", (2, 1), "2 columns, this row 1"),
        ("a,b\n1,2,3\n", "E-LEN", (2, 5), "2 columns, this row 3"),
        ("a,b\n1,2\n3,4,5,6\n", "E-LEN", (3, 5), "this row 4"),
        ("a，b\n1，2\n", "E-FIELD", (1, 1), "‘，’"),
        ('a,b\n1,"2\n3,4\n', "E-YAML", (2, 3), "quote"),
        ('a,b\n"1"x,2\n', "E-YAML", (2, 1), "quote"),
        ("a,b\n1,\x00\n", "E-YAML", (2, 3), "U+0000"),
    ],
)
def test_a_malformed_table_is_a_problem_at_its_place(
    text: str, code: str, place: tuple[int, int], words: str
) -> None:
    (problem,) = problems_of(text)
    assert (problem.path, problem.code, problem.line, problem.column) == ("v.csv", code, *place)
    assert words in problem.message.en
    assert problem.hint is not None


def test_ragged_rows_are_all_reported_and_the_others_kept() -> None:
    node, problems = read_csv("a,b\n1\n2,3\n4,5,6\n", "v.csv")
    assert node is not None
    assert [p.line for p in problems] == [2, 4]
    assert construct(node) == [{"a": "1"}, {"a": "2", "b": "3"}, {"a": "4", "b": "5"}]


CELLS = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from([" ", "\n", '"', ","]), max_size=8
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
@example([("", "  ")])
def test_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["a", "b"])
    writer.writerows(rows)
    expected = [{"a": a or None, "b": b or None} for a, b in rows if a or b]
    assert read(out.getvalue()) == expected


@given(st.text(st.sampled_from('ab,"\n\r\t ;') | st.characters(), max_size=30))
def test_no_text_makes_it_raise(text: str) -> None:
    node, problems = read_csv(text, "v.csv")
    assert node is not None or problems
    assert all(p.line >= 1 and p.column >= 1 for p in problems)
