"""A theme: a chain of folders with tokens, words, templates, styles and scripts; the nearest folder wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.environment import TemplateModule

from pmdocs.diagnostics.problem import Problem
from pmdocs.i18n import Labels, Words
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.system.boundary import Boundary
from pmdocs.system.hashing import digest
from pmdocs.theming.chain import built_in_themes, read_chain
from pmdocs.theming.environment import environment, is_template_name
from pmdocs.theming.files import theme_text
from pmdocs.theming.palette import Memo

__all__ = ["Theme", "built_in_themes", "load_theme"]


@dataclass(frozen=True)
class Theme:
    """A loaded theme; ``folders`` run from the theme itself to its remotest parent."""

    name: str
    folders: tuple[Path, ...]
    tokens: Mapping[str, Any]
    labels: Labels
    logos: Mapping[str, Path] = field(default_factory=dict)
    """Files of the site's logo by mode; for light alone where one is for both."""
    problems: tuple[Problem, ...] = ()
    """What the author should know of the theme's colours."""
    compiled: Path | None = None
    """Folder in which compiled templates are kept, by the digest of their source."""
    whole_sections: bool = False
    """Whether the page of a folder shows its pages in full."""

    def words(self, lang: str) -> Words:
        """Return the theme's words in a language."""
        return Words(lang, self.labels)

    @cached_property
    def environment(self) -> Environment:
        """The template environment, kinds/<id>/page.html included; closed where the site brings a theme along."""
        return environment(self._source, self.compiled, closed=bool(self.own_folders))

    def _source(self, name: str) -> str | tuple[str, str, None] | None:
        """Return a template: ``page.html`` of the nearest theme that has it, ``base/page.html`` of that theme.

        The second is for a template that extends the one that it replaces.
        """
        if not is_template_name(name):
            return None
        head, _, rest = name.partition("/")
        own = next((f / "templates" / rest for f in self.folders if f.name == head), None)
        file = own if own and own.is_file() else self.find(f"templates/{name}")
        if file:
            return self._text(file), str(file), None
        kind, _, of_kind = rest.partition("/")
        return load_kind(kind).file(of_kind) or None if head == "kinds" and kind in kind_ids() else None

    def _text(self, file: Path) -> str:
        folder = next(folder for folder in self.folders if file.is_relative_to(folder))
        return theme_text(file, f"themes/{folder.name}/{file.relative_to(folder).as_posix()}")

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """The folders of the chain that belong to the site."""
        return tuple(f for f in self.folders if f.parent != built_in_themes())

    def find(self, name: str) -> Path | None:
        """Return the nearest file of this name in the chain."""
        return next((f / name for f in self.folders if (f / name).is_file()), None)

    def files(self, folder: str, suffix: str = "") -> dict[str, Path]:
        """Return name → nearest file for all files of a folder over the chain, by name."""
        found: dict[str, Path] = {}
        for theme in reversed(self.folders):
            for file in sorted((theme / folder).glob(f"*{suffix}")):
                if file.is_file() and not file.name.startswith("."):
                    found[file.name] = file
        return dict(sorted(found.items()))

    @cached_property
    def digest(self) -> str:
        """Digest of all that decides what a page looks like in HTML: words and templates."""
        folders = [folder / "templates" for folder in self.folders]
        files = [
            (number, file.relative_to(folder).as_posix(), file.read_bytes())
            for number, folder in enumerate(folders)
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        ]
        return digest(
            sorted(self.labels.items()), sorted(self.logo_names.items()), files, self.whole_sections
        )

    @property
    def logo_names(self) -> dict[str, str]:
        """Names below assets/ under which the logo is published, by mode."""
        return {
            mode: f"logo{'-dark' if mode == 'dark' else ''}{file.suffix.lower()}"
            for mode, file in self.logos.items()
        }

    @property
    def logo_files(self) -> dict[str, bytes]:
        """The logo by name below assets/."""
        return {name: self.logos[mode].read_bytes() for mode, name in self.logo_names.items()}

    @cached_property
    def stamp(self) -> str:
        """Digest of everything in the theme, styles and scripts included."""
        files = [self.files(folder) for folder in ("css", "js", "assets")]
        return digest(
            self.digest,
            sorted(self.tokens.items()),
            self.problems,
            *(data for data in self.logo_files.values()),
            *(f.read_bytes() for some in files for f in some.values()),
        )

    def render(self, template: str, **context: object) -> str:
        """Render a template of the chain."""
        return self.environment.get_template(template).render(**context)

    def macro(self, template: str, name: str, words: Words) -> Callable[..., str]:
        """Return a macro of a theme's template that speaks the language of ``words``."""
        return getattr(self._module(template, words), name)  # type: ignore[no-any-return]

    def _module(self, template: str, words: Words) -> TemplateModule:
        key = (template, words.lang)
        if key not in self._modules:
            self._modules[key] = self.environment.get_template(template).make_module({"t": words})
        return self._modules[key]

    @cached_property
    def _modules(self) -> dict[tuple[str, str], TemplateModule]:
        return {}

    def kind_macro(self, kind: str, name: str) -> Callable[..., str] | None:
        """Return a macro of a kind's page.html, ``None`` when it has none of that name."""
        return getattr(self.kind_module(kind, "page.html"), name, None)

    def kind_module(self, kind: str, file: str) -> TemplateModule | None:
        """Return the macros of a template of a kind, ``None`` when it has no such file."""
        name = f"kinds/{kind}/{file}"
        if not (load_kind(kind).file(file) or self.find(f"templates/{name}")):
            return None
        return self.environment.get_template(name).module

    def stylesheet(self, kinds: Iterable[str] = ()) -> str:
        """Return the style sheet of the site: layers, tokens, every file of css/ by name, the kinds in use.

        One file rather than one a kind: a page waits for one request and never shows half its style.
        """
        parts = [self._text(file) for file in self.files("css", ".css").values()]
        own = (load_kind(kind).file(name) for kind in kinds for name in ("style.css", "index.css"))
        parts += [f"@layer kinds {{\n{css}}}" for css in own if css]
        return "\n".join([_LAYERS, _token_css(self.tokens), *map(_without_notes, parts)])


def _without_notes(css: str) -> str:
    """Return a style sheet without its comments and indentation, which are for those who edit it."""
    lines = (line.strip() for line in _COMMENT.sub("", css).splitlines())
    return "\n".join(line for line in lines if line)


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

_LAYERS = "@layer reset, tokens, base, layout, components, kinds, print;"


def _token_css(tokens: Mapping[str, Any]) -> str:
    light = "".join(f"--{k}:{_of(v, 'light')};" for k, v in tokens.items())
    dark = "".join(f"--{k}:{v['dark']};" for k, v in tokens.items() if isinstance(v, Mapping))
    return (
        f"@layer tokens{{:root{{color-scheme:light;{light}}}"
        f'@media screen and (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{color-scheme:dark;{dark}}}}}'
        f'@media screen{{:root[data-theme="dark"]{{color-scheme:dark;{dark}}}}}}}'
    )


def _of(value: Any, mode: str) -> str:
    return str(value[mode] if isinstance(value, Mapping) else value)


def load_theme(
    boundary: Boundary,
    name: str,
    docs_dir: str = "content",
    compiled: Path | None = None,
    memo: Memo | None = None,
) -> Theme:
    """Load a theme and its parents; ``compiled`` is a folder for compiled templates, ``memo`` keeps colours."""
    chain = read_chain(boundary, name, docs_dir, memo)
    parts = (chain.folders, chain.tokens, chain.labels, chain.logos, chain.problems)
    return Theme(name, *parts, compiled, chain.whole_sections)
