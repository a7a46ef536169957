"""Edits of what is not content: settings, theme, the kinds' own templates."""

from __future__ import annotations

from pmdocs.kinds import kind_ids, load_kind
from pmdocs.theming.theme import built_in_themes
from tests.incremental.author import Author, NothingToDo
from tests.incremental.edits import edit

CONFIG = "pmdocs.yml"
CLOCK = ".clock"
OWN = "themes/own"
MARKED = r"<(?:div|section|ul|p|article)\b"


@edit(4)
def setting(author: Author) -> str:
    """Change a setting that every author may change without breaking anything."""
    name, value = author.random.choice([
        ("site_name", f"Sprout {author.number(9)}"), ("site_description", f"Text {author.number(9)}"),
        ("site_description", None), ("site_url", "https://sprout.example/"), ("site_url", None),
        ("repo_url", "https://code.example/other"), ("repo_url", None), ("edit_uri", f"edit/v{author.number(5)}/"),
        ("extra_css", "[]"), ("extra_css", "[images/extra.css]"),
        ("validation", "{links: warn, anchors: ignore}"), ("validation", "{links: warn, anchors: info}"),
        ("validation", None), ("timezone", "Asia/Shanghai"),
    ])  # fmt: skip
    author.set_field(CONFIG, name, value)
    return f"{name} = {value}"


@edit(2)
def patience(author: Author) -> str:
    """Change when data are called old."""
    days = author.one_of(["5", "30", "60", "120", "200"])
    author.set_field(CONFIG, "stale_after", days)
    return days


@edit(3)
def today(author: Author) -> str:
    """Let days pass."""
    day = f"2026-{author.random.randint(5, 12):02}-{author.random.randint(1, 28):02}"
    author.set_field(CONFIG, "today", day)
    return day


@edit(3)
def midnight(author: Author) -> str:
    """Leave the date to the clock, and let it run on."""
    author.set_field(CONFIG, "today", None)
    author.put(CLOCK, str(1_780_000_000 + author.number(200) * 86_400))
    return author.text(CLOCK)


@edit(2)
def navigation(author: Author) -> str:
    """Order the navigation anew."""
    names = [f.removeprefix("content/") for f in author.folders() if f != "content"] + [
        "guide/style",
        "notes/2026-06.md",
    ]
    author.random.shuffle(names)
    author.set_field(CONFIG, "nav", f"[{', '.join(names[: author.number(6)])}]")
    return f"{names}"


@edit(1, wounds=True)
def strictness(author: Author) -> str:
    """Change how much stops a build."""
    value = author.one_of(["{links: error, anchors: error}", "{links: ignore}"])
    author.set_field(CONFIG, "validation", value)
    author.set_field(CONFIG, "strict", author.one_of(["yes", "no"]))
    return value


@edit(1, wounds=True)
def site_language(author: Author) -> str:
    """Change the language of files that name none."""
    lang = author.one_of(["en", "zh-CN"])
    author.set_field(CONFIG, "lang", lang)
    return lang


@edit(1, wounds=True)
def broken_settings(author: Author) -> str:
    """Save settings in the middle of typing, or lose them."""
    if author.random.random() < 0.2:
        del author.files[CONFIG]
        return "deleted"
    name, value = author.random.choice([
        ("nav", "["), ("theme", "nowhere"), ("site_name", None), ("stale_after", "soon"), ("colour", "red"),
    ])  # fmt: skip
    author.set_field(CONFIG, name, value)
    return f"{name} = {value}"


@edit(2)
def theme(author: Author) -> str:
    """Wear another theme."""
    name = author.one_of(["own", "plain", "base", "paper"])
    author.set_field(CONFIG, "theme", name)
    return name


@edit(3)
def template(author: Author) -> str:
    """Edit a template of the site's own theme."""
    path = author.one_of(p for p in author.files if p.startswith(f"{OWN}/templates/"))
    author.put(path, f"{author.text(path)}<i>{author.number()}</i>\n")
    return path


@edit(2)
def override(author: Author) -> str:
    """Take a template over from the base theme, edited, or give one back."""
    name = author.one_of(
        [
            "section.html",
            "dashboard.html",
            "register.html",
            "listing.html",
            "home.html",
            "spec.html",
            "cards.html",
            "layout.html",
            "embed.html",
            "figure.html",
            "404.html",
        ]
    )
    path = f"{OWN}/templates/{name}"
    if path in author.files:
        del author.files[path]
    else:
        text = (built_in_themes() / "base/templates" / name).read_text(encoding="utf-8")
        author.put(path, text)
        author.sub(path, MARKED, lambda m: f'{m[0]} data-own="{author.number()}"')
    return path


@edit(2)
def style(author: Author) -> str:
    """Edit a style sheet, a script or a token of the theme."""
    path = author.one_of(
        [f"{OWN}/css/90-own.css", f"{OWN}/css/95-new.css", f"{OWN}/js/own.js", f"{OWN}/theme.yml"]
    )
    old = author.text(path) if path in author.files else ""
    author.put(path, f"{old}/* {author.number()} */\n.x {{\n  order: {author.number()};\n}}\n")
    if path.endswith(".yml"):
        author.put(
            path,
            f'name: own\nextends: {author.one_of(["base", "plain", "paper"])}\ntokens:\n  hue: "{author.number(360)}"\n',
        )
    return path


@edit(2)
def words(author: Author) -> str:
    """Change a word of the theme."""
    key = author.one_of(["next", "built", "updated"])
    text = (
        f"page:\n  {key}: {{en: Word {author.number()}, zh-CN: 词}}\nown:\n  mark: {{en: Own, zh-CN: 自有}}\n"
    )
    author.put(f"{OWN}/labels.yaml", text)
    return key


@edit(1, wounds=True)
def broken_theme(author: Author) -> str:
    """Save a file of the theme in the middle of typing."""
    path = author.one_of([f"{OWN}/labels.yaml", f"{OWN}/theme.yml"])
    author.put(path, "a: [")
    return path


@edit(3)
def kind_template(author: Author) -> str:
    """Edit a template or a style sheet of a kind: another state of the code."""
    kind, name = author.one_of(kind_ids()), author.one_of(["page.html", "page.html", "style.css", "icon.svg"])
    path, original = f".kinds/{kind}/{name}", load_kind(kind).folder / name
    if not original.is_file():
        raise NothingToDo
    if path in author.files and author.random.random() < 0.4:
        del author.files[path]
        return f"{kind}/{name} as it was"
    author.put(path, original.read_text(encoding="utf-8"))
    author.sub(
        path, MARKED if name == "page.html" else r"\A", lambda m: _marked(m[0], name, author.number(5))
    )
    return f"{kind}/{name}"


def _marked(found: str, name: str, number: int) -> str:
    if name == "style.css":
        return f".k{number} {{\n  order: 1;\n}}\n"
    return f'{found} data-k="{number}"' if name == "page.html" else f"<!-- {number} -->"
