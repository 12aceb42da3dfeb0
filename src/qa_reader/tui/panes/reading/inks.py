"""The styles that the pane paints with, from its style sheet and the theme's colours of codes."""

from __future__ import annotations

from typing import Final

from rich.style import Style

from qa_reader.tui.inked import Inked
from qa_reader.tui.themes import code_colour, mark_colour

PREFIX: Final = "reading--"

_OVER: Final = frozenset(
    {"highlight", "overlap", "pending", "hit", "current-hit", "cue", "current-cue", "selection", "caret"}
)
"""Laid over the style that words have already."""
_OF_TEXT: Final = frozenset(
    {"text", "remark", "quiet", "aside", "title", "heading-1", "heading-2", "heading-3", "kind", "guess"}
    | {"focus", "question-bar", "answer-bar", "question-chip", "answer-chip", "speaker", "stance", "flag"}
    | {"unread", "link", "rule", "thumb", "hit-mark"}
)

INK_NAMES: Final = frozenset(PREFIX + name for name in _OVER | _OF_TEXT)
"""The inks of the pane, as its style sheet names them."""


class Inks:
    """Styles by name, made when first asked for."""

    def __init__(self, widget: Inked) -> None:
        self._widget = widget
        self._named: dict[str, Style] = {}
        self._codes: dict[str, Style] = {}
        self._marks: dict[str, Style] = {}

    def clear(self) -> None:
        """Forget them all, after a change of theme or style sheet."""
        self._named.clear()
        self._codes.clear()
        self._marks.clear()

    def named(self, name: str) -> Style:
        """The style of an ink (without PREFIX), or `ground`: the pane's own."""
        style = self._named.get(name)
        if style is None:
            style = self._named[name] = self._made(name)
        return style

    def code(self, colour: str) -> Style:
        """A code's colour, for glyphs and words."""
        style = self._codes.get(colour)
        if style is None:
            style = self._codes[colour] = Style(color=code_colour(self._widget.app, colour).rich_color)
        return style

    def mark(self, colour: str) -> Style:
        """A code's colour, to lie under highlighted words."""
        style = self._marks.get(colour)
        if style is None:
            style = self._marks[colour] = Style(bgcolor=mark_colour(self._widget.app, colour).rich_color)
        return style

    def _made(self, name: str) -> Style:
        if name == "ground":
            return self._widget.rich_style
        style = self._widget.ink_style(PREFIX + name, partial=True)
        return style if name in _OVER else self.named("ground") + style
