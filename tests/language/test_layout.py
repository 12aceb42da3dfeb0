"""Lines: nothing lost, no line begins or ends with what must not, no grapheme divided, every cell mapped."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from qa_reader.language.layout import Lines, Measure, cells, fit, pad, wrap
from qa_reader.language.widths import _SPACING, grapheme_spans, prefix

# Written out here from JIS X 4051, not taken from the program.
NEVER_FIRST = set(
    "、。，．・：；？！）」』】〉》〕］｝ヽヾゝゞ々〻‐〜゠–ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
NEVER_LAST = set("（「『【〈《〔［｛")

PIECES = [
    *"あいう漢字区カナー々っゃ、。，．「」（）『』【】・：？！…―〜①→○ 　\n-/%％￥",
    *(
        "DX",
        "Wi-Fi",
        "well-known",
        "65万9,000円",
        "令和3年度",
        "９，０００",
        "U.S.",
        "(2)",
        '"引用"',
        "don’t",
        "e.g.",
    ),
    *(
        "か\u3099",
        "葛\U000e0100飾",
        "👨\u200d👩\u200d👧",
        "👍🏽",
        "❤\ufe0f",
        "1\ufe0f⃣",
        "🇯🇵",
        "🇯🇵🇫🇷",
        "ｶﾞｲﾄﾞ",
        "𠮷",
    ),
    *(
        "e\u0301",
        "क्षि",
        "ที่ทำ",
        "각",
        "\u1112\u1161\u11ab",
        "https://www.city.example.lg.jp/a-b_c.html?x=1&y=2",
    ),
    "　　　　",
    *("Москва", "שלום", "\u00a0", "\u200b", "\u2060", "\ufeff"),
]
prose = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
widths = st.integers(2, 200)
measures = st.builds(
    Measure,
    width=widths,
    ambiguous=st.sampled_from([1, 2]),
    hang=st.booleans(),
    phrase=st.booleans(),
    indent=st.booleans(),
)


def rows_of(lines: Lines) -> list[str]:
    return [lines.text[slice(*lines.shown(row))] for row in range(lines.rows)]


def starts_of(lines: Lines) -> set[int]:
    return {lines.span(row)[0] for row in range(lines.rows)}


@given(prose, measures)
@example("あ 、", Measure(2))
@example("。。。。。。", Measure(4, hang=True))
def test_rows_hold_the_whole_text_in_order(text: str, measure: Measure) -> None:
    lines = wrap(text, measure)
    spans = [lines.span(row) for row in range(lines.rows)]
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans[:-1])
    for row, (start, end) in enumerate(spans):
        first, last = lines.shown(row)
        assert start <= first <= last <= end
        assert not text[start:first].strip()
        assert not text[last:end].strip(" \t\u3000\n\u200b\u2060\ufeff\u0301\u3099\ufe0f\u20e3\U000e0100")
        assert "\n" not in text[start : end - 1]


@given(prose, measures)
def test_no_row_is_wider_than_the_measure(text: str, measure: Measure) -> None:
    lines = wrap(text, measure)
    widest = max((width for _, _, width in grapheme_spans(text, measure.ambiguous)), default=0)
    room = max(measure.width, widest) + (2 if measure.hang else 0)
    assert all(lines.width(row) <= room for row in range(lines.rows))


@given(prose, measures)
def test_graphemes_are_never_divided(text: str, measure: Measure) -> None:
    edges = {start for start, _, _ in grapheme_spans(text)} | {len(text)}
    assert starts_of(wrap(text, measure)) <= edges


@given(prose, st.integers(2, 60), st.booleans(), st.booleans())
def test_lines_begin_and_end_as_they_may(text: str, width: int, hang: bool, phrase: bool) -> None:
    """Where a line begins or ends with what it must not, the line before had no better place to break."""
    lines = wrap(text, Measure(width, hang=hang, phrase=phrase))
    for row in range(1, lines.rows):
        start, at = lines.span(row - 1)
        if text[at - 1] == "\n":
            continue
        last = text[start:at].rstrip(" \t\u3000")[-1:]
        if text[at] in NEVER_FIRST or last in NEVER_LAST:
            plain = [
                k
                for k in range(start + 1, at)
                if all("\u3041" <= c <= "\u3094" or "\u4e00" <= c <= "\u9fff" for c in text[k - 1 : k + 1])
                and not {text[k - 1], text[k]} & (NEVER_FIRST | NEVER_LAST | set("十百千万億兆"))
            ]
            assert plain == []


@given(prose, measures)
def test_offset_and_cell_go_both_ways(text: str, measure: Measure) -> None:
    lines = wrap(text, measure)
    indent = len(text) - len(text.lstrip())
    for start, _end, width in grapheme_spans(text, measure.ambiguous):
        row, column = lines.locate(start)
        first, last = lines.span(row)
        assert first <= start < last
        if width and (measure.indent or start >= indent):
            for half in range(width):
                assert lines.offset(row, column + half) == start
    row, column = lines.locate(len(text))
    assert row == lines.rows - 1
    assert lines.offset(row, column + 5) == len(text)


@given(prose)
def test_cells_are_those_of_the_screen(text: str) -> None:
    before = prefix(text)
    assert len(before) == len(text) + 1
    assert before[-1] == cells(text)
    if "\n" not in text:  # Rich lets a joiner swallow what follows it, even a line break
        assert before[-1] == cell_len(text)


@given(st.text(max_size=40), st.integers(1, 30))
def test_any_text_can_be_set(text: str, width: int) -> None:
    lines = wrap(text, Measure(width))
    assert "".join(text[slice(*lines.span(row))] for row in range(lines.rows)) == text


@given(prose, st.integers(0, 40), st.sampled_from([1, 2]))
def test_fit_and_pad_keep_to_the_width(text: str, width: int, ambiguous: int) -> None:
    text = text.replace("\n", "")
    short = fit(text, width, ambiguous)
    assert cells(short, ambiguous) <= width
    assert short == text or short == "" or (short.endswith("…") and text.startswith(short[:-1]))
    assert cells(pad(text, width, ambiguous=ambiguous), ambiguous) == width
    assert cells(pad(text, width, right=True), 1) == width


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("システムの標準化、共通化", 16, ["システムの標準", "化、共通化"]),
        ("答えは「はい」です", 8, ["答えは", "「はい」", "です"]),
        ("庁内のWi-Fi環境", 8, ["庁内の", "Wi-Fi環", "境"]),
        ("受講料65万9,000円と", 12, ["受講料", "65万9,000円", "と"]),
        ("質問 国の示している自治体の", 14, ["質問 国の示し", "ている自治体の"]),
        ("a well-known fact", 7, ["a well-", "known", "fact"]),
        ("書類は，２枚，９，０００円", 12, ["書類は，２", "枚，", "９，０００円"]),
        ("見よhttps://example.jp/council/q", 20, ["見よ", "https://example.jp/", "council/q"]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("かがが\u3099っき", 4, ["かが", "が\u3099っ", "き"]),
        ("🇯🇵🇫🇷🇩🇪", 4, ["🇯🇵🇫🇷", "🇩🇪"]),
        ("", 10, [""]),
        ("（（（（（", 4, ["（（", "（（", "（"]),
    ],
)
def test_lines_by_hand(text: str, width: int, rows: list[str]) -> None:
    assert rows_of(wrap(text, Measure(width))) == rows


def test_hanging_punctuation_stands_past_the_line() -> None:
    assert rows_of(wrap("標準化、共通化。", Measure(6, hang=True))) == ["標準化、", "共通化。"]
    assert rows_of(wrap("「標準化。」と", Measure(8, hang=True))) == ["「標準", "化。」と"]


def test_lines_break_between_phrases_on_request() -> None:
    text = "国の示している自治体DX推進の中で大きな動きがございまして、それはシステムの標準化でございます。"
    plain = rows_of(wrap(text, Measure(60)))
    phrased = rows_of(wrap(text, Measure(60, phrase=True)))
    assert plain[0].endswith("、そ")
    assert phrased[0].endswith("ございまして、")


def test_an_indent_of_the_source_is_kept_or_left_out() -> None:
    assert rows_of(wrap("　区では、令和６年度", Measure(10)))[0] == "　区では、"
    assert rows_of(wrap("　区では、令和６年度", Measure(10, indent=False)))[0] == "区では、令"


def test_rows_below_a_deep_indent_stand_under_its_text() -> None:
    lines = wrap("　　　議案第１号　公園条例の一部を改正する条例\n短い行", Measure(24))
    assert [lines.line(row) for row in range(lines.rows)] == [
        "　　　議案第１号　公園条",
        "      例の一部を改正する",
        "      条例",
        "短い行",
    ]
    assert lines.locate(12) == (1, 6)
    assert lines.offset(1, 0) == lines.offset(1, 7) == 12
    narrow = wrap("　　　　　　資料について", Measure(16))
    assert [narrow.line(row) for row in range(narrow.rows)] == ["　　　　　　資料", "について"]


def test_ambiguous_characters_are_as_wide_as_the_terminal_shows_them() -> None:
    assert cells("②─→") == 3
    assert cells("②─→", ambiguous=2) == 5
    assert rows_of(wrap("②令和3年", Measure(8, ambiguous=2))) == ["②令和3", "年"]


def test_either_half_of_a_wide_character_is_that_character() -> None:
    lines = wrap("日本語text", Measure(6))
    assert [lines.offset(0, column) for column in range(6)] == [0, 0, 1, 1, 2, 2]
    assert lines.offset(0, 40) == 3
    assert lines.locate(3) == (1, 0)
    assert lines.offset(1, 40) == 7


def test_a_terminal_with_wide_ambiguous_characters_is_measured_as_it_draws() -> None:
    """In a process of its own: Rich is changed for good."""
    script = """
from qa_reader.language.layout import Measure, cells, fit, wrap
from qa_reader.language.widths import widen_ambiguous
widen_ambiguous()
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
assert cell_len("②令和3年") == cells("②令和3年") == 9
assert cell_len("─│▌abc") == 6
assert cell_len("か\\u3099👨\\u200d👩\\u200d👧\\x1b") == 4
assert Strip([Segment("→ あ")]).cell_length == 5
assert fit("→→→→", 5) == "→…"
assert wrap("②令和3年", Measure(8)).rows == 2
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_terminal_that_gives_spacing_marks_a_cell_is_measured_as_it_draws() -> None:
    """In a process of its own: Rich is changed for good."""
    script = """
from qa_reader.language.layout import Measure, cells, wrap
from qa_reader.language.widths import space_marks, widen_ambiguous
assert cells("का") == 1
space_marks()
widen_ambiguous()
from rich.cells import cell_len
assert cell_len("का") == cells("का") == 2
assert cell_len("हमें बताया") == 8
assert cell_len("मُ②") == cells("मُ②") == 3
assert [wrap("काकाका", Measure(5)).span(row) for row in range(2)] == [(0, 4), (4, 6)]
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_spacing_marks_are_where_they_are_looked_for() -> None:
    marks = {code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Mc"}
    assert not {mark for mark in marks if not any(first <= mark <= last for first, last in _SPACING)}


@pytest.mark.parametrize("width", range(8, 40))
def test_thai_and_lao_vowels_stay_with_their_consonant(width: int) -> None:
    for text in ("เมืองเก่าจะเปิดเมื่อไรเราอยากทราบกำหนดการค่าใช้จ่ายและถนน" * 3, "ເມືອງເກົ່າຈະເປີດເວລາໃດແລະຄ່າໃຊ້ຈ່າຍ" * 3):
        lines = wrap(text, Measure(width))
        for row in range(1, lines.rows):
            start = lines.span(row)[0]
            assert text[start] not in "ะาำๅะາຳ"
            assert text[start - 1] not in "เแโใไເແໂໃໄ"


def test_thai_breaks_at_a_blank_where_one_is_near() -> None:
    text = "ค่าใช้จ่ายและถนนจะปิด ขอบคุณครับผู้ใหญ่บ้าน"
    lines = wrap(text, Measure(cells(text) - 4))
    assert lines.line(0) == "ค่าใช้จ่ายและถนนจะปิด"


def test_conjuncts_of_burmese_and_khmer_are_not_divided() -> None:
    for conjunct in ("\u1000\u1039\u1000", "\u1780\u17d2\u1780"):
        lines = wrap(conjunct * 8, Measure(5))
        assert all(lines.span(row)[0] % 3 == 0 for row in range(lines.rows))


@pytest.mark.parametrize("width", [34, 40, 60, 80, 100])
@pytest.mark.parametrize(
    "name",
    [
        "ja_blog_txt/seed_nakano_dx.txt",
        "ja_kensakusystem_txt/hirosaki_20230217.txt",
        "ja_kensakusystem_txt/katsushika_20250214.txt",
        "ja_press/mof_20260403.txt",
    ],
)
def test_real_pages_break_nowhere_they_must_not(shared: Path, name: str, width: int) -> None:
    for text in (shared / "transcripts" / name).read_text("utf-8").split("\n"):
        lines = wrap(text, Measure(width))
        for row in range(1, lines.rows):
            start, at = lines.span(row - 1)
            assert text[at] not in NEVER_FIRST, text[start : at + 1]
            assert text[start:at].rstrip(" \u3000")[-1:] not in NEVER_LAST or not text[start:at].strip()
            assert not (
                text[at - 1].isascii()
                and text[at - 1].isalnum()
                and text[at].isascii()
                and text[at].isalnum()
            )
            assert lines.width(row) <= width
