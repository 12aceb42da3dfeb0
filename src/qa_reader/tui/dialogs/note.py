"""The note dialog: some lines about a question or some of its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from qa_reader.locales import _
from qa_reader.terminal.safety import visible
from qa_reader.tui.dialogs.dialog import Dialog, KeyLine
from qa_reader.tui.dialogs.passage import Passage
from qa_reader.tui.editor import EditorFailed, edited
from qa_reader.tui.lines import Hint


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """What was written."""

    text: str
    draft: bool = False
    """True where it was left with Escape: to be kept for the next time, not yet said."""


class NoteArea(TextArea):
    """The text area, drawing nothing that a terminal would obey.

    It takes the keys that end the note itself, in their turn: a binding would act before what was typed ahead
    of them, the last words of a fast hand or a paste, has been written.
    """

    ENDINGS: ClassVar[Mapping[str, str]] = {
        "ctrl+s": "save",
        "ctrl+enter": "save",
        "alt+enter": "save",
        "ctrl+e": "edit_elsewhere",
        "escape": "leave",
    }

    class Ended(Message):
        """A key that ends the note: what the dialog is to do."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def on_key(self, event: events.Key) -> None:
        """Take an ending; nothing typed behind it belongs to the note."""
        action = self.ENDINGS.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            self.read_only = True
            self.post_message(self.Ended(action))

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)


class NoteDialog(Dialog[NoteAnswer]):
    """Answers a NoteAnswer; None where Escape left the text as it was."""

    def __init__(
        self,
        title: str,
        about: str = "",
        text: str = "",
        *,
        colour: str = "",
        draft: str = "",
        on_change: Callable[[str], None] | None = None,
    ) -> None:
        """`about` are the words or the question the note is on, with a bar in the code's `colour`.

        `text` is the note as it stands; `draft` what was written before and not saved, shown in its place.
        `on_change` is called with the text at each change: what is typed must survive a crash.
        """
        super().__init__()
        self._title = title
        self._about = about
        self._colour = colour
        self._text = text
        self._draft = draft
        self._on_change = on_change

    @on(TextArea.Changed)
    def changed(self, event: TextArea.Changed) -> None:
        """Tell what is written so far."""
        event.stop()
        if self._on_change is not None:
            self._on_change(event.text_area.text)

    @on(NoteArea.Ended)
    async def ended(self, event: NoteArea.Ended) -> None:
        """Do what the key asks for."""
        event.stop()
        await self.run_action(event.action)

    def heading(self) -> str:
        """What the note is on."""
        return self._title

    def compose(self) -> ComposeResult:
        """The sheet, and its keys in place of those of the text that stays in sight."""
        with Vertical(classes="sheet"):
            yield Static(visible(self.heading()), classes="sheet-title", markup=False)
            yield from self.body()
        yield KeyLine(self.hints())

    def body(self) -> ComposeResult:
        """The words and the text area."""
        if self._about:
            yield Passage(self._about, limit=3, style="dim", bar=self._colour or "grey")
        area = NoteArea(
            self._draft or self._text,
            soft_wrap=True,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
        )
        area.cursor_blink = False
        yield area

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Ctrl-S", _("save")), Hint("Esc", _("leave")), Hint("Ctrl-E", _("your editor")))

    def on_mount(self) -> None:
        """Go on where the text ends."""
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_save(self) -> None:
        """Answer the text."""
        self.dismiss(NoteAnswer(self.query_one(NoteArea).text.rstrip()))

    def action_leave(self) -> None:
        """Leave; what is written and not saved becomes a draft."""
        text = self.query_one(NoteArea).text.rstrip()
        self.dismiss(None if text == self._text.rstrip() else NoteAnswer(text, draft=True))

    def action_edit_elsewhere(self) -> None:
        """Go on in the reader's own editor."""
        area = self.query_one(NoteArea)
        area.read_only = False
        failure = ""
        try:
            with self.app.suspend():
                # Caught in here: Textual takes the terminal back only where the block ends well.
                try:
                    area.text = edited(area.text)
                except EditorFailed as failed:
                    failure = str(failed)
        except SuspendNotSupported:
            failure = _("This terminal cannot be handed to an editor.")
        self.say(failure)
        area.move_cursor(area.document.end)
