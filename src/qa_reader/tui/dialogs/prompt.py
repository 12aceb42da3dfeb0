"""The prompt: one line at the bottom of the screen, for searching, filtering and going somewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input

from qa_reader.language.layout import cells
from qa_reader.tui.dialogs.dialog import LineInput
from qa_reader.tui.lines import Line, OneLine, Run, joined, plain


class _Words(OneLine):
    """The sign before the input, or what is told after it; as wide as its words."""

    def __init__(self, words: str, style: str, *, id: str) -> None:
        super().__init__(id=id)
        self._words = words
        self._style = style

    def on_mount(self) -> None:
        """Take the room of the words."""
        self.styles.width = cells(self._words)

    def show(self, words: str) -> None:
        """Show other words."""
        if words != self._words:
            self._words = words
            self.styles.width = cells(words)
            self.refresh()

    def line(self, width: int) -> Line:
        """The words."""
        return joined((Run(plain(self._words), self._style),), (), width)


class Prompt(ModalScreen[str]):
    """Answers what was typed when Enter was pressed, None on Escape. The reader behind stays in sight.

    `on_change` is called with what is typed at each change; what it gives (`3/12`) is shown at the end of the
    line. `history`, oldest first, is walked with the arrows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="prompt.leave"),
        Binding("up,ctrl+p", "older", show=False, id="prompt.older"),
        Binding("down,ctrl+n", "newer", show=False, id="prompt.newer"),
    ]

    def __init__(
        self,
        sign: str,
        value: str = "",
        *,
        placeholder: str = "",
        history: Sequence[str] = (),
        on_change: Callable[[str], str | None] | None = None,
    ) -> None:
        """`sign` stands before the input: `/`, `#`, `F`."""
        super().__init__()
        self._sign = sign
        self._value = value
        self._placeholder = placeholder
        self._history = [*history, value]
        self._at = len(self._history) - 1
        self._on_change = on_change

    def compose(self) -> ComposeResult:
        """Sign, input, answer."""
        with Horizontal(id="prompt"):
            yield _Words(f" {self._sign} ", "key", id="prompt-sign")
            yield LineInput(self._value, placeholder=self._placeholder)
            yield _Words("", "dim", id="prompt-answer")

    def tell(self, words: str) -> None:
        """Show `words` at the end of the line: how many were found, that none was."""
        self.query_one("#prompt-answer", _Words).show(f" {words} " if words else "")

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Call back with what is typed."""
        event.stop()
        if self._at == len(self._history) - 1:  # walking back to it finds what was typed
            self._history[-1] = event.value
        if self._on_change is not None:
            self.tell(self._on_change(event.value) or "")

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_older(self) -> None:
        """What was typed before."""
        self._walk(-1)

    def action_newer(self) -> None:
        """What was typed after that."""
        self._walk(1)

    def _walk(self, steps: int) -> None:
        at = self._at + steps
        if 0 <= at < len(self._history):
            self._at = at
            field = self.query_one(LineInput)
            field.value = self._history[at]
            field.cursor_position = len(field.value)
