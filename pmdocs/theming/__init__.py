"""Theme, inheritance, palette and brand."""

from __future__ import annotations
