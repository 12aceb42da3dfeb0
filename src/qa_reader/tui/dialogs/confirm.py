"""The dialog that asks before something that cannot be undone, or that may not be meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from qa_reader.locales import _
from qa_reader.tui.dialogs.dialog import Dialog
from qa_reader.tui.dialogs.passage import Passage
from qa_reader.tui.lines import Hint


class ConfirmDialog(Dialog[bool]):
    """Answers True for yes; False for no and for Escape."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y,ｙ,enter", "answer(True)", show=False, id="confirm.yes"),
        Binding("n,N,ｎ,q", "answer(False)", show=False, id="confirm.no"),
    ]

    def __init__(self, question: str, detail: str = "", *, yes: str = "", no: str = "") -> None:
        """`yes` and `no` say what each key does, where plain words do not."""
        super().__init__()
        self._question = question
        self._detail = detail
        self._yes, self._no = yes, no

    def heading(self) -> str:
        """The question."""
        return self._question

    def body(self) -> ComposeResult:
        """What it is about."""
        yield Passage(self._detail, style="dim")

    def hints(self) -> Sequence[Hint]:
        """The two answers."""
        return (Hint("y", self._yes or _("yes")), Hint("n", self._no or _("no")))

    def action_answer(self, answer: bool) -> None:
        """Answer."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Escape means no."""
        self.dismiss(False)
