"""The dialog that completes what a citation needs and the source does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import DescendantFocus
from textual.widgets import Input, Static

from qa_reader.annotation.corrections import BadValue, normal
from qa_reader.language.dates import iso_date
from qa_reader.locales import _
from qa_reader.report.words import field_word
from qa_reader.tui.dialogs.dialog import Dialog, LineInput
from qa_reader.tui.lines import Hint

FIELDS: Final = ("title", "body", "meeting", "date", "url", "recording", "language")


class MetaDialog(Dialog[Mapping[str, str]]):
    """Answers the fields that were changed, dates as ISO. An emptied one takes what the source says again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "save", show=False, priority=True, id="meta.save"),
        # Before the container of the fields scrolls on them.
        Binding("down", "app.focus_next", show=False, priority=True, id="meta.down"),
        Binding("up", "app.focus_previous", show=False, priority=True, id="meta.up"),
    ]

    def __init__(self, values: Mapping[str, str], given: Mapping[str, str]) -> None:
        """`values` are the reader's own, `given` the source's; both by field name, without empty ones."""
        super().__init__()
        self._values = values
        self._given = given
        self._refused: tuple[str, str] | None = None
        """The field that could not be understood, and why."""
        self._leaving = False
        """Whether Escape was pressed once."""

    def heading(self) -> str:
        """The title."""
        return _("About this transcript")

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Ctrl-S", _("save")), Hint("Tab", _("next")), Hint("Esc", _("back")))

    def body(self) -> ComposeResult:
        """A line for each field: the reader's own value, else what the source says as a pale one."""
        with VerticalScroll(can_focus=False):
            for name in FIELDS:
                with Horizontal(classes="field"):
                    yield Static(field_word(name), classes="field-label", markup=False)
                    yield LineInput(
                        self._values.get(name, ""), placeholder=self._given.get(name, ""), id=name
                    )

    def on_mount(self) -> None:
        """Begin where something is missing."""
        wanting = (name for name in FIELDS if not self._values.get(name) and not self._given.get(name))
        self.set_focus(self.query_one(f"#{next(wanting, FIELDS[0])}", LineInput))

    @on(DescendantFocus)
    def tell(self) -> None:
        """Say what is wrong with the field, how its date is understood, or what the source says instead."""
        field = self.focused
        if not isinstance(field, LineInput):
            return
        value, given = field.value.strip(), self._given.get(field.id or "", "")
        iso = iso_date(value) if field.id == "date" else None
        if self._refused is not None and self._refused[0] == field.id:
            self.say(self._refused[1])
        elif iso is not None and iso != value:
            self.say(_("kept as {date}").format(date=iso))
        elif value and given and value != given:
            self.say(_("the source says: {value}").format(value=given))
        else:
            self.say("")

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """What was wrong may be right now."""
        event.stop()
        self._refused, self._leaving = None, False
        self.tell()

    @on(Input.Submitted)
    def next_or_save(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, from the last one it saves."""
        event.stop()
        if event.input.id == FIELDS[-1]:
            self.action_save()
        else:
            self.focus_next()

    def action_leave(self) -> None:
        """Leave; what was typed is given up only by a second Escape."""
        typed = any(
            self.query_one(f"#{name}", LineInput).value.strip() != self._values.get(name, "")
            for name in FIELDS
        )
        if typed and not self._leaving:
            self._leaving = True
            self.say(_("not saved: Ctrl-S saves, Esc again gives it up"))
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Answer what was changed, unless a field cannot be understood."""
        changed: dict[str, str] = {}
        for name in FIELDS:
            field = self.query_one(f"#{name}", LineInput)
            try:
                value = normal(name, field.value)
            except BadValue as bad:
                self._refuse(field, str(bad))
                return
            if value != self._values.get(name, ""):
                changed[name] = value
        self.dismiss(changed)

    def _refuse(self, field: LineInput, why: str) -> None:
        self._refused = (field.id or "", why)
        field.focus()
        self.tell()
