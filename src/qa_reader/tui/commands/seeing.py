"""Seeing: panes, zoom, theme, help, palette, the way out; and the dialogs the other commands ask through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qa_reader.config.settings import VIEWS
from qa_reader.desk import choices
from qa_reader.locales import LANGUAGES, _, language, ngettext
from qa_reader.tui.actions import N_, SELECT
from qa_reader.tui.lines import Hint
from qa_reader.tui.panes.reading.pane import TWO_COLUMNS

if TYPE_CHECKING:
    from qa_reader.tui.actions import Action
    from qa_reader.tui.dialogs.prompt import Prompt
    from qa_reader.tui.screens.reader import PaneName, ReaderScreen

_PANES: tuple[PaneName, ...] = ("tree", "reading", "sidebar")

_HINTS: Mapping[str, tuple[str, ...]] = {
    "reading": ("next-question", "select", "note", "tag", "copy", "search", "commands", "help"),
    "tree": ("tree-open", "filter", "pane-next", "commands", "help"),
    "sidebar": ("card-go", "card-edit", "card-delete", "adjust", "all-annotations", "pane-next", "help"),
    "nothing": ("commands", "help", "quit"),
}
_WHILE_SELECTING: Mapping[str, str] = {
    "highlight": N_("highlight"),
    "tag": N_("tag"),
    "note-words": N_("note"),
    "copy": N_("copy"),
    "select-swap": N_("other end"),
    "select-narrower": N_("narrower"),
    "select-wider": N_("wider"),
    "select-end": N_("leave off"),
}
"""In few words: beside them stands what is selected."""
_AS_SELECTING_BEGINS: Mapping[str, str] = {
    "select-wider": N_("wider"),
    "select-word": N_("word"),
    "select-next": N_("sentence"),
    "search": N_("up to words"),
    "select-end": N_("leave off"),
}
"""While only one character is selected: how to reach the words."""


class Seeing:
    """What is on the screen."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen

    # Panes

    def pane(self, step: int) -> None:
        """Go to the next pane; on a narrow screen it comes up over the text."""
        at = _PANES.index(self.screen.here)
        self._to(_PANES[(at + step) % len(_PANES)])

    def to_text(self) -> None:
        """Go to the text."""
        if self.screen.here != "reading":
            self._to("reading")

    def show_tree(self) -> None:
        """Go to the tree."""
        self._to("tree")

    def _to(self, name: PaneName) -> None:
        panes = {"tree": self.screen.sessions, "reading": self.screen.page, "sidebar": self.screen.sidebar}
        for each, pane in panes.items():
            pane.set_class(each == name, "-here")
        panes[name].focus(scroll_visible=False)
        self.screen.hint()

    def zoom(self) -> None:
        """Show this pane alone, or all again."""
        self.screen.toggle_class("-zoom")

    def scope(self) -> None:
        """Annotations of the question in focus, or of the whole transcript."""
        self.screen.all_annotations = not self.screen.all_annotations
        self.screen.show_cards()
        told = _("annotations of the whole transcript") if self.screen.all_annotations else ""
        self.screen.say(told or _("annotations of this question"), "note")

    def theme(self) -> None:
        """Light or dark."""
        from qa_reader.tui.app import QAReader

        app = self.screen.app
        if isinstance(app, QAReader):
            self._remember("theme", app.turn_light(), app.settings.theme)
            told = _("dark colours") if app.current_theme.dark else _("light colours")
            self.screen.say(told, "note")

    def view(self) -> None:
        """The text as one; then the question in focus alone; then question and answer side by side."""
        page = self.screen.page
        wanted = VIEWS[(VIEWS.index(page.arrangement) + 1) % len(VIEWS)]
        shown = page.show_as(wanted)
        self._remember("view", wanted, self.screen.settings.view)
        self.screen.moved()
        names = {
            "continuous": _("the text as one"),
            "focus": _("one question alone"),
            "side": _("question and answer side by side"),
        }
        if shown == wanted:
            self.screen.say(names[wanted], "note")
            return
        told = _("too narrow for two columns: one question alone")
        if self.screen.size.width > TWO_COLUMNS and not self.screen.has_class("-zoom"):
            key = next(iter(self.screen.registry["zoom"].keys), ":")
            told = _("too narrow for two columns: one question alone; {key} makes room").format(key=key)
        self.screen.say(told, "note")

    def _remember(self, name: str, value: str | bool, configured: str | bool) -> None:
        """Keep a choice for the next start."""
        try:
            choices.choose(name, value, configured)
        except OSError as error:
            self.screen.say(_("the choice could not be kept: {why}").format(why=error), "warning")

    # Telling what can be done

    def hints(self) -> Sequence[Hint]:
        """The keys that matter most now."""
        if self.screen.selecting.active:
            return self._while_selecting()
        context: str = self.screen.here
        if self.screen.view is None:
            context = "nothing"
        hints = [Hint("1–6", _("stance"))] if context == "reading" and self._stance_keys() else []
        registry = self.screen.registry
        hints += [
            Hint(registry[name].keys[0], _(registry[name].what))
            for name in _HINTS[context]
            if registry[name].keys
        ]
        return tuple(hints)

    def _while_selecting(self) -> Sequence[Hint]:
        begins = self.screen.selecting.begins
        words = dict(_AS_SELECTING_BEGINS if begins else _WHILE_SELECTING)
        if self.screen.selecting.adjusting is not None:
            words["highlight"] = N_("keep")
        registry = self.screen.registry
        # The last way out is Esc, whatever else ends it.
        keys = {name: registry[name].keys[-1 if name == "select-end" else 0 :][:1] for name in words}
        return tuple(Hint(keys[name][0], _(what)) for name, what in words.items() if keys[name])

    def first_words(self) -> Sequence[Hint]:
        """What to press where nothing is said yet: the stances by name, then what else can be said."""
        registry, stances = self.screen.registry, self.screen.desk.codebook.stances()
        actions = [(f"stance-{code.id}", f"{code.glyph} {code.label(language())}") for code in stances]
        actions += [("select", _("select words")), ("note", _("write a note")), ("tag", _("other tags"))]
        return tuple(Hint(registry[name].keys[0], what) for name, what in actions if registry[name].keys)

    def _stance_keys(self) -> bool:
        return any(
            action.id.startswith("stance-") and action.keys for action in self.screen.registry.values()
        )

    def help(self) -> None:
        """All keys by what they are for, those of the pane or mode one is in first."""
        from qa_reader.tui.dialogs.help import HelpDialog, HelpEntry

        here = self.screen.keyboard.contexts()[0]
        own = {action.group for action in self.screen.registry.values() if action.context == here}
        actions = sorted(
            (action for action in self.screen.registry.values() if action.keys),
            key=lambda action: action.group not in own or here == "reading",
        )
        entries = [HelpEntry(_shown(action), _(action.what), _(action.group)) for action in actions]
        select = max(at for at, entry in enumerate(entries) if entry.group == _(SELECT))
        counts = _("a number first: so many times, while words are selected")
        entries.insert(select + 1, HelpEntry("2 3 … 9999", counts, _(SELECT)))
        entries += [HelpEntry(sign, what, _("Signs")) for sign, what in self._signs()]
        self.screen.app.push_screen(HelpDialog(entries))

    def _signs(self) -> Iterator[tuple[str, str]]:
        """What the signs beside questions and words stand for."""
        for code in self.screen.desk.codebook.stances():
            yield code.glyph, code.label(language())
        yield "○", _("a question without a stance")
        yield "·", _("a question that nobody has answered")
        yield "•", _("not yet read")
        yield "⚑  ✎", _("flagged; with notes")
        yield "?", _("the program’s guess: r S X p P correct it")

    def palette(self) -> None:
        """Every action, to be found by words."""
        from qa_reader.tui.dialogs.palette import PaletteDialog, PaletteEntry

        contexts = self.screen.keyboard.contexts()
        entries = [
            PaletteEntry(
                action.id, _(action.what), _(action.group), _shown(action), action.context in contexts
            )
            for action in self.screen.registry.values()
            if "*" not in "".join(action.keys) or action.keys == ("*",)
        ]

        def chosen(name: str | None) -> None:
            if name is not None:
                self.screen.keyboard.perform(name)

        self.screen.app.push_screen(PaletteDialog(entries), chosen)

    # The way out

    def escape(self) -> None:
        """Back out of the nearest thing: hits, zoom, another pane."""
        screen = self.screen
        if screen.finding.clear():
            return
        if screen.sessions.filter:
            screen.sessions.set_filter("")
        elif screen.has_class("-zoom"):
            screen.remove_class("-zoom")
        else:
            self.to_text()

    def _leave(self) -> None:
        screen = self.screen
        screen.keeping.remember()
        screen.keeping.writer.close()
        screen.app.exit(0)

    def quit(self) -> None:
        """Quit, once all is on disk; what the disk would not take is asked about."""
        # Behind all that was said so far, what it came to included: a change may yet be refused.
        self.screen.keeping.writer.do(lambda: None, lambda _outcome: self._written())

    def _written(self) -> None:
        """The writer has come to the end of what was said before."""
        screen = self.screen
        if not screen.is_current:  # the reader went on, or was asked already
            return
        if screen.keeping.saving:  # said since, or tried once more
            self.quit()
            return
        if not screen.keeping.unsaved:
            self._leave()
            return
        from qa_reader.tui.dialogs.confirm import ConfirmDialog

        elsewhere = screen.registry["save-elsewhere"]

        def answered(leave: bool | None) -> None:
            if leave:
                self._leave()

        screen.app.push_screen(
            ConfirmDialog(
                _("Quit and lose what could not be saved?"),
                ngettext(
                    "{count} change is not on disk; “{command}” ({key}) would keep it.",
                    "{count} changes are not on disk; “{command}” ({key}) would keep them.",
                    screen.keeping.unsaved,
                ).format(
                    count=screen.keeping.unsaved,
                    command=_(elsewhere.what),
                    key=", ".join(elsewhere.keys) or ":",
                ),
            ),
            answered,
        )

    # Dialogs of the other commands

    def ask(
        self,
        sign: str,
        placeholder: str,
        typed: Callable[[str], str],
        done: Callable[[str | None], None],
        value: str = "",
        *,
        past: Sequence[str] = (),
    ) -> Prompt:
        """Ask for a line at the bottom; `typed` is told each change and answers what to show beside it.

        `past` is what the arrows bring back, the oldest first.
        """
        from qa_reader.tui.dialogs.prompt import Prompt

        prompt = Prompt(sign, value, placeholder=placeholder, history=past, on_change=typed)
        self.screen.app.push_screen(prompt, done)
        return prompt

    def choose(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        done: Callable[[str | None], None],
        current: str | None = None,
    ) -> None:
        """Choose one of a few: (id, label)."""
        from qa_reader.tui.dialogs.choose import ChooseDialog, Option

        offered = [Option(key, label) for key, label in options]
        self.screen.app.push_screen(ChooseDialog(title, offered, current), done)

    def choose_tags(
        self,
        held: Sequence[str],
        done: Callable[[Sequence[str] | None], None],
        *,
        spans: bool,
        title: str = "",
    ) -> None:
        """Choose among the codebook's codes; those for spans come first where words are tagged."""
        from qa_reader.tui.dialogs.tag import Choice, TagDialog

        groups = sorted(
            self.screen.desk.codebook.groups,
            key=lambda g: (g.scope == "answers") if spans else (g.scope == "spans"),
        )
        lang = language()
        choices = [
            Choice(
                id=code.id,
                label=code.label(lang),
                glyph=code.glyph,
                colour=code.colour,
                key=code.key or "",
                definition=code.definition(lang),
                group=group.id,
                group_label=group.label(lang),
                parent=code.parent,
                abstract=code.abstract,
                words=tuple(code.label(other) for other in LANGUAGES if other != lang),
            )
            for group in groups
            for code in group.codes
        ]
        title = title or (_("Tags of the selected words") if spans else _("Tags of the answer"))
        self.screen.app.push_screen(TagDialog(title, choices, self.screen.desk.codebook.toggled, held), done)

    def write_note(self, key: str, title: str, about: str, text: str, done: Callable[[str], None]) -> None:
        """Write a note in an editor; what is left unsaved is a draft, kept under `key` for the next time."""
        from qa_reader.tui.dialogs.note import NoteAnswer, NoteDialog

        screen = self.screen

        def typed(written: str) -> None:
            screen.bookmark.drafts[key] = written
            screen.keeping.remember_soon(draft=True)

        def left(answer: NoteAnswer | None) -> None:
            drafts = screen.bookmark.drafts
            if answer is not None and answer.draft and answer.text:
                drafts[key] = answer.text
                screen.say(_("the draft is kept; open the note again to go on"), "note")
            else:
                drafts.pop(key, None)
            screen.keeping.remember()
            if answer is not None and not answer.draft and (answer.text.strip() or text):
                done(answer.text)

        draft = screen.bookmark.drafts.get(key, "")
        screen.app.push_screen(NoteDialog(title, about, text, draft=draft, on_change=typed), left)

    def fill_metadata(
        self,
        own: Mapping[str, str],
        given: Mapping[str, str],
        done: Callable[[Mapping[str, str] | None], None],
    ) -> None:
        """Fill in metadata: one's own values can be changed, what the source gives is shown behind them."""
        from qa_reader.tui.dialogs.meta import MetaDialog

        self.screen.app.push_screen(MetaDialog(own, given), done)

    def ask_name(self, candidates: Sequence[tuple[str, str]], done: Callable[[str | None], None]) -> None:
        """Ask who is reading."""
        from qa_reader.tui.dialogs.name import Candidate, NameDialog

        self.screen.app.push_screen(
            NameDialog([Candidate(name, origin) for name, origin in candidates]), done
        )


def _shown(action: Action) -> str:
    return "  ".join(action.keys)
