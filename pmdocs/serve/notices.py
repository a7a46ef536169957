"""Pages the server itself has to say something with: unknown address, unreadable site, a bug in pmdocs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from pmdocs import __version__
from pmdocs.diagnostics.problem import Phrase

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_STYLE = (
    '<script src="/assets/boot.js"></script>\n<link rel="stylesheet" href="/assets/site.css">\n'
    '<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">\n'
)
_NO_STYLE = '<link rel="icon" href="data:,">\n'
_MOST_PROBLEMS = 20
_TRACEBACK_LINES = 12


def missing_page(asked: str, near: Iterable[tuple[str, str]], lang: str) -> str:
    """Return the page for an address that is nothing, with the addresses most like it."""
    links = "".join(f'<li><a href="{escape(href)}">{escape(title)}</a></li>' for title, href in near)
    nearest = f"<p>{_say(_NEAR, lang)}</p><ul>{links}</ul>" if links else ""
    return _page(_MISSING.within(lang), lang, (
        f'<p class="missing-number" aria-hidden="true">404</p><h1>{_say(_MISSING, lang)}</h1>'
        f'<p class="lead"><code>{escape(asked)}</code></p><p>{_say(_APPEARS, lang)}</p>{nearest}'
        f'<p><a class="button" href="/">{_say(_HOME, lang)}</a></p>'
    ))  # fmt: skip


def unreadable_page(problems: Iterable[Mapping[str, Any]], lang: str) -> str:
    """Return what is shown while the settings or the theme cannot be read and there is no site at all."""
    rows = [_problem(problem) for problem in problems][:_MOST_PROBLEMS]
    body = f"<h1>{_say(_UNREADABLE, lang)}</h1><p>{_say(_RETURNS, lang)}</p><ul>{''.join(rows)}</ul>"
    return _page(_UNREADABLE.within(lang), lang, body, styled=False)


def _problem(problem: Mapping[str, Any]) -> str:
    hint = f"<br>{escape(problem['hint'])}" if problem["hint"] else ""
    return f"<li><code>{escape(problem['place'])}</code><br>{escape(problem['message'])}{hint}</li>"


def bug_page(trace: str, lang: str, *, styled: bool) -> str:
    """Return the page in place of one whose making failed by our own fault."""
    tail = escape("\n".join(trace.rstrip().splitlines()[-_TRACEBACK_LINES:]))
    return _page(_BUG.within(lang), lang, (
        f"<h1>{_say(_BUG, lang)}</h1><p>{_say(_REPORT, lang)}</p>"
        f'<pre tabindex="0"><code>{tail}\npmdocs {escape(__version__)}</code></pre>'
    ), styled=styled)  # fmt: skip


def _say(phrase: Phrase, lang: str) -> str:
    return escape(phrase.within(lang))


def _page(title: str, lang: str, body: str, *, styled: bool = True) -> str:
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<title>{escape(title)}</title>\n'
        f'<meta name="color-scheme" content="light dark">\n{_STYLE if styled else _NO_STYLE}</head>\n'
        f'<body class="pm-notice">\n<main class="content" id="content" tabindex="-1"><article class="missing prose">{body}'
        "</article></main>\n</body>\n</html>\n"
    )


_MISSING = Phrase("This page does not exist", "页面不存在")
_APPEARS = Phrase(
    "As soon as a source file makes it, it appears here by itself.",
    "一旦有源文件生成它，它会自动出现在这里。",
)
_NEAR = Phrase("Pages with an address like it:", "地址相近的页面：")
_HOME = Phrase("Go to the home page", "返回首页")
_UNREADABLE = Phrase("The site cannot be read", "无法读取站点")
_RETURNS = Phrase("It comes back by itself as soon as this is corrected:", "修正以下问题后，站点会自动恢复：")
_BUG = Phrase("This is a bug in pmdocs", "这是 pmdocs 的缺陷")
_REPORT = Phrase(
    "Nothing is wrong with your site for it; the other pages still work. Please report these lines. "
    "The page comes back by itself when it can be made again.",
    "这不是站点的错误，其他页面仍可使用。请反馈以下内容。页面能够重新生成时会自动恢复。",
)
