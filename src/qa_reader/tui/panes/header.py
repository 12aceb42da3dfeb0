"""The header: where in the transcript the reader is, how far, and what was said about the question there."""

from __future__ import annotations

from typing import NamedTuple

from qa_reader.language.layout import cells, fit
from qa_reader.locales import _
from qa_reader.transcript.recording import clock
from qa_reader.tui.lines import Line, OneLine, Run, Tag, joined, plain

_SEPARATOR = " › "


class Place(NamedTuple):
    """What the header tells."""

    path: tuple[str, ...] = ()
    """Transcript or meeting, then sections, down to the one in focus."""
    number: int = 0
    """Which question of `total`, from 1; 0 outside any."""
    total: int = 0
    time: float | None = None
    """Seconds into the recording at the place being read, where the source gives times."""
    percent: int | None = None
    """How much of the transcript lies above and in the window."""
    stance: Tag | None = None
    """The reader's own on the question in focus."""
    notes: int = 0
    flag: bool = False
    pending: int = 0
    """Changes on their way to the disk."""
    unsaved: int = 0
    """Changes that could not be written."""


class PathHeader(OneLine):
    """One line: path on the left, place and stance on the right."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._place = Place()

    @property
    def shown(self) -> Place:
        """What it tells now."""
        return self._place

    def show(self, place: Place) -> None:
        """Tell `place`; paints only where something changed."""
        if place != self._place:
            self._place = place
            self.refresh()

    def line(self, width: int) -> Line:
        """The path gives way: first its middle, then its end is cut; what stands on the right never."""
        place = self._place
        right = self._right(place, width)
        room = width - sum(cells(run.text) for run in right) - 3
        path = shortened([plain(name) for name in place.path], room)
        runs = [Run(" ")]
        for index, name in enumerate(path):
            if index:
                runs.append(Run(_SEPARATOR, "dim"))
            runs.append(Run(name, "heading" if index == len(path) - 1 else "dim"))
        return joined(runs, right, width)

    @staticmethod
    def _right(place: Place, width: int) -> list[Run]:
        parts: list[list[Run]] = []
        if place.unsaved:
            parts.append([Run(_("! {count} unsaved").format(count=place.unsaved), "error")])
        elif place.pending:
            parts.append([Run("…", "dim")])
        marks = ([f"✎{place.notes}"] if place.notes else []) + (["⚑"] if place.flag else [])
        parts += [[Run(mark, "flag" if mark == "⚑" else "badge")] for mark in marks]
        if place.stance is not None:
            glyph, label = plain(place.stance.glyph), plain(place.stance.label)
            mark = Run(glyph, "", place.stance.colour)
            # On a narrow screen the word gives way: the sidebar and the pane show it too.
            parts.append([mark, Run(f" {label}", "strong")] if width >= 60 else [mark])
        if place.total:
            parts.append([Run(f"{place.number or '–'}/{place.total}", "strong" if place.number else "dim")])
        if place.time is not None:
            parts.append([Run(clock(place.time), "dim")])
        if place.percent is not None:
            parts.append([Run(f"{place.percent:>3}%", "dim")])
        return [run for part in parts for run in (*part, Run("  " if width >= 60 else " "))]


def shortened(path: list[str], width: int) -> list[str]:
    """`path` on `width` cells, separators counted: names in the middle fall out first, then ends are cut."""

    def size(names: list[str]) -> int:
        return sum(cells(name) for name in names) + cells(_SEPARATOR) * (len(names) - 1)

    if not path or size(path) <= width:
        return path
    for kept in range(len(path) - 2, 0, -1):
        short = [path[0], "…", *path[-kept:]]
        if size(short) <= width:
            return short
    if len(path) > 1:
        room = width - cells(_SEPARATOR) - min(cells(path[-1]), width * 2 // 3)
        if room >= 8:
            first = fit(path[0], room)
            return [first, fit(path[-1], max(0, width - cells(_SEPARATOR) - cells(first)))]
    return [fit(path[-1], max(0, width))]
