"""The page of one kind, and the page that lists them, as Markdown of a language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from pmdocs.i18n import Words
from pmdocs.kinds import LoadedKind
from pmdocs.reference.examples import as_fences
from pmdocs.reference.fields import FieldRow, Model, Namer, parts, rows
from pmdocs.reference.messages import messages
from pmdocs.reference.words import Meanings, reference_words
from pmdocs.sdk import Allow, Spec


def index_page(lang: str) -> str:
    """Return the page above those of the kinds, which shows each of them as the page of any folder does."""
    words = reference_words(lang)
    return "\n".join([*_front(words["kinds.title"], words["kinds.about"]), words["kinds.text"], ""])


def kind_page(kind: LoadedKind, kinds: Sequence[str], lang: str) -> str:
    """Return the page of a kind: what it is for, example, fields, views, formulas, messages."""
    words, own, meanings = reference_words(lang), kind.words(lang), Meanings(kind, lang)
    return "\n".join(
        [
            *_front(own["name"], own["description"]),
            meanings.about,
            *_example(kind, kinds, words),
            *_fields(kind, words, meanings),
            *_views(kind, words),
            *_formulas(kind, words),
            *_messages(kind, words),
            "",
        ]
    )


def _front(title: str, description: str) -> list[str]:
    given = {"title": title, "description": description}
    # JSON's texts are YAML's, whatever is in them.
    return ["---", *(f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in given.items()), "---", ""]


def _example(kind: LoadedKind, kinds: Sequence[str], words: Words) -> Iterator[str]:
    example = kind.example(words.lang)
    yield from ("", f"## {words['example.title']} {{#example}}", "")
    yield words("example.new", kind=kind.id, title=kind.words(words.lang)["name"])
    yield from ("", "````yaml", example.strip("\n"), "````", "")
    yield from (f"## {words['example.shown']} {{#shown}}", "", as_fences(kind.id, example, kinds))


def _fields(kind: LoadedKind, words: Words, meanings: Meanings) -> Iterator[str]:
    model: Model = kind.kind.model
    namer = Namer(words, lambda part: f"[{meanings.name(part)}](#{_anchor(part)})")
    own = rows(model, namer, meanings, set(Spec.model_fields) - {"id", "title"})
    yield from ("", f"## {words['fields.title']} {{#fields}}", "", *_field_table(own, words))
    for part in parts(model):
        yield from ("", f"### {meanings.name(part)} {{#{_anchor(part)}}}", "")
        yield from _field_table(rows(part, namer, meanings), words)
    yield from ("", f"### {words['fields.common']} {{#common}}", "")
    yield from _field_table(rows(Spec, namer, meanings, {"kind", "id", "title"}), words)
    yield from ("", f"### {meanings.name(Allow)} {{#{_anchor(Allow)}}}", "")
    yield from _field_table(rows(Allow, namer, meanings), words)


def _anchor(part: Model) -> str:
    return f"fields-{part.__name__.lower()}"


def _field_table(fields: Sequence[FieldRow], words: Words) -> Iterator[str]:
    heads = [words[f"fields.{key}"] for key in ("field", "type", "meaning")]
    yield from _table(heads, [[f"`{row.name}`", _type(row, words), _meaning(row, words)] for row in fields])


def _type(row: FieldRow, words: Words) -> str:
    shown = row.type
    if row.examples:
        shown += words(
            "fields.examples", examples=words["fields.and"].join(f"`{one}`" for one in row.examples)
        )
    return shown


def _meaning(row: FieldRow, words: Words) -> str:
    need = words["fields.required"] if row.required else ""
    default = words("fields.default", value=f"`{row.default}`") if row.default else ""
    return f"{need}{row.meaning}{default}"


def _views(kind: LoadedKind, words: Words) -> Iterator[str]:
    own = kind.words(words.lang)
    asked = {view: words["views.asked"] if view in kind.kind.on_request else "" for view in kind.kind.views}
    shown = [[own.get(f"views.{view}", view) + note, f"`{view}`"] for view, note in asked.items()]
    yield from ("", f"## {words['views.title']} {{#views}}", "", words["views.text"], "")
    yield from _table([words["views.view"], words["views.name"]], shown)


def _formulas(kind: LoadedKind, words: Words) -> Iterator[str]:
    own = kind.words(words.lang)
    names = [
        key.split(".")[1] for key in kind.labels if key.startswith("formulas.") and key.endswith(".name")
    ]
    if not names:
        return
    yield from ("", f"## {words['formulas.title']} {{#formulas}}", "")
    yield from _table(
        [words[f"formulas.{head}"] for head in ("figure", "formula", "source")],
        [[own.get(f"formulas.{name}.{part}") for part in ("name", "text", "source")] for name in names],
    )


def _messages(kind: LoadedKind, words: Words) -> Iterator[str]:
    said = [
        [f"`{m.code}`" if m.code else "", words.pick(m.message), words.pick(m.hint) if m.hint else ""]
        for m in messages(kind)
    ]
    if said:
        yield from ("", f"## {words['messages.title']} {{#messages}}", "", words["messages.text"], "")
        yield from _table([words[f"messages.{head}"] for head in ("code", "message", "hint")], said)


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    filled = [[_cell(cell) for cell in line] for line in lines]
    return [_line(heads), _line(["---"] * len(heads)), *map(_line, filled)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or "–"
