"""When each file of a site was last changed, by its history in git: a function of the commit at hand.

One pass over the log, within bounds; whoever asks keeps the answer by the name of the commit. Without git,
outside a work tree and in a shallow clone, whose oldest commit seems to have changed everything, there is none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

Changes = Mapping[str, int]
"""The time of the last commit, in seconds since 1970, by path relative to the site folder."""

MAX_COMMITS = 50_000
"""Commits that are looked at."""
_TIMEOUT_SECONDS = 60.0
_MARK = "\x01"
_REFERENCE = "ref: "
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C",
}  # fmt: skip
_OF_CALLER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""Variables that a git hook sets for itself; the folder alone decides here."""


def commit_at(folder: Path) -> str:
    """Return the commit that a folder is at, empty where there is none or its history is cut off.

    Read from the files of git, because every build asks: to start git takes longer than to build nothing.
    """
    try:
        git = _git_folder(folder.resolve())
        if git is None:
            return ""
        common = _common(git)
        if (common / "shallow").exists():
            return ""
        head = (git / "HEAD").read_text(encoding="utf-8").strip()
        return _resolved(head, git, common) or _asked(folder)
    except (OSError, UnicodeDecodeError):
        return ""


def _git_folder(folder: Path) -> Path | None:
    """Return where git keeps the state of the work tree around a folder; a linked work tree has a file instead."""
    for above in (folder, *folder.parents):
        found = above / ".git"
        if found.is_dir():
            return found
        if found.is_file():
            return above / found.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    return None


def _common(git: Path) -> Path:
    """Return the folder that linked work trees share."""
    file = git / "commondir"
    return git / file.read_text(encoding="utf-8").strip() if file.is_file() else git


def _resolved(head: str, git: Path, common: Path) -> str:
    if not head.startswith(_REFERENCE):
        return head
    name = head.removeprefix(_REFERENCE)
    for place in (git, common):
        if (place / name).is_file():
            return (place / name).read_text(encoding="utf-8").strip()
    packed = common / "packed-refs"
    lines = packed.read_text(encoding="utf-8").splitlines() if packed.is_file() else []
    return next((line.split(" ")[0] for line in lines if line.endswith(f" {name}")), "")


def _asked(folder: Path) -> str:
    """Return the commit as git says it: for branches kept in another way than as files."""
    return "".join(_lines(folder, "rev-parse", "--verify", "--quiet", "HEAD")).strip()


def last_changes(folder: Path, docs_dir: str, commit: str) -> Changes:
    """Return when each file below ``docs_dir`` was last changed up to a commit."""
    found: dict[str, int] = {}
    time = 0
    lines = _lines(
        folder, "log", f"--max-count={MAX_COMMITS}", f"--format={_MARK}%ct", "--name-only", "--no-renames",
        "--relative", commit, "--", docs_dir,
    )  # fmt: skip
    for line in lines:
        if line.startswith(_MARK):
            time = int(line[1:])
        elif line:
            found.setdefault(line, time)
    return found


def _lines(folder: Path, *arguments: str) -> Iterator[str]:
    """Yield what git says, line by line; nothing where it fails, is not there or takes too long."""
    import subprocess  # noqa: PLC0415 -- takes longer to import than a no-op build may wait

    own = {name: value for name, value in os.environ.items() if name not in _OF_CALLER}
    command = ["git", "--no-pager", "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 -- arguments of our own
            command, cwd=folder, env=own | _ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=_TIMEOUT_SECONDS, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return
    yield from done.stdout.decode("utf-8", "replace").splitlines()
