"""render: Markdown → safe HTML with slots, within a limit of size and work."""

from __future__ import annotations

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.markdown.blocks import read_blocks
from pmdocs.markdown.limits import LONGEST, MOST_LINES, SECONDS, heaviest, is_suspicious, is_too_large
from pmdocs.markdown.rendered import Heading, Link, Rendered
from pmdocs.markdown.source import clean_body
from pmdocs.markdown.structure import Structure

__all__ = ["Heading", "Link", "Rendered", "render", "render_guarded", "render_here"]


def render(body: str, *, lang: str) -> Rendered:
    """Render the body that ``scan`` left; the result depends on nothing else.

    Nothing an author writes makes this raise or hang: what might take long is read in a process that can be killed.
    """
    body = clean_body(body)
    if is_too_large(body):
        return _refused(1, "E-SIZE", _TOO_LONG.fill(limit=f"{LONGEST:,}", lines=f"{MOST_LINES:,}"), _SPLIT)
    structure = read_blocks(body)
    if is_suspicious(body, structure):
        return _guarded(body, structure, lang, SECONDS)
    return _here(body, structure, lang)


def render_here(body: str, *, lang: str) -> Rendered:
    """Render in this process, within the limit of counted work."""
    body = clean_body(body)
    return _here(body, read_blocks(body), lang)


def render_guarded(body: str, *, lang: str, seconds: float = SECONDS) -> Rendered:
    """Render in a process of its own, which ends after ``seconds`` of processor time."""
    body = clean_body(body)
    return _guarded(body, read_blocks(body), lang, seconds)


def _here(body: str, structure: Structure, lang: str) -> Rendered:
    # A warm build renders nothing.
    from pmdocs.markdown.convert import convert  # noqa: PLC0415
    from pmdocs.markdown.work import TooMuchWorkError  # noqa: PLC0415

    try:
        return convert(body, structure, lang)
    except TooMuchWorkError:
        return _too_much_work(structure)
    except Exception as error:  # noqa: BLE001 -- the parser is not ours, and the text is anybody's
        hint = _SIMPLER.fill(error=type(error).__name__)
        return _refused(heaviest(structure), "E-MARKDOWN", _UNREADABLE, hint)


def _guarded(body: str, structure: Structure, lang: str, seconds: float) -> Rendered:
    from pmdocs.markdown.guard import run_guarded  # noqa: PLC0415 -- few texts need it

    rendered = run_guarded(body, lang, seconds)
    return rendered or _too_much_work(structure)


def _too_much_work(structure: Structure) -> Rendered:
    return _refused(heaviest(structure), "E-MARKDOWN", _TOO_SLOW, _SIMPLER_SLOW)


def _refused(line: int, code: str, message: Phrase, hint: Phrase) -> Rendered:
    return Rendered("", problems=(Problem("", line, 1, code, message, hint),))


_TOO_LONG = Phrase(
    "the text is longer than {limit} characters or {lines} lines", "正文超过 {limit} 个字符或 {lines} 行"
)
_SPLIT = Phrase("split it into several pages", "请拆分为多个页面")
_UNREADABLE = Phrase("this text cannot be read as Markdown", "无法将正文解析为 Markdown")
_SIMPLER = Phrase(
    "simplify the brackets and signs of emphasis near this line ({error})",
    "请简化此行附近的括号和强调符号（{error}）",
)
_TOO_SLOW = Phrase(
    "this text takes too much work to be read as Markdown", "解析正文的 Markdown 所需计算量过大"
)
_SIMPLER_SLOW = Phrase("simplify the brackets and signs near this line", "请简化此行附近的括号和符号")
