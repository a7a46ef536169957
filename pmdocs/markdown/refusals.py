"""What the sanitiser is about to leave out, said to the author with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.markdown.addresses import SCHEMES, Places, level_of, scheme_of
from pmdocs.markdown.elements import TAGS

_ADDRESS = re.compile(
    r"""<(?:a|img)\s[^<>]*?\b(?:href|src)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE
)
_ELEMENT = re.compile(r"<([a-z][^\s<>/\"'=]*)", re.IGNORECASE)


def refusals(html: str, places: Places) -> Iterator[Problem]:
    """Yield a problem for every address and every kind of element that will not reach the page."""
    for match in _ADDRESS.finditer(html):
        address = unescape(match[match.lastindex or 0])
        scheme = scheme_of(address)
        if scheme and scheme not in SCHEMES:
            yield Problem(
                "", *places.of(address), level_of(scheme), _SCHEME.fill(scheme=scheme), _SCHEME_HINT
            )
    for tag in sorted({tag.lower() for tag in _ELEMENT.findall(html)} - TAGS):
        yield Problem("", *places.of_tag(tag), "W-HTML", _TAG.fill(tag=tag), _TAG_HINTS.get(tag, _TAG_HINT))


_SCHEME = Phrase(
    "links cannot start with ‘{scheme}:’, so this one leads nowhere",
    "链接不能以‘{scheme}:’开头，此链接已失效",
)
_SCHEME_HINT = Phrase(
    "use http:, https:, mailto:, tel: or a path within the site",
    "请使用 http:、https:、mailto:、tel: 或站点内的路径",
)
_TAG = Phrase(
    "the HTML element ‘{tag}’ is not allowed and was left out", "不允许使用 HTML 元素‘{tag}’，已忽略"
)
_EMBEDDED = Phrase(
    "pages load nothing from other sites: link to it, as [its name](https://…), or show a picture of it",
    "页面不加载其他网站的内容：请写链接 [名称](https://…)，或放一张截图",
)
_TAG_HINTS = dict.fromkeys(("iframe", "embed", "object", "video", "audio", "script"), _EMBEDDED)
_TAG_HINT = Phrase(
    "to show the sign itself write &lt; or put it in `code`", "若要显示尖括号，请写 &lt; 或放入 `代码` 中"
)
