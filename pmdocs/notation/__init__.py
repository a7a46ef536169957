"""What authors write, YAML, CSV and front matter, as nodes that know their place in the file."""

from __future__ import annotations

from pmdocs.notation.csv_rows import read_csv
from pmdocs.notation.front_matter import FrontMatter, split
from pmdocs.notation.nodes import child, construct, is_null, keys, locate
from pmdocs.notation.translation import merge
from pmdocs.notation.yaml_nodes import read_yaml

__all__ = [
    "FrontMatter", "child", "construct", "is_null", "keys", "locate", "merge", "read_csv", "read_yaml", "split",
]  # fmt: skip
