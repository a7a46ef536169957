"""YAML syntax errors in an author's words: what was probably meant, and how to write it."""

from __future__ import annotations

from collections.abc import Callable

from yaml import MarkedYAMLError
from yaml.error import Mark

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.notation.parser_report import Explanation, ParserReport
from pmdocs.notation.quoting import NO_SPACE, field_of, no_field, quote_hint
from pmdocs.notation.yaml_brackets import flow, no_content


def explain(error: MarkedYAMLError, text: str, path: str) -> Problem:
    """Turn a syntax error into a problem with a hint."""
    mark = error.problem_mark or error.context_mark
    if mark is None:  # pragma: no cover -- libyaml marks every error
        return Problem.at(Place(path), "E-YAML", _plain(str(error)))
    trouble = ParserReport(
        error.context or "", error.problem or "", error.context_mark or mark, mark, text.splitlines()
    )
    tell = next((tell for part, tell in _RULES if part in trouble.problem), _other)
    at, message, hint = tell(trouble)
    return Problem.at(Place(path, at.line + 1, at.column + 1), "E-YAML", message, hint)


def _plain(text: str) -> Phrase:
    return Phrase(f"not readable as YAML: {text}", f"无法读取 YAML：{text}")


def _mapping_values(trouble: ParserReport) -> Explanation:
    line = trouble.line(trouble.mark.line)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return _tab(trouble)
    field = field_of(line)
    if field and field.end(2) < trouble.mark.column:
        return (
            trouble.mark,
            Phrase("a text with ‘: ’ in it needs quotes", "含有‘: ’的文本要加引号"),
            quote_hint(line),
        )
    above = trouble.line(trouble.above)
    if ("：" in above and ": " not in above) or NO_SPACE.fullmatch(above):
        message, hint = no_field(above)
        return _mark(trouble, trouble.above, above), message, hint
    return (
        _mark(trouble, trouble.mark.line, line),
        Phrase(
            "indented further than the line above, which has its value already",
            "缩进比上一行深，而上一行已经有值",
        ),
        Phrase("start the fields of one thing in the same column", "同一层的字段要左对齐"),
    )


def _mark(trouble: ParserReport, number: int, line: str) -> Mark:
    """Return the mark of a line's first character."""
    return Mark(trouble.mark.name, 0, number, len(line) - len(line.lstrip()), None, 0)


def _simple_key(trouble: ParserReport) -> Explanation:
    line = trouble.line(trouble.start.line)[trouble.start.column :]
    message, hint = no_field(line)
    return trouble.start, message, hint


def _tab(trouble: ParserReport) -> Explanation:
    line = trouble.line(trouble.mark.line)
    column = max(line.find("\t"), 0)
    return (
        Mark(trouble.mark.name, 0, trouble.mark.line, column, None, 0),
        Phrase("a tab is used to indent", "用了制表符（Tab）缩进"),
        Phrase("indent with spaces: two for each level", "请用空格缩进，每层两个"),
    )


def _cannot_start(trouble: ParserReport) -> Explanation:
    line = trouble.line(trouble.mark.line)
    found = line[trouble.mark.column : trouble.mark.column + 1]
    if found == "\t":
        return _tab(trouble)
    return (
        trouble.mark,
        Phrase(
            f"a text cannot start with ‘{found}’ unless it is in quotes", f"文本以‘{found}’开头时要加引号"
        ),
        quote_hint(line),
    )


def _name_expected(trouble: ParserReport) -> Explanation:
    line = trouble.line(trouble.start.line)
    found = line[trouble.start.column : trouble.start.column + 1]
    return (
        trouble.start,
        Phrase(
            f"a text cannot start with ‘{found}’ unless it is in quotes", f"文本以‘{found}’开头时要加引号"
        ),
        quote_hint(line),
    )


def _unclosed_quote(trouble: ParserReport) -> Explanation:
    found = trouble.line(trouble.start.line)[trouble.start.column : trouble.start.column + 1]
    return (
        trouble.start,
        Phrase(f"the quote {found} opened here is never closed", f"此处的引号 {found} 没有闭合"),
        Phrase(f"end the text with {found}", f"请在文本末尾加上 {found}"),
    )


def _expected_key(trouble: ParserReport) -> Explanation:
    line = trouble.line(trouble.mark.line)
    before = line[: trouble.mark.column]
    if before.strip() and before.strip() not in {"-", "?"}:
        return (
            trouble.mark,
            Phrase("text goes on after the value has ended", "值已结束，后面还有文字"),
            quote_hint(line),
        )
    if line.lstrip().startswith("- ") or line.strip() == "-":
        return (
            trouble.mark,
            Phrase("a list item stands among fields", "列表项与字段混在一起"),
            Phrase(
                "put the list under its own field: ‘items:’ and below it ‘- …’",
                "请把列表放在自己的字段之下：‘items:’，下一行‘- …’",
            ),
        )
    return (
        trouble.mark,
        Phrase("indented differently from the fields above", "缩进与上面的字段不一致"),
        Phrase("start the fields of one thing in the same column", "同一层的字段要左对齐"),
    )


def _expected_dash(trouble: ParserReport) -> Explanation:
    return (
        trouble.mark,
        Phrase("expected a list item, which starts with ‘- ’", "此处应为列表项，以‘- ’开头"),
        Phrase("start all items of a list in the same column", "同一列表的各项要左对齐"),
    )


def _escape(trouble: ParserReport) -> Explanation:
    return (
        trouble.mark,
        Phrase(
            "a backslash in double quotes starts an escape, and this is none",
            "双引号中的反斜杠是转义符，此处不是有效转义",
        ),
        Phrase("use single quotes: 'C:\\dir'", "请改用单引号：'C:\\dir'"),
    )


def _second_document(trouble: ParserReport) -> Explanation:
    return (
        trouble.mark,
        Phrase(
            "a second YAML document starts here; one file describes one thing",
            "此处开始了第二个 YAML 文档；一个文件只写一项",
        ),
        Phrase(
            "remove the line ---, or move the rest to a file of its own",
            "请删去 --- 行，或把其余内容移到另一个文件",
        ),
    )


def _list_here(trouble: ParserReport) -> Explanation:
    return (
        trouble.mark,
        Phrase("a list cannot start on the line of its field", "列表不能与字段写在同一行"),
        Phrase(
            "begin the list on the next line, or write [a, b]; put a text in quotes",
            "请换行写列表，或写 [a, b]；若是文本请加引号",
        ),
    )


def _block_scalar(trouble: ParserReport) -> Explanation:
    return (
        trouble.start,
        Phrase(
            "a text that starts with | or > goes on in the next line, or needs quotes",
            "| 或 > 之后要换行写文本，否则请加引号",
        ),
        quote_hint(trouble.line(trouble.start.line)),
    )


def _other(trouble: ParserReport) -> Explanation:
    return trouble.mark, _plain(trouble.problem), None


_RULES: tuple[tuple[str, Callable[[ParserReport], Explanation]], ...] = (
    ("mapping values are not allowed", _mapping_values),
    ("could not find expected ':'", _simple_key),
    ("tab character", _tab),
    ("cannot start any token", _cannot_start),
    ("expected alphabetic or numeric", _name_expected),
    ("non-alphabetical character", _name_expected),
    ("found undefined alias", _cannot_start),
    ("unexpected end of stream", _unclosed_quote),
    ("unexpected document indicator", _unclosed_quote),
    ("expected ',' or", flow),
    ("did not find expected key", _expected_key),
    ("expected '-' indicator", _expected_dash),
    ("unknown escape character", _escape),
    ("hexdecimal number", _escape),
    ("escape code", _escape),
    ("found another document", _second_document),
    ("block sequence entries are not allowed", _list_here),
    ("mapping keys are not allowed", _list_here),
    ("expected comment or line break", _block_scalar),
    ("expected node content", no_content),
)
