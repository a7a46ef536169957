"""A page that takes a column from another is made again with it, and so is what shows that page; nothing else is."""

from __future__ import annotations

from tests.incremental.conftest import Site

HEAD = "---\nkind: chart\nid: {id}\ntitle: {id}\ntype: bar\n"
SOURCE = HEAD + "x: m\ny: [n, k]\nrows: [{{m: A, n: {n}, k: 5}}, {{m: B, n: 7, k: 6}}]\n---\n"
TAKEN = HEAD + "values_from: {{N: {column}}}\n---\n"


def pages(n: int = 4) -> dict[str, str | None]:
    return {
        "content/c/source.md": SOURCE.format(id="source", n=n),
        "content/c/taken.md": TAKEN.format(id="taken", column="source.n"),
        "content/c/again.md": TAKEN.format(id="again", column="taken.N"),
        "content/c/shows.md": "# Shows\n\n![[again]]\n",
        "content/c/other.md": SOURCE.format(id="other", n=1),
    }


def test_an_edit_of_the_source_is_followed_through_all_that_take_it(site: Site) -> None:
    site.build(pages())
    site.build(pages(n=40))
    assert {"c/source/", "c/taken/", "c/again/", "c/shows/"} <= set(site.rendered)
    assert "c/other/" not in site.rendered
    assert site.built() == site.clean()
    assert b"40" in site.built()["c/shows/index.html"]


def test_a_column_that_comes_and_goes_is_followed(site: Site) -> None:
    site.build({**pages(), "content/c/taken.md": TAKEN.format(id="taken", column="source.k")})
    built = site.build({"content/c/source.md": SOURCE.format(id="source", n=4).replace("n, k]", "n]")})
    assert {p.code for p in built.problems if p.path == "content/c/taken.md" and p.code.startswith("E")} == {
        "E-REF"
    }
    site.build(pages())
    assert site.built() == site.clean()
