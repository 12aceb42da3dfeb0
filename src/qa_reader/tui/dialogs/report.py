"""The report in hand: its items in order, to be moved, commented on, taken out and written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qa_reader.language.layout import cells, fit
from qa_reader.locales import _, ngettext
from qa_reader.terminal.safety import visible
from qa_reader.tui.dialogs.listing import ListDialog
from qa_reader.tui.lines import Hint, Line, Run, joined, plain, wrapped
from qa_reader.tui.rows import RowsPane

_LINES = 2
"""Lines of a quote's words that are shown."""


@dataclass(frozen=True, slots=True)
class ReportItem:
    """An item, as the list shows it."""

    key: str
    kind: Literal["quote", "heading", "comment"]
    words: str
    """A quote's words, a heading's or a comment's."""
    label: str = ""
    """Where a quote is from: `q3`."""
    who: str = ""
    source: str = ""
    """The title of its transcript."""
    comment: str = ""
    doubt: str = ""
    """Why it needs its reader's eye; empty where it does not."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report, as the dialog shows it."""

    name: str
    items: tuple[ReportItem, ...]


class ReportItems(RowsPane):
    """The items, each on as many lines as its words need, up to a few."""

    def __init__(self) -> None:
        self._items: tuple[ReportItem, ...] = ()
        super().__init__()

    def show(self, items: tuple[ReportItem, ...], cursor: str | None = None) -> None:
        """Show `items`, the cursor on the item `cursor`."""
        self._items = items
        self.rows_changed(cursor)

    def item(self, key: str | None) -> ReportItem | None:
        """The item of `key`."""
        return next((item for item in self._items if item.key == key), None)

    def row_count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def row_key(self, row: int) -> str:
        """The item's record."""
        return self._items[row].key

    def row_text(self, row: int) -> str:
        """All its words."""
        item = self._items[row]
        return f"{item.words}\n{item.comment}".strip()

    def told_when_empty(self) -> str:
        """How something gets in."""
        return _("Nothing in it yet: + in the reader adds a selection, a highlight or a question.")

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """A heading on a line of its own; a quote with where it is from, its words and what is said of it."""
        item = self._items[row]
        number = Run(f"{row + 1:>3}  ", "dim")
        if item.kind == "heading":
            return (*([()] if row else []), joined((number, Run(plain(item.words), "heading")), (), width))
        room = max(8, width - 5)
        if item.kind == "comment":
            words = list(wrapped(item.words, room - 2, _LINES))
            first = ((number, Run(f"✎ {words[0]}" if words else "✎")),)
            return (*first, *((Run(" " * 7), Run(line)) for line in words[1:]))
        head = (number, Run(plain(item.label), "key"), Run(f"  {plain(item.who)}", "strong"))
        left = sum(cells(run.text) for run in head)
        source = fit(plain(item.source), width - min(left, width * 2 // 3) - 2)
        lines: list[Line] = [joined(head, (Run(f"  {source}", "dim"),), width)]
        lines += [(Run(" " * 5), Run(line)) for line in wrapped(item.words, room, _LINES)]
        if item.doubt:
            lines += [(Run(" " * 5), Run(line, "warning")) for line in wrapped(f"! {item.doubt}", room, 2)]
        lines += [
            (Run(" " * 5), Run(line, "dim")) for line in wrapped(f"✎ {item.comment}", room, 1) if item.comment
        ]
        return tuple(lines)


Doing = Literal[
    "up", "down", "title", "heading", "comment", "remove", "accept", "report", "write", "undo", "redo", "go"
]


class ReportDialog(ListDialog[str]):
    """Stays open while `act` is told what to do with which item; whoever does it calls `show` afterwards.

    Answers the item to go to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("J", "act('down')", show=False, id="report.down"),
        Binding("K", "act('up')", show=False, id="report.up"),
        Binding("t", "act('title')", show=False, id="report.title"),
        Binding("h", "act('heading')", show=False, id="report.heading"),
        Binding("a,c", "act('comment')", show=False, id="report.comment"),
        Binding("D,delete", "act('remove')", show=False, id="report.remove"),
        Binding("y", "act('accept')", show=False, id="report.accept"),
        Binding("r", "act('report')", show=False, id="report.report"),
        Binding("w", "act('write')", show=False, id="report.write"),
        Binding("u", "act('undo')", show=False, id="report.undo"),
        Binding("ctrl+r", "act('redo')", show=False, id="report.redo"),
        Binding("equals_sign", "leave", show=False, id="report.leave"),
    ]

    def __init__(self, view: ReportView, act: Callable[[Doing, str | None], None]) -> None:
        super().__init__()
        self._view = view
        self._act = act

    def heading(self) -> str:
        """The report's name and how many quotes it has."""
        count = sum(item.kind == "quote" for item in self._view.items)
        quotes = ngettext("{n} quote", "{n} quotes", count).format(n=count)
        told = _("Report “{name}”").format(name=self._view.name) + f" · {quotes}"
        flagged = sum(bool(item.doubt) for item in self._view.items)
        looking = _("{n} to look at").format(n=flagged)
        return f"{told} · {looking}" if flagged else told

    def hints(self) -> Sequence[Hint]:
        """The keys; the one for changed words where there are some."""
        changed = (Hint("y", _("accept changed words")),) if any(i.doubt for i in self._view.items) else ()
        return (
            *changed,
            Hint("J K", _("order")),
            Hint("h", _("heading")),
            Hint("t", _("title")),
            Hint("c", _("comment")),
            Hint("w", _("write out")),
            Hint("Esc", _("back")),
            Hint("D", _("take out")),
            Hint("r", _("reports")),
            Hint("Enter", _("go there")),
            Hint("u", _("undo")),
        )

    def body(self) -> ComposeResult:
        """The items."""
        yield ReportItems()

    def on_mount(self) -> None:
        """Show them."""
        self.items.show(self._view.items)
        self.items.focus()

    @property
    def items(self) -> ReportItems:
        """The list."""
        return self.query_one(ReportItems)

    def show(self, view: ReportView, cursor: str | None = None) -> None:
        """Show the report as it is now, the cursor on the item `cursor`, else where it was."""
        self._view = view
        self.query_one(".sheet-title", Static).update(visible(self.heading()))
        self.items.show(view.items, cursor or self.items.cursor_key)

    def action_act(self, what: Doing) -> None:
        """Have something done with the item under the cursor."""
        self.say("")
        self._act(what, self.items.cursor_key)

    def accept(self, key: str) -> None:
        """Go where a quote is from; reword anything else."""
        item = self.items.item(key)
        if item is not None and item.kind == "quote":
            self.dismiss(item.key)
        elif item is not None:
            self._act("comment", item.key)

    def moved(self) -> None:
        """Another key: what was said has been read."""
        self.say("")

    def clicked(self, key: str) -> None:
        """A click only moves the cursor: a dialog that stays open must not vanish under the mouse."""
