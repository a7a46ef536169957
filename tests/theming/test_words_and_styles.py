"""The words, styles and scripts of the base theme fit together and stay small."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

from pmdocs.kinds import kind_ids
from tests.theming.samples import ROOT, THEME

BASE = ROOT / "themes" / "base"
TEMPLATES = {path.name: path.read_text(encoding="utf-8") for path in (BASE / "templates").glob("*.html")}
STYLES = {path.name: path.read_text(encoding="utf-8") for path in (BASE / "css").glob("*.css")}
SCRIPTS = {name: (BASE / "js" / name).read_text(encoding="utf-8") for name in ("boot.js", "site.js")}
# In the layer kinds stand the shapes that kinds build their views from; the styles of a kind come after them.
LAYERS = ("reset", "base", "layout", "components", "kinds", "print")


def keys_in(template: str) -> Iterator[str]:
    return (match[2] for match in re.finditer(r"""\bt[\[(](["'])([a-z_.]+)\1[\]),]""", template))


def test_every_word_that_a_template_says_is_in_the_labels() -> None:
    missing = {name: set(keys_in(text)) - set(THEME.labels) for name, text in TEMPLATES.items()}
    assert {name: keys for name, keys in missing.items() if keys} == {}


def test_the_search_for_words_finds_some() -> None:
    assert {"site.skip", "page.updated"} <= set(keys_in(TEMPLATES["layout.html"]))


def test_both_languages_say_it_with_the_same_places() -> None:
    for key, phrase in THEME.labels.items():
        assert phrase.en, key
        assert phrase.zh, key
        assert sorted(re.findall(r"{\w+}", phrase.en)) == sorted(re.findall(r"{\w+}", phrase.zh)), key
        # Names of file formats are the same everywhere.
        translated = re.search(r"[\u4e00-\u9fff]", phrase.zh) or not re.search(r"[a-z]", phrase.zh)
        assert translated or phrase.zh == phrase.en, key


def test_a_style_uses_tokens_that_exist_and_no_colour_of_its_own() -> None:
    local = {match[1] for text in STYLES.values() for match in re.finditer(r"--([\w-]+):", text)}
    for name, css in STYLES.items():
        assert set(re.findall(r"var\(--([\w-]+)", css)) <= set(THEME.tokens) | local, name
        # The veil behind the drawer is the one exception.
        colours = re.findall(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch)\([^)]*\)", css)
        assert [c for c in colours if c != "rgb(10 16 12 / 45%)"] == [], name


def test_a_style_is_in_a_layer_and_loads_nothing() -> None:
    for name, text in STYLES.items():
        css = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        top = re.findall(r"^(\S[^{]*?)\s*{", css, flags=re.MULTILINE)
        assert top, name
        assert all(re.fullmatch(rf"@layer ({'|'.join(LAYERS)})", rule) for rule in top), name
        for never in ("url(", "@import", "!important"):
            assert never not in css, name


STYLE_SHEETS = (*(BASE / "css").glob("*.css"), *(ROOT / "pmdocs" / "kinds").glob("*/*.css"))


def test_text_has_one_of_six_sizes() -> None:
    """Paper is measured in points; what is relative belongs to the text around it."""
    for path in STYLE_SHEETS:
        css = path.read_text(encoding="utf-8")
        sizes = set(re.findall(r"font-size: ([^;]+);", css)) - {f"var(--size-{n})" for n in range(1, 7)}
        others = [size for size in sizes if not re.fullmatch(r"inherit|0|[\d.]+(em|pt)", size)]
        assert not others, (path, others)


def test_the_style_sheet_stays_small() -> None:
    # What several kinds share is in the theme; what counts is what a reader of a site with all kinds loads.
    # A kind may add an eighth of a kilobyte to it on the mean, as the first eight kinds did.
    for kinds in ((), kind_ids()):
        most = 14_500 + 125 * len(kinds)
        assert len(gzip.compress(THEME.stylesheet(kinds).encode(), mtime=0)) < most


def test_the_scripts_stay_small_and_quiet() -> None:
    assert sum(len(text.encode()) for text in SCRIPTS.values()) < 8_600
    for text in SCRIPTS.values():
        assert not re.findall(
            r"innerHTML|insertAdjacentHTML|\beval\b|document\.write|fetch\(|console\.", text
        )


def test_storage_is_only_touched_where_it_may_fail() -> None:
    for text in SCRIPTS.values():
        outside = re.sub(r"try {.*?} catch", "", text, flags=re.DOTALL)
        assert "localStorage" in text
        assert "localStorage" not in outside
