"""The one thread that writes: what is said goes to disk there, in order, while the keyboard stays free."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


class Written(Message):
    """Work of the writer is done, or failed: `then` is called with what it gave or raised."""

    def __init__(self, then: Callable[[Any], None], outcome: Any) -> None:
        super().__init__()
        self.then = then
        self.outcome = outcome


class WriterThread:
    """Runs work one piece after the other, and reports to a widget."""

    def __init__(self, reports_to: Widget) -> None:
        self._widget = reports_to
        self._closed = False
        self._pool: ThreadPoolExecutor | None = None

    def do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Run `work` behind all given before; `then` gets its result or its exception, in the app.

        Nothing is taken once it is closed: a look at the disk that comes while the app ends.
        """

        def run() -> None:
            try:
                outcome = work()
            except Exception as error:
                outcome = error
            self._widget.post_message(Written(then, outcome))

        if self._closed:
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._pool.submit(run)

    def close(self) -> None:
        """Wait until all is written."""
        self._closed = True
        if self._pool is not None:
            self._pool.shutdown(wait=True)
