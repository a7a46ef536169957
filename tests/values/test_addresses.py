"""Addresses of the settings: what comes in is an address, and what comes out cannot leave its attribute."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import example, given, strategies as st
from pydantic_core import PydanticCustomError

from pmdocs.values.addresses import MAX_LENGTH, WebAddress, read_url_path

GOOD = {
    "https://a.example": "https://a.example/",
    "https://a.example/docs": "https://a.example/docs/",
    "HTTP://A.Example:8080/Docs/": "http://a.example:8080/Docs/",
    "https://[::1]:8000/": "https://[::1]:8000/",
    "https://产品.example/文档": "https://xn--wlqq2m.example/%E6%96%87%E6%A1%A3/",
    "https://a.example/a%20b/~me/it's&more/": "https://a.example/a%20b/~me/it's&more/",
    "http://localhost:8000": "http://localhost:8000/",
}
BAD = (
    "https://[::1", "https://", "https:///x", "https://[gg]/", "https://a..b/", "https://-a.example/", "ftp://a.example/",
    "javascript:alert(1)", "a.example", "//a.example/", "https://a.example:99999/", "https://a.example:x/",
    'https://a.example/"><script src=/evil.js></script>', "https://a.example/\\9/", "https://a.example/\\g<1>/",
    "https://a.example/a b/", "https://a.example/\n/", "https://a.example/\0/", "https://a.example/\u2028/",
    "https://a.example//evil.example/", "https://a.example/../", "https://a.example/%2e%2E/", "https://a.example/%zz/",
    "https://a.example/?q", "https://a.example/?", "https://a.example/#top", "https://me:secret@a.example/",
    "https://a.example/" + "a" * MAX_LENGTH, "https://a.example/\ud800/", ["https://a.example/"], "", None,
)  # fmt: skip


@pytest.mark.parametrize(("written", "read"), GOOD.items(), ids=GOOD.keys())
def test_an_address_is_read(written: str, read: str) -> None:
    address = WebAddress.read(written)
    assert address == read
    assert WebAddress.read(address) == address


@pytest.mark.parametrize("written", BAD, ids=lambda value: ascii(value)[:60])
def test_what_is_no_address_is_refused_in_both_languages(written: object) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        WebAddress.read(written)
    context = refusal.value.context or {}
    assert refusal.value.type in {"E-TYPE", "E-RANGE", "E-REQ"}
    assert context["phrase"].en != context["phrase"].zh


@given(st.text(st.sampled_from("aA.:/\\%2e#?@[]\"'<>&;`{}| \t\n\0\x85\u2028中\ud800"), max_size=30))
@example("//evil.example/")
@example("@evil.example/")
def test_whatever_is_written_cannot_leave_its_attribute(rest: str) -> None:
    try:
        address = WebAddress.read(f"https://a.example/{rest}")
    except PydanticCustomError:
        return
    assert address.startswith("https://a.example/")
    assert address.isascii()
    assert re.fullmatch(r"/([^/]+/)*", address.path)
    assert not re.search(r"[\s\"<>\\`\x00-\x1f]", escape(address, quote=False))


def test_a_path_behind_an_address_keeps_its_query() -> None:
    assert read_url_path("?query=root/docs/&中=1#x") == "?query=root/docs/&%E4%B8%AD=1#x"
    for bad in ('x"', "x y", "x\\1", "<x>"):
        with pytest.raises(PydanticCustomError):
            read_url_path(bad)
