"""Settings that are nonsense or hostile: refused with their place, or shown as what they are."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.incremental.author import files_of
from tests.system.conftest import Typed

LONG = "n" * 256
REFUSED = {
    "timezone: America": "2:11: E-RANGE",
    "timezone: Asia": "2:11: E-RANGE",
    'timezone: "a\\0b"': "2:11: E-YAML",
    "timezone: ../../etc/passwd": "2:11: E-RANGE",
    f"timezone: {LONG}": "2:11: E-RANGE",
    "timezone: [UTC]": "2:11: E-RANGE",
    'site_url: "https://[::1"': "2:11: E-TYPE",
    "site_url: https://x.example/\\9/": "2:11: E-RANGE",
    "site_url: 'https://x.example/\"><script src=/evil.js></script>'": "2:11: E-RANGE",
    "repo_url: https://me:secret@x.example/": "2:11: E-TYPE",
    "edit_uri: 'x\" onclick=\"alert(1)'": "2:11: E-RANGE",
    "docs_dir: ''": "2:11: E-REQ",
    "docs_dir: .": "2:11: E-RANGE",
    "docs_dir: ./": "2:11: E-RANGE",
    'docs_dir: "a\\0b"': "2:11: E-YAML",
    'docs_dir: "a\\nb"': "2:11: E-RANGE",
    f"docs_dir: {LONG}": "2:11: E-RANGE",
    f"docs_dir: {'a/' * 3000}": "2:11: E-RANGE",
    "site_dir: ''": "2:11: E-REQ",
    f"site_dir: {LONG[:241]}": "2:11: E-RANGE",
    'site_dir: "a\\0b"': "2:11: E-YAML",
    f"reference: {LONG}": "2:12: E-RANGE",
    f"theme: {LONG}": "2:8: E-THEME",
    f"extra_css: [a.css, {LONG}]": "2:20: E-RANGE",
    "nav: ['']": "2:7: E-REQ",
    "stale_after: 99999999999999999999": "2:14: E-RANGE",
    'site_description: {en: "a\\eb"}': "2:24: E-YAML",
}


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize(("line", "place"), REFUSED.items(), ids=lambda value: str(value)[:40])
def test_a_setting_that_makes_no_sense_is_refused_with_its_place(
    typed: Typed, line: str, place: str, lang: str
) -> None:
    typed.write({"pmdocs.yml": f"site_name: A\n{line}\nlang: {lang}\n"})
    before = files_of(typed.folder)
    for command in ("build", "check"):
        assert typed(command) == 2
        assert f"pmdocs.yml:{place}" in typed.said
    assert files_of(typed.folder) == before


@pytest.mark.parametrize("epoch", ["99999999999999", "253402300799", "²", "-1", "", "x"])
def test_the_date_that_a_system_gives_is_a_date(
    typed: Typed, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    typed.write({"pmdocs.yml": "site_name: A\ntimezone: Pacific/Kiritimati\n"})
    assert typed("build") == 0
    assert typed("build") == 0


class _Markup(HTMLParser):
    """Notes the elements of a page with the names of their attributes, and its addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Any] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "content"}]


def _markup(data: bytes) -> _Markup:
    page = _Markup()
    page.feed(data.decode())
    return page


HOSTILE = "\"'><img src=x onerror=alert(1)></title></script>{{ 1 }}&lt;\\1"
PLAIN = "Plain"


def test_settings_stand_in_pages_as_text_only(typed: Typed) -> None:
    made = []
    for text in (PLAIN, HOSTILE):
        quoted = "'" + text.replace("'", "''") + "'"
        typed.write(
            {
                "pmdocs.yml": f"site_name: {quoted}\nsite_description: {quoted}\nsite_url: https://a.example/it's&co/\n"
                "repo_url: https://b.example/a&b\nedit_uri: edit/it's&this/\ntoday: 2026-06-24\n",
                "content/a'b&c.md": "# A\n",
            }
        )
        assert typed("build") == 0
        made.append(files_of(typed.folder / "output"))
    plain, hostile = made
    pages = [name for name in plain if name.endswith(".html")]
    assert len(pages) >= 4
    for name in pages:
        one, other = _markup(plain[name]), _markup(hostile[name])
        assert one.elements == other.elements, name
    edits = [one for name in pages for one in _markup(plain[name]).addresses if "b.example" in one]
    assert "https://b.example/a&b/edit/it's&this/a%27b%26c.md" in edits
    assert b"<loc>https://a.example/it's&amp;co/a%27b%26c/</loc>" in plain["sitemap.xml"]


def test_the_page_for_unknown_addresses_starts_at_the_root(typed: Typed) -> None:
    typed.write({"pmdocs.yml": "site_name: A\nsite_url: https://a.example/it's&co/\n"})
    assert typed("build") == 0
    page = files_of(typed.folder / "output")["404.html"]
    assert b'href="/it&#x27;s&amp;co/assets/site.css"' in page
    inner = [one for one in _markup(page).addresses if re.search(r"assets/|index\.html$", one)]
    assert len(inner) > 3
    assert all(one.startswith("/it's&co/") for one in inner)


@pytest.mark.parametrize("title", ['"a\\0b"', '"\\e[31m"', '"a\\u0085\\x07"'])
def test_escapes_of_yaml_bring_no_control_characters_into_pages(typed: Typed, title: str) -> None:
    typed.write({"content/a.md": f"---\ntitle: {title}\n---\nText\n"})
    assert typed("build") == 1
    assert "content/a.md:2:8: E-YAML" in typed.said
