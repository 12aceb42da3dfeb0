"""Taking words away: a quote with its citation goes to the clipboard, by whichever way is in reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.transcript.model import Span
    from qa_reader.tui.screens.reader import ReaderScreen


class Taking:
    """Copying."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen

    def copy(self) -> None:
        """Copy the selection, the highlight in hand or the question in focus, in the style that is set."""
        self._copy(self.screen.settings.quote_style)

    def copy_as(self) -> None:
        """Choose the style, with a preview, then copy."""

        def chosen(style: str | None) -> None:
            if style is not None:
                self._copy(style)

        if self._quoted("text"):
            self.screen.seeing.choose_style(self._quoted, chosen)
        else:
            self.screen.say(_("nothing to copy"), "note")

    def _copy(self, style: str) -> None:
        text = self._quoted(style)
        if not text:
            self.screen.say(_("nothing to copy"), "note")
            return
        self.screen.selecting.end()
        # The driver is the terminal's own way in, and is there only while the app runs.
        driver = self.screen.app._driver
        write = driver.write if driver is not None and not driver.is_headless else None
        self.screen.run_worker(partial(self._send, text, write), thread=True, group="copy")

    def _send(self, text: str, write: Callable[[str], object] | None) -> None:
        from qa_reader.config.paths import state_dir
        from qa_reader.terminal.clipboard import LAST_COPY, copy

        copied = copy(text, state_dir() / LAST_COPY, write=write)
        tone: Literal["done", "error"] = "done" if copied.way != "nowhere" else "error"
        self.screen.app.call_from_thread(self.screen.say, copied.message, tone)

    def _quoted(self, style: str) -> str:
        """What would be copied now: the selection, in the sidebar a card's words, the highlight in hand, else
        the question."""
        from qa_reader.report.quote import quote

        view = self.screen.view
        if view is None:
            return ""
        reading = view.reading
        span = self._span()
        unit = reading.outline.unit(self.screen.focus_label)
        if span is not None:
            return quote(reading.transcript, span, style)
        return quote(reading.transcript, unit, style) if unit is not None and unit.turns else ""

    def _span(self) -> Span | None:
        if self.screen.selecting.span is not None:
            return self.screen.selecting.span
        view, record = self.screen.view, self.screen.sidebar.current
        if self.screen.here != "sidebar":
            return self.screen.holding.span
        if view is None or record is None:
            return None
        return next((a.span for a in view.reading.said.annotations if a.id == record), None)
