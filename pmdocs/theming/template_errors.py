"""Mistakes in a site's own templates, told like those in its content: path, line, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem

Place = tuple[str, int]
"""File and line of a template."""


@contextmanager
def template_problems(themes: Sequence[Path]) -> Iterator[None]:
    """Turn an error that a template of the site's own ``themes`` makes into a problem at its place.

    What goes wrong in a template of pmdocs is a bug of pmdocs, and passes.
    """
    try:
        yield
    except PmdocsError:
        raise
    except Exception as error:
        place = _own(_place(error), themes)
        if place is None:
            raise
        message, hint = _words(error)
        raise PmdocsError(Problem(*place, 1, "E-THEME", message, hint), exit_code=2) from error


def _place(error: Exception) -> Place | None:
    """Return where the template is that fails: for a mistake in its text there, else at the innermost frame."""
    if isinstance(error, TemplateSyntaxError):
        return (error.filename, error.lineno) if error.filename else None
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    if not isinstance(error, TemplateError):
        return frames[-1] if frames else None
    return next((place for place in reversed(frames) if place[0].endswith(".html")), None)


def _own(place: Place | None, themes: Sequence[Path]) -> Place | None:
    """Return the place by its path within the site; ``None`` for a file that is not the site's."""
    for theme in themes:
        if place and Path(place[0]).is_relative_to(theme):
            return f"themes/{theme.name}/{Path(place[0]).relative_to(theme).as_posix()}", place[1]
    return None


def _words(error: Exception) -> tuple[Phrase, Phrase | None]:
    if isinstance(error, TemplateSyntaxError):
        return _SYNTAX.fill(why=error.message), None
    if isinstance(error, TemplateNotFound):
        return _NOT_FOUND.fill(name=error.name), _NOT_FOUND_HINT
    if isinstance(error, UndefinedError):
        return _UNDEFINED.fill(why=error.message), _UNDEFINED_HINT
    return _FAILS.fill(why=f"{type(error).__name__}: {error}"), None


_SYNTAX = Phrase("the template cannot be read: {why}", "无法读取模板：{why}")
_NOT_FOUND = Phrase("there is no template ‘{name}’", "没有模板‘{name}’")
_NOT_FOUND_HINT = Phrase(
    "templates are looked for in the theme and in those that it extends", "会在主题及其所扩展的主题中查找模板"
)
_UNDEFINED = Phrase(
    "the template asks for something that is not there: {why}", "模板用到了不存在的内容：{why}"
)
_UNDEFINED_HINT = Phrase(
    "the comment at the top of the original template lists what there is", "原模板顶部的注释列出了可用的内容"
)
_FAILS = Phrase("the template fails: {why}", "模板出错：{why}")
