"""What the words of a decision say: which variants it takes, and which it drops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_CLAUSES = re.compile(r"[,;.，；。、:：()（）]|\band\b|\bbut\b")
_TAKES = re.compile(
    r"\b(?:ship|launch|release|adopt|choose|pick|deploy|enable|use|go with|switch to|roll(?:ing)? ?out"
    r"|keep(?! (?:running|testing|collecting)))\b"
    r"|上线|发布|采用|推广|全量|选择|选用|启用|切换|保留|沿用",
    re.IGNORECASE,
)
_DROPS = re.compile(
    r"\b(?:not|never|no|stop|drop|reject|kill|revert|abandon|discard|remove|roll(?:ing)? ?back)\b|n['’]t\b"
    r"|不|弃|停|否|撤|回滚|下线|暂缓|去掉",
    re.IGNORECASE,
)


def choices(decision: str, names: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the variants that a decision plainly takes, or drops (false); ``names`` are by key.

    A clause counts that names one variant and says what happens to it. Anything less plain says nothing.
    """
    for clause in _CLAUSES.split(decision):
        named = [key for key, name in names.items() if _mentions(clause.strip(), key, name)]
        if len(named) == 1:
            key = named[0]
            rest = clause.replace(names[key], " ")
            if _DROPS.search(rest):
                yield key, False
            elif _TAKES.search(rest) or clause.strip() in {key, names[key]}:
                yield key, True


def _mentions(clause: str, key: str, name: str) -> bool:
    if name != key and name.casefold() in clause.casefold():
        return True
    found = re.search(rf"(?<![A-Za-z0-9]){re.escape(key)}(?![A-Za-z0-9])", clause)
    # At the start of a clause an A before a word is an article.
    return bool(found) and not (key == "A" and re.match(r"A [a-z]", clause))
