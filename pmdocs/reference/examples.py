"""The example of a kind under other ids, and as typed fences of another page."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from pmdocs.markdown.scan import scan
from pmdocs.notation.front_matter import split

_ID = re.compile(r"(?<!\w)id: *([a-z0-9][a-z0-9-]*)")
_KIND = re.compile(r"^kind: .*\n", re.MULTILINE)
PREFIX = "example"


def ids_in(text: str) -> list[str]:
    """Return the ids that a spec gives, its own first."""
    return list(dict.fromkeys(_ID.findall(text)))


def with_ids(text: str, new: Callable[[str], str]) -> str:
    """Return a spec with every id of its own replaced, where it is given and where it is referred to."""
    for id_ in sorted(ids_in(text), key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(id_)}(?![\w-])", new(id_), text)
    return text


def as_fences(kind: str, example: str, kinds: Collection[str]) -> str:
    """Return the specs of an example file as typed fences, under ids that no page of a site uses."""
    text = with_ids(example, lambda id_: id_ if id_.startswith(f"{PREFIX}-") else f"{PREFIX}-{id_}")
    matter = split(text, kind)
    fences = [(kind, _KIND.sub("", matter.yaml_text).strip("\n"))]
    fences += [(fence.kind, fence.text.strip("\n")) for fence in scan(matter.body, kinds).fences]
    return "\n\n".join(f"```{name}\n{data}\n```" for name, data in fences)
