"""The preview as newcomers start it: what is told of a change, whose files are left out, who may ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdocs.serve.guard import allowed
from pmdocs.serve.inject import injected
from pmdocs.serve.live import Live
from pmdocs.serve.own_code import Code
from pmdocs.serve.preview import Preview
from pmdocs.serve.reporting import Change, Reporting
from pmdocs.serve.responder import Responder
from pmdocs.stages.discover import discover
from pmdocs.system.boundary import Boundary

PAGE = "---\ntitle: A\n---\n\nText.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "pmdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    (site / "content/a.md").write_text(PAGE, encoding="utf-8")
    return site


def _log(folder: Path, *texts: str) -> list[str]:
    """Save a page with each text in turn, and return what the terminal shows."""
    said: list[str] = []
    responder = Responder(lambda: Preview(folder))
    responder.load()
    preview = responder.preview
    assert preview
    reporting = Reporting(responder, folder, said.append)
    while preview.work(lambda: False):
        pass
    for text in texts:
        file = folder / "content/a.md"
        file.write_text(text, encoding="utf-8")
        preview.update(frozenset({file}))
        preview.check_known(lambda: False)
        reporting.look([], [Change("content/a.md", 0.1)])
        while preview.work(lambda: False):
            pass
        reporting.look([])
    return said


def test_what_was_mended_is_no_longer_counted(folder: Path) -> None:
    said = _log(folder, PAGE + "\n[x](nothing.md)\n", PAGE)
    assert "1 error" in "".join(said)
    assert said[-1].endswith("no problems")


def test_warnings_are_shown_in_the_terminal(folder: Path) -> None:
    assert any("W-ANCHOR" in line for line in _log(folder, PAGE + "\n[x](#nothing)\n"))


@pytest.mark.parametrize(
    "name",
    [
        "sedkvv9yh",
        "4913",
        ".#a.md",
        "#a.md#",
        "a.md~",
        ".a.md.swp",
        "a.md.tmp",
        "a.md___jb_tmp___",
        "__pycache__/x",
    ],
)
def test_what_editors_drop_is_no_content(folder: Path, name: str) -> None:
    file = folder / "content" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(PAGE, encoding="utf-8")
    assert list(discover(Boundary.of(folder), "content")) == ["content/a.md"]
    assert Preview(folder).update(frozenset({file})) is False


def test_a_link_to_a_folder_inside_is_followed_and_its_changes_too(folder: Path) -> None:
    (folder / "shared").mkdir()
    (folder / "shared/b.md").write_text(PAGE, encoding="utf-8")
    (folder / "content/team").symlink_to("../shared")
    preview = Preview(folder)
    assert preview.answer("team/b/index.html")
    assert folder / "shared" in preview.folders()
    (folder / "shared/b.md").write_text(PAGE.replace("Text", "Changed"), encoding="utf-8")
    assert preview.update(frozenset({folder / "shared/b.md"}))
    served = preview.answer("team/b/index.html")
    assert served
    assert b"Changed" in served.body


def test_what_is_left_out_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.md").write_text(PAGE, encoding="utf-8")
    (folder / "content/out").symlink_to(tmp_path / "elsewhere")
    (folder / "content/round").symlink_to(".")
    problems = {p["place"].split(":")[0]: p["code"] for p in Preview(folder).problems()}
    assert problems == {"content/out": "E-FILE", "content/round": "W-FILE"}


@pytest.mark.parametrize(
    ("asked", "names", "may"),
    [
        ("preview.example.com", ["preview.example.com"], True), ("preview.example.com:8443", ["Preview.Example.com"], True),
        ("a.example.com", [".example.com"], True), ("example.com", [".example.com"], False),
        ("evilexample.com", [".example.com"], False), ("preview.example.com", [], False),
        ("preview.example.com.evil.net", ["preview.example.com"], False),
    ],
)  # fmt: skip
def test_hosts_that_are_allowed_may_be_asked_for(asked: str, names: list[str], may: bool) -> None:  # noqa: FBT001
    assert allowed({"host": asked}, "127.0.0.1", names) is may
    assert not allowed({"host": asked, "origin": "https://evil.net"}, "127.0.0.1", names)


def test_the_settings_allow_hosts(folder: Path) -> None:
    (folder / "pmdocs.yml").write_text(
        "site_name: A\nserve: {allowed_hosts: [.example.com]}\n", encoding="utf-8"
    )
    live = Live(folder, lambda: Preview(folder), code=Code(folder), say=lambda _: None)
    live.responder.load()
    assert live.allowed_hosts == (".example.com",)


@pytest.mark.parametrize(
    ("up", "address"), [("", '"@pmdocs/reload.js"'), ("../../", '"../../@pmdocs/reload.js"')]
)
def test_the_script_is_found_below_the_path_of_a_proxy(up: str, address: str) -> None:
    assert f"src={address}" in injected(b"<head></head>", "v", "s", up).decode()
