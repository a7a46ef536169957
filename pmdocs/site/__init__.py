"""The linked site: documents, records, references, the tree of pages, and queries about them."""

from __future__ import annotations
