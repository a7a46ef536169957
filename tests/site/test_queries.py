"""Which pages a list shows, and the tags that pages share."""

from __future__ import annotations

import pytest

from pmdocs.site.insertions import filters_of, query_of
from pmdocs.site.queries import Query, matches, topics
from pmdocs.site.records import About, SourceRecord


def record(url: str = "okrs/a/", kind: str = "okr", **about: object) -> SourceRecord:
    return SourceRecord(
        f"content/{url[:-1]}.md", "", url, "en", kind, "a", "A", "", "", "", 1, broken=False, named=(),
        about=About(**about),  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        (Query(), True),
        (Query(kind="okr"), True),
        (Query(kind="funnel"), False),
        (Query(folder="okrs/"), True),
        (Query(folder="okrs/a/"), False),
        (Query(folder="ok/"), False),
        (Query(status="approved"), True),
        (Query(status="live"), True),
        (Query(status="draft"), False),
        (Query(owner="growth TEAM"), True),
        (Query(owner="Growth"), False),
        (Query(tag="A/b  test"), True),
        (Query(tag="test"), False),
        (Query(kind="okr", tag="test"), False),
    ],
)
def test_a_query_fits_a_page(query: Query, fits: bool) -> None:  # noqa: FBT001 -- a parameter
    assert matches(record(status="approved", owner="Growth team", tags=("A/B test",)), query) is fits


def test_what_is_archived_is_not_live() -> None:
    assert not matches(record(status="archived"), Query(status="live"))
    assert matches(record(status="archived"), Query())


def test_a_tag_is_one_however_it_is_written() -> None:
    found = topics(
        [record(tags=("Growth", "growth")), record(tags=("growth",)), record(tags=("\uff27rowth",))]
    )
    assert [tuple(topic) for topic in found.values()] == [("growth", "growth", 3)]


def test_no_two_tags_have_one_address() -> None:
    found = topics([record(tags=("C++", "C#", "c 2", "c", "激活", "!"))])
    slugs = {topic.name: topic.slug for topic in found.values()}
    assert slugs["激活"] == "激活"
    assert slugs["!"] == "tag"
    assert slugs["c"] == "c"
    assert len(set(slugs.values())) == len(slugs)
    assert all(slug and "/" not in slug and not slug.startswith(".") for slug in slugs.values())


def test_what_an_author_writes_behind_the_bar_is_a_query() -> None:
    query = query_of(
        "okr", "folder: okrs/2026, status：approved，owner: Mia Lin, tag=growth, most: 5", "zh-CN/"
    )
    assert query == Query("okr", "zh-CN/okrs/2026/", "growth", "approved", "Mia Lin", 5)
    assert filters_of(" , often") == {"often": ""}
