from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from pmdocs.diagnostics.problem import Place
from pmdocs.notation import construct, locate, merge, read_csv, read_yaml
from pmdocs.notation.csv_columns import CsvTable, RaggedRowError, open_csv
from pmdocs.notation.csv_rows import BrokenQuoteError
from tests.notation.test_csv_rows import TABLE


def opened(text: str) -> CsvTable:
    table, problems = open_csv(text, "v.csv")
    assert problems == []
    assert isinstance(table, CsvTable)
    return table


def cells(text: str) -> list[dict[str, str | None]]:
    """Return what the blocks say, as ``read_csv`` does."""
    table = opened(text)
    rows = [row for block in table.blocks() for row in zip(*block, strict=True)]
    return [
        {name: None if cell.strip() in table.nothing else cell for name, cell in zip(table.names, row, strict=True)}
        for row in rows
    ]  # fmt: skip


def stripped(rows: list[dict[str, str | None]]) -> list[dict[str, str | None]]:
    """Leave out the space around cells, which no field keeps."""
    return [{name: cell.strip() or None if cell else cell for name, cell in row.items()} for row in rows]


CELL = st.text('ab,"1 \n\r\t~', max_size=5) | st.sampled_from(
    [
        "null",
        '"null"',
        "~",
        ' "x"',
        '"x" ',
        '"',
        '5" screen',
        '"a, ""b"""',
        "",
        '""',
        "  ",
        '"  "',
        '"\n"',
        '" " ',
    ]
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=3), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
@example([['"a', "b"]], "\n")
@example([["x", '"null"'], ["null", "~"]], "\n")
@example([['"a" x', 'b"']], "\n")
@example([["", "null"], ["", '"x" ']], "\n")
@example([['"a"\tx'], ['"b"']], "\n")
@example([['""', '"  "'], ["1", "2"]], "\n")
@example([["  ", "\t"], ["1", "2"]], "\n")
@example([["1", "2", '"  "']], "\n")
@example([['"\n"', ""], ["1", "2"]], "\r\n")
def test_columns_say_what_rows_say(rows: list[list[str]], end: str) -> None:
    text = end.join(["a,b", *map(",".join, rows)])
    node, problems = read_csv(text, "v.csv")
    if node is None or problems:
        with pytest.raises((RaggedRowError, BrokenQuoteError)):
            cells(text)
    else:
        assert stripped(cells(text)) == stripped(construct(node))


def test_the_same_table_in_more_than_one_block() -> None:
    lines = [f'{n},"a ""{n}"""' if n % 1000 == 7 else f"{n}," for n in range(3000)]
    found = cells("n,t\n" + "\n\n".join(lines))
    assert [row["n"] for row in found] == [str(n) for n in range(3000)]
    assert [row["t"] for row in found if row["t"]] == ['a "7"', 'a "1007"', 'a "2007"']


@pytest.mark.parametrize(
    "path", [(0, "visits"), (1, "note"), (2, "month"), (2, "visits"), (2, "missing"), ()]
)
def test_a_cell_has_the_place_that_it_has_among_rows(path: tuple[str | int, ...]) -> None:
    table = opened(TABLE)
    assert locate(table, path) == locate(read_csv(TABLE, "v.csv")[0], path) or path == ()
    assert len(table.value) == 3


def test_a_row_far_down_has_its_place() -> None:
    text = "session,time\n" + "".join(f"s{n},{n}\n" for n in range(90_000))
    assert locate(opened(text), (87_430, "time")) == Place("v.csv", 87_432, 8)


def test_a_column_has_the_place_of_its_name() -> None:
    assert locate(opened(TABLE), ("note",)) == Place("v.csv", 1, 16)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "E-EMPTY"), ("a,,b\n", "E-FIELD"), ("a,a\n1,2\n", "E-FIELD")],
)
def test_a_header_that_makes_no_sense(text: str, code: str) -> None:
    table, problems = open_csv(text, "v.csv")
    assert table is None
    assert [p.code for p in problems] == [code]


def test_the_limit_of_ten_megabytes_says_so() -> None:
    table, (problem,) = open_csv("n\n" + "1234567890\n" * 1_000_000, "v.csv")
    assert table is None
    assert "10 MB" in problem.message.en
    assert problem.hint is not None
    assert "rows" in problem.hint.en


def test_a_row_that_is_too_long_is_named() -> None:
    with pytest.raises(RaggedRowError) as caught:
        cells("a,b\n1,2\n\n1,2,3\n")
    assert (caught.value.row, caught.value.found) == (1, 3)


def test_a_translation_takes_the_table_of_its_original_or_has_its_own() -> None:
    table = opened("n\n1\n")
    with_table, _ = read_yaml("rows: ~", "a.yml")
    other, _ = read_yaml("rows: [{n: 2}]", "b.yml")
    assert with_table is not None
    assert other is not None
    with_table.value[0] = (with_table.value[0][0], table)
    words, _ = read_yaml("title: A", "c.yml")
    assert words is not None
    assert construct(merge(with_table, words))["rows"] is table
    assert construct(merge(with_table, other))["rows"] == [{"n": "2"}]
