"""Edits of which files there are: new, renamed, moved, swapped, reverted, removed."""

from __future__ import annotations

import posixpath

from tests.incremental.author import TRANSLATION, Author, NothingToDo
from tests.incremental.edits import edit

STARTS = (
    "# Heading\n",
    "---\ntitle: New {n}\ntags: [new]\n---\n\nText.\n",
    "Only text, [[persona-mia]].\n",
    "---\nid: page-{n}\n---\n",
)
SPECS = {
    "persona": """---
kind: persona
id: persona-new-{n}
title: Persona {n}
share: {n}%
source: talk
goals: [Reach {n}]
pains: [Miss {n}]
traits: {{Plant knowledge: 2, Ease with apps: 2, Price sensitivity: 4}}
---
""",
    "okr": """---
kind: okr
id: okr-new-{n}
title: Objectives {n}
cycle: 2026-Q2
source: talk
objectives:
  - id: obj-new-{n}
    title: Objective {n}
    parent: obj-habit
    key_results:
      - {{id: kr-new-{n}, title: Count, start: 1, current: 2, target: {n}0}}
---
""",
}
NAMES = (
    "alpha",
    "Q3 plan",
    "beta",
    "新页面",
    "index",
    "README",
    "_draft",
    ".hidden",
    "omega.en",
    "zeta.zh-CN",
)
FOLDERS = (
    "content/archive",
    "content/okrs/old",
    "content/guide/more/deep",
    "content/新",
    "content/personas",
    "content",
)


@edit(4)
def new_page(author: Author) -> str:
    """Write a page, perhaps in a folder that was not there."""
    folder = author.one_of([*author.folders(), *FOLDERS])
    path = f"{folder}/{author.one_of(NAMES)}.md"
    if path in author.files:
        raise NothingToDo
    author.put(path, author.one_of(STARTS).format(n=author.number(9)))
    return path


@edit(1)
def own_tag_page(author: Author) -> str:
    """Write a page where one of a tag would be, or that of all tags, or beside them."""
    path = f"content/tags/{author.one_of(['index', 'habit', 'new', 'other'])}.md"
    author.put(path, f"# Own {author.number(9)}\n\n![[list]]\n")
    return path


@edit(3)
def new_spec(author: Author) -> str:
    """Write a spec; others ask for all of its kind."""
    number, kind = author.number(60), author.one_of(SPECS)
    ending = author.one_of([".md", ".yml"])
    path = f"{author.one_of([*author.folders(), *FOLDERS])}/{kind}-{number}{ending}"
    text = SPECS[kind].format(n=number)
    author.put(path, text if ending == ".md" else text.replace("---\n", ""))
    return path


@edit(2)
def new_translation(author: Author) -> str:
    """Translate a page, at first by its title."""
    missing = (p.removesuffix(".md") + TRANSLATION for p in author.pages() if not p.endswith(TRANSLATION))
    path = author.one_of(set(missing) - author.files.keys())
    author.put(path, f"---\ntitle: 译文 {author.number(9)}\n---\n\n正文。\n")
    return path


@edit(1)
def folder_page(author: Author) -> str:
    """Give a folder its own page."""
    folders = {f"{folder}/index.md" for folder in author.folders()}
    path = author.one_of(folders - author.files.keys())
    author.put(path, f"---\ntitle: Folder {author.number(9)}\n---\n\nWhat is here.\n")
    return path


@edit(3)
def rename(author: Author) -> str:
    """Rename a page, its translation with it, and repair the links."""
    path = author.one_of(author.pages())
    name = f"{author.one_of(['first', 'second', 'third', '第四', 'fifth one'])}-{author.number(5)}"
    return _move(author, path, posixpath.dirname(path), name, repair=True)


@edit(3)
def move(author: Author) -> str:
    """Move a page to another folder and repair the links."""
    path = author.one_of(author.pages())
    folder = author.one_of([*author.folders(), *FOLDERS])
    return _move(author, path, folder, "", repair=True)


@edit(2, wounds=True)
def lost_move(author: Author) -> str:
    """Move a page and forget the links."""
    path = author.one_of(author.sources())
    return _move(author, path, author.one_of([*author.folders(), *FOLDERS]), "", repair=False)


def _move(author: Author, path: str, folder: str, name: str, *, repair: bool) -> str:
    files = author.partners(path) if repair else [path]
    here = posixpath.dirname(path)
    files += [p for p in author.sources(".csv") if posixpath.dirname(p) == here and repair and not name]
    moves = {}
    for one in files:
        stem, dot, ending = posixpath.basename(one).partition(".")
        moves[one] = f"{folder}/{name if name and not one.endswith('.csv') else stem}{dot}{ending}"
    if set(moves.values()) & author.files.keys():
        raise NothingToDo
    author.move(moves, repair=repair)
    return f"{moves}"


@edit(2, wounds=True)
def remove(author: Author) -> str:
    """Delete a file."""
    path = author.one_of(author.sources())
    del author.files[path]
    return path


@edit(1, wounds=True)
def remove_folder(author: Author) -> str:
    """Delete a folder with all that is in it."""
    folder = author.one_of(set(author.folders()) - {"content"})
    for path in [p for p in author.files if p.startswith(f"{folder}/")]:
        del author.files[path]
    return folder


@edit(2, wounds=True)
def swap(author: Author) -> str:
    """Swap the contents of two files."""
    one, other = author.one_of(author.sources(".md")), author.one_of(author.sources(".md"))
    author.files[one], author.files[other] = author.files[other], author.files[one]
    return f"{one} ↔ {other}"


@edit(1)
def swap_names(author: Author) -> str:
    """Swap two files of one folder with all that leads to them."""
    one = author.one_of(author.sources(".md"))
    other = author.one_of(p for p in author.pages() if posixpath.dirname(p) == posixpath.dirname(one))
    author.move({one: other, other: one}, repair=True)
    return f"{one} ↔ {other}"


@edit(4)
def revert(author: Author) -> str:
    """Bring a file back to an earlier state, or back at all."""
    if not author.history:
        raise NothingToDo
    state = author.random.choice(author.history)
    changed = [p for p in state.keys() | author.files.keys() if state.get(p) != author.files.get(p)]
    path = author.one_of(changed)
    if path in state:
        author.files[path] = state[path]
    else:
        del author.files[path]
    return path


@edit(1)
def checkout(author: Author) -> str:
    """Bring everything back to an earlier state."""
    if not author.history:
        raise NothingToDo
    at = author.random.randrange(len(author.history))
    author.files, author.wounds = dict(author.history[at]), {}
    return f"state {at}"


@edit(2)
def touch(author: Author) -> str:
    """Save without a change."""
    path = author.one_of(author.files)
    author.touched = {path}
    return path


@edit(1, wounds=True)
def double_id(author: Author) -> str:
    """Copy a page, its ids included."""
    path = author.one_of(author.specs())
    stem, dot, ending = path.rpartition(".")
    author.put(f"{stem}-{author.one_of(['a', 'copy'])}{dot}{ending}", author.files[path])
    return path


@edit(1, wounds=True)
def same_address(author: Author) -> str:
    """Write a second file that would become the same page."""
    path = author.one_of(p for p in author.pages() if not p.endswith(("index.md", TRANSLATION)))
    stem = path.removesuffix(".md")
    other = author.one_of([f"{stem}/index.md", f"{stem}/README.md", f"{stem}.en.md"])
    author.put(other, f"---\ntitle: Same {author.number(9)}\n---\n\nText [[okr-2026q2]].\n")
    return f"{path} and {other}"


@edit(4)
def row(author: Author) -> str:
    """Change, add or drop a row of a CSV file."""
    path = author.one_of(author.sources(".csv"))
    lines = author.text(path).splitlines()
    at = author.random.randint(1, max(1, len(lines) - 1))
    cells = lines[at].split(",") if at < len(lines) else ["2026-05-20", "A", "200", "40"]
    new = ",".join([*cells[:-1], str(author.number(90))])
    lines[at : at + author.random.randint(0, 1)] = (
        [] if author.random.random() < 0.2 and len(lines) > 4 else [new]
    )
    author.put(path, "\n".join(lines) + "\n")
    return path


@edit(2, wounds=True)
def no_rows(author: Author) -> str:
    """Delete the CSV file, or write into it what is none."""
    path = author.one_of(author.sources(".csv"))
    if author.random.random() < 0.6:
        del author.files[path]
    else:
        author.sub(path, r"\d+$", "many")
    return path


@edit(2)
def image(author: Author) -> str:
    """Change an image, or add one."""
    path = author.one_of([*author.sources(".svg"), f"content/images/new-{author.number(3)}.svg"])
    author.put(path, f'<svg xmlns="http://www.w3.org/2000/svg" width="{author.number(9)}"/>')
    return path


@edit(1, wounds=True)
def shadow(author: Author) -> str:
    """Publish a file under the name of one that pmdocs writes."""
    path = author.one_of(
        ["site.json", "okrs/2026-q2/index.html", "assets/site.css", "404.html", "okrs/2026-q2/data.json"]
    )
    author.put(f"content/{path}", f"mine {author.number(9)}")
    return path
