"""Whatever happens to the store, the output is right and nothing is raised."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from pmdocs.incremental.store import Store
from pmdocs.pipeline import Project, build, load, open_store
from tests.incremental.author import files_of
from tests.incremental.conftest import Site
from tests.incremental.one_build import start
from tests.incremental.sequences import same_files

LINUX = sys.platform == "linux"
EDITED = "content/guide/style.md"
NOBODY = 65534


def right(site: Site) -> None:
    same_files(site.clean(), site.built(), "clean build", "incremental build")


def edit(site: Site, text: str = "# Style\n\n## Names\n\nOther.\n") -> None:
    site.write({EDITED: text})


# Damage

Damage = Callable[[Path], None]


def garbage(file: Path) -> None:
    file.write_bytes(Random(1).randbytes(file.stat().st_size))  # noqa: S311 -- to be repeatable


def garbage_inside(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 3 : len(data) // 2] = Random(1).randbytes(len(data) // 2 - len(data) // 3)  # noqa: S311 -- see above
    file.write_bytes(data)


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def nothing(file: Path) -> None:
    file.write_bytes(b"")


def gone(file: Path) -> None:
    file.unlink()


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "inside").write_text("x")


def folder_gone(file: Path) -> None:
    shutil.rmtree(file.parent)


def other_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        for table in ("source", "page", "memo", "fact"):
            db.execute(f"DROP TABLE {table}")
            db.execute(f"CREATE TABLE {table} (a, b)")


def bad_journal(file: Path) -> None:
    file.with_name(f"{file.name}-wal").write_bytes(b"x" * 5000)


DAMAGE = [garbage, garbage_inside, half, nothing, gone, folder, folder_gone, other_tables, bad_journal]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda d: d.__name__)
def test_a_damaged_store_is_left_aside(rich: Site, tmp_path: Path, damage: Damage) -> None:
    file = tmp_path / "stores" / "store.db"
    rich.store = Store(file)
    rich.build()
    rich.store.close()
    damage(file)
    edit(rich)
    for _ in range(2):
        rich.store = Store(file)
        rich.build()
        rich.store.close()
        right(rich)


ALTERED = {
    "no JSON": "'x' || COLUMN",
    "cut off": "substr(COLUMN, 1, length(COLUMN) / 2)",
    "other JSON": "'[]'",
    "null": "NULL",
    "number": "7",
    "another row's": "(SELECT o.COLUMN FROM TABLE AS o WHERE o.key > TABLE.key ORDER BY o.key LIMIT 1)",
    "letter": "replace(COLUMN, 'e', 'a')",
}
"""SQL for another value of a column."""

COLUMNS = ("source.data", "page.data", "page.article", "memo.data", "fact.data")


@pytest.mark.parametrize("where", COLUMNS)
def test_altered_rows_are_left_aside(rich: Site, tmp_path: Path, where: str) -> None:
    rich.build()
    rich.store.close()
    store, begun = tmp_path / "store.db", tmp_path / "begun"
    shutil.copytree(rich.output, begun)
    rows = store.read_bytes()
    edit(rich)
    wanted = rich.clean()
    for name, altered in ALTERED.items():
        store.write_bytes(rows)
        alter(store, where, altered)
        shutil.rmtree(rich.output)
        shutil.copytree(begun, rich.output)
        rich.store = Store(store)
        rich.build()
        rich.store.close()
        same_files(wanted, rich.built(), "clean build", f"incremental build with {name}")


def alter(store: Path, where: str, altered: str) -> None:
    """Write something else into every second row of a column."""
    table, _, column = where.partition(".")
    value = altered.replace("COLUMN", column).replace("TABLE", table)
    with closing(sqlite3.connect(store)) as db, db:
        keys = sorted(key for (key,) in db.execute(f"SELECT key FROM {table}"))  # noqa: S608 -- a name from above
        assert keys
        change = f"UPDATE {table} SET {column} = {value} WHERE key = ?"  # noqa: S608 -- likewise
        db.executemany(change, [(key,) for key in keys[::2]])


@contextmanager
def as_nobody() -> Iterator[None]:
    """Lose the rights of root, for whom nothing is read-only."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not LINUX, reason="rights of files")
def test_a_folder_that_cannot_be_written_costs_only_time(rich: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        rich.folder = shutil.copytree(rich.folder, place / "work" / "site")
        monkeypatch.setattr("tests.incremental.stand_ins.edited", lambda *_: "")
        monkeypatch.setattr("pmdocs.pipeline.code_digest", lambda: "0123")
        stores = place / "stores"
        Store(stores / "s.db").close()
        rich.clean()  # all modules are loaded now
        place.chmod(0o755)
        (place / "work").chmod(0o777)
        stores.chmod(0o555)
        try:
            with as_nobody():
                for store in (stores / "s.db", stores / "new.db", stores / "deep" / "new.db"):
                    rich.store = Store(store)
                    built = build(
                        load(Project.open(rich.folder), store=rich.store), rich.output, keep_going=True
                    )
                    assert built.published
                    rich.store.close()
            right(rich)
        finally:
            stores.chmod(0o755)


# The life of a store


def test_a_store_of_other_code_is_not_used(rich: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    rich.store = open_store(rich.folder)
    everything = set(rich.build().reasons)
    assert not rich.build().reasons
    first = rich.store
    for module in ("pipeline", "engine.inputs"):
        monkeypatch.setattr(f"pmdocs.{module}.code_digest", lambda: "0123456789abcdef0123")
    rich.store = open_store(rich.folder)
    assert rich.store.file != first.file
    assert dict.fromkeys(everything, ("new",)) == rich.build().reasons
    right(rich)


def test_the_code_of_a_store_is_all_of_the_package(tmp_path: Path) -> None:
    from pmdocs.incremental.code_version import _files  # noqa: PLC0415 -- what the digest is made of

    (tmp_path / "kinds/okr").mkdir(parents=True)
    for name in ("kinds/okr/page.html", "kinds/okr/labels.yaml", "kinds/okr/__init__.py"):
        before = _files(tmp_path)
        (tmp_path / name).write_text("x")
        assert _files(tmp_path) != before
        before = _files(tmp_path)
        (tmp_path / name).write_text("xy")
        assert _files(tmp_path) != before


@pytest.mark.parametrize("damage", [gone, folder_gone, half, nothing, garbage], ids=lambda d: d.__name__)
def test_a_store_that_is_lost_while_it_is_used(rich: Site, tmp_path: Path, damage: Damage) -> None:
    file = tmp_path / "stores" / "store.db"
    rich.store = Store(file)
    rich.build()
    edit(rich)
    pages = iter(range(1_000))
    files = rich.load()
    build(files, rich.output, keep_going=True, advance=lambda: damage(file) if next(pages) == 3 else None)
    right(rich)
    edit(rich, "# Style\n\nAgain.\n")
    rich.build()
    right(rich)
    rich.store.close()
    rich.store = Store(file)
    rich.build()
    right(rich)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_two_builds_at_once_with_one_store(rich: Site, tmp_path: Path) -> None:
    store, outputs = tmp_path / "store.db", [tmp_path / "one", tmp_path / "two"]
    rich.store.close()
    for text in ("# Style\n", "# Style\n\nOther.\n"):
        edit(rich, text)
        processes = [start(rich.folder, store, output) for output in outputs]
        for process in processes:
            process.join()
        assert [process.exitcode for process in processes] == [0, 0]
        for output in outputs:
            same_files(rich.clean(), files_of(output), "clean build", output.name)
