"""The application over HTTP: the site's own bytes, plus one line, for its own machine."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from typing import Any

import httpx
import pytest

from pmdocs.commands.scaffold import init
from pmdocs.pipeline import Project, load
from pmdocs.serve.app import application
from pmdocs.serve.live import Live
from pmdocs.serve.own_code import CLIENT, Code
from pmdocs.serve.preview import Preview
from pmdocs.serve.served import Served
from tests.incremental.author import pages_of

LINES = re.compile(
    rb'<script src="(?:\.\./)*@pmdocs/reload\.js" data-version="[\w-]+" data-since="[\w.]+" defer></script>'
    rb'<link rel="stylesheet" href="(?:\.\./)*@pmdocs/reload\.css">\n'
)


def apart(work: Coroutine[Any, Any, httpx.Response]) -> httpx.Response:
    """Run something in a thread of its own: Playwright's tests leave a loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


class Running:
    """A live site and what it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.live = Live(folder, lambda: Preview(folder), code=Code(folder / "no-code"), say=lambda _: None)
        self.app = application(self.live, "127.0.0.1")
        self.live.start()

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
                return await client.request(method, path, headers=headers)

        return apart(ask())


def _serve(folder: Path) -> Iterator[Running]:
    one = Running(folder)
    yield one
    one.live.close(20)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("app") / "site"
    init(folder, "en")
    (folder / "content/ünïcode 目标.md").write_text("# 目标\n\nText.\n", encoding="utf-8")
    (folder / "content/logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    yield from _serve(folder)


def _same_bytes(served: Running, files: Mapping[str, bytes]) -> int:
    """Every file of a build, asked for over HTTP, is that file but for the injected line."""
    for path, body in files.items():
        answer = served.get(f"/{httpx.URL(path=f'/{path}').raw_path.decode()[1:]}")
        assert answer.status_code == 200, f"{path}: {answer.text[-1500:]}"
        found = LINES.findall(answer.content)
        assert len(found) == (1 if path.endswith(".html") else 0), path
        assert LINES.sub(b"", answer.content) == body, path
    return len(files)


def test_served_bytes_are_built_bytes(starter: Running) -> None:
    assert _same_bytes(starter, load(Project.open(starter.folder))) > 40


@pytest.mark.slow
def test_served_bytes_are_built_bytes_for_the_whole_sample_site(root: Path, sample: Path) -> None:
    for one in _serve(root):
        assert _same_bytes(one, pages_of(sample)) > 140


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"), ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"), ("/site.json", "application/json; charset=utf-8"),
        ("/logo.svg", "image/svg+xml; charset=utf-8"), ("/robots.txt", "text/plain; charset=utf-8"),
        ("/ab-test/guest-mode.csv", "text/csv; charset=utf-8"), ("/nothing/", "text/html; charset=utf-8"),
    ],
)  # fmt: skip
def test_the_media_type_says_what_it_is(path: str, kind: str, starter: Running) -> None:
    for method in ("GET", "HEAD"):
        headers = starter.get(path, method).headers
        assert headers["content-type"] == kind
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/", "/assets/site.css", "/nothing/", "/@pmdocs/reload.js"])
def test_head_is_get_without_the_body(path: str, starter: Running) -> None:
    got, head = starter.get(path), starter.get(path, "HEAD")
    assert head.content == b""
    assert head.status_code == got.status_code
    assert head.headers["content-length"] == str(len(got.content))


def test_a_page_is_never_kept_and_a_file_is_asked_about(starter: Running) -> None:
    assert starter.get("/").headers["cache-control"] == "no-store"
    first = starter.get("/assets/site.css")
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    again = starter.get("/assets/site.css", **{"if-none-match": f'"x", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert starter.get("/assets/site.css", **{"if-none-match": '"x"'}).status_code == 200


def test_a_folder_without_its_slash_is_sent_on(starter: Running) -> None:
    answer = starter.get("/okr/2026-q2?a=1&b=%22")
    assert (answer.status_code, answer.headers["location"]) == (307, "./2026-q2/?a=1&b=%22")
    assert starter.get("/okr/2026-q2/?a=1").status_code == 200
    encoded = starter.get("/%C3%BCn%C3%AFcode%20%E7%9B%AE%E6%A0%87")
    assert encoded.headers["location"] == "./%C3%BCn%C3%AFcode%20%E7%9B%AE%E6%A0%87/"


@pytest.mark.parametrize(
    "path", ["//okr/2026-q2", "//evil.example/okr", "/%2e%2e/okr/2026-q2", "//evil.example/%2e%2e"]
)
def test_nothing_is_sent_on_to_another_host(path: str, starter: Running) -> None:
    assert starter.get(f"http://127.0.0.1:8000{path}").status_code == 404


def test_an_unknown_address_lists_its_neighbours(starter: Running) -> None:
    answer = starter.get("/okr/2026-q3/")
    assert answer.status_code == 404
    assert 'href="../../okr/2026-q2/"' in answer.text
    assert LINES.search(answer.content)
    assert 'lang="en"' in answer.text


def test_it_speaks_the_language_of_the_site(tmp_path: Path) -> None:
    init(tmp_path / "site", "zh-CN")
    for one in _serve(tmp_path / "site"):
        answer = one.get("/没有/")
        assert "页面不存在" in answer.text
        assert "<code>/%E6%B2%A1%E6%9C%89/</code>" in answer.text


def test_a_hostile_address_is_text(starter: Running) -> None:
    text = starter.get("/<script>alert(1)</script>\"'/").text
    assert "<script>alert" not in text
    assert escape("<script>") not in text, "an address is shown as it is sent"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(method: str, starter: Running) -> None:
    answer = starter.get("/", method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/assets/site.css", "/@pmdocs/events?path=/", "/@pmdocs/reload.js"])
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
    ],
)
def test_strangers_are_refused_everywhere(path: str, headers: dict[str, str], starter: Running) -> None:
    answer = starter.get(path, **headers)
    assert answer.status_code == 403
    assert len(answer.content) < 100


@pytest.mark.parametrize("name", ["reload.js", "reload.css", "idiomorph.js"])
def test_the_client_is_served(name: str, starter: Running) -> None:
    answer = starter.get(f"/@pmdocs/{name}")
    assert answer.status_code == 200
    assert len(answer.content) > 1000


@pytest.mark.parametrize(
    "name", ["", "../live.py", "reload.py", "..%2flive.py", "client/reload.js", "words.js/"]
)
def test_nothing_else_of_the_package_is(name: str, starter: Running) -> None:
    assert starter.get(f"http://127.0.0.1:8000/@pmdocs/{name}").status_code == 404


def test_every_part_of_the_client_is_in_it(starter: Running) -> None:
    sent = starter.get("/@pmdocs/reload.js").content
    parts = list(CLIENT.glob("*.js"))
    assert len(parts) > 3
    assert all(part.read_bytes() in sent for part in parts)


def test_a_bug_in_one_page_is_that_pages_answer(starter: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Preview.answer

    def answer(self: Preview, path: str) -> Served | None:
        if path == "okr/index.html":
            raise RuntimeError("</code><script>alert(1)</script>")
        return real(self, path)

    monkeypatch.setattr(Preview, "answer", answer)
    broken = starter.get("/okr/")
    assert broken.status_code == 500
    assert "bug in pmdocs" in broken.text
    assert "RuntimeError" in broken.text
    assert "<script>alert" not in broken.text
    assert LINES.search(broken.content)
    assert starter.get("/").status_code == 200


def test_a_site_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "pmdocs.yml").write_text("site_ulr: x\n", encoding="utf-8")
    for one in _serve(tmp_path):
        answer = one.get("/")
        assert answer.status_code == 503
        assert "pmdocs.yml:1:1" in answer.text
