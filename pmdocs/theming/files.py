"""Text files of themes."""

from __future__ import annotations

from pathlib import Path

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.system.reading import read_regular

MAX_BYTES = 10_000_000


def theme_text(file: Path, path: str) -> str:
    """Return the text of a file of a theme; ``path`` is what it is called in a message.

    Raises:
        PmdocsError: E-THEME, exit code 2: it cannot be read, is not UTF-8 or has more than 10 MB.
    """
    try:
        return read_regular(file, MAX_BYTES).decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        problem = Problem(path, 1, 1, "E-THEME", _UNREADABLE.fill(why=error.strerror))
    except UnicodeDecodeError as error:
        data = error.object
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode()) + 1
        problem = Problem(path, line, column, "E-THEME", _NOT_UTF8, _NOT_UTF8_HINT)
    raise PmdocsError(problem, exit_code=2)


_UNREADABLE = Phrase("cannot be read: {why}", "无法读取：{why}")
_NOT_UTF8 = Phrase("the text is not UTF-8", "文本不是 UTF-8 编码")
_NOT_UTF8_HINT = Phrase("save it as UTF-8", "请另存为 UTF-8 编码")
