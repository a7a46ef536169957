"""Rendering in a process of its own: one that takes too much of processor or memory ends itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

from pmdocs.markdown.rendered import Rendered
from pmdocs.system.codec import decoded


def run_guarded(body: str, lang: str, seconds: float) -> Rendered | None:
    """Render in a new process; ``None`` if it needed more than these seconds of a processor, or died."""
    request = json.dumps([seconds, {"body": body, "lang": lang}])
    command = [sys.executable, "-X", "utf8", "-m", "pmdocs.markdown.guarded"]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, by the interpreter that runs this one
            command, input=request, capture_output=True, encoding="utf-8", timeout=_patience(seconds), check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return decoded(Rendered, done.stdout)


def _patience(seconds: float) -> float | None:
    """Return how long to wait for a process that cannot be held to processor time."""
    return None if hasattr(signal, "setitimer") else 10 * seconds
