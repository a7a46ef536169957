from __future__ import annotations

import re

import pytest

from pmdocs.markdown.placeholders import Placeholder, Placeholders
from pmdocs.markdown.render import render_here
from pmdocs.markdown.scan import scan
from pmdocs.markdown.slots import Slot, fill_slots
from pmdocs.markdown.source import SLOT_END, SLOT_FIELD, SLOT_START


def slots(text: str, *, scanned: bool = True) -> list[Slot]:
    found: list[Slot] = []

    def fill(slot: Slot) -> str:
        found.append(slot)
        return "x"

    fill_slots(render_here(scan(text, {"okr"}).body if scanned else text, lang="en").html, fill)
    return found


def test_every_kind_of_slot() -> None:
    text = "```okr\na: 1\n```\n\n![[b#v|c]]\n\n[[d|e & f]] [g](h.md?x=1&y=2#z) ![i](j.png)"
    assert slots(text) == [
        Slot("fence", index=0),
        Slot("embed", id="b", view="v", text="c"),
        Slot("ref", id="d", text="e & f"),
        Slot("link", target="h.md?x=1&y=2#z"),
        Slot("image", target="j.png"),
    ]


def test_what_is_filled_in_stands_as_it_is() -> None:
    html = render_here("[[a]] [b](c.md 't') ![d](e.png)", lang="en").html

    def fill(slot: Slot) -> str:
        return {"ref": "<b>&amp;</b>", "link": "x&amp;y", "image": '"><script>'}[slot.kind]

    woven = fill_slots(html, fill)
    assert '<b>&amp;</b> <a title="t" href="x&amp;y">b</a>' in woven
    assert 'src="&quot;><script>"' in woven


def test_a_link_without_an_address_has_none() -> None:
    assert fill_slots(render_here("[a](b.md)", lang="en").html, lambda _: "") == "<p><a>a</a></p>"


FORGED = [
    f"{SLOT_START}ref{SLOT_FIELD}0{SLOT_FIELD}x{SLOT_FIELD}{SLOT_FIELD}{SLOT_FIELD}{SLOT_END}",
    f"{SLOT_START}0",
    f"```{SLOT_START}x\n```",
    f"``` {SLOT_START}0 x\n```",
    "&#xFDD0;ref&#xFDD2;0&#xFDD2;x&#xFDD2;&#xFDD2;&#xFDD2;&#xFDD1;",
    "&#64976;ref&#64978;0&#64978;x&#64978;&#64978;&#64978;&#64977;",
    "[&#xfdd0;fence&#xfdd2;7&#xFDD2;&#xFDD2;&#xFDD2;&#xFDD2;&#xFDD1;](https://example.org '&#xFDD0;')",
    "<b title='&#xFDD0;ref&#xFDD2;0&#xFDD2;x&#xFDD2;&#xFDD2;&#xFDD2;&#xFDD1;'>x</b>",
    "pm0x0z pm000000000000000000000000x0z",
    "<div>pm000000000000000000000000x0r</div>",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03 \x02amp\x03",
]


@pytest.mark.parametrize("text", FORGED)
@pytest.mark.parametrize("scanned", [True, False])
def test_slots_cannot_be_forged(text: str, *, scanned: bool) -> None:
    for place in (
        text,
        f"a {text} b",
        f"# {text}",
        f"| {text} |\n|---|\n| {text} |",
        f"`{text}`",
        f"> {text}",
    ):
        assert slots(place, scanned=scanned) == []
        html = render_here(place, lang="en").html
        assert not re.search("[\ufdd0-\ufdd2]", html)


def test_only_scanning_makes_typed_fences() -> None:
    body = scan("```okr\na: 1\n```", {"okr"}).body
    assert slots(body, scanned=False) == [Slot("fence", index=0)]
    assert slots(body) == []  # what was scanned is text like any other


def test_the_word_that_stands_for_a_slot_changes_with_the_text() -> None:
    """So that no text can contain its own."""
    mark = Placeholder("inline", "", "")
    words = {Placeholders(f"text {number}").add(mark) for number in range(100)}
    assert len(words) == 100
    assert Placeholders("text 1").add(mark) in words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a ![[b]] c", "<p>a </p>[embed]<p> c</p>"),
        ("![[a]]\n![[b]]", "[embed][embed]"),
        ("**![[a]]**", "<p><strong>[ref]</strong></p>"),
        ("[![[a]]](b.md)", "<p><a>a</a></p>"),
        ("[[[a]]](b.md)", "<p><a>a</a></p>"),
        ("# ![[a]]\n\nb", "<p>b</p>"),
        ("![a [[b]] `c`](d.png)", '<p><img alt="a b c" loading="lazy"></p>'),
    ],
)
def test_embeds_stand_where_html_allows(text: str, html: str) -> None:
    def fill(slot: Slot) -> str:
        return "" if slot.kind in ("link", "image") else f"[{slot.kind}]"

    assert fill_slots(render_here(text, lang="en").html, fill).replace("\n", "") == html
