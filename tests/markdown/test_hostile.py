"""Attacks on comparable tools, in every place where an author can write; see also the properties."""

from __future__ import annotations

import pytest

from pmdocs.markdown.render import render_here
from pmdocs.markdown.rendered import Rendered
from pmdocs.markdown.scan import scan
from tests.markdown.safety import assert_safe

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//example.org/x.js>",
    "<img src=x onerror=alert(1)>",
    "<img src=x\nonerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=data:text/html,x></object><embed src=x>",
    "<base href=//example.org/>",
    "<meta http-equiv=refresh content='0;url=//example.org'>",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<style>*{background:url(//example.org)}</style>",
    "<form action=//example.org><input name=q><button formaction=javascript:alert(1)>",
    "<input type=checkbox onclick=alert(1) checked>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<details ontoggle=alert(1) open><summary onclick=x>s</summary></details>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:x' target=_blank ping=//example.org>x</a>",
    "<div style='position:fixed;inset:0' class=x onmouseover=alert(1)>x</div>",
    "<b onclick=alert(1) tabindex=1 autofocus onfocus=x>x</b>",
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<textarea></textarea><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp><plaintext>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<?xml-stylesheet href=javascript:alert(1)?>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]>&x;",
    "</p></div></body><script>alert(1)</script>",
    "<a<script>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    '"onmouseover=alert(1) x="',
    "'><script>alert(1)</script>",
    '" style="x',
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    '--8<-- "/etc/passwd"',
    "{!/etc/passwd!}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "\u2028<script>\u2029</script>",
    "<scr\x00ipt>alert(1)</script>",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "<a href=`javascript:alert(1)`>x</a> <img src=`javascript:alert(1)`> <a href='`javascript:alert(1)`'>x</a>",
    "[x](`javascript:alert(1)`) [x](<`javascript:alert(1)`>) ![x](`javascript:alert(1)`)",
    "<a href=[[javascript]]>x</a> <a href='[[x|javascript:alert(1)]]'>x</a> <img src='[[x|javascript:x]]'>",
    "__proto__",
]  # fmt: skip

PLACES = {
    "paragraph": "a {} b",
    "block": "{}",
    "heading": "# {}\n\n## {}",
    "list": "- {}\n  - [x] {}",
    "quotation": "> {}",
    "alert": "> [!NOTE] {}\n> {}",
    "admonition": '!!! note "{}"\n    {}',
    "admonition type": "!!! {}\n    x",
    "table": "| {} | b |\n|---|---|\n| {} | c |",
    "definition": "{}\n:   {}",
    "footnote": "a[^1] b[^{}]\n\n[^1]: {}\n[^{}]: x",
    "abbreviation": "*[ABC]: {}\n*[{}]: x\n\nABC",
    "code": "```{}\n{}\n```\n\n`{}`\n\n    {}",
    "link text": "[{}](x.md)",
    "link address": "[x]({})",
    "link address in points": "[x](<{}>)",
    "link title": '[x](x.md "{}")',
    "reference": '[x][r] [{}]\n\n[r]: {} "{}"',
    "image": '![{}]({} "{}")',
    "attributes": "a\n{{: .x {} title='{}' }}\n\n# b {{: {} }}",
    "mention": "[[id|{}]] ![[id|{}]] [[{}]]",
    "details": "<details><summary>{}</summary>\n\n{}\n\n</details>",
    "attribute": '<span title="{}" class={}>x</span>',
    "comment": "<!-- {} -->",
}


def render(text: str, lang: str = "en") -> Rendered:
    return render_here(scan(text, {"okr"}).body, lang=lang)


@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_runs_reaches_the_page(place: str) -> None:
    template = PLACES[place]
    for payload in PAYLOADS:
        rendered = render(template.replace("{}", payload).replace("{{", "{").replace("}}", "}"))
        assert not any(problem.code == "E-MARKDOWN" for problem in rendered.problems), payload
        assert_safe(rendered)
        assert "<script" not in rendered.html.lower()
        assert "root:" not in rendered.html


def test_everything_at_once() -> None:
    assert_safe(render("\n\n".join(PAYLOADS)))
    assert_safe(render(" ".join(PAYLOADS)))


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a\n\n[x](javascript:alert(1))", "E-LINK", 3, 5),
        ("[x][r]\n\n[r]: JavaScript:x", "E-LINK", 3, 6),
        ("![x](data:image/svg+xml,x)", "E-LINK", 1, 6),
        ("<a href='vbscript:x'>x</a>", "E-LINK", 1, 10),
        ("[x](ftp://example.org)", "W-LINK", 1, 5),
        ("- a\n- <iframe src=x>", "W-HTML", 2, 3),
        ("<style>x</style>", "W-HTML", 1, 1),
        ("![x](https://example.org/x.png)", "W-LINK", 1, 6),
    ],
)
def test_what_is_left_out_is_said_with_its_place(text: str, code: str, line: int, column: int) -> None:
    (problem,) = render(text).problems
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_code_is_shown_as_it_is() -> None:
    html = render("`<script>` [[x]]\n\n```html\n<script>alert('[[x]]')</script>\n```").html
    assert "<code>&lt;script&gt;</code>" in html
    assert "&lt;" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Map<String, Integer>", "Map&lt;String, Integer&gt;"),
        ("put <your-name> here", "put &lt;your-name&gt; here"),
        ("1 < 2 > 0 <3", "1 &lt; 2 &gt; 0 &lt;3"),
        ("{{ x }} {% y %}", "{{ x }} {% y %}"),
    ],
)
def test_what_looks_like_markup_is_text(text: str, expected: str) -> None:
    assert render(text).html == f"<p>{expected}</p>"


def test_files_are_never_included() -> None:
    for text in (
        '--8<-- "pyproject.toml"',
        "![x](/etc/passwd)",
        "{% include 'x' %}",
        "![[../../etc/passwd]]",
    ):
        assert "root:" not in render(text).html
        assert "[build-system]" not in render(text).html


def test_what_the_parser_tears_apart_does_not_show() -> None:
    html = render("a *]**[*<b> c").html
    assert "klzzwxh" not in html
    assert_safe(render("a *]**[*<b> c"))
