"""The reading pane: the transcript as one text, its exchanges told apart, with what the reader marked.

Pure: `marks` is what is drawn over the text, `page` its rows, `order` its units, `view` what part of them
is on screen and in focus, `selection` the selected words, `gauge` the share of the text above. `heads`,
`inks` and `paint` make strips of rows, `canvas` draws them; `pane` is what the screen calls, `mouse` what the
mouse does.
"""

from qa_reader.tui.panes.reading.marks import Highlight, Marks, Stance
from qa_reader.tui.panes.reading.pane import ReadingPane

__all__ = ["Highlight", "Marks", "ReadingPane", "Stance"]
