"""The reading pane: the transcript as one text, its exchanges told apart, with what the reader marked.

`marks` is what is drawn over the text; `page` its rows, `view` what part of them is on screen and in focus,
`selection` the selected words, `gauge` the share of the text above (all pure); `heads`, `inks` and `paint`
make strips of rows; `mouse` and `pane` are the widget.
"""

from qa_reader.tui.panes.reading.marks import Highlight, Marks, Stance
from qa_reader.tui.panes.reading.pane import ReadingPane

__all__ = ["Highlight", "Marks", "ReadingPane", "Stance"]
