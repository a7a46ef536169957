"""Rendering in a process of its own: one that takes too long or too much can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from pmdocs.markdown.rendered import Rendered

MEMORY = 512 * 1024 * 1024
"""Bytes that a guarded process may take, where the system can hold it to that."""


def run_guarded(body: str, lang: str, id_prefix: str, seconds: float) -> Rendered | None:
    """Render in a new process; ``None`` if it did not end in time or died."""
    request = json.dumps({"body": body, "lang": lang, "id_prefix": id_prefix})
    command = [sys.executable, "-X", "utf8", "-m", "pmdocs.markdown.guard"]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, by the interpreter that runs this one
            command, input=request, capture_output=True, encoding="utf-8", timeout=seconds, check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return Rendered.from_data(json.loads(done.stdout))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 -- Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _serve_one() -> None:
    from pmdocs.markdown.render import render_here  # noqa: PLC0415 -- which imports this module when it needs it

    _limit_memory()
    request = json.load(sys.stdin)
    json.dump(render_here(**request).as_data(), sys.stdout)


if __name__ == "__main__":
    _serve_one()
