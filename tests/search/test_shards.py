"""The parts of the index: MiniSearch's own, put together from entries."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, strategies as st

from pmdocs.search.entry import FIELDS, entry
from pmdocs.search.shards import SearchPage, Shards
from tests.search.conftest import Engine

_DOCS = [
    ("okr/q2/", "Company goals", "okr", "<p>Activation and retention, activation</p>"),
    ("funnel/", "转化漏斗", "funnel", "<h2 id='a'>Steps</h2><p class=\"finding\">流失最多的一步</p>"),
    ("plain/", "Notes", "page", ""),
]


def _found(docs: list[tuple[str, str, str, str]]) -> list[SearchPage]:
    return [
        SearchPage(url, title, kind, entry(title, (url.strip("/"),), html)) for url, title, kind, html in docs
    ]


def _script_data(script: str) -> Any:
    return json.loads(re.fullmatch(r'pmdocsSearch\.index\("en",(.*)\);\n', script, re.DOTALL)[1])  # type: ignore[index]


def test_the_index_is_the_one_that_minisearch_makes(engine: Engine) -> None:
    """The same terms, fields, counts and lengths as if MiniSearch had read the fields itself."""
    ours = _script_data(Shards("en", 1, 1).index_script(_found(_DOCS)))
    fields = [
        {"url": f.url, "title": f.title, "kind": f.kind, "texts": 0,
         **{name: words for name, words in zip(FIELDS, f.entry.words.split("\n"), strict=True) if name != "title"}}
        for f in _found(_DOCS)
    ]  # fmt: skip
    # Terms are given as they are: pairs must not be cut once more.
    theirs = engine(
        "(() => { const m = new MiniSearch({...pmdocsTerms.options,"
        " tokenize: (text, field) => field === 'title' ? pmdocsTerms.terms(text) : text.split(' ').filter(Boolean)});"
        f" m.addAll({json.dumps(fields)}); return m; }})()"
    )
    same = ours.keys() - {"averageFieldLength", "index"}
    assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}
    assert ours["averageFieldLength"] == pytest.approx(theirs["averageFieldLength"])
    assert dict(map(tuple, ours["index"])) == dict(map(tuple, theirs["index"]))


def test_a_part_is_loaded_and_asked(engine: Engine) -> None:
    """What the scripts hold is found, with misspelt words and beginnings of words."""
    shards = Shards("en", 1, 1)
    engine.load({"assets/search/en.js": shards.start({}, {}).encode(),
                 "assets/search/en-0.js": shards.index_script(_found(_DOCS)).encode()})  # fmt: skip
    assert [hit.url for hit in engine.find("retention")] == ["okr/q2/"]
    assert [hit.url for hit in engine.find("retntion")] == ["okr/q2/"]
    assert [hit.url for hit in engine.find("activ")] == ["okr/q2/"]
    assert [hit.url for hit in engine.find("流失")] == ["funnel/"]
    assert [hit.url for hit in engine.find("失最")] == ["funnel/"]
    assert [hit.url for hit in engine.find("漏")] == ["funnel/"]
    assert engine.find("失流") == []


def test_texts_hold_what_could_end_a_script(engine: Engine) -> None:
    """Text is data whatever it says."""
    said = "</script> \u2028 \\ \" ' ${x} `"
    page = SearchPage("a/", "T", "page", entry("T", (), f"<p>{said.replace('<', '&lt;')}</p>"))
    shards = Shards("en", 1, 1)
    engine.load({"assets/search/en.js": shards.start({}, {}).encode(),
                 "assets/search/en-t0.js": shards.texts_script(0, [page]).encode()})  # fmt: skip
    assert engine("texts['a/'][0][2]") == " ".join(said.split())


@given(st.integers(1, 30_000))
def test_parts_stay_small_in_number_and_size(pages: int) -> None:
    """A part of the index has at most 200 pages on average, and there are no more parts than twice as many need."""
    shards = Shards.of("en", pages)
    assert pages / shards.index <= 200
    assert shards.index <= max(1, 2 * pages / 200)
    assert shards.texts % shards.index == 0


def test_every_page_is_in_one_part_of_each() -> None:
    """Each page is in the parts that its address says, and nowhere else."""
    shards = Shards.of("en", 1_000)
    urls = [f"p/{n}/" for n in range(1_000)]
    groups = shards.grouped(urls)
    for kind, count in (("index", shards.index), ("texts", shards.texts)):
        parts = [groups.get((kind, n), ()) for n in range(count)]
        assert sorted(url for part in parts for url in part) == sorted(urls)
        assert max(map(len, parts)) < 3 * 1_000 / count + 10


def test_growth_splits_parts() -> None:
    """A page is either where it was, or in the part that its old one gave half of its pages to."""
    small, large = Shards.of("en", 200), Shards.of("en", 201)
    assert (small.index, large.index) == (1, 2)
    assert all(large.index_of(f"p/{n}/") % small.index == small.index_of(f"p/{n}/") for n in range(100))
