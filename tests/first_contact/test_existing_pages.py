"""Pages that were written for another tool: what their front matter says is kept, and never stops the site."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from pmdocs.markdown.ids import github_ids
from tests.first_contact.conftest import Files, Load, Told

FOREIGN = """---
title: Meeting
date: 2026-05-04T10:00:00Z
author: Mia
layout: post
version: 2
priority: high
reviewers: [Jonas, 王小雨]
custom: {a: 1}
---

Text.
"""


def test_what_other_tools_want_is_kept_and_stops_nothing(told: Told, site_of: Load) -> None:
    files = {"content/a.md": FOREIGN}
    assert not told(files)
    document = site_of(files).site.by_path["content/a.md"]
    model = document.open(document.record).model
    assert set(model.extra) == {"date", "author", "layout", "version", "priority", "reviewers", "custom"}  # type: ignore[union-attr]
    assert document.record.about.updated == "2026-05-04"


def test_the_header_shows_the_fields_that_the_settings_name(site_of: Load) -> None:
    settings = "site_name: T\nextra_fields: [version, reviewers, nothing, custom]\n"
    html = site_of({"pmdocs.yml": settings, "content/a.md": FOREIGN})["a/index.html"].decode()
    assert "version: 2 · reviewers: Jonas, 王小雨 · custom: a: 1" in html
    assert "author" not in html.partition("<article")[2]


@pytest.mark.parametrize(
    ("matter", "updated"),
    [
        ("date: 2026-05-04", "2026-05-04"), ("lastmod: 4 May 2026", "2026-05-04"), ("date: 2026-05-04\nupdated: 2026-06-01", "2026-06-01"),
        ("date: someday", ""), ("date:", ""),
    ],
)  # fmt: skip
def test_a_date_is_the_day_of_the_last_change(site_of: Load, matter: str, updated: str) -> None:
    files = site_of({"content/a.md": f"---\n{matter}\n---\n\n# A\n"})
    assert not [p for p in files.all_problems() if p.code.startswith("E-")]
    assert files.site.by_path["content/a.md"].record.about.updated == updated


@pytest.mark.parametrize(
    ("field", "near"), [("titel", "title"), ("desciption", "description"), ("layout", "")]
)
def test_a_misspelt_field_is_asked_about(told: Told, field: str, near: str) -> None:
    hints = [p.hint.en for p in told({"content/a.md": f"---\n{field}: x\n---\n\n# A\n"}) if p.hint]
    assert hints == ([f"did you mean ‘{near}’?"] if near else [])


def test_a_draft_says_that_it_is_published(told: Told, site_of: Load) -> None:
    files = {"content/a.md": "---\ndraft: true\n---\n\n# A\n"}
    assert [p.code for p in told(files)] == ["W-DRAFT"]
    assert 'class="draft"' in site_of(files)["a/index.html"].decode()
    assert not told({"content/a.md": "---\ndraft: false\n---\n\n# A\n"})


def test_front_matter_in_toml_is_read_with_its_places(told: Told, site_of: Load) -> None:
    text = '+++\ntitle = "From TOML"\ndate = 2026-05-04\ntags = ["a", "b"]\nweight = 3\n+++\n\nText.\n'
    files = {"content/a.md": text}
    assert not told(files)
    record = site_of(files).site.by_path["content/a.md"].record
    assert (record.title, record.about.updated, list(record.about.tags)) == (
        "From TOML",
        "2026-05-04",
        ["a", "b"],
    )
    (problem,) = told({"content/a.md": text.replace("weight = 3", "[extra]")})
    assert (problem.code, problem.line) == ("E-YAML", 5)


CONFLICT = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"


def test_what_git_left_of_a_conflict_is_refused(told: Told) -> None:
    (problem,) = told({"content/a.md": f"# A\n\n{CONFLICT}"})
    assert (problem.code, problem.line) == ("E-MERGE", 3)
    assert "E-MERGE" in {p.code for p in told({"content/a.md": f"---\ntitle: A\n{CONFLICT}---\n"})}
    assert not told({"content/a.md": f"# A\n\n```diff\n{CONFLICT}```\n"})


HEADINGS = """# Plan of 2026

## A & B

## 🚀 Launch

## ⚙️ Settings (v1.2)

## Resources

## Resources

## foo_bar `baz` — *qux*

## 第一步：安装

## दिन
"""


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("a--b", "a-b"), ("-launch", "launch"), ("-settings-v12", "settings-v12"), ("%EF%B8%8F-settings-v12", "settings-v12"),
        ("resources-1", "resources-2"), ("resources", "resources"), ("resources-2", "resources-2"),
        ("foo_bar-baz--qux", "foo_bar-baz-qux"), ("第一步安装", "第一步安装"), ("A--B", "a-b"),
    ],
)  # fmt: skip
def test_an_anchor_of_github_leads_to_the_heading(site_of: Load, written: str, ours: str) -> None:
    link = f"[it](#{written})"
    files = site_of(
        {"content/a.md": f"{HEADINGS}\n{link}\n", "content/b.md": f"# B\n\n[it](a.md#{written})\n"}
    )
    assert not [p for p in files.all_problems() if "ANCHOR" in p.code]
    for page, address in (("a", "#"), ("b", "../a/index.html#")):
        html = unquote(files[f"{page}/index.html"].decode())
        assert f'<a href="{address}{ours}">it</a>' in html
        assert f'id="{ours}"' in unquote(files["a/index.html"].decode())


def test_the_anchor_of_a_title_leads_to_the_page(site_of: Load) -> None:
    files = site_of({"content/a.md": HEADINGS, "content/b.md": "# B\n\n[it](a.md#plan-of-2026)\n"})
    assert not [p for p in files.all_problems() if "ANCHOR" in p.code]
    assert '<a href="../a/index.html">it</a>' in files["b/index.html"].decode()


def test_an_anchor_that_nobody_gives_is_said(told: Told) -> None:
    problems = told({"content/a.md": f"{HEADINGS}\n[it](#a---b) [it](#resources-3) [it](#)\n"})
    assert [p.code for p in problems] == ["W-ANCHOR", "W-ANCHOR"]


def test_a_repetition_gets_a_number_that_no_heading_has() -> None:
    headings = ["Step", "Step 1", "Step", "Step", "Step 1"]
    assert list(github_ids(headings)) == ["step", "step-1", "step-2", "step-3", "step-1-1"]


COMMENTS = """# T %%secret%% itle <!-- secret -->

a %%secret%% b <!-- secret [[secret]] --> c%%secret
`secret`%% d, 50%% and 60%% of.
文字%%secret%%在此

%%
secret [[secret]] ![](secret.png)

```funnel
secret: 1
```

secret
%% after

## Head %%secret%%

| x | y |
|---|---|
| <!-- secret --> | %%secret%% z |

- item
  %%
  secret

  secret
  %%
- next <!--
  secret
  -->

!!! note "Note %%secret%%"
    In it. %%secret%%

<div>In HTML %%secret%% and <!-- secret --></div>

<!--
secret

secret
-->

```text
%%kept 1%% <!-- kept 2 -->
```

`%%kept 3%%`
"""


def test_comments_are_never_published(site_of: Load) -> None:
    files = site_of({"content/a.md": COMMENTS, "content/index.md": "# Home\n\n![[list]]\n"})
    assert not [p for p in files.all_problems() if p.code.startswith("E-") or p.code == "W-FENCE"]
    assert files.site.by_path["content/a.md"].title == "T itle"
    written = {name: files[name] for name in files}
    assert not [name for name, content in written.items() if b"secret" in content]
    html = written["a/index.html"].decode()
    for shown in (
        "50%% and 60%% of.",
        "文字在此",
        "after",
        "z",
        "next",
        "In it.",
        "In HTML",
        "kept 1",
        "kept 2",
        "kept 3",
    ):
        assert shown in html


def test_a_comment_without_an_end_is_said_and_not_published(told: Told, site_of: Load) -> None:
    files = {"content/a.md": "# A\n\nText.\n\n  %% secret\n\nsecret\n"}
    (problem,) = told(files)
    assert (problem.code, problem.line, problem.column) == ("W-FENCE", 5, 3)
    assert "secret" not in site_of(files)["a/index.html"].decode()


def test_a_message_on_the_page_shows_no_comment(site_of: Load) -> None:
    html = site_of({"content/a.md": "# A\n\n%%secret%% [x](none.md) <!-- secret -->\n"})[
        "a/index.html"
    ].decode()
    assert "3 │ ·········· [x](none.md) ···· ······ ···" in html
    assert "secret" not in html


PNG = b"\x89PNG"
NOTES: Files = {
    "content/notes/Q3 Plan.md": "---\nid: plan\ntitle: Plan (draft) & more\n---\n\nText.\n",
    "content/notes/会议.md": "---\nid: meeting\n---\n\n# 周会：第一次\n",
    "content/img/pic.png": PNG,
    "content/files/Sheet 1.pdf": PNG,
}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[[Q3 Plan]]", '<a class="ref" href="../notes/Q3%20Plan/index.html" data-kind="page">Plan (draft) &amp; more</a>'),
        ("[[q3  plan|it]]", 'data-kind="page">it</a>'),
        ("[[notes/Q3 Plan]]", "Plan (draft) &amp; more</a>"),
        ("[[Q3 Plan.md]]", "Plan (draft) &amp; more</a>"),
        ("[[Plan (draft) & more]]", "Plan (draft) &amp; more</a>"),
        ("![[Q3 Plan]]", "Plan (draft) &amp; more</a>"),
        ("[[会议]]", "周会：第一次</a>"),
        ("[[周会：第一次]]", "周会：第一次</a>"),
        ("![[pic.png]]", '<img src="../img/pic.png" alt="" loading="lazy">'),
        ("![[img/Pic.png|120x80]]", '<img src="../img/pic.png" alt="" width="120" height="80" loading="lazy">'),
        ("- ![[pic.png|The plan]]", '<img src="../img/pic.png" alt="The plan" loading="lazy">'),
        ("[[Sheet 1.pdf]]", '<a href="../files/Sheet%201.pdf">Sheet 1.pdf</a>'),
    ],
)  # fmt: skip
def test_a_name_finds_the_one_page_or_file(site_of: Load, written: str, shown: str) -> None:
    files = site_of({**NOTES, "content/a.md": f"# A\n\n{written}\n"})
    assert not [p for p in files.all_problems() if p.code.startswith("E-")]
    assert shown in files["a/index.html"].decode()


def test_a_link_by_name_is_one_by_id(site_of: Load) -> None:
    spec = (
        "---\nkind: persona\nid: persona-mia\nname: Mia\ntitle: Mia, who plans\ngoals: [A]\npains: [B]\n---\n"
    )

    def pages(written: str) -> list[bytes]:
        files = site_of({"content/Mia.md": spec, "content/a.md": f"# The other\n\n[[{written}|she]]\n"})
        assert files.site.backlinks["en"]["persona-mia"] == (("content-a", ""),)
        return [files[page] for page in ("Mia/index.html", "a/index.html")]

    by_name = pages("MIA")
    assert by_name == pages("persona-mia")
    assert "The other</span></a><small>linked in the text</small>" in by_name[0].decode()


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("[[Same]]", "E-REF", "write one of these instead: same-1, same-2"),
        ("![[two.png]]", "E-REF", "write one of these instead: content/x/two.png, content/y/two.png"),
        ("![[pik.png]]", "E-LINK", "did you mean ‘pic.png’?"),
        ("[[Nothing so called]]", "E-REF", None),
    ],
)
def test_a_name_of_several_or_of_none_is_an_error(
    told: Told, written: str, code: str, hint: str | None
) -> None:
    same: dict[str, str | bytes] = {f"content/{folder}/two.png": PNG for folder in "xy"}
    same |= {f"content/{n}.md": f"---\nid: same-{n}\n---\n\n# Same\n" for n in (1, 2)}
    (problem,) = told({**NOTES, **same, "content/a.md": f"# A\n\n{written}\n"})
    assert (problem.code, problem.line, problem.hint and problem.hint.en) == (code, 3, hint)


def test_an_id_comes_before_a_name(site_of: Load) -> None:
    files = {"content/plan.md": "---\nid: other\n---\n\n# Named\n", "content/a.md": "# A\n\n[[plan]]\n"}
    assert "Plan (draft) &amp; more</a>" in site_of({**NOTES, **files})["a/index.html"].decode()
