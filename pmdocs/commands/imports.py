"""`pmdocs new KIND --from TABLE`: a spec whose rows are an export of another program, with a proposed mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_args

from yaml import ScalarNode

from pmdocs.commands.scaffold import quoted, slug, stop, unused_name, write_new
from pmdocs.diagnostics.problem import Phrase
from pmdocs.kinds import LoadedKind
from pmdocs.notation.csv_rows import read_rows
from pmdocs.notation.table_text import decode, sign_of
from pmdocs.notation.workbooks import ENDS, can_read, sheet_text
from pmdocs.pipeline import Project
from pmdocs.sdk import Model

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("issue key", "key", "issue id", "id", "编号", "工作项编号", "需求编号"),
    "title": ("summary", "title", "name", "task name", "标题", "名称", "需求名称", "事项"),
    "name": ("name", "title", "summary", "step", "名称", "标题", "步骤"),
    "status": ("status", "state", "状态"),
    "start": ("start date", "start", "begin", "planned start", "开始日期", "开始时间", "计划开始"),
    "end": (
        "due date",
        "end date",
        "target date",
        "target end",
        "due",
        "end",
        "截止日期",
        "结束日期",
        "完成时间",
        "计划完成",
    ),
    "owner": ("assignee", "owner", "responsible", "负责人", "经办人", "处理人"),
    "theme": (
        "epic name",
        "epic link",
        "epic",
        "component/s",
        "components",
        "theme",
        "area",
        "主题",
        "模块",
        "所属模块",
    ),
    "progress": ("progress", "% complete", "进度", "完成度"),
    "priority": ("priority", "优先级"),
    "effort": ("story points", "estimate", "effort", "工作量", "故事点"),
    "description": ("description", "描述"),
    "count": ("count", "users", "people", "number", "人数", "数量", "用户数"),
    "depends": ("blocked by", "depends on", "dependencies", "inward issue link (blocks)", "前置任务", "依赖"),
    "type": ("issue type", "type", "类型"),
    "release": ("fix version/s", "fix versions", "release", "发布版本"),
}
"""What the fields are called in exports of Jira, PingCode, Notion and Excel, the likeliest first."""


def new_from(project: Project, kind: LoadedKind, title: str, table: Path, lang: str | None) -> Path:
    """Write a spec of a kind beside a copy of a table; return the spec's file. Nothing that exists is replaced."""
    lang = lang or project.config.lang
    heads = headings(table)
    columns = proposed(kind, heads)
    name = slug(title) or slug(table.stem) or kind.id
    folder = project.folder / project.config.docs_dir / kind.id
    name = unused_name(name, {file.name.split(".")[0] for file in folder.glob("*")})
    lines = [f"  {field}: {quoted(head)}" for field, head in columns.items()]
    unused = [head for head in heads if head and head not in columns.values()]
    note = Phrase("columns of the table that are not used", "表格中未使用的列").within(lang)
    text = "\n".join([
        "---", f"kind: {kind.id}", f"id: {kind.id}-{name}", f"title: {quoted(title)}", f"data: {quoted(name + table.suffix.lower())}",
        "columns:", *lines, *([f"  # {note}: {', '.join(dict.fromkeys(unused))}"] if unused else []), "---", "",
    ])  # fmt: skip
    stem = f"{project.config.docs_dir}/{kind.id}/{name}"
    write_new(project.boundary, f"{stem}{table.suffix.lower()}", table.read_bytes())
    suffix = "" if lang == project.config.lang else f".{lang}"
    write_new(project.boundary, f"{stem}{suffix}.md", text.encode())
    return project.folder / f"{stem}{suffix}.md"


def headings(table: Path) -> list[str]:
    """Return the headings of a table."""
    if table.suffix.lower() in ENDS and not can_read():
        raise stop(table.name, _NO_LIBRARY, _INSTALL)
    try:
        data = table.read_bytes()
    except OSError as error:
        raise stop(
            table.name, Phrase(f"cannot be read: {error.strerror}", f"无法读取：{error.strerror}"), None
        ) from None
    text = sheet_text(data) if table.suffix.lower() in ENDS else decode(data)
    first: list[ScalarNode] = next(read_rows(text, table.name, sign=sign_of(text)), []) if text else []
    if not first:
        raise stop(table.name, _NO_TABLE, None)
    return [cell.value for cell in first]


def proposed(kind: LoadedKind, heads: Iterable[str]) -> dict[str, str]:
    """Return the heading for each field of a row of the kind that has one, in the order of the fields."""
    by_name = {re.sub(r"[\s_]+", " ", head.strip().lower()): head for head in reversed(list(heads))}
    found: dict[str, str] = {}
    for field in row_fields(kind):
        likely = (*_HEADINGS.get(field, ()), field.replace("_", " "))
        free = (by_name[name] for name in likely if name in by_name)
        head = next((one for one in free if one not in found.values()), None)
        if head:
            found[field] = head
    return found


def row_fields(kind: LoadedKind) -> list[str]:
    """Return the fields of a row of the kind, none where it takes no table."""
    rows = kind.kind.rows
    annotation = kind.kind.model.model_fields[rows].annotation if rows else None
    models = [one for one in get_args(annotation) if isinstance(one, type) and issubclass(one, Model)]
    return [info.alias or name for model in models for name, info in model.model_fields.items()]


_NO_TABLE = Phrase("no table can be read from it", "无法从中读取表格")
_NO_LIBRARY = Phrase("a workbook needs python-calamine", "工作簿需要 python-calamine")
_INSTALL = Phrase(
    "pip install 'pmdocs[excel]', or save the sheet as CSV",
    "请运行 pip install 'pmdocs[excel]'，或另存为 CSV",
)
