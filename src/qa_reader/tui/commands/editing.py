"""Editing: what an annotation says, whether it stays, and what is taken back and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from qa_reader.annotation.history import Change
from qa_reader.annotation.records import uuid7
from qa_reader.desk import changes, undo
from qa_reader.desk.wording import described, titled
from qa_reader.locales import _
from qa_reader.tui.views import Pending

if TYPE_CHECKING:
    from qa_reader.annotation.said import Annotation
    from qa_reader.tui.screens.reader import ReaderScreen


class Editing:
    """Changes of what was said before."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen

    # The cards

    def edit(self, record: str | None = None) -> None:
        """Edit the note of an annotation: of `record`, else of the one the sidebar's cursor is on."""
        found = self._current(record)
        if found is None:
            return

        def written(text: str) -> None:
            if text != found.revision.note:
                self._change(found, lambda: self._edited(found, {"note": text}))

        about = found.words or self.screen.saying.about(found.revision.question)
        self.screen.saying.signed(
            lambda: self.screen.seeing.write_note(
                found.id,
                _("Note on {question}").format(question=titled(found.revision.question)),
                about,
                found.revision.note,
                written,
            )
        )

    def retag(self, record: str | None = None) -> None:
        """Change the tags of an annotation: of `record`, else of the one the sidebar's cursor is on."""
        found = self._current(record)
        if found is None:
            return

        def chosen(codes: Sequence[str] | None) -> None:
            if codes is not None and tuple(codes) != found.revision.codes:
                self._change(found, lambda: self._edited(found, {"codes": tuple(codes)}))

        self.screen.saying.signed(
            lambda: self.screen.seeing.choose_tags(
                found.revision.codes, chosen, spans=found.revision.anchor is not None
            )
        )

    def _edited(self, found: Annotation, values: dict[str, Any]) -> Change | None:
        transcript_id = found.revision.question.rpartition("#")[0]
        return changes.edit(self.screen.desk, transcript_id, found.id, **values)

    def delete(self) -> None:
        """Delete the annotation the sidebar's cursor is on; undo brings it back."""
        found = self._current()
        if found is not None:
            transcript_id = found.revision.question.rpartition("#")[0]
            self.screen.saying.signed(
                lambda: self._change(found, lambda: changes.delete(self.screen.desk, transcript_id, found.id))
            )

    def _change(self, found: Annotation, work: Callable[[], Change | None]) -> None:
        self.screen.keeping.write(Pending(uuid7(), found.revision.question), work)

    def _current(self, record: str | None = None) -> Annotation | None:
        view, record = self.screen.view, record or self.screen.sidebar.current
        found = None
        if view is not None and record is not None:
            found = next((a for a in view.reading.said.annotations if a.id == record), None)
        if found is None:
            self.screen.say(_("no annotation is chosen; Tab goes to the annotations"), "note")
        return found

    # Undo

    def undo(self) -> None:
        """Take back the newest change, and show where it was."""
        self.take_back(redo=False, then=self._go_where)

    def redo(self) -> None:
        """Bring back what was undone, and show where it is."""
        self.take_back(redo=True, then=self._go_where)

    def take_back(self, *, redo: bool, then: Callable[[Change], None]) -> None:
        """Undo or redo, go on with `then` of the change it was, and say what it was."""
        self.screen.saying.signed(partial(self._take_back, redo, then))

    def _take_back(self, redo: bool, then: Callable[[Change], None]) -> None:
        desk = self.screen.desk
        how = undo.redo if redo else undo.undo
        told = _("redone: {what}") if redo else _("undone: {what}")

        def done(outcome: object) -> None:
            if isinstance(outcome, tuple):
                taken, by = outcome
                self.screen.said()
                then(taken)
                shown = taken if taken.undoes is None else by
                self.screen.say(told.format(what=described(shown, desk.codebook)))
            elif isinstance(outcome, Exception):
                self.screen.say(str(outcome), "warning")

        self.screen.keeping.writer.do(lambda: how(desk), done)

    def _go_where(self, change: Change) -> None:
        """Show the question a change was about."""
        transcript_id, _hash, label = change.question.rpartition("#")
        view = self.screen.view
        if view is None or not transcript_id:  # a report belongs to the whole workspace
            return
        if transcript_id != view.reading.transcript.id and not self.screen.open_transcript(transcript_id):
            return
        if label and label != self.screen.focus_label:
            self.screen.moving.to_label(label)
