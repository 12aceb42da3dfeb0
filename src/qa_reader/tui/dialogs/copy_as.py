"""The dialog that chooses how a quote is copied, and what of the text, showing what will be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from qa_reader.language.layout import cells
from qa_reader.locales import _
from qa_reader.tui.dialogs.dialog import Dialog
from qa_reader.tui.dialogs.listing import Entry, Listing
from qa_reader.tui.dialogs.passage import Passage
from qa_reader.tui.lines import Hint, Line, OneLine, Run, plain

_SHOWN: Final = 4_000
"""Characters of either end of a quote that the preview is laid out of: more than the largest screen."""
_TAIL: Final = 5
"""Lines of its end that are shown where it is longer than its room."""
_GAP: Final = "⋮"


@dataclass(frozen=True, slots=True)
class CopyOption:
    """A form a quote can take, or a part of the text that can be quoted."""

    id: str
    label: str


class _Parts(OneLine):
    """What can be quoted, on one line, with what is meant marked."""

    def __init__(self, parts: Sequence[CopyOption], current: int) -> None:
        super().__init__(id="parts")
        self._parts = parts
        self.current = current

    def step(self, by: int) -> None:
        """Mean another part."""
        self.current = (self.current + by) % len(self._parts)
        self.refresh()

    def line(self, width: int) -> Line:
        """The parts; the one that is meant in brackets too, so that no colour is needed to tell."""
        runs = [
            Run(f"[{plain(part.label)}] ", "strong")
            if number == self.current
            else Run(f" {plain(part.label)}  ", "dim")
            for number, part in enumerate(self._parts)
        ]
        first = 0
        while first < self.current and sum(cells(run.text) for run in runs[first : self.current + 1]) > width:
            first += 1
        return tuple(runs[first:])


class _Preview(Passage):
    """What would be copied; where there is no room for all of it, its beginning and its end: the citation."""

    def _lines(self, width: int, limit: int | None) -> list[str]:
        lines = super()._lines(width, None)
        if limit is None or len(lines) <= limit:
            return lines
        tail = min(_TAIL, limit // 2)
        return [*lines[: max(0, limit - tail - 1)], _GAP, *lines[len(lines) - tail :]]


class CopyAsDialog(Dialog[tuple[str, str]]):
    """Answers the ids of style and part. `preview` gives the text that both would copy; a worker calls it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False, id="copy-as.down"),
        Binding("k,up", "move(-1)", show=False, id="copy-as.up"),
        Binding("tab,l,right", "part(1)", show=False, priority=True, id="copy-as.part"),
        Binding("shift+tab,h,left", "part(-1)", show=False, priority=True, id="copy-as.part-before"),
        Binding("enter,y", "take", show=False, id="copy-as.take"),
        Binding("q", "leave", show=False, id="copy-as.leave"),
        *(Binding(str(n), f"pick({n})", show=False, id=f"copy-as.pick-{n}") for n in range(1, 10)),
    ]

    def __init__(
        self,
        styles: Sequence[CopyOption],
        parts: Sequence[CopyOption],
        preview: Callable[[str, str], str],
        style: str,
        part: str,
    ) -> None:
        super().__init__()
        self._styles = styles
        self._offered = parts
        self._preview = preview
        self._style = style
        ids = [each.id for each in parts]
        self._parts = _Parts(parts, ids.index(part) if part in ids else 0)

    def heading(self) -> str:
        """The title."""
        return _("Copy as")

    def hints(self) -> Sequence[Hint]:
        """The keys."""
        hints = [Hint("Enter", _("copy")), Hint("j k", _("style"))]
        if len(self._offered) > 1:
            hints.append(Hint("Tab", _("what")))
        return (*hints, Hint("Esc", _("back")))

    def body(self) -> ComposeResult:
        """What can be quoted, the styles, and beside or below them what they give."""
        yield self._parts
        with Container(id="copying"):
            yield Listing()
            yield _Preview(id="preview")

    def on_mount(self) -> None:
        """Show the styles, the cursor on the one used last."""
        listing = self.query_one(Listing)
        listing.show(
            [
                Entry(
                    style.id,
                    (Run(f"{number}  " if number < 10 else "   ", "key"), Run(plain(style.label))),
                )
                for number, style in enumerate(self._styles, 1)
            ],
            self._style,
        )
        listing.focus()
        self.call_after_refresh(self._show)

    @property
    def _chosen(self) -> tuple[str, str] | None:
        key = self.query_one(Listing).cursor_key
        return (key, self._offered[self._parts.current].id) if key is not None else None

    def _show(self) -> None:
        """Have what is chosen written, and show it."""
        chosen = self._chosen
        if chosen is not None:
            self.run_worker(partial(self._write, chosen), thread=True, group="preview")

    def _write(self, chosen: tuple[str, str]) -> None:
        if chosen == self._chosen:  # not where the cursor has gone on meanwhile
            text = self._preview(*chosen)
            cut = text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]}\n{_GAP}\n{text[-_SHOWN:]}"
            self.app.call_from_thread(self._shown, chosen, cut)

    def _shown(self, chosen: tuple[str, str], text: str) -> None:
        if self.is_attached and chosen == self._chosen:
            self.query_one("#preview", Passage).show(text)

    def action_move(self, rows: int) -> None:
        """Move to another style and show what it gives."""
        self.query_one(Listing).move(rows)
        self._show()

    def action_part(self, by: int) -> None:
        """Mean another part of the text."""
        self._parts.step(by)
        self._show()

    def action_pick(self, number: int) -> None:
        """Copy in the style that has this number."""
        if number <= len(self._styles):
            self.dismiss((self._styles[number - 1].id, self._offered[self._parts.current].id))

    def action_take(self) -> None:
        """Copy as it is shown."""
        self.dismiss(self._chosen)

    @on(Listing.Chosen)
    def take_clicked(self, event: Listing.Chosen) -> None:
        """A click takes it."""
        event.stop()
        self.dismiss((event.key, self._offered[self._parts.current].id))
