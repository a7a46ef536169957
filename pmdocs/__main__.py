"""``python -m pmdocs`` is the same as ``pmdocs``."""

from __future__ import annotations

from pmdocs.cli import main

if __name__ == "__main__":
    main()
