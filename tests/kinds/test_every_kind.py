"""What holds for every kind there is, and for every kind that will come."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from markupsafe import escape
from pydantic import BaseModel

from pmdocs.commands.scaffold import scaffold
from pmdocs.commands.schema import schema
from pmdocs.diagnostics.problem import Severity
from pmdocs.engine.site_files import SiteFiles
from pmdocs.i18n import LANGUAGES
from pmdocs.kinds import LoadedKind, kind_ids, load_kind
from pmdocs.pipeline import Project, load
from pmdocs.sdk import GIVEN
from pmdocs.site.references import items_of
from pmdocs.values.references import RefTo

KINDS = pytest.mark.parametrize("id_", kind_ids())
LANGS = pytest.mark.parametrize("lang", LANGUAGES)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PLACES = re.compile(r"{(\w*)[^}]*}")


def _site(folder: Path, lang: str, *texts: str) -> SiteFiles:
    (folder / "content").mkdir(parents=True)
    (folder / "pmdocs.yml").write_text(f"site_name: One\nlang: {lang}\ntoday: 2026-06-24\n", encoding="utf-8")
    for index, text in enumerate(texts):
        (folder / "content" / f"page{index}.md").write_text(text, encoding="utf-8")
    return load(Project.open(folder))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], SiteFiles]:
    """Return a function from kind and language to a site that holds the kind's example alone."""

    @cache
    def made(id_: str, lang: str) -> SiteFiles:
        return _site(tmp_path_factory.mktemp("example") / "site", lang, load_kind(id_).example(lang))

    return made


Example = Callable[[str, str], SiteFiles]


@KINDS
@LANGS
def test_the_example_is_valid_on_its_own_and_shows_every_view(id_: str, lang: str, example: Example) -> None:
    files = example(id_, lang)
    said = [p.text() for p in files.all_problems() if p.severity is not Severity.INFO]
    assert said == []
    page = files["page0/index.html"].decode()
    assert 'class="refused"' not in page
    assert "<svg" in page


@KINDS
@LANGS
def test_two_scaffolds_live_side_by_side(id_: str, lang: str, tmp_path: Path) -> None:
    kind = load_kind(id_)
    texts = [scaffold(kind, title, name, lang) for title, name in (("First: one", "one"), ("第二个", "two"))]
    problems = _site(tmp_path / "site", lang, *texts).all_problems()
    assert [p.text() for p in problems if p.severity is Severity.ERROR] == []


@KINDS
@LANGS
def test_every_item_of_the_example_has_an_anchor_once(id_: str, lang: str, example: Example) -> None:
    files = example(id_, lang)
    page = files["page0/index.html"].decode()
    document = files.site.documents[0]
    ids = [str(item.id) for _, item in items_of(document.model) if item.id]
    assert {one: page.count(f'id="{one}"') for one in ids} == dict.fromkeys(ids, 1)
    every = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(every) == sorted(set(every))


@KINDS
def test_labels_speak_both_languages_with_the_same_places(id_: str) -> None:
    for key, phrase in load_kind(id_).labels.items():
        assert phrase.en.strip(), key
        assert phrase.zh.strip(), key
        assert set(_PLACES.findall(phrase.zh)) <= set(_PLACES.findall(phrase.en)), key
        assert not _CHINESE.search(phrase.en), key


@KINDS
def test_a_kind_is_explained(id_: str) -> None:
    kind = load_kind(id_)
    wanted = {"name", "plural", "description", *(f"views.{view}" for view in kind.kind.views)}
    assert wanted <= set(kind.labels)
    assert kind.documentation.splitlines()[0].endswith(".")
    assert "<path" in kind.file("icon.svg")
    for key in kind.labels:
        if key.startswith("formulas."):
            name = key.rpartition(".")[0]
            assert f"{name}.name" in kind.labels
            assert f"{name}.text" in kind.labels


@KINDS
def test_every_field_is_documented_in_the_schema(id_: str) -> None:
    silent = [f"{name}.{field}" for name, field, described in _fields(load_kind(id_)) if not described]
    assert silent == []


def _fields(kind: LoadedKind) -> Iterator[tuple[str, str, bool]]:
    data: dict[str, Any] = schema(kind)
    for name, definition in {"": data, **data.get("$defs", {})}.items():
        for field, described in definition.get("properties", {}).items():
            yield name, field, bool(described.get("description"))


@KINDS
def test_a_kind_requires_five_fields_at_most(id_: str) -> None:
    model: type[BaseModel] = load_kind(id_).kind.model
    assert sum(field.is_required() for field in model.model_fields.values()) <= 5


@KINDS
@LANGS
def test_charts_of_the_example_have_a_sentence_and_a_whole_table(
    id_: str, lang: str, example: Example
) -> None:
    files = example(id_, lang)
    for chart in files.charts(files.site.documents[0]).values():
        assert chart.summary.strip()
        assert len(chart.table.rows) > 0
        assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)
        if lang == "en":
            assert not _CHINESE.search(chart.summary + chart.title)


@KINDS
def test_numbers_are_the_same_in_both_languages(id_: str, example: Example) -> None:
    numbers = [_numbers(json.loads(example(id_, lang)["page0/data.json"])["facts"]) for lang in LANGUAGES]
    assert numbers[0] == numbers[1]


def _numbers(value: Any) -> list[float]:
    """Return every number inside, in order."""
    if isinstance(value, bool | str) or value is None:
        return []
    if isinstance(value, dict):
        return [number for inner in value.values() for number in _numbers(inner)]
    return [n for inner in value for n in _numbers(inner)] if isinstance(value, list) else [value]


def _references(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the path of every field of a model that refers to something."""
    for name, info in model.model_fields.items():
        parts = [*_parts(info.annotation), *info.metadata]
        if any(isinstance(part, RefTo) for part in parts):
            yield ".".join((*path, name))
        for part in parts:
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from _references(part, (*path, name))


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _parts(inner)


@KINDS
def test_every_field_that_refers_to_something_has_a_label(id_: str) -> None:
    kind = load_kind(id_)
    assert [path for path in _references(kind.kind.model) if f"fields.{path}" not in kind.labels] == []


@KINDS
def test_every_item_that_is_used_says_so_at_its_place(id_: str, tmp_path: Path) -> None:
    text = load_kind(id_).example("en")
    document = _site(tmp_path / "one", "en", text).site.documents[0]
    ids = [str(item.id) for _, item in items_of(document.model) if item.id]
    page = f"# Page\n\n{' '.join(f'[[{one}]]' for one in ids)}\n"
    made = _site(tmp_path / "two", "en", text, page)["page0/index.html"].decode()
    anchored = [one for one in ids if f'class="anchor" id="{one}"' not in made]
    assert [one for one in anchored if f'popovertarget="used-{one}"' not in made] == []


@KINDS
@LANGS
def test_every_figure_with_a_number_says_how_it_is_computed_and_from_what(
    id_: str, lang: str, example: Example
) -> None:
    files = example(id_, lang)
    document, kind = files.site.documents[0], load_kind(id_)
    facts, words = files.computed(document).facts, kind.words(lang)
    tiles = [t for t in kind.kind.tiles(document.model, facts, words) if re.search(r"\d", t.value)]
    for tile in tiles:
        assert tile.formula == GIVEN or f"formulas.{tile.formula}.text" in kind.labels, tile
        known = tile.formula == GIVEN or tile.inputs or tile.value == "0"
        assert known, tile
        page = files["page0/index.html"].decode()
        for name, value in tile.inputs[:8]:
            assert str(escape(name)) in page
            assert str(escape(value)) in page
    assert ('popovertarget="why-1"' in files["page0/index.html"].decode()) == bool(tiles)
