"""Selecting by keys on the real screen: what vi's fingers do, and what the screen says meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from qa_reader.language.layout import cells
from qa_reader.transcript.model import Position

Opener = Callable[..., AbstractAsyncContextManager[Any]]
SEED = "ja_blog_txt/seed_nakano_dx.txt"
NAMES = {
    ")": "right_parenthesis",
    "(": "left_parenthesis",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    ";": "semicolon",
    ",": "comma",
    "$": "dollar_sign",
    "^": "circumflex_accent",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "/": "slash",
    ".": "full_stop",
}


async def press(reader: Any, typed: str) -> None:
    """Press keys written with blanks between."""
    await reader.press(*(NAMES.get(key, key) for key in typed.split()))


def words(reader: Any) -> str:
    span = reader.screen.page.selection
    return "" if span is None else str(reader.screen.view.reading.transcript.words(span))


def status(reader: Any) -> str:
    return str(reader.text().splitlines()[-1])


async def find(reader: Any, typed: str) -> None:
    await press(reader, "/")
    await reader.type(typed)
    await reader.press("enter")


@pytest.mark.parametrize(
    ("typed", "selected"),
    [
        ("v", "避"),
        ("v l", "避難"),
        ("v 3 l", "避難所の"),
        ("v w", "避難所の"),
        ("v e", "避難所"),
        ("v 2 e", "避難所の"),
        ("v E", "避難所の"),
        ("v W", "避難所の毛"),
        ("v )", "避難所の毛布は足りていますか。"),
        ("v ) )", "避難所の毛布は足りていますか。備蓄の数を伺います。"),
        ("v 2 ) (", "避難所の毛布は足りていますか。"),
        ("v }", "避難所の毛布は足りていますか。備蓄の数を伺います。"),
        ("v $", "避難所の毛布は足りていますか。備蓄の数を伺います。"),
        ("v $ 0", "避"),
        ("v G", "避難所の毛布は足りていますか。備蓄の数を伺います。"),
        ("v G g g", "避"),
        ("v f m", "避難"),  # 難しい
        ("v f b ;", "避難所の毛布は足りていますか。備"),
        ("v 2 f .", "避難所の毛布は足りていますか。備蓄の数を伺います。"),
        ("v 2 f . ,", "避難所の毛布は足りていますか。"),
        ("v f 数", "避難所の毛布は足りていますか。備蓄の数"),
        ("v $ F b", "避難所の毛布は足りていますか。備"),
        ("v i w", "避難所"),
        ("v i w i w", "避難所の"),
        ("v a w", "避難所"),
        ("v i W", "避難所の"),
        ("v i s", "避難所の毛布は足りていますか。"),
        ("v i p", "避難所の毛布は足りていますか。備蓄の数を伺います。"),
        ("v i t", "避難所の毛布は足りていますか。備蓄の数を伺います。"),
        ("v > > >", "避難所の毛布は足りていますか。"),
        ("v > > > < <", "避難所"),
        ("v i s o 2 w", "毛布は足りていますか。"),
        ("v i s escape g v", "避難所の毛布は足りていますか。"),
        ("v i s o escape g v w", "の毛布は足りていますか。"),
    ],
)
async def test_what_keys_select(opened: Opener, typed: str, selected: str) -> None:
    async with opened() as reader:
        await press(reader, typed)
        assert words(reader) == selected


async def test_a_hit_is_selected_whole_and_the_caret_stays_where_it_was_left(opened: Opener) -> None:
    async with opened() as reader:
        await find(reader, "bichiku")
        await press(reader, "n v")
        assert words(reader) == "備蓄"
        await press(reader, "f t")
        assert words(reader) == "備蓄して"
        await press(reader, "escape v")
        assert words(reader) == "て"
        await press(reader, "escape n v")
        assert words(reader) == "備蓄"


async def test_a_search_in_a_selection_goes_on_from_the_caret(opened: Opener) -> None:
    async with opened() as reader:
        await press(reader, "v")
        await find(reader, "bichiku")
        assert words(reader).endswith("ますか。備蓄")
        await press(reader, "n")
        assert words(reader).endswith("毛布は三千枚を備蓄")
        await press(reader, "N")
        assert words(reader).endswith("ますか。備蓄")


async def test_lines_are_gone_up_and_down_in_the_same_column(opened: Opener) -> None:
    async with opened(size=(40, 30)) as reader:
        await press(reader, "J v 3 l j")
        assert reader.screen.page.ends is not None
        # The question has one line and a half; the turn ends with the second.
        first = reader.screen.page.ends.caret.start
        await press(reader, "j")
        assert reader.screen.page.ends.caret.start == first
        assert "goes on" in reader.message
        await press(reader, "k")
        assert words(reader) == "体育館の"
        await press(reader, "j j j")
        assert words(reader).endswith("来年度に")


async def test_the_edge_of_a_turn_is_told_and_passed_by_the_same_key(opened: Opener) -> None:
    async with opened() as reader:
        await press(reader, "v ) )")
        question = words(reader)
        assert reader.message == ""
        await press(reader, ")")
        assert words(reader) == question
        assert "the turn ends here" in reader.message
        await press(reader, ")")
        assert words(reader).startswith(f"{question}\n毛布は三千枚")


async def test_keys_that_mean_nothing_say_so_and_lose_nothing(opened: Opener) -> None:
    async with opened() as reader:
        await press(reader, "v a x")
        assert "a x" in reader.message
        assert len(reader.app.screen_stack) == 1  # `a` has begun no note
        await press(reader, "i escape")
        assert reader.screen.selecting.active
        await press(reader, "f 鬼")
        assert "鬼" in reader.message
        await press(reader, "i b")
        assert "brackets" in reader.message
        await press(reader, "2 5")
        assert "25" in status(reader)
        await press(reader, "escape l")
        assert words(reader) == "避難"


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
async def test_the_status_line_names_the_keys_the_words_and_their_length(opened: Opener, width: int) -> None:
    async with opened(size=(width, 24)) as reader:
        await press(reader, "v i s")
        line = status(reader)
        assert cells(line) == width
        assert "15 characters" in line
        for key in ("Enter", "t", "A", "y", "o", "<", ">", "Esc"):
            assert f" {key} " in line
        if width >= 60:
            assert "避難" in line
            assert "か。" in line


async def test_a_highlight_is_in_hand_until_one_moves(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await press(reader, "v i w enter")
        (made,) = reader.screen.view.reading.said.highlights
        assert reader.screen.holding.record == made.id
        await press(reader, "A")
        await reader.type("why?")
        await reader.press("ctrl+s")
        (noted,) = reader.screen.view.reading.said.annotations
        assert (noted.id, noted.revision.note, noted.words) == (made.id, "why?", "避難所")
        await press(reader, "u u")
        assert reader.screen.view.reading.said.annotations == ()
        await reader.press("ctrl+r", "ctrl+r")
        assert reader.screen.view.reading.said.annotations[0].revision.note == "why?"
        await press(reader, "y")
        assert words_of(reader) == "避難所"
        await press(reader, "J A")
        await reader.type("on the question")
        await reader.press("ctrl+s")
        assert [a.revision.note for a in reader.screen.view.reading.said.annotations] == [
            "why?",
            "on the question",
        ]


def words_of(reader: Any) -> str:
    """The words of the highlight in hand."""
    return str(reader.screen.view.reading.transcript.words(reader.screen.holding.span))


async def test_the_ends_of_a_highlight_are_moved(opened: Opener) -> None:
    async with opened() as reader:
        await press(reader, "v i w enter")
        (made,) = reader.screen.view.reading.said.highlights
        await press(reader, "h")
        assert words(reader) == "避難所"
        assert "ADJUST" in status(reader)
        await press(reader, "2 w enter")
        (moved,) = reader.screen.view.reading.said.highlights
        assert (moved.id, moved.words) == (made.id, "避難所の毛")
        assert moved.revision.rev > made.revision.rev
        await press(reader, "u")
        assert reader.screen.view.reading.said.highlights[0].words == "避難所"
        await press(reader, "h w escape")
        assert reader.screen.view.reading.said.highlights[0].words == "避難所"
        await press(reader, "v i s enter")
        assert len(reader.screen.view.reading.said.highlights) == 2


async def test_the_ends_are_moved_from_the_sidebar_and_of_the_one_around(opened: Opener) -> None:
    async with opened() as reader:
        await press(reader, "v i w enter v i s enter tab")
        assert reader.screen.here == "sidebar"
        await press(reader, "h")
        assert reader.screen.here == "reading"
        await press(reader, "escape g g v")
        assert words(reader) == "避"
        assert "highlight" in status(reader)
        await press(reader, "g h")
        assert words(reader) == "避難所"
        await press(reader, "g h")
        assert words(reader) == "避難所の毛布は足りていますか。"


async def test_annotations_are_stepped_through_nested_ones_too(opened: Opener) -> None:
    async with opened() as reader:
        await press(reader, "v i s enter g g v i w enter J 3 g g")
        seen = []
        for _ in range(4):
            await press(reader, "] a")
            record = reader.screen.holding.record
            seen.append((reader.focus, words_of(reader) if record else "", reader.message[-3:]))
        assert seen[:3] == [
            ("q1", "避難所の毛布は足りていますか。", "1/3"),
            ("q1", "避難所", "2/3"),
            ("q2", "", "3/3"),
        ]
        assert "no annotation" in reader.message
        await press(reader, "[ a")
        assert words_of(reader) == "避難所"


async def test_a_burst_of_keys_is_all_taken(opened: Opener) -> None:
    async with opened() as reader:
        await reader.pilot.press(*"vis", "enter", "v", "3", "l", "A", *"a burst", "ctrl+s")
        await reader.settle()
        said = reader.screen.view.reading.said.annotations
        assert [(a.words, a.revision.note) for a in said] == [
            ("避難所の毛布は足りていますか。", ""),
            ("。備蓄の", "a burst"),
        ]


async def test_the_mouse_selects_and_keys_go_on(opened: Opener) -> None:
    async with opened() as reader:
        page = reader.screen.page
        row = next(y for y in range(page.size.height) if "毛布は足り" in page.render_line(y).text)
        left = cells(page.render_line(row).text.partition("毛布は足り")[0])
        await reader.pilot.click(page, offset=(left + 1, row), times=2)
        assert words(reader) == "毛布"
        await press(reader, "e")
        assert words(reader) == "毛布は"
        await reader.pilot.click(page, offset=(left, row), times=3)
        assert words(reader) == "避難所の毛布は足りていますか。"


async def test_the_speed_that_was_asked_for(opened: Opener, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "seed"
    folder.mkdir()
    (folder / "seed.txt").write_bytes((shared / "transcripts" / SEED).read_bytes())
    async with opened(folder, size=(80, 24)) as reader:
        await find(reader, "kenshuu")
        transcript = reader.screen.view.reading.transcript
        answer = transcript.exchanges[2].answers[0].span.start.block
        there = transcript.blocks[answer].text.index("研修の量質")
        while reader.screen.page.hit.start != Position(answer, there):
            await press(reader, "n")
        keys = ["v", "f", "i", ";"]
        assert len(keys) <= 8
        await press(reader, " ".join(keys))
        assert words(reader).startswith("研修の")
        assert words(reader).endswith("まいりたい")
        assert "16 characters" in status(reader)
        await press(reader, "enter")
        (made,) = reader.screen.view.reading.said.highlights
        await press(reader, "A")
        await reader.type("both?")
        await reader.press("ctrl+s")
        await press(reader, "u u")
        assert reader.screen.view.reading.said.highlights == ()
        await reader.press("ctrl+r", "ctrl+r")
        (again,) = reader.screen.view.reading.said.highlights
        assert (again.id, again.words, again.revision.note) == (made.id, made.words, "both?")
        await press(reader, "y")
        await reader.settle()
        assert reader.message


TYPED = (
    "v|v|h|j|k|l|w|b|e|W|B|E|(|)|{|}|0|^|$|;|,|o|>|<|n|N|u|y|J|K|V|*|Enter|Esc|Tab|Ctrl-D|Ctrl-U|Ctrl-R"
    "|f k|f .|F t|g g|G|g v|g h|i w|i s|a w|i [|a (|i t|3 w|9 j|2 i s|] a|[ a|1 2 h|g x|a x|5 )"
)


@pytest.mark.parametrize(("seed", "size"), [(1, (80, 24)), (2, (170, 40)), (3, (40, 12))])
async def test_whatever_is_pressed_in_whatever_arrangement(
    opened: Opener, seed: int, size: tuple[int, int]
) -> None:
    random = Random(seed)
    async with opened(size=size) as reader:
        await find(reader, "mofu")
        for number in range(150):
            typed = random.choice(TYPED.split("|"))
            for key in typed.split():
                reader.screen.keyboard.press(key)
            if number % 10 == 0:
                await reader.pilot.pause()
            assert reader.screen.selecting.active == bool(words(reader)), typed
        await reader.settle()


async def test_where_the_text_is_read_anew_nothing_is_selected_any_more(opened: Opener) -> None:
    async with opened() as reader:
        await press(reader, "J v f 設 S")
        assert words(reader) == ""
        assert not reader.screen.selecting.active
        assert "SELECT" not in status(reader)
        await press(reader, "j v")
        assert reader.screen.selecting.active
