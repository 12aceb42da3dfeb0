"""What dialogs share: the sheet they stand on, their line of keys, an input that is safe to paste into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from qa_reader.terminal.safety import visible
from qa_reader.tui.lines import Hint, Line, OneLine, Run, hint_runs, plain

Answer = TypeVar("Answer")


class KeyLine(OneLine):
    """The keys of a dialog, on its last line."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__()
        self._hints = hints
        self._message, self._look = "", ""

    def say(self, message: str, look: str = "warning") -> None:
        """Say what is wrong, or what a second key would do, in place of the keys; empty for the keys."""
        if (message, look) != (self._message, self._look):
            self._message, self._look = message, look
            self.refresh()

    def line(self, width: int) -> Line:
        """The message, else the hints."""
        if self._message:
            return (Run(plain(self._message), self._look),)
        return tuple(hint_runs(self._hints, width))


class LineInput(Input):
    """A line to type on. What is pasted comes in without anything a terminal would obey."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        replaced: bool = False,
        id: str | None = None,
    ) -> None:
        """`replaced` is for a value that is only a suggestion: what is typed first takes its place."""
        super().__init__(
            value, placeholder=visible(placeholder), compact=True, select_on_focus=replaced, id=id
        )
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        words = " ".join(event.text.split("\n")).strip()
        self.replace(visible(words), *self.selection)


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """A sheet over the reader: a title, a body, a line of keys. Escape leaves it with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="dialog.leave"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-wide")]  # noqa: RUF012  (as Textual declares it)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012

    def heading(self) -> str:
        """The title."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """What stands between title and keys."""
        raise NotImplementedError

    def hints(self) -> Sequence[Hint]:
        """The keys, most wanted first."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, body, keys."""
        with Vertical(classes="sheet"):
            yield Static(visible(self.heading()), classes="sheet-title", markup=False)
            yield from self.body()
            yield KeyLine(self.hints())

    def say(self, message: str, look: str = "warning") -> None:
        """Say something in place of the keys."""
        self.query_one(KeyLine).say(message, look)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
