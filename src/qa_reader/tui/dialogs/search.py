"""Searching the whole workspace: an input, and below it what it finds, coming in while the search goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from textual.widgets import Static
from textual.worker import get_current_worker

from qa_reader.language.layout import cells
from qa_reader.locales import _, ngettext
from qa_reader.terminal.safety import visible
from qa_reader.tui.dialogs.dialog import LineInput
from qa_reader.tui.dialogs.listing import Entry, Picker
from qa_reader.tui.lines import Hint, Run, plain

_MOST: Final = 1000
"""Hits that are listed: nobody walks through more."""
_BATCH: Final = 0.1
"""Seconds between two looks at what was found so far."""
_BEFORE: Final = 14
"""Cells of words before a hit, so that the hit itself is always in sight."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit, as the list shows it."""

    transcript: str
    """The title that stands over the hits of one transcript."""
    label: str
    """Where in it: `q3`."""
    who: str
    before: str
    words: str
    after: str
    target: object
    """What the caller goes to."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many transcripts are done, of how many."""

    done: int
    count: int


Looking = Callable[[str, Callable[[], bool], Callable[[Found | Progress], None]], None]
"""Looks for what was typed, in a thread: asks the second whether to leave off, tells the third what it finds.
Raises ValueError, its message a line for people, where what was typed cannot be searched for."""


class SearchDialog(Picker[tuple[str, Found]]):
    """Answers what was typed and the hit to go to."""

    def __init__(self, looking: Looking, typed: str = "") -> None:
        super().__init__()
        self._looking = looking
        self._first = typed
        self._entries: list[Entry] = []
        self._found: list[Found] = []
        self._looking_on = False
        self._wanted = False
        """Whether Enter was pressed before anything was found."""
        self._run = 0
        """Counts the searches begun, so that what an earlier one still brings is told apart."""

    def heading(self) -> str:
        """The title."""
        return _("Search the workspace")

    def placeholder(self) -> str:
        """What the empty input says."""
        return _("words or romaji · /…/ expression · a: q: n: h: @name #tag")

    def field(self) -> LineInput:
        """The input, with what was searched last."""
        return LineInput(self._first, placeholder=self.placeholder())

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        return (Hint("Enter", _("go there")), Hint("↑ ↓", _("choose")), Hint("Esc", _("back")))

    def entries(self, query: str) -> Sequence[Entry]:
        """Nothing yet: a search begins."""
        self._run += 1
        self._entries, self._found = [], []
        self._wanted = False
        self.say("")
        self._tell(Progress(0, 0), done=not query.strip())
        self._looking_on = bool(query.strip())
        if query.strip():
            run = self._run
            self.run_worker(lambda: self._look(query, run), thread=True, exclusive=True, group="search")
        else:
            self.workers.cancel_group(self, "search")
        return self._entries

    def accept(self, key: str | None) -> None:
        """Answer the hit; while none is found yet, the first that will be."""
        if key is None and self._looking_on:
            self._wanted = True
        elif key is None:
            self.say(_("Nothing found.") if self.query_text.strip() else "")
        else:
            self.dismiss((self.query_text, self._found[int(key)]))

    # In the search's own thread

    def _look(self, query: str, run: int) -> None:
        worker = get_current_worker()
        batch: list[Found] = []
        progress = Progress(0, 0)
        told = monotonic()
        count = 0
        error = ""

        def stopped() -> bool:
            return worker.is_cancelled or count >= _MOST

        def tell(*, done: bool) -> None:
            nonlocal told
            told = monotonic()
            if not worker.is_cancelled:
                self.app.call_from_thread(self._take, run, batch.copy(), progress, error, done=done)
            batch.clear()

        def take(found: Found | Progress) -> None:
            nonlocal progress, count
            if isinstance(found, Progress):
                progress = found
            elif not stopped():
                batch.append(found)
                count += 1
            if monotonic() - told > _BATCH:
                tell(done=False)

        try:
            self._looking(query, stopped, take)
        except ValueError as refused:
            error = str(refused)
        tell(done=True)

    # In the app's

    def _take(self, run: int, batch: list[Found], progress: Progress, error: str, *, done: bool) -> None:
        if run != self._run or not self.is_current:
            return
        first = not self._found
        for found in batch:
            if not self._found or found.transcript != self._found[-1].transcript:
                heading = (Run(plain(found.transcript), "heading"),)
                self._entries.append(Entry(f"\n{len(self._entries)}", heading, stops=False))
            self._entries.append(_entry(str(len(self._found)), found))
            self._found.append(found)
        if batch:
            self.listing.show(self._entries, None if first else self.listing.cursor_key)
        self.say(error)
        self._tell(progress, done=done)
        self._looking_on = not done
        if self._wanted and (self._found or done):
            self._wanted = False
            self.accept("0" if self._found else None)

    def _tell(self, progress: Progress, *, done: bool) -> None:
        count = len(self._found)
        parts = [self.heading()]
        if count >= _MOST:
            parts.append(_("the first {count} hits").format(count=count))
        elif count or (done and self.query_text.strip()):
            parts.append(ngettext("{count} hit", "{count} hits", count).format(count=count))
        if not done and progress.count:
            parts.append(_("searching {done}/{count}").format(done=progress.done, count=progress.count))
        self.query_one(".sheet-title", Static).update(visible(" · ".join(parts)))


def _entry(key: str, found: Found) -> Entry:
    before = plain(found.before)
    while cells(before) > _BEFORE:
        before = before[1:]
    left = (
        Run(f" {plain(found.label):<4} {' ' * (_BEFORE - cells(before))}", "dim"),
        Run(before),
        Run(plain(found.words), "hit"),
        Run(plain(found.after)),
    )
    return Entry(key, left, (Run(f"  {plain(found.who)}", "dim"),) if found.who else ())
