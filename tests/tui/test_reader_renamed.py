"""A transcript that was renamed, in the reader."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from qa_reader.desk import changes
from qa_reader.desk.workspace import Desk

Opener = Callable[..., AbstractAsyncContextManager[Any]]


async def test_it_opens_with_what_was_said_and_says_so_once(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("4")
    (workspace / "bousai.txt").rename(workspace / "防災.txt")
    async with opened() as reader:
        assert reader.stance("q1") == "hedged"
        assert "防災.txt was bousai.txt before" in reader.message
        await reader.press("J", "2")
    async with opened() as reader:
        assert reader.stance("q2") == "answered"
        assert "before" not in reader.message


async def test_one_that_was_edited_too_is_proposed_and_taken_with_keys(
    opened: Opener, workspace: Path
) -> None:
    changes.set_stance(Desk.open(workspace, annotator="ana"), "bousai.txt#q1", "hedged")
    file = workspace / "bousai.txt"
    text = file.read_text("utf-8").replace("三千枚", "三千五百枚")
    file.unlink()
    (workspace / "new.txt").write_text(text, "utf-8")
    async with opened() as reader:
        assert reader.stance("q1") is None
        assert "this may be bousai.txt" in reader.message
        assert "g i" in reader.message
        await reader.press("g", "i")
        assert "bousai.txt" in reader.text()
        await reader.press("enter")
        await reader.settle()
        assert reader.stance("q1") == "hedged"
        assert "this is bousai.txt" in reader.message
        await reader.press("u")
    assert "bousai.txt" in Desk.open(workspace).places.gone()


async def test_where_no_file_is_gone_there_is_nothing_to_choose(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("g", "i")
        assert "has its file" in reader.message
