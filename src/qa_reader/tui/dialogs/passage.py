"""Text shown in a dialog: wrapped by our own rules, safe, cut to the room it has."""

from __future__ import annotations

from textual.geometry import Size
from textual.strip import Strip

from qa_reader.tui.lines import Painted, Run, wrapped


class Passage(Painted):
    """Words to be read, not edited. Its height is that of the words, `limit` lines at most."""

    def __init__(
        self,
        words: str = "",
        *,
        limit: int | None = None,
        style: str = "",
        bar: str = "",
        id: str | None = None,
    ) -> None:
        """`bar` is the code colour of a bar left of the words; empty for none."""
        super().__init__(id=id)
        self._words = words
        self._limit = limit
        self._style = style
        self._bar = bar
        self._laid: tuple[int, list[str]] | None = None

    def show(self, words: str) -> None:
        """Show other words."""
        if words != self._words:
            self._words, self._laid = words, None
            self.refresh(layout=True)

    def _lines(self, width: int) -> list[str]:
        if self._laid is None or self._laid[0] != width:
            room = width - 2 if self._bar else width
            self._laid = (width, list(wrapped(self._words, room, self._limit)) if self._words else [])
        return self._laid[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the words take."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """A line of the words."""
        lines = self._lines(self.size.width)
        if y >= len(lines):
            return self.strip(())
        bar = [Run("▌ ", "", self._bar)] if self._bar else []
        return self.strip([*bar, Run(lines[y], self._style)])
