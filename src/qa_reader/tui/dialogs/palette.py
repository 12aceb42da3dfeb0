"""The palette: every action by its name, with the keys it has.

Ours and not Textual's, which shows no keys, looks for no Japanese in any of its widths, and reads markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa_reader.locales import _
from qa_reader.tui.dialogs.listing import Entry, Picker
from qa_reader.tui.lines import Hint, Run, plain
from qa_reader.tui.typed import Index


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something that can be done."""

    id: str
    what: str
    group: str = ""
    keys: str = ""
    """As shown: `g g  Home`."""
    works: bool = True
    """False where it can do nothing now; it is shown dim, last, and cannot be taken."""


class PaletteDialog(Picker[str]):
    """Answers the id of the action to do."""

    def __init__(self, entries: Sequence[PaletteEntry]) -> None:
        super().__init__()
        self._actions = sorted(entries, key=lambda entry: not entry.works)
        self._index = Index((entry.what, entry.id, entry.group, entry.keys) for entry in self._actions)

    def heading(self) -> str:
        """The title."""
        return _("Commands")

    def placeholder(self) -> str:
        """What the empty input says."""
        return _("what to do")

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Enter", _("do it")), Hint("↑ ↓", _("choose")), Hint("Esc", _("back")))

    def entries(self, query: str) -> Sequence[Entry]:
        """The actions that fit, best first."""
        return [self._entry(self._actions[index]) for index in self._index.find(query)]

    def told_when_none(self) -> str:
        """That no action is called so."""
        return _("Nothing fits what you typed.")

    @staticmethod
    def _entry(action: PaletteEntry) -> Entry:
        look = "" if action.works else "dim"
        left = (Run(plain(action.what), look), Run(f"  {plain(action.group)}", "dim"))
        return Entry(action.id, left, (Run(f"  {plain(action.keys)}", "key" if action.works else "dim"),))

    def accept(self, key: str | None) -> None:
        """Answer the action, unless it can do nothing now."""
        chosen = next((entry for entry in self._actions if entry.id == key), None)
        if chosen is None:
            self.say(self.told_when_none())
        elif not chosen.works:
            self.say(_("That can do nothing here."))
        else:
            self.dismiss(chosen.id)
