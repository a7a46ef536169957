"""Rendering in a process of its own: one that takes too long or too much can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from pmdocs.markdown.rendered import Rendered
from pmdocs.system.codec import decoded


def run_guarded(body: str, lang: str, seconds: float) -> Rendered | None:
    """Render in a new process; ``None`` if it did not end in time or died."""
    request = json.dumps({"body": body, "lang": lang})
    command = [sys.executable, "-X", "utf8", "-m", "pmdocs.markdown.guarded"]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, by the interpreter that runs this one
            command, input=request, capture_output=True, encoding="utf-8", timeout=seconds, check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return decoded(Rendered, done.stdout)
