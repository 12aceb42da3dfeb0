"""Text of others is inert in every format: proven by reading the result with what reads that format."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from qa_reader.report import escaping
from qa_reader.report.escaping import cell, uncelled, web_address, written

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    r"\input{/etc/passwd}",
    r"\write18{id}",
    "^^5cinput x",
    "](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "![x](http://a.example)",
    "\x1b]52;c;AAAA\x07",
    "\x00\x08\x7f\x9b31m",
    "[@click=app.quit]x[/]",
    "\u202etxt.exe",
    "\u2067abc",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "}} @comment{",
    "ER  - \nTY  - BOOK",
    "#+begin_export html\n<script>\n#+end_export",
    '[[elisp:(shell-command "id")]]',
    "@@html:<script>@@",
    "src_sh{id}",
    "call_x()",
    "* heading",
    "$x$ \\(y\\)",
    "-----",
    "|a|b|",
    "&amp; &lt;",
    "```",
    "``quotes'' -- --- ,,x''",
    "a\r\nb\rc",
    "a\u2028b",
    "\ud800",
    "\uffff",
]

anything = st.text(
    st.sampled_from(
        "ab 1\n\t\r#*_`[]()<>!|~-=+.:&;\\\"'$^{}@%,/質問。、「」　\x00\x1b\u202e\u2067\u2069\u2028"
    )
    | st.characters(),
    max_size=60,
)
words = st.text(st.sampled_from("ab 1#*_`[]()<>!|~-=+.:&;\\\"'$^{}@%,/質問。、「」"), max_size=60)


# --- what every format leaves out ------------------------------------------------------------------------


def test_what_no_document_holds_leaves_a_mark() -> None:
    assert written("a\x00b\x1b\x9b\ud800\uffff") == "a\ufffdb\ufffd\ufffd\ufffd\ufffd"
    assert written("a\tb\nc") == "a\tb\nc"
    assert written("a\r\nb\rc") == "a\nb\nc"


def test_direction_ends_with_its_line() -> None:
    assert written("\u202eevil") == "\ufffdevil"
    assert written("\u2067abc\n\u202bd") == "\u2067abc\u2069\n\u202bd\u202c"
    assert written("\u2067\u202ba\u2069 b") == "\u2067\u202ba\u2069 b"


@given(anything)
def test_nothing_open_is_left_behind(text: str) -> None:
    for line in written(text).split("\n"):
        isolates = embeddings = 0
        stack: list[str] = []
        for mark in re.findall("[\u202a-\u202e\u2066-\u2069]", line):
            if mark in "\u2066\u2067\u2068":
                stack.append("isolate")
            elif mark in "\u202a\u202b":
                stack.append("embedding")
            elif mark == "\u2069" and "isolate" in stack:
                while stack.pop() != "isolate":
                    pass
            elif mark == "\u202c" and stack and stack[-1] == "embedding":
                stack.pop()
        isolates, embeddings = stack.count("isolate"), stack.count("embedding")
        assert (isolates, embeddings) == (0, 0)
        assert not re.search("[\u202d\u202e\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", line)


@given(words)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert written(text) == text


# --- HTML ------------------------------------------------------------------------------------------------


@given(anything)
def test_html_shows_the_text_and_makes_no_element(text: str) -> None:
    page = f'<html><body><p title="{escaping.html(text)}">{escaping.html(text)}</p></body></html>'
    tree = lxml_html.document_fromstring(page)
    assert [element.tag for element in tree.iter()] == ["html", "body", "p"]
    paragraph = tree.find(".//p")
    assert paragraph is not None
    assert (paragraph.text or "") == written(text)
    assert paragraph.keys() == ["title"]


# --- LaTeX and BibTeX ------------------------------------------------------------------------------------

_GIVES = {
    r"\textbackslash{}": "\\",
    r"\{": "{",
    r"\}": "}",
    r"\$": "$",
    r"\&": "&",
    r"\#": "#",
    r"\_": "_",
    r"\%": "%",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    r"\textasciigrave{}": "`",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"{\char34}": '"',
    "{[}": "[",
    "{]}": "]",
    "{*}": "*",
    "{}": "",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
}
_KNOWN = re.compile("|".join(re.escape(each) for each in sorted(_GIVES, key=len, reverse=True)))


def typeset(latex: str) -> str:
    """What LaTeX makes of `latex`; fails on any command or special character that is not one of ours."""
    rest = _KNOWN.sub("", latex)
    assert not re.search(r"[\\{}$&#_%^~`<>|\"\[\]]", rest), latex
    return _KNOWN.sub(lambda match: _GIVES[match[0]], latex)


@given(anything)
def test_latex_is_typeset_as_the_text_and_holds_no_command(text: str) -> None:
    latex = escaping.latex(text)
    assert typeset(latex).split() == written(text).split()
    assert not re.search(r"\n\s*\n", latex)
    assert not re.search(r"--|''|,,", latex)


@given(anything)
def test_bibtex_field_is_one_line_with_braces_in_pairs(text: str) -> None:
    field = escaping.bibtex(text)
    assert typeset(field).split() == written(text).split()
    assert "\n" not in field
    depth = 0
    for character in field:  # as BibTeX counts: a backslash before it changes nothing
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0


# --- Markdown --------------------------------------------------------------------------------------------

INERT = {
    "paragraph_open",
    "paragraph_close",
    "inline",
    "text",
    "text_special",
    "hardbreak",
    "blockquote_open",
    "blockquote_close",
    "softbreak",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_of_hostile_text_is_text(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escaping.markdown(text))
    kinds = {kind.type for token in tokens for kind in (token, *(token.children or ()))}
    assert kinds <= INERT


# --- Org -------------------------------------------------------------------------------------------------

_ORG_MARKUP = re.compile(
    r"""(?m)^\s*(?:\*+\s|\#|\||:|%%|[-+]\s|-{5}|\d+[.)]\s|\\begin)"""
    r"""|(?:^|[\s\-–—("'{\[])([*/_=~+])[^\s\u200b](?:.*?[^\s\u200b])?\1(?:$|[\s\-–—.,;:!?'")}\[])"""
    r"""|\[\[|\[fn:|\[cite|\[\d|<<|<[A-Za-z\d%]|\{\{\{|@@|\$|\\\(|\\\[|\\[A-Za-z]|\\\\\s*$"""
    r"""|\S[_^](?:\{|\(|[A-Za-z\d])|\b[A-Za-z][\w+-]*:[^\s]"""
)


@given(anything)
@example("[[elisp:(x)]] *b* src_sh{id} a_b @@html:x@@ $x$")
def test_org_holds_the_characters_and_no_markup(text: str) -> None:
    org = escaping.org(text)
    shown = org.replace(r"\dollar{}", "S")
    assert not _ORG_MARKUP.search(shown), shown
    plain = text.replace("\u200b", "")
    assert org.replace(r"\dollar{}", "$").replace("\u200b", "").split() == written(plain).split()


# --- RIS and CSV -----------------------------------------------------------------------------------------


@given(anything)
def test_ris_field_is_one_line(text: str) -> None:
    field = escaping.ris(text)
    assert len(f"TI  - {field}".splitlines()) == 1
    assert field.split() == written(text).split()


@given(anything)
def test_cell_is_no_formula_and_can_be_taken_back(text: str) -> None:
    assert uncelled(cell(text)) == text
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    clean = written(text)
    file = io.StringIO(newline="")
    csv.writer(file).writerow([cell(clean)])
    assert [uncelled(row[0]) for row in csv.reader(io.StringIO(file.getvalue(), newline="")) if row] in (
        [clean],
        [] if not clean else [clean],
    )


# --- addresses -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["https://a.example/x?y=1&z=%20#q", "http://区.example/議会"])
def test_web_addresses_may_be_links(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "https://a b", 'https://a"onclick=', "file:///x", "", None],
)
def test_other_addresses_may_not(address: str | None) -> None:
    assert web_address(address) is None
