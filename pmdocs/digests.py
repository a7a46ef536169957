"""Digests of contents: short, stable across runs and machines, never of time or place."""

from __future__ import annotations

import hashlib


def digest(*parts: object) -> str:
    """Return a digest of values whose ``repr`` says all there is to them, or of bytes."""
    if len(parts) == 1 and isinstance(parts[0], bytes):
        return hashlib.blake2b(parts[0], digest_size=12).hexdigest()
    return hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()
