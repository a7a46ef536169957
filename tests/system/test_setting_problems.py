"""What the settings name is there, or the author hears of it; and small things of sources."""

from __future__ import annotations

import pytest

from tests.incremental.author import files_of
from tests.system.conftest import Typed


def test_entries_that_name_nothing_are_told_with_their_place(typed: Typed) -> None:
    typed.write(
        {
            "pmdocs.yml": "site_name: A\ntoday: 2026-06-24\nnav: [a, nothing, b.MD, d/, index.md, d/index.md]\n"
            "extra_css:\n  - a.css\n  - b.css\n",
            "content/b.md": "# B\n", "content/d/e.md": "# E\n", "content/b.css": "p {}\n",
        }
    )  # fmt: skip
    assert typed("build") == 0
    assert "pmdocs.yml:3:10: W-CONFIG there is no page or folder ‘nothing’" in typed.said
    assert "pmdocs.yml:5:5: W-CONFIG there is no file ‘a.css’ in the content folder" in typed.said
    assert "did you mean ‘b.css’?" in typed.said
    assert typed.said.count("W-CONFIG") == 2
    assert typed("check", "--strict") == 1
    typed.write({"content/nothing.md": "# N\n", "content/a.css": "p {}\n"})
    assert typed("build") == 0
    assert "W-CONFIG" not in typed.said
    (typed.folder / "content/nothing.md").unlink()
    assert typed("build") == 0
    assert "‘nothing’" in typed.said


def test_an_extension_in_capitals_is_one(typed: Typed) -> None:
    typed.write(
        {"content/c.MD": "---\nkind: page\n---\n# In capitals\n\n*Text*\n", "content/D.Yml": "kind: page\n"}
    )
    typed("build", "--keep-going")
    page = files_of(typed.folder / "output")["c/index.html"].decode()
    assert "<em>Text</em>" in page
    assert "In capitals" in page


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"# \xe4\xb8\xad\xe6\x96\x87\xff", "1:5"),
        (b"\xef\xbb\xbf\xc3\xa9\xff", "1:2"),
        (b"a\r\nb\rc\r\n\xff", "4:1"),
        (b"a\n\xf0\x9f\x98\x80 \xff\n", "2:3"),
    ],
)
def test_columns_count_characters(typed: Typed, data: bytes, place: str) -> None:
    (typed.folder / "content/e.md").write_bytes(data)
    assert typed("build") == 1
    assert f"content/e.md:{place}: E-ENCODING" in typed.said
