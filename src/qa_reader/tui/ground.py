"""What shows nothing but its background: drawn once, and handed out for every line."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Ground(Widget):
    """A widget without border, padding or text of its own.

    Textual draws what lies behind the panes anew at every key, line by line through borders and padding: a
    twelfth of what a scrolled line costs. To be named behind the container it is mixed into: Textual takes
    style sheets from the first base alone.
    """

    _blank: Strip | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop`: the same blank one for all."""
        blank = self._blank
        if blank is None or blank.cell_length != crop.width:
            blank = Strip.blank(crop.width, self.rich_style)
            for each in self.get_line_filters():
                blank = blank.apply_filter(each, self.background_colors[1])
            self._blank = blank
        return [blank] * crop.height

    def notify_style_update(self) -> None:
        """The background may be another after a change of theme or style sheet."""
        self._blank = None
        super().notify_style_update()
