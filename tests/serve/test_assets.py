"""Which of the files that browsers have fetched changed since."""

from __future__ import annotations

from pathlib import Path

from pmdocs.serve.assets import EVERYTHING, AssetLog


def test_changes_are_told_by_the_state_a_page_carries() -> None:
    files = {"assets/site.css": "1", "logo.png": "1", "not-given.png": "1"}
    log = AssetLog()
    for path in ("assets/site.css", "logo.png"):
        log.give(path, files[path])
    first = log.state
    assert log.compare(files.get) == {}
    files |= {"assets/site.css": "2", "not-given.png": "2"}
    assert log.compare(files.get) == {"assets/site.css": "2"}
    second = log.state
    del files["logo.png"]
    assert log.compare(files.get) == {"logo.png": ""}
    assert log.since(first) == {"assets/site.css": "2", "logo.png": ""}
    assert log.since(second) == {"logo.png": ""}
    assert log.since(log.state) == {}


def test_images_are_looked_at_where_a_file_of_their_name_changed() -> None:
    log = AssetLog()
    log.give("a/logo.png", "1")
    log.give("assets/site.css", "1")
    assert list(log.compare(lambda _: "2", {Path("site/a.md")})) == ["assets/site.css"]
    assert "a/logo.png" in log.compare(lambda _: "2", {Path("site/content/a/logo.png")})


def test_another_run_says_everything_and_one_that_goes_on_does_not() -> None:
    log = AssetLog()
    log.give("assets/site.css", "1")
    assert EVERYTHING in log.since("")
    assert EVERYTHING in AssetLog().since(log.state)
    on = AssetLog(log.write_down())
    assert on.since(log.state) == {}
    assert on.compare(lambda _: "2") == {"assets/site.css": "2"}
    assert on.since(log.state) == {"assets/site.css": "2"}
