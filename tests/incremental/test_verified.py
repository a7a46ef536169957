"""Pages that name no changed file are not asked again, and only those that the last build has seen itself."""

from __future__ import annotations

import pytest

from pmdocs.engine.page_records import PageRecord
from pmdocs.engine.site_files import SiteFiles
from pmdocs.pipeline import Project, load, open_store
from tests.incremental.conftest import Site


def page(title: str, prose: str = "Text.") -> str:
    return f"---\ntitle: {title}\n---\n\n{prose}\n"


def pages(count: int) -> dict[str, str | None]:
    return {f"content/notes/n{n:02}.md": page(f"Note {n:02}") for n in range(count)}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[PageRecord]:
    """Records whose questions were asked again."""
    found: list[PageRecord] = []
    fresh = SiteFiles.fresh

    def noted(files: SiteFiles, record: PageRecord) -> bool:
        found.append(record)
        return fresh(files, record)

    monkeypatch.setattr(SiteFiles, "fresh", noted)
    return found


def test_an_edit_asks_the_pages_that_name_the_file(site: Site, asked: list[PageRecord]) -> None:
    site.build({**pages(60), "content/far.md": page("Far", "See [it](notes/n30.md).")})
    asked.clear()
    site.build({"content/notes/n30.md": page("Note 30", "Other text.")})
    files = {file for record in asked for file in record.files}
    assert {"notes/n30/index.html", "far/index.html"} <= files
    assert len(files) < 10
    assert site.built() == site.clean()


def test_a_new_page_asks_them_all(site: Site, asked: list[PageRecord]) -> None:
    site.build(pages(20))
    asked.clear()
    site.build({"content/other.md": page("Other")})
    assert len({file for record in asked for file in record.files}) >= 20
    assert site.built() == site.clean()


def test_many_edits_ask_them_all(site: Site) -> None:
    site.build(pages(40))
    site.build({path: page("Note", "Other text.") for path in pages(30)})
    assert site.built() == site.clean()


def test_a_record_of_another_state_is_not_believed(site: Site) -> None:
    site.build(pages(5))
    site.write({"content/notes/n02.md": page("Note 02", "For a moment.")})
    # As a preview does it: the page is made and remembered, and nothing is published.
    files = load(Project.open(site.folder), store=open_store(site.folder))
    assert b"For a moment." in files["notes/n02/index.html"]
    files.results.store.close()
    site.build({"content/notes/n02.md": page("Note 02")})
    assert site.built() == site.clean()


def test_a_link_that_leads_nowhere_makes_every_page_be_asked(site: Site) -> None:
    site.build({**pages(5), "content/bad.md": page("Bad", "See [[n99]].")})
    site.build({"content/notes/n99.md": page("Note 99")})
    site.build({"content/notes/n99.md": page("Note 99", "Other.")})
    assert site.built() == site.clean()
