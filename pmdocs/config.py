"""pmdocs.yml → Config, with MkDocs' names where a key means the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from urllib.parse import quote

from pydantic import ConfigDict, Field, ValidationError, field_validator, model_validator

from pmdocs.diagnostics.problem import Level, Phrase, Place, PmdocsError, Problem
from pmdocs.notation.nodes import locate
from pmdocs.notation.yaml_nodes import construct, read_yaml
from pmdocs.sdk import Model
from pmdocs.system.boundary import LEADS_OUT, LEADS_OUT_HINT, SETTINGS, Boundary, in_repository
from pmdocs.system.reading import read_regular
from pmdocs.values.addresses import HostName, UrlPath, WebAddress
from pmdocs.values.complaints import problems_from
from pmdocs.values.dates import Day
from pmdocs.values.paths import EntryPath, InnerPath, OutputPath
from pmdocs.values.refusal import refuse
from pmdocs.values.suggestions import did_you_mean
from pmdocs.values.text import Flag, Localised
from pmdocs.values.time_zones import TimeZone

FILE = SETTINGS
MAX_BYTES = 1_000_000

_CODE = re.compile(r"[WI]-[A-Z]+")
_NO_CODE = Phrase(
    "‘{name}’ is neither a setting here nor the code of a warning", "‘{name}’既不是此处的设置，也不是警告代码"
)
_CODES = Phrase(
    "write links, anchors, or a code that begins with W- or I-", "请写 links、anchors，或以 W-、I- 开头的代码"
)
Language = Literal["en", "zh-CN"]


class Validation(Model):
    """How loudly broken links are reported, and any other warning or note by its code: ``W-STALE: error``."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"patternProperties": {_CODE.pattern: {"enum": list(get_args(Level))}}},
    )
    __pydantic_extra__: dict[str, Level] = Field(init=False)

    links: Level = "error"
    """A relative link or image that leads to no file of the site."""
    anchors: Level = "warn"
    """A link to a heading that the page does not have."""

    @model_validator(mode="after")
    def _codes_only(self) -> Self:
        for name in self.by_code:
            if not _CODE.fullmatch(name):
                near = did_you_mean(name, type(self).model_fields)
                refuse("E-FIELD", _NO_CODE.fill(name=name), near or _CODES, at=(name,))
        return self

    @property
    def by_code(self) -> Mapping[str, Level]:
        """The level of each code that has one."""
        return self.__pydantic_extra__ or {}


class ThemeSetting(Model):
    """Which theme dresses the site."""

    name: str = "base"
    """Name of a theme: base, or a folder in the site's own themes/."""


class ServeSetting(Model):
    """The preview, where others than this machine read it."""

    allowed_hosts: tuple[HostName, ...] = ()
    """Names under which it may be asked for, as behind a proxy: preview.example.com, or .example.com for all below."""


class Config(Model):
    """The settings of one site; only ``site_name`` is required."""

    site_name: Localised
    """Name shown in the top bar and in page titles; may be ``{en: …, zh: …}``."""
    site_url: WebAddress | None = None
    """Public address; canonical links, the sitemap and OpenGraph need it."""
    site_description: Localised | None = None
    """One sentence about the product."""
    lang: Language = "en"
    """Language of files without a language in their name."""
    docs_dir: InnerPath = "content"
    """Folder of the specs and pages."""
    site_dir: OutputPath = "output"
    """Folder the site is written to."""
    repo_url: WebAddress | None = None
    """Address of the repository, for the edit links."""
    edit_uri: UrlPath = "edit/main/content/"
    """Path from repo_url to the folder of the sources; default: ``edit/main/`` and where that lies in the repository."""
    theme: ThemeSetting = ThemeSetting()
    """Theme name, or a map with ``name``."""
    extra_fields: tuple[str, ...] = ()
    """Fields of the front matter of plain pages, besides those of pmdocs, that their headers show: version, author."""
    nav: tuple[EntryPath, ...] = ()
    """Folders and files of docs_dir in the order of the navigation; the rest follows by title."""
    extra_css: tuple[InnerPath, ...] = ()
    """Style sheets of the site, paths inside docs_dir."""
    strict: Flag = False
    """Warnings fail the build."""
    timezone: TimeZone = "UTC"
    """Time zone whose date is "today"."""
    today: Day | None = None
    """Date of a site that is a snapshot; default: the current date."""
    serve: ServeSetting = ServeSetting()
    """Who may read the preview."""
    validation: Validation = Validation()
    """How loudly broken links and anchors are reported."""
    reference: InnerPath | None = None
    """Folder inside docs_dir that gets a page for each kind, made by pmdocs: fields, formulas, messages, example."""
    stale_after: Annotated[int, Field(ge=1, le=36_500)] = 90
    """Days after which data are called old."""
    git_dates: Flag = True
    """Whether a page without ``updated`` shows the day of its last commit, where the site is in git."""

    @field_validator("theme", mode="before")
    @classmethod
    def _theme_by_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


def read_config(file: Path) -> Config:
    """Read a configuration file; anything wrong with it is a ``PmdocsError`` with exit code 2."""
    node, problems = read_yaml(_text(file), file.name)
    if problems:
        raise PmdocsError(*problems, exit_code=2)
    if node is None:
        raise _stop(
            file,
            Phrase("the file is empty", "文件为空"),
            Phrase("site_name: My product", "site_name: 我的产品"),
        )
    try:
        config = Config.model_validate(construct(node), context={"lang": "en"})
    except ValidationError as error:
        raise PmdocsError(*problems_from(error, node, Config), exit_code=2) from None
    if "edit_uri" in config.model_fields_set:
        return config
    return config.model_copy(
        update={"edit_uri": f"edit/main/{_below_repository(file.parent)}{quote(config.docs_dir)}/"}
    )


def _below_repository(folder: Path) -> str:
    """Return the path from the top of the repository to a folder, with a slash behind; empty at the top and outside."""
    here = folder.resolve()
    top = next((one for one in (here, *here.parents) if (one / ".git").exists()), here)
    return "".join(f"{quote(part)}/" for part in here.relative_to(top).parts)


def refuse_outside(boundary: Boundary, docs_dir: str, file: Path) -> None:
    """Refuse a content folder that leads out of the site, or into a repository's own folder."""
    docs = boundary.folder / docs_dir
    if boundary.trust_links or (boundary.lets(docs, docs) and not in_repository(docs)):
        return
    place = place_of(file, "docs_dir")
    raise PmdocsError(
        Problem.at(place, "E-CONFIG", LEADS_OUT.fill(name=docs_dir), LEADS_OUT_HINT, "docs_dir"), exit_code=2
    )


def place_of(file: Path, *keys: str | int) -> Place:
    """Return where a key stands in a settings file, the top of the file where it does not."""
    node, _ = read_yaml(_text(file), file.name)
    found = locate(node, keys) if node is not None else None
    return found or Place(file.name)


def _text(file: Path) -> str:
    try:
        return read_regular(file, MAX_BYTES).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        raise _stop(
            file,
            Phrase(
                "no such file: this folder is not a pmdocs site", "没有此文件：这个文件夹不是 pmdocs 站点"
            ),
            Phrase("start one with: pmdocs init my-product", "新建站点：pmdocs init my-product --lang zh-CN"),
        ) from None
    except OSError as error:
        raise _stop(file, _UNREADABLE.fill(why=error.strerror)) from None
    except UnicodeDecodeError:
        raise _stop(
            file,
            Phrase("the text is not UTF-8", "文本不是 UTF-8 编码"),
            Phrase("save it as UTF-8", "请另存为 UTF-8 编码"),
        ) from None


def _stop(file: Path, message: Phrase, hint: Phrase | None = None) -> PmdocsError:
    return PmdocsError(Problem(file.name, 1, 1, "E-CONFIG", message, hint), exit_code=2)


_UNREADABLE = Phrase("cannot be read: {why}", "无法读取：{why}")
