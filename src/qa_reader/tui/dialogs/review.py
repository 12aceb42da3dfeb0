"""The review list: what a changed text left in doubt, decided one by one with the difference in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from qa_reader.language.layout import Measure, wrap
from qa_reader.locales import _
from qa_reader.tui.dialogs.listing import Entry, ListDialog, Listing
from qa_reader.tui.lines import Hint, Painted, Run, plain

Piece = tuple[Literal["same", "gone", "new"], str]
_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
_LOOKS = {"same": "", "gone": "error", "new": "good"}


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One annotation in doubt."""

    key: str
    """The record's id."""
    label: str
    """Its question: `q3`."""
    why: str
    """In a few words."""
    words: str
    """What was marked or judged."""
    difference: tuple[Piece, ...] = ()
    """The words as they were turned into the proposal; empty where there is none."""


class Decision(NamedTuple):
    """What was decided of an item."""

    key: str
    what: Literal["accept", "keep", "delete", "repoint", "go"]


class _Difference(Painted):
    """A proposal against the words that were marked: gone in [- -], new in {+ +}, in colour too."""

    def __init__(self) -> None:
        super().__init__(id="difference")
        self._runs: list[list[Run]] = []
        self._pieces: Sequence[Piece] = ()

    def show(self, pieces: Sequence[Piece]) -> None:
        """Show another difference; without any, what can be done."""
        self._pieces = pieces
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of it."""
        lines = self._lines(self.size.width)
        if not lines:
            told = _("No place is proposed: g looks, n leaves it as it is.")
            return self.strip((Run(told, "dim"),) if y == 0 else ())
        return self.strip(lines[y] if y < len(lines) else ())

    def _lines(self, width: int) -> list[list[Run]]:
        marked = [(kind, f"{_MARKS[kind][0]}{plain(text)}{_MARKS[kind][1]}") for kind, text in self._pieces]
        text = "".join(words for _kind, words in marked)
        laid = wrap(text, Measure(max(2, width), indent=False))
        lines: list[list[Run]] = []
        for row in range(laid.rows if text else 0):
            start, end = laid.span(row)
            runs, at = [], 0
            for kind, words in marked:
                low, high = max(start, at), min(end, at + len(words))
                if low < high:
                    runs.append(Run(text[low:high], _LOOKS[kind]))
                at += len(words)
            lines.append(runs)
        return lines


class ReviewDialog(ListDialog[Decision]):
    """Answers a decision on one item; the screen carries it out and shows the list again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "decide('accept')", show=False, id="review.accept"),
        Binding("n", "decide('keep')", show=False, id="review.keep"),
        Binding("r", "decide('repoint')", show=False, id="review.repoint"),
        Binding("D", "decide('delete')", show=False, id="review.delete"),
        Binding("g", "decide('go')", show=False, id="review.go"),
    ]

    def __init__(self, items: Sequence[ReviewItem]) -> None:
        super().__init__()
        self._items = {item.key: item for item in items}

    def heading(self) -> str:
        """The title."""
        return _("In doubt since the text changed")

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (
            Hint("y", _("accept the place")),
            Hint("n", _("leave it")),
            Hint("r", _("select anew")),
            Hint("g", _("look")),
            Hint("Esc", _("later")),
            Hint("D", _("delete")),
        )

    def body(self) -> ComposeResult:
        """The list, and the difference of the one under the cursor."""
        yield Listing()
        yield _Difference()

    def on_mount(self) -> None:
        """Show the list."""
        listing = self.listing
        listing.styles.height = min(8, len(self._items))
        listing.show(
            [
                Entry(
                    item.key,
                    (Run(f"{plain(item.label)}  ", "strong"), Run(plain(item.words[:200]))),
                    (Run(f"  {plain(item.why)}", "warning"),),
                )
                for item in self._items.values()
            ]
        )
        listing.focus()
        self.moved()

    def moved(self) -> None:
        """Show the difference of the item under the cursor."""
        key = self.listing.cursor_key
        if key is not None:
            self.query_one(_Difference).show(self._items[key].difference)

    def accept(self, key: str) -> None:  # noqa: ARG002
        """Enter accepts the place that is proposed."""
        self.action_decide("accept")

    def clicked(self, key: str) -> None:  # noqa: ARG002
        """A click decides nothing."""
        self.moved()

    def action_decide(self, what: Literal["accept", "keep", "delete", "repoint", "go"]) -> None:
        """Answer a decision on the item under the cursor."""
        key = self.listing.cursor_key
        if key is None:
            return
        if what == "accept" and not self._items[key].difference:
            self.say(_("There is no place to accept; r selects the right words, n leaves it as it is."))
            return
        self.dismiss(Decision(key, what))
