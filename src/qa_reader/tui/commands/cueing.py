"""Phrases that suggest a stance: shown when asked for, gone to, explained, taken over by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qa_reader.annotation.cues import Cue, Suggestions, built_in
from qa_reader.desk import choices
from qa_reader.locales import _, language
from qa_reader.terminal.safety import one_line
from qa_reader.transcript.model import Position, Span
from qa_reader.tui.panes.reading.marks import Cues

if TYPE_CHECKING:
    from qa_reader.tui.screens.reader import ReaderScreen


class _Current(NamedTuple):
    """The cue the reader has gone to."""

    transcript: str
    span: Span
    cue: Cue


class Cueing:
    """What phrases in the answers suggest."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.shown = False
        self._suggestions: Suggestions | None = None
        self._of: object = None
        self._current: _Current | None = None

    def toggle(self) -> None:
        """Underline the phrases, or no more; the next start does as this one."""
        self.show(not self.shown)
        try:
            choices.choose("cues", self.shown, self.screen.settings.cues)
        except OSError as error:
            self.screen.say(_("the choice could not be kept: {why}").format(why=error), "warning")
            return
        self.screen.say(
            _("phrases that suggest a stance are underlined; ] c goes to the next")
            if self.shown
            else _("phrases that suggest a stance are no longer shown"),
            "note",
        )

    def show(self, shown: bool) -> None:
        """Underline the phrases, or do not."""
        self.shown, self._current = shown, None
        self.screen.page.set_cues(Cues(self._in_block) if shown else Cues())

    def step(self, direction: int) -> None:
        """To the next phrase in an answer that suggests a stance, or the one before."""
        found = self._found()
        if not self.shown or found is None:
            key = next(iter(self.screen.registry["cues"].keys), ":")
            self.screen.say(_("suggestions are off; {key} shows them").format(key=key), "note")
            return
        current = self._here()
        start = current.span.start if current is not None else self.screen.page.eye or Position(0, 0)
        if current is None and direction > 0:
            start = Position(start.block, start.offset - 1)  # one at the eye itself counts
        step = found.beside(start, direction)
        view = self.screen.view
        if step is None or view is None:
            self.screen.say(_("no phrase there that suggests a stance"), "note")
            return
        self.screen.moving.leave()
        self._current = _Current(view.reading.transcript.id, *step)
        self.screen.page.set_cues(Cues(self._in_block, step[0]))
        self.screen.page.go_to(step[0].start, "visible")
        self.screen.moved()
        self._tell(self._current)

    def accept(self) -> None:
        """Make what the phrase suggests the reader's own stance on the question in focus."""
        current = self._here()
        if current is None:
            return
        code = self._code(current.cue)
        if not code:
            self.screen.say(_("this phrase suggests no stance; it is only worth a look"), "note")
            return
        view = self.screen.view
        if view is not None and view.stance(self.screen.focus_label) == code:
            self.screen.say(_("that is your stance already"), "note")
            return
        self.screen.saying.stance(code)

    def why(self) -> None:
        """What the phrase suggests, why, and where that is from; it can be taken over there."""
        current = self._here()
        if current is None:
            self.screen.say(_("go to a suggestion first: ] c"), "note")
            return
        from qa_reader.tui.dialogs.confirm import ConfirmDialog

        told = _("{reason}.\nSource: {source}\nIt is a suggestion, no judgement.").format(
            reason=current.cue.reason(language()), source=current.cue.source
        )

        def answered(take: bool | None) -> None:
            if take:
                self.accept()

        self.screen.app.push_screen(
            ConfirmDialog(_("Take over {suggestion}?").format(suggestion=self._named(current)), told),
            answered,
        )

    # Inside

    def _tell(self, current: _Current) -> None:
        keys = {name: next(iter(self.screen.registry[name].keys), ":") for name in ("cue-accept", "cue-why")}
        if self._code(current.cue):
            told = _("{suggestion}?  {accept} takes it over · {why} why: {reason}")
        else:
            told = _("{suggestion}  {why} why: {reason}")
        self.screen.say(
            told.format(
                suggestion=self._named(current),
                accept=keys["cue-accept"],
                why=keys["cue-why"],
                reason=current.cue.reason(language()),
            ),
            "note",
        )

    def _named(self, current: _Current) -> str:
        """The words, and the stance they suggest."""
        view = self.screen.view
        words = one_line(view.reading.transcript.words(current.span)) if view is not None else ""
        code_id = self._code(current.cue)
        if not code_id:
            return _("“{words}”").format(words=words)
        code = self.screen.desk.codebook.get(code_id)
        parent = self.screen.desk.codebook.get(code.parent).label(language()) if code.parent else ""
        label = code.label(language())
        stance = _("{stance}, {kind}").format(stance=parent, kind=label) if parent else label
        return _("“{words}” → {glyph} {stance}").format(words=words, glyph=code.glyph, stance=stance)

    def _code(self, cue: Cue) -> str:
        """The code that `cue` suggests, or what it is a sub-code of, if the codebook in use has it."""
        known = self.screen.desk.codebook.codes
        family = cue.code.partition(".")[0]
        return cue.code if cue.code in known else family if family in known else ""

    def _here(self) -> _Current | None:
        """The cue gone to, while it is in the question that is read."""
        view, current = self.screen.view, self._current
        if view is None or current is None or current.transcript != view.reading.transcript.id:
            return None
        unit = view.reading.outline.unit_at(current.span.start)
        exchange = view.reading.exchange(self.screen.focus_label)
        inside = exchange is not None and any(
            passage.span.start <= current.span.start < passage.span.end for passage in exchange.answers
        )
        return current if inside or unit.label == self.screen.focus_label else None

    def _in_block(self, block: int) -> list[tuple[int, int]]:
        found = self._found()
        return [each[:2] for each in found.in_block(block)] if found is not None else []

    def _found(self) -> Suggestions | None:
        """The suggestions of the transcript that is shown."""
        view = self.screen.view
        if view is None:
            return None
        if view.reading.transcript is not self._of:
            self._of = view.reading.transcript
            self._suggestions = Suggestions(view.reading.transcript, view.reading.outline, built_in())
        return self._suggestions
