"""Selecting words without a mouse, by the sentence; the mouse selects the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_reader.locales import _, ngettext

if TYPE_CHECKING:
    from qa_reader.transcript.model import Span
    from qa_reader.tui.screens.reader import ReaderScreen


class Selecting:
    """The selection, and the mode in which keys change it."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.active = False

    @property
    def span(self) -> Span | None:
        """The selected words."""
        return self.screen.page.selection if self.active else None

    def begin(self) -> None:
        """Select the sentence where the eye is."""
        self.screen.seeing.to_text()
        self.screen.page.start_selection()
        self._changed()

    def by_mouse(self) -> None:
        """The mouse has selected something."""
        self.screen.seeing.to_text()
        self._changed()

    def end(self) -> None:
        """Leave off selecting."""
        self.screen.page.clear_selection()
        self._changed()

    def sentences(self, count: int) -> None:
        """More or less by a sentence, at the end that moves."""
        self.screen.page.extend_selection(count)
        self._changed()

    def reach(self, span: Span) -> None:
        """Extend to `span`, as a search found it."""
        self.screen.page.extend_over(span)
        self._changed()

    def widen(self) -> None:
        """To the sentence, the paragraph, the turn."""
        self.screen.page.grow_selection()
        self._changed()

    def narrow(self) -> None:
        """Back to what it was before it was widened."""
        self.screen.page.shrink_selection()
        self._changed()

    def swap(self) -> None:
        """Move the other end from now on."""
        self.screen.page.swap_selection()
        self._changed()

    def _changed(self) -> None:
        span = self.screen.page.selection
        was, self.active = self.active, span is not None
        told = ""
        if span is not None and self.screen.view is not None:
            length = len(self.screen.view.reading.transcript.words(span))
            told = ngettext("{count} character", "{count} characters", length).format(count=length)
        self.screen.status.show_mode(_("SELECT") if self.active else "", told)
        if was != self.active:
            self.screen.hint()
