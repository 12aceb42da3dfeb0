"""The status line: what the last key did, else which keys work now; keys typed so far; the mode."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from qa_reader.language.layout import cells
from qa_reader.tui.lines import Hint, Line, OneLine, Run, hint_runs, joined, plain

__all__ = ["Hint", "StatusLine", "Tone"]

Tone = Literal["done", "note", "warning", "error"]
"""Something was done; something to know; something to look at; something failed."""

_LOOKS = {"done": "good", "note": "", "warning": "warning", "error": "error"}
_SIGNS = {"done": "✓ ", "note": "", "warning": "! ", "error": "✕ "}
"""Tones are told apart without colour too."""


class StatusLine(OneLine):
    """One line at the bottom. It repaints only when what it says changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: Sequence[Hint] = ()
        self._message: tuple[str, Tone] | None = None
        self._pending = ""
        self._mode = ""
        self._selection = ""

    @property
    def message(self) -> str:
        """What was said last, empty where the hints show."""
        return self._message[0] if self._message else ""

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """The keys that work now, most wanted first; as many as fit are shown."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def say(self, message: str, tone: Tone = "done") -> None:
        """Say what was done, in place of the hints, until `settle`."""
        self._message = (message, tone)
        self.refresh()

    def settle(self) -> None:
        """Show the hints again; called as the next key does something else."""
        if self._message is not None:
            self._message = None
            self.refresh()

    def show_pending(self, keys: str) -> None:
        """The keys of a sequence typed so far (`g`), empty when it ended."""
        if keys != self._pending:
            self._pending = keys
            self.refresh()

    def show_mode(self, mode: str, selection: str = "") -> None:
        """The mode where it is not reading (`SELECT`), and how much is selected (`24 characters`)."""
        if (mode, selection) != (self._mode, self._selection):
            self._mode, self._selection = mode, selection
            self.refresh()

    def line(self, width: int) -> Line:
        """Mode, message or hints, and at the right the selection and the keys typed so far."""
        right: list[Run] = []
        if self._selection:
            right.append(Run(f" {plain(self._selection)} ", "dim"))
        if self._pending:
            right.append(Run(f" {plain(self._pending)} ", "key"))
        left = [Run(" ")]
        if self._mode:
            left += [Run(f" {plain(self._mode)} ", "mode"), Run("  ")]
        if self._message is not None:
            text, tone = self._message
            left += [Run(_SIGNS[tone], _LOOKS[tone]), Run(plain(text), _LOOKS[tone])]
        else:
            taken = sum(cells(run.text) for run in (*left, *right))
            left += hint_runs(self._hints, width - taken)
        return joined(left, right, width)
