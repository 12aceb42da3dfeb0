"""Opening what a transcript is from: its recording, at the words that are read, its page, or the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from qa_reader.config.paths import state_dir
from qa_reader.library.recordings import opening
from qa_reader.locales import _
from qa_reader.terminal.browser import open_address
from qa_reader.terminal.clipboard import LAST_COPY, copy
from qa_reader.terminal.safety import one_line
from qa_reader.transcript.model import Position
from qa_reader.transcript.recording import clock, timed

if TYPE_CHECKING:
    from qa_reader.tui.screens.reader import ReaderScreen


class Opening:
    """Ways out of the text to its source."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen

    def source(self) -> None:
        """Open the recording where the words at the eye are said, or the page the transcript is from; where
        there are both, ask which. With neither, the file."""
        ways = self._ways()
        if len(ways) > 1:
            self.screen.seeing.choose(_("Open"), list(ways.items()), self._chosen)
        elif ways:
            self._chosen(next(iter(ways)))

    def _ways(self) -> dict[str, str]:
        """What can be opened: addresses, and what to call each."""
        view = self.screen.view
        if view is None:
            return {}
        transcript = view.reading.transcript
        file = self.screen.desk.file(transcript.id)
        ways: dict[str, str] = {}
        recording = opening(transcript, file, self.screen.page.eye or Position(0, 0))
        if recording is not None:
            at = recording.seconds
            told = _("the recording") if at is None else _("the recording at {time}").format(time=clock(at))
            ways[recording.url] = told
        page = transcript.meta.url or ""
        played = recording is not None and recording.url == timed(page, recording.seconds)
        if page.lower().startswith(("http://", "https://")) and not played:
            ways.setdefault(page, _("the page it is from"))
        return ways or {file.resolve().as_uri(): _("the file")}

    def _chosen(self, address: str | None) -> None:
        if address is None:
            return
        # The driver is the terminal's own way in, and is there only while the app runs.
        driver = self.screen.app._driver
        write = driver.write if driver is not None and not driver.is_headless else None
        self.screen.run_worker(partial(self._open, address, write), thread=True, group="open")

    def _open(self, address: str, write: Callable[[str], object] | None) -> None:
        try:
            opened = open_address(address)
        except (ValueError, OSError):
            opened = False
        if opened:
            told = _("opened: {name}")
        else:  # over ssh, say: whoever reads takes the address elsewhere
            copy(address, state_dir() / LAST_COPY, write=write)
            told = _("no program in reach that opens it; the address is copied: {name}")
        self.screen.app.call_from_thread(self.screen.say, told.format(name=one_line(address)), "note")
