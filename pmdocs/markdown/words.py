"""Fixed words that rendered Markdown contains, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from pmdocs.diagnostics.problem import Phrase

ADMONITIONS: Mapping[str, Phrase] = {
    "abstract": Phrase("Abstract", "摘要"),
    "attention": Phrase("Attention", "注意"),
    "bug": Phrase("Bug", "缺陷"),
    "caution": Phrase("Caution", "小心"),
    "danger": Phrase("Danger", "危险"),
    "error": Phrase("Error", "错误"),
    "example": Phrase("Example", "示例"),
    "failure": Phrase("Failure", "失败"),
    "hint": Phrase("Hint", "提示"),
    "important": Phrase("Important", "重要"),
    "info": Phrase("Info", "信息"),
    "note": Phrase("Note", "说明"),
    "question": Phrase("Question", "疑问"),
    "quote": Phrase("Quote", "引文"),
    "seealso": Phrase("See also", "另请参阅"),
    "success": Phrase("Success", "成功"),
    "summary": Phrase("Summary", "小结"),
    "tip": Phrase("Tip", "技巧"),
    "todo": Phrase("To do", "待办"),
    "warning": Phrase("Warning", "警告"),
}
"""Title of an admonition without one of its own, by its type."""

FOOTNOTES = Phrase("Footnotes", "脚注")
BACK = Phrase("Back to reference {n}", "返回引用 {n}")
HEADING_LINK = Phrase("Link to “{title}”", "“{title}”的链接")
DONE = Phrase("Done", "已完成")
NOT_DONE = Phrase("Not done", "未完成")


def admonition_title(type_: str, lang: str) -> str:
    """Return the title that an admonition has by its type."""
    first = type_.partition(" ")[0]
    known = ADMONITIONS.get(first)
    return known.within(lang) if known else first.replace("-", " ").replace("_", " ").capitalize()
