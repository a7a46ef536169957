"""Names are shortened together, at words, and only as far as the room asks for."""

from __future__ import annotations

import pytest

from pmdocs.i18n import Words

BRIEF = {
    ("Video", "Current page"): (30, ["Video", "Current page"]),
    ("Short form with the company logo", "Current page"): (30, ["Short form with…", "Current page"]),
    ("Invited at least one colleague", "Hospitals and care"): (26, ["Invited at…", "Hospitals and…"]),
    ("Configurationmanagement",): (12, ["Configurati…"]),
    ("Commercial, legal and other offers",): (13, ["Commercial…"]),
    ("带公司标志的短表单", "当前页"): (16, ["带公司标…", "当前页"]),
    (): (10, []),
}


@pytest.mark.parametrize(("names", "room", "expected"), [(n, *e) for n, e in BRIEF.items()])
def test_the_longest_name_gives_way_first(names: tuple[str, ...], room: int, expected: list[str]) -> None:
    assert Words("en", {}).brief(names, room) == expected


def test_a_name_never_shrinks_to_nothing() -> None:
    assert Words("en", {}).brief(["Alphabetical", "Betatesters"], 2) == ["Alphabe…", "Betates…"]
