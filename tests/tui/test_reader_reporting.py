"""The report in hand, driven by keys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from qa_reader.desk import reporting
from qa_reader.desk.workspace import Desk
from qa_reader.tui.dialogs.dialog import KeyLine

Opener = Callable[..., AbstractAsyncContextManager[Any]]


def items(workspace: Path) -> list[tuple[str, str]]:
    (report,) = reporting.standing(Desk.open(workspace))
    return [(item.kind, item.text or item.of) for item in report.items]


async def test_plus_adds_and_says_which_report_and_how_many(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("+")
        assert "“Report”" in reader.message
        await reader.press("J", "+")
        assert "q2" in reader.message
        assert "2" in reader.message
    assert items(workspace) == [("quote", "bousai.txt#q1"), ("quote", "bousai.txt#q2")]


async def test_the_pane_orders_heads_comments_and_takes_out(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("+", "J", "+", "J", "+", "=")
        assert "3 quotes" in reader.text()
        assert "毛布は三千枚" in reader.text()
        await reader.press("J")  # the first goes down
        assert [of for _kind, of in items(workspace)] == [f"bousai.txt#q{n}" for n in (2, 1, 3)]
        await reader.press("h")
        await reader.type("避難所")
        await reader.press("enter")
        assert items(workspace)[1] == ("heading", "避難所")
        await reader.press("c")
        await reader.type("足りない")
        await reader.press("ctrl+s")
        assert ("quote", "足りない") in items(workspace)
        await reader.press("D")
        assert len(items(workspace)) == 3
        await reader.press("u")
        assert len(items(workspace)) == 4
        await reader.press("escape")
        assert "quotes" not in reader.text()


async def test_enter_goes_where_a_quote_is_from(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("+", "J", "J", "=", "enter")
        assert reader.focus == "q1"


async def test_a_report_is_begun_chosen_and_written_out(
    opened: Opener, workspace: Path, tmp_path: Path
) -> None:
    async with opened() as reader:
        await reader.press("=")
        await reader.press("enter")  # the name that is offered
        assert "Nothing in it yet" in reader.text()
        await reader.press("escape", "+", "=", "w")
        await reader.press("1", "enter")
        assert (Path.home() / "Report.md").read_text("utf-8").startswith("# Report\n")
        assert "written to" in reader.text()
        await reader.press("w", "1")
        assert "~/Report 2.md" in reader.text()
        await reader.press("escape", "w", "1", "ctrl+u")
        await reader.type(str(tmp_path / "mine.md"))
        await reader.press("enter", "w", "1", "enter")
        assert (tmp_path / "Report.md").is_file()  # beside the last one
        await reader.press("w", "1", "ctrl+u")
        await reader.type(str(tmp_path / "mine.md"))
        await reader.press("enter")
        assert "is there already" in reader.text()
        await reader.press("r")
        assert "a new report…" in reader.text()


async def test_its_title_is_changed_where_it_stands(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("+", "=", "t", "ctrl+u")
        await reader.type("避難所の約束")
        await reader.press("enter")
        assert "“避難所の約束”" in reader.text()
        (report,) = reporting.standing(Desk.open(workspace))
        assert report.name == "避難所の約束"
        await reader.press("u")
        assert "“Report”" in reader.text()


async def test_a_title_that_is_taken_is_refused_in_the_dialog(opened: Opener, workspace: Path) -> None:
    reporting.create(Desk.open(workspace, annotator="ana"), "毛布")

    async with opened() as reader:

        async def refused(*keys: str, name: str) -> None:
            await reader.press(*keys, "ctrl+u")
            await reader.type(name)
            await reader.press("enter")
            told = reader.app.screen.query_one(KeyLine).line(120)[0].text
            assert told == f"{name}: there is such a report already"

        await reader.press("=")
        await refused("r", "2", name="毛布")  # a new report
        await reader.press("r", "2", "ctrl+u")
        await reader.type("空調")
        await reader.press("enter")
        await refused("t", name="毛布")


async def test_figures_open_to_what_they_count(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("2", "J", "4", "g", "=")
        assert "Stances by who answered" in reader.text()
        assert "●◔" in reader.text()
        await reader.press("enter")
        assert "q2" in reader.text()
        await reader.press("1")
        assert reader.focus == "q1"


async def test_a_long_title_and_a_home_that_is_none_are_no_end(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("+", "=", "t", "ctrl+u")
        await reader.type("避" * 100)
        await reader.press("enter", "w", "1")
        assert "避避" in reader.text()
        await reader.press("ctrl+u")
        await reader.type("~nosuchuser/x.md")
        await reader.press("enter")
        assert "~nosuchuser/x.md" in reader.text()
