"""What a build reads beside the content folder: theme, history, and what earlier builds left in the store."""

from __future__ import annotations

from pathlib import Path

from pmdocs.incremental.code_version import code_digest
from pmdocs.incremental.store import Store, store_file
from pmdocs.incremental.up_to_date import Inputs
from pmdocs.site.project import Project
from pmdocs.system.clock import day_of
from pmdocs.system.git import commit_at, last_changes
from pmdocs.theming.theme import Theme, load_theme

_HISTORY = "history"


def open_store(folder: Path) -> Store:
    """Open the store of a site, in which one run leaves to the next what it worked out."""
    return Store(store_file(folder, code_digest()))


def read_theme(project: Project, store: Store) -> Theme:
    """Return the theme that the settings name."""
    config = project.config
    return load_theme(project.boundary, config.theme.name, config.docs_dir, store.folder("templates"), store)


def inputs_of(project: Project, config_file: Path, store: Store) -> Inputs:
    """Return where the inputs of a build lie."""
    config, folder = project.config, project.folder
    theme = read_theme(project, store)
    return Inputs(
        str(config_file.resolve()), str(folder / config.docs_dir),
        [str(folder / "themes"), *(str(f.resolve()) for f in theme.folders)],
        config.timezone, fixed_today=config.today is not None, today=project.today.isoformat(),
        history=str(folder) if config.git_dates else "", trust_links=project.trust_links,
    )  # fmt: skip


def commit_days(project: Project, store: Store) -> dict[str, str]:
    """Return the day of the last commit of each file, as ISO text; the log is read once for each commit."""
    config = project.config
    commit = commit_at(project.folder) if config.git_dates else ""
    if not commit:
        return {}
    known = store.state(_HISTORY)
    if not known or known[:2] != [commit, config.docs_dir]:
        known = [commit, config.docs_dir, dict(last_changes(project.folder, config.docs_dir, commit))]
        store.put_state(_HISTORY, known)
    times = known[2]
    days = {time: day_of(time, config.timezone).isoformat() for time in set(times.values())}
    return {path: days[time] for path, time in times.items()}
