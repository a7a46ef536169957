"""A person at a terminal: types what a document shows, in the folder where it says so, and reads what is printed."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_PMDOCS = (sys.executable, "-m", "pmdocs")


def typed_lines(blocks: list[tuple[str, str]]) -> list[str]:
    """Return the lines beginning with ``pmdocs`` of the shell blocks of a document, without prompt and comment."""
    lines = [
        line for language, block in blocks if language in ("sh", "console") for line in block.splitlines()
    ]
    found = [re.match(r"(?:\$ )?(pmdocs .*?)\s*(?:#.*)?$", line) for line in lines]
    return [match[1] for match in found if match]


@dataclass
class Served:
    """A preview that runs until ``stop``; its address is waited for when it is asked for first."""

    process: subprocess.Popen[str]

    @cached_property
    def url(self) -> str:
        """The address that was printed in the first line."""
        assert self.process.stdout
        said = self.process.stdout.readline()
        assert "http://" in said, said + self.process.communicate()[0]
        return next(word for word in said.split() if word.startswith("http://"))

    def stop(self) -> str:
        """Press Ctrl-C and return what else was printed."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=30)[0]


@dataclass
class Terminal:
    """A shell in a folder. ``browser`` stands for the program that ``--open`` starts."""

    folder: Path
    browser: str = "true"

    def cd(self, folder: str) -> None:
        """Go to another folder."""
        self.folder = self.folder / folder

    def run(self, line: str) -> str:
        """Run a line of the shell to its end; return what it printed."""
        pmdocs = f'pmdocs() {{ {shlex.join(_PMDOCS)} "$@"; }}'
        done = subprocess.run(
            ["sh", "-c", f"{pmdocs}\n{line}"], cwd=self.folder, env=self._environment(), text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.stdout

    def serve(self, line: str) -> Served:
        """Start a preview."""
        process = subprocess.Popen(
            self._command(line), cwd=self.folder, env=self._environment(), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return Served(process)

    def _command(self, line: str) -> list[str]:
        name, *arguments = shlex.split(line)
        assert name == "pmdocs", line
        return [*_PMDOCS, *arguments]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONUNBUFFERED": "1", "BROWSER": self.browser}


def save(file: Path, text: str) -> None:
    """Save a file as an editor does: a new file beside it, moved over the old one."""
    beside = file.with_name(f".{file.name}.part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
