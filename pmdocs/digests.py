"""Digests of contents: short, stable across runs and machines, never of time or place."""

from __future__ import annotations

import hashlib


def digest(*parts: object) -> str:
    """Return a digest of values whose ``repr`` says all there is to them, or of bytes."""
    state = hashlib.blake2b(digest_size=12)
    for part in parts:
        state.update(part if isinstance(part, bytes) else repr(part).encode())
        state.update(b"\0")
    return state.hexdigest()
