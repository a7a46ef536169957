"""The store: what was worked out before, on disk, shared by build, check and serve. Safe to delete.

It lies in the user's own cache folder rather than in the site: a site is data from many hands, and what
is read from here is trusted. A store that is damaged, locked or of another version of the code is left
aside; nothing but speed is lost.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Container, Iterator
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from pmdocs.digests import digest

VARIABLE = "PMDOCS_STORE"
"""Environment variable that names the folder of the stores."""

KEEP_DAYS = 30
_PATIENCE = 5.0
_BATCH = 500

_TABLES = """
CREATE TABLE IF NOT EXISTS card (path TEXT PRIMARY KEY, data TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page (url TEXT PRIMARY KEY, record TEXT, article BLOB);
CREATE TABLE IF NOT EXISTS memo (key TEXT PRIMARY KEY, value BLOB, used INTEGER);
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, data TEXT);
"""


def store_folder() -> Path:
    """Return the folder of all stores: where the system keeps what can be made again."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "pmdocs" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/pmdocs"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pmdocs"


def store_file(site: Path, code: str) -> Path:
    """Return the store of a site for one state of the code."""
    name = f"{site.resolve().name or 'site'}-{digest(site.resolve().as_posix())[:12]}"
    return store_folder() / name / f"{code[:16]}.db"


class Store:
    """Rows by key. ``file`` ``None`` keeps them in memory; so does a file that cannot be used."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._pending = 0
        self._process = os.getpid()
        self._today = (dt.datetime.now(dt.UTC).date() - dt.date(2026, 1, 1)).days
        self._db = self._open(file)

    def _open(self, file: Path | None) -> sqlite3.Connection:
        if file is not None:
            for _ in range(2):
                try:
                    return _connect(file)
                except (sqlite3.Error, OSError):
                    # Damaged: begin anew. Where that does not help either, do without.
                    with contextlib.suppress(OSError):
                        file.unlink()
        self.file = None
        return _prepared(sqlite3.connect(":memory:", check_same_thread=False))

    # Cards and page records: the state of the site when it was last seen

    def cards(self) -> dict[str, Any]:
        """Return everything known of the source files, by path."""
        return {path: json.loads(data) for path, data in self._rows("SELECT path, data FROM card")}

    def put_card(self, path: str, data: Any) -> None:
        """Remember what is known of a source file; ``None`` forgets it."""
        if data is None:
            self._write("DELETE FROM card WHERE path = ?", path)
        else:
            self._write("INSERT OR REPLACE INTO card VALUES (?, ?)", path, _json(data))

    def records(self) -> Iterator[tuple[str, Any]]:
        """Yield address and record of every page."""
        for url, record in self._rows("SELECT url, record FROM page"):
            yield url, json.loads(record)

    def record(self, url: str) -> Any:
        """Return the record of a page, ``None`` when there is none."""
        rows = self._rows("SELECT record FROM page WHERE url = ?", url)
        return json.loads(rows[0][0]) if rows else None

    def article(self, url: str) -> str | None:
        """Return the article of a page as it was put in, ``None`` when there is none."""
        rows = self._rows("SELECT article FROM page WHERE url = ?", url)
        return _unpacked(rows[0][0]) if rows else None

    def put_page(self, url: str, record: Any, article: str | None = None) -> None:
        """Remember a page; without ``article`` the one that is there stays."""
        if article is None:
            self._write("UPDATE page SET record = ? WHERE url = ?", _json(record), url)
        else:
            self._write("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", url, _json(record), _packed(article))

    def drop_pages(self, keep: Container[str]) -> None:
        """Forget the pages that are not among those to keep."""
        for (url,) in self._rows("SELECT url FROM page"):
            if url not in keep:
                self._write("DELETE FROM page WHERE url = ?", url)

    # Results of pure functions, by the digest of everything they depend on

    def get(self, key: str) -> str | None:
        """Return what was worked out for a key."""
        rows = self._rows("SELECT value, used FROM memo WHERE key = ?", key)
        if not rows:
            return None
        if rows[0][1] != self._today:
            self._write("UPDATE memo SET used = ? WHERE key = ?", self._today, key)
        return _unpacked(rows[0][0])

    def put(self, key: str, value: str) -> None:
        """Remember what was worked out for a key."""
        self._write("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", key, _packed(value), self._today)

    # Single facts about the last build

    def fact(self, name: str) -> Any:
        """Return a fact, ``None`` when it is not known."""
        rows = self._rows("SELECT data FROM fact WHERE name = ?", name)
        return json.loads(rows[0][0]) if rows else None

    def put_fact(self, name: str, data: Any) -> None:
        """Remember a fact."""
        self._write("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, _json(data))

    def flush(self) -> None:
        """Write what is pending."""
        if self._pending:
            with contextlib.suppress(sqlite3.Error):
                self._db.commit()
            self._pending = 0

    def tidy(self) -> None:
        """Forget results that nobody has asked for in a month, and the stores of older code."""
        self._write("DELETE FROM memo WHERE used < ?", self._today - KEEP_DAYS)
        self.flush()
        for other in self.file.parent.glob("*.db*") if self.file else ():
            if not other.name.startswith(self.file.stem if self.file else ""):
                with contextlib.suppress(OSError):
                    other.unlink()

    def close(self) -> None:
        """Write what is pending and let go of the file."""
        self.flush()
        self._db.close()

    def _here(self) -> sqlite3.Connection:
        """Return the connection of this process: one that was forked must not use its parent's."""
        if os.getpid() != self._process:
            self._process, self._pending = os.getpid(), 0
            self._db = self._open(self.file)
            Finalize(self, self.flush, exitpriority=1)
        return self._db

    def _rows(self, query: str, *values: object) -> list[Any]:
        try:
            return self._here().execute(query, values).fetchall()
        except sqlite3.Error:
            return []

    def _write(self, query: str, *values: object) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._here().execute(query, values)
            self._pending += 1
        if self._pending >= _BATCH:
            self.flush()


def _connect(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(file, timeout=_PATIENCE, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    return _prepared(db)


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    db.executescript(_TABLES)
    return db


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode(), 1)


def _unpacked(data: bytes) -> str | None:
    try:
        return zlib.decompress(data).decode()
    except (zlib.error, UnicodeDecodeError, TypeError):
        return None


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
