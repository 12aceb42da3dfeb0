"""Selecting words by keys, as vi's visual mode does; the mouse selects the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from qa_reader.locales import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_reader.language.motions import Size
    from qa_reader.transcript.model import Span
    from qa_reader.tui.panes.reading.selection import Level, Selection, Selector, Way
    from qa_reader.tui.screens.reader import ReaderScreen

_LADDER: Final = 99
"""Steps wider or narrower at the most: there are not so many sizes of pieces."""
_COUNTED: Final = 10_000
"""Code points up to which characters are counted as a reader counts them, a letter and its marks as one."""


class _Left(NamedTuple):
    """What was selected last."""

    transcript: str
    span: Span
    words: str
    backward: bool


class Selecting:
    """The selection, and the mode in which keys change it."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._shown = False
        """Whether the status line says that words are selected."""
        self.count = 0
        """The count typed before the key that is at work, 0 without."""
        self.adjusting: str | None = None
        """The record of the highlight whose ends are being moved."""
        self.begins = False
        """Whether no more than the one character is selected with which a selection begins."""
        self._sought: tuple[str, int] | None = None
        self._left: _Left | None = None

    @property
    def active(self) -> bool:
        """Whether words are selected, and keys move a caret."""
        return self.ends is not None

    @property
    def span(self) -> Span | None:
        """The selected words."""
        return self.screen.page.selection

    @property
    def ends(self) -> Selection | None:
        """The selected words by their two ends."""
        return self.screen.page.ends

    # Beginning and leaving off

    def begin(self) -> None:
        """Put a caret where the eye is."""
        self.screen.seeing.to_text()
        self.screen.page.start_selection()
        self._changed()
        # `w` asks a model for phrases, `f` a table for readings: have them there when they are first wanted.
        self.screen.run_worker(_warm, thread=True, group="warm", exit_on_error=False)

    def adjust(self, record: str, span: Span) -> None:
        """Select the words of a highlight, to move its ends."""
        self.screen.seeing.to_text()
        selector = self.screen.page.selector
        selection = selector.cover(span) if selector is not None else None
        if selection is not None:
            self.adjusting = record
            self._put(selection)

    def again(self) -> None:
        """Select once more what was selected last; with words selected, exchange the two."""
        left, view, selector = self._left, self.screen.view, self.screen.page.selector
        if left is None or view is None or selector is None or left.transcript != view.reading.transcript.id:
            self.screen.say(_("nothing was selected here before"), "note")
            return
        last = left.span.end.block
        if (
            last >= len(view.reading.transcript.blocks)
            or view.reading.transcript.words(left.span) != left.words
        ):
            self.screen.say(_("what was selected has changed"), "note")
            return
        self.screen.seeing.to_text()
        self._remember()
        self._put(selector.cover(left.span, backward=left.backward))

    def by_mouse(self) -> None:
        """The mouse has selected something."""
        self.screen.seeing.to_text()
        self._changed()

    def lost(self) -> None:
        """Another text is shown; what was selected in the one before is no more."""
        if self._shown:
            self._changed()

    def end(self) -> None:
        """Leave off selecting."""
        self._remember()
        self.screen.page.clear_selection()
        self._changed()

    def _remember(self) -> None:
        ends, view = self.ends, self.screen.view
        if ends is not None and view is not None:
            transcript = view.reading.transcript
            self._left = _Left(transcript.id, ends.span, transcript.words(ends.span), ends.backward)

    # The caret

    def go(self, way: Way, size: Size) -> None:
        """Move the caret by a motion of vi's: to the next, back to or to the end of a piece."""
        if (at := self._at()) is not None:
            selector, selection = at
            self._put(selector.go(selection, way, size, self._times))

    def by(self, size: Size, direction: int) -> None:
        """One whole piece more or less at the end that moves."""
        if (at := self._at()) is not None:
            selector, selection = at
            self._put(selector.by(selection, size, direction * self._times))

    def rows(self, count: int) -> None:
        """Move the caret by lines of the screen."""
        self.screen.page.caret_by_rows(count * self._times)
        self._changed()

    def halves(self, count: int) -> None:
        """Move the caret by half a page."""
        self.rows(count * max(1, self.screen.page.size.height // 2))

    def in_row(self, where: Literal["first", "words", "last"]) -> None:
        """Move the caret within its line."""
        self.screen.page.caret_in_row(where)
        self._changed()

    def to_edge(self, direction: int) -> None:
        """Move the caret to the beginning or the end of what is said in the turn."""
        if (at := self._at()) is not None:
            selector, selection = at
            self._put(selector.to_edge(selection, direction))

    def swap(self) -> None:
        """Move the other end from now on."""
        if (at := self._at()) is not None:
            selector, selection = at
            self._put(selector.swap(selection))

    # To a character

    def find(self, character: str, direction: int) -> None:
        """Move the caret to a character of the paragraph, by romaji too (see `language.initials`)."""
        self._sought = (character, direction)
        self._find(character, direction)

    def find_again(self, direction: int) -> None:
        """To the same character again, or (-1) the other way."""
        if self._sought is None:
            self.screen.say(_("f and a letter goes to a character"), "note")
        else:
            character, first = self._sought
            self._find(character, first * direction)

    def _find(self, character: str, direction: int) -> None:
        from qa_reader.language.initials import stands_for

        if (at := self._at()) is None:
            return
        selector, selection = at
        found = selector.find(selection, stands_for(character), direction, self._times)
        if found is None:
            told = _("no {character} further on in this paragraph")
            if direction < 0:
                told = _("no {character} before in this paragraph")
            self.screen.say(told.format(character=character), "note")
        else:
            self._put(found)

    def reach(self, span: Span) -> None:
        """Extend to `span`, as a search found it."""
        if (at := self._at()) is not None:
            selector, selection = at
            self._put(selector.reach(selection, span))

    # Whole pieces

    def take(self, level: Level, *, around: bool = False) -> None:
        """Select whole words, sentences …; again one more."""
        if (at := self._at()) is not None:
            selector, selection = at
            self._put(selector.take(selection, level, around=around, count=self._times))

    def take_around(self, level: Level) -> None:
        """The same with the blanks behind."""
        self.take(level, around=True)

    def take_bracketed(self, character: str, *, around: bool = False) -> None:
        """Select what is in the brackets that `character` means; again what is in the next pair out."""
        if (at := self._at()) is None:
            return
        selector, selection = at
        for step in range(self._times):
            found = selector.take_bracketed(selection, character, around=around)
            if found is None:
                if not step:
                    self.screen.say(_("no such brackets here"), "note")
                break
            selection = found
        self._put(selection)

    def take_brackets(self, character: str) -> None:
        """The same with the brackets."""
        self.take_bracketed(character, around=True)

    def widen(self) -> None:
        """To the word, phrase, clause, sentence, paragraph, turn."""
        if (at := self._at()) is not None:
            self._resize(at[1], at[0].widen, _("there is nothing larger"))

    def narrow(self) -> None:
        """Back to what it was before it was widened."""
        if (at := self._at()) is not None:
            self._resize(at[1], at[0].shrink, _("there is nothing smaller"))

    def _resize(self, selection: Selection, step: Callable[[Selection], Selection], none: str) -> None:
        other = selection
        for _step in range(min(self._times, _LADDER)):
            other = step(other)
        if other == selection:
            self.screen.say(none, "note")
        self._put(other, reveal=False)

    # Inside

    @property
    def _times(self) -> int:
        return max(1, self.count)

    def _at(self) -> tuple[Selector, Selection] | None:
        selector, ends = self.screen.page.selector, self.ends
        return None if selector is None or ends is None else (selector, ends)

    def _put(self, selection: Selection | None, *, reveal: bool = True) -> None:
        self.screen.page.select(selection, reveal=reveal)
        self._changed()

    def _changed(self) -> None:
        ends, view = self.screen.page.ends, self.screen.view
        was, self._shown = self._shown, self.active
        if ends is None or view is None:
            self.adjusting = None
            self.screen.status.show_mode("")
        else:
            words = view.reading.transcript.words(ends.span)
            length = _length(words)
            self.begins = length <= 1 and self.adjusting is None
            mode = _("ADJUST") if self.adjusting is not None else _("SELECT")
            told = ngettext("{count} character", "{count} characters", length).format(count=length)
            self.screen.status.show_mode(mode, words, told, self.screen.holding.named_at(ends.caret.start))
            if ends.halted:
                self._tell_halt(ends)
        if was or self.active:
            self.screen.hint()

    def _tell_halt(self, ends: Selection) -> None:
        """Say that the turn ends here; or the text."""
        view = self.screen.view
        assert view is not None
        here = view.reading.outline.said_with(ends.caret.start.block)
        if ends.halted > 0:
            last = here.stop >= len(view.reading.transcript.blocks)
            told = _("the text ends here") if last else _("the turn ends here; the same key again goes on")
        else:
            told = _("the turn begins here; the same key again goes on")
            if not here.start:
                told = _("the text begins here")
        self.screen.say(told, "note")


def _length(words: str) -> int:
    """How many characters a reader counts; line breaks are none."""
    from qa_reader.language.segments import graphemes

    count = len(words) if len(words) > _COUNTED else len(graphemes(words))
    return count - words.count("\n")


def _warm() -> None:
    from qa_reader.language.initials import stands_for
    from qa_reader.language.phrases import phrase_boundary

    phrase_boundary("文節の", 2)
    stands_for("k")
