"""The report in hand: adding to it from the reader, and what is done in its dialog."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from qa_reader.annotation.history import Change
from qa_reader.annotation.records import uuid7
from qa_reader.config.paths import documents_dir
from qa_reader.desk import choices, giving, reporting
from qa_reader.desk.wording import short
from qa_reader.locales import _
from qa_reader.report.document import doubted
from qa_reader.report.gathering import Gathered, gathered
from qa_reader.transcript.units import split_id
from qa_reader.tui.dialogs.report import Doing, ReportDialog, ReportItem, ReportView
from qa_reader.tui.views import Pending

if TYPE_CHECKING:
    from qa_reader.annotation.reports import Item, Report
    from qa_reader.desk.reporting import Wanted
    from qa_reader.tui.screens.reader import ReaderScreen

_FOLDER: Final = "report_folder"
"""What the choice of a folder for reports is kept as."""
_STEM: Final = 200
"""Bytes of a proposed file name: systems take 255, with the ending."""
_NEW: Final = "\nnew"
"""What stands for a report to be begun, among the ids of those there are."""


class Reporting:
    """Reports: which one is in hand, and what goes into it."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._chosen: str | None = None
        """The report chosen in this session; else it is the one last changed."""
        self._dialog: ReportDialog | None = None

    # Adding

    def add(self) -> None:
        """Put the selection, the highlight in hand or the question in focus into the report."""
        self.screen.saying.signed(self._add)

    def _add(self) -> None:
        wanted = self._wanted()
        if wanted is None:
            self.screen.say(_("nothing to quote here"), "note")
            return
        self.screen.selecting.end()
        desk = self.screen.desk

        def work() -> Change | None:
            report = self._current() or reporting.create(desk, _("Report"))
            return reporting.quote(desk, report, [wanted])

        def then() -> None:
            report = self._current()
            if report is not None:
                told = _("{what} is in the report “{name}”, its {n}th quote · = shows it")
                what = short(wanted.reading.question(wanted.unit.label))
                self.screen.say(told.format(what=what, name=report.name, n=report.quotes))

        question = wanted.reading.question(wanted.unit.label)
        self.screen.keeping.write(Pending(uuid7(), question), work, then=then)

    def _wanted(self) -> Wanted | None:
        """What would be quoted now, as for copying: selection, card or highlight in hand, question."""
        view = self.screen.view
        if view is None:
            return None
        reading = view.reading
        if self.screen.selecting.span is not None:
            return reporting.wanted_span(reading, self.screen.selecting.span)
        record = self.screen.sidebar.current if self.screen.here == "sidebar" else self.screen.holding.record
        annotation = next((a for a in reading.said.annotations if a.id == record), None) if record else None
        if annotation is not None:
            return reporting.wanted_annotation(reading, annotation)
        unit = reading.outline.unit(self.screen.focus_label)
        return reporting.wanted_unit(reading, unit) if unit is not None and unit.turns else None

    def _current(self) -> Report | None:
        """The report in hand, None where there is none yet."""
        reports = reporting.standing(self.screen.desk)
        chosen = next((report for report in reports if report.id == self._chosen), None)
        return chosen or reporting.named(self.screen.desk, None)

    # The dialog

    def show(self) -> None:
        """Show the report in hand."""
        if self.screen.view is None:
            return
        report = self._current()
        if report is None:
            self.screen.saying.signed(self._begin)
            return
        self._dialog = ReportDialog(self._seen(report), self._do)
        self.screen.app.push_screen(self._dialog, self._left)

    def _seen(self, report: Report) -> ReportView:
        desk = self.screen.desk
        found = gathered(report.items, lambda name: reporting.look(desk, name))
        return ReportView(report.name, tuple(map(self._shown, found)))

    def _shown(self, each: Gathered) -> ReportItem:
        item, quote = each.item, each.quote
        if quote is None:
            kind = item.kind if item.kind != "quote" else "comment"
            return ReportItem(item.id, kind, item.text or _("(no words)"))
        doubt = doubted(each.doubt)
        if item.overwritten:
            doubt = _("somebody else wrote: {words}").format(words=" / ".join(item.overwritten))
        voices = (extract.voice for extract in quote.extracts)
        names = (quote.manner.voice(voice) for voice in voices if voice is not None)
        cited = quote.citation
        return ReportItem(
            key=item.id,
            kind="quote",
            words=" ".join("\n".join(e.words(quote.manner.ellipsis) for e in quote.extracts).split()),
            label=short(item.of),
            who=" · ".join(dict.fromkeys(names)),
            source=cited.meeting or cited.title or cited.path.rpartition("/")[2],
            comment=item.text,
            doubt=doubt,
        )

    def _refresh(self, cursor: str | None = None) -> None:
        report = self._current()
        if self._dialog is not None and self._dialog.is_attached and report is not None:
            self._dialog.show(self._seen(report), cursor)

    def _left(self, key: str | None) -> None:
        """The dialog is left; with an item to go to."""
        self._dialog = None
        report = self._current()
        item = report.item(key) if report is not None and key is not None else None
        if item is None:
            return
        (seen,) = gathered([item], lambda name: reporting.look(self.screen.desk, name))
        transcript = split_id(item.of).transcript
        if seen.doubt == "missing" or not seen.spans:
            self.screen.say(doubted(seen.doubt or "lost"), "warning")
            return
        self.screen.moving.leave()
        if self.screen.open_transcript(transcript, seen.spans[0].start):
            self.screen.moved()

    def _do(self, what: Doing, key: str | None) -> None:
        """What a key of the dialog asks for."""
        report = self._current()
        if report is None:
            return
        free = {
            "heading": self._heading,
            "title": self._title,
            "report": self._choose,
            "write": self._write,
        }
        if what in ("undo", "redo"):
            self.screen.editing.take_back(redo=what == "redo", then=lambda _change: self._refresh())
        elif what in free:
            free[what](report, report.item(key) if key is not None else None)
        elif key is not None and (item := report.item(key)) is not None:
            self.screen.saying.signed(partial(self._change, what, report, item))

    def _change(self, what: Doing, report: Report, item: Item) -> None:
        desk = self.screen.desk
        if what == "comment":
            self._comment(item)
        elif what == "remove":
            self._write_down(lambda: reporting.remove(desk, item))
        elif what == "accept":
            self._write_down(lambda: reporting.accept(desk, item), item.id)
        else:
            step = 1 if what == "down" else -1
            self._write_down(lambda: reporting.shift(desk, report, item, step), item.id)

    def _write_down(self, work: Callable[[], Change | None], cursor: str | None = None) -> None:
        """Have a change of the report written; the dialog follows."""
        view = self.screen.view
        if view is not None:
            pending = Pending(uuid7(), view.reading.question(""))
            refused = partial(self._tell, tone="warning")
            self.screen.keeping.write(pending, work, then=partial(self._refresh, cursor), refused=refused)

    # Words

    def _heading(self, report: Report, item: Item | None) -> None:
        """Put a heading in before the item under the cursor, or reword the heading there."""
        desk = self.screen.desk
        old = item if item is not None and item.kind == "heading" else None

        def done(text: str | None) -> None:
            if text is None or not text.strip():
                return
            if old is not None:
                work = partial(reporting.reword, desk, old, text)
            else:
                at = report.items.index(item) if item is not None else None
                work = partial(reporting.heading, desk, report, text, at=at)
            self.screen.saying.signed(partial(self._write_down, work))

        self.screen.seeing.ask(
            "##", _("a heading before this item"), lambda _text: "", done, old.text if old else ""
        )

    def _title(self, report: Report, _item: Item | None) -> None:
        """Give the report another title."""

        def done(name: str | None) -> None:
            if name is not None and name.strip() not in ("", report.name):
                work = partial(reporting.rename, self.screen.desk, report, name)
                self.screen.saying.signed(partial(self._write_down, work))

        self.screen.seeing.ask("#", _("title of the report"), lambda _text: "", done, report.name)

    def _comment(self, item: Item) -> None:
        """Comment on a quote, or reword a comment or heading."""

        def done(text: str) -> None:
            self._write_down(partial(reporting.reword, self.screen.desk, item, text), item.id)

        about = " ".join(item.words.split())
        title = _("Comment on the quote") if item.kind == "quote" else _("Words of the report")
        self.screen.seeing.write_note(f"report/{item.id}", title, about, item.text, done)

    # Reports, and files of them

    def _begin(self) -> None:
        """Ask for the name of a new report."""

        def done(name: str | None) -> None:
            if name is not None and name.strip():
                self._make(name)

        self.screen.seeing.ask("=", _("name of the new report"), lambda _text: "", done, _("Report"))

    def _make(self, name: str) -> None:
        desk = self.screen.desk

        def then(outcome: object) -> None:
            if isinstance(outcome, Exception):
                self._tell(str(outcome), "warning")
                return
            self._chosen = getattr(outcome, "id", None)
            if self._dialog is not None:
                self._refresh()
            else:
                self.show()

        self.screen.keeping.writer.do(lambda: reporting.create(desk, name), then)

    def _choose(self, report: Report, _item: Item | None) -> None:
        """Take another report in hand, or begin one."""
        options = [
            (each.id, f"{each.name}  ({each.quotes})") for each in reporting.standing(self.screen.desk)
        ]

        def done(chosen: str | None) -> None:
            if chosen == _NEW:
                self.screen.saying.signed(self._begin)
            elif chosen is not None:
                self._chosen = chosen
                self._refresh()

        options.append((_NEW, _("a new report…")))
        self.screen.seeing.choose(_("Reports"), options, done, report.id)

    def _write(self, report: Report, _item: Item | None) -> None:
        """Choose a format and a file, and write the report out."""
        from qa_reader.report.outputs import OUTPUTS

        def chosen(form: str | None) -> None:
            if form is None:
                return

            def done(path: str | None) -> None:
                if path is not None and path.strip():
                    self._put(report, form, Path(os.path.expanduser(path.strip())).absolute())

            file = _proposed(report.name, OUTPUTS[form])
            self.screen.seeing.ask(">", _("file"), lambda _text: "", done, file)

        names = {"markdown": "Markdown", "docx": "Word (.docx)", "latex": "LaTeX"}
        names |= {"html": _("HTML: one page, to read, search and print"), "text": _("plain text")}
        self.screen.seeing.choose(_("Write out as"), [(form, names[form]) for form in OUTPUTS], chosen)

    def _put(self, report: Report, form: str, path: Path) -> None:
        def work() -> str:
            data, document = reporting.written(self.screen.desk, report, form)
            giving.put(self.screen.desk, data, path)
            flagged = sum(bool(part.doubt) for part in document.quotations)
            told = _("written to {path}").format(path=path)
            return told + (" · " + _("{n} quotes need your eye").format(n=flagged) if flagged else "")

        def then(outcome: object) -> None:
            if isinstance(outcome, OSError):
                self._tell(f"{path}: {outcome.strerror or outcome}", "warning")
            elif isinstance(outcome, Exception):
                self._tell(str(outcome), "warning")
            else:
                self._tell(str(outcome))
                with contextlib.suppress(OSError):  # it is only for the next proposal
                    choices.choose(_FOLDER, str(path.parent), "")

        self.screen.keeping.writer.do(work, then)

    def _tell(self, message: str, tone: Literal["done", "warning"] = "done") -> None:
        """Say something where the reader is looking: in the dialog, while it is open."""
        self.screen.say(message, tone)
        if self._dialog is not None and self._dialog.is_attached:
            self._dialog.say(message, "good" if tone == "done" else tone)


def _proposed(name: str, ending: str) -> str:
    """A new file for a report of that name: where the last one was written, else among one's documents."""
    folder = Path(choices.chosen(_FOLDER, ""))
    if not folder.is_absolute() or not folder.is_dir():
        folder = documents_dir()
    stem = "".join("_" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in name)
    stem = stem.encode()[:_STEM].decode(errors="ignore")
    names = (f"{stem}.{ending}", *(f"{stem} {number}.{ending}" for number in range(2, 100)))
    file = next((folder / each for each in names if not (folder / each).exists()), folder / names[0])
    home = Path.home()
    return f"~/{file.relative_to(home)}" if file.is_relative_to(home) else str(file)
