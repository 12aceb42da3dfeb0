"""The dialog that chooses how a quote is copied, showing what will be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from qa_reader.locales import _
from qa_reader.tui.dialogs.dialog import Dialog
from qa_reader.tui.dialogs.listing import Entry, Listing
from qa_reader.tui.dialogs.passage import Passage
from qa_reader.tui.lines import Hint, Run, plain


@dataclass(frozen=True, slots=True)
class CopyStyle:
    """A form a quote can take."""

    id: str
    label: str


class CopyAsDialog(Dialog[str]):
    """Answers the id of the style. `preview` gives the whole text that a style would copy."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False, id="copy-as.down"),
        Binding("k,up", "move(-1)", show=False, id="copy-as.up"),
        Binding("enter,y", "take", show=False, id="copy-as.take"),
        Binding("q", "leave", show=False, id="copy-as.leave"),
        *(Binding(str(n), f"pick({n})", show=False, id=f"copy-as.pick-{n}") for n in range(1, 10)),
    ]

    def __init__(
        self, styles: Sequence[CopyStyle], preview: Callable[[str], str], current: str | None = None
    ) -> None:
        super().__init__()
        self._offered = styles
        self._preview = preview
        self._current = current

    def heading(self) -> str:
        """The title."""
        return _("Copy as")

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Enter", _("copy")), Hint("j k", _("choose")), Hint("Esc", _("back")))

    def body(self) -> ComposeResult:
        """The styles, and what the one under the cursor gives."""
        yield Listing()
        yield Passage(id="preview")

    def on_mount(self) -> None:
        """Show the styles, the cursor on the one used last."""
        listing = self.query_one(Listing)
        listing.styles.height = min(9, len(self._offered))
        listing.show(
            [
                Entry(style.id, (Run(f"{number}  ", "key"), Run(plain(style.label))))
                for number, style in enumerate(self._offered, 1)
            ],
            self._current,
        )
        listing.focus()
        self._show()

    def _show(self) -> None:
        key = self.query_one(Listing).cursor_key
        if key is not None:
            self.query_one("#preview", Passage).show(self._preview(key))

    def action_move(self, rows: int) -> None:
        """Move to another style and show what it gives."""
        self.query_one(Listing).move(rows)
        self._show()

    def action_pick(self, number: int) -> None:
        """Take the style of a number."""
        if number <= len(self._offered):
            self.dismiss(self._offered[number - 1].id)

    def action_take(self) -> None:
        """Take the style under the cursor."""
        key = self.query_one(Listing).cursor_key
        if key is not None:
            self.dismiss(key)

    @on(Listing.Chosen)
    def take_clicked(self, event: Listing.Chosen) -> None:
        """A click takes the style."""
        event.stop()
        self.dismiss(event.key)
