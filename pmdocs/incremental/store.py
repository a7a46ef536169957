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
import re
import shutil
import sqlite3
import sys
import zlib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from pmdocs.system.hashing import digest

VARIABLE = "PMDOCS_STORE"
"""Environment variable that names the folder of the stores."""

MAX_AGE_DAYS = 30
_OURS = re.compile(r"[0-9a-f]{16}(\.db(-wal|-shm)?)?")
"""Names of stores and of the folders beside them: the code's digest."""
_BUSY_TIMEOUT_SECONDS = 5.0
_MAX_PENDING = 200

_VERSION = 4
_TABLES = f"""
CREATE TABLE IF NOT EXISTS source (key TEXT PRIMARY KEY, checksum TEXT, data TEXT);
CREATE TABLE IF NOT EXISTS page (key TEXT PRIMARY KEY, checksum TEXT, data TEXT, article BLOB);
CREATE TABLE IF NOT EXISTS memo (key TEXT PRIMARY KEY, checksum TEXT, data BLOB, used INTEGER);
CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, checksum TEXT, data TEXT);
PRAGMA user_version = {_VERSION};
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
        self._new: dict[tuple[str, str], tuple[Any, ...] | None] = {}
        self._process = os.getpid()
        self._today = (dt.datetime.now(dt.UTC).date() - dt.date(2026, 1, 1)).days
        self._db = self._open(file)

    def folder(self, name: str) -> Path | None:
        """Return a folder beside the rows, for what keeps files of its own; ``None`` without a store."""
        folder = self.file.with_suffix("") / name if self.file else None
        try:
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return folder

    def _open(self, file: Path | None) -> sqlite3.Connection:
        if file is not None:
            for _ in range(2):
                try:
                    return _connect(file)
                except (sqlite3.OperationalError, OSError):
                    break  # in use, read-only or no folder for it: somebody else may need it as it is
                except sqlite3.Error:
                    _discard(file)  # damaged
        self.file = None
        return _prepared(sqlite3.connect(":memory:", check_same_thread=False))

    # Records of sources and pages: the state of the site when it was last seen

    def source_records(self) -> Iterator[tuple[str, str]]:
        """Yield path and record of all source files, records as they were put in."""
        yield from ((path, text) for path, _, text in self._all("source"))

    def put_source_record(self, path: str, record: str | None) -> None:
        """Remember the text of what is known of a source file; ``None`` forgets it."""
        self._put("source", path, None if record is None else (record,))

    def page_records(self) -> Iterator[tuple[str, str, str]]:
        """Yield address, checksum and record of every page."""
        yield from self._all("page")

    def page_record(self, url: str) -> str | None:
        """Return the record of a page as it was put in, ``None`` when there is none."""
        row = self._get("page", url)
        return row[0] if row else None

    def article(self, url: str) -> str | None:
        """Return the article of a page as it was put in, ``None`` when there is none."""
        row = self._get("page", url)
        return _unpacked(row[1]) if row else None

    def put_page(self, url: str, record: str, article: str | None = None) -> str:
        """Remember a page, and return the checksum of its record; without ``article`` the one that is there stays."""
        known = (None, _packed(article)) if article is not None else self._get("page", url)
        if known:
            self._put("page", url, (record, known[1]))
        return _checksum("page", url, record)

    def drop_pages(self, keep: Container[str]) -> None:
        """Forget the pages that are not among those to keep."""
        for url, _, _ in self._all("page"):
            if url not in keep:
                self._put("page", url, None)

    # Results of pure functions, by the digest of everything they depend on

    def get(self, key: str) -> str | None:
        """Return what was worked out for a key."""
        row = self._get("memo", key)
        if row and row[1] != self._today:
            self._put("memo", key, (row[0], self._today))
        return _unpacked(row[0]) if row else None

    def put(self, key: str, value: str) -> None:
        """Remember what was worked out for a key."""
        self._put("memo", key, (_packed(value), self._today))

    # Single facts about the last build

    def state(self, name: str) -> Any:
        """Return a fact, ``None`` when it is not known."""
        row = self._get("fact", name)
        return json.loads(row[0]) if row else None

    def put_state(self, name: str, data: Any) -> None:
        """Remember a fact."""
        self._put("fact", name, (json.dumps(data, ensure_ascii=False, separators=(",", ":")),))

    def facts_of_all_versions(self, name: str) -> Iterator[Any]:
        """Yield a fact as this store and those of the same site for other versions of the code know it."""
        known = self.state(name)
        if known:
            yield known
        for other in sorted(self.file.parent.glob("*.db")) if self.file else ():
            if other != self.file:
                known = _fact_in(other, name)
                if known:
                    yield known

    # Rows. What is new waits in memory and is written in one short transaction, so that processes which
    # share a store do not wait for one another.

    def flush(self) -> None:
        """Write what is new."""
        db, new, self._new = self._here(), self._new, {}
        try:
            with db:
                for (table, key), row in new.items():
                    if row is None:
                        db.execute(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 -- one of our four
                    else:
                        marks, checksum = ", ?" * len(row), _checksum(table, key, row[0])
                        values = (key, checksum, *row)
                        db.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?{marks})", values)  # noqa: S608 -- likewise
        except sqlite3.Error:
            pass  # nothing but speed is lost

    def prune(self) -> None:
        """Forget results that nobody has asked for in a month, and the stores of older code."""
        self.flush()
        with contextlib.suppress(sqlite3.Error), self._db as db:
            db.execute("DELETE FROM memo WHERE used < ?", (self._today - MAX_AGE_DAYS,))
        for other in self.file.parent.glob("*") if self.file else ():
            if self.file and _OURS.fullmatch(other.name) and not other.name.startswith(self.file.stem):
                shutil.rmtree(other) if other.is_dir() else _discard(other)

    def close(self) -> None:
        """Write what is new and let go of the file."""
        self.flush()
        self._db.close()

    def _all(self, table: str) -> Iterator[tuple[str, str, Any]]:
        """Yield key, checksum and data of all rows."""
        self.flush()
        try:
            for key, checksum, data in self._here().execute(f"SELECT key, checksum, data FROM {table}"):  # noqa: S608 -- one of our four
                if checksum and checksum == _checksum(table, key, data):
                    yield key, checksum, data
        except sqlite3.Error:
            return

    def _get(self, table: str, key: str) -> Any:
        """Return data and what else a row has, ``None`` for one that is not there or not as it was written."""
        if (table, key) in self._new:
            return self._new[table, key]
        try:
            rows = self._here().execute(f"SELECT * FROM {table} WHERE key = ?", (key,)).fetchall()  # noqa: S608 -- likewise
        except sqlite3.Error:
            return None
        return next((row[2:] for row in rows if row[1] and row[1] == _checksum(table, key, row[2])), None)

    def _put(self, table: str, key: str, row: tuple[Any, ...] | None) -> None:
        self._here()
        self._new[table, key] = row
        if len(self._new) >= _MAX_PENDING:
            self.flush()

    def _here(self) -> sqlite3.Connection:
        """Return the connection of this process: one that was forked must not use its parent's, nor close it."""
        if os.getpid() != self._process:
            from multiprocessing.util import Finalize  # noqa: PLC0415 -- only a worker has it, and needs it

            self._process, self._new = os.getpid(), {}
            self._inherited = self._db
            self._db = self._open(self.file)
            Finalize(self, self.flush, exitpriority=1)
        return self._db


def _fact_in(file: Path, name: str) -> Any:
    """Return a fact from the store of another version, whose tables may be other ones; ``None`` without it."""
    query = "SELECT checksum, data FROM fact WHERE key = ?"
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=_BUSY_TIMEOUT_SECONDS)) as db:
            rows = db.execute(query, (name,)).fetchall()
    except sqlite3.Error:
        return None
    return next(
        (json.loads(data) for checksum, data in rows if checksum == _checksum("fact", name, data)), None
    )


def _connect(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(file, timeout=_BUSY_TIMEOUT_SECONDS, check_same_thread=False)
    db.execute("PRAGMA synchronous = NORMAL")
    if db.execute("PRAGMA user_version").fetchone() == (_VERSION,):
        return db
    db.execute("PRAGMA journal_mode = WAL")
    return _prepared(db)


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    db.executescript(_TABLES)
    return db


def _discard(file: Path) -> None:
    for one in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        with contextlib.suppress(OSError):
            one.unlink()


def _checksum(table: str, key: str, data: object) -> str:
    """Return what shows that a row is as it was written: the database has no checksums."""
    text = data.encode(errors="surrogatepass") if isinstance(data, str) else data
    return digest(f"{table}\0{key}\0".encode() + text) if isinstance(text, bytes) else ""


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode(), 1)


def _unpacked(data: bytes) -> str | None:
    try:
        return zlib.decompress(data).decode()
    except (zlib.error, UnicodeDecodeError, TypeError):
        return None
