"""Circles of references."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings, strategies as st

from pmdocs.stats.graphs import find_cycle, root_of

nodes = st.sampled_from("abcdefg")
graphs = st.dictionaries(nodes, st.lists(nodes, max_size=3), max_size=7)


def test_a_circle_is_told_from_its_first_member() -> None:
    assert find_cycle({"a": ["b"], "b": ["a"]}) == ["a", "b", "a"]
    assert find_cycle({"a": ["a"]}) == ["a", "a"]
    assert find_cycle({"x": ["c"], "b": ["c"], "c": ["d"], "d": ["b"]}) == ["b", "c", "d", "b"]


def test_no_circle_is_an_empty_list() -> None:
    assert find_cycle({}) == []
    assert find_cycle({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == []
    assert find_cycle({"a": ["unknown"]}) == []


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    chain = {str(n): [str(n + 1)] for n in range(20_000)}
    assert find_cycle(chain) == []
    assert len(find_cycle({**chain, "20000": ["0"]})) == 20_002


def test_a_root_is_the_last_ancestor() -> None:
    parents = {"a": "b", "b": "c", "x": "c"}
    assert [root_of(id_, parents) for id_ in ("a", "b", "c", "x", "y")] == ["c", "c", "c", "c", "y"]


def reaches_itself(graph: dict[str, list[str]], start: str) -> bool:
    seen: set[str] = set()
    todo = list(graph[start])
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(graph.get(node, ()))
    return start in seen


@given(graphs)
@settings(max_examples=40)
def test_what_is_found_is_a_circle_and_nothing_is_overlooked(graph: dict[str, list[str]]) -> None:
    cycle = find_cycle(graph)
    assert bool(cycle) == any(reaches_itself(graph, node) for node in graph)
    if cycle:
        assert cycle[0] == cycle[-1]
        assert len(set(cycle)) == len(cycle) - 1
        assert all(after in graph[before] for before, after in pairwise(cycle))
        assert cycle[0] == next(node for node in graph if node in cycle)
