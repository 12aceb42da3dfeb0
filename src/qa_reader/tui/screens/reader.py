"""The reader: tree, text and annotations. The screen knows the desk and the panes; what keys do to them is in
`tui.commands`.
"""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from qa_reader.desk import bookmark as bookmarks
from qa_reader.desk.bookmark import Bookmark
from qa_reader.desk.choices import chosen
from qa_reader.desk.workspace import Desk, Reading
from qa_reader.language.layout import Measure
from qa_reader.locales import _
from qa_reader.tui.commands import arrival
from qa_reader.tui.commands.keeping import Keeping
from qa_reader.tui.commands.keyboard import Keyboard
from qa_reader.tui.commands.seeing import Seeing
from qa_reader.tui.commands.selecting import Selecting
from qa_reader.tui.ground import Ground
from qa_reader.tui.panes.header import PathHeader
from qa_reader.tui.panes.reading.pane import ReadingPane
from qa_reader.tui.panes.sidebar import AnnotationSidebar
from qa_reader.tui.panes.status import StatusLine
from qa_reader.tui.panes.tree import SessionTree
from qa_reader.tui.shelf import Shelf
from qa_reader.tui.styles import load_other_style_sheets
from qa_reader.tui.views import Drawn, View
from qa_reader.tui.writing import Written

if TYPE_CHECKING:
    from qa_reader.config.settings import Settings
    from qa_reader.transcript.model import Position
    from qa_reader.tui.actions import Action
    from qa_reader.tui.commands.cueing import Cueing
    from qa_reader.tui.commands.editing import Editing
    from qa_reader.tui.commands.figuring import Figuring
    from qa_reader.tui.commands.finding import Finding
    from qa_reader.tui.commands.holding import Holding
    from qa_reader.tui.commands.mending import Mending
    from qa_reader.tui.commands.moving import Moving
    from qa_reader.tui.commands.opening import Opening
    from qa_reader.tui.commands.reporting import Reporting
    from qa_reader.tui.commands.saying import Saying
    from qa_reader.tui.commands.surveying import Surveying
    from qa_reader.tui.commands.taking import Taking

PaneName = Literal["tree", "reading", "sidebar"]
LOOK_AGAIN = 1.0
"""Seconds between two looks at the disk."""
WIDE = 100
"""Columns from which the panes stand side by side."""
BROAD = 150
"""Columns from which the tree has room for more of its words than a fifth of the screen."""
LONG = 2000
"""Turns from which a text is shown before tree and header know where in it the reader is."""


class Panes(Horizontal, Ground):
    """The panes side by side."""


class ReaderScreen(Screen[None], Ground):
    """Three panes, a header, a status line, and a prompt when one is asked."""

    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (BROAD, "-broad")]  # noqa: RUF012  (Textual's)
    AUTO_FOCUS = "#reading"

    class Opened(Message):
        """What is to be read is on the screen, or it is said why nothing is: keys mean something now."""

    def __init__(self, desk: Desk, settings: Settings, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.registry = {action.id: action for action in actions}
        self.keyboard = Keyboard(self)
        self.keeping = Keeping(self)
        self.shelf = Shelf(desk)
        self.sessions = SessionTree(self.shelf.children, id="tree")
        self.page = ReadingPane(id="reading")
        self.page.set_measure(
            Measure(settings.width, settings.ambiguous_width, hang=settings.hang, phrase=settings.phrase)
        )
        self.page.show_as(chosen("view", settings.view))
        if chosen("cues", settings.cues):
            self.cueing.show(True)
        self.sidebar = AnnotationSidebar(id="sidebar")
        self.path = PathHeader(id="path")
        self.status = StatusLine(id="status")
        self.selecting = Selecting(self)
        self.seeing = Seeing(self)
        self.view: View | None = None
        self.bookmark = Bookmark()
        self.all_annotations = False
        self._resumed = False
        self._cards_of: tuple[View, str | None] | None = None
        """The view and the label (None for all) whose cards are in the sidebar."""

    def compose(self) -> ComposeResult:
        """Header, panes, status."""
        # As the breakpoints will say, but before the panes are styled and laid out for the first time.
        widths = reversed(self.HORIZONTAL_BREAKPOINTS)
        self.add_class(next(name for least, name in widths if self.app.size.width >= least), update=False)
        yield self.path
        with Panes(id="panes"):
            yield self.sessions
            yield self.page
            yield self.sidebar
        yield self.status

    # Opening

    def on_mount(self) -> None:
        """Open the transcript last read here, else the first."""
        self.page.add_class("-here")
        first = self.shelf.first()
        if first is None or not self.open_transcript(first):
            self.sessions.set_rows(list(self.shelf.rows()))
        if self.view is None:
            self.surveying.tell_nothing_open()
        elif not self.bookmark.seen and not self.status.message:
            self.say(self._welcome(), "note")
        self.hint()
        self.post_message(self.Opened())
        self.call_after_refresh(self._begin)

    def _welcome(self) -> str:
        """What to press, to who opens a text for the first time; fits into 80 cells."""
        told = [_("J K questions"), _("1–6 how answered"), _("v select"), _("? keys")]
        keys = self.registry["pane-previous"].keys
        if not self.sessions.display and keys and len(self.desk.entries()) > 1:
            told.insert(-1, _("{key} transcripts").format(key=keys[0]))
        return " · ".join(told)

    def _begin(self) -> None:
        """After the first frame: what can wait until then; from now on look at the disk from time to time."""
        if not gc.isenabled():
            # Turned off by `cli.main`. What the start has made stays, and need not be looked at again.
            gc.freeze()
            gc.enable()
        load_other_style_sheets(self.app)
        self.set_interval(LOOK_AGAIN, self.keeping.look_again)
        self.keeping.writer.do(self.desk.store.get_ready, lambda _outcome: None)
        self.surveying.begin()

    def open_transcript(self, transcript_id: str, position: Position | None = None) -> bool:
        """Show a transcript, where it was left or at `position`; False, saying why, if it cannot be read."""
        if self.view is not None and self.view.reading.transcript.id == transcript_id:
            if position is not None:
                self.page.go_to(position)
                self.moved()
            return True
        try:
            reading = self.desk.reading(transcript_id)
        except Exception as error:
            self.fault(error)
            return False
        self.keeping.remember()
        self.bookmark = bookmarks.load(self.desk.workspace.root, transcript_id)
        self._see(reading)
        assert self.view is not None
        focus = self.bookmark.focus if position is None else ""
        place = position or self.bookmark.place
        above = self.bookmark.above if position is None else None
        self.page.show(
            reading.transcript, self.view.marks(), place, focus, above=above, outline=reading.outline
        )
        self.selecting.lost()
        if len(reading.transcript.turns) < LONG:
            self._arrived(reading)
        else:
            self.call_after_refresh(self._arrived, reading)
        return True

    def _arrived(self, reading: Reading) -> None:
        """A transcript is shown: tree, header and sidebar follow."""
        self.sessions.set_rows(list(self.shelf.rows()))
        self.moved()
        if (told := arrival.told(self, reading)) is not None:
            self.say(*told)

    def _see(self, reading: Reading) -> None:
        before = self.view.drawn if self.view is not None else Drawn()
        self.view = View(
            reading, self.desk.codebook, self.desk.annotator, self.bookmark, self.keeping.pending, before
        )
        self.shelf.view = self.view

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave out the first restyling: the panes were styled when they were mounted, a moment ago."""
        if not self._resumed:
            self._resumed, event.refresh_styles = True, False

    # What keys do; each is loaded when it is first wanted

    @cached_property
    def moving(self) -> Moving:
        """Where to, next."""
        from qa_reader.tui.commands.moving import Moving

        return Moving(self)

    @cached_property
    def finding(self) -> Finding:
        """Looking for words."""
        from qa_reader.tui.commands.finding import Finding

        return Finding(self)

    @cached_property
    def saying(self) -> Saying:
        """Stances, tags, notes, highlights."""
        from qa_reader.tui.commands.saying import Saying

        return Saying(self)

    @cached_property
    def editing(self) -> Editing:
        """Changes of what was said before, and the way back."""
        from qa_reader.tui.commands.editing import Editing

        return Editing(self)

    @cached_property
    def cueing(self) -> Cueing:
        """What phrases in the answers suggest."""
        from qa_reader.tui.commands.cueing import Cueing

        return Cueing(self)

    @cached_property
    def opening(self) -> Opening:
        """Ways out of the text to its source."""
        from qa_reader.tui.commands.opening import Opening

        return Opening(self)

    @cached_property
    def mending(self) -> Mending:
        """Saying how the transcript is to be read."""
        from qa_reader.tui.commands.mending import Mending

        return Mending(self)

    @cached_property
    def holding(self) -> Holding:
        """The highlight in hand."""
        from qa_reader.tui.commands.holding import Holding

        return Holding(self)

    @cached_property
    def taking(self) -> Taking:
        """Copying, with citation."""
        from qa_reader.tui.commands.taking import Taking

        return Taking(self)

    @cached_property
    def reporting(self) -> Reporting:
        """The report in hand."""
        from qa_reader.tui.commands.reporting import Reporting

        return Reporting(self)

    @cached_property
    def figuring(self) -> Figuring:
        """Figures of what was said."""
        from qa_reader.tui.commands.figuring import Figuring

        return Figuring(self)

    @cached_property
    def surveying(self) -> Surveying:
        """What the workspace holds."""
        from qa_reader.tui.commands.surveying import Surveying

        return Surveying(self)

    # After something changed

    @property
    def here(self) -> PaneName:
        """The pane that has the focus."""
        if self.focused is self.sessions:
            return "tree"
        return "sidebar" if self.focused is self.sidebar else "reading"

    @property
    def focus_label(self) -> str:
        """The label of the unit in focus."""
        return self.page.focus_label

    def moved(self) -> None:
        """The place or the focus changed: header, tree and sidebar follow."""
        if self.view is None:
            return
        label = self.focus_label
        if label and label not in self.bookmark.seen:
            self.bookmark.seen.add(label)
            self._update_row(label)
            self.keeping.remember_soon()
        self.path.show(self.view.place(label, self.page.progress, self.page.eye))
        self.sessions.follow(self.shelf.path(label))
        self.show_cards()

    def show_cards(self) -> None:
        """Fill the sidebar: what was said about the unit in focus, or about all."""
        view, label = self.view, self.focus_label
        if view is None:
            return
        shown = None if self.all_annotations else label
        if self._cards_of is None or self._cards_of[0] is not view or self._cards_of[1] != shown:
            # A change makes another view; a step within a unit does not.
            self._cards_of = (view, shown)
            labels = [label] if shown is not None else [unit.label for unit in view.reading.outline.units]
            self.sidebar.show(
                list(view.cards(labels, headed=self.all_annotations)), self.seeing.first_words()
            )
        self.sidebar.place = view.reading.question(label) if self.all_annotations else None

    def _update_row(self, label: str) -> None:
        if self.view is None or self.sessions.row(self.view.reading.question(label)) is None:
            return
        if (unit := self.view.reading.outline.unit(label)) is not None:
            self.sessions.update_row(self.view.contents.unit_row(unit))

    def said(self, *labels: str) -> None:
        """What was said changed: marks, the tree's rows of `labels`, header and sidebar follow."""
        if self.view is None:
            return
        reading = self.desk.reading(self.view.reading.transcript.id)
        changed = reading.transcript is not self.view.reading.transcript
        place, above = self.page.place, self.page.above
        focus = self.focus_label
        self._see(reading)
        if changed:
            self.page.show(
                reading.transcript, self.view.marks(), place, focus, above=above, outline=reading.outline
            )
            self.selecting.lost()
            self.sessions.refill(reading.transcript.id)
        else:
            self.page.set_marks(self.view.marks())
        for label in labels or tuple(unit.label for unit in reading.outline.units):
            self._update_row(label)
        self.moved()

    @on(Written)
    def _written(self, message: Written) -> None:
        message.then(message.outcome)

    # Telling

    def say(self, message: str, tone: Literal["done", "note", "warning", "error"] = "done") -> None:
        """Say what was done, on the status line."""
        self.status.say(message, tone)

    def fault(self, error: Exception) -> None:
        """Say what went wrong, in one line."""
        self.say(str(error) or type(error).__name__, "error")

    def hint(self) -> None:
        """Show the keys that matter most here."""
        self.status.show_hints(self.seeing.hints())

    # Mouse, and what panes tell

    @on(SessionTree.Chosen)
    def _tree_chosen(self, message: SessionTree.Chosen) -> None:
        self.moving.open_row(message.key)

    @on(AnnotationSidebar.Chosen)
    def _card_chosen(self, message: AnnotationSidebar.Chosen) -> None:
        self.moving.to_record(message.key)

    @on(ReadingPane.FocusMoved)
    def _focus_moved(self) -> None:
        self.moved()

    @on(ReadingPane.Measured)
    def _measured(self) -> None:
        if self.view is not None:
            self.path.show(self.view.place(self.focus_label, self.page.progress, self.page.eye))

    @on(ReadingPane.Selected)
    def _selected(self) -> None:
        self.selecting.by_mouse()

    @on(ReadingPane.HighlightClicked)
    def _highlight_clicked(self, message: ReadingPane.HighlightClicked) -> None:
        self.holding.hold(message.key)

    def on_descendant_focus(self) -> None:
        """Another pane: other keys."""
        self.hint()
