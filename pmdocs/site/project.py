"""A site before anything of it has been read: its folder, its settings and its date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pmdocs.config import FILE, Config, read_config
from pmdocs.system.clock import today as current_date


@dataclass(frozen=True)
class Project:
    """A site folder with its settings: the whole input of a build, together with the date.

    ``folder`` is absolute and without links, however it was named.
    """

    folder: Path
    config: Config
    today: dt.date

    @classmethod
    def open(cls, folder: Path, config_file: Path | None = None, today: dt.date | None = None) -> Project:
        """Read the settings of a site folder; ``today`` defaults to the date in the site's time zone."""
        config = read_config(config_file or folder / FILE)
        return cls(folder.resolve(), config, today or config.today or current_date(config.timezone))
