"""Phrases that suggest a stance: shown when asked for, and never applied by themselves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from qa_reader.desk.workspace import Desk

Opener = Callable[..., AbstractAsyncContextManager[Any]]


def underlined(reader: Any) -> set[str]:
    """What is underlined in the text."""
    page = reader.screen.page
    return {
        segment.text
        for y in range(page.size.height)
        for segment in page.render_line(y)
        if segment.style is not None and segment.style.underline
    }


async def test_suggestions_are_off_until_they_are_asked_for(opened: Opener) -> None:
    async with opened() as reader:
        assert underlined(reader) == set()
        await reader.press("right_square_bracket", "c")
        assert "C shows them" in reader.message
        await reader.press("C")
        assert "研究して" in underlined(reader)
        page = reader.screen.page
        assert any(page.render_line(y).text.rstrip(" ▐").endswith(" ?") for y in range(page.size.height))
        assert reader.screen.view.reading.said.annotations == ()
        await reader.pilot.press("q")
    async with opened() as reader:
        assert "研究して" in underlined(reader)
        await reader.press("C")
        assert underlined(reader) == set()


async def test_a_suggestion_is_gone_to_explained_and_taken_over(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("C", "right_square_bracket", "c")
        while "研究して" not in reader.message:
            await reader.press("right_square_bracket", "c")
        assert reader.focus == "q3"
        assert "study" in reader.message
        assert reader.stance("q3") is None
        await reader.press("g", "c")
        assert "Source" in reader.text()
        await reader.press("n")
        assert reader.stance("q3") is None
        await reader.press("enter")
        assert reader.stance("q3") == "hedged.study"
        await reader.press("enter")
        assert "already" in reader.message
        (annotation,) = Desk.open(workspace).reading("bousai.txt").said.annotations
        assert annotation.revision.codes == ("hedged", "hedged.study")
        assert annotation.author == "ana"
        await reader.press("u")
        assert reader.stance("q3") is None


async def test_enter_takes_nothing_over_where_no_suggestion_was_gone_to(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("C", "enter")
        assert reader.screen.view.reading.said.annotations == ()
        await reader.press("right_square_bracket", "c", "g", "g", "enter")
        assert reader.stance("q3") is None
