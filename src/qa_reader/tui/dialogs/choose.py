"""A dialog that chooses one thing of a few, by number, by moving, or by its first letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from qa_reader.locales import _
from qa_reader.tui.dialogs.listing import Entry, ListDialog
from qa_reader.tui.lines import Hint, Run, plain


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    id: str
    label: str
    detail: str = ""


class ChooseDialog(ListDialog[str]):
    """Answers the id of what was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"pick({n})", show=False, id=f"choose.pick-{n}") for n in range(1, 10)),
    ]

    def __init__(self, title: str, options: Sequence[Option], current: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._offered = options
        self._current = current

    def heading(self) -> str:
        """The title."""
        return self._title

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Enter", _("take it")), Hint("j k", _("choose")), Hint("Esc", _("back")))

    def on_mount(self) -> None:
        """Show what there is, the cursor on what stands now."""
        listing = self.listing
        listing.styles.height = len(self._offered)
        listing.show(
            [
                Entry(
                    option.id,
                    (Run(f"{number}  " if number < 10 else "   ", "key"), Run(plain(option.label))),
                    (Run(f"  {plain(option.detail)}", "dim"),) if option.detail else (),
                )
                for number, option in enumerate(self._offered, 1)
            ],
            self._current,
        )
        listing.focus()

    def action_pick(self, number: int) -> None:
        """Take what has a number."""
        if number <= len(self._offered):
            self.dismiss(self._offered[number - 1].id)

    def accept(self, key: str) -> None:
        """Take a thing."""
        self.dismiss(key)
