"""Files, atomic replacement of folders, processes, git and time: what the operating system gives."""

from __future__ import annotations
