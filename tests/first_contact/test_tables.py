"""Tables as other programs save them: encodings, separators, decimals, headings, dates, ids."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from pmdocs.cli import run
from pmdocs.engine.site_files import SiteFiles
from pmdocs.notation.table_text import decode, sign_of
from pmdocs.pipeline import Project, load
from pmdocs.values.loose_dates import order_of, read_loose_day
from pmdocs.values.table_columns import valid_id
from tests.first_contact.conftest import Files, Load, Told

FUNNEL = "---\nkind: funnel\nid: f\ntitle: F\ndata: rows.csv\n---\n"
ROWS = "name,count\n安装应用,6480\n注册账户,1200\n"
EXPORT = (
    "Issue key,Summary,Status,Due date,Created,Summary,Linked\n"
    "PROJ-1,Sign in,Done,22/Oct/24 5:03 PM,01/Aug/24,x,\n"
    'PROJ-2,"Pay, by card",In Progress,15/Dec/24,02/Aug/24,y,"PROJ-1, PROJ-3"\n'
    "PROJ-3,报表,To Do,31/Dec/24,03/Aug/24,z,PROJ-1\n"
)
ROADMAP = (
    "---\nkind: roadmap\nid: r\ntitle: R\ndata: export.csv\ncolumns:\n  id: Issue key\n  title: summary\n"
    "  status: Status\n  start: Created\n  end: Due date\n  depends: Linked\n---\n"
)


def _errors(told: Told, files: Files) -> list[str]:
    return [f"{p.path}:{p.line}:{p.column} {p.code}" for p in told(files) if p.code.startswith("E-")]


def _spec(files: SiteFiles, id_: str) -> object:
    document = files.site.specs("en")[id_]
    return document.open(document.record).model


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_encoding_and_separator_gives_the_same_rows(
    site_of: Load, encoding: str, sign: str, end: str
) -> None:
    data = ROWS.replace(",", sign).replace("\n", end).encode(encoding)
    files = site_of({"content/f.md": FUNNEL, "content/rows.csv": data})
    assert [(s.name, s.count) for s in _spec(files, "f").steps] == [("安装应用", 6480), ("注册账户", 1200)]  # type: ignore[attr-defined]


def test_western_text_is_not_taken_for_chinese() -> None:
    assert decode("Größe,naïve café\nMüller,3\n".encode("cp1252")) == "Größe,naïve café\nMüller,3\n"
    assert decode("名称,数量\n安装,3\n".encode("gb18030")) == "名称,数量\n安装,3\n"


@pytest.mark.parametrize(
    ("text", "sign"),
    [("a,b", ","), ("a;b", ";"), ("a\tb", "\t"), ('"a;b",c', ","), ("a", ","), ("\n\na;b,c;d", ";")],
)
def test_the_sign_is_the_one_of_the_header(text: str, sign: str) -> None:
    assert sign_of(text) == sign


MEANS = "---\nkind: ab-test\nid: t\ntitle: T\nvariants: {A: {name: A}, B: {name: B}}\ndaily: {data: days.csv}\n---\n"


@pytest.mark.parametrize(
    ("mean", "found"),
    [("3,5", []), ("1.234,5", []), ("3.5", []), ("1,234", ["E-RATE"]), ('"1,234"', [])],
)
def test_decimal_commas_are_read_and_what_is_uncertain_is_refused(
    told: Told, mean: str, found: list[str]
) -> None:
    rows = f"date;variant;n;mean;sd\n2026-05-04;A;900;{mean};1,5\n2026-05-04;B;900;{mean};1,5\n".replace(
        "1,5", "1,5" if mean != "1,234" else "2"
    )
    codes = [e.split()[1] for e in _errors(told, {"content/t.md": MEANS, "content/days.csv": rows})]
    assert sorted(set(codes)) == found


def test_columns_without_a_name_of_their_own_are_left_out_where_nobody_needs_them(told: Told) -> None:
    files = {"content/f.md": FUNNEL, "content/rows.csv": "name,count,,name\nA,300,,\nB,200,,\n"}
    assert not _errors(told, files)
    assert _errors(told, {"content/rows.csv": "name,count,name\nA,300,x\nB,200,y\n"}) == [
        "content/rows.csv:1:12 E-FIELD"
    ]


def test_an_export_is_read_through_its_headings(site_of: Load) -> None:
    files = site_of({"content/r.md": ROADMAP, "content/export.csv": EXPORT})
    assert not [p.text() for p in files.all_problems() if p.code.startswith("E-")]
    items = _spec(files, "r").items  # type: ignore[attr-defined]
    assert [(i.id, i.title, i.status, i.end.first, i.depends) for i in items] == [
        ("proj-1", "Sign in", "done", dt.date(2024, 10, 22), ()),
        ("proj-2", "Pay, by card", "in-progress", dt.date(2024, 12, 15), ("proj-1", "proj-3")),
        ("proj-3", "报表", "planned", dt.date(2024, 12, 31), ("proj-1",)),
    ]


def test_a_heading_that_is_not_there_is_named_with_those_that_are(told: Told) -> None:
    files = {"content/r.md": ROADMAP.replace("end: Due date", "end: Deadline"), "content/export.csv": EXPORT}
    (problem,) = [p for p in told(files) if p.code == "E-FIELD"]
    assert (problem.line, "Deadline" in problem.message.en, "Due date" in str(problem.hint)) == (
        11,
        True,
        True,
    )


def test_a_fault_in_a_cell_has_its_place_in_the_table(told: Told) -> None:
    bad = EXPORT.replace("In Progress", "Nonsense")
    assert _errors(told, {"content/r.md": ROADMAP, "content/export.csv": bad}) == [
        "content/export.csv:3:23 E-RANGE"
    ]


def test_ids_come_from_titles_where_there_is_no_column_of_them(site_of: Load) -> None:
    text = ROADMAP.replace("  id: Issue key\n", "").replace("  depends: Linked\n", "")
    files = site_of({"content/r.md": text, "content/export.csv": EXPORT})
    ids = [i.id for i in _spec(files, "r").items]  # type: ignore[attr-defined]
    assert ids == ["sign-in", "pay-by-card", valid_id("报表")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("22/Oct/24", "", "2024-10-22"), ("22/Oct/24 5:03 PM", "", "2024-10-22"), ("Oct 22, 2024", "", "2024-10-22"),
        ("October 22, 2024 5:03 PM", "", "2024-10-22"), ("2024-10-22 17:03:00", "", "2024-10-22"),
        ("2024/10/22", "", "2024-10-22"), ("2024年10月22日", "", "2024-10-22"), ("22.10.2024", "dmy", "2024-10-22"),
        ("10/22/2024", "mdy", "2024-10-22"), ("03/04/2024", "", None), ("03/04/2024", "mdy", "2024-03-04"),
        ("2024-10-22T17:03:00Z", "", "2024-10-22"), ("30/Feb/24", "", None), ("soon", "dmy", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_other_programs_write_them(text: str, order: str, day: str | None) -> None:
    found = read_loose_day(text, order)
    assert (found.isoformat() if found else None) == day


def test_days_and_months_are_told_apart_by_the_whole_column() -> None:
    assert order_of(["03/04/2024", "22/04/2024"]) == "dmy"
    assert order_of(["03/04/2024", "04/22/2024"]) == "mdy"
    assert order_of(["03/04/2024"]) == ""


def test_a_date_that_may_be_two_is_refused_until_the_author_says_which(site_of: Load, told: Told) -> None:
    rows = EXPORT.replace("22/Oct/24 5:03 PM", "03/04/2024").replace("01/Aug/24", "01/Jan/24")
    files = {"content/r.md": ROADMAP, "content/export.csv": rows}
    (problem,) = [p for p in told(files) if "two days" in p.message.en]
    assert problem.hint is not None
    assert "format: dd/mm/yyyy" in problem.hint.en
    said = ROADMAP.replace("end: Due date", "end: {column: Due date, format: dd/mm/yyyy}")
    items = _spec(site_of({"content/r.md": said}), "r").items  # type: ignore[attr-defined]
    assert items[0].end.first == dt.date(2024, 4, 3)


def _workbook(rows: list[list[str]]) -> bytes:
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relations}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        '<sheet name="Plan" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("data", ["rows.xlsx", "rows.xlsx#Plan"])
def test_a_workbook_is_read(site_of: Load, data: str) -> None:
    book = _workbook([["name", "count"], ["安装, 应用", "6480"], ["注册", "1200"]])
    files = site_of({"content/f.md": FUNNEL.replace("rows.csv", data), "content/rows.xlsx": book})
    assert [(s.name, s.count) for s in _spec(files, "f").steps] == [("安装, 应用", 6480), ("注册", 1200)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("data", ["rows.xlsx#Other", "broken.xlsx", "none.xlsx"])
def test_a_workbook_that_cannot_be_read_is_one_fault(told: Told, data: str) -> None:
    files: dict[str, str | bytes] = {
        "content/f.md": FUNNEL.replace("rows.csv", data), "content/rows.xlsx": _workbook([["name", "count"]]),
        "content/broken.xlsx": b"PK\x03\x04 no workbook",
    }  # fmt: skip
    assert [one.split()[1] for one in _errors(told, files)] == ["E-FILE"]


def test_without_the_library_the_extra_is_named(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmdocs.stages.parse.can_read", lambda: False)
    files: Files = {"content/f.md": FUNNEL.replace("rows.csv", "rows.xlsx"), "content/rows.xlsx": b"x"}
    (problem,) = [p for p in told(files) if p.code == "E-FILE"]
    assert problem.hint is not None
    assert "pip install 'pmdocs[excel]'" in problem.hint.en


def test_a_spec_is_made_from_an_export_with_a_proposed_mapping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pmdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    rows = (
        EXPORT.replace(",Linked", ",Blocked by").replace("Issue key", "编号").replace("Due date", "截止日期")
    )
    Path("export.csv").write_bytes(rows.encode("gb18030"))
    run(["new", "Roadmap", "Plan 2025", "--from", "export.csv"])
    written = Path(capsys.readouterr().out.strip())
    text = written.read_text(encoding="utf-8")
    assert "  id: 编号\n" in text
    assert "  end: 截止日期\n" in text
    assert "  depends: Blocked by\n" in text
    assert "Created" in text.split("# columns")[1]
    files = load(Project.open(tmp_path))
    errors = [p.text() for p in files.all_problems() if p.code.startswith("E-")]
    assert all("start" in error for error in errors), (
        errors
    )  # the export has no start: that is for the author


def test_a_kind_without_rows_takes_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pmdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    Path("t.csv").write_text("a,b\n", encoding="utf-8")
    assert run(["new", "persona", "--from", "t.csv"]) == 2


@pytest.mark.parametrize(("n", "warned"), [(2, False), (3, True), (40, True)])
@pytest.mark.parametrize("name", ["users.csv", "dump.txt", "a.json"])
def test_a_file_of_addresses_is_warned_about_before_it_is_published(
    told: Told, n: int, name: str, *, warned: bool
) -> None:
    rows = "".join(f"Ann {i},ann{i}@example.com\n" for i in range(n))
    codes = [p.code for p in told({"content/a.md": "# A\n", f"content/{name}": rows})]
    assert codes == (["W-PII"] if warned else [])
