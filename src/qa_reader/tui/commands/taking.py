"""Taking words away: a quote with its citation goes to the clipboard, by whichever way is in reach.

Quotes are written and sent by a worker: the template engine is loaded at the first one, and a clipboard may
take seconds to answer. What was chosen last by `Y` is what `y` does from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from qa_reader.desk import choices
from qa_reader.language.layout import cells
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Reading
    from qa_reader.terminal.clipboard import Copied
    from qa_reader.transcript.model import Span
    from qa_reader.transcript.units import Unit
    from qa_reader.tui.screens.reader import ReaderScreen

Part = Literal["words", "whole", "answers", "question", "highlights"]
"""What of the text is meant: the words selected or in hand, a question with its answers, or a part of it."""

_PARTS: Final[tuple[Part, ...]] = ("words", "whole", "answers", "question", "highlights")

_MARGIN: Final = 4
"""Cells of the status line that a message does not have."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What can be quoted here and now. Asking it costs the quotes' modules: the first time, in a worker."""

    reading: Reading
    unit: Unit | None
    span: Span | None
    """The words selected or in hand."""

    def spans(self, part: Part) -> Sequence[Span]:
        """The text of `part`; empty where there is no such part, and for the whole, which the unit says."""
        from qa_reader.report.quote import part_spans

        if part == "words":
            return (self.span,) if self.span is not None else ()
        if part == "whole" or self.unit is None:
            return ()
        if part == "highlights":
            question = self.reading.question(self.unit.label)
            about = (a for a in self.reading.said.annotations if a.revision.question == question)
            return [a.span for a in about if a.span is not None]
        return part_spans(self.reading.transcript, self.unit, "a" if part == "answers" else "q")

    def parts(self) -> list[Part]:
        """What there is of it."""
        return [part for part in _PARTS if (part == "whole" and self.unit is not None) or self.spans(part)]

    def nearest(self, part: Part) -> Part:
        """`part`, unless words are at hand, which come first, or there is no such part here."""
        parts = self.parts()
        return next(each for each in ("words", part, *parts) if each in parts)

    def name(self, part: Part) -> str:
        """What `part` is called."""
        return {
            "words": _("these words"),
            "whole": _("question and answers")
            if self.unit is not None and self.unit.kind == "exchange"
            else _("the passage"),
            "answers": _("answers"),
            "question": _("question"),
            "highlights": _("highlights"),
        }[part]

    def written(self, part: Part, style: str) -> str:
        """The quote of `part` in `style`. Raises BadStyle, NoSuchStyle, ValueError (no words)."""
        from qa_reader.report.quote import quote

        if part == "whole" and self.unit is not None:
            return quote(self.reading.transcript, self.unit, style)
        unit = None if part == "words" else self.unit
        return quote(self.reading.transcript, self.spans(part), style, unit=unit)


class Taking:
    """Copying."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen

    def copy(self) -> None:
        """Copy the selection, the highlight in hand or the question in focus, as it was done last."""
        taken = self._taken()
        if taken is None:
            self.screen.say(_("nothing to copy"), "note")
        else:
            self._copy(taken, None, self._style())

    def copy_as(self) -> None:
        """Choose the style and what is quoted, with a preview, then copy."""
        from qa_reader.report.styles import BadStyle, NoSuchStyle, styles
        from qa_reader.tui.dialogs.copy_as import CopyAsDialog, CopyOption

        taken = self._taken()
        if taken is None:
            self.screen.say(_("nothing to copy"), "note")
            return

        def preview(style: str, part: str) -> str:
            try:
                return taken.written(_as_part(part), style)
            except (BadStyle, NoSuchStyle, ValueError) as error:
                return str(error)

        def chosen(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                style, part = answer[0], _as_part(answer[1])
                self._remember(style, part)
                self._copy(taken, part, style)

        self.screen.app.push_screen(
            CopyAsDialog(
                [CopyOption(style.name, style.label) for style in styles()],
                [CopyOption(part, taken.name(part)) for part in taken.parts()],
                preview,
                self._style(),
                taken.nearest(self._last_part()),
            ),
            chosen,
        )

    # What

    def _taken(self) -> Taken | None:
        """What can be quoted now; None where there is nothing."""
        view = self.screen.view
        if view is None:
            return None
        unit = view.reading.outline.unit(self.screen.focus_label)
        if unit is not None and not unit.turns:
            unit = None
        span = self._span()
        return Taken(view.reading, unit, span) if span is not None or unit is not None else None

    def _span(self) -> Span | None:
        if self.screen.selecting.span is not None:
            return self.screen.selecting.span
        view, record = self.screen.view, self.screen.sidebar.current
        if self.screen.here != "sidebar":
            return self.screen.holding.span
        if view is None or record is None:
            return None
        return next((a.span for a in view.reading.said.annotations if a.id == record), None)

    # How

    def _style(self) -> str:
        return choices.chosen("quote_style", self.screen.settings.quote_style)

    def _last_part(self) -> Part:
        return _as_part(choices.chosen("quote_part", "whole"))

    def _remember(self, style: str, part: Part) -> None:
        try:
            choices.choose("quote_style", style, self.screen.settings.quote_style)
            if part != "words":
                choices.choose("quote_part", part, "whole")
        except OSError as error:
            self.screen.fault(error)

    # Copying

    def _copy(self, taken: Taken, part: Part | None, style: str) -> None:
        """Copy `part`; where it is None, what is at hand, else the part taken last."""
        self.screen.selecting.end()
        # The driver is the terminal's own way in, and is there only while the app runs.
        driver = self.screen.app._driver
        write = driver.write if driver is not None and not driver.is_headless else None
        self.screen.run_worker(partial(self._send, taken, part, style, write), thread=True, group="copy")

    def _send(
        self, taken: Taken, part: Part | None, style: str, write: Callable[[str], object] | None
    ) -> None:
        """Write the quote and copy it. In a worker."""
        from qa_reader.config.paths import state_dir
        from qa_reader.report.styles import BadStyle, NoSuchStyle
        from qa_reader.terminal.clipboard import LAST_COPY, copy

        tell = partial(self.screen.app.call_from_thread, self.screen.say)
        part = part or taken.nearest(self._last_part())
        try:
            text = taken.written(part, style)
        except NoSuchStyle:
            tell(_("no style {name} any more: Y chooses another").format(name=style), "error")
        except BadStyle as error:
            tell(str(error), "error")
        except ValueError:
            tell(_("nothing to copy"), "note")
        else:
            copied = copy(text, state_dir() / LAST_COPY, write=write)
            self.screen.app.call_from_thread(self._tell, copied, taken, part, style)

    def _tell(self, copied: Copied, taken: Taken, part: Part, style: str) -> None:
        """Say what became of it, in as many words as the line has room for."""
        room = self.screen.status.size.width - _MARGIN
        label = taken.unit.label if taken.unit is not None and part != "words" else ""
        what = " ".join(word for word in (label, taken.name(part)) if word)
        if style != self.screen.settings.quote_style:  # what Y chose last
            from qa_reader.report.styles import find

            what += f" · {find(style).label}"
        full = [f"{message} · {what}" for message in copied.messages[:1]]
        messages = [*full, *copied.messages]
        message = next((each for each in messages if cells(each) <= room), messages[-1])
        self.screen.say(message, "done" if copied.way != "nowhere" else "error")


def _as_part(name: str) -> Part:
    """The part called `name`; the whole where none is."""
    return next((part for part in _PARTS if part == name), "whole")
