"""Finding words in the transcript as they are typed, and narrowing the tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from qa_reader.language.folding import Folded, find, fold
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Position, Span

if TYPE_CHECKING:
    from qa_reader.transcript.model import Transcript
    from qa_reader.tui.screens.reader import ReaderScreen


class Finding:
    """The search and its hits."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._query = ""
        self._hits: list[Span] = []
        self._current: int | None = None
        self._folded: tuple[Transcript, list[Folded]] | None = None

    def ask(self) -> None:
        """Search as the words are typed, from where the eye is; Esc goes back there."""
        origin = self.screen.page.place

        def typed(text: str) -> str:
            self._search(text, origin)
            return self._count() if text else ""

        def done(text: str | None) -> None:
            if not text:
                self.clear()
                self.screen.page.go_to(origin, "top")
            elif self._hits:
                self.screen.say(self._count(), "note")
            else:
                self.screen.say(_("{words}: not found").format(words=text), "warning")
            self.screen.moved()

        self.screen.moving.leave()
        self.screen.seeing.ask("/", _("words; width, case and kana form do not matter"), typed, done)

    def _search(self, text: str, origin: Position) -> None:
        self._query = text
        self._hits = list(self._find(text)) if text.strip() else []
        self._current = None
        if self._hits:
            at = bisect_left([hit.start for hit in self._hits], origin)
            self._current = at if at < len(self._hits) else 0
        self._show()

    def _find(self, text: str) -> list[Span]:
        view = self.screen.view
        if view is None:
            return []
        transcript = view.reading.transcript
        if self._folded is None or self._folded[0] is not transcript:
            self._folded = (transcript, [fold(block.text) for block in transcript.blocks])
        return [
            Span(Position(block, start), Position(block, end))
            for block, folded in enumerate(self._folded[1])
            for start, end in find(folded, text)
        ]

    def step(self, count: int) -> None:
        """To the next hit, or the one before; round at the ends."""
        if not self._hits:
            told = _("{words}: not found").format(words=self._query) if self._query else _("/ finds words")
            self.screen.say(told, "note")
            return
        place = self.screen.page.place
        starts = [hit.start for hit in self._hits]
        if self._current is None:
            self._current = bisect_right(starts, place) - (1 if count > 0 else 0)
        self._current = (self._current + count) % len(self._hits)
        self._show()
        self.screen.moved()
        self.screen.say(self._count(), "note")

    def selected(self) -> None:
        """Find the selected words again, else those of the last search."""
        span, view = self.screen.selecting.span, self.screen.view
        if span is None or view is None:
            self.step(1)
            return
        words = view.reading.transcript.words(span)
        self.screen.selecting.end()
        self._search(words, span.end)
        self.screen.moved()
        self.screen.say(self._count(), "note")

    def clear(self) -> bool:
        """Take the marks of the hits away; True if there were any."""
        had = bool(self._hits)
        self._query, self._hits, self._current = "", [], None
        self.screen.page.set_hits((), None)
        return had

    def filter(self) -> None:
        """Narrow the tree as words are typed; an empty line shows all again."""
        tree = self.screen.sessions
        before = tree.filter

        def typed(text: str) -> str:
            count = tree.set_filter(text)
            return ngettext("{count} row", "{count} rows", count).format(count=count) if text.strip() else ""

        def done(text: str | None) -> None:
            tree.set_filter(before if text is None else text)
            if text:
                tree.focus()

        self.screen.seeing.show_tree()
        self.screen.seeing.ask(_("filter"), _("words of a question or a title"), typed, done, before)

    def _show(self) -> None:
        self.screen.page.set_hits(tuple(self._hits), self._current)
        if self._current is not None:
            self.screen.page.go_to(self._hits[self._current].start, "visible")

    def _count(self) -> str:
        if not self._hits:
            return _("not found")
        return f"{(self._current or 0) + 1}/{len(self._hits)}"
