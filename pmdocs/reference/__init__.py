"""The reference of all kinds as pages of a site: made from the kinds themselves, so that it cannot drift."""

from __future__ import annotations

from pmdocs.reference.sources import with_reference

__all__ = ["with_reference"]
