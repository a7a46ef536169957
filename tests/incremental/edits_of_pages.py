"""Edits of what a page says: prose, links, fields, numbers, ids."""

from __future__ import annotations

import posixpath
import re

from pmdocs.kinds import load_kind
from tests.incremental.author import TRANSLATION, Author, NothingToDo, split
from tests.incremental.edits import edit

PARAGRAPHS = (
    "Word {n} of the author.", "- one {n}\n- two", "| a | b |\n| --- | --- |\n| {n} | 2 |", "## Part {n}",
    "第 {n} 段：植物需要水。", '!!! tip "Tip {n}"\n\n    Inside.', "```python\nx = {n}\n```", "### Names",
    "A note[^n{n}].\n\n[^n{n}]: Below.", "`[[not-a-link-{n}]]` and **bold {n}**", "<b onclick='x()'>{n}</b>",
)  # fmt: skip
PLACED = (
    "![[home]]", "![[home#metrics]]", "![[home#recent]]", "![[home#folders]]", "![[home#okr]]", "![[list]]",
    "![[list#persona]]", "![[list#okr|status: approved]]", "![[list|tag: habit]]", "![[list|owner: somebody, most: 2]]",
    "![[list|folder: guide]]", "![[list|status: live]]",
)  # fmt: skip
LATE = "---\nkind: persona\nid: {id}\ntitle: Late {id}\nsource: talk\ngoals: [Come]\npains: [Late]\n---\n"
NUMBER = r"(?<=[\w]: )\d[\d_.]*(?=%|[,}\n]|pp|M)"


@edit(6)
def prose(author: Author) -> str:
    """Write a paragraph."""
    path = author.one_of(author.pages())
    author.add_prose(path, author.one_of(PARAGRAPHS).format(n=author.number(30)))
    return path


@edit(3)
def cut(author: Author) -> str:
    """Take a paragraph out, with the links in it."""
    path = author.one_of(author.pages())
    head, paragraphs = split(author.text(path))
    if not paragraphs:
        raise NothingToDo
    del paragraphs[author.random.randrange(len(paragraphs))]
    author.put(path, head + "\n\n".join(paragraphs) + "\n")
    return path


@edit(4)
def mention(author: Author) -> str:
    """Link to an id."""
    path, id_ = author.one_of(author.pages()), author.one_of(author.ids())
    text = author.one_of(["", "|other words"])
    author.add_prose(path, f"See [[{id_}{text}]].")
    return f"{path} → {id_}"


@edit(3)
def embed(author: Author) -> str:
    """Show a view of a spec on another page."""
    path, spec = author.one_of(author.pages()), author.one_of(author.specs())
    found = re.search(r"^kind: ([\w-]+)", author.text(spec), re.MULTILINE)
    id_ = re.search(r"^id: ([\w-]+)", author.text(spec), re.MULTILINE)
    if not found or not id_:
        raise NothingToDo
    view = author.one_of(["", *(f"#{view}" for view in load_kind(found[1]).kind.views)])
    author.add_prose(path, f"![[{id_[1]}{view}]]")
    return f"{path} → {id_[1]}{view}"


@edit(4)
def placed(author: Author) -> str:
    """Place the dashboard, a part of it, or a list of pages."""
    path = author.one_of(author.pages())
    what = author.one_of(PLACED)
    author.add_prose(path, what)
    return f"{path} → {what}"


@edit(4)
def link(author: Author) -> str:
    """Link to a file, perhaps to a heading in it."""
    path, target = author.one_of(author.pages()), author.one_of(author.sources())
    anchor = author.one_of(["", "#names", "#why-this-order", "#nowhere"])
    relative = posixpath.relpath(target, posixpath.dirname(path)).replace(" ", "%20")
    author.add_prose(path, f"Go to [there]({relative}{anchor if target.endswith('.md') else ''}).")
    return f"{path} → {target}{anchor}"


@edit(2)
def fence(author: Author) -> str:
    """Put a chart into a plain page, before or after those that are there."""
    path = author.one_of(author.pages())
    id_ = author.one_of(["", f"id: fence-{author.number(5)}\n"])
    counts = sorted((author.number() for _ in range(3)), reverse=True)
    author.add_prose(path, f"```funnel\n{id_}steps: [One, Two, Three]\ncounts: {counts}\n```")
    return path


@edit(4)
def title(author: Author) -> str:
    """Change the title, or the first heading where the title is that."""
    path = author.one_of(author.sources(".md", ".yml"))
    new = author.one_of(["Alpha", "Omega", "标题", "A & <b>", "Growth: part"]) + f" {author.number(20)}"
    text = author.text(path)
    if not re.search("^title:", text, re.MULTILINE) and text.startswith("# "):
        author.sub(path, r"\A# .*", f"# {new}")
    else:
        author.set_field(path, "title", f'"{new}"')
    return f"{path} = {new}"


@edit(5)
def field(author: Author) -> str:
    """Set or drop a field that every page may have."""
    path = author.one_of(author.sources(".md", ".yml"))
    name, value = author.random.choice([
        ("status", "draft"), ("status", "approved"), ("status", None), ("owner", "Somebody"), ("owner", None),
        ("updated", f"2026-06-{author.number(30):02}"), ("updated", None), ("tags", "[habit, new]"),
        ("tags", None), ("description", f"About {author.number(9)}."), ("description", None),
        ("source", "survey"), ("source", None), ("as_of", "2026-05"), ("as_of", "2025-01"), ("as_of", None),
        ("allow", "[{code: W-STALE, why: known}]"), ("view", None),
    ])  # fmt: skip
    author.set_field(path, name, value)
    return f"{path}: {name} = {value}"


@edit(6)
def figure(author: Author) -> str:
    """Change a number of a spec."""
    path = author.one_of(author.specs())
    author.sub(path, NUMBER, lambda m: str(author.number(9)) if len(m[0]) < 2 else str(author.number(60)))
    return path


@edit(2)
def count(author: Author) -> str:
    """Change a number in a list, which often no longer fits its neighbours."""
    path = author.one_of(author.sources(".md", ".yml"))
    author.sub(path, r"(?<=counts: \[)\d[\d_]*", str(author.number(500) * 100))
    return path


@edit(2)
def item_title(author: Author) -> str:
    """Rename something inside a spec."""
    path = author.one_of(author.specs())
    author.sub(path, r"(?<=[ {]title: |.[ {]name: )[^,}\n]+", f"Thing {author.number(30)}")
    return path


@edit(2)
def new_id(author: Author) -> str:
    """Rename an id together with all references to it."""
    old = author.one_of(author.ids())
    new = f"{old.split('-')[0]}-{author.number(40)}"
    for path in author.sources(".md", ".yml"):
        author.put(path, re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, author.text(path)))
    return f"{old} → {new}"


@edit(2, wounds=True)
def lost_id(author: Author) -> str:
    """Rename an id and forget the references."""
    old = author.one_of(author.ids())
    path = author.one_of(p for p in author.sources(".md", ".yml") if f"id: {old}" in author.text(p))
    author.sub(path, rf"(?<=\bid: ){re.escape(old)}\b", f"{old}-x")
    return f"{old} in {path}"


@edit(3, wounds=True)
def dangling(author: Author) -> str:
    """Refer to what is not there, yet."""
    path, id_ = author.one_of(author.pages()), f"persona-later-{author.number(3)}"
    author.add_prose(path, f"Some day: [[{id_}]].")
    return f"{path} → {id_}"


@edit(24)
def fulfil(author: Author) -> str:
    """Write the page that others refer to already."""
    found = {id_ for p in author.pages() for id_ in re.findall(r"\[\[(persona-later-\d)", author.text(p))}
    id_ = author.one_of(found - set(author.ids()))
    author.put(f"content/personas/{id_}.md", LATE.format(id=id_))
    return id_


@edit(2, wounds=True)
def other_kind(author: Author) -> str:
    """Let a reference lead to something of another kind, or to another view."""
    path, id_ = author.one_of(author.specs()), author.one_of(author.ids())
    author.sub(path, r"(objective|persona|parent): [\w-]+", lambda m: f"{m[1]}: {id_}")
    return path


@edit(2, wounds=True)
def language(author: Author) -> str:
    """Say that a page is in another language."""
    path = author.one_of(author.pages())
    author.set_field(path, "lang", author.one_of(["zh-CN", "en"]))
    return path


@edit(3)
def lines_above(author: Author) -> str:
    """Move everything down, with the places of its problems."""
    path = author.one_of(author.sources(".md", ".yml"))
    text = author.text(path)
    author.put(path, f"---\n# above\n\n{text[4:]}" if text.startswith("---\n") else f"\n\n{text}")
    return path


@edit(2)
def line_endings(author: Author) -> str:
    """Save a file as another system does."""
    path = author.one_of(author.sources(".md", ".yml", ".csv"))
    data = author.files[path]
    author.put(path, data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n"))
    return path


@edit(2, wounds=True)
def broken_yaml(author: Author) -> str:
    """Save in the middle of typing."""
    path = author.one_of(author.sources(".md", ".yml"))
    author.set_field(
        path, author.one_of(["owner", "kind", "objectives"]), author.one_of(["[", "{a: ", '"x', "*y"])
    )
    return path


@edit(1, wounds=True)
def no_text(author: Author) -> str:
    """Save what is no text, nothing, or half of it."""
    path = author.one_of(author.sources(".md", ".yml"))
    data = author.files[path]
    author.put(path, author.random.choice([b"\xff\xfe" + data, b"", data[: len(data) // 2]]))
    return path


@edit(2)
def translation(author: Author) -> str:
    """Change what an original and its translation share."""
    path = author.one_of(p for p in author.pages() if p.endswith(TRANSLATION))
    original = author.one_of(author.partners(path))
    author.set_field(original, "updated", f"2026-0{author.number(6)}-11")
    return original


@edit(2)
def column(author: Author) -> str:
    """Take another column: one that is there, one that is not, or one that leads back to where it is taken."""
    path = author.one_of([one for one in author.specs() if "values_from:" in author.text(one)])
    wanted = author.one_of(
        ["ch-installs.search", "ch-installs.ads", "ch-installs.other", "ch-again.Twice", "ch-gone.x"]
    )
    old = re.search(r"(?<=values_from: \{)(\w+): [\w.-]+", author.text(path))
    if not old:
        raise NothingToDo
    author.put(path, author.text(path).replace(old[0], f"{old[1]}: {wanted}", 1))
    return f"{path} ← {wanted}"
