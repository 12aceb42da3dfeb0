"""Mending: what a turn is, where it begins and ends, what answers what; what a changed text left in doubt;
what the source does not say of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qa_reader.annotation.corrections import FIELDS, standing
from qa_reader.annotation.records import uuid7
from qa_reader.annotation.review import Doubt, difference, doubts
from qa_reader.desk import changes, mending
from qa_reader.desk.wording import titled
from qa_reader.locales import _, listed
from qa_reader.report.words import kind_word
from qa_reader.transcript.model import KINDS
from qa_reader.tui.contents import first_words
from qa_reader.tui.views import Pending

if TYPE_CHECKING:
    from qa_reader.annotation.history import Change
    from qa_reader.transcript.model import Position
    from qa_reader.tui.screens.reader import ReaderScreen
    from qa_reader.tui.views import View


class Mending:
    """Corrections of the reading, and the review list."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.repointing: str | None = None
        """The record whose right words are being selected."""

    def adopt(self) -> None:
        """Say which transcript, whose file is gone, the open one is."""
        view = self.screen.view
        if view is None:
            return
        from qa_reader.desk.moved import adopt, proposed

        desk, file = self.screen.desk, self._id(view)
        options = {each: each for each in desk.places.gone()}
        likely = {p.transcript: f"{p.transcript}  {p.share:.0%}" for p in proposed(desk, view.reading)}
        if not options:
            self.screen.say(_("every transcript that something is said of has its file"), "note")
            return

        def chosen(transcript: str | None) -> None:
            if transcript is not None:
                self.screen.saying.signed(lambda: take(transcript))

        def take(transcript: str) -> None:
            def done(outcome: object) -> None:
                if isinstance(outcome, Exception):
                    self.screen.say(str(outcome), "warning")
                    return
                self.screen.open_transcript(transcript)
                self.screen.say(_("this is {id}: what was said of it is here").format(id=transcript))

            self.screen.keeping.writer.do(lambda: adopt(desk, file, transcript), done)

        offered = [*likely.items(), *(each for each in options.items() if each[0] not in likely)]
        self.screen.seeing.choose(_("This file is, renamed:"), offered, chosen)

    # Turns

    def retype(self) -> None:
        """Say what the turn at the eye is: a question, an answer, a remark …"""
        found = self._turn()
        if found is None:
            return
        view, turn = found
        now = view.reading.transcript.turns[turn].kind

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self._write(view, lambda: mending.retype(self.screen.desk, self._id(view), turn, kind))

        title = _("This turn is: {words}").format(words=self._words(view, turn))
        self.screen.seeing.choose(title, [(kind, kind_word(kind)) for kind in KINDS], chosen, now)

    def split(self) -> None:
        """Begin a new turn at the paragraph of the selection, else at the one at the eye."""
        view, at = self.screen.view, self._at()
        if view is not None and at is not None:
            self._write(view, lambda: mending.split(self.screen.desk, self._id(view), at.block))

    def join(self) -> None:
        """Make the turn at the eye part of the one before."""
        found = self._turn()
        if found is None:
            return
        view, turn = found

        def join(sure: bool | None) -> None:
            if sure:
                self._write(view, lambda: mending.join(self.screen.desk, self._id(view), turn))

        if view.reading.transcript.turns[turn].kind != "question":
            join(True)
            return
        from qa_reader.tui.dialogs.confirm import ConfirmDialog

        # The key is a shift away from the flag's, and a question goes with all that hangs on it.
        words = _("“{words}” will no longer be a question; u undoes it.").format(
            words=self._words(view, turn)
        )
        self.screen.app.push_screen(ConfirmDialog(_("Join this question with the turn before?"), words), join)

    def pair(self) -> None:
        """Say which question the turn at the eye answers."""
        self._pair(paired=True)

    def unpair(self) -> None:
        """Say that the turn at the eye does not answer a question it was paired with."""
        self._pair(paired=False)

    def _pair(self, *, paired: bool) -> None:
        found = self._turn()
        if found is None:
            return
        view, turn = found
        answered = [
            exchange
            for exchange in view.reading.transcript.exchanges
            if any(passage.turn == turn for passage in exchange.answers) != paired
        ]
        if not paired and len(answered) == 1:
            self._unpair_from(view, turn, answered[0].label)
            return
        before = [e for e in answered if e.questions[0].turn <= turn] if paired else answered
        offered = before[-12:][::-1]
        if not offered:
            self.screen.say(
                _("no question stands before this turn") if paired else _("it answers nothing"), "note"
            )
            return

        def chosen(label: str | None) -> None:
            if label is not None:
                self._write(
                    view,
                    lambda: mending.pair(self.screen.desk, self._id(view), turn, label, paired=paired),
                )

        words = self._words(view, turn)
        title = (_("“{words}” answers") if paired else _("“{words}” does not answer")).format(words=words)
        options = [
            (e.label, f"{titled(view.reading.question(e.label))}  {first_words(view.reading, e)[:60]}")
            for e in offered
        ]
        self.screen.seeing.choose(title, options, chosen)

    def _unpair_from(self, view: View, turn: int, label: str) -> None:
        self._write(view, lambda: mending.pair(self.screen.desk, self._id(view), turn, label, paired=False))

    # Doubts

    def review(self) -> None:
        """Go through what a changed text left in doubt."""
        view = self.screen.view
        if view is None:
            return
        found = list(doubts(view.reading.said, view.reading.transcript, view.reading.outline))
        if not found:
            self.screen.say(_("nothing is in doubt here"), "note")
            return
        from qa_reader.tui.dialogs.review import ReviewDialog, ReviewItem

        whys = {
            "lost": _("words not found"),
            "orphan": _("question gone"),
            "changed": _("answer changed"),
        }
        items = [
            ReviewItem(
                key=doubt.annotation.id,
                label=titled(doubt.annotation.revision.question),
                why=whys[doubt.why],
                words=doubt.annotation.words or self._codes(view, doubt),
                difference=tuple(difference(doubt.annotation.words, doubt.proposals[0].words))
                if doubt.proposals
                else (),
            )
            for doubt in found
        ]
        by_key = {doubt.annotation.id: doubt for doubt in found}
        self.screen.app.push_screen(
            ReviewDialog(items), lambda decision: self._decided(view, by_key, decision)
        )

    def _decided(self, view: View, found: dict[str, Doubt], decision: tuple[str, str] | None) -> None:
        if decision is None:
            return
        key, what = decision
        doubt, desk, transcript_id = found[key], self.screen.desk, self._id(view)
        if what == "go":
            self._look(doubt)
        elif what == "repoint":
            self.repointing = key
            self._look(doubt)
            self.screen.selecting.begin()
            self.screen.say(_("select the right words, then Enter"), "note")
        elif what == "delete":
            self._write(view, lambda: changes.delete(desk, transcript_id, key), self.review)
        else:
            span = doubt.proposals[0].span if what == "accept" else None
            self._write(view, lambda: changes.settle(desk, transcript_id, key, span), self.review)

    def repoint(self) -> bool:
        """Put the annotation in hand on the selected words; False where none is in hand."""
        key, span, view = self.repointing, self.screen.selecting.span, self.screen.view
        if key is None or span is None or view is None:
            return False
        self.repointing = None
        self.screen.selecting.end()
        self._write(view, lambda: changes.settle(self.screen.desk, self._id(view), key, span), self.review)
        return True

    def _look(self, doubt: Doubt) -> None:
        self.screen.moving.leave()
        if doubt.proposals:
            self.screen.page.go_to(doubt.proposals[0].span.start)
        else:
            self.screen.page.focus_unit(doubt.annotation.revision.question.rpartition("#")[2])
        self.screen.moved()

    # Metadata

    def metadata(self) -> None:
        """Complete what the source does not say of itself."""
        view = self.screen.view
        if view is None:
            return
        reading = view.reading
        given = {name: value for name in FIELDS if (value := getattr(reading.parsed.meta, name))}
        own = {
            name: str(records[-1].data.get("value", ""))
            for name, records in standing(reading.said.records.values(), view.annotator or "").items()
        }

        def filled(values: Mapping[str, str] | None) -> None:
            if values:
                self.screen.saying.signed(
                    lambda: self.screen.keeping.write(
                        Pending(uuid7(), f"{reading.transcript.id}#"),
                        lambda: changes.complete(self.screen.desk, reading.transcript.id, values),
                    )
                )

        self.screen.seeing.fill_metadata(own, given, filled)

    # What all share

    def _codes(self, view: View, doubt: Doubt) -> str:
        return listed(view.tag(code).label for code in doubt.annotation.revision.codes)

    def _at(self) -> Position | None:
        span = self.screen.selecting.span
        return span.start if span is not None else self.screen.page.eye

    def _turn(self) -> tuple[View, int] | None:
        view, at = self.screen.view, self._at()
        turn = view.reading.outline.turn_at(at.block) if view is not None and at is not None else None
        if view is None or turn is None:
            self.screen.say(_("no turn stands there; move to one"), "note")
            return None
        return view, turn

    @staticmethod
    def _id(view: View) -> str:
        return view.reading.transcript.id

    @staticmethod
    def _words(view: View, turn: int) -> str:
        start = view.reading.transcript.turns[turn].start
        return view.reading.transcript.blocks[start].text[:24].strip()

    def _write(
        self, view: View, work: Callable[[], Change | None], then: Callable[[], None] | None = None
    ) -> None:
        """Have a correction written; the whole reading is made anew by it."""

        def write() -> None:
            self.screen.selecting.end()
            self.screen.keeping.write(Pending(uuid7(), view.reading.question("")), work, then=then)

        self.screen.saying.signed(write)
