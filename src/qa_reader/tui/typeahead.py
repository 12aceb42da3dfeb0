"""Keys in the order they were typed, each to the screen that the ones before it have brought up.

Textual hands a key to whatever screen is on top when it arrives. A fast hand, a paste or a script types `/`,
the words and Enter at once: the words then arrive before the prompt can take them, and what follows Enter
before it is gone. Here a key waits until the one before has done what it does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, Final

from textual.app import App
from textual.events import Event
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

_PATIENCE: Final = 5.0
"""Seconds after which keys are let through, whatever became of the one before."""


class TypeAhead:
    """The keys and pastes that wait for their turn."""

    def __init__(self, app: App[Any], give: Callable[[Event], Awaitable[bool]]) -> None:
        """`give` hands an event on; False where all it does was done when it came back."""
        self._app = app
        self._give = give
        self._waiting: deque[Event] = deque()
        self._closed = True
        """Whether nothing is there yet that could take a key."""
        self._since: float | None = None
        """When the event was handed on that is still at work."""

    async def take(self, event: Event) -> None:
        """Hand `event` on, now or behind those that wait."""
        self._waiting.append(event)
        if self._closed:
            return
        if self._since is None or monotonic() - self._since > _PATIENCE:
            await self._go_on()

    async def open(self) -> None:
        """There is something now that takes keys."""
        self._closed = False
        await self._go_on()

    async def _go_on(self) -> None:
        self._since = None
        while self._waiting:
            before = self._app.screen
            self._since = monotonic()
            working = await self._give(self._waiting.popleft())
            after = self._app.screen
            if working:
                self._see_through(before)
                return
            if after is not before:
                self._see_through(after)
                return
            self._since = None

    def _see_through(self, screen: Screen[Any]) -> None:
        """Go on behind all that the event set going.

        It rises from the widget with the focus to the app, which looks there whether a binding means it; what
        the action sends rises the same way once more. A message sent on from station to station runs
        behind both: twice at each, since the first may be what makes it send one.
        """
        start = screen.focused or screen
        rise = [node for node in start.ancestors_with_self if isinstance(node, Widget) for _ in range(2)]
        self._follow([*rise, self._app, *rise])

    def _follow(self, stations: list[MessagePump]) -> None:
        for at, station in enumerate(stations):
            if station.is_running and station.call_later(self._follow, stations[at + 1 :]):
                return
        self._app.call_later(self._go_on)
