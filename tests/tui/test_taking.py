"""Copying from the reader: what, in which style, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.report.styles import folder
from qa_reader.tui.dialogs.passage import Passage


def copied(home: Path) -> str:
    return next((home / "state").rglob("last-copy.txt")).read_text("utf-8")


async def test_the_style_chosen_is_the_style_of_the_next_copy(opened, own_home: Path) -> None:
    async with opened() as reader:
        await reader.press("Y", "5")
        assert copied(own_home).startswith("> **")
        await reader.press("J", "y")
        assert copied(own_home).startswith("> **")
        assert "bousai.txt#q2" in copied(own_home)
    async with opened() as reader:
        await reader.press("y")
        assert copied(own_home).startswith("> ")


async def test_the_answer_alone_is_one_key_once_it_was_chosen(opened, own_home: Path) -> None:
    async with opened() as reader:
        await reader.press("g", "g", "Y", "tab", "enter")
        assert copied(own_home).startswith("「毛布は三千枚を備蓄している")
        assert "answers" in reader.message
        await reader.press("Y", "tab", "enter")
        assert "毛布は三千枚" not in copied(own_home)
        await reader.press("y")
        assert "毛布は三千枚" not in copied(own_home)
        assert "q1 question" in reader.message


async def test_a_selection_comes_before_what_was_chosen(opened, own_home: Path) -> None:
    async with opened() as reader:
        await reader.press("Y", "tab", "enter", "v", "l", "l", "y")
        words = copied(own_home).partition("」")[0]
        assert len(words) == 4


async def test_highlights_of_a_question_are_quoted_together(opened, own_home: Path) -> None:
    async with opened() as reader:
        for key in ("v", "W", "W", "W", "enter", "v", "e", "enter"):
            await reader.press(key)
        await reader.press("escape", "Y")
        assert "highlights" in reader.text()
        await reader.press("shift+tab", "enter")
        assert copied(own_home).startswith("「")


async def test_the_preview_is_the_very_quote(opened, own_home: Path) -> None:
    async with opened() as reader:
        await reader.press("Y", "j")
        shown = reader.app.screen.query_one("#preview", Passage)
        preview = "".join(shown.render_line(y).text.strip() for y in range(shown.size.height))
        await reader.press("enter")
        assert preview.replace(" ", "") == copied(own_home).replace("\n", "").replace(" ", "")


async def test_own_style_and_a_broken_one_in_the_preview(opened, own_home: Path) -> None:
    folder().mkdir(parents=True)
    (folder() / "mine.txt.j2").write_text("{# Mine #}<<{{ quote.id }}>>", "utf-8")
    (folder() / "zz.txt.j2").write_text("{{ quote.wrods }}", "utf-8")
    async with opened() as reader:
        await reader.press("Y", *["j"] * 12)
        assert "<<bousai.txt#q1>>" in reader.text()
        await reader.press("j")
        assert "wrods" in reader.text()
        await reader.press("enter")
        assert "line 1" in reader.message
        (folder() / "zz.txt.j2").unlink()
        await reader.press("y")
        assert "zz" in reader.message


@pytest.mark.parametrize("width", [40, 80])
async def test_what_is_said_of_a_copy_fits_its_line(width: int, opened) -> None:
    async with opened(size=(width, 24)) as reader:
        await reader.press("y")
        line = reader.text().split("\n")[-1]
        assert "…" not in line.replace("…/", "")
        assert "last-copy.txt" in line


async def test_the_part_that_is_meant_is_in_sight_on_a_small_screen(opened) -> None:
    async with opened(size=(40, 12)) as reader:
        await reader.press("Y", "tab", "tab")
        assert "[question]" in reader.text()
