"""The dialog that chooses how a quote is copied, showing what will be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from qa_reader.locales import _
from qa_reader.tui.dialogs.choose import ChooseDialog, Option
from qa_reader.tui.dialogs.listing import Listing
from qa_reader.tui.dialogs.passage import Passage
from qa_reader.tui.lines import Hint


@dataclass(frozen=True, slots=True)
class CopyStyle:
    """A form a quote can take."""

    id: str
    label: str


class CopyAsDialog(ChooseDialog):
    """Answers the id of the style. `preview` gives the whole text that a style would copy."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "take", show=False, id="copy-as.take")]

    def __init__(
        self, styles: Sequence[CopyStyle], preview: Callable[[str], str], current: str | None = None
    ) -> None:
        super().__init__(_("Copy as"), [Option(style.id, style.label) for style in styles], current)
        self._preview = preview

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Enter", _("copy")), Hint("j k", _("choose")), Hint("Esc", _("back")))

    def body(self) -> ComposeResult:
        """The styles, and what the one under the cursor gives."""
        yield from super().body()
        yield Passage(id="preview")

    def on_mount(self) -> None:
        """Show what the style used last gives."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        key = self.query_one(Listing).cursor_key
        if key is not None:
            self.query_one("#preview", Passage).show(self._preview(key))

    def action_move(self, rows: int) -> None:
        """Move to another style and show what it gives."""
        super().action_move(rows)
        self._show()
