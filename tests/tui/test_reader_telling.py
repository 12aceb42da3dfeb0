"""What the reader is told, and what is kept of half-done things."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from qa_reader.config.settings import load
from qa_reader.desk import bookmark as bookmarks
from qa_reader.desk import changes
from qa_reader.desk.bookmark import draft_key, drafted
from qa_reader.desk.workspace import Desk
from qa_reader.transcript.model import Position, Span

Opener = Callable[..., AbstractAsyncContextManager[Any]]


async def test_a_key_that_means_nothing_says_so(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("W")
        assert reader.message == "W means nothing here; ? shows the keys"
        await reader.press("g", "W")
        assert reader.message.startswith("g W means nothing")
        await reader.press("ctrl+c")
        assert reader.message == "q quits"


async def test_a_flag_is_repeated(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("2", "J", "x", "J", "full_stop")
        said = reader.screen.view.reading.said
        assert said.flags("bousai.txt#q3")
        assert reader.stance("q3") is None


async def test_what_has_a_stance_is_read(opened: Opener, workspace: Path) -> None:
    desk = Desk.open(workspace, annotator=load().annotator or "森")
    changes.set_stance(desk, "bousai.txt#q2", "hedged")
    async with opened() as reader:
        assert reader.screen.view.unread("q3")
        await reader.press("]", "u")
        assert reader.focus == ("q3" if desk.annotator == reader.screen.desk.annotator else "q2")


async def test_a_search_tells_its_words_and_how_to_go_on(opened: Opener) -> None:
    async with opened() as reader:
        await reader.burst("/", "kunren", "enter")
        assert reader.message == "kunren: 1/2   n N next, before"
        await reader.press("n")
        assert reader.message.startswith("kunren: 2/2")


async def test_a_half_written_note_on_words_comes_back_on_them(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        reader.screen.page.go_to(Position(0, 0))
        await reader.press("J", "v", "A")
        words = reader.app.screen._about
        await reader.burst("half", "escape", "escape")
        key = next(iter(reader.screen.bookmark.drafts))
        assert drafted(key)[1] is not None
        await reader.pilot.press("q")
    async with opened() as reader:
        assert "question 2" in reader.message
        await reader.press("a")
        assert reader.app.screen._about == words
        assert "half" in reader.text()


def test_draft_keys_go_both_ways() -> None:
    span = Span(Position(3, 4), Position(5, 6))
    assert drafted(draft_key("x.txt#q1", span)) == ("x.txt#q1", span)
    assert drafted(draft_key("x.txt#q1")) == ("x.txt#q1", None)
    assert drafted("0198c0de-1111-7222-8333-444455556666") == ("0198c0de-1111-7222-8333-444455556666", None)


async def test_metadata_typed_is_given_up_only_by_a_second_escape(opened: Opener) -> None:
    async with opened() as reader:
        await reader.burst("M", "x", "escape")
        assert reader.app.screen is not reader.screen
        assert "Ctrl-S" in reader.text()
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_an_empty_folder_says_what_to_open(opened: Opener, workspace: Path) -> None:
    (workspace / "bousai.txt").unlink()
    async with opened() as reader:
        assert "No transcript here." in reader.text()
        await reader.press("j")
        assert "No transcript here." in reader.text()


async def test_a_folder_of_other_files_says_so(opened: Opener, workspace: Path) -> None:
    (workspace / "bousai.txt").write_bytes(b"\0\1\2PK\xff\xfe\0")
    async with opened() as reader:
        assert "The 1 file here is no transcript; Shift-Tab lists it." in reader.text()


async def test_damage_is_told_before_its_folders(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("1")
    (kept,) = (workspace / "annotations").glob("bousai*/ana-*.json")
    kept.write_text("{broken")
    async with opened() as reader:
        assert reader.message.startswith(kept.name)


async def test_the_place_is_kept_while_reading(opened: Opener, workspace: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("qa_reader.tui.commands.keeping.KEEP_PLACE", 0.01)
    async with opened() as reader:
        await reader.press("J", "J")
        for _ in range(50):
            await reader.pilot.pause(0.01)
            if bookmarks.load(workspace, "bousai.txt").focus == "q3":
                break
        assert bookmarks.load(workspace, "bousai.txt").focus == "q3"


async def test_who_gives_no_name_is_told_whose_stances_there_are(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("1")
    async with opened(annotator=None) as reader:
        assert "ana judged answers here (Tab)" in reader.message


async def test_a_title_that_is_the_first_heading_too_is_told_once(opened: Opener, workspace: Path) -> None:
    (workspace / "page.md").write_text(
        "# 秋の予算委員会\n\n## 公園\n\n質問：遊具はいつ直りますか。\n\n答弁：来月です。\n", "utf-8"
    )
    async with opened() as reader:
        reader.screen.open_transcript("page.md")
        assert reader.screen.view.place("q1", 0.0).path == ("秋の予算委員会", "公園")


def told_below(reader: Any) -> str:
    """The status line as drawn."""
    last: str = reader.text().splitlines()[-1]
    return last


async def test_a_key_that_begins_others_tells_which_may_follow(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("right_square_bracket")
        shown = told_below(reader)
        assert "t next untagged" in shown
        assert "a next annotation" in shown
        await reader.press("escape")
        assert "next untagged" not in told_below(reader)
        await reader.press("m")
        assert "… set a mark" in told_below(reader)


async def test_as_a_selection_begins_the_keys_that_widen_it_are_told(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("J", "v")
        assert "> wider" in told_below(reader)
        await reader.press("right_parenthesis")
        assert "Enter highlight" in told_below(reader)


async def test_where_nothing_is_said_the_stances_are_named(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("J")
        lines = ["".join(run.text for run in line) for line in reader.screen.sidebar._hint_lines(30)]
        assert any("1  ◆ Committed" in line for line in lines)


async def test_the_welcome_tells_of_other_transcripts_where_the_tree_is_hidden(
    opened: Opener, workspace: Path
) -> None:
    async with opened(size=(80, 24)) as reader:
        assert "? keys" in told_below(reader)
        assert "transcripts" not in told_below(reader)
    for name in ("a.txt", "b.txt"):
        (workspace / name).write_bytes((workspace / "bousai.txt").read_bytes())
    async with opened(size=(80, 24)) as reader:
        reader.screen.open_transcript("a.txt")
        await reader.settle()
        assert "Shift-Tab transcripts" in told_below(reader)
        assert "? keys" in told_below(reader)
    async with opened() as reader:
        reader.screen.open_transcript("b.txt")
        await reader.settle()
        assert "? keys" in told_below(reader)
        assert "Shift-Tab" not in told_below(reader)


async def test_a_search_goes_with_the_header_and_tells_when_it_begins_again(opened: Opener) -> None:
    async with opened() as reader:
        await reader.burst("/", "kunren")
        at = reader.screen.view.place(reader.screen.focus_label, reader.screen.page.progress)
        assert f"{at.number}/" in reader.text().splitlines()[0]
        await reader.press("enter", "n", "n")
        assert told_below(reader).count("from the beginning again") == 1
        await reader.press("N")
        assert told_below(reader).count("from the end again") == 1
