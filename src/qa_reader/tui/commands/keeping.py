"""Keeping: what the reader says on its way to the disk, where they are, and what others write meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from qa_reader.annotation.history import Change
from qa_reader.desk import bookmark as bookmarks
from qa_reader.desk.wording import described
from qa_reader.desk.workspace import Refused
from qa_reader.locales import _
from qa_reader.store.faults import StoreError
from qa_reader.tui.views import Pending
from qa_reader.tui.writing import WriterThread

if TYPE_CHECKING:
    from textual.timer import Timer

    from qa_reader.desk.bookmark import Bookmark
    from qa_reader.tui.screens.reader import ReaderScreen

KEEP_DRAFT = 0.5
"""Seconds after which what is being typed is kept as a draft."""
KEEP_PLACE = 3.0
"""Seconds after which a question that was reached is kept as read, and as the place to come back to."""


class Keeping:
    """What is kept. One thread writes; until a change is on disk it is drawn as pending."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.writer = WriterThread(screen)
        self.pending: tuple[Pending, ...] = ()
        self._unsaved: dict[str, Callable[[], Change | None]] = {}
        self._timer: Timer | None = None
        self._drafting = False
        """Whether the timer is that of a draft."""
        self._saving_place = Lock()
        self._kept = 0
        """How often the place was kept at once: what waits for the writer since before is old."""

    # What is said

    def write(
        self,
        pending: Pending,
        work: Callable[[], Change | None],
        told: str = "",
        then: Callable[[], None] | None = None,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Have `work` done by the writer; draw `pending` until it is on disk, and as unsaved if it fails.

        `told` is what to say then, else what the change was; `then` is called behind that. `refused` says
        why it was refused, where that is not to be said on the status line.
        """
        self.pending = (*self.pending, pending)
        label = pending.question.rpartition("#")[2]

        def done(outcome: object) -> None:
            if isinstance(outcome, Exception):
                self._failed(pending, work, outcome, refused)
            else:
                self.pending = tuple(p for p in self.pending if p.key != pending.key)
                if isinstance(outcome, Change):
                    self.screen.say(told or described(outcome, self.screen.desk.codebook))
                self.retry()
            self.screen.said(label)
            if then is not None and not isinstance(outcome, Exception):
                then()

        self.writer.do(work, done)
        self.screen.said(label)

    def _failed(
        self,
        pending: Pending,
        work: Callable[[], Change | None],
        error: Exception,
        refused: Callable[[str], None] | None,
    ) -> None:
        """A refusal is told and forgotten; what the disk would not take is kept as unsaved."""
        if isinstance(error, Refused):
            self.pending = tuple(p for p in self.pending if p.key != pending.key)
            (refused or partial(self.screen.say, tone="warning"))(str(error))
            return
        failed = pending._replace(failed=str(error) or type(error).__name__)
        self.pending = tuple(failed if p.key == pending.key else p for p in self.pending)
        self._unsaved[pending.key] = work
        self.screen.say(self._refusal(error), "error")

    def _refusal(self, error: Exception) -> str:
        """Why a change is not on disk, and the key that keeps it elsewhere where waiting will not help."""
        if not isinstance(error, StoreError):
            return _("not saved: {why}").format(why=error)
        keys = self.screen.registry["save-elsewhere"].keys
        if error.reason in ("locked", "busy") or not keys:
            return str(error)
        return _("{key} saves in another folder · {why}").format(key=keys[0], why=error)

    def retry(self) -> None:
        """The disk takes changes again: write what it refused before, in order."""
        waiting, self._unsaved = self._unsaved, {}
        for key, work in waiting.items():
            pending = next(p for p in self.pending if p.key == key)
            self.pending = tuple(p for p in self.pending if p.key != key)
            self.write(pending._replace(failed=""), work)

    def elsewhere(self) -> None:
        """Keep in another folder what the annotations folder does not take, and all that follows."""
        desk, screen = self.screen.desk, self.screen

        def typed(_text: str) -> str:
            return _("an empty or new folder; its contents can be copied into annotations/ later")

        def chosen(text: str | None) -> None:
            if text and text.strip():
                folder = Path(os.path.expanduser(text.strip()))
                self.writer.do(lambda: desk.keep_elsewhere(folder), lambda outcome: kept(folder, outcome))

        def kept(folder: Path, outcome: object) -> None:
            if isinstance(outcome, Exception):
                screen.fault(outcome)
                return
            screen.say(_("from now on kept in {folder}").format(folder=folder), "note")
            self.retry()

        screen.seeing.ask(
            _("save in"), _("folder"), typed, chosen, f"~/{desk.workspace.root.name}-annotations"
        )

    @property
    def saving(self) -> bool:
        """Whether a change is still on its way to the disk."""
        return any(not change.failed for change in self.pending)

    @property
    def unsaved(self) -> int:
        """How many changes the disk would not take."""
        return len(self._unsaved)

    # What others write

    def look_again(self) -> None:
        """Have the writer see whether the transcript or its annotations were changed by others."""
        if self.screen.view is None:
            return
        transcript_id = self.screen.view.reading.transcript.id
        self.writer.do(lambda: self.screen.desk.look_again(transcript_id), self._looked)

    def _looked(self, outcome: object) -> None:
        if self.screen.view is None:
            return
        before = self.screen.view.reading
        if isinstance(outcome, Exception):
            self.screen.say(_("{error}; what was read is still shown").format(error=outcome), "warning")
        elif outcome:
            self.screen.said()
            after = self.screen.view.reading
            if after.parsed is not before.parsed:
                self.screen.say(_("the transcript has changed on disk and was read again"), "note")
            else:
                self.screen.say(_("annotations changed elsewhere are shown"), "note")

    # The place

    def remember_soon(self, *, draft: bool = False) -> None:
        """Keep the place in a while, once for several calls; what is being typed sooner."""
        if self._timer is not None and (self._drafting or not draft):
            return
        if self._timer is not None:
            self._timer.stop()
        self._drafting = draft
        self._timer = self.screen.set_timer(KEEP_DRAFT if draft else KEEP_PLACE, self._remember_aside)

    def _remember_aside(self) -> None:
        """Remember, by the writer: nobody waits for the disk while reading."""
        self._timer = None
        kept, turn = self._left_at(), self._kept

        def save() -> None:
            with self._saving_place:
                if kept is not None and turn == self._kept:  # nothing newer is kept already
                    bookmarks.save(*kept)

        self.writer.do(save, self._remembered)

    def remember(self) -> None:
        """Keep the place in this transcript, and what is half written, for next time."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if (kept := self._left_at()) is not None:
            with self._saving_place:
                self._kept += 1
                try:
                    bookmarks.save(*kept)
                except OSError as error:
                    self._remembered(error)

    def _left_at(self) -> tuple[Path, str, Bookmark] | None:
        """What `bookmarks.save` takes of the transcript shown, as it is now."""
        screen, view = self.screen, self.screen.view
        if view is None:
            return None
        screen.bookmark.place, screen.bookmark.above = screen.page.place, screen.page.above
        screen.bookmark.focus = screen.focus_label
        return screen.desk.workspace.root, view.reading.transcript.id, screen.bookmark.copy()

    def _remembered(self, outcome: object) -> None:
        if isinstance(outcome, Exception):
            self.screen.say(_("your place could not be kept: {why}").format(why=outcome), "warning")
