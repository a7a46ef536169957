"""What pmdocs tells an author: problems with their place, and how they are reported."""

from __future__ import annotations
