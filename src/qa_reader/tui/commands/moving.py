"""Moving: lines, pages, questions, sections, marks, the way back; and about the tree and the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from qa_reader.language.numerals import number
from qa_reader.language.query import Text
from qa_reader.library.workspace import linked
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Position
from qa_reader.transcript.units import split_id
from qa_reader.tui.contents import first_words
from qa_reader.tui.typed import WAYS, Typed

if TYPE_CHECKING:
    from qa_reader.transcript.units import Unit
    from qa_reader.tui.screens.reader import ReaderScreen
    from qa_reader.tui.views import View

_REMEMBERED = 200
"""Places the way back goes at the most."""


class _Left(NamedTuple):
    """A place that was left."""

    transcript: str
    place: Position
    focus: str
    above: int


class Moving:
    """Where to, next."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._back: list[_Left] = []
        self._forward: list[_Left] = []

    # In the text

    def rows(self, count: int) -> None:
        """Scroll by lines."""
        self.screen.page.move_rows(count)
        self.screen.moved()

    def pages(self, count: int) -> None:
        """Page the pane that has the focus."""
        screen = self.screen
        if screen.here == "reading":
            screen.page.move_page(count)
            screen.moved()
        else:
            (screen.sessions if screen.here == "tree" else screen.sidebar).page(count)

    def halves(self, count: int) -> None:
        """Half a page."""
        screen = self.screen
        if screen.here == "reading":
            screen.page.move_half(count)
            screen.moved()
        else:
            (screen.sessions if screen.here == "tree" else screen.sidebar).page(count / 2)

    def questions(self, count: int) -> None:
        """To the next question, or the one before."""
        self.screen.page.next_exchange(count)
        self.screen.moved()

    def sections(self, count: int) -> None:
        """To the next section, or the one before."""
        self.leave()
        self.screen.page.next_section(count)
        self.screen.moved()

    def first(self) -> None:
        """To the beginning of the pane that has the focus."""
        self._end("top")

    def last(self) -> None:
        """To the end."""
        self._end("bottom")

    def _end(self, which: str) -> None:
        screen = self.screen
        if screen.here != "reading":
            getattr(screen.sessions if screen.here == "tree" else screen.sidebar, which)()
            return
        self.leave()
        (screen.page.go_top if which == "top" else screen.page.go_bottom)()
        screen.moved()

    def ask_where(self) -> None:
        """Go to a question by its number, or by words of it as they are typed."""
        view = self.screen.view
        if view is None:
            return
        origin = self._here(view)

        def typed(text: str) -> str:
            found = _named(view, text)
            if found is not None:
                self.screen.page.focus_unit(found.label)
                self.screen.moved()
            return "" if found is not None or not text.strip() else _("no such question")

        def done(text: str | None) -> None:
            if text is None or _named(view, text) is None:
                self.screen.page.come_back(origin.place, origin.focus, origin.above)
            else:
                self._back.append(origin)
            self.screen.moved()

        self.screen.seeing.ask("#", _("number or words"), typed, done)

    def seek(self, what: str, direction: int) -> None:
        """To the next (or previous) unit that is untagged, flagged, unread, same in speaker."""
        view = self.screen.view
        if view is None:
            return
        units = [unit for unit in view.reading.outline.units if unit.kind != "transcript"]
        at = next((n for n, unit in enumerate(units) if unit.label == self.screen.focus_label), -1)
        ahead = units[at + 1 :] if direction > 0 else units[:at][::-1] if at >= 0 else []
        wanted = _test(view, what, self.screen.focus_label)
        found = next((unit for unit in ahead if wanted(unit)), None)
        if found is None:
            elsewhere = [unit.label for unit in units if wanted(unit)]
            here = self.screen.focus_label in elsewhere
            self.screen.say(_none(what, direction, len(elsewhere) - here, here=here), "note")
            return
        self.to_label(found.label)

    def to_label(self, label: str) -> None:
        """Bring a unit into focus, remembering the way back."""
        self.leave()
        self.screen.page.focus_unit(label)
        self.screen.moved()

    # Marks and the way back

    def mark(self, character: str) -> None:
        """Set a mark here."""
        self.screen.bookmark.marks[character] = self.screen.page.eye or Position(0, 0)
        self.screen.say(_("mark {name} is set").format(name=character))

    def to_mark(self, character: str) -> None:
        """Go to a mark; `'` goes to where one was before the last jump."""
        if character == "'":
            self.back()
            return
        place = self.screen.bookmark.marks.get(character)
        if place is None:
            self.screen.say(_("no mark {name} in this transcript").format(name=character), "note")
            return
        self.leave()
        self.screen.page.go_to(place)
        self.screen.moved()

    def leave(self) -> None:
        """Remember this place before a jump."""
        view = self.screen.view
        if view is not None:
            self._back.append(self._here(view))
            del self._back[:-_REMEMBERED]
            self._forward.clear()

    def back(self) -> None:
        """To where one was before the last jump."""
        self._step(self._back, self._forward, _("no way further back"))

    def forward(self) -> None:
        """Forward again after going back."""
        self._step(self._forward, self._back, _("no way further forward"))

    def _step(self, source: list[_Left], target: list[_Left], none: str) -> None:
        view = self.screen.view
        if view is None or not source:
            self.screen.say(none, "note")
            return
        target.append(self._here(view))
        left = source.pop()
        if self.screen.open_transcript(left.transcript):
            self.screen.page.come_back(left.place, left.focus, left.above)
            self.screen.moved()

    def _here(self, view: View) -> _Left:
        page = self.screen.page
        return _Left(view.reading.transcript.id, page.place, page.focus_label, page.above)

    # The tree

    def tree(self, count: int) -> None:
        """Move the tree's cursor."""
        self.screen.sessions.move(count)

    def tree_open(self) -> None:
        """Open what the tree's cursor is on."""
        self.screen.sessions.choose()

    def tree_fold(self, direction: int) -> None:
        """Unfold or fold a row."""
        (self.screen.sessions.open_row if direction > 0 else self.screen.sessions.close_row)()

    def open_row(self, key: str) -> None:
        """Open the transcript, section, question or link of a row of the tree."""
        name, _newline, tail = key.partition("\n")
        kind, _slash, number_of = tail.partition("/")
        transcript_id, label, _suffix = split_id(name)
        self.leave()
        if not self.screen.open_transcript(transcript_id) or self.screen.view is None:
            return
        if kind == "link":
            self._open_link(int(number_of))
        elif kind == "section":
            start = self.screen.view.reading.transcript.sections[int(number_of)].start
            self.screen.page.go_to(Position(start, 0), "top")
        elif label:
            self.screen.page.focus_unit(label)
        self.screen.moved()
        self.screen.seeing.to_text()

    def _open_link(self, number_of: int) -> None:
        view = self.screen.view
        if view is None:
            return
        link = view.reading.transcript.links[number_of]
        target = linked(link, self.screen.shelf.by_path())
        if target is not None:
            self.screen.open_transcript(target)
        elif link.url:
            self.screen.say(_("not in this workspace; its address is {url}").format(url=link.url), "note")
        else:
            self.screen.say(_("not in this workspace: {name}").format(name=link.text), "note")

    # The sidebar

    def card(self, count: int) -> None:
        """Move the sidebar's cursor."""
        self.screen.sidebar.move(count)

    def card_go(self) -> None:
        """Go to the words of the card the cursor is on."""
        if self.screen.sidebar.current is not None:
            self.to_record(self.screen.sidebar.current)

    def to_record(self, record: str) -> None:
        """Go to the words of an annotation, or to its question."""
        view = self.screen.view
        if view is None:
            return
        found = next((a for a in view.reading.said.annotations if a.id == record), None)
        if found is None:
            return
        self.leave()
        if found.span is not None:
            self.screen.page.go_to(found.span.start, "visible")
        else:
            self.screen.page.focus_unit(found.revision.question.rpartition("#")[2])
        self.screen.moved()
        self.screen.seeing.to_text()
        if found.span is not None:
            self.screen.holding.hold(record)


def _none(what: str, direction: int, left: int, *, here: bool) -> str:
    """That there is no more of `what` that way, and how many lie behind; `here` where one is in focus."""
    if not left and here:
        return _("this is the only one")
    if not left:
        return {
            "untagged": _("every answered question has a stance"),
            "flagged": _("nothing else is flagged"),
            "speaker": _("nothing else of the same speaker"),
            "unread": _("every question is read"),
        }[what]
    if direction > 0:
        return ngettext("none further on; {count} before", "none further on; {count} before", left).format(
            count=left
        )
    return ngettext("none before; {count} further on", "none before; {count} further on", left).format(
        count=left
    )


def _named(view: View, text: str) -> Unit | None:
    """The exchange `text` names: by printed or counted number, by label, else by its words."""
    wanted = text.strip()
    if not wanted:
        return None
    exchanges = view.reading.transcript.exchanges
    asked = number(wanted)
    for exchange in exchanges:
        if wanted in (exchange.label, exchange.number) or (
            asked is not None and exchange.number is not None and number(exchange.number) == asked
        ):
            return view.reading.outline.unit(exchange.label)
    if asked is not None and 1 <= asked <= len(exchanges):
        return view.reading.outline.unit(exchanges[asked - 1].label)
    typed = Typed(wanted)
    for way in range(WAYS):
        for exchange in exchanges:
            if typed.holds(Text(first_words(view.reading, exchange)), way):
                return view.reading.outline.unit(exchange.label)
    return None


def _test(view: View, what: str, label: str) -> Callable[[Unit], bool]:
    """Whether a unit is what `]` and `[` look for, seen from the unit `label`."""
    said, reading = view.reading.said, view.reading
    if what == "untagged":
        return lambda unit: (
            unit.kind == "exchange"
            and bool(reading.transcript.exchanges[unit.ordinal].answers)
            and view.stance(unit.label) is None
        )
    if what == "flagged":
        return lambda unit: bool(said.flags(reading.question(unit.label)))
    if what == "unread":
        return lambda unit: unit.kind == "exchange" and view.unread(unit.label)
    here = reading.outline.unit(label)
    speaker = reading.transcript.turns[here.turns[0]].speaker if here is not None and here.turns else None
    return lambda unit: (
        speaker is not None
        and bool(unit.turns)
        and reading.transcript.turns[unit.turns[0]].speaker == speaker
    )
