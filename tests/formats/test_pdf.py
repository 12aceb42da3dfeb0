"""PDFs with a text layer: heads off, lines joined, pages kept; and those that cannot be read, in one line."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import assert_whole, characters, held
from pdfs import pdf

from qa_reader.formats.containers.hardwraps import joined
from qa_reader.formats.containers.runningheads import Page, without_heads
from qa_reader.formats.table import Unreadable, read
from qa_reader.report.inspection import inspection
from qa_reader.transcript.model import Transcript

ANSWER = (
    "　公園の樹木につきましては、昨年度に市内の全ての公園で点検を行いまして、枯れた枝が見つかった三十二本に"
    "つきましては、今年度中に剪定を終える予定でございます。"
)


def broken(text: str, width: int = 24) -> list[str]:
    """`text` in lines of `width` characters."""
    return [text[at : at + width] for at in range(0, len(text), width)]


def minutes_pages() -> list[list[str]]:
    first = [
        "若葉市議会総務委員会記録",
        "○令和６年６月３日（月）",
        "○出席委員（２名）",
        "　委員長　　佐倉一郎議員",
        "　委員　　　森川さくら議員",
        "○委員長（佐倉一郎）",
        "　ただいまから委員会を開会いたします。",
        "◆委員（森川さくら）",
        *broken("　公園の樹木は倒木の心配があると聞きます。点検の結果と、剪定の計画をお聞かせください。"),
        "○委員長（佐倉一郎）",
        "　公園緑地課長。",
        "◎公園緑地課長（谷川進）",
        *broken(ANSWER)[:2],
    ]
    second = [
        *broken(ANSWER)[2:],
        "◆委員（森川さくら）",
        "　分かりました。よろしくお願いします。",
        "○委員長（佐倉一郎）",
        "　以上で散会いたします。",
    ]
    return [
        ["若葉市議会会議録システム", *lines, "https://gikai.example.org/wakaba", f"－ {number} －"]
        for number, lines in enumerate([first, second], 11)
    ]


def said(transcript: Transcript, kind: str) -> list[list[str]]:
    return [
        [block.text for block in transcript.blocks[turn.start : turn.end]]
        for turn in transcript.turns
        if turn.kind == kind
    ]


def test_minutes_are_read_through_their_pages() -> None:
    transcript = read(pdf(minutes_pages(), title="Microsoft Word - 記録.docx"), "記録.pdf")
    assert transcript.format == "pdf"
    assert said(transcript, "question") == [
        ["　公園の樹木は倒木の心配があると聞きます。点検の結果と、剪定の計画をお聞かせください。"]
    ]
    assert said(transcript, "answer") == [[ANSWER]]
    assert Counter(turn.kind for turn in transcript.turns)["chair"] == 3
    assert [speaker.name for speaker in transcript.speakers] == ["佐倉一郎", "森川さくら", "谷川進"]
    assert transcript.meta.date == "2024-06-03"
    assert transcript.meta.title == "若葉市議会総務委員会記録"
    assert transcript.meta.url == "https://gikai.example.org/wakaba"
    assert_whole(transcript)


def test_pages_are_locators_as_printed_and_lines_are_none() -> None:
    transcript = read(pdf(minutes_pages()), "記録.pdf")
    starts = {transcript.blocks[turn.start].page for turn in transcript.turns}
    assert starts == {"11", "12"}
    assert all(block.line is None for block in transcript.blocks)
    answer = next(turn for turn in transcript.turns if turn.kind == "answer")
    assert transcript.blocks[answer.start].page == "11"


def test_every_character_is_kept_and_running_heads_once() -> None:
    pages = minutes_pages()
    transcript = read(pdf(pages), "記録.pdf")
    lines = [*pages[0], *pages[1][1:-2]]
    assert not characters("".join(lines)) - held(transcript)
    assert [block.text for block in transcript.blocks][:3] == [
        "若葉市議会会議録システム", "https://gikai.example.org/wakaba", "－ 11 －"
    ]  # fmt: skip


def test_labels_with_a_bar_name_the_topic_and_are_not_said() -> None:
    page = [
        "保育園", "この資料は会議録からの抜粋です。",
        "３番（森川さくら）｜登壇質問", "待機児童の数をお聞きします。",
        "市答弁｜待機児童の現状", "四月一日で十二人でございます。",
        "３番（森川さくら）｜受皿について再質問", "受皿を増やす考えはありますか。",
        "こども部長（谷川進）｜答弁", "来年度に一園を開く予定でございます。",
        "３番（森川さくら）｜まとめの提案", "早い整備をお願いします。",
    ]  # fmt: skip
    seen = inspection(read(pdf([page]), "hoiku.pdf"))
    assert [(turn["kind"], turn["speaker"], turn["paragraphs"]) for turn in seen["turns"]] == [
        ("question", "森川さくら", ["待機児童の数をお聞きします。"]),
        ("answer", "市", ["四月一日で十二人でございます。"]),
        ("question", "森川さくら", ["受皿を増やす考えはありますか。"]),
        ("answer", "谷川進", ["来年度に一園を開く予定でございます。"]),
        ("remark", "森川さくら", ["早い整備をお願いします。"]),
    ]
    assert seen["front_matter"] == ["保育園", "この資料は会議録からの抜粋です。"]


def test_kanji_given_as_radicals_are_understood_and_kept() -> None:
    pages = [[line.replace("長", "⾧").replace("木", "⽊") for line in page] for page in minutes_pages()]
    transcript = read(pdf(pages), "記録.pdf")
    assert [speaker.role for speaker in transcript.speakers] == ["chair", "member", "official"]
    assert said(transcript, "answer") == [[ANSWER.replace("木", "⽊")]]
    assert transcript.turns[0].label == "委員⾧（佐倉一郎）"
    assert not characters("".join(pages[0])) - held(transcript)


def test_a_page_written_upright_is_read_from_the_right() -> None:
    page = [
        "○議長（佐倉一郎君）　これより会議を開きます。",
        "○三番（森川さくら君）　図書館について伺います。",
        "開館の時間はどうなりますか。",
        "○教育長（谷川進君）　一時間延ばします。",
    ]
    transcript = read(pdf([page], upright=True), "縦.pdf")
    assert [turn.kind for turn in transcript.turns] == ["chair", "question", "answer"]


def test_a_name_beyond_the_basic_plane_survives() -> None:
    page = ["○議長（𠮷田花子君）　開きます。", "○３番（森川君）　伺いますか。", "○市長（谷川君）　はい。"]
    assert read(pdf([page]), "a.pdf").speakers[0].name == "𠮷田花子"


# Files that cannot be read


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read(data, "a.pdf")
    assert "\n" not in refused.value.message
    assert "a.pdf" in refused.value.message
    return refused.value


def test_a_scan_says_so_and_names_the_way() -> None:
    refused = refusal(pdf([[], [], ["1"]]))
    assert refused.reason == "scan"
    assert "OCR" in refused.message


def test_some_scanned_pages_are_named() -> None:
    transcript = read(pdf([*minutes_pages(), []]), "a.pdf")
    assert [notice.message.split()[1] for notice in transcript.notices if notice.code == "scan"] == ["3"]


def test_a_locked_file_is_said_to_be_locked() -> None:
    assert refusal(pdf(minutes_pages(), locked=True)).reason == "encrypted"


@pytest.mark.parametrize("length", [9, 200, 900])
def test_a_file_cut_off_is_damaged(length: int) -> None:
    assert refusal(pdf(minutes_pages())[:length]).reason in ("damaged", "scan")


def test_more_pages_than_there_are_end_soon() -> None:
    lie = pdf([["一枚だけの紙です。"]]).replace(b"/Count 1", b"/Count 99999999")
    assert outcome(lie) in ("read", "damaged", "too-large", "scan")


def outcome(data: bytes) -> str:
    """`read`, or the reason for which it was not."""
    try:
        assert_whole(read(data, "a.pdf"))
    except Unreadable as refused:
        return refused.reason
    return "read"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(pdf(minutes_pages()))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(whole)) != "defect"


# Running heads and broken lines


LINES = st.lists(
    st.text("あ市長。、「」○◆1２- Ab", min_size=1, max_size=40).map(str.strip).filter(bool), max_size=12
)


@given(st.lists(LINES, max_size=8))
@settings(max_examples=200, deadline=None)
def test_heads_and_pages_hold_every_line(pages: list[list[str]]) -> None:
    pagination = without_heads(pages)
    lines = Counter(line for page in pages for line in page)
    kept = Counter(line for page in pagination.pages for line in page.lines)
    assert not kept - lines
    assert len(pagination.pages) == len(pages)
    whole = "".join(line.text for line in joined(pagination.pages))
    assert "".join(whole.split()) == "".join(
        "".join("".join(page.lines) for page in pagination.pages).split()
    )


def test_left_and_right_pages_may_have_heads_of_their_own() -> None:
    pages = [
        [("若葉市議会" if n % 2 else "第３回定例会") + f" {n}", f"本文{n}番目の行。", f"終わり{n * 7}。"]
        for n in range(1, 9)
    ]
    pagination = without_heads(pages)
    assert [page.number for page in pagination.pages] == list("12345678")
    assert all(len(page.lines) == 2 for page in pagination.pages)


def test_the_chair_who_opens_every_page_is_no_head() -> None:
    pages = [["○議長（佐倉一郎君）", f"　{n}ページの話です。"] for n in range(5)]
    assert without_heads(pages).heads == []


def test_page_numbers_in_kanji_count() -> None:
    pages = [[f"本文その{'あいう'[n]}です。", "一二三"[n]] for n in range(3)]
    assert [page.number for page in without_heads(pages).pages] == ["一", "二", "三"]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("長い文章がここで折り返されて次の行に続", "きます。", True),
        ("長い文章がここで終わりこの行は一杯です。", "２点目、次の話をします。", True),
        ("短い行。", "次の段落がここから始まる行なのですよね", False),
        ("一杯の行の次に箇条書きが来るならば切れる", "（１）最初の項目", False),
        ("数の途中で折り返される一杯の行二千二百二", "〇二五年のことです。", True),
        ("３番（森川さくら）｜受皿について再質問す", "受皿を増やす考えは。", False),
        ("○こども未来推進課長（谷川進君） ［答弁］", "まず受皿について。", False),
    ],
)
def test_lines_are_joined_where_they_were_broken(first: str, second: str, one: bool) -> None:
    expected = [first + second] if one else [first, second]
    assert [line.text for line in joined([Page("1", [first, second])])] == expected


def test_latin_words_are_joined_with_a_blank() -> None:
    pages = [Page("1", ["Words that run up to the right", "margin go on."])]
    assert [line.text for line in joined(pages)] == ["Words that run up to the right margin go on."]
