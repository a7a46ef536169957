"""Web addresses of the settings, read once and safe wherever a page or a file puts them."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Annotated, Any, NoReturn, Self
from urllib.parse import SplitResult, quote, unquote, urlsplit

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.refusal import ParsedValue, Reads, refuse, require, shown

MAX_LENGTH = 2_000
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?!.*\.\.)[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?")
_KEPT = "/%?#&=+,;:@!$'()*~"
"""What stays as it is where an address is made ASCII."""


class WebAddress(str, ParsedValue):
    """Address of a folder on the web: http or https, ASCII, with a slash at its end, without query or fragment.

    It holds no quotes, brackets, spaces, backslashes or control characters (RFC 3986, section 2), so that it
    cannot end the attribute or the line in which it stands; ``&`` and ``'`` are left to escaping.
    """

    __slots__ = ()

    @property
    def path(self) -> str:
        """Path of the address; it starts and ends with one slash."""
        return urlsplit(self).path

    @classmethod
    def read(cls, raw: object) -> Self:
        """Return the address that was written; an IPv6 address and a port are understood."""
        text = _text(raw)
        try:
            parts = urlsplit(text)
            host, port = _host(parts), parts.port
        except ValueError:
            _refuse(raw)
        if parts.scheme not in {"http", "https"} or not host:
            _refuse(raw)
        _check_parts(parts, raw)
        path = quote(parts.path.rstrip("/"), safe=_KEPT) + "/"
        if any(unquote(part) in {"", ".", ".."} for part in path.split("/")[1:-1]):
            _refuse(raw, Phrase("write its path without // and ..", "路径中不要写 // 和 .."))
        return cls(f"{parts.scheme}://{host}{f':{port}' if port is not None else ''}{path}")

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": "string", "format": "uri", "pattern": '^https?://[^"<>\\\\\\s?#]+$'}


def _text(raw: object) -> str:
    require(raw)
    if not isinstance(raw, str):
        _refuse(raw)
    text = raw.strip()
    if len(text) > MAX_LENGTH:
        phrase = f"an address has at most {MAX_LENGTH} characters", f"网址最多 {MAX_LENGTH} 个字符"
        refuse("E-RANGE", Phrase(*phrase))
    bad = _UNSAFE.search(text)
    if bad:
        refuse(
            "E-RANGE",
            _NOT_IN_ADDRESS.fill(found=bad[0] if bad[0].isprintable() else f"U+{ord(bad[0][0]):04X}"),
            Phrase("write it as a browser shows it", "请按浏览器地址栏中的样子书写"),
        )
    return text


def _host(parts: SplitResult) -> str:
    """Return the host in ASCII, empty where it is none.

    Raises:
        ValueError: it is no name of a host.
    """
    host = parts.hostname or ""
    if ":" in host:
        return f"[{ip_address(host.partition('%')[0])}]"
    name = host.encode("idna").decode() if not host.isascii() else host
    return name if _HOST.fullmatch(name) else ""


def _check_parts(parts: SplitResult, raw: object) -> None:
    if parts.query or parts.fragment or {"?", "#"} & set(str(raw)):
        _refuse(raw, Phrase("leave out what follows ? or #", "请去掉 ? 或 # 之后的部分"))
    if parts.username is not None:
        _refuse(
            raw, Phrase("leave out the name before @: everybody can read it", "请去掉 @ 之前的部分：人人可见")
        )


def _refuse(raw: object, hint: Phrase | None = None) -> NoReturn:
    refuse("E-TYPE", _NO_ADDRESS.fill(found=shown(raw)), hint or _HINT)


def read_url_path(raw: object) -> str:
    """Return a path to be put behind an address, in ASCII."""
    return quote(_text(raw), safe=_KEPT)


UrlPath = Annotated[str, Reads(read_url_path, {"type": "string"})]
"""A path behind an address; it may have a query."""


def read_host(raw: object) -> str:
    """Return the name of a host, or ``.example.com`` for all below it; without scheme, port and path."""
    text = _text(raw).lower()
    if not _HOST.fullmatch(text.removeprefix(".")):
        refuse("E-TYPE", _NO_HOST.fill(found=shown(raw)), _HOST_FORM)
    return text


HostName = Annotated[str, Reads(read_host, {"type": "string", "examples": ["preview.example.com"]})]
"""The name of a host, as a browser asks for it."""

_NO_HOST = Phrase("{found} is not the name of a host", "{found}不是主机名")
_HOST_FORM = Phrase(
    "write it without https:// and port: preview.example.com",
    "不带 https:// 和端口，如 preview.example.com",
)
_NO_ADDRESS = Phrase("{found} is not a web address", "{found}不是网址")
_NOT_IN_ADDRESS = Phrase("‘{found}’ cannot stand in a web address", "网址中不能有‘{found}’")
_HINT = Phrase(
    "write it as https://product.example.com/docs/", "请写成 https://product.example.com/docs/ 的形式"
)
