"""How the text is shown, and that the next start shows it as it was left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from qa_reader.desk.choices import chosen
from qa_reader.language.layout import cells

Opener = Callable[..., AbstractAsyncContextManager[Any]]

ASKED = "避難所の毛布は足りていますか。備蓄の数を伺います。"
ANSWERED = "毛布は三千枚を備蓄しているところでございます。"
LONG = "".join(
    f"質問{number}\n\n森の質問\n\n{ASKED * (number % 4 + 1)}\n\n"
    f"担当課長の答弁\n\n{ANSWERED * (number % 3 + 2)}\n\n"
    for number in range(1, 21)
)


@pytest.fixture
def longer(workspace: Path) -> Path:
    (workspace / "bousai.txt").write_text(f"一般質問【防災について】\n\n1.避難所について\n\n{LONG}", "utf-8")
    return workspace


@pytest.mark.parametrize("keys", [("J", "J", "j", "j"), ("space",), ("j",) * 9, ("G",), ("G", "k", "k", "k")])
async def test_a_transcript_is_reopened_just_as_it_was_left(
    opened: Opener, longer: Path, keys: tuple[str, ...]
) -> None:
    async with opened(size=(100, 30)) as reader:
        await reader.press(*keys)
        before, place = reader.text(), (reader.screen.page.place, reader.screen.page.above)
        percent = reader.screen.view.place(reader.focus, reader.screen.page.progress).percent
        await reader.pilot.press("q")
    async with opened(size=(100, 30)) as reader:
        assert (reader.screen.page.place, reader.screen.page.above) == place
        assert f"{percent}%" in reader.text()
        assert _lines(reader.text()) == _lines(before)


def _drawn(reader: Any) -> list[str]:
    """The lines of the text alone."""
    page = reader.screen.page
    return [page.render_line(y).text for y in range(page.size.height)]


def _lines(text: str) -> list[str]:
    """A screen without the signs of what is unread, and the status line."""
    return text.replace("•", " ").split("\n")[:-1]


async def test_one_question_is_shown_alone_and_the_next_start_shows_it_so(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("J", "V")
        text = reader.text()
        assert "体育館の空調は" in text
        assert "来年度に設計を行い" in text
        assert "毛布は三千枚" not in text
        assert "研究してまいります" not in text
        await reader.pilot.press("q")
    async with opened() as reader:
        assert reader.focus == "q2"
        assert "毛布は三千枚" not in reader.text()
        await reader.press("J")
        assert reader.focus == "q3"
        assert "研究してまいります" in reader.text()
        assert "来年度に設計を行い" not in reader.text()
        await reader.press("4")
        assert reader.stance("q3") == "hedged"
        assert "Hedged" in reader.text()


async def test_question_and_answer_stand_side_by_side_where_there_is_room(opened: Opener) -> None:
    async with opened(size=(160, 40)) as reader:
        await reader.press("V", "V")
        line = next(line for line in reader.text().split("\n") if "毛布は足りて" in line)
        assert "毛布は三千枚" in line
        await reader.press("J")
        assert any("体育館" in line and "来年度" in line for line in _drawn(reader))
        await reader.press("V")
        assert "研究してまいります" in reader.text()


async def test_where_there_is_no_room_for_two_columns_one_is_shown_and_it_is_said(opened: Opener) -> None:
    async with opened(size=(100, 40)) as reader:
        await reader.press("J", "V", "V")
        assert "too narrow" in reader.message
        assert not any("体育館" in line and "来年度" in line for line in _drawn(reader))
        await reader.press("z")
        assert any("体育館" in line and "来年度" in line for line in _drawn(reader))


@pytest.mark.parametrize("views", [("V",), ("V", "V")])
async def test_hits_and_selections_are_shown_in_every_view(opened: Opener, views: tuple[str, ...]) -> None:
    async with opened(size=(160, 40)) as reader:
        await reader.press(*views, "slash")
        await reader.type("研究")
        await reader.press("enter")
        assert reader.focus == "q3"
        assert "研究してまいります" in reader.text()
        await reader.press("v", "enter")
        (highlight,) = reader.screen.view.reading.said.highlights
        assert highlight.words == "研究"
        assert highlight.revision.question.endswith("#q3")
        await reader.press("g", "g", "n")
        assert reader.focus == "q3"
        await reader.press("slash")
        await reader.type("一日も早い")
        await reader.press("enter")
        assert "一日も早い" in reader.text()
        assert "体育館" not in "".join(_drawn(reader))


@pytest.mark.parametrize("views", [("V",), ("V", "V")])
async def test_every_unit_is_reached_by_lines_in_every_view(opened: Opener, views: tuple[str, ...]) -> None:
    async with opened(size=(160, 12)) as reader:
        await reader.press(*views, "g", "g")
        forth, back = [], []
        for way, key in ((forth, "j"), (back, "k")):
            for _step in range(60):
                way.append(reader.focus)
                await reader.pilot.press(key)
        assert list(dict.fromkeys(forth)) == list(dict.fromkeys(back))[::-1]
        assert {"q1", "q2", "q3"} <= set(forth)


async def test_a_click_in_either_column_finds_its_words(opened: Opener) -> None:
    async with opened(size=(160, 40)) as reader:
        await reader.press("V", "V")
        page = reader.screen.page
        for words in ("毛布は足りて", "毛布は三千枚"):
            y, line = next((y, line) for y, line in enumerate(_drawn(reader)) if words in line)
            x = cells(line[: line.index(words)])
            await reader.pilot.click(page, offset=(x, y), times=2)
            assert reader.screen.view.reading.transcript.words(page.selection) == "毛布"
            await reader.press("escape")


async def test_a_theme_is_remembered_until_the_settings_name_another(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("T")
    assert chosen("theme", "qa-dark") == "qa-light"
    assert chosen("theme", "nord") == "nord"
