"""The guide names everything there is, in both languages, and what it shows is so."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
import yaml

from pmdocs.cli import cli
from pmdocs.config import Config
from pmdocs.diagnostics.problem import Severity
from pmdocs.pipeline import Project, load
from pmdocs.sdk import Model
from pmdocs.theming.chain import ThemeSettings
from pmdocs.values.dates import Moment, read_day
from pmdocs.values.money import read_money
from pmdocs.values.numbers import read_count, read_growth, read_number, read_rate
from pmdocs.values.rates import Difference
from pmdocs.values.text import read_flag
from tests.docs.conftest import LANGS, blocks, in_code

Pages = Mapping[str, Mapping[str, str]]
both = pytest.mark.parametrize("lang", LANGS)


def keys(model: type[Model], prefix: str = "") -> Iterator[str]:
    """Yield the keys of the settings, those inside a key after it: ``validation.links``."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if name != "theme" and isinstance(inner, type) and issubclass(inner, Model):
            yield from keys(inner, f"{name}.")
        else:
            yield f"{prefix}{name}"


def test_every_page_is_there_in_both_languages_with_the_same_sections(pages: Pages) -> None:
    assert pages["en"].keys() == pages["zh-CN"].keys()
    for name, text in pages["en"].items():
        shapes = [re.findall(r"^#+(?= )", one, re.MULTILINE) for one in (text, pages["zh-CN"][name])]
        assert shapes[0] == shapes[1], name


@both
def test_every_setting_is_explained(lang: str, pages: Pages) -> None:
    assert set(keys(Config)) <= in_code(pages[lang]["settings"])


@both
def test_every_token_and_key_of_a_theme_is_explained(lang: str, root: Path, pages: Pages) -> None:
    theme = yaml.safe_load((root / "themes/base/theme.yml").read_text(encoding="utf-8"))
    said = in_code(pages[lang]["themes"])
    assert theme["tokens"].keys() <= said
    assert {name for name in ThemeSettings.model_fields if name != "whole_sections"} <= said


@both
def test_every_block_of_the_layout_is_explained(lang: str, root: Path, pages: Pages) -> None:
    layout = (root / "themes/base/templates/layout.html").read_text(encoding="utf-8")
    found = set(re.findall(r"\{%-? block (\w+)", layout))
    assert found
    assert found <= in_code(pages[lang]["themes"])


@both
def test_every_layer_of_styles_is_named(lang: str, root: Path, pages: Pages) -> None:
    used = set()
    for file in (root / "themes/base/css").glob("*.css"):
        used |= set(re.findall(r"@layer (\w+) *\{", file.read_text(encoding="utf-8")))
    assert used <= in_code(pages[lang]["themes"])


@both
def test_every_command_and_option_is_explained(lang: str, pages: Pages) -> None:
    text = pages[lang]["command-line"]
    sections = {part.split("\n")[0]: part for part in text.split("\n## pmdocs ")[1:]}
    assert sections.keys() == cli.commands.keys()
    for name, command in cli.commands.items():
        options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}
        assert options - {"--help"} <= in_code(sections[name]), name
    assert {"pmdocs --help", "pmdocs --version", "pmdocs --licenses"} <= in_code(text)


@both
def test_every_code_is_explained(lang: str, root: Path, pages: Pages, reference: Mapping[str, str]) -> None:
    source = "\n".join(f.read_text(encoding="utf-8") for f in (root / "pmdocs").rglob("*.py"))
    labels = "\n".join(f.read_text(encoding="utf-8") for f in (root / "pmdocs").rglob("labels.yaml"))
    codes = set(re.findall(r'"([EWI]-[A-Z]+)"', source)) | set(re.findall(r"code: ([EWI]-[A-Z]+)", labels))
    assert len(codes) > 50
    assert codes <= in_code(pages[lang]["messages"] + reference[lang])


def commands(text: str) -> Iterator[str]:
    for language, block in blocks(text):
        for line in block.splitlines() if language in ("sh", "console") else ():
            if match := re.match(r"(?:\$ )?pmdocs (.*)", line):
                yield match[1]
    for code in in_code(text):
        if code.startswith("pmdocs ") and not re.search(r"\b[A-Z]{4,}\b|…", code):
            yield code.removeprefix("pmdocs ")


@both
def test_every_command_that_is_shown_can_be_typed(lang: str, pages: Pages) -> None:
    shown = [line for text in pages[lang].values() for line in commands(text)]
    assert len(shown) > 20
    for line in shown:
        name, *arguments = shlex.split(line.partition(" > ")[0])
        if name.startswith("-"):
            assert name in {"--help", "--version", "--licenses"}
        elif "--help" not in arguments:
            cli.commands[name].make_context(name, arguments)


@both
def test_every_spec_that_is_shown_is_valid(lang: str, tmp_path: Path, pages: Pages) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text(f"site_name: A\nlang: {lang}\ntoday: 2026-06-24\n", encoding="utf-8")
    days = "date,variant,visitors,conversions\n2026-05-04,A,5012,1002\n2026-05-04,B,4988,1107\n"
    (tmp_path / "content/first-photo.csv").write_text(days, encoding="utf-8")
    shown = [block for text in pages[lang].values() for _, block in blocks(text)]
    specs = [block for block in shown if re.match(r"(---\n)?kind: ", block)]
    assert len(specs) > 2
    for number, text in enumerate(specs):
        ending = "md" if text.startswith("---") else "yml"
        (tmp_path / f"content/{number}.{ending}").write_text(text, encoding="utf-8")
    found = load(Project.open(tmp_path)).all_problems()
    assert [p.text() for p in found if p.severity is not Severity.INFO] == []


@both
def test_settings_that_are_shown_are_valid(lang: str, pages: Pages) -> None:
    shown = [b for lang_, b in blocks(pages[lang]["settings"]) if lang_ == "yaml"]
    assert shown
    for text in shown:
        Config.model_validate(yaml.safe_load(text), context={"lang": "en"})


READERS = (
    read_rate, Difference.read, read_growth, read_count, read_number, read_money, read_day, Moment.read, read_flag,
)  # fmt: skip


@both
def test_values_are_written_as_the_table_says(lang: str, pages: Pages) -> None:
    rows = re.findall(r"^\| [^|`]+ \| (.*`.*) \| `([^`]+)` \|$", pages[lang]["writing"], re.MULTILINE)
    assert len(rows) == len(READERS)
    for (good, bad), read in zip(rows, READERS, strict=True):
        for text in in_code(good):
            if not text.startswith("currency:"):
                read(text)
        with pytest.raises(Exception, match=r"\w"):
            read(bad)


@both
def test_the_first_ten_minutes_go_as_they_are_told(
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pages: Pages,
) -> None:
    from pmdocs.cli import run  # noqa: PLC0415 -- beside the only test that runs commands

    text = pages[lang]["first-steps"]
    monkeypatch.chdir(tmp_path)
    said = []

    def typed(line: str) -> None:
        run(shlex.split(line))
        out = capsys.readouterr()
        said.append(f"{out.out}\n{out.err}")

    lines = list(commands(text))
    start = next(line for line in lines if line.startswith("init"))
    typed(start)
    monkeypatch.chdir(tmp_path / start.split()[1])
    okr = Path("content/okr/2026-q2.md")
    before, after = re.findall(r"`(current: \d[^`]+)`", text)
    assert before in okr.read_text(encoding="utf-8")
    okr.write_text(okr.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    typed(next(line for line in lines if line.startswith("new")))
    typed("build")
    typed("check")
    funnel = Path("content/funnel/signup.md")
    (wrong,) = [block for language, block in blocks(text) if language == "yaml"]
    given = re.sub(r"^targets: .*\n", wrong, funnel.read_text(encoding="utf-8"), flags=re.MULTILINE)
    funnel.write_text(given, encoding="utf-8")
    typed("build")
    shown = [block for language, block in blocks(text) if language in ("console", "text")]
    for line in "".join(shown).splitlines():
        if not line.startswith("$") and "127.0.0.1" not in line:
            assert line in "\n".join(said), line
