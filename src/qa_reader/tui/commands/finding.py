"""Finding words: in the transcript as they are typed, in the whole workspace, in the tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from qa_reader.language.query import BadQuery, parse
from qa_reader.library.search import Hit, Notes, Pages, Search
from qa_reader.locales import _, ngettext
from qa_reader.transcript.model import Position, Span

if TYPE_CHECKING:
    from qa_reader.annotation.said import Said
    from qa_reader.desk.searching import Searching
    from qa_reader.desk.workspace import Reading
    from qa_reader.transcript.model import Transcript
    from qa_reader.tui.dialogs.search import Found, Progress
    from qa_reader.tui.screens.reader import ReaderScreen

_AT_ONCE: Final = 50_000
"""Code points of a transcript up to which it is searched within a frame; longer ones in a thread."""
_REMEMBERED: Final = 50
"""Searches that the arrows of the prompt go back to."""


class Finding:
    """The search and its hits."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._typed = ""
        self._hits: Sequence[Span] = ()
        self._current: int | None = None
        self._of: Transcript | None = None
        """The transcript that the hits are of."""
        self._searching = False
        self._tell: Callable[[str], None] = self._say
        """Where to say what a search in a thread has found: in the prompt, then on the status line."""
        self._pages: tuple[Transcript, Pages] | None = None
        self._earlier: list[str] = []
        self._everywhere: Searching | None = None
        self._last_everywhere = ""

    # In the transcript

    def ask(self) -> None:
        """Search as the words are typed, from where the eye is, or the caret; Esc goes back there."""
        screen = self.screen
        if screen.view is None:
            return
        origin, above, focus = screen.page.place, screen.page.above, screen.focus_label
        ends = screen.selecting.ends
        start = ends.caret.end if ends is not None else origin

        def typed(text: str) -> str:
            told = self._search(text, start)
            screen.moved()
            return told

        def done(text: str | None) -> None:
            self._tell = self._say
            if not text:
                self.clear()
                screen.page.come_back(origin, focus, above)
            else:
                self._remember(text)
                if self._typed != text:
                    self._search(text, start)
                self._say(self._found())
                self._reach()
            screen.moved()

        screen.moving.leave()
        placeholder = _("words or romaji · /…/ expression · a: q: n: h: @name #tag")
        prompt = screen.seeing.ask("/", placeholder, typed, done, past=self._earlier)
        self._tell = prompt.tell
        # The table of readings takes a moment to read: have it there when the first word is typed.
        screen.run_worker(_warm, thread=True, group="warm", exit_on_error=False)

    def _remember(self, text: str) -> None:
        if text in self._earlier:
            self._earlier.remove(text)
        self._earlier.append(text)
        del self._earlier[:-_REMEMBERED]

    def _search(self, text: str, origin: Position) -> str:
        """Look for what was typed, the first hit from `origin` on being the current one.

        Gives what to say of it; of a long transcript that is known only later, and then told.
        """
        view = self.screen.view
        self.screen.workers.cancel_group(self.screen, "find")
        self._typed, self._searching, query = text, False, parse(text)
        if view is None or not query:
            self._show((), origin)
            return ""
        reading, pages = view.reading, self._text(view.reading)
        if len(pages.text.text) <= _AT_ONCE:
            try:
                self._show(_places(pages, reading.said, Search(query)), origin)
            except BadQuery as refused:
                self._show((), origin)
                return str(refused)
            return self._count()

        def look() -> None:
            worker = get_current_worker()
            spans: Sequence[Span] = ()
            told = ""
            try:
                spans = _places(pages, reading.said, Search(query, lambda: worker.is_cancelled))
            except BadQuery as refused:
                told = str(refused)

            def found() -> None:
                if not worker.is_cancelled and self._typed == text and self._is_shown(reading):
                    self._show(spans, origin)
                    self._searching = False
                    self._tell(told or (self._found() if self._tell == self._say else self._count()))
                    self.screen.moved()

            if not worker.is_cancelled:
                self.screen.app.call_from_thread(found)

        self._searching = True
        self.screen.run_worker(look, thread=True, exclusive=True, group="find")
        return self._count()

    def _text(self, reading: Reading) -> Pages:
        if self._pages is None or self._pages[0] is not reading.transcript:
            self._pages = (reading.transcript, Pages(reading.transcript, reading.outline))
        return self._pages[1]

    def _is_shown(self, reading: Reading) -> bool:
        view = self.screen.view
        return view is not None and view.reading.transcript is reading.transcript

    def _show(self, hits: Sequence[Span], origin: Position) -> None:
        self._hits = hits
        self._of = self.screen.view.reading.transcript if self.screen.view is not None else None
        self._current = None
        if hits:
            at = bisect_left([hit.start for hit in hits], origin)
            self._current = at if at < len(hits) else 0
        self._draw()

    def _draw(self) -> None:
        self.screen.page.set_hits(self._hits, self._current)
        if self._current is not None:
            self.screen.page.go_to(self._hits[self._current].start, "visible")

    def _reach(self) -> None:
        """Where words are being selected, extend the selection over the current hit."""
        if self._current is not None and self.screen.selecting.active:
            self.screen.selecting.reach(self._hits[self._current])

    def step(self, count: int) -> None:
        """To the next hit, or the one before; round at the ends."""
        screen = self.screen
        if screen.view is None:
            return
        if self._typed and self._of is not screen.view.reading.transcript:
            # Another transcript, or another reading of it, is open: the words are looked for there.
            self._search(self._typed, screen.page.place)
            self._say(self._found())
            screen.moved()
            return
        if not self._hits:
            self._say(self._count() if self._typed else _("/ finds words"))
            return
        round_, self._current = divmod(self._before(count) + count, len(self._hits))
        self._draw()
        self._reach()
        screen.moved()
        around = _("from the beginning again") if round_ > 0 else _("from the end again")
        self._say(f"{self._found()} · {around}" if round_ else self._found())

    def _before(self, count: int) -> int:
        """The hit from which a step of `count` leads to the next one: the current one, unless the caret of a
        selection is elsewhere, else the one at the top of the page or the caret."""
        ends, current = self.screen.selecting.ends, self._current
        place = ends.caret.start if ends is not None else self.screen.page.place
        if current is not None and (ends is None or _holds(self._hits[current], place)):
            return current
        behind = bisect_right([hit.start for hit in self._hits], place)
        return behind - 1 if count > 0 else behind

    def selected(self) -> None:
        """Find the selected words again; without a selection, go on to the next hit."""
        span, view = self.screen.selecting.span, self.screen.view
        if span is None or view is None:
            self.step(1)
            return
        typed = "'" + view.reading.transcript.words(span).replace("\n", " ").strip()
        self.screen.selecting.end()
        self._remember(typed)
        self._search(typed, span.end)
        self._say(self._found())
        self.screen.moved()

    def clear(self) -> bool:
        """Take the marks of the hits away; True if there were any."""
        had = bool(self._hits)
        self.screen.workers.cancel_group(self.screen, "find")
        self._typed, self._searching = "", False
        self._hits, self._current, self._of = (), None, None
        self.screen.page.set_hits((), None)
        return had

    def _count(self) -> str:
        if self._searching:
            return _("searching…")
        if not self._hits:
            return _("{words}: not found").format(words=self._typed)
        return f"{(self._current or 0) + 1}/{len(self._hits)}"

    def _found(self) -> str:
        """What is said of the hits once the prompt is gone: which words they are of, and how to go on."""
        count = self._count()
        if self._searching or not self._hits:
            return count
        keys = " ".join(
            key for name in ("next-hit", "previous-hit") for key in self.screen.registry[name].keys[:1]
        )
        return _("{words}: {count}   {keys} next, before").format(words=self._typed, count=count, keys=keys)

    def _say(self, told: str) -> None:
        self.screen.say(told, "note")

    # Hits into highlights

    def highlight_all(self) -> None:
        """Highlight every hit with one code, after showing how many: one change, one undo."""
        view = self.screen.view
        if view is None or self._of is not view.reading.transcript or not self._hits:
            self._say(_("/ finds words; then all of them can be highlighted"))
            return
        spans = [span for span in self._hits if span.start != span.end]
        pages = self._text(view.reading)
        places = [(span, pages.question(pages.offset(span.start))) for span in spans]
        title = ngettext("Highlight {count} hit", "Highlight all {count} hits", len(places))
        self.screen.saying.highlight_all(title.format(count=len(places)), places)

    # In the workspace

    def everywhere(self) -> None:
        """Search the whole workspace; Enter opens the transcript at the hit."""
        from qa_reader.tui.dialogs.search import SearchDialog

        screen = self.screen

        def chosen(answer: tuple[str, Found] | None) -> None:
            if answer is None:
                return
            self._last_everywhere, found = answer
            if isinstance(found.target, Hit):
                self._open(found.target, self._last_everywhere)

        screen.app.push_screen(SearchDialog(self._look_everywhere, self._last_everywhere), chosen)

    def _look_everywhere(
        self, typed: str, stopped: Callable[[], bool], tell: Callable[[Found | Progress], None]
    ) -> None:
        """Tell the dialog what it lists. Runs in its thread."""
        from qa_reader.desk.searching import Searching
        from qa_reader.tui.dialogs.search import Found, Progress

        if self._everywhere is None:
            self._everywhere = Searching(self.screen.desk)
        query = parse(typed)
        if not query:
            return
        for hit in self._everywhere.hits(
            query, stopped=stopped, at=lambda done, count: tell(Progress(done, count))
        ):
            if stopped():
                return
            title = hit.pages.title if hit.pages is not None else None
            tell(
                Found(
                    transcript=title or hit.transcript,
                    label=hit.question.rpartition("#")[2],
                    who="✎ " + _("note") if hit.record else hit.speaker.name if hit.speaker else "",
                    before=hit.before,
                    words=hit.words,
                    after=hit.after,
                    target=hit,
                )
            )

    def _open(self, hit: Hit, typed: str) -> None:
        """Go to a hit, in whatever transcript; `n` goes on from there."""
        screen = self.screen
        screen.moving.leave()
        if not screen.open_transcript(hit.transcript) or screen.view is None:
            return
        screen.seeing.to_text()
        if hit.record is not None:
            screen.moving.to_record(hit.record)
            screen.sidebar.cursor_to(hit.record)
            return
        assert hit.span is not None
        self._remember(typed)
        self._search(typed, hit.span.start)
        self._say(self._found())
        screen.page.go_to(hit.span.start)
        screen.moved()

    # In the tree

    def filter(self) -> None:
        """Narrow the tree as words are typed; an empty line shows all again."""
        tree = self.screen.sessions
        before = tree.filter

        def typed(text: str) -> str:
            count = tree.set_filter(text)
            return (
                ngettext("{count} found", "{count} found", count).format(count=count) if text.strip() else ""
            )

        def done(text: str | None) -> None:
            tree.set_filter(before if text is None else text)
            if text:
                tree.focus()

        self.screen.seeing.show_tree()
        self.screen.seeing.ask(_("filter"), _("words of a question or a title"), typed, done, before)


def _places(pages: Pages, said: Said, search: Search) -> list[Span]:
    """Where the words stand in one transcript, by the strictest way that finds any.

    A hit in a note is where the note's words are, or where its question begins.
    """
    notes = Notes(said.annotations)
    coded = notes.coded(search.query.code) if search.query.code else None
    for way in range(search.matcher.ways):
        if search.query.where == "note":
            records = {hit.record for hit in notes.hits(search, way)}
            spans = sorted(
                annotation.span or pages.beginning(annotation.revision.question)
                for annotation in said.annotations
                if annotation.id in records
            )
        else:
            found = pages.pieces(search, way, notes.highlighted)
            spans = [
                pages.span(piece) for piece in found if coded is None or pages.question(piece[0]) in coded
            ]
        if spans:
            return spans
    return []


def _holds(span: Span, place: Position) -> bool:
    return span.start <= place < span.end


def _warm() -> None:
    from qa_reader.language.readings import begins

    begins("あ")
