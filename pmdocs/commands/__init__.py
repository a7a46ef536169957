"""What each command of the command line does."""

from __future__ import annotations
