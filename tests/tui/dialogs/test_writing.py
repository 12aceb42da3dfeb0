"""The dialogs one writes in: notes, the prompt, the metadata."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual import events

from qa_reader.tui.dialogs.dialog import KeyLine, LineInput
from qa_reader.tui.dialogs.meta import FIELDS, MetaDialog
from qa_reader.tui.dialogs.note import NoteAnswer, NoteArea, NoteDialog
from qa_reader.tui.dialogs.prompt import Prompt
from qa_reader.tui.editor import EditorFailed, edited


def message(app, drawn) -> str:
    return drawn(app.screen.query_one(KeyLine))[0]


def screen_text(app) -> str:
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()
    )


# Notes


async def test_a_note_is_written_and_saved(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(NoteDialog("質問3へのメモ", "研修の質は"))
        await pilot.press(*"額は", "enter", *"答えず", "ctrl+s")
        assert app.answers == [NoteAnswer("額は\n答えず")]


async def test_leaving_unchanged_answers_nothing(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(NoteDialog("メモ", text="前からの"))
        await pilot.press("escape")
        assert app.answers == [None]


async def test_leaving_with_something_written_keeps_a_draft(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(NoteDialog("メモ", text="前からの"))
        await pilot.press(*"続き", "escape")
        assert app.answers == [NoteAnswer("前からの続き", draft=True)]
        app.ask(NoteDialog("メモ", text="前からの", draft="前からの続き"))
        await pilot.press("ctrl+s")
        assert app.answers[-1] == NoteAnswer("前からの続き")


async def test_letters_that_are_keys_elsewhere_are_letters_in_a_note(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(NoteDialog("メモ"))
        await pilot.press(*"qjk?/:", "space", *"1ｊ", "ctrl+s")
        assert app.answers == [NoteAnswer("qjk?/: 1ｊ")]


@pytest.mark.parametrize("ending", ["ctrl+s", "escape"])
async def test_keys_that_come_all_at_once_are_taken_in_their_order(host, ending: str) -> None:
    app = host()
    heard: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(NoteDialog("メモ", on_change=heard.append))
        await pilot.pause()
        for key in "all of it":
            app.post_message(events.Key({" ": "space"}.get(key, key), key))
        app.post_message(events.Key(ending, None))
        app.post_message(events.Key("j", "j"))
        await pilot.pause()
        assert app.answers == [NoteAnswer("all of it", draft=ending == "escape")]
        assert heard[-1] == "all of it"


async def test_what_is_pasted_into_a_note_is_kept_and_shown_safely(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(NoteDialog("メモ"))
        await pilot.pause()
        area = app.screen.query_one(NoteArea)
        area.insert("a\x1b[2Jb\u202e")
        await pilot.pause()
        assert "\x1b" not in screen_text(app)
        assert "\u202e" not in screen_text(app)
        await pilot.press("ctrl+s")
        assert app.answers == [NoteAnswer("a\x1b[2Jb\u202e")]


async def test_a_terminal_that_cannot_be_handed_over_is_said(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(NoteDialog("メモ", text="前"))
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert message(app, drawn) == "This terminal cannot be handed to an editor."
        assert app.screen.query_one(NoteArea).text == "前"


def test_an_editor_that_is_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "vi 'unclosed")
    with pytest.raises(EditorFailed, match="is not a command"):
        edited("x")


def test_the_editor_gives_the_text_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[-1])\n"
        "file.write_bytes(file.read_bytes() + '書き足し\\r\\n'.encode())\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    assert edited("前") == "前\n書き足し"
    script.write_text("raise SystemExit(3)")
    with pytest.raises(EditorFailed, match="ended with an error"):
        edited("前")
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    with pytest.raises(EditorFailed, match="no-such-editor-anywhere"):
        edited("前")


# The prompt


async def test_the_prompt_tells_while_one_types(host) -> None:
    app = host()
    async with app.run_test(size=(60, 12)) as pilot:
        seen: list[str] = []

        def look(text: str) -> str:
            seen.append(text)
            return f"{len(text)}/12"

        app.ask(Prompt("/", placeholder="探す言葉", on_change=look))
        await pilot.press(*"研修")
        await pilot.pause()
        assert seen == ["研", "研修"]
        last = screen_text(app).splitlines()[-1]
        assert last.startswith(" / 研修")
        assert last.rstrip().endswith("2/12")
        await pilot.press("enter")
        assert app.answers == ["研修"]


async def test_the_history_of_the_prompt(host) -> None:
    app = host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.ask(Prompt("/", history=["古い", "新しい"]))
        await pilot.press("x", "up")
        field = app.screen.query_one(LineInput)
        assert field.value == "新しい"
        await pilot.press("up", "up")
        assert field.value == "古い"
        await pilot.press("down", "down")
        assert field.value == "x"
        await pilot.press("escape")
        assert app.answers == [None]


async def test_what_is_pasted_into_the_prompt_is_one_safe_line(host) -> None:
    from textual.events import Paste

    app = host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.ask(Prompt("/"))
        await pilot.pause()
        app.screen.query_one(LineInput).post_message(Paste("研修\nの\x1b[2J"))
        await pilot.pause()
        await pilot.press("enter")
        assert app.answers == ["研修 の␛[2J"]


# Metadata


async def test_only_what_was_changed_is_answered(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(MetaDialog({"meeting": "予算特別委員会"}, {"title": "予算総括質疑"}))
        await pilot.press(*"みどり市議会", "tab", "tab", *"令和5年3月6日", "ctrl+s")
        assert app.answers == [{"body": "みどり市議会", "date": "2023-03-06"}]


async def test_an_emptied_field_goes_back_to_the_source(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(MetaDialog({"title": "x"}, {"title": "予算総括質疑"}))
        await pilot.press("up", "end", "backspace", "ctrl+s")
        assert app.answers == [{"title": ""}]


async def test_how_a_date_is_understood_is_said_and_what_is_none_is_refused(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(MetaDialog({}, {}))
        await pilot.pause()
        app.screen.query_one("#date", LineInput).focus()
        await pilot.press(*"令和5年3月6日")
        await pilot.pause()
        assert message(app, drawn) == "kept as 2023-03-06"
        await pilot.press("ctrl+u", *"来年", "ctrl+s")
        await pilot.pause()
        assert app.answers == []
        assert message(app, drawn).startswith("No date")


async def test_a_language_is_a_language_tag(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(MetaDialog({"language": "日本語"}, {}))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert message(app, drawn).startswith("No language")


async def test_what_the_source_says_is_shown(host, drawn) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(MetaDialog({"title": "わたしの題"}, {"title": "もとの題", "body": "みどり市議会"}))
        await pilot.press("up", "up")
        await pilot.pause()
        assert "みどり市議会" in screen_text(app)
        assert message(app, drawn) == "the source says: もとの題"


async def test_enter_goes_through_the_fields_and_saves(host) -> None:
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(MetaDialog({}, {}))
        for number in range(len(FIELDS)):
            if number == 1:
                await pilot.press(*"x")
            await pilot.press("enter")
        assert app.answers == [{"body": "x"}]


@pytest.mark.parametrize("size", [(40, 12), (200, 50)])
async def test_all_fields_can_be_reached_at_any_size(host, size: tuple[int, int]) -> None:
    app = host()
    async with app.run_test(size=size) as pilot:
        app.ask(MetaDialog({}, {}))
        for _ in FIELDS[1:]:
            await pilot.press("down")
        await pilot.press(*"ja")
        await pilot.pause()
        field = app.screen.query_one("#language", LineInput)
        assert field.region.bottom < size[1]
        await pilot.press("ctrl+s")
        assert app.answers == [{"language": "ja"}]
