"""The rows of the page: every block shown once and in order, rows and text mapped both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.language.layout import Measure
from qa_reader.transcript.model import Position, Transcript
from qa_reader.transcript.outline import Outline
from qa_reader.tui.panes.reading.gauge import Gauge
from qa_reader.tui.panes.reading.page import Page, Place, Row


def page_of(transcript: Transcript, width: int = 40) -> Page:
    return Page(transcript, Outline(transcript), Measure(width))


def all_rows(page: Page) -> list[Row]:
    return page.rows(page.first, 10**6)


def drawn(page: Page, row: Row) -> str:
    if row.lead is not None:
        return f"<{row.lead.kind}>"
    return page.lines(row.place.block).text[row.start : row.end]


@pytest.mark.parametrize("width", [2, 10, 40, 80])
def test_every_character_is_on_the_page_once(small: Transcript, width: int) -> None:
    page = page_of(small, width)
    shown = "".join(drawn(page, row) for row in all_rows(page) if row.lead is None)
    assert "".join(shown.split()) == "".join("".join(block.text.split()) for block in small.blocks)


def test_the_page_follows_the_source(small: Transcript) -> None:
    page = page_of(small, 80)
    assert [drawn(page, row)[:12] for row in all_rows(page)] == [
        *("みどり市議会　一般質問の", "<blank>", "(1) 防災について"),
        *("<blank>", "<head>", "避難所の毛布は足りていま", "<blank>", "<head>", "川口防災課長。"),
        *(
            "<blank>",
            "<head>",
            "毛布は三千枚を備蓄してお",
            "備蓄しております。今後も",
            "す。今後も計画的に更新し",
        ),
        *("<blank>", "<head>", "ありがとうございます。引"),
        *("<blank>", "<rule>", "<blank>", "(2) 訓練について"),
        *("<blank>", "<head>", "夜間の訓練を実施する考え", "<blank>", "<head>", "他の自治体の事例を研究し"),
        *("<blank>", "<rule>", "<blank>", "他の質問はこちら"),
        *("<blank>", "<rule>", "<links>", "<link>", "<blank>", "<end>"),
    ]


def test_steps_and_rows_agree(small: Transcript) -> None:
    page = page_of(small, 20)
    rows = [row.place for row in all_rows(page)]
    for at, place in enumerate(rows):
        for count in (-100, -7, -1, 0, 1, 5, 100):
            assert page.step(place, count) == rows[min(max(at + count, 0), len(rows) - 1)]
        assert page.between(rows[0], place, 10**6) == at
    assert (rows[0], rows[-1]) == (page.first, page.last)


@given(data=st.data(), width=st.integers(2, 90))
def test_positions_and_rows_go_both_ways(small: Transcript, data: st.DataObject, width: int) -> None:
    page = page_of(small, width)
    block = data.draw(st.integers(0, len(small.blocks) - 1))
    offset = data.draw(st.integers(0, len(small.blocks[block].text) - 1))
    place = page.place(Position(block, offset))
    row = page.row(place)
    assert row.lead is None
    assert page.position(place) <= Position(block, offset)
    assert offset <= row.end
    assert page.place(page.position(place)) == place


def test_a_speech_that_asks_twice_names_each_question_where_it_begins(council: Callable[[], Any]) -> None:
    draft = council()
    asked = draft.turn(
        "question", "初めに、図書館について伺います。", "次に、公園について伺います。", "以上です。"
    )
    answered = draft.turn("answer", "図書館は増やします。", "公園は検討します。")
    for n in (0, 1):
        draft.exchange([draft.passage(asked, n)], [draft.passage(answered, n)])
    page = page_of(draft.made())
    assert [drawn(page, row) for row in all_rows(page)] == [
        *(
            "<head>",
            "初めに、図書館について伺います。",
            "<blank>",
            "<ask>",
            "次に、公園について伺います。",
            "以上です。",
        ),
        *(
            "<blank>",
            "<head>",
            "図書館は増やします。",
            "<blank>",
            "<reply>",
            "公園は検討します。",
            "<blank>",
            "<end>",
        ),
    ]


def test_headings_that_are_no_block_are_shown(council: Callable[[], Any]) -> None:
    draft = council()
    draft.section("令和7年 第2回定例会 本会議", printed=False)
    draft.section("一般質問", 2)
    draft.ask("伺います。", "検討します。")
    page = page_of(draft.made("みどり市議会会議録"), 20)
    shown = [row.lead.text if row.lead else drawn(page, row) for row in all_rows(page)]
    assert shown[:4] == ["みどり市議会会議録", "令和7年 第2回定例会", "本会議", "一般質問"]


def test_paragraphs_are_parted_where_the_source_does_not_indent_them(council: Callable[[], Any]) -> None:
    draft = council()
    long_text = "区の取組について伺います。" * 6
    draft.turn("statement", long_text, long_text, "　" + long_text, "短い。", "短い。")
    page = page_of(draft.made(), 200)
    kinds = [row.lead.kind if row.lead else "text" for row in all_rows(page)]
    assert kinds == ["head", "text", "blank", "text", "text", "blank", "text", "text", "blank", "end"]


def test_controls_in_the_source_are_shown_not_sent(council: Callable[[], Any]) -> None:
    draft = council()
    draft.turn("statement", "危険\x1b]52;c;x\x07な\u202e行")
    page = page_of(draft.made())
    assert drawn(page, all_rows(page)[1]) == "危険␛]52;c;x␇な⇄行"


def test_an_empty_transcript_has_a_page() -> None:
    from qa_reader.transcript.model import Source

    page = page_of(Transcript(Source("x.txt"), "test", ()))
    assert [drawn(page, row) for row in all_rows(page)] == ["<blank>", "<end>"]
    assert page.place(Position(0, 0)) == Place(0, 1)


@pytest.mark.parametrize("measured", [True, False])
def test_the_scroll_bar_tells_the_truth(long: Callable[[int], Transcript], measured: bool) -> None:
    transcript = long(60)
    page = page_of(transcript, 40)
    gauge = Gauge(transcript)
    while measured and not gauge.measured:
        gauge.measure(50)
    rows = [row.place for row in all_rows(page)]
    height, before = 20, -1.0
    for at in range(len(rows) - height + 1):
        top, bottom = rows[at], rows[at + height - 1]
        at_end = bottom == page.last
        progress = gauge.progress(top, bottom, at_end, page)
        assert progress >= before
        before = progress
        thumb = gauge.thumb(top, bottom, at_end, page, height)
        assert (thumb.start == 0) == (at == 0)
        assert (thumb.stop == height) == at_end
        if measured:
            assert abs(progress - at / (len(rows) - height)) < 0.05
    assert before == 1.0
    assert gauge.progress(rows[0], rows[height - 1], False, page) == 0.0


def test_where_the_scroll_bar_is_dragged_to_is_where_it_stands(long: Callable[[int], Transcript]) -> None:
    transcript = long(60)
    page, gauge = page_of(transcript, 40), Gauge(transcript)
    gauge.measure(10**6)
    for share in (0.0, 0.1, 0.5, 0.9):
        place = gauge.seek(share, page)
        assert abs(gauge.at(place, page) / gauge.total(page) - share) < 0.02
    assert gauge.seek(1.0, page).block >= page.blocks - 1


def test_a_text_that_is_wholly_on_screen_needs_no_scroll_bar(small: Transcript) -> None:
    page, gauge = page_of(small, 40), Gauge(small)
    assert not gauge.thumb(page.first, page.last, True, page, 60)
