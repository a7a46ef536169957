"""parse: a source → its data as nodes with positions, its prose scanned, its address and language."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import yaml

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.i18n import NAMED_LANGUAGE
from pmdocs.kinds import load_kind, meant_kind
from pmdocs.markdown.scan import TypedFence, scan
from pmdocs.notation.csv_columns import open_csv
from pmdocs.notation.csv_rows import read_csv
from pmdocs.notation.front_matter import FrontMatter, split
from pmdocs.notation.workbooks import ENDS, can_read
from pmdocs.notation.yaml_nodes import read_yaml
from pmdocs.sdk import Item, Spec
from pmdocs.site.documents import Parsed, Source, has_prose
from pmdocs.system.hashing import digest
from pmdocs.values.cell_columns import CellTable
from pmdocs.values.field_names import annotated
from pmdocs.values.table_columns import with_columns

_TABLE = re.compile(r"[^#]+\.(?:csv|tsv|(?:xlsx|xls|ods)(?:#.+)?)", re.IGNORECASE)
_LOOSE_ID = re.compile(r"(?:^|[\s{,-])id\s*[:：]\s*[\"']?([a-z0-9][a-z0-9-]*)", re.MULTILINE)

ReadFile = Callable[[str], str | None]
"""Text of a file by its path relative to the site folder; ``None`` when there is none to read."""

ReadTable = Callable[[str, str], tuple[yaml.SequenceNode | None, list[Problem]]]
"""Rows of a CSV text, which comes with its path."""

Path = tuple[str | int, ...]


def parse(source: Source, docs_dir: str, lang: str, kinds: Collection[str], read: ReadFile) -> Parsed:
    """Parse one source; what cannot be read becomes problems on the result.

    ``lang`` is the language of files that name none; ``kinds`` the ids that make a fence typed.
    """
    prose = has_prose(source.path)
    matter = split(source.text, source.path) if prose else FrontMatter(source.text, 1, "", 1)
    node, found = read_yaml(matter.yaml_text, source.path, first_line=matter.yaml_line)
    mapping, wrong = _mapping(node, source.path)
    noted = _Noted(read)
    known = meant_kind(_scalar(mapping, "kind"), kinds)
    mapping, csv_problems, unread = _with_csv(mapping, source.path, known if known in kinds else "", noted)
    page = replace(
        _page(source, docs_dir, lang, mapping),
        kind=known,
        unread=unread,
        loose_ids=tuple(_LOOSE_ID.findall(matter.yaml_text)) if mapping is None and (found or wrong) else (),
        problems=(*matter.problems, *found, *wrong, *csv_problems),
        body_line=matter.body_line,
        digest=digest(
            source.path, matter.yaml_line, matter.yaml_text, list(noted.texts.values()), source.generated
        ),
        generated=source.generated,
    )
    page = _with_prose(page, matter.body, kinds, noted) if prose else page
    return replace(page, reads=noted.files)


class _Noted:
    """Reads data files and remembers which."""

    def __init__(self, read: ReadFile) -> None:
        self.read = read
        self.texts: dict[str, str | None] = {}

    def __call__(self, path: str) -> str | None:
        self.texts[path] = self.read(path)
        return self.texts[path]

    @property
    def files(self) -> tuple[str, ...]:
        """The files, without the names of sheets."""
        return tuple(dict.fromkeys(path.partition("#")[0] for path in self.texts))


def _page(source: Source, docs_dir: str, lang: str, node: yaml.MappingNode | None) -> Parsed:
    stem, own = _stem_and_lang(source.path, node, lang)
    url = url_of(PurePosixPath(stem).relative_to(docs_dir).as_posix())
    url = url if own == lang else f"{own}/{url}"
    return Parsed(source.path, stem, url, own, node, _scalar(node, "kind"), _scalar(node, "id"))


def url_of(stem: str) -> str:
    """Return the address of a source below the language's root: ``okr/q2`` → ``okr/q2/``."""
    name = PurePosixPath(stem).name.lower()
    if name in ("index", "readme"):
        stem = PurePosixPath(stem).parent.as_posix()
    return "" if stem == "." else f"{stem}/"


def _stem_and_lang(path: str, node: yaml.MappingNode | None, default: str) -> tuple[str, str]:
    stem = PurePosixPath(path).with_suffix("").as_posix()
    suffix = NAMED_LANGUAGE.search(stem)
    if suffix:
        stem, default = stem[: suffix.start()], suffix[1]
    lang = _scalar(node, "lang") or default
    return stem, "zh-CN" if lang.lower().startswith("zh") else "en"


def _with_prose(page: Parsed, prose: str, kinds: Collection[str], read: ReadFile) -> Parsed:
    scanned = scan(prose, kinds)
    fences = tuple(_fence(page, fence, read) for fence in scanned.fences)
    offset = page.body_line - 1
    found = tuple(p.moved(page.path, offset) for p in scanned.problems)
    page = replace(page, problems=(*page.problems, *found))
    return replace(page, scanned=scanned, heading=scanned.title, fences=fences)


def _fence(page: Parsed, fence: TypedFence, read: ReadFile) -> Parsed:
    line = page.body_line + fence.line - 1
    noted = _Noted(read)
    node, problems = read_yaml(fence.text, page.path, first_line=line, first_column=fence.column)
    mapping, wrong = _mapping(node, page.path, line)
    mapping, csv_problems, unread = _with_csv(mapping, page.path, fence.kind, noted)
    id_ = _scalar(mapping, "id") or f"{page.default_id}-{fence.kind}-{fence.index + 1}"
    return Parsed(
        page.path, page.stem, page.url, page.lang, mapping, fence.kind, id_,
        body_line=line, host=page.default_id, unread=unread, problems=(*problems, *wrong, *csv_problems),
        digest=digest(page.path, line, fence.column, fence.text, list(noted.texts.values())),
        generated=page.generated,
    )  # fmt: skip


def _mapping(
    node: yaml.Node | None, path: str, line: int = 1
) -> tuple[yaml.MappingNode | None, list[Problem]]:
    if node is None or isinstance(node, yaml.MappingNode):
        return node, []
    return None, [Problem(path, line, 1, "E-TYPE", _NO_FIELDS, _NO_FIELDS_HINT)]


def _scalar(node: yaml.MappingNode | None, key: str) -> str:
    for name, value in node.value if node else ():
        if name.value == key and isinstance(value, yaml.ScalarNode):
            return str(value.value)
    return ""


def _with_csv(
    node: yaml.MappingNode | None, path: str, kind: str, read: ReadFile
) -> tuple[yaml.MappingNode | None, list[Problem], frozenset[str]]:
    """Replace every ``field: {data: file.csv}`` below ``node`` by the rows of that file.

    Those that cannot be read are taken out; the last of what is returned names their fields.
    """
    problems: list[Problem] = []
    unread: set[str] = set()
    not_read = []
    if node is None:
        return None, problems, frozenset()
    for parent, index, file, at in list(_csv_references(node)):
        columns = _columns_of(parent, index)
        read_table = open_csv if _by_column(kind, at) and columns is None else read_csv
        if columns is not None:
            read_table = partial(read_csv, chosen=True)
        rows, found = _rows(file, path, read, read_table)
        if rows is not None and columns is not None:
            rows, wrong = with_columns(rows, columns, _types_of_rows(kind, at), needs_id=_needs_id(kind, at))
            found = [*found, *wrong]
        problems += found
        if rows is not None:
            parent.value[index] = (parent.value[index][0], rows)
        else:
            unread.add(str(at[0]))
            not_read.append((parent, parent.value[index]))
    for parent, entry in not_read:
        parent.value.remove(entry)
    return node, problems, frozenset(unread)


def _columns_of(parent: yaml.MappingNode, index: int) -> yaml.Node | None:
    """Take ``columns:`` out of the map around ``data:``, and return what it says."""
    inner = parent.value[index][1]
    holder = inner if isinstance(inner, yaml.MappingNode) else parent
    found = next((entry for entry in holder.value if entry[0].value == "columns"), None)
    if found:
        holder.value.remove(found)
    return found[1] if found else None


def _types_of_rows(kind: str, at: Path) -> Callable[[str], list[Any]]:
    """Return what says which types a field of a row may have."""
    if not kind:
        return lambda _: []
    model, path = _rows_of(kind, at)
    return lambda name: annotated(model, (*path, 0, name))


def _needs_id(kind: str, at: Path) -> bool:
    """Whether each row must have an id."""
    model, path = _rows_of(kind, at) if kind else (None, at)
    rows = [one for one in (annotated(model, (*path, 0)) if model else ()) if isinstance(one, type)]
    return any(issubclass(one, Item) and one.model_fields["id"].is_required() for one in rows)


def _rows_of(kind: str, at: Path) -> tuple[type[Spec], Path]:
    """Return the model of a kind and the path of the field that rows at a place fill."""
    loaded = load_kind(kind).kind
    return loaded.model, (loaded.rows,) if at == ("data",) and loaded.rows else at


def _by_column(kind: str, at: Path) -> bool:
    """Whether the field of a kind takes whole columns, so that no cell needs a node."""
    if not kind:
        return False
    model, path = _rows_of(kind, at)
    return any(isinstance(one, type) and issubclass(one, CellTable) for one in annotated(model, path))


def _csv_references(
    node: yaml.Node, at: Path = ()
) -> Iterator[tuple[yaml.MappingNode, int, yaml.ScalarNode, Path]]:
    """Yield (map, index of the entry to replace, scalar with the file name, path of the field)."""
    if isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _csv_references(item, (*at, place))
    if not isinstance(node, yaml.MappingNode):
        return
    for index, (key, value) in enumerate(node.value):
        inner = {k.value: v for k, v in value.value} if isinstance(value, yaml.MappingNode) else {}
        here = (*at, key.value)
        if key.value == "data" and _is_csv(value):
            yield node, index, value, here
        elif "data" in inner and inner.keys() <= {"data", "columns"} and _is_csv(inner["data"]):
            yield node, index, inner["data"], here
        else:
            yield from _csv_references(value, here)


def _is_csv(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and _TABLE.fullmatch(node.value) is not None


def _rows(
    file: yaml.ScalarNode, path: str, read: ReadFile, read_table: ReadTable
) -> tuple[yaml.SequenceNode | None, list[Problem]]:
    bare, _, sheet = file.value.partition("#")
    name = PurePosixPath(bare)
    place = Place(path, file.start_mark.line + 1, file.start_mark.column + 1)
    if name.name != bare:
        return None, [Problem.at(place, "E-FILE", _CSV_ELSEWHERE, _CSV_ELSEWHERE_HINT)]
    csv_path = (PurePosixPath(path).parent / name).as_posix()
    if bare.lower().endswith(ENDS) and not can_read():
        return None, [Problem.at(place, "E-FILE", _NO_LIBRARY.fill(file=bare), _INSTALL)]
    text = read(f"{csv_path}#{sheet}" if sheet else csv_path)
    if text is None:
        return None, [Problem.at(place, "E-FILE", _NO_CSV.fill(file=csv_path))]
    return read_table(text, csv_path)


_NO_FIELDS = Phrase("fields are expected here, as ‘name: value’ lines", "此处应为‘名称: 值’形式的字段")
_NO_FIELDS_HINT = Phrase("for example: kind: okr", "例如：kind: okr")
_CSV_ELSEWHERE = Phrase("the CSV file must lie beside this file", "CSV 文件必须与本文件在同一文件夹")
_CSV_ELSEWHERE_HINT = Phrase("write the file name alone: data: visits.csv", "只写文件名：data: visits.csv")
_NO_LIBRARY = Phrase(
    "‘{file}’ is a workbook, which needs python-calamine", "‘{file}’是工作簿，需要 python-calamine"
)
_INSTALL = Phrase(
    "pip install 'pmdocs[excel]', or save the sheet as CSV",
    "请运行 pip install 'pmdocs[excel]'，或另存为 CSV",
)
_NO_CSV = Phrase("there is no readable file ‘{file}’", "没有可读的文件‘{file}’")
