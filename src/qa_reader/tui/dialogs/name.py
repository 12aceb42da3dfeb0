"""The dialog that asks once who reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult

from qa_reader.locales import _
from qa_reader.tui.dialogs.dialog import LineInput
from qa_reader.tui.dialogs.listing import Entry, Listing, Picker
from qa_reader.tui.dialogs.passage import Passage
from qa_reader.tui.lines import Hint, Run, plain


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name to offer, and where it is from."""

    name: str
    origin: str = ""
    """`git`, `login name` …, as shown."""


class NameDialog(Picker[str]):
    """Answers the name, without blanks around it. Any name may be typed in place of those offered."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self._candidates = candidates

    def heading(self) -> str:
        """The question."""
        return _("Who is reading?")

    def placeholder(self) -> str:
        """What the empty input says."""
        return _("your name")

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Enter", _("take it")), Hint("↑ ↓", _("choose")), Hint("Esc", _("not now")))

    def body(self) -> ComposeResult:
        """Why it is asked; the input; the names offered."""
        why = _(
            "The name is kept with everything you say, so that the words of several readers can lie together."
        )
        yield Passage(why, style="dim")
        first = self._candidates[0].name if self._candidates else ""
        yield LineInput(first, placeholder=self.placeholder(), replaced=True)
        yield Listing(live=True)

    def entries(self, query: str) -> Sequence[Entry]:  # noqa: ARG002
        """All names offered: typing replaces them, it does not narrow them."""
        return [
            Entry(each.name, (Run(plain(each.name)),), (Run(f"  {plain(each.origin)}", "dim"),))
            for each in self._candidates
        ]

    def typed(self) -> None:
        """Typing leaves the list as it is."""

    def on_mount(self) -> None:
        """Give the list the room its names need."""
        self.listing.styles.height = min(6, len(self._candidates))

    def action_move(self, rows: int) -> None:
        """Moving in the list puts its name on the line."""
        super().action_move(rows)
        key = self.listing.cursor_key
        if key is not None:
            field = self.query_one(LineInput)
            field.value = key
            field.cursor_position = len(key)

    def accept(self, key: str | None) -> None:  # noqa: ARG002
        """Answer what stands on the line, not what the cursor of the list is on."""
        name = " ".join(self.query_text.split())
        if name:
            self.dismiss(name)
        else:
            self.say(_("A name, please; any will do."))

    def clicked(self, key: str) -> None:
        """A click takes the name."""
        self.dismiss(key)
