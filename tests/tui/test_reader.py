"""The reader as its user drives it: by keys, through to the disk and back."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from qa_reader.config.settings import load
from qa_reader.desk import changes
from qa_reader.desk.workspace import Desk
from qa_reader.tui.shelf import Shelf

Opener = Callable[..., AbstractAsyncContextManager[Any]]


async def test_the_three_panes_show_the_transcript(opened: Opener) -> None:
    async with opened() as reader:
        text = reader.text()
        for words in ("避難所について", "毛布は三千枚", "Question 1", "1/3"):
            assert words in text


async def test_questions_are_walked_and_the_place_is_told(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("J")
        assert reader.focus == "q2"
        await reader.press("J", "J", "J")
        assert reader.focus == "q3"
        await reader.press("K")
        assert reader.focus == "q2"
        await reader.press("g", "g")
        assert reader.focus == "q1"
        await reader.press("G")
        assert reader.focus == "q3"
        await reader.press("ctrl+o")
        assert reader.focus in ("q1", "q2")


async def test_a_digit_sets_a_stance_and_takes_it_back(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("2")
        assert reader.stance("q1") == "answered"
        assert "Answered" in reader.message
        assert Desk.open(workspace).reading("bousai.txt").said.stances("bousai.txt#q1") == {"ana": "answered"}
        await reader.press("2")
        assert reader.stance("q1") is None


async def test_full_width_keys_of_an_input_method_work(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("Ｊ", "１")
        assert reader.stance("q2") == "committed"


async def test_the_same_tag_is_repeated_elsewhere(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("4", "J", "full_stop")
        assert reader.stance("q1") == reader.stance("q2") == "hedged"


async def test_undo_and_redo_go_where_the_change_was(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("4", "J", "J", "u")
        assert reader.stance("q1") is None
        assert reader.focus == "q1"
        assert "Hedged" in reader.message
        await reader.press("ctrl+r")
        assert reader.stance("q1") == "hedged"


async def test_a_sentence_is_selected_highlighted_and_found_in_the_sidebar(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("v", "i", "s")
        assert reader.screen.selecting.active
        await reader.press("enter")
        assert not reader.screen.selecting.active
        (annotation,) = reader.screen.view.reading.said.highlights
        assert annotation.words
        await reader.press("tab")
        assert reader.screen.here == "sidebar"
        assert reader.screen.sidebar.current == annotation.id
        await reader.press("D")
        assert reader.screen.view.reading.said.highlights == ()
        await reader.press("u")
        assert len(reader.screen.view.reading.said.highlights) == 1


async def test_a_selection_grows_by_sentences_and_is_left(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("v", "right_parenthesis")
        one = reader.screen.page.selection
        await reader.press("right_parenthesis")
        two = reader.screen.page.selection
        assert two.end > one.end
        await reader.press("left_parenthesis")
        assert reader.screen.page.selection == one
        await reader.press("escape")
        assert reader.screen.page.selection is None


async def test_a_note_is_written_edited_and_kept_as_a_draft(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("a")
        await reader.type("half")
        await reader.press("escape")
        assert reader.screen.view.reading.said.annotations == ()
        await reader.press("a")
        await reader.type(" done")
        await reader.press("ctrl+s")
        (note,) = reader.screen.view.reading.said.annotations
        assert note.revision.note == "half done"
        await reader.press("tab", "E")
        await reader.type("!")
        await reader.press("ctrl+s")
        (note,) = Desk.open(workspace).reading("bousai.txt").said.annotations
        assert note.revision.note == "half done!"


async def test_a_flag_is_set_sought_and_taken_off(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("J", "x", "g", "g", "right_square_bracket", "f")
        assert reader.focus == "q2"
        await reader.press("x", "g", "g", "right_square_bracket", "f")
        assert reader.focus == "q1"
        assert "flagged" in reader.message


async def test_the_next_untagged_question_is_found(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("1", "J", "2", "g", "g", "right_square_bracket", "t")
        assert reader.focus == "q3"


async def test_marks_are_set_and_gone_to(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("m", "a", "G", "apostrophe", "a")
        assert reader.focus == "q1"
        await reader.press("apostrophe", "z")
        assert "no mark" in reader.message


async def test_words_are_searched_as_they_are_typed(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("slash")
        await reader.type("整備")
        await reader.press("enter")
        assert ": 1/2 " in reader.message
        await reader.press("n")
        assert ": 2/2 " in reader.message
        await reader.press("n")
        assert ": 1/2 " in reader.message
        await reader.press("slash")
        await reader.type("ないことば")
        await reader.press("enter")
        assert "not found" in reader.message


async def test_a_question_is_gone_to_by_number_and_by_words(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("number_sign")
        await reader.type("3")
        await reader.press("enter")
        assert reader.focus == "q3"
        await reader.press("number_sign")
        await reader.type("体育館")
        await reader.press("enter")
        assert reader.focus == "q2"


async def test_the_tree_is_filtered_and_opens_what_is_chosen(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("F")
        await reader.type("夜間")
        await reader.press("enter")
        assert reader.screen.here == "tree"
        await reader.press("enter")
        assert reader.focus == "q3"
        assert reader.screen.here == "reading"


async def test_any_tags_are_chosen_in_a_dialog(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("t")
        await reader.type("deflect")
        await reader.press("space", "enter")
        assert reader.stance("q1") == "evasive.deflect"


async def test_a_quote_is_copied_with_its_citation(opened: Opener, own_home: Path) -> None:
    async with opened() as reader:
        await reader.press("y")
        assert "character" in reader.message
    copied = next((own_home / "state").rglob("last-copy.txt")).read_text("utf-8")
    assert "毛布は三千枚を備蓄しているところでございます。今後も計画的に更新してまいります。" in copied
    assert "bousai.txt#q1" in copied


async def test_metadata_is_completed(opened: Opener) -> None:
    async with opened() as reader:
        changes_before = reader.screen.view.reading.transcript.meta.date
        await reader.press("M")
        assert len(reader.app.screen_stack) == 2
        await reader.press("escape")
        assert reader.screen.view.reading.transcript.meta.date == changes_before


async def test_a_name_is_asked_once_and_kept(opened: Opener) -> None:
    async with opened(annotator=None) as reader:
        await reader.press("1")
        assert len(reader.app.screen_stack) == 2
        await reader.press("ctrl+a", "ctrl+k")
        await reader.type("Mori")
        await reader.press("enter")
        assert reader.stance("q1") == "committed"
        await reader.press("J", "1")
        assert reader.stance("q2") == "committed"
    assert load().annotator == "Mori"


async def test_everything_is_where_it_was_after_quitting(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("J", "J", "5")
        await reader.pilot.press("q")
    async with opened() as reader:
        assert reader.focus == "q3"
        assert reader.stance("q3") == "evasive"


async def test_a_wrong_reading_is_mended(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("J", "K", "r")
        await reader.press("3")
        transcript = reader.screen.view.reading.transcript
        assert transcript.turns[0].kind == "remark"
        await reader.press("u")
        assert reader.screen.view.reading.transcript.turns[0].kind == "question"


async def test_what_others_write_is_shown(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        other = Desk.open(workspace, annotator="ben")
        changes.set_stance(other, "bousai.txt#q1", "hedged")
        reader.screen.keeping.look_again()
        await reader.settle()
        assert "ben" in reader.text()


async def test_a_changed_transcript_is_read_again_and_the_place_is_kept(
    opened: Opener, workspace: Path
) -> None:
    async with opened() as reader:
        await reader.press("J", "4")
        path = workspace / "bousai.txt"
        path.write_text(path.read_text("utf-8").replace("質問1\n", "おことわり。\n\n質問1\n"), "utf-8")
        reader.screen.keeping.look_again()
        await reader.settle()
        assert "changed on disk" in reader.message
        assert reader.focus == "q2"
        assert reader.stance("q2") == "hedged"


async def test_a_vanished_transcript_is_still_shown(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        (workspace / "bousai.txt").unlink()
        reader.screen.keeping.look_again()
        await reader.settle()
        assert "still shown" in reader.message
        assert "毛布は三千枚" in reader.text()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
async def test_what_the_disk_refuses_stays_as_unsaved_by_permission(opened: Opener, workspace: Path) -> None:
    workspace.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        async with opened() as reader:
            await reader.press("1")
            assert "not saved" in reader.message
    finally:
        workspace.chmod(stat.S_IRWXU)


async def test_what_the_disk_refuses_stays_as_unsaved_and_is_saved_later(
    opened: Opener, workspace: Path
) -> None:
    blocker = workspace / "annotations"
    blocker.write_text("in the way", "utf-8")
    async with opened() as reader:
        await reader.press("1")
        assert "not saved" in reader.message
        assert reader.stance("q1") == "committed"
        assert reader.screen.keeping.unsaved == 1
        await reader.press("q")
        assert len(reader.app.screen_stack) == 2
        await reader.press("escape")
        blocker.unlink()
        await reader.press("J", "2")
        assert reader.screen.keeping.unsaved == 0
    said = Desk.open(workspace).reading("bousai.txt").said
    assert said.stances("bousai.txt#q1") == {"ana": "committed"}
    assert said.stances("bousai.txt#q2") == {"ana": "answered"}


async def test_what_the_disk_refuses_is_saved_in_another_folder(
    opened: Opener, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (workspace / "annotations").write_text("in the way", "utf-8")
    Path("file").write_text("in the way too", "utf-8")
    async with opened() as reader:
        await reader.press("1", "g", "s")
        await reader.press("ctrl+u")
        await reader.type("file")
        await reader.press("enter")
        assert "file: no annotations" in reader.message
        assert reader.screen.keeping.unsaved == 1
        await reader.press("g", "s", "ctrl+u")
        await reader.type("new")
        await reader.press("enter")
        await reader.press("J", "2")
        assert reader.screen.keeping.unsaved == 0
        assert (reader.stance("q1"), reader.stance("q2")) == ("committed", "answered")
    said = Desk.open(workspace, annotations=tmp_path / "new").reading("bousai.txt").said
    assert said.stances("bousai.txt#q1") == {"ana": "committed"}
    assert said.stances("bousai.txt#q2") == {"ana": "answered"}


async def test_what_the_disk_refuses_while_quitting_is_asked_about(opened: Opener, workspace: Path) -> None:
    (workspace / "annotations").write_text("in the way", "utf-8")
    async with opened() as reader:
        started, go = Event(), Event()
        reader.screen.keeping.writer.do(lambda: (started.set(), go.wait(30)), lambda _outcome: None)
        started.wait(30)
        await reader.pilot.press("1", "q")  # both before the writer has come to the stance
        assert reader.app.screen_stack == [reader.screen]
        go.set()
        await reader.settle()
        assert reader.screen.keeping.unsaved == 1
        assert len(reader.app.screen_stack) == 2


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 50)])
async def test_it_works_at_any_size_and_resizing_keeps_the_place(
    opened: Opener, size: tuple[int, int]
) -> None:
    async with opened(size=size) as reader:
        await reader.press("J", "J")
        assert "夜間の訓練" in reader.text().replace("\n", "")
        await reader.pilot.resize_terminal(100, 30)
        await reader.settle()
        assert reader.focus == "q3"
        await reader.press("question_mark", "escape", "colon", "escape", "tab", "tab", "tab", "z", "z")


async def test_markup_in_a_transcript_is_plain_text(opened: Opener, workspace: Path) -> None:
    path = workspace / "bousai.txt"
    hostile = "[/] [@click=app.exit]x[/] \x1b]52;c;aGk=\x07 \u202e毛布は"
    path.write_text(path.read_text("utf-8").replace("毛布は三千枚", f"{hostile}三千枚"), "utf-8")
    async with opened() as reader:
        text = reader.text()
        assert "[@click=app.exit]x[/]" in text.replace("\n", "")
        assert "\x1b" not in text
        assert "\u202e" not in text
        await reader.press("1", "a")
        await reader.type("[/b] note")
        await reader.press("ctrl+s", "question_mark", "escape", "colon", "escape", "t", "escape", "y")
        assert "[/b] note" in reader.text()


async def test_a_text_without_questions_opens_and_says_so(opened: Opener, tmp_path: Path) -> None:
    other = tmp_path / "plain.txt"
    other.write_text("昨日は雨でした。\n\n今日は晴れです。\n", "utf-8")
    async with opened(other) as reader:
        assert "昨日は雨でした" in reader.text()
        assert reader.message
        await reader.press("1")
        assert "stance" in reader.message
        await reader.press("v", "enter")
        assert len(reader.screen.view.reading.said.highlights) == 1


async def test_an_empty_folder_says_what_to_do(opened: Opener, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with opened(empty) as reader:
        assert "No transcript here." in reader.text()
        await reader.press("J", "1", "v", "y", "M", "r", "R", "slash", "escape", "n", "tab", "u")


async def test_keys_of_ones_own_and_a_wrong_one(opened: Opener, own_home: Path) -> None:
    from qa_reader.config.settings import settings_file

    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('[keys]\nnext-question = ["N N"]\nnext-hit = []\nprevious-hit = []\n', "utf-8")
    async with opened() as reader:
        await reader.press("J")
        assert reader.focus == "q1"
        await reader.press("N", "N")
        assert reader.focus == "q2"


async def test_a_half_written_note_survives_a_crash_and_is_offered_again(
    opened: Opener, own_home: Path
) -> None:
    async with opened() as reader:
        await reader.press("J", "a")
        await reader.type("half a thought")
        reader.screen.keeping.remember()
        kept = [path.read_text("utf-8") for path in (own_home / "state").rglob("*.json")]
        assert any("half a thought" in text for text in kept)
    async with opened() as reader:
        assert "half-written" in reader.message
        assert "question 2" in reader.message
        await reader.press("a")
        await reader.press("ctrl+s")
        (note,) = reader.screen.view.reading.said.annotations
        assert note.revision.note == "half a thought"
    async with opened() as reader:
        assert "half-written" not in reader.message


async def test_the_width_that_is_set_is_the_longest_line(opened: Opener) -> None:
    from qa_reader.config.settings import settings_file

    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("[reader]\nwidth = 24\nphrase = true\nhang = true\n", "utf-8")
    async with opened() as reader:
        assert "毛布は三千枚を備蓄している" not in reader.text()
        assert "毛布は三千枚" in reader.text()


async def test_an_answer_read_to_its_end_is_the_one_a_digit_judges(opened: Opener) -> None:
    async with opened(size=(80, 14)) as reader:
        await reader.press("J")
        for _ in range(30):
            text = reader.text()
            if "工事を行う予定" in text and "整備されるのでしょうか" not in text:
                break
            await reader.press("j")
        assert reader.focus == "q2"
        await reader.press("v", "i", "s")
        words = reader.screen.view.reading.transcript.words(reader.screen.page.selection)
        assert words.startswith("来年度に設計")


async def test_keys_of_stances_do_not_judge_while_words_are_selected(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("v", "e", "c", "3")
        assert reader.stance("q1") is None
        assert "Esc" in reader.message
        assert reader.screen.selecting.active


async def test_zoom_on_a_narrow_screen_shows_the_text(opened: Opener) -> None:
    async with opened(size=(80, 24)) as reader:
        await reader.press("z")
        assert "毛布は三千枚" in reader.text()


async def test_two_edits_at_once_are_both_shown(opened: Opener, workspace: Path) -> None:

    from qa_reader.annotation.records import revised, uuid7

    desk = Desk.open(workspace, annotator="ana")
    changes.note(desk, "bousai.txt#q1", "first")
    (held,) = desk.reading("bousai.txt").said.of("bousai.txt#q1")
    mine = revised(held.revision, uuid7(), "ana", note="mine")
    theirs = revised(held.revision, uuid7(), "ben", note="theirs")._replace(time=f"{mine.time[:-2]}9Z")
    desk.keep({"bousai.txt": [mine, theirs]})
    async with opened() as reader:
        text = reader.text()
        assert "mine" in text
        assert "theirs" in text


def test_what_is_called_like_a_transcript_is_looked_into_before_programs(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa_reader.tui.shelf.PATIENCE", -1.0)
    (workspace / "a.py").write_text("import os\n", "utf-8")
    assert Shelf(Desk.open(workspace)).first() == "bousai.txt"


async def test_a_transcript_among_many_other_files_is_found_behind_the_first_frame(
    opened: Opener, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa_reader.tui.shelf.PATIENCE", -1.0)
    (workspace / "a.json").write_text("{}\n", "utf-8")
    async with opened() as reader:
        await reader.settle()
        assert "毛布は三千枚" in reader.text()
        await reader.press("J")
        assert reader.focus == "q2"
