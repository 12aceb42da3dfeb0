"""The floor: a Textual app that shows one line, and changes it at a key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static


class OneLine(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("j", "next", "next"), ("q", "quit", "quit")]
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        self.count = 1
        self.line = Static("line 00001", markup=False)
        yield self.line

    def action_next(self) -> None:
        self.count += 1
        self.line.update(f"line {self.count:05d}")


if __name__ == "__main__":
    OneLine().run()
