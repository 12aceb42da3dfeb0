"""The app around the reader: themes, and what a start leaves for later."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from qa_reader.config.settings import settings_file
from qa_reader.tui import themes
from qa_reader.tui.app import prepared, run

Opener = Callable[..., AbstractAsyncContextManager[Any]]


def set_theme(name: str) -> None:
    """Put a theme into the person's settings."""
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f'[reader]\ntheme = "{name}"\n', "utf-8")


@pytest.fixture(autouse=True)
def truecolor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")


@pytest.mark.parametrize("name", ["qa-dark", "qa-light", "nord", "solarized-light"])
async def test_the_theme_of_the_settings_is_there_from_the_first_frame(workspace: Path, name: str) -> None:
    set_theme(name)
    app = prepared(workspace, annotator="ana")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == name
        assert app.has_class("-dark-mode" if app.current_theme.dark else "-light-mode")
        assert app.has_class(f"-theme-{name}")
        assert app.screen.styles.background.hex == app.theme_variables["background"]
        app.turn_light()
        await pilot.pause()
        assert app.screen.styles.background.hex == app.theme_variables["background"]


@pytest.mark.parametrize("name", ["qa-light", "nord"])
async def test_no_color_beats_any_theme(workspace: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    set_theme(name)
    app = prepared(workspace, annotator="ana")
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(2):
            assert app.theme == themes.ANSI
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    colours = (segment.style.color, segment.style.bgcolor) if segment.style else ()
                    assert all(colour is None or colour.is_default for colour in colours)
            app.turn_light()
            await pilot.pause()


async def test_an_unknown_theme_is_ours(workspace: Path) -> None:
    set_theme("no-such-theme")
    assert prepared(workspace, annotator="ana").theme == themes.DARK


async def test_garbage_is_collected_again_behind_the_first_frame(opened: Opener) -> None:
    gc.disable()
    try:
        async with opened():
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize(("width", "shown"), [(120, True), (80, False)])
async def test_panes_stand_side_by_side_where_there_is_room(opened: Opener, width: int, shown: bool) -> None:
    async with opened(size=(width, 24)) as reader:
        assert reader.screen.sessions.display is shown
        assert reader.screen.focused is reader.screen.page
        await reader.pilot.resize_terminal(200 - width, 24)
        await reader.pilot.pause()
        assert reader.screen.sessions.display is not shown


def test_a_path_outside_the_workspace_named_is_told_in_one_line(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    assert run(workspace / "bousai.txt", workspace=str(tmp_path / "other")) == 2
    told = capsys.readouterr().err
    assert told.startswith("qa-reader: ")
    assert told.count("\n") == 1


async def test_keys_reach_the_reader_from_every_pane_and_dialogs_have_their_own(opened: Opener) -> None:
    async with opened() as reader:
        for _pane in range(3):
            await reader.press("tab", "x")
            assert reader.message
        await reader.press("question_mark")
        assert reader.app.screen is not reader.screen
        await reader.press("escape")
        assert reader.app.screen is reader.screen
        await reader.pilot.press("ctrl+q")
        await reader.pilot.pause()
        assert reader.app._exit
