"""Finding words as the reader does it: by romaji, as they are typed, in all transcripts, every hit marked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from qa_reader.desk.workspace import Desk
from qa_reader.tui.dialogs.listing import Listing
from qa_reader.tui.dialogs.search import SearchDialog

Opener = Callable[..., AbstractAsyncContextManager[Any]]

MORE = """令和7年 第3回定例会の一般質問【給食について】

質問1

森の質問

給食費の財源を伺います。避難所の炊き出しにも調理場を使えますか。

担当課長の答弁

財源の確保が課題と考えております。調理場につきましては検討してまいります。
"""


@pytest.fixture
def workspace(workspace: Path) -> Path:
    """Two transcripts."""
    (workspace / "kyushoku.txt").write_text(MORE, "utf-8")
    return workspace


def answer(reader: Any) -> str:
    """What the prompt says of what is typed."""
    return str(reader.app.screen.query_one("#prompt-answer")._words).strip()


def highlights(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    said = Desk.open(folder).reading("bousai.txt").said
    return [(found.words, found.revision.codes) for found in said.highlights]


async def test_romaji_finds_as_it_is_typed(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("slash")
        told = []
        for letter in "hinanjo":
            await reader.type(letter)
            told.append(answer(reader))
        assert told[3:] == ["1/2"] * 4
        await reader.press("enter")
        assert ": 1/2 " in reader.message
        await reader.press("n")
        assert ": 2/2 " in reader.message
        await reader.press("N", "N")
        assert ": 2/2 " in reader.message


async def test_esc_goes_back_to_where_one_was(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("J")
        await reader.press("slash")
        await reader.type("yakan")
        assert reader.focus == "q3"
        await reader.press("escape")
        assert reader.focus == "q2"
        await reader.press("n")
        assert "/ finds words" in reader.message


async def test_where_to_look_and_what_cannot_be_looked_for(opened: Opener) -> None:
    async with opened() as reader:
        for typed, told in (
            ("a:予定", "1/1"),
            ("q:予定", "not found"),
            ("@担当 こと", "not found"),
            ("@mori 整備", "1/2"),
            ("/毛布.*千枚/", "1/1"),
            ("/(/", "no regular expression"),
            ("=予定", "1/1"),
            ("'mou", "not found"),
        ):
            await reader.press("slash")
            await reader.type(typed)
            assert told in answer(reader), typed
            await reader.press("escape")


async def test_earlier_searches_come_back(opened: Opener) -> None:
    async with opened() as reader:
        for typed in ("mofu", "kunren"):
            await reader.press("slash")
            await reader.type(typed)
            await reader.press("enter")
        await reader.press("slash")
        await reader.press("up", "up")
        assert answer(reader) == "1/2"
        await reader.press("enter")
        assert ": 1/2 " in reader.message


async def test_a_question_is_gone_to_by_romaji(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("number_sign")
        await reader.type("taiikukan")
        assert reader.focus == "q2"
        await reader.press("enter")
        assert reader.focus == "q2"


async def test_selected_words_are_found_again(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("slash")
        await reader.type("shizai")
        await reader.press("enter")
        await reader.press("v", "i", "s")
        await reader.press("asterisk")
        assert ": 1/1 " in reader.message


async def test_a_search_extends_what_is_selected(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("slash")
        await reader.type("mofu")
        await reader.press("enter", "v")
        await reader.press("slash")
        await reader.type("sanzenmai")
        await reader.press("enter")
        page, view = reader.screen.page, reader.screen.view
        words = view.reading.transcript.words(page.selection)
        assert words.startswith("毛布は足りていますか。")
        assert words.endswith("毛布は三千枚")


async def test_a_long_transcript_is_searched_in_a_thread(opened: Opener, workspace: Path) -> None:
    filler = "道路の舗装と歩道の段差について伺いました。" * 4000
    long = MORE.replace("給食費の財源を伺います。", f"給食費の財源を伺います。\n\n{filler}\n\n")
    (workspace / "kyushoku.txt").write_text(long, "utf-8")
    async with opened(workspace / "kyushoku.txt") as reader:
        await reader.press("slash")
        await reader.type("zaigen")
        assert answer(reader) == "1/2"
        await reader.press("enter")
        assert ": 1/2 " in reader.message


async def test_every_hit_becomes_a_highlight_and_one_undo_takes_all_back(
    opened: Opener, workspace: Path
) -> None:
    async with opened() as reader:
        await reader.press("H")
        assert "/ finds words" in reader.message
        await reader.press("slash")
        await reader.type("hinanjo")
        await reader.press("enter")
        await reader.press("H")
        assert "Highlight all 2 hits" in reader.text()
        await reader.type("promise")
        await reader.press("enter")
        assert highlights(workspace) == [("避難所", ("promise",))] * 2
        assert "1 more" in reader.message
        await reader.press("H")
        await reader.type("promise")
        await reader.press("enter")
        assert "already" in reader.message
        assert len(highlights(workspace)) == 2
        await reader.press("u")
        assert highlights(workspace) == []


async def test_the_whole_workspace_is_searched(opened: Opener) -> None:
    async with opened() as reader:
        assert reader.screen.view.reading.transcript.id == "bousai.txt"
        await reader.press("g", "slash")
        await reader.type("zaigen")
        shown = reader.text()
        assert "3 hits" in shown
        assert "給食について" in shown
        await reader.press("down", "down", "enter")
        assert reader.screen.view.reading.transcript.id == "kyushoku.txt"
        assert ": 2/2 " in reader.message
        await reader.press("n")
        assert ": 1/2 " in reader.message
        await reader.press("ctrl+o")
        assert reader.screen.view.reading.transcript.id == "bousai.txt"
        await reader.press("n")
        assert ": 1/1 " in reader.message


async def test_the_workspace_search_keeps_what_was_typed_and_can_be_left(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("g", "slash")
        await reader.type("tabemono")
        assert "0 hits" in reader.text()
        await reader.press("enter")
        assert "Nothing found" in reader.text()
        await reader.press("escape")
        assert reader.screen.view.reading.transcript.id == "bousai.txt"
        await reader.press("g", "slash")
        await reader.type("/(/")
        assert "no regular expression" in reader.text()
        await reader.press("escape")


async def test_a_note_is_found_and_gone_to(opened: Opener, workspace: Path) -> None:
    from qa_reader.desk import changes

    changes.note(Desk.open(workspace, annotator="ana"), "kyushoku.txt#q1", "答弁は要約しない")
    async with opened() as reader:
        await reader.press("g", "slash")
        await reader.type("youyaku")
        dialog = reader.app.screen
        assert isinstance(dialog, SearchDialog)
        assert dialog.query_one(Listing).row_count() == 2
        await reader.press("enter")
        assert reader.screen.view.reading.transcript.id == "kyushoku.txt"
        assert reader.focus == "q1"
