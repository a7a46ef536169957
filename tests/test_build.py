"""What a build promises: the same bytes for the same input, all or nothing, links that lead somewhere."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from pmdocs.diagnostics.problem import PmdocsError
from pmdocs.engine.site_files import SiteFiles
from pmdocs.pipeline import Project, build, load
from tests.built import Sites, lay_out_gallery

FUNNEL = """---
kind: funnel
id: funnel-a
title: A
source: analytics
steps: [Install, Register]
counts: [1000, 400]
segments:
  Ads: [600, 200]
  Search: [400, 200]
---
"""

Site = Callable[[dict[str, str]], Path]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a function that writes a small site from path → text."""

    def write(files: dict[str, str]) -> Path:
        folder = tmp_path / "site"
        for name, text in {"pmdocs.yml": "site_name: A\ntoday: 2026-06-24\n", **files}.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return folder

    return write


def _load(folder: Path) -> SiteFiles:
    return load(Project.open(folder))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
        digest.update(oct(file.stat().st_mode).encode())
    return digest.hexdigest()


SURROUNDINGS: list[tuple[dict[str, str], int, tuple[str, ...]]] = [
    ({"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, 0o077, ("--jobs", "2")),
    (
        {"PYTHONHASHSEED": "3", "TZ": "America/Anchorage", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"},
        0o002,
        (),
    ),
]


def test_the_same_input_gives_the_same_bytes(root: Path, sites: Sites, tmp_path: Path) -> None:
    """The gallery, built in different surroundings and folders, and in the process of the tests."""
    built = _digest(sites.gallery())
    for index, (environment, umask, options) in enumerate(SURROUNDINGS):
        folder = tmp_path / ("a" * (index + 1))
        lay_out_gallery(folder)
        where, name = (folder, ".") if index % 2 else (folder.parent, folder.name)
        subprocess.run(
            [sys.executable, "-m", "pmdocs", "build", name, "--quiet", *options], cwd=where, umask=umask,
            env={**os.environ, "PYTHONPATH": str(root), **environment}, check=True, capture_output=True,
        )  # fmt: skip
        assert _digest(folder / "output") == built, (environment, options)


class _Links(HTMLParser):
    """Collects what a page links to and the ids it has."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value is not None and tag != "base":
                self.targets.append(value)
            if name == "id" and value:
                self.ids.append(value)


def _pages(output: Path) -> dict[str, _Links]:
    pages = {}
    for file in sorted(output.rglob("*.html")):
        links = _Links()
        links.feed(file.read_text(encoding="utf-8"))
        pages[file.relative_to(output).as_posix()] = links
    return pages


def test_every_link_inside_the_sample_site_leads_somewhere(sample: Path) -> None:
    pages = _pages(sample)
    dead = []
    for page, links in pages.items():
        for target in links.targets:
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            path = unquote(path.partition("?")[0])
            full = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            if not (sample / full).exists() or (anchor and unquote(anchor) not in pages[full].ids):
                dead.append(f"{page}: {target}")
    assert dead == []


def test_no_page_asks_another_host_for_anything(sample: Path) -> None:
    for page, links in _pages(sample).items():
        outside = [t for t in links.targets if t.startswith(("http:", "https:", "//"))]
        text = (sample / page).read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="(?:https?:)?//[^"]*"', text)
        assert loaded == [], page
        assert all(t.startswith("https://") for t in outside), page


def test_no_page_has_inline_style_or_script(sample: Path) -> None:
    for file in sample.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<[^>]+\sstyle=", text), file
        assert "<style" not in text, file
        assert not re.search(r"<[^>]+\son\w+=", text), file
        assert all("src=" in s or "application/json" in s for s in re.findall(r"<script[^>]*>", text)), file


def test_data_json_holds_the_unrounded_numbers(site: Site) -> None:
    data = json.loads(_load(site({"content/a.md": FUNNEL}))["a/data.json"])
    assert data["facts"]["steps"][1]["conversion"] == 0.4
    assert data["kind"] == "funnel"
    assert data["problems"] == []


def test_a_translation_takes_the_numbers_of_its_original(site: Site) -> None:
    chinese = "---\ntitle: 甲\nsteps: [安装, 注册]\nsegments: {广告: ~, 搜索: ~}\n---\n"
    files = _load(site({"content/a.md": FUNNEL, "content/a.zh-CN.md": chinese}))
    assert [p.text() for p in files.all_problems()] == []
    data = json.loads(files["zh-CN/a/data.json"])
    assert data["title"] == "甲"
    assert data["facts"]["steps"][1] == {**data["facts"]["steps"][1], "name": "注册", "count": 400}
    assert list(data["facts"]["segments"]) == ["广告", "搜索"]


def test_rows_from_a_csv_give_the_same_page(site: Site) -> None:
    inline = FUNNEL.replace(
        "[Install, Register]", "[{name: Install, count: 1000}, {name: Register, count: 400}]"
    )
    inline = inline.replace("counts: [1000, 400]\n", "")
    moved = FUNNEL.replace("steps: [Install, Register]\ncounts: [1000, 400]", "data: rows.csv")
    one = dict(_load(site({"content/a.md": inline})))
    other = dict(
        _load(site({"content/a.md": moved, "content/rows.csv": "name,count\nInstall,1000\nRegister,400\n"}))
    )
    assert {k: v for k, v in other.items() if k != "rows.csv"} == one


def test_an_unchanged_file_keeps_its_inode_and_time(site: Site) -> None:
    folder = site({"content/a.md": FUNNEL, "content/b.md": "# B\n\nText.\n"})
    output = folder / "output"
    build(_load(folder), output)
    before = {f: f.stat() for f in output.rglob("*") if f.is_file()}
    (folder / "content/b.md").write_text("# B\n\nOther text.\n", encoding="utf-8")
    build(_load(folder), output)
    assert before[output / "a/index.html"].st_ino == (output / "a/index.html").stat().st_ino
    assert before[output / "a/index.html"].st_mtime_ns == (output / "a/index.html").stat().st_mtime_ns
    assert before[output / "b/index.html"].st_ino != (output / "b/index.html").stat().st_ino


def test_a_page_that_is_gone_leaves_the_output(site: Site) -> None:
    folder = site({"content/a.md": FUNNEL, "content/b.md": "# B\n"})
    build(_load(folder), folder / "output")
    (folder / "content/b.md").unlink()
    build(_load(folder), folder / "output")
    assert not (folder / "output/b").exists()
    assert not list(folder.glob(".output.next"))


def test_files_of_others_are_never_replaced(site: Site, tmp_path: Path) -> None:
    target = tmp_path / "documents"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(PmdocsError) as stop:
        build(_load(site({"content/a.md": FUNNEL})), target)
    assert stop.value.exit_code == 2
    assert (target / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_keep_going_shows_the_message_instead_of_the_chart(site: Site) -> None:
    folder = site(
        {"content/a.md": FUNNEL, "content/b.md": FUNNEL.replace("funnel-a", "b").replace("400]", "499]")}
    )
    build(_load(folder), folder / "output", keep_going=True)
    broken = (folder / "output/b/index.html").read_text(encoding="utf-8")
    assert "E-SUM" in broken
    assert "content/b.md:7:16" in broken
    assert "<figure" not in broken
    assert "<figure" in (folder / "output/a/index.html").read_text(encoding="utf-8")


def test_a_typed_fence_and_an_embed_draw_in_place(site: Site) -> None:
    fence = "```funnel\nsource: analytics\nsteps: [A, B]\ncounts: [500, 200]\n```"
    page = f"# Page\n\n{fence}\n\n![[funnel-a#segments]]\n\nSee [[funnel-a]] and [it](a.md).\n"
    files = _load(site({"content/a.md": FUNNEL, "content/page.md": page}))
    assert [p.text() for p in files.all_problems()] == []
    html = files["page/index.html"].decode()
    # A fence shows all views that do not repeat another one, an embed the one it names.
    assert html.count("<figure") == 2
    assert 'href="../a/index.html"' in html
    assert html.count('id="content-page-funnel-1"') == 1  # where a link to the fence leads
    assert json.loads(files["page/data.json"])["fences"][0]["facts"]["steps"][1]["count"] == 200


def test_today_is_an_input(site: Site) -> None:
    folder = site({"content/a.md": FUNNEL, "pmdocs.yml": "site_name: A\n"})
    files = load(Project.open(folder, today=dt.date(2026, 1, 2)))
    assert json.loads(files["site.json"])["today"] == "2026-01-02"
    assert "Jan 2, 2026" in files["a/index.html"].decode()


def test_navigation_does_not_grow_with_the_site(site: Site) -> None:
    many = {f"content/notes/n{number:03}.md": f"# Note {number}\n" for number in range(200)}
    few = {name: text for name, text in many.items() if name <= "content/notes/n060.md"}
    sizes = [len(_load(site(files))["notes/n030/index.html"]) for files in (few, many)]
    assert abs(sizes[0] - sizes[1]) < 0.05 * sizes[0]
    page = _load(site(many))["notes/n150/index.html"].decode()
    assert 'aria-current="page"' in page
    assert "n149/index.html" in page
    assert "n010/index.html" not in page


def test_the_page_for_unknown_addresses_works_at_any_depth_of_a_known_host(site: Site) -> None:
    known = {"pmdocs.yml": "site_name: A\nsite_url: https://a.example/docs\n", "content/a.md": FUNNEL}
    page = _load(site(known))["404.html"].decode()
    links = re.findall(r'(?:href|src|pmdocs-assets" content)="([^"#]*)"', page)
    assert len(links) > 5
    assert [link for link in links if not link.startswith(("/docs/", "https:"))] == []
    assert 'href="index.html"' in _load(site({"content/a.md": FUNNEL}))["404.html"].decode()


def test_the_page_for_unknown_addresses_speaks_every_language_of_the_site(site: Site) -> None:
    both = {
        "pmdocs.yml": "site_name: A\nlang: zh-CN\n",
        "content/a.md": FUNNEL,
        "content/a.en.md": "---\ntitle: A\n---\n",
    }
    page = _load(site(both))["404.html"].decode()
    assert "页面不存在" in page.split("<main")[1].split('lang="en"')[0]
    assert re.search(r'<div class="missing-other" lang="en">\s*<h2>This page does not exist</h2>', page)
    assert '<a href="en/index.html">' in page
