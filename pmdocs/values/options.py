"""Words that people write for the options of a field: another case, another spelling, a synonym, Chinese.

Only words whose meaning is certain stand here; each names the options that it may mean, and the first that the
field has is taken. Any other is refused with the options that there are.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pmdocs.values.decimals import normal

_DONE, _RUNNING = ("done", "released", "shipped", "completed"), ("in-progress", "running", "active")
_PLANNED, _STOPPED = (
    ("planned", "todo", "proposed"),
    ("dropped", "stopped", "rejected", "cancelled", "archived"),
)
_SYNONYMS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(
        ("done", "complete", "completed", "finished", "closed", "resolved", "released", "shipped"), _DONE
    ),
    **dict.fromkeys(
        ("live", "launched", "已完成", "完成", "已上线", "已发布", "已交付", "已关闭", "结束"), _DONE
    ),
    **dict.fromkeys(("in progress", "wip", "doing", "started", "ongoing", "running", "active"), _RUNNING),
    **dict.fromkeys(("进行中", "开发中", "处理中", "测试中", "实验中", "执行中"), _RUNNING),
    **dict.fromkeys(("todo", "to do", "not started", "open", "scheduled", "planned"), _PLANNED),
    **dict.fromkeys(("规划中", "计划中", "已规划", "待办", "未开始", "待开始", "已排期"), _PLANNED),
    **dict.fromkeys(
        ("cancelled", "canceled", "dropped", "won't do", "wont do", "取消", "已取消", "放弃"), _STOPPED
    ),
    **dict.fromkeys(("on hold", "paused", "暂停", "已暂停", "搁置"), ("paused", "deferred")),
    **dict.fromkeys(("postponed", "deferred", "延期", "推迟"), ("deferred", "paused")),
    **dict.fromkeys(("idea", "backlog", "想法", "待评估"), ("idea", "proposed", "draft")),
    **dict.fromkeys(("草稿", "wip draft"), ("draft",)),
    **dict.fromkeys(("in review", "评审中", "审核中", "待评审"), ("review", "proposed")),
    **dict.fromkeys(("已批准", "已通过", "accepted"), ("approved",)),
    **dict.fromkeys(("已归档", "obsolete", "已废弃", "deprecated"), ("archived",)),
    **dict.fromkeys(("现在", "当前", "本期", "近期"), ("now",)),
    **dict.fromkeys(("接下来", "下一步", "下期"), ("next",)),
    **dict.fromkeys(("以后", "将来", "未来", "远期", "someday"), ("later",)),
    **dict.fromkeys(("高", "h", "p0", "p1"), ("high",)),
    **dict.fromkeys(("中", "med", "m", "p2"), ("medium",)),
    **dict.fromkeys(("低", "l", "p3"), ("low",)),
    **dict.fromkeys(("越高越好", "up", "increase"), ("higher",)),
    **dict.fromkeys(("越低越好", "down", "decrease"), ("lower",)),
}


def meant_option(raw: object, options: Sequence[str]) -> str | None:
    """Return the option that a text means, ``None`` where none is certain."""
    if not isinstance(raw, str) or raw in options:
        return None
    text = re.sub(r"[\s_-]+", " ", normal(raw).lower()).strip(" .!…✅")
    by_words = {option.lower().replace("-", " ").replace("_", " "): option for option in options}
    if text in by_words:
        return by_words[text]
    return next((one for one in _SYNONYMS.get(text, ()) if one in options), None)


def words_for(options: Sequence[str]) -> list[str]:
    """Return the words, as people may write them, that mean one of some options; an editor should accept them."""
    spelt = {word for word in _SYNONYMS if meant_option(word, options)} | {
        one.replace("-", " ") for one in options
    }
    cases = {
        case for word in (*spelt, *options) for case in (word, word.capitalize(), word.title(), word.upper())
    }
    return sorted(case for case in cases if case not in options and meant_option(case, options))


def with_options(model: type[BaseModel], data: dict[str, Any]) -> dict[str, Any]:
    """Return what was written with the options of the model's fields in place of words that mean them."""
    meant = {
        name: option
        for name, options in _fields(model).items()
        if name in data and (option := meant_option(data[name], options))
    }
    return {**data, **meant} if meant else data


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, tuple[str, ...]]:
    """Return the options of each field that has some, by the name under which it is written."""
    found = {}
    for name, info in model.model_fields.items():
        options = tuple(_options(info.annotation))
        if options and name != "lang":
            found[info.alias or name] = options
    return found


def _options(annotation: Any) -> list[str]:
    origin = get_origin(annotation)
    if origin is Literal:
        return [one for one in get_args(annotation) if isinstance(one, str)]
    if origin is Annotated:
        return _options(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return [option for member in get_args(annotation) for option in _options(member)]
    return []
