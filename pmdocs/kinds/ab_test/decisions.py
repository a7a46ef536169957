"""What the words of a decision say: which variants it takes, and which it drops."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

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
_NAMED = re.compile(
    rf"(?:{_TAKES.pattern}|{_DROPS.pattern})用?\s*(?:(?:the|variant|version|option)\s+)*(?:变体|方案|版本|组)?\s*"
    r"(?P<key>[A-Z]\d?)(?![A-Za-z0-9])"
    r"(?=\s*$|\s*[\u4e00-\u9fff]|\s+(?:to|for|on|in|at|from|as|instead|everywhere|now|next|rather|over|with)\b)",
    re.IGNORECASE,
)


def strangers(decision: str, keys: Collection[str]) -> Iterator[str]:
    """Yield the letters that a decision takes or drops like a variant and that are none: ``ship C``.

    Only where all variants have such keys, and only a capital right behind the word that says what happens to it.
    """
    if all(re.fullmatch(r"[A-Z]\d?", key) for key in keys):
        for clause in map(str.strip, _CLAUSES.split(decision)):
            found = re.fullmatch(r"[A-Z]\d?", clause) or _NAMED.search(clause)
            key = "" if found is None else found.groupdict().get("key") or found[0]
            if key.isupper() and key not in keys:
                yield key


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
