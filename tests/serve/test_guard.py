"""Who may ask."""

from __future__ import annotations

import pytest

from pmdocs.serve.guard import allowed

OURS = "127.0.0.1:8000"


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "127.0.0.1", OURS, "127.0.0.1:1", "[::1]", "[::1]:8000", "LOCALHOST:80"],
)
def test_this_machine_may_ask(host: str) -> None:
    assert allowed({"host": host}, "127.0.0.1")


@pytest.mark.parametrize(
    "host",
    [
        "", "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1.nip.io",
        "127.0.0.2", "0.0.0.0:8000", "0", "2130706433", "0x7f000001", "127.1", "localhost:", "localhost:8000:1",
        "localhost@evil.example", "evil.example@localhost", "user:pw@localhost", "localhost/", "localhost/evil",
        "[::1", "::1", "[::ffff:7f00:1]", "[::]", "localhost,evil.example", "localhost evil.example", "localhost\t",
        "localhost.", "l\u03bfcalhost", "evil.example#localhost", "localhost?", "localhost:80 80", "localhost:abc",
        "localhost:123456", "*", "192.168.0.7", "10.0.0.1:8000", "internal", "[fe80::1]", "[::1]evil", "xlocalhost",
        "localhostx", "127.0.0.1:8000@evil.example", "http://localhost", "localhost\\evil", "%6cocalhost", "null",
        "169.254.169.254",
    ],
)  # fmt: skip
def test_any_other_name_is_refused(host: str) -> None:
    assert not allowed({"host": host}, "127.0.0.1")


def test_the_host_asked_for_may_ask_as_well() -> None:
    assert allowed({"host": "192.168.0.7:8000"}, "192.168.0.7")
    assert allowed({"host": "preview.internal:8000"}, "preview.internal")
    assert not allowed({"host": "192.168.0.8:8000"}, "192.168.0.7")


def test_a_server_that_listens_everywhere_is_asked_by_address_and_never_by_a_strange_name() -> None:
    assert allowed({"host": "192.168.0.7:8000"}, "0.0.0.0")  # noqa: S104 -- nothing is bound
    assert allowed({"host": "[fe80::1]:8000"}, "::")
    assert not allowed({"host": "evil.example"}, "0.0.0.0")  # noqa: S104 -- nothing is bound


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "", "http://127.0.0.1:9000", "http://localhost:8000", "file://", OURS],
)
def test_a_foreign_origin_is_refused(origin: str) -> None:
    assert not allowed({"host": OURS, "origin": origin}, "127.0.0.1")


def test_its_own_origin_is_not() -> None:
    assert allowed({"host": OURS, "origin": f"http://{OURS}"}, "127.0.0.1")


@pytest.mark.parametrize(
    ("site", "mode", "fine"),
    [
        ("cross-site", "no-cors", False), ("cross-site", "cors", False), ("cross-site", "", False),
        ("cross-site", "navigate", True), ("same-origin", "cors", True), ("none", "navigate", True),
    ],
)  # fmt: skip
def test_another_site_may_link_here_and_nothing_else(site: str, mode: str, *, fine: bool) -> None:
    headers = {"host": OURS, "sec-fetch-site": site, "sec-fetch-mode": mode}
    assert allowed(headers, "127.0.0.1") is fine
