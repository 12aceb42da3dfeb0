"""Surveying: what the workspace holds is found out behind the reader's back, and told to the tree."""

from __future__ import annotations

from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from qa_reader.locales import _, ngettext

if TYPE_CHECKING:
    from qa_reader.tui.screens.reader import ReaderScreen

_TELL_TREE: Final = 0.3
"""Seconds between two fillings of the tree while files are looked into."""
_LATER: Final = ("moving", "saying", "editing", "finding", "holding", "mending", "reporting", "taking")
"""Modules of `tui.commands` that no first frame needs."""


class Surveying:
    """The look into the files of the workspace."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen

    def begin(self) -> None:
        """Begin it, in a worker."""
        self.screen.run_worker(self._survey, thread=True, group="survey")

    def tell_nothing_open(self) -> None:
        """Say in the text's place that there is no transcript, or none found yet."""
        left, count = len(self.screen.shelf.unseen()), len(self.screen.desk.entries())
        told = _("No transcript here. Open a file, or a folder that holds some: qa-reader PATH")
        if left:
            told = ngettext("Looking into {count} file …", "Looking into {count} files …", left)
            told = told.format(count=left)
        elif count:
            told = ngettext(
                "The {count} file here is no transcript; {key} lists it. Open one: qa-reader PATH",
                "None of the {count} files here is a transcript; {key} lists them. Open one: qa-reader PATH",
                count,
            ).format(count=count, key=next(iter(self.screen.registry["pane-previous"].keys), ":"))
        self.screen.page.tell(told)

    def _survey(self) -> None:
        """Load what keys will need. Look into the files of the workspace, and tell the tree now and then what
        they are."""
        for name in _LATER:
            import_module(f"qa_reader.tui.commands.{name}")
        worker = get_current_worker()
        told = monotonic()
        unseen = self.screen.shelf.unseen()
        for entry in unseen:
            if worker.is_cancelled:
                return
            found = self.screen.shelf.look(entry)
            if found and self.screen.view is None:
                self.screen.app.call_from_thread(self._open_found, entry.id)
            if monotonic() - told > _TELL_TREE:
                told = monotonic()
                self.screen.app.call_from_thread(self._fill_tree)
        if unseen:
            self.screen.app.call_from_thread(self._fill_tree)

    def _fill_tree(self) -> None:
        self.screen.sessions.set_rows(list(self.screen.shelf.rows()))
        if self.screen.view is not None:
            self.screen.sessions.follow(self.screen.shelf.path(self.screen.focus_label))
        else:
            self.tell_nothing_open()

    def _open_found(self, transcript_id: str) -> None:
        """Open the first transcript that was found, where the reader has opened none meanwhile."""
        if self.screen.view is None:
            self.screen.open_transcript(transcript_id)
