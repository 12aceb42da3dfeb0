"""A transcript so long that its words are shown before tree and header know where in it the reader is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Region
from textual.strip import Strip

from qa_reader.tui.panes.reading import ReadingPane
from qa_reader.tui.panes.tree import SessionTree

Opener = Callable[..., AbstractAsyncContextManager[Any]]

COUNT = 1200


def lines() -> list[str]:
    found = ["令和7年 予算特別委員会", "1.当初予算(案)について"]
    for number in range(1, COUNT + 1):
        if number % 10 == 1:
            found.append(f"({number // 10 + 1})項目{number // 10 + 1}について")
        found += [f"質問{number}", "森の質問", f"事業{number}番の額を伺います。"]
        found += ["担当課長の答弁", f"{number}万円を計上しております。"]
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "ws"
    folder.mkdir()
    (folder / "long.txt").write_text("\n\n".join(lines()), "utf-8")
    return folder


def shown(tree: SessionTree) -> list[str]:
    return [tree.row_key(row) for row in range(tree.row_count())]


async def test_it_opens_at_its_first_question(opened: Opener) -> None:
    async with opened() as reader:
        assert reader.focus == "q1"
        assert f"1/{COUNT}" in reader.text()
        assert "事業1番の額" in reader.text()
        assert reader.screen.sessions.place == "long.txt#q1"


async def test_it_opens_where_it_was_left(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("G")
        assert reader.focus == f"q{COUNT}"
        reader.screen.keeping.remember()
    async with opened() as reader:
        assert reader.focus == f"q{COUNT}"
        assert f"事業{COUNT}番の額" in reader.text()


async def test_sections_are_folded_until_something_in_them_is_read(opened: Opener) -> None:
    async with opened() as reader:
        tree = reader.screen.sessions
        assert "long.txt#q10" in shown(tree)
        assert "long.txt#q11" not in shown(tree)
        for _ in range(10):
            await reader.pilot.press("J")
        await reader.settle()
        assert reader.focus == "q11"
        assert tree.place == tree.cursor_key == "long.txt#q11"
        assert {"long.txt#q10", "long.txt#q20"} <= set(shown(tree))
        assert "long.txt#q21" not in shown(tree)


async def test_a_section_that_the_reader_folded_stays_so(opened: Opener) -> None:
    async with opened() as reader:
        tree = reader.screen.sessions
        await reader.press("tab", "tab", "h", "h")  # to the tree; to the section; folded
        assert "long.txt#q1" not in shown(tree)
        await reader.press("tab", "J")
        assert reader.focus == "q2"
        assert "long.txt#q2" not in shown(tree)
        assert tree.place is not None
        assert tree.place.startswith("long.txt\nsection/")


async def test_the_filter_finds_what_is_folded(opened: Opener) -> None:
    async with opened() as reader:
        tree = reader.screen.sessions
        assert tree.set_filter("事業777番") == 1
        assert tree.cursor_key == "long.txt#q777"


async def test_a_stance_shows_where_the_tree_has_the_row(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("2")
        row = reader.screen.sessions.row("long.txt#q1")
        assert row is not None
        assert row.glyph == "●"
        assert reader.screen.sessions.row("long.txt#q1000") is None


async def test_what_is_painted_ahead_is_what_would_be_painted(opened: Opener) -> None:
    async with opened() as reader:
        page = reader.screen.page
        for key in ("J", "J", "J", "K", "j", "J"):
            await reader.press(key)
            ahead = [page.render_line(y).text for y in range(page.size.height)]
            page.redraw()
            assert [page.render_line(y).text for y in range(page.size.height)] == ahead


async def test_one_question_alone_never_shows_the_whole_text_first(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        await reader.press("J", "V")
        assert reader.focus == "q2"
        reader.screen.keeping.remember()
    painted: list[str] = []
    paint = ReadingPane.render_lines

    def keep(pane: ReadingPane, crop: Region) -> list[Strip]:
        strips = paint(pane, crop)
        painted.append("".join(strip.text for strip in strips))
        return strips

    monkeypatch.setattr(ReadingPane, "render_lines", keep)
    async with opened() as reader:
        assert reader.focus == "q2"
    assert any("事業2番" in words for words in painted)
    assert not any("事業3番" in words for words in painted)
