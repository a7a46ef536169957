"""One tool's failure is a line of the report and stops nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, Protocol

from playwright.sync_api import Error

from tests.bench.measure import FailedError

P = ParamSpec("P")


class Figures(Protocol):
    """What is measured of one tool, or why it is not."""

    failure: str


def attempt(figures: Figures, action: Callable[P, object], /, *arguments: P.args, **named: P.kwargs) -> None:
    """Do something with a tool that has not failed; when that fails, note why and go on without it."""
    if figures.failure:
        return
    try:
        action(*arguments, **named)
    except (FailedError, OSError, Error) as error:
        figures.failure = str(error)
