"""The pages of the reference are pages like any other, but nobody's: an author's file wins, examples do not count."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from pmdocs.config import read_config
from pmdocs.diagnostics.problem import PmdocsError
from pmdocs.engine.site_files import SiteFiles
from pmdocs.pipeline import Project, build, load, open_store
from pmdocs.serve.preview import Preview
from tests.reference.conftest import HOME, SETTINGS, TODAY, Write

KINDS = "content/guide/kinds"
MINE = "---\ntitle: Our funnels\n---\n\nHow we draw funnels.\n"


def pages(files: SiteFiles) -> set[str]:
    return {path for path in files.site.by_path if path.startswith(KINDS)}


def test_without_the_setting_there_are_none(write: Write) -> None:
    assert set(write({"pmdocs.yml": "site_name: A\n"}).site.by_path) == {"content/index.md"}


def test_there_is_a_page_for_each_kind_and_a_list(few: tuple[str, ...], write: Write) -> None:
    files = write()
    assert pages(files) == {f"{KINDS}/{name}.md" for name in ("index", *few)}
    listed = files["guide/kinds/index.html"].decode()
    assert all(f'href="{kind}/index.html"' in listed for kind in few)
    assert "<svg" in files["guide/kinds/funnel/index.html"].decode()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/a.zh-CN.md", "---\ntitle: 甲\n---\n"),
        ("content/a.zh.md", "---\ntitle: 甲\n---\n"),
        ("content/a.md", "---\ntitle: 甲\nlang: zh-CN\n---\n"),
    ],
)
@pytest.mark.usefixtures("few")
def test_a_second_language_has_them_once_somebody_writes_in_it(name: str, text: str, write: Write) -> None:
    assert f"{KINDS}/funnel.zh-CN.md" not in pages(write())
    files = write({name: text})
    assert f"{KINDS}/funnel.zh-CN.md" in pages(files)
    assert "必填" in files["zh-CN/guide/kinds/funnel/index.html"].decode()


@pytest.mark.usefixtures("few")
def test_a_chinese_site_has_them_in_chinese_without_a_suffix(write: Write) -> None:
    files = write({"pmdocs.yml": SETTINGS + "lang: zh-CN\n"})
    assert "必填" in files["guide/kinds/funnel/index.html"].decode()


@pytest.mark.usefixtures("few")
def test_a_file_of_the_author_wins(write: Write) -> None:
    files = write({f"{KINDS}/funnel.md": MINE})
    assert "How we draw funnels." in files["guide/kinds/funnel/index.html"].decode()
    assert files.all_problems() == []


@pytest.mark.usefixtures("few")
def test_there_is_nothing_to_edit(write: Write) -> None:
    files = write({"pmdocs.yml": SETTINGS + "repo_url: https://code.example/a\n"})
    assert "Edit this page" in files["index.html"].decode()
    assert "Edit this page" not in files["guide/kinds/funnel/index.html"].decode()


@pytest.mark.usefixtures("few")
def test_examples_are_none_of_the_sites_own_specs(write: Write) -> None:
    traits = "{Plant knowledge: 2, Ease with apps: 2, Price sensitivity: 2}"
    own = f"---\nkind: persona\nid: p\ntitle: P\ngoals: [A]\npains: [B]\ntraits: {traits}\n---\n"
    files = write({"content/p.md": own})
    assert files.site.nouns["en"]["persona"] == ("p",)
    ids = {spec["id"] for spec in json.loads(files["site.json"])["specs"]}
    assert "p" in ids
    assert not [id_ for id_ in ids if id_.startswith("example-")]
    # Nor do they see them: the radar of the example compares its two personas.
    (page,) = [d for d in files.site.documents if d.record.path == f"{KINDS}/persona.md"]
    titles = [column.title for column in files.charts(page.fences[0])["traits"].table.columns]
    assert "P" not in titles
    assert len(titles) == 1 + len(page.fences)


@pytest.mark.usefixtures("few")
def test_years_later_an_example_is_still_no_reason_for_a_warning(write: Write) -> None:
    files = write({"content/a.zh-CN.md": "---\ntitle: 甲\n---\n"}, dt.date(2036, 1, 1))
    assert [p.text() for p in files.all_problems()] == []


@pytest.mark.usefixtures("few")
def test_a_preview_follows_a_file_that_takes_the_place_of_a_page(write: Write, tmp_path: Path) -> None:
    write()
    preview, file = Preview(tmp_path), tmp_path / KINDS / "funnel.md"

    def shown() -> str:
        answer = preview.answer("guide/kinds/funnel/index.html")
        assert answer
        return answer.body.decode()

    made = shown()
    file.parent.mkdir(parents=True)
    file.write_text(MINE, encoding="utf-8")
    assert preview.update(frozenset({file}))
    assert "How we draw funnels." in shown()
    file.unlink()
    assert preview.update(frozenset({file}))
    assert shown() == made
    index = tmp_path / "content/index.md"
    index.write_text(HOME.replace("Hello", "Good evening"), encoding="utf-8")
    assert preview.update(frozenset({index}))
    assert shown() == made


@pytest.mark.usefixtures("few")
def test_a_build_that_knows_the_site_writes_what_a_clean_one_writes(write: Write, tmp_path: Path) -> None:
    settings = {"pmdocs.yml": SETTINGS + "repo_url: https://code.example/a\n"}
    generated = write(settings).results.text(f"{KINDS}/funnel.md")
    # The same text in a file of the author is another page: it can be edited, and its funnel counts.
    for files in (
        {f"{KINDS}/funnel.md": generated},
        {f"{KINDS}/funnel.md": None},
        {"content/z.zh-CN.md": "# 甲"},
    ):
        write({**settings, **files})
        project, store = Project.open(tmp_path, today=TODAY), open_store(tmp_path)
        build(load(project, store=store), tmp_path / "known")
        store.close()
        build(load(project), tmp_path / "clean")
        folders = [tmp_path / "known", tmp_path / "clean"]
        known, clean = (
            {f.relative_to(d): f.read_bytes() for f in d.rglob("*.*") if f.is_file()} for d in folders
        )
        assert known == clean
        own = b"Edit this page" in known[Path("guide/kinds/funnel/index.html")]
        assert own == (f"{KINDS}/funnel.md" in files and bool(files[f"{KINDS}/funnel.md"]))


@pytest.mark.parametrize("folder", ["../kinds", "/kinds"])
def test_the_folder_is_inside_the_site(folder: str, tmp_path: Path) -> None:
    (tmp_path / "pmdocs.yml").write_text(f"site_name: A\nreference: {folder}\n", encoding="utf-8")
    with pytest.raises(PmdocsError, match="leads out of the site folder"):
        read_config(tmp_path / "pmdocs.yml")
