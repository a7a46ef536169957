"""Arguments in, exit code out: 0 fine, 1 errors in the content, 2 usage or settings, 3 a bug, 130 interrupted."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pmdocs import __version__
from pmdocs.commands.console import as_typed, end, report, say_reasons, say_result, say_times, say_unchanged
from pmdocs.commands.languages import Language
from pmdocs.diagnostics.problem import Phrase, PmdocsError, Severity, build_fails
from pmdocs.system.boundary import settings_of
from pmdocs.system.failures import stop_of

if TYPE_CHECKING:
    from pmdocs.pipeline import Project


LANGS = Language(["en", "zh-CN"])
F = TypeVar("F", bound=Callable[..., Any])


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # What is imported stays, and pages are let go of as they are written: to look for more is time lost.
    gc.set_threshold(_OBJECTS)
    end(run())


_OBJECTS = 50_000
"""New objects after which Python looks for some that nobody needs; its default is 700."""


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; nothing an author wrote ends in a traceback."""
    # Pydantic would look through every installed package for plug-ins of its own, of which none is for us.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        return int(cli.main(arguments, prog_name="pmdocs", standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (PmdocsError, OSError) as error:
        stop = error if isinstance(error, PmdocsError) else stop_of(error, Path.cwd())
        for problem in stop.problems:
            click.echo(problem.text(), err=True)
        return stop.exit_code
    except Exception:  # noqa: BLE001 -- the last line of defence: a bug in pmdocs, to be reported as one
        click.echo(traceback.format_exc(), err=True)
        click.echo(f"This is a bug in pmdocs {__version__}: please report the lines above.", err=True)
        return 3


def _say_licences(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 -- as click calls it
    if asked:
        from pmdocs.commands.licenses import licences  # noqa: PLC0415 -- few ask

        for one in licences():
            click.echo(one.line())
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pmdocs", message="%(prog)s %(version)s")
@click.option(
    "--licenses", is_flag=True, is_eager=True, expose_value=False, callback=_say_licences,
    help="List the licence of everything that pmdocs ships and needs.",
)  # fmt: skip
def cli() -> None:
    """Typed product specs in, a themed site with computed charts out."""


def _trust_links(command: F) -> F:
    """Add the option that lets links of the site lead out of it."""
    return click.option("--trust-links", is_flag=True, help="Follow links that lead out of the site.")(
        command
    )


def _site_options(command: F) -> F:
    """Add what every command on a site takes."""
    decorators = [
        click.argument("site", type=click.Path(file_okay=False, path_type=Path), default=Path()),
        click.option(
            "-f",
            "--config-file",
            type=click.Path(path_type=Path),
            help="Settings file; default: SITE/pmdocs.yml.",
        ),
        click.option("-s", "--strict", is_flag=True, help="Warnings fail, too."),
        click.option(
            "--today", type=click.DateTime(["%Y-%m-%d"]), help="The site's date, to repeat a build."
        ),
        click.option(
            "-j", "--jobs", type=click.IntRange(0), default=0, help="Worker processes; 0 decides by size."
        ),
        _trust_links,
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems."),
        click.option("-v", "--verbose", is_flag=True, help="Also show hints and the time of each stage."),
    ]
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def _project(
    site: Path, config_file: Path | None, today: dt.datetime | None, *, trust_links: bool = False
) -> Project:
    from pmdocs.pipeline import Project  # noqa: PLC0415 -- `pmdocs --help` must not wait for the pipeline

    return Project.open(site, config_file, today.date() if today else None, trust_links=trust_links)


@cli.command()
@_site_options
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Default: SITE/output."
)
@click.option("--keep-going", is_flag=True, help="Publish in spite of errors; their pages show them.")
@click.option("--explain", is_flag=True, help="Say why each page was made again.")
def build(
    *, site: Path, config_file: Path | None, strict: bool, today: dt.datetime | None, jobs: int, quiet: bool,
    verbose: bool, trust_links: bool, output: Path | None, keep_going: bool, explain: bool,
) -> int:  # fmt: skip
    """Build SITE, all of it or nothing; what has not changed is not made again."""
    from pmdocs.incremental.code_version import code_digest  # noqa: PLC0415 -- see _project
    from pmdocs.incremental.store import Store, store_file  # noqa: PLC0415 -- see _project
    from pmdocs.incremental.up_to_date import last_build  # noqa: PLC0415 -- see _project

    store = Store(store_file(site, code_digest()))
    settings = config_file or settings_of(site, trust_links=trust_links)
    day = today.date().isoformat() if today else None
    known = last_build(store, settings, output, day, trust_links=trust_links)
    if known and not (verbose or explain):
        code = say_unchanged(known, strict=strict, keep_going=keep_going, quiet=quiet)
        if code is not None:
            return code
    from pmdocs.commands.build import build_site  # noqa: PLC0415 -- see _project

    project = _project(site, config_file, today, trust_links=trust_links)
    built = build_site(
        project, settings, output, store, strict=strict, keep_going=keep_going, jobs=jobs, quiet=quiet
    )
    report(built.problems, project.config.lang, quiet=quiet, verbose=verbose)
    if explain:
        say_reasons(built, project.config.lang)
    if not quiet:
        say_result(built, output or project.folder / project.config.site_dir, project.config.lang)
    if verbose:
        say_times(built.seconds)
    return 1 if built.failed else 0


@cli.command()
@_site_options
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text")
def check(
    *, site: Path, config_file: Path | None, strict: bool, today: dt.datetime | None, jobs: int, quiet: bool,
    verbose: bool, trust_links: bool, form: str,
) -> int:  # fmt: skip
    """Check SITE without writing anything."""
    from pmdocs.diagnostics.reports import FORMATS  # noqa: PLC0415 -- see _project
    from pmdocs.pipeline import load, open_store  # noqa: PLC0415 -- see _project

    project = _project(site, config_file, today, trust_links=trust_links)
    store = open_store(site)
    problems = load(project, store=store, jobs=jobs, prerender=True).all_problems()
    store.close()
    shown = [p for p in problems if verbose or form != "text" or p.severity is not Severity.INFO]
    text = FORMATS[form](shown, project.config.lang)
    if text and not (quiet and not shown):
        click.echo(text)
    return 1 if build_fails(problems, strict=strict or project.config.strict) else 0


@cli.command()
@click.argument("site", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option(
    "-f", "--config-file", type=click.Path(path_type=Path), help="Settings file; default: SITE/pmdocs.yml."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The site's date; default: today.")
@click.option("--open", "open_", is_flag=True, help="Open the site in the browser.")
@click.option("--follow", is_flag=True, help="The browser goes to the page that was saved.")
@click.option("--host", default="127.0.0.1", help="Address to listen at; default: this machine only.")
@click.option(
    "--allow-host", "allowed_hosts", multiple=True, metavar="NAME",
    help="A name under which others may ask for it, as behind a proxy; may be repeated.",
)  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), help="Port; default: 8000, or the next free one.")
@click.option("--dev-addr", metavar="HOST:PORT", help="Both at once, as in MkDocs.")
@_trust_links
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the address.")
def serve(
    *, site: Path, config_file: Path | None, today: dt.datetime | None, open_: bool, follow: bool, host: str,
    port: int | None, dev_addr: str | None, trust_links: bool, quiet: bool, allowed_hosts: tuple[str, ...],
) -> int:  # fmt: skip
    """Show SITE in the browser while it is being written; every save is seen at once."""
    from pmdocs.serve.listening import split_address  # noqa: PLC0415 -- see _project
    from pmdocs.serve.server import Settings, serve as serve_site  # noqa: PLC0415 -- see _project

    settings_file = config_file or settings_of(site, trust_links=trust_links)
    if not settings_file.is_file():
        _project(site, config_file, None)  # which says that this is no site
    if dev_addr:
        host, port = split_address(dev_addr)
    day = today.date() if today else None
    return serve_site(
        Settings(site, settings_file, day, host, port, open_, follow, quiet, trust_links, allowed_hosts)
    )


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lang", type=LANGS, default="en", help="Language of the site.")
@click.option("--empty", is_flag=True, help="Write the settings and a home page alone, without an example.")
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab"]),
    help="Also write the workflow that checks and publishes it; a site that exists gets only that.",
)
def init(*, folder: Path, lang: str, ci: str | None, empty: bool) -> None:
    """Write a small, finished site into FOLDER."""
    from pmdocs.commands.scaffold import init as write_site  # noqa: PLC0415 -- see _project

    written = write_site(folder, lang, ci, empty=empty)
    if len(written) == 1:
        click.echo(written[0].as_posix())
        return
    done = Phrase("{n} files in {folder}. Next:", "已在 {folder} 写入 {n} 个文件。下一步：")
    click.echo(done.fill(n=len(written), folder=folder).within(lang) + f"\n  pmdocs serve {folder} --open")


@cli.command()
@click.argument("kind")
@click.argument("title", required=False)
@click.option(
    "--from", "table", type=click.Path(dir_okay=False, path_type=Path),
    help="A table (CSV, Excel) exported by another program, whose rows the spec takes.",
)  # fmt: skip
@click.option("--lang", type=LANGS, help="Language of the page; default: the site's.")
@click.option(
    "-f", "--config-file", type=click.Path(path_type=Path), help="Settings file; default: pmdocs.yml."
)
def new(kind: str, title: str | None, table: Path | None, lang: str | None, config_file: Path | None) -> None:
    """Write a new spec of KIND with TITLE into the site of the current folder."""
    from pmdocs.commands.imports import new_from, row_fields  # noqa: PLC0415 -- see _project
    from pmdocs.commands.kinds import named_kind  # noqa: PLC0415 -- see _project
    from pmdocs.commands.scaffold import new as write_spec  # noqa: PLC0415 -- see _project

    loaded = named_kind(kind)
    project = _project(Path(), config_file, None)
    if table and not row_fields(loaded):
        raise click.UsageError(f"a {loaded.id} takes no table")
    if table:
        file = new_from(project, loaded, title or table.stem, table, lang)
    elif title:
        file = write_spec(project, loaded, title, lang)
    else:
        raise click.UsageError("missing argument 'TITLE'")
    click.echo(as_typed(file).as_posix())


@cli.command()
@click.argument("kind", required=False)
@click.option("--lang", type=LANGS, help="Show one language only.")
def kinds(kind: str | None, lang: str | None) -> None:
    """List the kinds of spec, or show the fields of one KIND with an example."""
    from pmdocs.commands.kinds import kind_line, kind_page, named_kind  # noqa: PLC0415 -- see _project
    from pmdocs.kinds import kind_ids, load_kind  # noqa: PLC0415 -- see _project

    if kind:
        click.echo(kind_page(named_kind(kind), lang or "en"))
    else:
        for id_ in kind_ids():
            click.echo(kind_line(load_kind(id_), lang))


@cli.command()
@click.argument("kind", required=False)
@click.option("--settings", is_flag=True, help="The schema of pmdocs.yml.")
def schema(*, kind: str | None, settings: bool) -> None:
    """Print the JSON Schema of one KIND, or of any spec file."""
    from pmdocs.commands.kinds import named_kind  # noqa: PLC0415 -- see _project
    from pmdocs.commands.schema import schema as schema_of, schema_of_all, schema_of_settings  # noqa: PLC0415 -- see _project

    data = schema_of(named_kind(kind)) if kind else schema_of_settings() if settings else schema_of_all()
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
