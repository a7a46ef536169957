"""Index of sources, results of pages, rendered pages, static files and search files of one site."""

from __future__ import annotations
