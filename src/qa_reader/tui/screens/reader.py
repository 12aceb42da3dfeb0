"""The reader: tree, text and annotations, and the one place where a key becomes an action.

The screen knows the desk and the panes; what each action does is in `tui.commands`.
"""

from __future__ import annotations

import gc
from functools import cached_property
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from qa_reader.desk import bookmark as bookmarks
from qa_reader.desk.bookmark import Bookmark
from qa_reader.desk.choices import chosen
from qa_reader.desk.workspace import Desk, Reading, Refused
from qa_reader.language.layout import Measure
from qa_reader.locales import _, ngettext
from qa_reader.tui.actions import COUNTED, Action, bindings
from qa_reader.tui.commands import arrival
from qa_reader.tui.commands.keeping import Keeping
from qa_reader.tui.commands.seeing import Seeing
from qa_reader.tui.commands.selecting import Selecting
from qa_reader.tui.ground import Ground
from qa_reader.tui.keys import ANY, Hit, KeyReader, Wait
from qa_reader.tui.panes.header import PathHeader
from qa_reader.tui.panes.reading.pane import ReadingPane
from qa_reader.tui.panes.sidebar import AnnotationSidebar
from qa_reader.tui.panes.status import StatusLine
from qa_reader.tui.panes.tree import SessionTree
from qa_reader.tui.shelf import Shelf
from qa_reader.tui.styles import load_dialog_styles
from qa_reader.tui.views import Drawn, View, hints
from qa_reader.tui.writing import Written

if TYPE_CHECKING:
    from qa_reader.config.settings import Settings
    from qa_reader.transcript.model import Position
    from qa_reader.tui.commands.cueing import Cueing
    from qa_reader.tui.commands.figuring import Figuring
    from qa_reader.tui.commands.finding import Finding
    from qa_reader.tui.commands.holding import Holding
    from qa_reader.tui.commands.mending import Mending
    from qa_reader.tui.commands.moving import Moving
    from qa_reader.tui.commands.opening import Opening
    from qa_reader.tui.commands.reporting import Reporting
    from qa_reader.tui.commands.saying import Saying
    from qa_reader.tui.commands.taking import Taking

PaneName = Literal["tree", "reading", "sidebar"]
LOOK_AGAIN = 1.0
"""Seconds between two looks at the disk."""
LEAVING = frozenset(
    f"{where}-{way}"
    for where, ways in {
        "page": ("down", "up"),
        "half": ("down", "up"),
        "next": ("question", "section", "untagged", "annotation", "flagged", "same-speaker", "unread"),
        "previous": ("question", "section", "untagged", "annotation", "flagged", "same-speaker", "unread"),
    }.items()
    for way in ways
) | {"first", "last", "go-to"}
"""Actions that would leave a selection behind, out of sight."""
TELL_TREE = 0.3
"""Seconds between two fillings of the tree while files are looked into."""
WIDE = 100
"""Columns from which the panes stand side by side."""
LONG = 2000
"""Turns from which a text is shown before tree and header know where in it the reader is."""
LATER = ("moving", "saying", "finding", "holding", "mending", "reporting", "taking")
"""Modules of `tui.commands` that no first frame needs."""


class Panes(Horizontal, Ground):
    """The panes side by side."""


class ReaderScreen(Screen[None], Ground):
    """Three panes, a header, a status line, and a prompt when one is asked."""

    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  (declared by Textual)
    AUTO_FOCUS = "#reading"

    class Opened(Message):
        """What is to be read is on the screen, or it is said why nothing is: keys mean something now."""

    def __init__(self, desk: Desk, settings: Settings, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.registry = {action.id: action for action in actions}
        self.keys = KeyReader(bindings(actions), COUNTED)
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
        self.add_class("-wide" if self.app.size.width >= WIDE else "-narrow", update=False)
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
            self._tell_nothing_open()
        elif not self.bookmark.seen and not self.status.message:
            self.say(
                _("J K from question to question · 1–6 how it was answered · v selects · ? all keys"), "note"
            )
        self.hint()
        self.post_message(self.Opened())
        self.call_after_refresh(self._begin)

    def _tell_nothing_open(self) -> None:
        """Say in the text's place that there is no transcript, or none found yet."""
        left = len(self.shelf.unseen())
        if left:
            told = ngettext("Looking into {count} file …", "Looking into {count} files …", left)
            self.page.tell(told.format(count=left))
        else:
            self.page.tell(_("No transcript here. Open a file, or a folder that holds some: qa-reader PATH"))

    def _begin(self) -> None:
        """After the first frame: what can wait until then; from now on look at the disk from time to time."""
        if not gc.isenabled():
            # Turned off by `cli.main`. What the start has made stays, and need not be looked at again.
            gc.freeze()
            gc.enable()
        load_dialog_styles(self.app)
        self.set_interval(LOOK_AGAIN, self.keeping.look_again)
        self.keeping.writer.do(self.desk.store.get_ready, lambda _outcome: None)
        self.run_worker(self._survey, thread=True, group="survey")

    def _survey(self) -> None:
        """Load what keys will need. Look into the files of the workspace, and tell the tree now and then what
        they are."""
        for name in LATER:
            import_module(f"qa_reader.tui.commands.{name}")
        worker = get_current_worker()
        told = monotonic()
        unseen = self.shelf.unseen()
        for entry in unseen:
            if worker.is_cancelled:
                return
            found = self.shelf.look(entry)
            if found and self.view is None:
                self.app.call_from_thread(self._open_found, entry.id)
            if monotonic() - told > TELL_TREE:
                told = monotonic()
                self.app.call_from_thread(self._fill_tree)
        if unseen:
            self.app.call_from_thread(self._fill_tree)

    def _fill_tree(self) -> None:
        self.sessions.set_rows(list(self.shelf.rows()))
        if self.view is not None:
            self.sessions.follow(self.shelf.path(self.focus_label))
        else:
            self._tell_nothing_open()

    def _open_found(self, transcript_id: str) -> None:
        """Open the first transcript that was found, where the reader has opened none meanwhile."""
        if self.view is None:
            self.open_transcript(transcript_id)

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

    # Keys

    # What keys do; each is loaded when it is first wanted.

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

    def press(self, key: str) -> None:
        """A key, as we write it, was pressed."""
        typed = f"{self.keys.pending} {key}".strip()
        if key == "Esc" and self.keys.forget():
            self.status.show_pending("")
            return
        outcome = self.keys.read(key, self.contexts())
        if isinstance(outcome, Wait):
            self.status.show_pending(outcome.typed)
            return
        self.status.show_pending("")
        if outcome is None:
            self._tell_keys(typed)
        if isinstance(outcome, Hit):
            self.status.settle()
            if self.selecting.active and outcome.action.startswith("stance-"):
                # Fingers that know vi move a selection with e and c: that must judge no answer.
                self.say(_("a stance is for the whole answer; Esc leaves the selection"), "note")
                return
            if self.selecting.active and outcome.action in LEAVING:
                self.say(_("words are selected; Esc leaves them first"), "note")
                return
            self.selecting.count = outcome.times
            self.perform(outcome.action, outcome.character)

    def _tell_keys(self, typed: str) -> None:
        """Say that a key means nothing here, and where it is said which do; for Ctrl-C the way out."""
        quit_key, help_key = (next(iter(self.registry[name].keys), ":") for name in ("quit", "help"))
        if typed == "Ctrl-C":
            self.say(_("{key} quits").format(key=quit_key), "note")
        else:
            told = _("{key} means nothing here; {help} shows the keys")
            self.say(told.format(key=typed, help=help_key), "note")

    def contexts(self) -> tuple[str, ...]:
        """Which actions keys mean now, the narrowest first."""
        if self.selecting.active:
            return ("selecting", "any")
        return (self.here, "any")

    @property
    def here(self) -> PaneName:
        """The pane that has the focus."""
        if self.focused is self.sessions:
            return "tree"
        return "sidebar" if self.focused is self.sidebar else "reading"

    def perform(self, action_id: str, character: str = "") -> None:
        """Do an action of the registry; `character` is the last key typed of several."""
        does, *arguments = self.registry[action_id].does.split()
        target, _dot, method = does.partition(".")
        values: list[Any] = [
            character if each == ANY else int(each) if each.lstrip("-").isdigit() else each
            for each in arguments
        ]
        try:
            getattr(getattr(self, target), method)(*values)
        except Refused as refused:
            self.say(str(refused), "warning")
        except OSError as error:  # a file or folder went away under the reader
            self.fault(error)

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

    # After something changed

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
            self.sidebar.show(list(view.cards(labels, headed=self.all_annotations)), hints())
        self.sidebar.place = view.reading.question(label) if self.all_annotations else None

    def _update_row(self, label: str) -> None:
        if self.view is None or self.sessions.row(self.view.reading.question(label)) is None:
            return
        if (unit := self.view.reading.outline.unit(label)) is not None:
            self.sessions.update_row(self.view.unit_row(unit))

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
