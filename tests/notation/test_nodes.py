from __future__ import annotations

import pytest
import yaml

from pmdocs.diagnostics.problem import Place
from pmdocs.notation import child, construct, is_null, keys, locate, read_yaml

TEXT = """\
kind: okr
objectives:
  - id: grow
    key_results: [{id: a, target: 3}, {id: b, target: ~}]
  - id: keep
scores: {2019: 4}
"""


@pytest.fixture
def node() -> yaml.Node:
    node, problems = read_yaml(TEXT, "a/b.md")
    assert node is not None
    assert not problems
    return node


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("kind",), (1, 7), (1, 1)),
        (("objectives",), (3, 3), (2, 1)),
        (("objectives", 0), (3, 5), (3, 5)),
        (("objectives", 0, "key_results", 1, "target"), (4, 55), (4, 47)),
        (("objectives", 1, "id"), (5, 9), (5, 5)),
        (("scores", "2019"), (6, 16), (6, 10)),
        (("scores", 2019), (6, 16), (6, 10)),
    ],
)
def test_a_field_has_a_place_for_its_value_and_its_key(
    node: yaml.Node, path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    assert locate(node, path) == Place("a/b.md", *value)
    assert locate(node, path, key=True) == Place("a/b.md", *key)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), (1, 1)),
        (("objectives", 1, "title"), (5, 5)),
        (("objectives", 7, "title"), (3, 3)),
        (("objectives", -1), (3, 3)),
        (("kind", "x", 3), (1, 7)),
        (("objectives", "title"), (3, 3)),
    ],
)
def test_what_is_not_there_is_placed_at_what_should_hold_it(
    node: yaml.Node, path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert locate(node, path) == Place("a/b.md", *place)


def test_without_a_node_there_is_no_place() -> None:
    assert locate(None, ("a",)) == Place("")


def test_keys_and_children_need_no_whole_construction(node: yaml.Node) -> None:
    assert keys(node) == ["kind", "objectives", "scores"]
    found = child(node, "kind")
    assert found is not None
    assert construct(found) == "okr"
    assert child(node, "title") is None
    assert keys(found) == keys(None) == []
    assert child(None, "x") is child(found, "x") is None


@pytest.mark.parametrize("text", ["~", "null", "Null", "NULL", ""])
def test_null_is_written_in_several_ways(text: str) -> None:
    node, _ = read_yaml(f"a: {text}\n", "p")
    value = child(node, "a")
    assert value is not None
    assert is_null(value)
    assert construct(value) is None


@pytest.mark.parametrize("text", ["'~'", '"null"', "''", "|\n  ~", "none", "nil", "0", "[]"])
def test_quotes_and_other_words_are_no_null(text: str) -> None:
    node, _ = read_yaml(f"a: {text}\n", "p")
    value = child(node, "a")
    assert value is not None
    assert not is_null(value)
    assert construct(value) is not None


def test_of_equal_keys_data_and_place_are_those_of_the_same_one() -> None:
    node, problems = read_yaml("a: 1\na: 2\n", "p")
    assert node is not None
    assert [p.code for p in problems] == ["E-DUPKEY"]
    assert construct(node) == {"a": "2"}
    assert locate(node, ("a",)).line == 2
