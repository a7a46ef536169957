"""theme.yml → the chain of a theme: its folder, those it extends, tokens and words; mistakes with their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from yaml import Node

from pmdocs.diagnostics.problem import Phrase, Place, PmdocsError, Problem
from pmdocs.i18n import labels_from
from pmdocs.notation.nodes import locate
from pmdocs.notation.yaml_nodes import construct, read_yaml
from pmdocs.sdk import Model
from pmdocs.system.boundary import LEADS_OUT, LEADS_OUT_HINT, Boundary, is_name
from pmdocs.theming.brand_files import logos_of, tokens_of
from pmdocs.theming.brand_settings import Brand
from pmdocs.theming.files import theme_text
from pmdocs.theming.palette import Memo
from pmdocs.values.complaints import problems_from
from pmdocs.values.suggestions import nearest
from pmdocs.values.text import Flag

_PACKAGE = Path(__file__).resolve().parent.parent
ROOT = "base"
"""The theme that every other one extends in the end; its tokens are all there are."""


class Modes(Model):
    """A value of a style sheet for each mode."""

    light: str
    """On light ground."""
    dark: str
    """On dark ground."""


class ThemeSettings(Brand):
    """What a theme.yml says."""

    name: str
    """Name of the theme: that of its folder."""
    extends: str | None = None
    """The theme whose files, tokens and words are taken where this one has none; default: base."""
    tokens: Mapping[str, Modes | str] = Field(default_factory=dict)
    """Values by name, one or one for each mode; a theme may add names that begin with its own name and a hyphen."""
    whole_sections: Flag | None = None
    """The page of a folder shows its pages in full, numbered; default: as in the theme that is extended.

    It needs the templates front.html and report.html: extend paper.
    """


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One theme of a chain; ``node`` is its theme.yml with places, ``path`` how a message names the file."""

    folder: Path
    path: str
    settings: ThemeSettings
    node: Node | None


@dataclass(frozen=True, slots=True)
class Chain:
    """A theme with those that it extends, the nearest first; ``tokens`` and ``labels`` are merged.

    ``logos`` are the files by mode, ``problems`` warnings about colours.
    """

    folders: tuple[Path, ...]
    tokens: Mapping[str, Any]
    labels: Mapping[str, Phrase]
    logos: Mapping[str, Path]
    problems: tuple[Problem, ...]
    whole_sections: bool = False


def built_in_themes() -> Path:
    """Return the folder of the themes that come with pmdocs: in the wheel, or beside it in a checkout."""
    packaged = _PACKAGE / "themes"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "themes"


def read_chain(boundary: Boundary, name: str, docs_dir: str = "content", memo: Memo | None = None) -> Chain:
    """Read a theme and its parents, from the site's own ``themes/`` first, then from those of pmdocs.

    ``memo`` keeps what colours come to.
    """
    links = [_link(boundary, name, None)]
    while links[-1].folder.name != ROOT:
        last = links[-1]
        place = locate(last.node, ("extends",)) if last.settings.extends else Place(last.path)
        links.append(_link(boundary, last.settings.extends or ROOT, place))
        if links[-1].folder in [link.folder for link in links[:-1]]:
            raise _stop(place, _CIRCLE.fill(name=links[-1].folder.name))
    tokens: dict[str, Any] = {}
    labels: dict[str, Phrase] = {}
    logos: Mapping[str, Path] = {}
    problems: list[Problem] = []
    for link in reversed(links):
        _check(link, tokens)
        own = {k: v.model_dump() if isinstance(v, Modes) else v for k, v in link.settings.tokens.items()}
        branded, remarks = tokens_of(link.settings, {**tokens, **own}, memo)
        problems += [
            Problem.at(locate(link.node, r.at), "W-THEME", r.message, r.hint) for r in remarks if link.node
        ]
        tokens = {**tokens, **branded, **own}
        labels |= labels_from(_labels(link.folder))
        logos = logos_of(link.settings, link.node, boundary, docs_dir) or logos
    said = (link.settings.whole_sections for link in links)
    whole = next((one for one in said if one is not None), False)
    return Chain(tuple(link.folder for link in links), tokens, labels, logos, tuple(problems), whole)


def _link(boundary: Boundary, name: str, named_at: Place | None) -> ChainLink:
    """Read one theme of a chain; ``named_at`` is where its name is written, ``None`` for the settings."""
    folder = _folder(boundary, name, named_at)
    path = f"themes/{folder.name}/theme.yml"
    node, problems = read_yaml(theme_text(folder / "theme.yml", path), path)
    if problems:
        raise PmdocsError(*problems, exit_code=2)
    data = construct(node) if node else {}
    try:
        settings = ThemeSettings.model_validate({"name": folder.name, **data}, context={"lang": "en"})
    except ValidationError as error:
        raise PmdocsError(*problems_from(error, node, ThemeSettings, path=path), exit_code=2) from None
    return ChainLink(folder, path, settings, node)


def _folder(boundary: Boundary, name: str, named_at: Place | None) -> Path:
    site = boundary.folder
    places = (site / "themes", built_in_themes())
    for place in places:
        if is_name(name) and (place / name / "theme.yml").is_file():
            _refuse_links(boundary, place / name)
            return place / name
    known = {f.parent.name for place in places for f in place.glob("*/theme.yml")}
    near = ", ".join(nearest(name, known)) or ", ".join(sorted(known))
    raise _stop(named_at or _in_settings(site), _NO_THEME.fill(name=name), _MEANT.fill(near=near))


def _refuse_links(boundary: Boundary, folder: Path) -> None:
    """Refuse a theme of the site with links that lead out of it."""
    outside = boundary.links_out_of(folder) if folder.is_relative_to(boundary.folder) else ()
    found = [link.relative_to(boundary.folder).as_posix() for link in outside]
    if found:
        raise PmdocsError(
            *(
                Problem(name, 1, 1, "E-THEME", LEADS_OUT.fill(name=name), LEADS_OUT_HINT)
                for name in sorted(found)
            ),
            exit_code=2,
        )


def _in_settings(site: Path) -> Place:
    """Return where the settings name the theme."""
    file = site / "pmdocs.yml"
    node, _ = read_yaml(theme_text(file, file.name), file.name) if file.is_file() else (None, [])
    return locate(node, ("theme",)) if node else Place(file.name)


def _check(link: ChainLink, known: Mapping[str, Any]) -> None:
    """Refuse tokens that nobody knows, and values that would end the style sheet's rule."""
    problems = []
    for name, value in link.settings.tokens.items():
        place = locate(link.node, ("tokens", name), key=True)
        if link.folder.name != ROOT and name not in known and not name.startswith(f"{link.folder.name}-"):
            near = nearest(name, known, 1)
            hint = _MEANT.fill(near=near[0]) if near else _OWN_TOKEN.fill(theme=link.folder.name)
            problems.append(Problem.at(place, "E-THEME", _NO_TOKEN.fill(name=name), hint))
        values = (value.light, value.dark) if isinstance(value, Modes) else (value,)
        if not _NAME.fullmatch(name) or any(_ENDS.search(one) for one in values):
            problems.append(Problem.at(place, "E-THEME", _NO_VALUE.fill(name=name)))
    if problems:
        raise PmdocsError(*problems, exit_code=2)


_NAME = re.compile(r"[a-z][a-z0-9-]*")
_ENDS = re.compile(r"[;{}<>]|/\*|\*/|\n")


def _labels(folder: Path) -> Any:
    file = folder / "labels.yaml"
    if not file.is_file():
        return {}
    path = f"themes/{folder.name}/{file.name}"
    node, problems = read_yaml(theme_text(file, path), path)
    if problems:
        raise PmdocsError(*problems, exit_code=2)
    return construct(node) if node else {}


def _stop(place: Place, message: Phrase, hint: Phrase | None = None) -> PmdocsError:
    return PmdocsError(Problem.at(place, "E-THEME", message, hint), exit_code=2)


_NO_THEME = Phrase("there is no theme ‘{name}’", "没有主题‘{name}’")
_MEANT = Phrase("did you mean {near}?", "是否想写 {near}？")
_CIRCLE = Phrase("the themes extend each other in a circle: ‘{name}’ again", "主题互相扩展成环：又是‘{name}’")
_NO_TOKEN = Phrase("there is no token ‘{name}’", "没有名为‘{name}’的 token")
_OWN_TOKEN = Phrase(
    "a token of your own begins with the name of the theme: {theme}-…", "自定义 token 以主题名开头：{theme}-…"
)
_NO_VALUE = Phrase(
    "the token ‘{name}’ has to be small letters, digits and hyphens, its value one value of a style sheet",
    "token ‘{name}’的名称只能用小写字母、数字和连字符，值必须是单个样式值",
)
