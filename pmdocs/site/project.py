"""A site before anything of it has been read: its folder, its settings and its date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pmdocs.config import Config, read_config, refuse_outside
from pmdocs.system.boundary import Boundary, settings_of
from pmdocs.system.clock import build_day


@dataclass(frozen=True)
class Project:
    """A site folder with its settings: the whole input of a build, together with the date.

    ``folder`` is absolute and without links, however it was named; links in it that lead out of it are
    followed only where ``trust_links``.
    """

    folder: Path
    config: Config
    config_file: Path
    today: dt.date
    trust_links: bool = False

    @classmethod
    def open(
        cls, folder: Path, config_file: Path | None = None, today: dt.date | None = None, *,
        trust_links: bool = False,
    ) -> Project:  # fmt: skip
        """Read the settings of a site folder; ``today`` defaults to the date in the site's time zone."""
        file = config_file or settings_of(folder, trust_links=trust_links)
        config = read_config(file)
        today = today or config.today or build_day(config.timezone)
        project = cls(folder.resolve(), config, file, today, trust_links)
        refuse_outside(project.boundary, config.docs_dir, file)
        return project

    @property
    def boundary(self) -> Boundary:
        """How far links of the site lead."""
        return Boundary(self.folder, self.trust_links)
