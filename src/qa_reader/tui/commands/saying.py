"""Saying: stances, tags, notes, flags and highlights, and in whose name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qa_reader.annotation.history import Change
from qa_reader.annotation.records import uuid7
from qa_reader.config import settings
from qa_reader.desk import changes
from qa_reader.desk.bookmark import draft_key, drafted
from qa_reader.desk.wording import titled
from qa_reader.locales import _, language
from qa_reader.tui.contents import first_words
from qa_reader.tui.views import Pending

if TYPE_CHECKING:
    from qa_reader.transcript.model import Span
    from qa_reader.tui.screens.reader import ReaderScreen
    from qa_reader.tui.views import View


class Saying:
    """What the reader says of what was said."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._last: Callable[[], None] | None = None

    # Stances and tags

    def stance(self, code: str) -> None:
        """Set the stance of the question in focus; the same again takes it back."""
        self.signed(partial(self._stance, code))

    def _stance(self, code: str) -> None:
        view, label = self._in_focus()
        if view is None:
            return
        exchange = view.reading.exchange(label)
        if exchange is None:
            self.screen.say(_("a stance is for a question and its answer; J goes to the next"), "warning")
            return
        if not exchange.answers:
            self.screen.say(_("nobody has answered this question"), "warning")
            return
        stands = view.stance(label)
        wanted = None if stands and self.screen.desk.codebook.family(stands) == code else code
        question = view.reading.question(label)
        shown = self.screen.desk.codebook.get(code).label(language())
        told = _("{question}: {stance}") if wanted else _("{question}: {stance} taken back")
        self.screen.keeping.write(
            Pending(uuid7(), question, stance=wanted or ""),
            lambda: changes.set_stance(self.screen.desk, question, wanted),
            told.format(question=titled(question), stance=shown),
        )
        self._last = partial(self._stance, code)

    def stance_of_one(self, code: str) -> None:
        """Set the stance of the answerer at the eye alone, where several answered; again takes it back."""
        self.signed(partial(self._stance_of_one, code))

    def _stance_of_one(self, code: str) -> None:
        view, label = self._in_focus()
        exchange = view.reading.exchange(label) if view is not None else None
        if view is None or exchange is None:
            self.screen.say(_("a stance is for a question and its answer; J goes to the next"), "warning")
            return
        names = changes.answerers(view.reading, exchange)
        if len(names) < 2:
            self.screen.say(_("one person answered; a digit alone sets the stance"), "note")
            return
        eye = self.screen.page.eye
        passage = next((p for p in exchange.answers if eye is None or eye < p.span.end), exchange.answers[-1])
        speaker = view.reading.transcript.turns[passage.turn].speaker
        name = "" if speaker is None else view.reading.transcript.speakers[speaker].name
        held = view.reading.said.own(view.reading.question(label), view.annotator or "", "answer", name)
        codes = held.revision.codes if held is not None else ()
        wanted = None if code in codes else code
        question = view.reading.question(label)
        answer = f"{question}/a{names.index(name) + 1}"
        self.screen.keeping.write(
            Pending(uuid7(), question), lambda: changes.set_stance(self.screen.desk, answer, wanted)
        )

    def tag(self) -> None:
        """Choose tags for the selection, or for the question in focus; or change those of a highlight whose
        ends are being moved."""
        adjusted = self.screen.selecting.adjusting
        if adjusted is not None:
            self.screen.holding.save()
            self.screen.editing.retag(adjusted)
        else:
            self.signed(self._tag)

    def _tag(self) -> None:
        view, label = self._in_focus()
        if view is None:
            return
        span = self.screen.selecting.span
        question = self._question_of(span) if span is not None else view.reading.question(label)
        own = view.reading.said.own(question, view.annotator or "", "answers") if span is None else None
        held = own.revision.codes if own is not None else ()

        def chosen(codes: Sequence[str] | None) -> None:
            if codes is not None:
                self._apply_tags(question, span, tuple(codes), held)

        self.screen.seeing.choose_tags(held, chosen, spans=span is not None)

    def _apply_tags(
        self, question: str, span: Span | None, codes: tuple[str, ...], held: tuple[str, ...]
    ) -> None:
        desk = self.screen.desk
        if span is not None:
            if codes:
                self._highlight(question, span, codes)
                self._last = None
            return
        gone = tuple(code for code in held if code not in desk.codebook.with_parents(codes))
        new = tuple(code for code in codes if code not in held)
        if gone or new:
            self.screen.keeping.write(
                Pending(uuid7(), question, codes=new), lambda: _retagged(self.screen, question, gone, new)
            )
        if new:
            self._last = lambda: self._apply_tags(self._focused_question(), None, (*new,), ())

    def repeat(self) -> None:
        """Do the last tagging again on the question in focus."""
        if self._last is None:
            self.screen.say(_("nothing to repeat yet"), "note")
        else:
            self._last()

    # Notes and flags

    def note(self) -> None:
        """Write a note: on the selected words, else on the question in focus."""
        self.signed(self._note)

    def _note(self) -> None:
        view, label = self._in_focus()
        if view is None:
            return
        span = self.screen.selecting.span or self._drafted(view, view.reading.question(label))
        question = self._question_of(span) if span is not None else view.reading.question(label)
        about = view.reading.transcript.words(span) if span is not None else self.about(question)
        if span is not None:
            self.screen.page.go_to(span.start, "third")  # above the window that the note is written in

        def written(text: str) -> None:
            if span is not None:
                self._highlight(question, span, (), text)
                return
            record = uuid7()
            self.screen.keeping.write(
                Pending(record, question, note=text),
                lambda: changes.note(self.screen.desk, question, text, record=record),
            )

        title = _("Note on {question}").format(question=titled(question))
        self.screen.seeing.write_note(draft_key(question, span), title, about, "", written)

    @staticmethod
    def _drafted(view: View, question: str) -> Span | None:
        """The words that a half-written note is on, where none is on the whole of the question."""
        spans = [span for about, span in map(drafted, view.bookmark.drafts) if about == question]
        span = None if None in spans else next(iter(spans), None)
        blocks = view.reading.transcript.blocks
        if (
            span is None
            or span.end.block >= len(blocks)
            or span.end.offset > len(blocks[span.end.block].text)
        ):
            return None
        return span

    def flag(self) -> None:
        """Flag the question in focus, or take the flag off."""
        self.signed(self._flag)

    def _flag(self) -> None:
        view, question = self.screen.view, self._focused_question()
        if view is None or not question:
            return
        # Decided at the key press, so that a change written twice does not turn it back.
        flagged = any(a.author == view.annotator for a in view.reading.said.flags(question))
        self._set_flag(not flagged)

    def _set_flag(self, on: bool) -> None:
        question = self._focused_question()
        self.screen.keeping.write(
            Pending(uuid7(), question), lambda: changes.flag(self.screen.desk, question, on)
        )
        self._last = partial(self._set_flag, on)

    # Highlights

    def highlight(self) -> None:
        """Highlight the selected words."""
        span = self.screen.selecting.span
        if span is not None and not self.screen.mending.repoint() and not self.screen.holding.save():
            self.signed(lambda: self._highlight(self._question_of(span), span, ()))

    def _highlight(self, question: str, span: Span, codes: tuple[str, ...], text: str = "") -> None:
        view = self.screen.view
        if view is None:
            return
        record = uuid7()
        transcript_id = view.reading.transcript.id
        self.screen.selecting.end()
        self.screen.keeping.write(
            Pending(record, question, span=span, codes=codes, note=text),
            lambda: changes.highlight(
                self.screen.desk, transcript_id, span, codes, text, question=question, record=record
            ),
        )
        self.screen.holding.hold(record)

    def highlight_all(self, title: str, places: Sequence[tuple[Span, str]]) -> None:
        """Choose a code and highlight all `places`, each of a question, with it: one change, one undo."""
        self.signed(partial(self._highlight_all, title, places))

    def _highlight_all(self, title: str, places: Sequence[tuple[Span, str]]) -> None:
        view = self.screen.view
        if view is None:
            return
        transcript_id = view.reading.transcript.id

        def chosen(codes: Sequence[str] | None) -> None:
            if codes is not None:
                self.screen.keeping.write(
                    Pending(uuid7(), places[0][1]),
                    lambda: changes.highlight_all(self.screen.desk, transcript_id, places, codes),
                )

        self.screen.seeing.choose_tags((), chosen, spans=True, title=title)

    def _question_of(self, span: Span) -> str:
        """The question a span belongs to: the one in focus if its passages hold it, else the first."""
        view = self.screen.view
        assert view is not None
        return view.reading.question(view.reading.outline.unit_of(span, self.screen.focus_label).label)

    # Who says it

    def signed(self, then: Callable[[], None]) -> None:
        """Go on with `then` once it is known who annotates; asked once and kept."""
        desk = self.screen.desk
        if desk.annotator:
            then()
            return

        def named(name: str | None) -> None:
            if not name or not name.strip():
                return
            # By the writer, like all that changes the desk: it may be looking at the disk just now.
            self.screen.keeping.writer.do(lambda: desk.introduce(name.strip()), introduced)
            try:
                settings.remember(annotator=name.strip())
            except (OSError, settings.BadSettings) as error:
                self.screen.say(_("your name could not be kept: {why}").format(why=error), "warning")

        def introduced(outcome: object) -> None:
            if isinstance(outcome, Exception):
                self.screen.fault(outcome)
                return
            self.screen.said()
            then()

        self.screen.seeing.ask_name(settings.candidates(), named)

    def _in_focus(self) -> tuple[View | None, str]:
        return self.screen.view, self.screen.focus_label

    def _focused_question(self) -> str:
        view, label = self._in_focus()
        return view.reading.question(label) if view is not None else ""

    def about(self, question: str) -> str:
        """The first words of a question, as a note on it is headed."""
        view = self.screen.view
        exchange = view.reading.exchange(question.rpartition("#")[2]) if view is not None else None
        return first_words(view.reading, exchange) if view is not None and exchange is not None else ""


def _retagged(
    screen: ReaderScreen, question: str, gone: tuple[str, ...], new: tuple[str, ...]
) -> Change | None:
    """Take tags off and put others on, as one change."""
    act = changes.Act(screen.desk)
    if gone:
        changes.untag(screen.desk, question, gone, act)
    if new:
        changes.tag(screen.desk, question, new, act)
    return act.commit()
