"""What is kept between two runs, and how to tell that it still holds."""

from __future__ import annotations
