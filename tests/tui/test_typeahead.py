"""Keys typed all at once: each reaches what the ones before it have opened, none is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from textual import events

from qa_reader.tui.app import prepared

Opener = Callable[..., AbstractAsyncContextManager[Any]]


async def test_keys_typed_before_anything_is_shown(workspace: Path) -> None:
    app = prepared(workspace, annotator="ana")
    for key in ("slash", *"kunren", "enter", "2"):
        app.call_later(
            app.post_message, events.Key(key, "/" if key == "slash" else key if len(key) == 1 else None)
        )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen_stack[0].view.stance("q2") == "answered"


async def test_a_search_typed_in_one_burst(opened: Opener) -> None:
    async with opened() as reader:
        await reader.burst("/", "kunren", "enter", "n")
        assert reader.app.screen is reader.screen
        assert reader.focus == "q3"


async def test_a_note_typed_in_one_burst_and_another_behind_it(opened: Opener) -> None:
    async with opened() as reader:
        await reader.burst("J", "a", "first words", "ctrl+s", "J", "a", "jJq second", "ctrl+s", "x")
        assert reader.screen.view is not None
        said = reader.screen.view.reading.said
        notes = {a.revision.question: a.revision.note for a in said.annotations if a.revision.note}
        assert notes == {"bousai.txt#q2": "first words", "bousai.txt#q3": "jJq second"}
        assert said.flags("bousai.txt#q3")


async def test_a_dialog_left_in_the_same_burst_gives_the_rest_to_the_reader(opened: Opener) -> None:
    async with opened() as reader:
        await reader.burst(
            "t", "hedged", "enter", "J", "t", "escape", "?", "escape", ":", "flag", "down", "escape", "3"
        )
        assert reader.app.screen is reader.screen
        assert (reader.stance("q1"), reader.stance("q2")) == ("hedged", "partial")
