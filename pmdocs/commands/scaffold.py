"""What `init` and `new` write: a small finished site, and one spec made from its kind's example."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pmdocs.config import FILE as CONFIG
from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.kinds import LoadedKind
from pmdocs.pipeline import Project, load
from pmdocs.reference.examples import ids_in, with_ids
from pmdocs.system.boundary import LEADS_OUT, LEADS_OUT_HINT, Boundary

_STARTER = files("pmdocs") / "starter"


def starter_files(lang: str) -> Mapping[str, str]:
    """Return path → text of the site that `pmdocs init` writes, in a language."""
    return _files_below(_STARTER / lang)


def workflow_files(host: str, lang: str) -> Mapping[str, str]:
    """Return path → text of what lets a host of repositories check and publish a site."""
    return _files_below(_STARTER / "ci" / host / lang)


def _files_below(root: Traversable) -> Mapping[str, str]:
    found: dict[str, str] = {}
    pending = [(root, "")]
    while pending:
        folder, prefix = pending.pop()
        for entry in folder.iterdir():
            name = f"{prefix}{entry.name}"
            if entry.is_dir():
                pending.append((entry, f"{name}/"))
            else:
                found[name.replace("dot.", ".")] = entry.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def init(folder: Path, lang: str, host: str | None = None, *, empty: bool = False) -> list[Path]:
    """Write the starter site into a new or empty folder; return the files written.

    An ``empty`` one has settings and a home page alone. With a ``host`` its workflow is written too, and a
    folder that is a site already gets that alone.
    """
    texts = dict(workflow_files(host, lang)) if host else {}
    if not (host and (folder / CONFIG).is_file()):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise stop(folder.name, _NOT_EMPTY, _NOT_EMPTY_HINT)
        texts |= _empty_site(folder, lang) if empty else starter_files(lang)
    taken = next((name for name in texts if os.path.lexists(folder / name)), None)
    if taken:
        raise stop(taken, _EXISTS, _REMOVE_IT)
    for name, text in texts.items():
        write_new(Boundary.of(folder), name, text.encode(), _REMOVE_IT)
    return [folder / name for name in texts]


def _empty_site(folder: Path, lang: str) -> Mapping[str, str]:
    name = folder.resolve().name.replace("-", " ").replace("_", " ")
    name = name[:1].upper() + name[1:] or "Product"
    home = Phrase("What we build, for whom, and how it goes.", "我们做什么、为谁做、进展如何。").within(lang)
    return {
        "pmdocs.yml": f"site_name: {quoted(name)}\n" + ("" if lang == "en" else f"lang: {lang}\n"),
        "content/index.md": f"# {name}\n\n{home}\n",
        **{path: text for path, text in starter_files(lang).items() if path == ".gitignore"},
    }


def write_new(boundary: Boundary, name: str, data: bytes, hint: Phrase | None = None) -> None:
    """Write a file that is not there yet, in a folder that no link leads out of the site."""
    file = boundary.folder / name
    if not boundary.lets(file.parent, file.parent):
        raise stop(name, LEADS_OUT.fill(name=name), LEADS_OUT_HINT)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            opened.write(data)
    except FileExistsError:
        raise stop(name, _EXISTS, hint or _EXISTS_HINT) from None


def new(project: Project, kind: LoadedKind, title: str, lang: str | None) -> Path:
    """Write a spec made from the kind's example, with its own id and title; never over another file.

    It goes to the folder that already holds specs of the kind, else to one named after the kind.
    """
    config = project.config
    lang = lang or config.lang
    site = load(project).site
    mine = [d.record.path for d in site.documents if d.record.kind == kind.id]
    folder = project.folder / (Path(mine[0]).parent if mine else Path(config.docs_dir) / kind.id)
    suffix = "" if lang == config.lang else f".{lang}"
    name = slug(title) or unused_name(
        kind.id, set(site.specs(config.lang)) | {f.name.split(".")[0] for f in folder.glob("*")}
    )
    file = folder / f"{name}{suffix}.md"
    text = scaffold(kind, title, name, lang)
    write_new(project.boundary, file.relative_to(project.folder).as_posix(), text.encode())
    return file


def unused_name(stem: str, taken: set[str]) -> str:
    """Return the first of stem, stem-2, stem-3 … that nothing is called, for titles without Latin letters."""
    names = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def scaffold(kind: LoadedKind, title: str, name: str, lang: str) -> str:
    """Return the kind's example under another title; every id in it is made new, so that ids stay unique."""
    example = kind.example(lang)
    first = ids_in(example)[0]
    own = name if name.startswith(f"{kind.id}-") else f"{kind.id}-{name}"
    text = with_ids(example, lambda id_: own if id_ == first else f"{id_}-{name}")
    return re.sub(r"^title: .*$", lambda _: f"title: {quoted(title)}", text, count=1, flags=re.MULTILINE)


def quoted(text: str) -> str:
    """Return a text as YAML, in quotes where it needs them."""
    plain = re.fullmatch(r"[\w][\w .()/&+-]*", text) and ": " not in text
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def slug(title: str) -> str:
    """Return lower-case letters, digits and hyphens of a title; empty for a title in Chinese alone."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def stop(path: str, message: Phrase, hint: Phrase | None) -> PmdocsError:
    """Return what stops a command, with exit code 2."""
    return PmdocsError(Problem(path, 1, 1, "E-FILE", message, hint), exit_code=2)


_NOT_EMPTY = Phrase("the folder is not empty", "文件夹不为空")
_NOT_EMPTY_HINT = Phrase("name a new one: pmdocs init my-product", "请换一个新文件夹：pmdocs init my-product")
_EXISTS = Phrase("the file exists already; nothing was written", "文件已存在，未写入任何内容")
_REMOVE_IT = Phrase("remove it to have it written anew", "删除它即可重新写入")
_EXISTS_HINT = Phrase("choose another title", "请换一个标题")
