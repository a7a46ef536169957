"""Links and images of an article: what leaves the site, what the site fills in, what is on the page."""

from __future__ import annotations

from html import escape, unescape
from typing import Literal
from urllib.parse import unquote

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.markdown.addresses import SCHEMES, Places, scheme_of
from pmdocs.markdown.ids import Ids
from pmdocs.markdown.rendered import Link
from pmdocs.markdown.slots import Slot

_ELSEWHERE = ("http", "https")

HtmlAttributes = dict[str, str]
"""Attributes of a tag, their values escaped."""


def start_tag(name: str, attributes: HtmlAttributes) -> str:
    """Write a start tag."""
    if not attributes:
        return f"<{name}>"
    return f"<{name} " + " ".join([f'{key}="{value}"' for key, value in attributes.items()]) + ">"


def _complete(address: str) -> str:
    """Return an address with its scheme: ``//host`` would be a path where pages are read from a disk."""
    return address if ":" in address[:6] else "https://" + address.lstrip("/\\")


class Links:
    """Writes the links and images of one text, and keeps what the site has to check."""

    def __init__(self, places: Places, ids: Ids) -> None:
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self._places = places
        self._ids = ids
        self._within: list[tuple[int, HtmlAttributes, str]] = []

    def link(self, attributes: HtmlAttributes, index: int) -> str:
        """Return the start tag of a link; ``index`` is where in the output it will stand."""
        address = unescape(attributes.get("href", ""))
        scheme = scheme_of(address)
        if address.startswith("#"):  # the ids are not all known yet
            self._within.append((index, attributes, address))
        elif not address or (scheme and scheme not in SCHEMES):
            if attributes.pop("href", None) is not None:
                self._complain(address, _NO_ADDRESS)
        elif not scheme:
            return self._slotted("link", attributes, address)
        elif scheme in _ELSEWHERE:
            attributes["href"] = escape(_complete(address))
            attributes["rel"] = "noopener noreferrer"
        return start_tag("a", attributes)

    def image(self, attributes: HtmlAttributes, *, in_link: bool) -> str:
        """Return an image, or what stands for it where it cannot be shown."""
        address = unescape(attributes.get("src", ""))
        scheme = scheme_of(address)
        alt = attributes.setdefault("alt", "")
        if not address or (scheme and scheme not in _ELSEWHERE):
            if "src" in attributes:
                self._complain(address, _NO_ADDRESS)
            return alt
        if scheme:
            return self._without_image(address, alt or escape(address), in_link=in_link)
        attributes["loading"] = "lazy"
        return self._slotted("image", attributes, address)

    def forget(self, index: int) -> None:
        """Forget the links within the text that stand in the output from ``index`` on."""
        self._within = [link for link in self._within if link[0] < index]

    def resolve(self, out: list[str]) -> None:
        """Complete the links within the text, now that all ids are known."""
        for index, attributes, address in self._within:
            id_ = self._ids.find(unquote(address[1:]))
            if id_ is None:
                out[index] = self._slotted("link", attributes, address)
            else:
                out[index] = start_tag("a", attributes | {"href": f"#{escape(id_)}"})

    def _without_image(self, address: str, words: str, *, in_link: bool) -> str:
        """Return a link to the image: a page asks no other host for anything."""
        self._complain(address, _FOREIGN_IMAGE, _SAVE_IMAGE)
        link = {"href": escape(_complete(address)), "rel": "noopener noreferrer"}
        return words if in_link else f"{start_tag('a', link)}{words}</a>"

    def _complain(self, address: str, message: Phrase, hint: Phrase | None = None) -> None:
        line, column = self._places.of(address)
        self.problems.append(Problem("", line, column, "W-LINK", message, hint))

    def _slotted(self, kind: Literal["link", "image"], attributes: HtmlAttributes, address: str) -> str:
        """Return a tag whose address the site fills in."""
        line, column = self._places.of(address)
        self.links.append(Link(address, line, column, kind == "image"))
        del attributes["href" if kind == "link" else "src"]
        tag = start_tag("a" if kind == "link" else "img", attributes)
        return f"{tag[:-1]}{Slot(kind, target=address).mark()}>"


_NO_ADDRESS = Phrase("this link or image has no address", "此链接或图片没有地址")
_FOREIGN_IMAGE = Phrase("pictures of other hosts are not loaded", "不会加载其他网站的图片")
_SAVE_IMAGE = Phrase(
    "save the picture beside the page and use its file name", "把图片保存在页面旁边，并使用其文件名"
)
