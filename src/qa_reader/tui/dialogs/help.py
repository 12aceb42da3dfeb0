"""The help: the keys that work, from the registry of actions as the reader's key map has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from qa_reader.language.layout import cells
from qa_reader.locales import _
from qa_reader.tui.dialogs.dialog import LineInput
from qa_reader.tui.dialogs.listing import Entry, ListDialog, Listing
from qa_reader.tui.lines import Hint, Run, plain
from qa_reader.tui.typed import Index

_KEYS_WIDTH = 22
"""Cells for the keys at most; longer ones push their words to the right."""


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """An action with its keys."""

    keys: str
    what: str
    group: str


class HelpDialog(ListDialog[None]):
    """The keys by group; `/` narrows them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "leave", show=False, id="help.leave"),
        Binding("slash", "filter", show=False, id="help.filter"),
    ]

    def __init__(self, entries: Sequence[HelpEntry]) -> None:
        super().__init__()
        self._keys = list(entries)
        self._index = Index((entry.what, entry.keys, entry.group) for entry in self._keys)

    def heading(self) -> str:
        """The title."""
        return _("Keys")

    def hints(self) -> Sequence[Hint]:
        """The keys of the help itself."""
        return (Hint("/", _("narrow")), Hint("j k", _("move")), Hint("Esc", _("back")))

    def body(self) -> ComposeResult:
        """The list, and the input that narrows it."""
        yield LineInput(placeholder=_("/ to find a key or what it does"))
        yield Listing()

    def on_mount(self) -> None:
        """Show all; keys go to the list first."""
        self._list("")
        self.listing.focus()

    def _list(self, query: str) -> None:
        found = set(self._index.find(query))
        kept = [entry for index, entry in enumerate(self._keys) if index in found]
        room = min(_KEYS_WIDTH, self.app.size.width // 3)
        width = min(room, max((cells(entry.keys) for entry in kept), default=0))
        entries: list[Entry] = []
        group: str | None = None
        for number, entry in enumerate(kept):
            if entry.group != group:
                if group is not None:
                    entries.append(Entry(f"\n{number}", (), stops=False))
                group = entry.group
                entries.append(Entry(f"\n\n{group}", (Run(plain(group), "heading"),), stops=False))
            gap = " " * (max(0, width - cells(entry.keys)) + 2)
            left = (Run(f"  {plain(entry.keys)}", "key"), Run(gap), Run(plain(entry.what)))
            entries.append(Entry(str(number), left))
        self.listing.show(entries)
        self.say("" if kept else _("No key fits what you typed."))

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Narrow the list as it is typed."""
        event.stop()
        self._list(event.value)

    @on(Input.Submitted)
    def to_list(self) -> None:
        """Enter goes to what was found."""
        self.listing.focus()

    def action_filter(self) -> None:
        """Type what to look for."""
        self.query_one(LineInput).focus()

    def action_leave(self) -> None:
        """Escape drops what was typed, then leaves."""
        field = self.query_one(LineInput)
        if field.value:
            field.value = ""
            self.listing.focus()
        else:
            self.dismiss(None)

    def accept(self, key: str) -> None:
        """A key is told, not pressed here."""
