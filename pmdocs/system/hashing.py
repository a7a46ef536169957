"""Digests of contents: short, stable across runs and machines, never of time or place."""

from __future__ import annotations

import hashlib


def digest(*parts: object) -> str:
    """Return a digest of values whose ``repr`` says all there is to them, of a text or of bytes."""
    data = parts[0] if len(parts) == 1 else parts
    if isinstance(data, str):
        data = data.encode(errors="surrogatepass")
    elif not isinstance(data, bytes):
        data = repr(data).encode()
    return hashlib.blake2b(data, digest_size=12).hexdigest()
