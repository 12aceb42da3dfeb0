"""The list of a dialog, the dialog that is such a list, and the one that is an input over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from qa_reader.tui.dialogs.dialog import Answer, Dialog, LineInput
from qa_reader.tui.lines import Line, Run, joined
from qa_reader.tui.rows import RowsPane


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list. The runs are made safe by whoever makes them."""

    key: str
    left: tuple[Run, ...]
    right: tuple[Run, ...] = ()
    stops: bool = True
    """False for a heading."""


class Listing(RowsPane):
    """A list of entries. `live` draws its cursor as if it had the focus, for an input that steers it."""

    class Chosen(RowsPane.Chosen):
        """An entry was chosen."""

    def __init__(self, *, live: bool = False) -> None:
        super().__init__(classes="-live" if live else None)
        self.can_focus = not live
        self._entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry], cursor: str | None = None) -> None:
        """Show `entries` with the cursor on the entry `cursor`, else on the first."""
        self._entries = entries
        if cursor is None:
            self.to_start()
        self.rows_changed(cursor)

    def row_count(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def row_key(self, row: int) -> str:
        """The entry's key."""
        return self._entries[row].key

    def row_stops(self, row: int) -> bool:
        """Not on headings."""
        return self._entries[row].stops

    def row_text(self, row: int) -> str:
        """All words of the entry."""
        entry = self._entries[row]
        return "".join(run.text for run in (*entry.left, *entry.right)).strip()

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """One line."""
        entry = self._entries[row]
        return (joined(entry.left, entry.right, width),)


class ListDialog(Dialog[Answer], Generic[Answer]):
    """A list to move in by keys; Enter or a click takes a row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False, id="list.down"),
        Binding("k,up", "move(-1)", show=False, id="list.up"),
        Binding("space,pagedown,ctrl+d", "page(1)", show=False, id="list.page-down"),
        Binding("b,pageup,ctrl+u", "page(-1)", show=False, id="list.page-up"),
        Binding("g,home", "top", show=False, id="list.top"),
        Binding("G,end", "bottom", show=False, id="list.bottom"),
        Binding("enter", "take", show=False, id="list.take"),
        Binding("q", "leave", show=False, id="list.leave"),
    ]

    def body(self) -> ComposeResult:
        """The list."""
        yield Listing()

    @property
    def rows(self) -> RowsPane:
        """The list."""
        return self.query_one(RowsPane)

    @property
    def listing(self) -> Listing:
        """The list, where its rows are plain entries."""
        return self.query_one(Listing)

    def accept(self, key: str) -> None:
        """Act on Enter on a row."""
        raise NotImplementedError

    def clicked(self, key: str) -> None:
        """Act on a click on a row, where the cursor is now."""
        self.accept(key)

    def moved(self) -> None:
        """Act on a move of the cursor."""

    @on(RowsPane.Chosen)
    def take_clicked(self, event: RowsPane.Chosen) -> None:
        """A click takes the row."""
        event.stop()
        self.clicked(event.key)

    def action_move(self, rows: int) -> None:
        """Move in the list."""
        self.rows.move(rows)
        self.moved()

    def action_page(self, pages: int) -> None:
        """Move in the list by pages."""
        self.rows.page(pages)
        self.moved()

    def action_top(self) -> None:
        """Go to the first row."""
        self.rows.top()
        self.moved()

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.rows.bottom()
        self.moved()

    def action_take(self) -> None:
        """Take the row under the cursor."""
        if (key := self.rows.cursor_key) is not None:
            self.accept(key)


class Picker(Dialog[Answer], Generic[Answer]):
    """An input that narrows the list below it. Arrows and page keys move in the list while typing goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False, id="picker.down"),
        Binding("up,ctrl+p", "move(-1)", show=False, id="picker.up"),
        Binding("pagedown", "page(1)", show=False, id="picker.page-down"),
        Binding("pageup", "page(-1)", show=False, id="picker.page-up"),
    ]

    _listed = ""
    """What was typed when the list was last made; keys may come faster than the input's messages."""

    def placeholder(self) -> str:
        """What the empty input says."""
        raise NotImplementedError

    def field(self) -> LineInput:
        """The input."""
        return LineInput(placeholder=self.placeholder())

    def entries(self, query: str) -> Sequence[Entry]:
        """The entries for what is typed, best first."""
        raise NotImplementedError

    def told_when_none(self) -> str:
        """What to say where no entry fits what is typed."""
        return ""

    def accept(self, key: str | None) -> None:
        """Act on Enter or a click, `key` being the entry under the cursor."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The input and the list."""
        yield self.field()
        yield Listing(live=True)

    @property
    def listing(self) -> Listing:
        """The list."""
        return self.query_one(Listing)

    @property
    def query_text(self) -> str:
        """What is typed."""
        return self.query_one(LineInput).value

    def on_mount(self) -> None:
        """Show everything."""
        self.relist()

    def relist(self, cursor: str | None = None) -> None:
        """Show the entries for what is typed."""
        self._listed = self.query_text
        entries = self.entries(self._listed)
        self.listing.show(entries, cursor)
        self.say("" if entries or not self._listed.strip() else self.told_when_none())

    def typed(self) -> None:
        """Act on a change of what is typed: narrow the list."""
        if self._listed != self.query_text:
            self.relist()

    @on(Input.Changed)
    def input_changed(self, event: Input.Changed) -> None:
        """Something was typed."""
        event.stop()
        self.typed()

    @on(Input.Submitted)
    def take_cursor(self, event: Input.Submitted) -> None:
        """Enter takes the entry under the cursor."""
        event.stop()
        self.typed()
        self.accept(self.listing.cursor_key)

    @on(Listing.Chosen)
    def take_clicked(self, event: Listing.Chosen) -> None:
        """A click takes the entry."""
        event.stop()
        self.clicked(event.key)

    def clicked(self, key: str) -> None:
        """Act on a click on an entry."""
        self.accept(key)

    def action_move(self, rows: int) -> None:
        """Move in the list."""
        self.listing.move(rows)

    def action_page(self, pages: int) -> None:
        """Move in the list by pages."""
        self.listing.page(pages)
