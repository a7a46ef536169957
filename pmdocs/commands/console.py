"""What a build says on the terminal, and how the process ends."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmdocs.diagnostics.problem import Phrase, Problem, Severity, build_fails

if TYPE_CHECKING:
    from pmdocs.incremental.up_to_date import LastBuild
    from pmdocs.pipeline import Built


def end(code: int) -> None:
    """End the process at once: to take its modules apart one by one takes as long as a small build."""
    atexit._run_exitfuncs()  # noqa: SLF001 -- what others have registered has to run all the same
    with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def report(problems: list[Problem], lang: str, *, quiet: bool, verbose: bool) -> None:
    """Say what is wrong, and how much of it there is; what is only worth knowing where much is asked for."""
    from pmdocs.diagnostics.reports import counts  # noqa: PLC0415 -- only now and then

    shown = [p for p in problems if verbose or p.severity is not Severity.INFO]
    for problem in shown:
        click.echo(problem.text(lang), err=True)
    if shown or not quiet:
        click.echo(counts(problems, lang), err=True)


def say_unchanged(known: LastBuild, *, strict: bool, keep_going: bool, quiet: bool) -> int | None:
    """Say what the last build found, which is what this one would; ``None`` where it would not publish that."""
    problems = problems_of(known)
    failed = build_fails(problems, strict=strict or known.strict)
    if failed and not keep_going:
        return None
    report(problems, known.lang, quiet=quiet, verbose=False)
    if not quiet:
        same = Phrase("nothing has changed: {n} pages in {target}", "没有变化：{target} 有 {n} 个页面")
        target = Path(known.output, "index.html")
        click.echo(same.fill(n=known.pages, target=as_typed(target)).within(known.lang))
    return 1 if failed else 0


def problems_of(known: LastBuild) -> list[Problem]:
    """Return what the last build found."""
    if known.problems == "[]":
        return []
    from pmdocs.system.codec import decoded  # noqa: PLC0415 -- a build that changes nothing rarely has any

    return decoded(list[Problem], known.problems)


def as_typed(path: Path) -> Path:
    """Return a path as somebody in the current folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def say_reasons(built: Built, lang: str) -> None:
    """Say why each page was made again."""
    from pmdocs.commands.build import why  # noqa: PLC0415 -- only now and then

    for url, question in sorted(built.reasons.items()):
        click.echo(f"{url or './'}: {why(question).within(lang)}")
    kept = Phrase("{n} of {all} pages were made again", "{all} 个页面中重新生成了 {n} 个")
    click.echo(kept.fill(n=len(built.reasons), all=built.pages).within(lang))


def say_result(built: Built, target: Path, lang: str) -> None:
    """Say where the site is, or that nothing was published."""
    if built.published:
        done = Phrase("built {n} pages into {target}", "已将 {n} 个页面构建到 {target}")
        click.echo(done.fill(n=built.pages, target=as_typed(target) / "index.html").within(lang))
    else:
        kept = Phrase("nothing was published; {target} is as it was", "没有发布任何内容；{target} 保持原样")
        click.echo(kept.fill(target=as_typed(target)).within(lang), err=True)


def say_times(seconds: Mapping[str, float]) -> None:
    """Say how long each stage took."""
    total = sum(seconds.values())
    for name, value in seconds.items():
        click.echo(f"{name:<10}{value * 1000:>10.1f} ms{value / total:>8.1%}", err=True)
    click.echo(f"{'total':<10}{total * 1000:>10.1f} ms", err=True)
