"""The sidebar with the annotations of the whole transcript."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

Opener = Callable[..., AbstractAsyncContextManager[Any]]


async def test_all_annotations_stay_while_the_text_moves(opened: Opener) -> None:
    async with opened() as reader:
        sidebar = reader.screen.sidebar

        def cards() -> list[Any]:
            return [sidebar.row_lines(row, 30) for row in range(sidebar.row_count())]

        await reader.press("2", "J", "4", "o")
        both = cards()
        assert len(both) == 4  # a heading and a card each
        assert sidebar.place == "bousai.txt#q2"
        await reader.press("K")
        assert cards() == both
        assert sidebar.place == "bousai.txt#q1"
        await reader.press("3")
        assert len(cards()) == 4
        assert cards() != both
        await reader.press("o")
        assert sidebar.place is None
        assert len(cards()) == 1
