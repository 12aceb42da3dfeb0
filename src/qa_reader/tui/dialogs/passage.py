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
        self._laid: tuple[int, int | None, list[str]] = (0, 0, [])

    def show(self, words: str) -> None:
        """Show other words."""
        if words != self._words:
            self._words, self._laid = words, (0, 0, [])
            self.refresh(layout=True)

    def _lines(self, width: int, limit: int | None) -> list[str]:
        if self._laid[:2] != (width, limit):
            room = width - 2 if self._bar else width
            self._laid = (width, limit, list(wrapped(self._words, room, limit)) if self._words else [])
        return self._laid[2]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the words take."""
        return len(self._lines(width, self._limit))

    def render_line(self, y: int) -> Strip:
        """A line of the words; the last there is room for ends with … where there are more."""
        lines = self._lines(self.size.width, self.size.height)
        if y >= len(lines):
            return self.strip(())
        bar = [Run("▌ ", "", self._bar)] if self._bar else []
        return self.strip([*bar, Run(lines[y], self._style)])
