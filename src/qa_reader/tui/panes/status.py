"""The status line: what the last key did, else which keys work now; keys typed so far; the mode."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from qa_reader.language.layout import cells, fit, fit_ends
from qa_reader.tui.lines import Hint, Line, OneLine, Run, hint_runs, joined, plain, terse_hint_runs

__all__ = ["Hint", "StatusLine", "Tone"]

Tone = Literal["done", "note", "warning", "error"]
"""Something was done; something to know; something to look at; something failed."""

_LOOKS = {"done": "good", "note": "", "warning": "warning", "error": "error"}
_FAR: Final = 200
"""Code points of either end of the selected words that are kept: more than a line has cells."""
_MOST: Final = 36
"""Cells that selected words are given at the most."""
_FEW: Final = 6
"""Cells of selected words below which they are not worth showing."""
_SIGNS = {"done": "✓ ", "note": "", "warning": "! ", "error": "✕ "}
"""Tones are told apart without colour too."""


class StatusLine(OneLine):
    """One line at the bottom. It repaints only when what it says changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: Sequence[Hint] = ()
        self._message: tuple[str, Tone] | None = None
        self._pending = ""
        self._following: Sequence[Hint] = ()
        self._mode = ""
        self._words = self._length = self._under = ""

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

    def show_pending(self, keys: str, following: Sequence[Hint] = ()) -> None:
        """Show the keys of a sequence typed so far (`g`; empty when it ended) and what may follow, before all
        else."""
        if keys != self._pending:
            self._pending, self._following = keys, following
            self.refresh()

    def show_mode(self, mode: str, words: str = "", length: str = "", under: str = "") -> None:
        """The mode where it is not reading (`SELECT`), the selected words and how much that is (`24
        characters`), and what is marked where the caret is."""
        shown = (mode, words[:_FAR] + words[-_FAR:] if len(words) > 2 * _FAR else words, length, under)
        if shown != (self._mode, self._words, self._length, self._under):
            self._mode, self._words, self._length, self._under = shown
            self.refresh()

    def line(self, width: int) -> Line:
        """Mode, message or hints, and at the right the selection and the keys typed so far."""
        right: list[Run] = []
        if self._length:
            right.append(Run(f" {plain(self._length)} ", "dim"))
        if self._pending:
            right.append(Run(f" {plain(self._pending)} ", "key"))
        left = [Run(" ")]
        if self._mode:
            left += [Run(f" {plain(self._mode)} ", "mode"), Run(" ")]
        room = width - sum(cells(run.text) for run in (*left, *right))
        if self._mode and room < self._least:
            room += sum(cells(run.text) for run in left[1:])
            left = left[:1]
        selected: list[Run] = []
        if self._following:
            left += terse_hint_runs(self._following, room)
        elif self._message is not None:
            text, tone = self._message
            told = [Run(_SIGNS[tone], _LOOKS[tone]), Run(plain(text), _LOOKS[tone])]
            selected = self._selected(room, sum(cells(run.text) for run in told))
            left += told
        elif self._mode:
            selected = self._selected(room, self._least)
            left += terse_hint_runs(self._hints, room - sum(cells(run.text) for run in selected))
        else:
            left += hint_runs(self._hints, room)
        return joined(left, [*selected, *right], width)

    @property
    def _least(self) -> int:
        """The cells that the keys of all hints take."""
        return sum(cells(hint.keys) + 1 for hint in self._hints)

    def _selected(self, room: int, taken: int) -> list[Run]:
        """The selected words, both their ends, on what may be spared of `room` cells of which `taken` are for
        other words; before them what is marked at the caret, where there is room for that too."""
        words = plain(self._words)
        spared = min(_MOST, room * 2 // 5, room - taken) - 1
        if not words or spared < _FEW:
            return []
        runs = [Run(f" {fit_ends(words, spared)}", "strong")]
        left = room - cells(runs[0].text) - 2 * taken
        if self._under and left >= _FEW:
            runs.insert(0, Run(f" {fit(plain(self._under), left)} ", "hit"))
        return runs
