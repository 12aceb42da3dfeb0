"""The keyboard: what a key means here and now, and the one place where it becomes an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qa_reader.desk.workspace import Refused
from qa_reader.locales import _
from qa_reader.tui.actions import COUNTED, bindings
from qa_reader.tui.keys import ANY, Hit, KeyReader, Wait
from qa_reader.tui.lines import Hint

if TYPE_CHECKING:
    from qa_reader.tui.screens.reader import ReaderScreen

_LEAVING: Final = frozenset(
    f"{where}-{way}"
    for where, ways in {
        "page": ("down", "up"),
        "half": ("down", "up"),
        "next": ("question", "section", "untagged", "annotation", "flagged", "same-speaker", "unread"),
        "previous": ("question", "section", "untagged", "annotation", "flagged", "same-speaker", "unread"),
    }.items()
    for way in ways
) | {"first", "last", "go-to"}
"""Actions that would leave a selection behind, out of sight."""


class Keyboard:
    """Keys on the reader's screen."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._keys = KeyReader(bindings(tuple(screen.registry.values())), COUNTED)

    def press(self, key: str) -> None:
        """A key, as we write it, was pressed."""
        typed = f"{self._keys.pending} {key}".strip()
        if key == "Esc" and self._keys.forget():
            self.screen.status.show_pending("")
            return
        outcome = self._keys.read(key, self.contexts())
        if isinstance(outcome, Wait):
            self.screen.status.show_pending(outcome.typed, self._following())
            return
        self.screen.status.show_pending("")
        if outcome is None:
            self._tell_keys(typed)
        if isinstance(outcome, Hit):
            self.screen.status.settle()
            if self.screen.selecting.active and outcome.action.startswith("stance-"):
                # Fingers that know vi move a selection with e and c: that must judge no answer.
                self.screen.say(_("a stance is for the whole answer; Esc leaves the selection"), "note")
                return
            if self.screen.selecting.active and outcome.action in _LEAVING:
                self.screen.say(_("words are selected; Esc leaves them first"), "note")
                return
            self.screen.selecting.count = outcome.times
            self.perform(outcome.action, outcome.character)

    def _following(self) -> list[Hint]:
        """The keys that end what was begun, one for each action."""
        registry = self.screen.registry
        first: dict[str, str] = {}
        for key, action in self._keys.following(self.contexts()).items():
            first.setdefault(action, key)
        return [Hint("…" if key == ANY else key, _(registry[action].what)) for action, key in first.items()]

    def _tell_keys(self, typed: str) -> None:
        """Say that a key means nothing here, and where it is said which do; for Ctrl-C the way out."""
        quit_key, help_key = (next(iter(self.screen.registry[name].keys), ":") for name in ("quit", "help"))
        if typed == "Ctrl-C":
            self.screen.say(_("{key} quits").format(key=quit_key), "note")
        else:
            told = _("{key} means nothing here; {help} shows the keys")
            self.screen.say(told.format(key=typed, help=help_key), "note")

    def contexts(self) -> tuple[str, ...]:
        """Which actions keys mean now, the narrowest first."""
        if self.screen.selecting.active:
            return ("selecting", "any")
        return (self.screen.here, "any")

    def perform(self, action_id: str, character: str = "") -> None:
        """Do an action of the registry; `character` is the last key typed of several."""
        does, *arguments = self.screen.registry[action_id].does.split()
        target, _dot, method = does.partition(".")
        values: list[Any] = [
            character if each == ANY else int(each) if each.lstrip("-").isdigit() else each
            for each in arguments
        ]
        try:
            getattr(getattr(self.screen, target), method)(*values)
        except Refused as refused:
            self.screen.say(str(refused), "warning")
        except OSError as error:  # a file or folder went away under the reader
            self.screen.fault(error)
