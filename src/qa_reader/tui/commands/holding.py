"""The highlight in hand: the one that was just made, gone to or clicked, as long as nothing has moved since.

It is what `A` notes, `y` copies and `h` opens again to move its ends.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.annotation.records import uuid7
from qa_reader.desk import changes
from qa_reader.desk.wording import titled
from qa_reader.language.layout import fit
from qa_reader.locales import _
from qa_reader.transcript.model import Position, Span
from qa_reader.tui.views import Pending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_reader.annotation.said import Annotation, Said
    from qa_reader.tui.screens.reader import ReaderScreen
    from qa_reader.tui.views import View

_WORDS: Final = 24
"""Cells of a highlight's words where it is named."""


class _Stop(NamedTuple):
    """Where a step through the annotations halts: a highlight, or a unit with something said of the whole."""

    start: Position
    longer_first: tuple[int, int]
    label: str = ""
    """The unit's; empty where it is a highlight."""
    record: str = ""


class Holding:
    """The highlight in hand."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._held = ""
        self._since = -1
        """The moves of the page as it was taken in hand."""
        self._stops: tuple[Said | None, list[_Stop]] = (None, [])

    # In hand

    @property
    def record(self) -> str | None:
        """The record of the highlight in hand, where it still stands."""
        found = self._annotation(self._held) if self._since == self.screen.page.moves else None
        return found.id if found is not None else None

    @property
    def span(self) -> Span | None:
        """The words of the highlight in hand."""
        found = self._annotation(self.record or "")
        return found.span if found is not None else None

    def hold(self, record: str) -> None:
        """Take a highlight in hand; the sidebar's cursor goes to it."""
        self._held, self._since = record, self.screen.page.moves
        self.screen.sidebar.cursor_to(record)

    # Naming

    def named_at(self, position: Position) -> str:
        """The highlights over `position`, the innermost first; empty where there is none."""
        over = [self._annotation(each.key) for each in self.screen.page.highlights_at(position)]
        return " · ".join(self._label(found) for found in reversed(over) if found is not None)

    def _label(self, found: Annotation) -> str:
        """Glyph and name of its tags, and who made it where that is somebody else."""
        view = self.screen.view
        assert view is not None
        card = view.card(found)
        tags = " ".join(f"{tag.glyph} {tag.label}".strip() for tag in card.tags)
        return " ".join(part for part in (tags or _("a highlight"), "✎" * bool(card.note), card.by) if part)

    # Stepping

    def step(self, direction: int) -> None:
        """To the next annotation of the text, or the one before, those within others included."""
        view, screen = self.screen.view, self.screen
        if view is None:
            return
        stops = self._all(view)
        at = self._from(stops, direction)
        if not 0 <= at < len(stops):
            screen.say(_("no annotation there"), "note")
            return
        stop = stops[at]
        screen.moving.leave()
        if stop.record:
            screen.page.go_to(stop.start, "visible")
        else:
            screen.page.focus_unit(stop.label)
        screen.moved()
        count = f"{at + 1}/{len(stops)}"
        found = self._annotation(stop.record)
        if found is not None:
            self.hold(stop.record)
            told = f"{self._label(found)}  {fit(' '.join(found.words.split()), _WORDS)}"
        else:
            self._held, self._since = f"#{stop.label}", screen.page.moves
            told = titled(view.reading.question(stop.label))
        screen.say(f"{told}  {count}", "note")

    def _from(self, stops: list[_Stop], direction: int) -> int:
        """The stop to go to: beside the one that is held, else beside the eye."""
        if self._since == self.screen.page.moves:
            for at, stop in enumerate(stops):
                if self._held in (stop.record, f"#{stop.label}"):
                    return at + direction
        eye = self.screen.page.eye or Position(0, 0)
        at = bisect_left([stop.start for stop in stops], eye)
        if direction < 0:
            return at - 1
        while at < len(stops) and stops[at].start == eye and stops[at].label:  # the unit that one is at
            at += 1
        return at

    def _all(self, view: View) -> list[_Stop]:
        """All stops in the order of the text, of highlights that begin together the longer first."""
        said = view.reading.said
        if self._stops[0] is not said:
            self._stops = (said, sorted(_stops(view)))
        return self._stops[1]

    # Notes

    def note(self) -> None:
        """Write a note on the selected words, on the highlight in hand, else on the question in focus."""
        selecting = self.screen.selecting
        record = selecting.adjusting or (self.record if selecting.span is None else None)
        if record is None:
            self.screen.saying.note()
            return
        if selecting.adjusting is not None:
            self.save()
        self.screen.editing.edit(record)

    # The ends

    def adjust(self) -> None:
        """Open a highlight to move its ends; again, the one around it.

        It is the one under the caret, in the sidebar that of the card, else the one in hand or the next on
        from the eye in the question in focus.
        """
        found = self._meant()
        if found is None or found.span is None:
            self.screen.say(_("no highlight here; ] a goes to the next"), "note")
            return
        self.screen.selecting.adjust(found.id, found.span)
        told = _("{highlight}: move the ends, Enter keeps them").format(highlight=self._label(found))
        self.screen.say(told, "note")

    def _meant(self) -> Annotation | None:
        screen, selecting = self.screen, self.screen.selecting
        if screen.view is None:
            return None
        if selecting.ends is not None:
            over = [each.key for each in reversed(screen.page.highlights_at(selecting.ends.caret.start))]
            at = over.index(selecting.adjusting) + 1 if selecting.adjusting in over else 0
            return self._annotation(over[at % len(over)]) if over else None
        if screen.here == "sidebar":
            return self._annotation(screen.sidebar.current or "")
        if self.record is not None:
            return self._annotation(self.record)
        eye, said = screen.page.eye or Position(0, 0), screen.view.reading.said
        ahead = [each for each in said.highlights if each.span is not None and each.span.end > eye]
        nearest = min(ahead, key=lambda each: each.span or Span(eye, eye), default=None)
        label = nearest.revision.question.rpartition("#")[2] if nearest is not None else None
        return nearest if label == screen.focus_label else None

    def save(self) -> bool:
        """Keep the new ends of the highlight that is being adjusted; False where none is."""
        screen, selecting = self.screen, self.screen.selecting
        record, span, view = selecting.adjusting, selecting.span, screen.view
        found = self._annotation(record or "")
        if record is None or span is None or view is None:
            return False
        selecting.end()
        if found is None:
            screen.say(_("this highlight has been deleted meanwhile"), "warning")
            return True
        self.hold(record)
        if span == found.span:
            screen.say(_("the ends are where they were"), "note")
            return True
        transcript_id = view.reading.transcript.id

        def work() -> None:
            screen.keeping.write(
                Pending(uuid7(), found.revision.question, span=span, codes=found.revision.codes),
                lambda: changes.move(screen.desk, transcript_id, record, span),
            )

        screen.saying.signed(work)
        return True

    def _annotation(self, record: str) -> Annotation | None:
        view = self.screen.view
        if view is None or not record:
            return None
        return next((each for each in view.reading.said.annotations if each.id == record), None)


def _stops(view: View) -> Iterator[_Stop]:
    said, outline = view.reading.said, view.reading.outline
    units = set()
    for found in said.annotations:
        if found.span is not None:
            (block, offset), (last, end) = found.span
            yield _Stop(Position(block, offset), (-last, -end), record=found.id)
        else:
            units.add(found.revision.question.rpartition("#")[2])
    for label in units:
        unit = outline.unit(label)
        if unit is None:
            continue
        exchange = view.reading.exchange(label)
        start = exchange.start if exchange is not None else None
        if start is None:
            start = Position(view.reading.transcript.turns[unit.turns[0]].start if unit.turns else 0, 0)
        yield _Stop(start, (-_FAR, 0), label=label)


_FAR: Final = 1 << 60
