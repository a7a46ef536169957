"""Kinds explained on the terminal: one line each, or all fields of one."""

from __future__ import annotations

import click

from pmdocs.i18n import Words
from pmdocs.kinds import LoadedKind, kind_ids, load_kind, meant_kind
from pmdocs.reference.fields import FieldRow, Model, Namer, parts, rows
from pmdocs.reference.words import Meanings, reference_words
from pmdocs.sdk import Spec
from pmdocs.values.suggestions import nearest


def kind_line(kind: LoadedKind, lang: str | None) -> str:
    """Return id, name and description on one line, in both languages unless one is asked for."""
    langs = (lang,) if lang else ("en", "zh-CN")
    shown = " · ".join(f"{kind.words(one)['name']}: {kind.words(one)['description']}" for one in langs)
    return f"{kind.id:<18} {shown}"


def kind_page(kind: LoadedKind, lang: str) -> str:
    """Return documentation, fields with types and meaning, and an example of a kind."""
    model: Model = kind.kind.model
    words, meanings = reference_words(lang), Meanings(kind, lang)
    namer = Namer(words, meanings.name)
    hidden = set(Spec.model_fields) - {"id", "title"}
    lines = [f"{kind.id} — {kind.words(lang)['name']}", "", meanings.about, "", words["fields.title"]]
    lines += _lines(rows(model, namer, meanings, hidden), words)
    for part in parts(model):
        lines += ["", meanings.name(part), *_lines(rows(part, namer, meanings), words)]
    common = rows(Spec, namer, meanings, {"kind", "id", "title"})
    lines += ["", words["fields.common"], *_lines(common, words)]
    return "\n".join([*lines, "", words["example.title"], "", kind.example(lang)])


def _lines(fields: list[FieldRow], words: Words) -> list[str]:
    wide = max((len(row.name) for row in fields), default=0)
    return [f"  {row.name:<{wide}}  {_line(row, words)}" for row in fields]


def _line(row: FieldRow, words: Words) -> str:
    need = words["fields.needed"] if row.required else ""
    return f"({row.type.replace('`', '')}{need}) {row.meaning}"


def named_kind(name: str) -> LoadedKind:
    """Return the kind that somebody names at the keyboard; a usage error names one that is near."""
    id_ = meant_kind(name, kind_ids())
    if id_ in kind_ids():
        return load_kind(id_)
    near = nearest(id_, kind_ids(), 1)
    meant = f"; did you mean '{near[0]}'?" if near else "; `pmdocs kinds` lists them"
    raise click.UsageError(f"unknown kind '{name}'{meant}")
