"""The Textual app: themes, style sheets and the one screen. What is done where is the screen's to know."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import App
from textual.binding import BindingType

from qa_reader.annotation.codebook import BadCodebook
from qa_reader.config import settings as configured
from qa_reader.config.settings import BadSettings, Settings
from qa_reader.desk.choices import chosen
from qa_reader.desk.workspace import Desk
from qa_reader.language.widths import space_marks, widen_ambiguous
from qa_reader.library.workspace import Outside
from qa_reader.terminal.safety import one_line, tolerant_input
from qa_reader.tui.actions import Action, BadKeyMap, registry, with_keys
from qa_reader.tui.keys import key_name
from qa_reader.tui.screens.reader import ReaderScreen
from qa_reader.tui.styles import first_style_sheets
from qa_reader.tui.themes import DARK, LIGHT, fitting, themes, variable_defaults
from qa_reader.tui.typeahead import TypeAhead


class QAReader(App[int], inherit_bindings=False):
    """The reader. Textual's own keys are not taken over: its Ctrl-Q would leave what is not yet on disk."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    TITLE = "qa-reader"

    def __init__(self, desk: Desk, settings: Settings, actions: tuple[Action, ...]) -> None:
        # Presence decides, as for Textual, which drops every colour then.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.desk = desk
        self.settings = settings
        self.actions = actions
        self.animation_level = "none"
        self._typed = TypeAhead(self, self._give)
        for theme in themes():
            self.register_theme(theme)
        wanted = chosen("theme", settings.theme)
        self._begin_with(self._fitting(wanted if wanted in self.available_themes else DARK))

    def _fitting(self, wanted: str) -> str:
        """The theme to use for `wanted` on this terminal."""
        return fitting(wanted, self.console.color_system, no_color=self.no_color)

    def _begin_with(self, name: str) -> None:
        """Use the theme `name` from the first frame on.

        What setting `theme` does, without the queued second parse of every style sheet that goes with it:
        nothing has been parsed yet.
        """
        self.set_reactive(App.theme, name)
        theme = self.current_theme
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.add_class(f"-theme-{theme.name}", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.css_path = first_style_sheets(few_colours=theme.ansi or self.no_color)
        self.stylesheet.set_variables(self.get_css_variables())

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes in the order they were typed, all others as they come."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            await self._typed.take(event)
        else:
            await super().on_event(event)

    @on(ReaderScreen.Opened)
    async def _opened(self) -> None:
        await self._typed.open()

    async def _give(self, event: events.Event) -> bool:
        """Hand on what was typed; True where widgets are still at it.

        The reader's keys are done at once: no pane takes any, and each station on the way to its screen would
        be a turn of the event loop.
        """
        reader = self.screen
        if isinstance(event, events.Key) and isinstance(reader, ReaderScreen):
            if not self.app_focus:
                self.app_focus = True
            reader._clear_tooltip()
            reader.keyboard.press(key_name(event.key, event.character))
            return False
        await super().on_event(event)
        return True

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our style sheets use, for themes that are not ours."""
        return variable_defaults(self.current_theme)

    def get_default_screen(self) -> ReaderScreen:
        """The reader is the only screen below the dialogs."""
        return ReaderScreen(self.desk, self.settings, self.actions)

    def turn_light(self) -> str:
        """From our dark theme to our light one and back; the one it is from now on, on a terminal that has
        the colours for it."""
        wanted = LIGHT if self.current_theme.dark else DARK
        self.theme = self._fitting(wanted)
        return wanted


def prepared(
    path: Path,
    *,
    workspace: Path | None = None,
    annotations: Path | None = None,
    annotator: str | None = None,
) -> QAReader:
    """The app for `path`, ready to run. Raises BadSettings, BadKeyMap, BadCodebook, Outside, OSError."""
    settings = configured.load()
    desk = Desk.open(
        path,
        workspace=workspace,
        annotations=annotations,
        annotator=annotator or settings.annotator,
        propose=settings.propose,
    )
    return QAReader(desk, settings, with_keys(registry(desk.codebook), settings.keys))


def run(
    path: str | Path,
    *,
    workspace: str | None = None,
    annotations: str | None = None,
    annotator: str | None = None,
) -> int:
    """Open the reader on `path` until the reader quits; the exit status."""
    import sys

    try:
        app = prepared(
            Path(path),
            workspace=Path(workspace) if workspace else None,
            annotations=Path(annotations) if annotations else None,
            annotator=annotator,
        )
    except (BadSettings, BadKeyMap, BadCodebook, Outside, OSError) as error:
        where = f"{configured.settings_file()}: " if isinstance(error, BadKeyMap) else ""
        print(f"qa-reader: {one_line(f'{where}{error}')}", file=sys.stderr)
        return 2
    if app.settings.ambiguous_width == 2:
        widen_ambiguous()
    if app.settings.spacing_marks:
        space_marks()
    tolerant_input(app.driver_class)
    status = app.run(mouse=app.settings.mouse)
    return app.return_code or 0 if status is None else status
