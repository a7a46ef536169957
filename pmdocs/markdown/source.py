"""Source text made fit for reading: one kind of line end, no characters that mean something inside."""

from __future__ import annotations

import re

SLOT_START = "\ufdd0"
"""Opens a slot in HTML; also marks the info string of a typed fence in a scanned body."""
SLOT_END = "\ufdd1"
SLOT_FIELD = "\ufdd2"

# C0 controls mean something inside Python-Markdown; a lone surrogate is no text; Unicode keeps
# U+FDD0.. free for the inside of programs, so that no author needs them.
_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdd2\ud800-\udfff]")
_FOREIGN_IN_BODY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd1\ufdd2\ud800-\udfff]|\ufdd0(?![0-9]+$)", re.MULTILINE
)


def clean(text: str) -> str:
    """Return the text with line feeds as line ends and U+FFFD for characters that cannot be shown."""
    return _FOREIGN.sub("\ufffd", _unix(text))


def clean_body(body: str) -> str:
    """Clean a scanned body, which may name typed fences by their index."""
    return _FOREIGN_IN_BODY.sub("\ufffd", _unix(body))


def strip_slots(html: str) -> str:
    """Return HTML without the characters that delimit slots, in whatever way they got there."""
    if SLOT_START in html or SLOT_END in html or SLOT_FIELD in html:
        return re.sub("[\ufdd0-\ufdd2]", "\ufffd", html)
    return html


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
