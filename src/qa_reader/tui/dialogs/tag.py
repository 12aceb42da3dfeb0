"""The tag dialog: any codes of the codebook, several at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.message import Message

from qa_reader.locales import _
from qa_reader.tui.dialogs.dialog import LineInput
from qa_reader.tui.dialogs.listing import Entry, Picker
from qa_reader.tui.lines import Hint, Run, plain
from qa_reader.tui.typed import Index


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that can be picked."""

    id: str
    label: str
    glyph: str
    colour: str
    key: str = ""
    definition: str = ""
    group: str = ""
    """The group's id."""
    group_label: str = ""
    parent: str | None = None
    abstract: bool = False
    """A heading of sub-codes that is itself never set."""
    words: tuple[str, ...] = ()
    """What else it is found by: its labels in other languages."""


class TickingInput(LineInput):
    """An input on which a blank ticks: a code is found by one word. Also the blank of an input method."""

    class Ticked(Message):
        """The blank was pressed."""

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]  # Textual awaits what needs it
        if event.key in ("space", "ideographic_space"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Ticked())


class TagDialog(Picker[tuple[str, ...]]):
    """Answers the ids of the codes that were ticked, in the order of the codebook."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        toggled: Callable[[frozenset[str], str], frozenset[str]],
        chosen: Collection[str] = (),
    ) -> None:
        """`toggled` gives what is chosen after a code was ticked or unticked: others come or go with it."""
        super().__init__()
        self._toggled = toggled
        self._title = title
        self._choices = {choice.id: choice for choice in choices}
        self._order = [choice for choice in choices if not choice.abstract]
        self._index = Index((c.label, c.id, c.id.rpartition(".")[2], *c.words, c.key) for c in self._order)
        self._chosen = frozenset(chosen)
        self._ticked = False

    def heading(self) -> str:
        """What is tagged."""
        return self._title

    def placeholder(self) -> str:
        """What the empty input says."""
        return _("label or id")

    def field(self) -> LineInput:
        """The input."""
        return TickingInput(placeholder=self.placeholder())

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (
            Hint("Enter", _("apply")),
            Hint("Space", _("tick")),
            Hint("↑ ↓", _("choose")),
            Hint("Esc", _("back")),
        )

    def entries(self, query: str) -> Sequence[Entry]:
        """All codes in their groups, or those that fit what is typed, best first."""
        if query.strip():
            return [self._entry(self._order[index]) for index in self._index.find(query)]
        entries: list[Entry] = []
        group: str | None = None
        for choice in self._choices.values():
            if choice.group != group:
                group = choice.group
                heading = (Run(plain(choice.group_label or group), "dim"),)
                entries.append(Entry(f"\n{group}", heading, stops=False))
            if not choice.abstract:
                entries.append(self._entry(choice, nested=choice.parent is not None))
        return entries

    def _entry(self, choice: Choice, *, nested: bool = False) -> Entry:
        ticked = choice.id in self._chosen
        left = (
            Run("✓ " if ticked else "  ", "good"),
            Run("    " if nested else f"{plain(choice.glyph)} ", "", choice.colour),
            Run(plain(choice.label), "strong" if ticked else ""),
            Run(f"  {plain(choice.definition)}", "dim"),
        )
        return Entry(choice.id, left, (Run(f"  {plain(choice.key)}", "key"),) if choice.key else ())

    @on(TickingInput.Ticked)
    def tick(self) -> None:
        """Tick or untick the code under the cursor."""
        self.typed()
        key = self.listing.cursor_key
        if key is not None:
            self._ticked = True
            self._chosen = self._toggled(self._chosen, key)
            self.relist(key)

    def told_when_none(self) -> str:
        """That no code is called so."""
        return _("No code fits what you typed.")

    def accept(self, key: str | None) -> None:
        """Answer what is ticked; where nothing was ticked here, the code under the cursor goes with it."""
        if key is None and self.query_text.strip():
            self.say(self.told_when_none())
            return
        if not self._ticked and key is not None and key not in self._chosen:
            self._chosen = self._toggled(self._chosen, key)
        known = [choice.id for choice in self._order if choice.id in self._chosen]
        # A code of somebody else's codebook is kept.
        self.dismiss((*known, *sorted(self._chosen - self._choices.keys())))
