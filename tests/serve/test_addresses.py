"""From an address to a path of the mapping, by text alone."""

from __future__ import annotations

import pytest

from pmdocs.serve.addresses import address, output_path


@pytest.mark.parametrize(
    ("target", "path"),
    [
        (b"/", "index.html"),
        (b"/okr/q2/", "okr/q2/index.html"),
        (b"/okr/q2/index.html", "okr/q2/index.html"),
        (b"/okr/q2", "okr/q2"),
        (b"/assets/site.css", "assets/site.css"),
        (b"/%E7%9B%AE%E6%A0%87/", "目标/index.html"),
        (b"/a%20b.png", "a b.png"),
        (b"/100%25/", "100%/index.html"),
    ],
)
def test_an_address_is_a_path_of_the_site(target: bytes, path: str) -> None:
    assert output_path(target) == path


@pytest.mark.parametrize(
    "target",
    [
        b"", b"*", b"okr/", b"http://127.0.0.1:8000/", b"/a\\b", b"/a%5cb", b"/a%5Cb", b"/okr%2fq2/", b"/okr%2Fq2",
        b"/a%00", b"/%0d%0aX: y", b"/%7f", b"/\x01", b"/%ff", b"/%c0%ae%c0%ae/", b"/..%5c..%5cetc",
    ],
)  # fmt: skip
def test_what_other_programs_read_otherwise_is_no_address(target: bytes) -> None:
    assert output_path(target) is None


@pytest.mark.parametrize(
    "path", ["index.html", "okr/q2/index.html", "目标/index.html", "a b.png", "100%/index.html"]
)
def test_an_address_leads_back_to_its_path(path: str) -> None:
    assert output_path(address(path).encode()) == path


def test_a_page_is_addressed_by_its_folder() -> None:
    assert address("index.html") == "/"
    assert address("okr/q2/index.html") == "/okr/q2/"
    assert address("okr/my-index.html") == "/okr/my-index.html"
