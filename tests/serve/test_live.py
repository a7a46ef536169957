"""What open pages are told after a change, with a preview that is a dictionary."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest

from pmdocs.serve.browsers import Browser
from pmdocs.serve.executor import Priority
from pmdocs.serve.live import Live
from pmdocs.serve.own_code import Code
from pmdocs.serve.preview import Preview
from pmdocs.serve.served import Served


class Pages:
    """Stands in for the preview: a page's source is its content, a file ``a.md`` makes ``a/``."""

    lang = "en"

    def __init__(self) -> None:
        self.files: dict[str, str] = {
            "index.html": "<title>Home</title>",
            "a/index.html": "<title>A</title> one",
        }
        self.found: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.fails = ""

    def answer(self, path: str) -> Served | None:
        self.asked.append(path)
        if path == self.fails:
            raise RuntimeError("<broken>")
        if path not in self.files:
            return None
        body = self.files[path].encode()
        return Served(body, hashlib.sha256(body).hexdigest()[:8])

    def problems(self) -> list[dict[str, Any]]:
        return self.found

    allowed_hosts: tuple[str, ...] = ()

    def check_known(self, _stop: Callable[[], bool]) -> None:
        pass

    def near(self, path: str) -> list[tuple[str, str]]:
        return [("Home", "")] if path else []

    def url_of(self, file: Path) -> str | None:
        return f"{file.stem}/" if file.suffix == ".md" else None

    def update(self, _changed: object) -> bool:
        if self.fails == "update":
            raise RuntimeError("cannot update")
        return True

    def work(self, _stop: Callable[[], bool]) -> bool:
        return False

    def folders(self) -> list[Path]:
        return []


class Room:
    """A live site, the pages it serves and what it said."""

    def __init__(self, tmp_path: Path, **options: Any) -> None:
        self.pages, self.said, self.folder = Pages(), list[str](), tmp_path
        self.live = Live(
            tmp_path,
            lambda: cast("Preview", self.pages),
            code=Code(tmp_path / "package"),
            say=self.said.append,
            **options,
        )

    def open(self, path: str, version: str = "") -> Browser:
        browser = Browser(path, version, self.live.assets.state)
        self.live.greet(browser)
        return browser

    def save(self, *names: str) -> None:
        self.live.changed(frozenset(self.folder / name for name in names))

    async def quiet(self) -> None:
        """Wait until everything that was asked for is done."""
        for priority in (Priority.NOW, Priority.SOON, Priority.SOON):
            await asyncio.wrap_future(self.live.executor.submit(priority, lambda: None))

    def news(self, browser: Browser) -> dict[str, Any]:
        return browser._take()


def apart(work: Coroutine[Any, Any, None]) -> None:
    """Run something in a thread of its own: Playwright's tests leave a loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


def run(tmp_path: Path, scene: Callable[[Room], Awaitable[None]], **options: Any) -> None:
    async def main() -> None:
        room = Room(tmp_path, **options)
        room.live.start()
        try:
            await scene(room)
        finally:
            room.live.close(5)

    apart(main())


def test_a_page_that_changed_comes_with_the_event_and_others_hear_nothing(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        a, home = room.open("a/index.html"), room.open("index.html")
        await room.quiet()
        assert room.news(a)["html"].endswith("one")
        room.news(home)
        room.pages.files["a/index.html"] = "<title>A</title> two"
        room.save("a.md")
        await room.quiet()
        news = room.news(a)
        assert news["html"].endswith("two")
        assert news["version"] == a.version
        assert room.news(home) == {}

    run(tmp_path, scene)


def test_who_shows_the_present_version_gets_no_page_and_who_is_behind_gets_it_at_once(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        served = room.pages.answer("a/index.html")
        assert served
        current, behind = room.open("a/index.html", served.version), room.open("a/index.html", "older")
        await room.quiet()
        assert "html" not in room.news(current)
        assert "html" in room.news(behind)

    run(tmp_path, scene)


def test_a_page_that_is_shown_twice_is_asked_for_once(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        for _ in range(5):
            room.open("a/index.html")
        await room.quiet()
        room.pages.asked.clear()
        room.save("a.md")
        await asyncio.wrap_future(room.live.executor.submit(Priority.NOW, lambda: None))
        assert room.pages.asked.count("a/index.html") == 1

    run(tmp_path, scene)


def test_a_slow_page_finds_only_the_newest_state(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        a = room.open("a/index.html")
        for n in range(50):
            room.pages.files["a/index.html"] = f"<title>A</title> {n}"
            room.save("a.md")
            await room.quiet()
        assert room.news(a)["html"].endswith(" 49")
        assert room.news(a) == {}

    run(tmp_path, scene)


def test_the_stream_is_server_sent_events(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        a = room.open("a/index.html")
        await room.quiet()
        stream = a.stream()
        assert (await anext(stream)).startswith(b"retry: ")
        event = await anext(stream)
        assert event.startswith(b"data: ")
        assert event.endswith(b"\n\n")
        assert b"\n" not in event[:-2]
        assert json.loads(event[6:])["version"] == a.version
        a.close()
        with pytest.raises(StopAsyncIteration):
            await anext(stream)

    run(tmp_path, scene)


def test_a_quiet_stream_gives_signs_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmdocs.serve.browsers.HEARTBEAT", 0.01)

    async def scene(_room: Room) -> None:
        stream = Browser("a/index.html", "", "").stream()
        await anext(stream)
        assert await anext(stream) == b": alive\n\n"
        await stream.aclose()  # type: ignore[attr-defined]

    run(tmp_path, scene)


def test_a_page_that_is_gone_turns_into_the_unknown_page_and_comes_back(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        a = room.open("a/index.html")
        await room.quiet()
        room.news(a)
        text = room.pages.files.pop("a/index.html")
        room.save("b.txt")
        await room.quiet()
        assert "does not exist" in room.news(a)["html"]
        room.pages.files["a/index.html"] = text
        room.save("a.md")
        await room.quiet()
        assert room.news(a)["html"] == text

    run(tmp_path, scene)


@pytest.mark.parametrize("by", ["id", "title"])
def test_a_page_that_was_renamed_is_followed(by: str, tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        if by == "id":
            room.pages.files["a/data.json"] = '{"id": "alpha", "lang": "en", "title": "A"}'
        a = room.open("a/index.html")
        await room.quiet()
        room.news(a)
        room.pages.files["new/index.html"] = room.pages.files.pop("a/index.html")
        if by == "id":
            del room.pages.files["a/data.json"]
            room.pages.files["new/data.json"] = '{"id": "alpha", "lang": "en", "title": "Another title"}'
        room.save("new.md")
        await room.quiet()
        assert room.news(a)["go"] == "/new/"

    run(tmp_path, scene)


def test_an_address_that_became_a_folder_is_gone_to(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        page = room.open("b")
        await room.quiet()
        assert "does not exist" in room.news(page)["html"]
        room.pages.files["b/index.html"] = "b"
        room.save("b.md")
        await room.quiet()
        assert room.news(page)["go"] == "/b/"

    run(tmp_path, scene)


def test_a_bug_in_one_page_is_shown_there_and_goes_away(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        a, home = room.open("a/index.html"), room.open("index.html")
        await room.quiet()
        room.news(a), room.news(home)
        room.pages.fails = "a/index.html"
        room.save("a.md")
        await room.quiet()
        html = room.news(a)["html"]
        assert "bug in pmdocs" in html
        assert "RuntimeError: &lt;broken&gt;" in html
        assert room.news(home) == {}
        room.pages.fails = ""
        room.save("a.md")
        await room.quiet()
        assert room.news(a)["html"].endswith("one")

    run(tmp_path, scene)


def test_a_bug_in_the_update_is_told_and_the_next_change_tries_again(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        a = room.open("a/index.html")
        await room.quiet()
        room.news(a)
        room.pages.fails = "update"
        room.save("a.md")
        await room.quiet()
        (problem,) = room.news(a)["problems"]["list"]
        assert problem["code"] == "E-BUG"
        assert "cannot update" in problem["message"]
        assert any("E-BUG" in line for line in room.said)
        room.pages.fails = ""
        room.pages.files["a/index.html"] = "<title>A</title> mended"
        room.save("a.md")
        await room.quiet()
        news = room.news(a)
        assert news["html"].endswith("mended")
        assert news["problems"]["list"] == []

    run(tmp_path, scene)


def test_problems_come_after_the_pages_with_the_page_they_belong_to(tmp_path: Path) -> None:
    problem = {
        "severity": "error", "code": "E-X", "message": "wrong", "hint": "right", "place": "content/a.md:3:1", "frame": ""
    }  # fmt: skip

    async def scene(room: Room) -> None:
        a = room.open("a/index.html")
        await room.quiet()
        room.news(a)
        room.pages.found = [
            problem,
            {**problem, "place": "pmdocs.yml:1:1"},
            {**problem, "place": "content/x.csv:2:1"},
        ]
        room.save("a.md")
        await room.quiet()
        told = room.news(a)["problems"]
        assert [(p["url"], p["everywhere"]) for p in told["list"]] == [
            ("a/", False),
            (None, True),
            (None, False),
        ]
        assert told["errors"] == 3
        assert room.said.count("content/a.md:3:1: E-X wrong\n    right") == 1
        assert any(line.endswith("3 errors, 0 warnings") and " a.md · " in line for line in room.said)
        room.save("a.md")
        await room.quiet()
        assert room.news(a) == {}, "nothing new, nothing told"
        assert room.said.count("content/a.md:3:1: E-X wrong\n    right") == 1

    run(tmp_path, scene)


def test_changed_files_are_told_to_everybody(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        room.pages.files["assets/site.css"] = "one"
        await asyncio.wrap_future(room.live.executor.submit(Priority.NOW, room.live.reply, "assets/site.css"))
        a = room.open("a/index.html")
        await room.quiet()
        room.news(a)
        room.pages.files["assets/site.css"] = "two"
        room.save("themes/base/css/x.css")
        await room.quiet()
        news = room.news(a)
        assert list(news["assets"]) == ["assets/site.css"]
        assert news["state"] == room.live.assets.state

    run(tmp_path, scene)


def test_follow_leads_to_the_page_saved_and_not_to_a_whole_checkout(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        a, home = room.open("a/index.html"), room.open("index.html")
        await room.quiet()
        assert room.news(a)["follow"] is True
        room.news(home)
        room.save("a.md")
        await room.quiet()
        assert room.news(home)["go"] == "/a/"
        assert "go" not in room.news(a)
        room.save(*(f"page{n}.md" for n in range(20)))
        await room.quiet()
        assert "go" not in room.news(home)

    run(tmp_path, scene, follow=True)


def test_changes_in_between_are_taken_in_together(tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        await room.quiet()
        room.said.clear()
        for name in ("a.md", "b.md", "c.md"):
            room.live._pending.append(frozenset({room.folder / name}))
        room.save("d.md")
        await room.quiet()
        assert [line for line in room.said if "a.md and 3 more" in line]

    run(tmp_path, scene)


def test_code_that_python_cannot_read_is_told_and_the_old_code_goes_on(tmp_path: Path) -> None:
    asked: list[bool] = []
    module = tmp_path / "package" / "one.py"
    module.parent.mkdir()
    module.write_text("x = 1\n", encoding="utf-8")

    async def scene(room: Room) -> None:
        a = room.open("a/index.html")
        await room.quiet()
        room.news(a)
        module.write_text("x = (1\n", encoding="utf-8")
        room.live.changed(frozenset({module}))
        await room.quiet()
        (problem,) = room.news(a)["problems"]["list"]
        assert problem["place"].startswith("package/one.py:1:")
        assert problem["everywhere"]
        assert "^" in problem["frame"]
        assert not asked
        room.save("a.md")
        await room.quiet()
        assert "problems" not in room.news(a), "it is still there"
        module.write_text("x = 1\n", encoding="utf-8")
        room.live.changed(frozenset({module}))
        await room.quiet()
        assert room.news(a)["problems"]["errors"] == 0
        assert not asked, "it is what was loaded"
        module.write_text("x = 2\n", encoding="utf-8")
        room.live.changed(frozenset({module}))
        await room.quiet()
        assert asked == [True]

    run(tmp_path, scene, restart=lambda: asked.append(True))


def test_a_watcher_that_cannot_start_does_not_keep_the_site_away(tmp_path: Path) -> None:
    async def main() -> None:
        room = Room(tmp_path)
        room.live.start(before=lambda: (_ for _ in ()).throw(OSError("no watches")))
        try:
            await room.quiet()
            assert any("no watches" in line for line in room.said)
            assert room.live.responder.at("index.html").status == 200
        finally:
            room.live.close(5)

    apart(main())
