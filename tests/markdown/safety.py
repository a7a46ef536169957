"""What no rendered Markdown may contain, seen as a browser's parser sees it."""

from __future__ import annotations

from html.parser import HTMLParser

from pmdocs.markdown.elements import TAGS
from pmdocs.markdown.rendered import Rendered
from pmdocs.markdown.slots import Slot, fill_slots

# Beyond what authors may write: the boxes of tasks.
ALLOWED = TAGS | {"input"}
ATTRIBUTES = {
    "align", "alt", "aria-label", "checked", "class", "colspan", "datetime", "dir", "disabled", "height", "href",
    "id", "lang", "loading", "open", "rel", "role", "rowspan", "scope", "span", "src", "start", "tabindex", "title",
    "type", "width",
}  # fmt: skip


def fill(slot: Slot) -> str:
    return "" if slot.kind in ("ref", "embed", "fence") else "x"


class _Check(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, (tag, name)
            if name in ("href", "src"):
                self.check_address(value or "")
        if tag == "input":
            assert dict(attrs)["type"] == "checkbox"
            assert "disabled" in dict(attrs)

    def check_address(self, value: str) -> None:
        assert value == "x" or value.lower().startswith(("#", "http:", "https:", "mailto:", "tel:")), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def assert_safe(rendered: Rendered) -> None:
    html = fill_slots(rendered.html, fill)
    assert not any(sign in html for sign in "\ufdd0\ufdd1\ufdd2\x02\x03")
    checker = _Check(convert_charrefs=True)
    checker.feed(html)
    checker.close()
