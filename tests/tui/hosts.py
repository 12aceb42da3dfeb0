"""An app that holds the widgets or the dialog under test, with our themes and style sheets.

The fixtures are taken up by the conftest of `panes` and of `dialogs`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from qa_reader.tui import themes
from qa_reader.tui.rows import RowsPane
from qa_reader.tui.styles import style_sheets


class Host(App[None]):
    """Shows widgets; keeps which rows were chosen and what dialogs answered."""

    CSS_PATH: ClassVar = [str(sheet) for sheet in style_sheets()]
    CSS = "Screen SessionTree, Screen AnnotationSidebar { width: 100%; max-width: 100%; border: none; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget, theme: str = themes.DARK, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.widgets = widgets
        self.chosen: list[str] = []
        self.answers: list[Any] = []
        for each in themes.themes():
            self.register_theme(each)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield from self.widgets

    @on(RowsPane.Chosen)
    def keep_chosen(self, message: RowsPane.Chosen) -> None:
        self.chosen.append(message.key)

    def ask(self, dialog: Screen[Any]) -> None:
        self.push_screen(dialog, self.answers.append)


@pytest.fixture(scope="session")
def host() -> type[Host]:
    return Host


def _drawn(widget: Widget) -> list[str]:
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


@pytest.fixture
def drawn() -> Callable[[Widget], list[str]]:
    """The lines a widget draws, blanks at their ends cut."""
    return _drawn
