"""The first commands: a site without an example, a language by its short name, links to edit in a large repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdocs.cli import run
from pmdocs.config import read_config
from pmdocs.pipeline import Project, load


@pytest.mark.parametrize(
    ("lang", "tag"),
    [("en", "en"), ("zh", "zh-CN"), ("zh_CN", "zh-CN"), ("zh-Hans", "zh-CN"), ("en-GB", "en")],
)
def test_an_empty_site_is_a_site(tmp_path: Path, lang: str, tag: str) -> None:
    folder = tmp_path / "my-product"
    run(["init", str(folder), "--empty", "--lang", lang])
    files = load(Project.open(folder))
    assert files.site.config.lang == tag
    assert [d.record.path for d in files.site.documents] == ["content/index.md"]
    assert not files.all_problems()
    assert "My product" in files["index.html"].decode()


@pytest.mark.parametrize("lang", ["fr", "zh-TW", "zh-Hant"])
def test_a_language_without_words_is_refused(tmp_path: Path, lang: str) -> None:
    assert run(["init", str(tmp_path / "a"), "--lang", lang]) == 2
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("folder", "settings", "uri"),
    [
        ("", "", "edit/main/content/"), ("docs/产品", "", "edit/main/docs/%E4%BA%A7%E5%93%81/content/"),
        ("docs", "docs_dir: pages\n", "edit/main/docs/pages/"), ("docs", "edit_uri: edit/dev/x/\n", "edit/dev/x/"),
    ],
)  # fmt: skip
def test_the_link_to_edit_knows_the_folder_in_the_repository(
    tmp_path: Path, folder: str, settings: str, uri: str
) -> None:
    (tmp_path / ".git").mkdir()
    file = tmp_path / folder / "pmdocs.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"site_name: A\n{settings}", encoding="utf-8")
    assert read_config(file).edit_uri == uri
