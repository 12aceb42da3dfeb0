"""Quotes in every style, read back with what reads that format; hostile ones come out inert."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from qa_reader.report.quote import quote, take
from qa_reader.report.styles import BUILT_IN, render
from qa_reader.transcript.model import (
    Block,
    Exchange,
    Metadata,
    Passage,
    Position,
    Section,
    Source,
    Span,
    Speaker,
    Transcript,
    Turn,
)  # fmt: skip
from qa_reader.transcript.units import units

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    r"\input{/etc/passwd}\write18{id}",
    "^^5cinput x",
    "](javascript:alert(1))",
    "\x1b]52;c;QUJD\x07\x00\x9b",
    "[@click=app.quit]x[/] [red]y",
    "\u202egnp.exe \u2067x",
    "{{ 7*7 }}{% for a in b %}",
    "}},\n@comment{x,",
    "ER  - \nTY  - BOOK\nTI  - evil",
    "#+end_quote\n* heading\n#+begin_export html",
    '[[elisp:(shell-command "id")]] @@html:<script>@@ src_sh{id}',
    "\\end{quote}\\end{document}",
    "--> <!-- x",
    '" onmouseover="alert(1)',
    "\ud800\uffff",
    "---\n\n- a\n1. b\n# c\n> d\n    e\n```\n|a|b|\n|-|-|",
    "'; DROP TABLE x; --",
]


def hostile(text: str) -> Transcript:
    """A transcript in which everything that can be said says `text`."""
    blocks = [Block(f"Q {text}", line=1), Block(f"A {text}", line=2)]
    spans = [Span(Position(n, 0), Position(n, len(block.text))) for n, block in enumerate(blocks)]
    return Transcript(
        source=Source(f"a/{text}.txt", sha256="cd" * 32),
        format="plain",
        blocks=blocks,
        meta=Metadata(text, text, text, "2025-03-05", text, "en", text, text, "2025-04-01"),
        sections=[Section(text, 1, 0, number=text)],
        speakers=[Speaker(text, text, "member"), Speaker(text + "2", text, "witness", office=text)],
        turns=[Turn("question", 0, 1, 0, section=0), Turn("answer", 1, 2, 1, section=0)],
        exchanges=[Exchange("q1", text, 0, (Passage(0, spans[0]),), (Passage(1, spans[1]),))],
    )


def exchange(transcript: Transcript, style: str) -> str:
    return quote(transcript, next(u for u in units(transcript) if u.kind == "exchange"), style)


texts = st.text(
    st.sampled_from("ab 1\n\t\r#*_`[]()<>!|~-=+.:&;\\\"'$^{}@%,/質問。、「」\x00\x1b\u202e\u2067\u2028")
    | st.characters(),
    min_size=1,
    max_size=40,
)


@pytest.mark.parametrize(("style", "text"), list(itertools.product(BUILT_IN, HOSTILE)))
def test_no_style_sends_what_a_terminal_obeys(style: str, text: str) -> None:
    written = exchange(hostile(text), style)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]", written)
    written.encode("utf-8")


# --- HTML ------------------------------------------------------------------------------------------------


def opened(page: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(f"<html><body>{page}</body></html>")


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_nothing_but_its_own_elements(text: str) -> None:
    tree = opened(exchange(hostile(text), "html"))
    assert {e.tag for e in tree.iter()} <= {
        "html", "body", "figure", "blockquote", "p", "b", "br", "figcaption", "cite",
    }  # fmt: skip
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert attributes <= {"class", "data-question", "data-sha256", "lang"}


def test_html_words_and_citation(hearing: Transcript) -> None:
    tree = opened(exchange(hearing, "html"))
    assert [p.text_content() for p in tree.iterfind(".//blockquote/p")] == [
        "Ms. Arden (member), question", "When will the ferry run again?",
        "Jane Doe (Harbour Director), answer", "In May.",
    ]  # fmt: skip
    link = tree.find(".//figcaption/a")
    assert link is not None
    assert link.get("href") == "https://council.example/ferry"


@given(texts)
def test_html_shows_the_words_to_the_character(text: str) -> None:
    tree = opened(exchange(hostile(text), "html"))
    shown = "".join(p.text_content() for p in tree.findall(".//blockquote/p")[1::2])
    kept = re.sub(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]",
        "\ufffd",
        re.sub("\r\n?", "\n", f"Q {text}A {text}"),
    )
    balance = re.compile("[\u2069\u202c]")
    assert balance.sub("", shown) == balance.sub("", kept)


# --- Markdown --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_is_one_block_quote_of_text(text: str) -> None:
    tree = opened(
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .render(exchange(hostile(text), "markdown"))
    )
    assert {e.tag for e in tree.iter()} <= {"html", "body", "blockquote", "p", "strong", "br"}
    assert len(tree.findall("./body/*")) == 1


# --- LaTeX -----------------------------------------------------------------------------------------------

COMMANDS = {
    r"\begin", r"\end", r"\textbf", r"\par", r"\raggedleft", r"\textbackslash", r"\textasciicircum", r"\char",
    r"\textasciitilde", r"\textasciigrave", r"\textless", r"\textgreater", r"\textbar",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_latex_holds_no_command_but_ours(text: str) -> None:
    written = exchange(hostile(text), "latex")
    assert set(re.findall(r"\\[A-Za-z]+", written)) <= COMMANDS
    assert re.findall(r"\\(?:begin|end)\{(\w+)\}", written) == ["quote", "quote"]
    assert "^^" not in written


@pytest.mark.skipif(shutil.which("xelatex") is None, reason="no XeLaTeX here")
def test_latex_of_hostile_quotes_is_typeset(tmp_path: Path) -> None:
    body = "\n\n".join(exchange(hostile(text), "latex") for text in HOSTILE)
    (tmp_path / "x.tex").write_text(
        f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\nlast line\n\\end{{document}}\n", "utf-8"
    )
    command = ["xelatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "x.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    log = (tmp_path / "x.log").read_text("utf-8", errors="replace")
    assert done.returncode == 0, log[-2000:]
    assert "passwd" not in re.sub(
        r"textbackslash|Missing character.*", "", "".join(re.findall(r"\((/etc[^\s)]*)", log))
    )


# --- Org -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_org_is_one_quote_block(text: str) -> None:
    lines = exchange(hostile(text), "org").split("\n")
    assert [line for line in lines if re.match(r"\s*(#\+|\*+\s|\||:)", line)] == [
        "#+begin_quote",
        "#+end_quote",
    ]
    assert (lines[0], lines[-1]) == ("#+begin_quote", "#+end_quote")
    assert not re.search(r"\[\[|@@|src_\w|\{\{\{", "\n".join(lines))


# --- references ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("style", "text"), list(itertools.product(["bibtex", "biblatex"], HOSTILE)))
def test_bibtex_is_one_entry(style: str, text: str) -> None:
    entries = parse_string(exchange(hostile(text), style), "bibtex").entries
    assert len(entries) == 1
    (entry,) = entries.values()
    assert set(entry.fields) <= {
        "title", "titleaddon", "howpublished", "eventtitle", "organization", "year", "month", "date", "note",
        "urldate", "langid",
    }  # fmt: skip
    assert len(entry.persons["author"]) == 1


def test_biblatex_of_a_hearing(hearing: Transcript) -> None:
    (entry,) = parse_string(exchange(hearing, "biblatex"), "bibtex").entries.values()
    assert entry.type == "online"
    assert dict(entry.fields) == {
        "title": "Ferry Inquiry",
        "date": "2025-03-05",
        "url": "https://council.example/ferry",
        "langid": "english",
        "note": r"pp. 11–12, ferry.txt\#q1",
    }
    assert str(entry.persons["author"][0]) == "{Jane Doe}"


@pytest.mark.parametrize("text", HOSTILE)
def test_ris_is_one_record(text: str) -> None:
    records = rispy.loads(exchange(hostile(text), "ris") + "\n")
    assert len(records) == 1
    assert records[0]["type_of_reference"] == "HEAR"
    assert len(records[0]["authors"]) == 1


def test_ris_of_a_hearing(hearing: Transcript) -> None:
    (record,) = rispy.loads(exchange(hearing, "ris") + "\n")
    assert record["title"] == "Ferry Inquiry"
    assert record["year"] == "2025"
    assert record["urls"] == ["https://council.example/ferry"]


@given(texts)
def test_csl_json_keeps_every_character(text: str) -> None:
    (item,) = json.loads(exchange(hostile(text), "csl-json"))
    assert item["title"] == text
    assert item["custom"]["quote"] == f"Q {text}\nA {text}"
    assert item["custom"]["sha256"] == "cd" * 32


def test_csl_json_is_valid(shared: Path, budget: Transcript, hearing: Transcript) -> None:
    schema = json.loads((shared / "interchange" / "csl-data.json").read_text("utf-8"))
    unnamed = [turn._replace(speaker=None) for turn in hearing.turns]
    bare = hearing._replace(meta=Metadata(), speakers=(), turns=unnamed)
    made = [*map(hostile, HOSTILE[:10]), budget, hearing, bare]
    quotes = [take(each, next(u for u in units(each) if u.kind == "exchange")) for each in made]
    items = json.loads(render(quotes, "csl-json"))
    jsonschema.validate(items, schema)
    assert len(items) == len(made)
    assert items[-2]["author"] == [{"literal": "Jane Doe"}]
    assert items[-2]["contributor"] == [{"literal": "Ms. Arden"}]
    assert items[-2]["event-date" if "event-date" in items[-2] else "issued"] == {
        "date-parts": [[2025, 3, 5]]
    }
    assert items[-1]["type"] == "document"
    assert not {"author", "issued", "URL", "accessed", "page"} & set(items[-1]) - {"page"}


# --- what is said, and what is not -----------------------------------------------------------------------


def test_words_left_out_are_shown_as_such(budget: Transcript, hearing: Transcript) -> None:
    two = [Span(Position(3, 7), Position(3, 12)), Span(Position(2, 0), Position(2, 8))]
    assert quote(budget, two).startswith("「窓口の待ち時間は（中略）15分を目」（")
    assert "> 窓口の待ち時間は（中略）15分を目\n" in quote(budget, two, "markdown")
    pair = [Span(Position(0, 0), Position(0, 4)), Span(Position(0, 22), Position(0, 30))]
    assert quote(hearing, pair).startswith("“When […] n again?” (")


def test_no_ellipsis_where_nothing_is_left_out(budget: Transcript) -> None:
    touching = [Span(Position(2, 0), Position(2, 5)), Span(Position(2, 5), Position(3, 3))]
    assert quote(budget, touching).startswith("「窓口の待ち時間は、平均で25分となっております。\n令和8」")
    overlapping = [Span(Position(2, 0), Position(2, 5)), Span(Position(2, 3), Position(2, 8))]
    assert quote(budget, overlapping).startswith("「窓口の待ち時間は」")


def test_one_voice_in_two_turns_is_no_one_speech(hearing: Transcript) -> None:
    answers = [hearing.exchanges[0].answers[0].span, hearing.exchanges[1].answers[0].span]
    assert quote(hearing, answers).startswith("“In May.”\n“Then in <June>.” (")
    assert "> In May.\n>\n> […]\n>\n> Then" in quote(hearing, answers, "markdown").replace(
        "\\[", "["
    ).replace("\\]", "]")


def test_report_style_is_short(budget: Transcript) -> None:
    answer = budget.exchanges[0].answers[0].span
    assert quote(budget, Span(answer.start, Position(2, 23)), "report") == (
        "「窓口の待ち時間は、平均で25分となっております」"
        "（担当課長答弁、汐見区議会 令和7年第1回定例会 予算総括質疑、質問３）"
    )


def test_press_and_footnote(hearing: Transcript, budget: Transcript) -> None:
    answer = hearing.exchanges[0].answers[0].span
    assert quote(hearing, answer, "press") == (
        "Jane Doe (Harbour Director) answered: “In May.” (“Ferry Inquiry”, 5 March 2025)"
    )
    assert quote(hearing, answer, "footnote").startswith(
        "“In May.”[1]\n\n[1] Jane Doe (Harbour Director), answer, "
    )
    assert quote(budget, budget.exchanges[0].questions[0].span, "press").startswith("宮地議員は「窓口の")


@pytest.mark.parametrize("style", BUILT_IN)
def test_day_of_reading_is_said_only_where_it_is_known(style: str, hearing: Transcript) -> None:
    known = hearing._replace(meta=hearing.meta._replace(accessed="2026-01-05"))
    marks = {"csl-json": "accessed", "ris": "Y2", "bibtex": "urldate", "biblatex": "urldate"}
    mark = marks.get(style, "accessed")
    assert mark not in exchange(hearing, style)
    if style not in ("report", "press"):
        assert mark in exchange(known, style)


@pytest.mark.parametrize("style", BUILT_IN)
def test_missing_parts_leave_no_trace(style: str, hearing: Transcript) -> None:
    bare = hearing._replace(
        meta=Metadata(language="en"),
        speakers=(),
        turns=[turn._replace(speaker=None) for turn in hearing.turns],
        blocks=[Block(block.text) for block in hearing.blocks],
    )
    written = exchange(bare, style)
    for trace in ("None", "()", ", ,", "{}", ": ,", ",,", "  - \n", "null"):
        assert trace not in written.replace(r"\textless{}", "").replace(r"\textgreater{}", ""), written
