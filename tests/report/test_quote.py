"""Quotes with their citations: the words to the character, the citation in the manner of their language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qa_reader.report.escaping import markdown as escape
from qa_reader.report.quote import quote, take, unit_spans
from qa_reader.report.styles import NoSuchStyle, render
from qa_reader.transcript.model import Block, Metadata, Position, Section, Span, Transcript
from qa_reader.transcript.units import Unit, units


def unit(transcript: Transcript, label: str) -> Unit:
    return next(each for each in units(transcript) if each.label == label)


def test_japanese_quote_of_an_answer_keeps_its_lines(budget: Transcript) -> None:
    span = budget.exchanges[0].answers[0].span
    assert quote(budget, span) == (
        "「窓口の待ち時間は、平均で25分となっております。\n令和8年度は、15分を目標としてまいります。」"
        "（担当課長答弁、汐見区議会 令和7年第1回定例会 予算総括質疑、(2)窓口の待ち時間について、質問３、"
        "汐見/窓口.txt#q3 5行）"
    )


def test_words_are_those_of_the_span(budget: Transcript) -> None:
    span = Span(Position(2, 3), Position(3, 6))
    assert quote(budget, span).startswith(f"「{budget.words(span)}」（担当課長答弁、")


def test_councillor_is_named_with_her_role(budget: Transcript) -> None:
    span = Span(Position(1, 0), Position(1, 5))
    assert quote(budget, span).startswith("「窓口の「待」（宮地議員質問、")


def test_exchange_prints_question_and_answer_with_speakers(budget: Transcript) -> None:
    assert quote(budget, unit(budget, "q3")) == (
        "宮地議員質問：「窓口の「待ち時間」は、何分まで縮めるのか伺います。」\n"
        "担当課長答弁：「窓口の待ち時間は、平均で25分となっております。\n"
        "令和8年度は、15分を目標としてまいります。」\n"
        "（汐見区議会 令和7年第1回定例会 予算総括質疑、(2)窓口の待ち時間について、質問３、"
        "汐見/窓口.txt#q3 3行）"
    )


def test_english_quote(hearing: Transcript) -> None:
    span = hearing.exchanges[0].answers[0].span
    assert quote(hearing, span) == (
        "“In May.” (Jane Doe (Harbour Director), answer, “Ferry Inquiry”, 5 March 2025, p. 12, ferry.txt#q1, "
        "https://council.example/ferry)"
    )


def test_english_exchange(hearing: Transcript) -> None:
    assert quote(hearing, unit(hearing, "q1")) == (
        "Ms. Arden (member), question: “When will the ferry run again?”\n"
        "Jane Doe (Harbour Director), answer: “In May.”\n"
        "(“Ferry Inquiry”, 5 March 2025, pp. 11–12, ferry.txt#q1, https://council.example/ferry)"
    )


def test_language_of_the_citation_can_be_told(budget: Transcript, hearing: Transcript) -> None:
    answer = hearing.exchanges[0].answers[0].span
    assert quote(hearing, answer, lang="ja") == (
        "「In May.」（Jane Doe Harbour Directorの答弁、「Ferry Inquiry」、2025年3月5日、12ページ、"
        "ferry.txt#q1、https://council.example/ferry）"
    )
    english = quote(budget, budget.exchanges[0].answers[0].span, lang="en")
    assert "(担当課長 (official), answer, 汐見区議会, 令和7年第1回定例会 予算総括質疑," in english
    assert "Question ３, 汐見/窓口.txt#q3 line 5)" in english


def test_missing_parts_leave_no_trace(budget: Transcript) -> None:
    bare = budget._replace(
        meta=Metadata(language="ja"),
        sections=(),
        speakers=(),
        turns=[turn._replace(speaker=None, section=None) for turn in budget.turns],
        blocks=[Block(block.text) for block in budget.blocks],
        exchanges=[budget.exchanges[0]._replace(number=None, section=None)],
    )
    assert quote(bare, Span(Position(3, 0), Position(3, 5))) == "「令和8年度」（答弁、汐見/窓口.txt#q3）"
    assert quote(bare, Span(Position(0, 0), Position(0, 3))) == "「(2)」（汐見/窓口.txt#）"
    english = quote(bare, Span(Position(3, 0), Position(3, 5)), lang="en")
    assert english == "“令和8年度” (answer, 汐見/窓口.txt#q3)"


def test_meeting_date_and_page_come_from_the_section(budget: Transcript) -> None:
    meeting = Section(
        "第2日",
        1,
        0,
        body="白樺市議会",
        meeting="令和7年6月定例会",
        date="2025-06-12",
        url="https://a.example/2",
    )
    nested = budget._replace(
        sections=[meeting, Section("窓口の待ち時間について", 2, 0, number="(2)", parent=0)],
        turns=[turn._replace(section=1) for turn in budget.turns],
        meta=budget.meta._replace(accessed="2026-01-05"),
    )  # fmt: skip
    assert quote(nested, nested.exchanges[0].answers[0].span).endswith(
        "（担当課長答弁、白樺市議会 令和7年6月定例会、2025年6月12日、「令和7年 第1回定例会の予算総括質疑」、"
        "第2日 › (2)窓口の待ち時間について、質問３、汐見/窓口.txt#q3 5行、https://a.example/2（2026年1月5日閲覧））"
    )


def test_date_that_the_meeting_holds_is_not_said_twice(budget: Transcript) -> None:
    dated = budget._replace(meta=budget.meta._replace(date="2025", date_printed="令和7年"))
    assert "、令和7年、" not in quote(dated, dated.exchanges[0].answers[0].span)


PAGE = "②令和3年 第1回定例会の予算総括質疑【窓口】"


@pytest.mark.parametrize(
    ("body", "meeting", "title", "date", "printed", "said"),
    [
        (None, "第1回定例会", PAGE, "2021", "令和3年", f"「{PAGE}」"),
        (None, "第1回定例会", None, "2021", "令和3年", "令和3年第1回定例会"),
        (None, "令和3年第1回定例会 予算総括質疑", PAGE, "2021", "令和3年", "令和3年第1回定例会 予算総括質疑"),
        (None, "第1回定例会", "第11回定例会", None, None, "第1回定例会、「第11回定例会」"),
        (
            None,
            "予算特別委員会",
            "決算特別委員会の記録",
            None,
            None,
            "予算特別委員会、「決算特別委員会の記録」",
        ),
        ("区議会", None, "区議会だより", None, None, "「区議会だより」"),
        ("区議会", None, "区民の声", "2021-03-05", "令和3年", "区議会、2021年3月5日、「区民の声」"),
        (
            "区議会",
            "予算委員会",
            "窓口の話",
            None,
            "令和3年3月",
            "区議会 予算委員会、令和3年3月、「窓口の話」",
        ),
    ],
)
def test_meeting_is_called_by_what_says_most_and_once(
    body, meeting, title, date, printed, said, budget: Transcript
) -> None:
    meta = Metadata(title=title, body=body, meeting=meeting, date=date, date_printed=printed, language="ja")
    made = budget._replace(meta=meta)
    text = quote(made, made.exchanges[0].answers[0].span)
    assert f"（担当課長答弁、{said}、(2)窓口の待ち時間について、" in text


def test_answer_to_the_press_has_another_word(budget: Transcript) -> None:
    press = budget._replace(speakers=[budget.speakers[0]._replace(role="reporter"), budget.speakers[1]])
    text = quote(press, unit(press, "q3"))
    assert "宮地記者質問：" in text
    assert "担当課長回答：" in text


def test_time_of_a_recording(budget: Transcript) -> None:
    timed = budget._replace(blocks=[block._replace(time=3723.9) for block in budget.blocks])
    assert quote(timed, timed.exchanges[0].answers[0].span).endswith("質問３、1:02:03、汐見/窓口.txt#q3）")


def test_markdown_is_a_block_quote(budget: Transcript) -> None:
    assert quote(budget, unit(budget, "q3"), "markdown") == (
        "> **宮地議員質問**\n"
        ">\n"
        "> 窓口の「待ち時間」は、何分まで縮めるのか伺います。\n"
        ">\n"
        "> **担当課長答弁**\n"
        ">\n"
        "> 窓口の待ち時間は、平均で25分となっております。\n"
        ">\n"
        "> 令和8年度は、15分を目標としてまいります。\n"
        ">\n"
        "> — 汐見区議会 令和7年第1回定例会 予算総括質疑、(2)窓口の待ち時間について、質問３、"
        "汐見/窓口.txt#q3 3行"
    )


def test_markdown_shows_markup_of_the_source_as_it_is(hearing: Transcript) -> None:
    text = quote(hearing, unit(hearing, "q2"), "markdown")
    assert r"> And if \*not\*?" in text
    assert r"> Then in \<June\>." in text
    assert text.endswith("<https://council.example/ferry>")


def test_only_a_web_address_becomes_a_link(hearing: Transcript) -> None:
    hostile = hearing._replace(meta=hearing.meta._replace(url="javascript:alert(1)"))
    assert "<javascript" not in quote(hostile, unit(hostile, "q1"), "markdown")
    assert "link_open" not in kinds(quote(hostile, unit(hostile, "q1"), "markdown"))


def test_quote_over_several_turns_names_each_speaker(budget: Transcript) -> None:
    text = quote(budget, Span(Position(3, 7), Position(4, 2)))
    assert text.startswith("担当課長答弁：「15分を目標としてまいります。」\n宮地議員発言：「ぜひ」\n（")


def test_stretch_and_transcript_can_be_quoted(budget: Transcript) -> None:
    assert quote(budget, unit(budget, "s1")).startswith("「ぜひお願いします。」（宮地議員発言、")
    everything = quote(budget, unit(budget, ""))
    assert all(block.text in everything for block in budget.blocks)


def test_several_quotes_are_apart(hearing: Transcript) -> None:
    quotes = [take(hearing, unit(hearing, label)) for label in ("q1", "q2")]
    assert render(quotes, "text").count("\n\n") == 1
    assert render(quotes, "markdown").count("\n\n") == 1


def test_no_words_no_quote(budget: Transcript) -> None:
    with pytest.raises(ValueError, match="words"):
        quote(budget, Span(Position(1, 2), Position(1, 2)))


def test_unknown_style(budget: Transcript) -> None:
    with pytest.raises(NoSuchStyle):
        quote(budget, unit(budget, "q3"), "limerick")


def test_unit_spans_are_in_text_order(hearing: Transcript) -> None:
    spans = unit_spans(hearing, unit(hearing, "q1"))
    assert [hearing.words(span) for span in spans] == ["When will the ferry run again?", "In May."]


INERT = {
    "paragraph_open", "paragraph_close", "inline", "text", "text_special", "hardbreak", "blockquote_open",
    "blockquote_close",
}  # fmt: skip


def parsed(markdown: str) -> list[tuple[str, str]]:
    """Token kinds and contents, inner ones too, of CommonMark with GitHub's tables and strikethrough."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        found.append((token.type, ""))
        found += [(child.type, child.content) for child in token.children or ()]
    return found


def kinds(markdown: str) -> set[str]:
    return {kind for kind, _ in parsed(markdown)}


@given(
    st.text(
        st.sampled_from("ab 1\n\t#*_`[]()<>!|~-=+.:&;\\\"'$^{}質問。、「」　/")
        | st.characters(exclude_categories=["Cs", "Cc"]),
        max_size=60,
    )
)
def test_escaped_text_is_text(text: str) -> None:
    assert kinds(f"> {escape('x' + text)}".replace("\n", "\n> ")) <= INERT
    assert kinds(escape(text)) <= INERT


@given(st.text(st.sampled_from("ab 1#*_`[]()<>!|~-=+.:&;\\\"'$^{}質問。「」/"), min_size=1, max_size=60))
def test_escaped_line_shows_every_character(text: str) -> None:
    shown = "".join(content for kind, content in parsed(escape(text)) if kind in ("text", "text_special"))
    assert shown.strip() == text.strip()


@pytest.mark.parametrize(
    "line",
    ["# x", "1. y", "12) z", "- a", "+ b", "* c", "---", "===", "> q", "    code", "\tcode", "~~~", "[a]: b"],
)
def test_lines_that_open_something_do_not(line: str) -> None:
    assert kinds(escape(line)) <= INERT
    assert kinds(escape(f"words\n{line}")) <= INERT


@pytest.mark.parametrize(
    "address", ["https://a.example/x", "www.a.example", "mailto:a@b.example", "HTTP://A.example"]
)
def test_addresses_in_words_are_no_links(address: str) -> None:
    markdown = MarkdownIt("gfm-like") if _has_linkify() else MarkdownIt("commonmark")
    assert "<a " not in markdown.render(escape(address))


def _has_linkify() -> bool:
    try:
        import linkify_it  # noqa: F401
    except ImportError:
        return False
    return True
