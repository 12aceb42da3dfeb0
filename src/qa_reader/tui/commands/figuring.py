"""Figures on the screen: the counts of the workspace, and from each count to its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_reader.desk.scope import counted
from qa_reader.desk.wording import short
from qa_reader.locales import _, ngettext
from qa_reader.report.figures.charts import Bar, Chart, charts
from qa_reader.transcript.units import split_id
from qa_reader.tui.dialogs.figures import Figure, FigureBar, FigurePiece, FiguresDialog

if TYPE_CHECKING:
    from qa_reader.coding.counts import Counts
    from qa_reader.tui.screens.reader import ReaderScreen


class Figuring:
    """Counting, in a thread of its own, and showing what was counted."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._bars: dict[str, Bar] = {}

    def show(self) -> None:
        """Count all transcripts under what was opened, and show the figures."""
        self.screen.say(_("counting…"), "note")
        self.screen.run_worker(self._count, thread=True, exclusive=True, group="figures")

    def _count(self) -> None:
        """In a thread: many files may have to be read."""
        counts = counted(self.screen.desk)
        self.screen.app.call_from_thread(self._show, counts, charts(counts, self.screen.desk.codebook))

    def _show(self, counts: Counts, found: tuple[Chart, ...]) -> None:
        if not self.screen.is_current:
            return
        if not found:
            self.screen.say(_("nothing to count yet"), "note")
            return
        self.screen.say(_about(counts), "note")
        self._bars = {f"{chart.id}/{n}": bar for chart in found for n, bar in enumerate(chart.bars)}
        self.screen.app.push_screen(FiguresDialog([*map(_figure, found)], _about(counts)), self._open)

    def _open(self, key: str | None) -> None:
        """List the records of a bar, to go to one."""
        bar = self._bars.get(key or "")
        if bar is None:
            return
        options = [
            (record, f"{piece.glyph} {piece.label}  {self._named(record)}")
            for piece in bar.pieces
            for record in piece.records
        ]
        self.screen.seeing.choose(bar.label, options, self._go)

    def _named(self, record: str) -> str:
        """Where a record is: its question, and its transcript where that is another than is shown."""
        question = record if "#" in record else self._question(record)
        transcript = split_id(question).transcript
        view = self.screen.view
        here = view is not None and view.reading.transcript.id == transcript
        return short(question) if here else question

    def _question(self, record: str) -> str:
        desk = self.screen.desk
        for transcript in desk.store.transcripts():
            line = next((r for r in desk.store.read(transcript).revisions if r.id == record), None)
            if line is not None:
                return line.question
        return ""

    def _go(self, record: str | None) -> None:
        if record is None:
            return
        question = record if "#" in record else self._question(record)
        transcript, label, _part = split_id(question)
        view = self.screen.view
        if view is None or not transcript:
            return
        if view.reading.transcript.id != transcript and not self.screen.open_transcript(transcript):
            return
        if "#" in record:
            self.screen.moving.to_label(label)
        else:
            self.screen.moving.to_record(record)


def _about(counts: Counts) -> str:
    """How much was counted, and whose."""
    stances = len(counts.stances)
    told = ngettext("{n} stance", "{n} stances", stances).format(n=stances)
    return " · ".join([_("Figures"), told, *counts.annotators])


def _figure(chart: Chart) -> Figure:
    bars = tuple(
        FigureBar(
            f"{chart.id}/{number}",
            bar.label,
            tuple(FigurePiece(piece.glyph, piece.colour, piece.count) for piece in bar.pieces),
        )
        for number, bar in enumerate(chart.bars)
    )
    legend = "  ".join(f"{piece.glyph} {piece.label}" for piece in chart.legend)
    return Figure(chart.title, bars, legend if chart.id != "codes" else "")
