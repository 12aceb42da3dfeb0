"""The one registry of what can be done: id, who does it, in which context, its keys, and what it is called.

Bindings, hints, help, palette and the user's key map are all made from it. The words are msgids: they are
translated when shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.locales import _
from qa_reader.tui.keys import BadKey, parse

if TYPE_CHECKING:
    from qa_reader.annotation.codebook import Codebook

ANYWHERE: Final = "any"
"""The context of what works in every pane; the others are `reading`, `tree`, `sidebar`, `selecting`."""
COUNTED: Final = ("selecting",)
"""The contexts in which figures before a key say how many times; elsewhere they are stances."""


class Action(NamedTuple):
    """One thing that can be done. `does` is `target.method`, then literal arguments (`*`: the last key)."""

    id: str
    does: str
    what: str
    group: str
    keys: tuple[str, ...] = ()
    context: str = ANYWHERE


def N_(message: str) -> str:  # noqa: N802  (the customary name of gettext's marker)
    """Mark a msgid that is translated where it is shown."""
    return message


MOVE, FIND, SAY = N_("Move"), N_("Find"), N_("Say")
TAKE, MEND, SEE, SELECT = N_("Take away"), N_("Mend"), N_("See"), N_("Select")
TREE, SIDEBAR = N_("In the tree"), N_("In the annotations")

_TABLE: Final[tuple[Action, ...]] = (
    Action("line-down", "moving.rows 1", N_("down a line"), MOVE, ("j", "Down"), "reading"),
    Action("line-up", "moving.rows -1", N_("up a line"), MOVE, ("k", "Up"), "reading"),
    Action("page-down", "moving.pages 1", N_("down a page"), MOVE, ("Space", "PageDown")),
    Action("page-up", "moving.pages -1", N_("up a page"), MOVE, ("b", "PageUp")),
    Action("half-down", "moving.halves 1", N_("down half a page"), MOVE, ("Ctrl-D",)),
    Action("half-up", "moving.halves -1", N_("up half a page"), MOVE, ("Ctrl-U",)),
    Action("next-question", "moving.questions 1", N_("next question"), MOVE, ("J",)),
    Action("previous-question", "moving.questions -1", N_("question before"), MOVE, ("K",)),
    Action("next-section", "moving.sections 1", N_("next section"), MOVE, ("}",)),
    Action("previous-section", "moving.sections -1", N_("section before"), MOVE, ("{",)),
    Action("first", "moving.first", N_("to the beginning"), MOVE, ("g g", "Home")),
    Action("last", "moving.last", N_("to the end"), MOVE, ("G", "End")),
    Action("go-to", "moving.ask_where", N_("go to a question by number or words"), MOVE, ("#",)),
    Action("next-untagged", "moving.seek untagged 1", N_("next untagged"), MOVE, ("] t",)),
    Action("previous-untagged", "moving.seek untagged -1", N_("untagged before"), MOVE, ("[ t",)),
    Action("next-annotation", "holding.step 1", N_("next annotation"), MOVE, ("] a",)),
    Action("previous-annotation", "holding.step -1", N_("annotation before"), MOVE, ("[ a",)),
    Action("next-flagged", "moving.seek flagged 1", N_("next flagged"), MOVE, ("] f",)),
    Action("previous-flagged", "moving.seek flagged -1", N_("flagged before"), MOVE, ("[ f",)),
    Action("next-same-speaker", "moving.seek speaker 1", N_("next of the same speaker"), MOVE, ("] s",)),
    Action("previous-same-speaker", "moving.seek speaker -1", N_("same speaker before"), MOVE, ("[ s",)),
    Action("next-unread", "moving.seek unread 1", N_("next unread"), MOVE, ("] u",)),
    Action("previous-unread", "moving.seek unread -1", N_("unread before"), MOVE, ("[ u",)),
    Action("set-mark", "moving.mark *", N_("set a mark (then any letter)"), MOVE, ("m *",)),
    Action("go-to-mark", "moving.to_mark *", N_("go to a mark (then its letter)"), MOVE, ("' *",)),
    Action("back", "moving.back", N_("back to where you were"), MOVE, ("Ctrl-O", "Alt-Left")),
    Action("forward", "moving.forward", N_("forward again"), MOVE, ("Alt-Right",)),
    Action("search", "finding.ask", N_("find words"), FIND, ("/",)),
    Action("next-hit", "finding.step 1", N_("next hit"), FIND, ("n",)),
    Action("previous-hit", "finding.step -1", N_("hit before"), FIND, ("N",)),
    Action(
        "search-selection",
        "finding.selected",
        N_("find the selected words again"),
        FIND,
        ("*",),
    ),
    Action("search-everywhere", "finding.everywhere", N_("search the whole workspace"), FIND, ("g /",)),
    Action("highlight-hits", "finding.highlight_all", N_("highlight every hit…"), FIND, ("H",)),
    Action("filter", "finding.filter", N_("filter the tree"), FIND, ("F",)),
    Action("tag", "saying.tag", N_("tag…"), SAY, ("t",)),
    Action("note", "saying.note", N_("write a note"), SAY, ("a",)),
    Action("note-words", "holding.note", N_("write a note on the words"), SAY, ("A",)),
    Action("flag", "saying.flag", N_("flag, or take the flag off"), SAY, ("x",)),
    Action("repeat", "saying.repeat", N_("do the last tagging again here"), SAY, (".",)),
    Action("cues", "cueing.toggle", N_("show phrases that suggest a stance, or not"), SAY, ("C",)),
    Action("next-cue", "cueing.step 1", N_("next suggestion"), MOVE, ("] c",)),
    Action("previous-cue", "cueing.step -1", N_("suggestion before"), MOVE, ("[ c",)),
    Action("cue-accept", "cueing.accept", N_("take a suggestion over"), SAY, ("Enter",), "reading"),
    Action("cue-why", "cueing.why", N_("why this suggestion"), SAY, ("g c",)),
    Action("undo", "editing.undo", N_("undo"), SAY, ("u",)),
    Action("redo", "editing.redo", N_("redo"), SAY, ("Ctrl-R",)),
    Action("save-elsewhere", "keeping.elsewhere", N_("save in another folder…"), SAY, ("g s",)),
    Action("copy", "taking.copy", N_("copy with citation"), TAKE, ("y",)),
    Action("copy-as", "taking.copy_as", N_("copy as…"), TAKE, ("Y",)),
    Action("report-add", "reporting.add", N_("into the report"), TAKE, ("+",)),
    Action("report", "reporting.show", N_("the report in hand"), TAKE, ("=",)),
    Action("figures", "figuring.show", N_("figures: stances, tags, what is left"), SEE, ("g =",)),
    Action("retype", "mending.retype", N_("say what this turn is"), MEND, ("r",)),
    Action("split", "mending.split", N_("begin a new turn here"), MEND, ("S",)),
    Action("join", "mending.join", N_("join with the turn before"), MEND, ("X",)),
    Action("pair", "mending.pair", N_("pair this answer with a question"), MEND, ("p",)),
    Action("unpair", "mending.unpair", N_("take this answer off its question"), MEND, ("P",)),
    Action("review", "mending.review", N_("what a changed text left in doubt"), MEND, ("R",)),
    Action("adopt", "mending.adopt", N_("this is a transcript that was renamed…"), MEND, ("g i",)),
    Action("metadata", "mending.metadata", N_("complete title, date, source…"), MEND, ("M",)),
    Action("pane-next", "seeing.pane 1", N_("to the next pane"), SEE, ("Tab",)),
    Action("pane-previous", "seeing.pane -1", N_("to the pane before"), SEE, ("Shift-Tab",)),
    Action("zoom", "seeing.zoom", N_("this pane alone, or all"), SEE, ("z",)),
    Action("view", "seeing.view", N_("the text as one, one question, side by side"), SEE, ("V",)),
    Action("all-annotations", "seeing.scope", N_("annotations of the question, or of all"), SEE, ("o",)),
    Action("open-source", "opening.source", N_("open the source, or the recording here"), SEE, ("O",)),
    Action("theme", "seeing.theme", N_("light or dark"), SEE, ("T",)),
    Action("commands", "seeing.palette", N_("all commands"), SEE, (":", "Ctrl-P")),
    Action("help", "seeing.help", N_("help"), SEE, ("?", "F1")),
    Action("escape", "seeing.escape", N_("back out"), SEE, ("Esc",)),
    Action("quit", "seeing.quit", N_("quit"), SEE, ("q", "Ctrl-Q")),
    Action("select", "selecting.begin", N_("select words"), SELECT, ("v",)),
    Action("adjust", "holding.adjust", N_("move the ends of the highlight here"), SELECT, ("h", "g h")),
    Action("select-again", "selecting.again", N_("select once more what was"), SELECT, ("g v",)),
    *(
        Action(f"select-{name}", f"selecting.{does}", what, SELECT, keys, "selecting")
        for name, does, what, keys in (
            ("right", "go onward grapheme", N_("a character on"), ("l", "Right")),
            ("left", "go back grapheme", N_("a character back"), ("h", "Left")),
            ("down", "rows 1", N_("down a line"), ("j", "Down")),
            ("up", "rows -1", N_("up a line"), ("k", "Up")),
            ("half-down", "halves 1", N_("down half a page"), ("Ctrl-D", "Space", "PageDown")),
            ("half-up", "halves -1", N_("up half a page"), ("Ctrl-U", "PageUp")),
            ("word", "go onward word", N_("to the next word"), ("w",)),
            ("word-back", "go back word", N_("back to the beginning of a word"), ("b",)),
            ("word-end", "go end word", N_("to the end of a word"), ("e",)),
            ("phrase", "go onward phrase", N_("to the next phrase"), ("W",)),
            ("phrase-back", "go back phrase", N_("back to the beginning of a phrase"), ("B",)),
            ("phrase-end", "go end phrase", N_("to the end of a phrase"), ("E",)),
            ("next", "by sentence 1", N_("one more sentence"), (")",)),
            ("less", "by sentence -1", N_("one sentence less, or one more before"), ("(",)),
            ("paragraph", "by paragraph 1", N_("one more paragraph"), ("}",)),
            ("paragraph-back", "by paragraph -1", N_("one paragraph less, or one more before"), ("{",)),
            ("row-first", "in_row first", N_("to the beginning of the line"), ("0", "Home")),
            ("row-words", "in_row words", N_("to the first word of the line"), ("^",)),
            ("row-last", "in_row last", N_("to the end of the line"), ("$", "End")),
            ("turn-first", "to_edge -1", N_("to the beginning of what is said"), ("g g",)),
            ("turn-last", "to_edge 1", N_("to the end of what is said"), ("G",)),
            ("find", "find * 1", N_("on to a character (romaji finds Japanese)"), ("f *",)),
            ("find-back", "find * -1", N_("back to a character"), ("F *",)),
            ("find-again", "find_again 1", N_("on to the same character again"), (";",)),
            ("find-reverse", "find_again -1", N_("the same the other way"), (",",)),
            ("wider", "widen", N_("wider: word, phrase, clause, sentence, paragraph, turn"), (">",)),
            ("narrower", "narrow", N_("narrower"), ("<",)),
            ("swap", "swap", N_("move the other end"), ("o",)),
            ("the-word", "take word", N_("the word"), ("i w",)),
            ("a-word", "take_around word", N_("the word and the blanks behind"), ("a w",)),
            ("the-phrase", "take phrase", N_("the phrase"), ("i W",)),
            ("a-phrase", "take_around phrase", N_("the phrase and the blanks behind"), ("a W",)),
            ("the-sentence", "take sentence", N_("the sentence"), ("i s",)),
            ("a-sentence", "take_around sentence", N_("the sentence and the blanks behind"), ("a s",)),
            ("the-paragraph", "take paragraph", N_("the paragraph"), ("i p",)),
            ("a-paragraph", "take_around paragraph", N_("the paragraph and its indent"), ("a p",)),
            ("the-turn", "take turn", N_("all that is said in the turn"), ("i t", "a t")),
            (
                "in-brackets",
                "take_bracketed *",
                N_("what is in the brackets"),
                ("i 「", "i 」", "i 『", "i [", "i ]", "i (", "i )", "i 【", "i <", 'i "', "i b"),
            ),
            (
                "brackets",
                "take_brackets *",
                N_("the brackets and what is in them"),
                ("a 「", "a 」", "a 『", "a [", "a ]", "a (", "a )", "a 【", "a <", 'a "', "a b"),
            ),
        )
    ),
    Action("highlight", "saying.highlight", N_("highlight"), SELECT, ("Enter",), "selecting"),
    Action("select-end", "selecting.end", N_("leave off"), SELECT, ("v", "Esc"), "selecting"),
    Action("tree-down", "moving.tree 1", N_("down"), TREE, ("j", "Down"), "tree"),
    Action("tree-up", "moving.tree -1", N_("up"), TREE, ("k", "Up"), "tree"),
    Action("tree-open", "moving.tree_open", N_("open, read"), TREE, ("Enter",), "tree"),
    Action("tree-expand", "moving.tree_fold 1", N_("unfold"), TREE, ("l", "Right"), "tree"),
    Action("tree-collapse", "moving.tree_fold -1", N_("fold"), TREE, ("h", "Left"), "tree"),
    Action("card-down", "moving.card 1", N_("down"), SIDEBAR, ("j", "Down"), "sidebar"),
    Action("card-up", "moving.card -1", N_("up"), SIDEBAR, ("k", "Up"), "sidebar"),
    Action("card-go", "moving.card_go", N_("go to its words"), SIDEBAR, ("Enter",), "sidebar"),
    Action("card-edit", "editing.edit", N_("edit the note"), SIDEBAR, ("E",)),
    Action("card-tag", "editing.retag", N_("change its tags"), SIDEBAR, ("t",), "sidebar"),
    Action("card-delete", "editing.delete", N_("delete it"), SIDEBAR, ("D",)),
)

LETTERS: Final[Mapping[str, str]] = {"committed": "c", "evasive": "e"}
"""Stances that have a letter beside their digit (DESIGN §6)."""


def registry(codebook: Codebook) -> tuple[Action, ...]:
    """Every action, the stances of `codebook` among them."""
    from qa_reader.locales import language

    stances = tuple(
        Action(
            f"stance-{code.id}",
            f"saying.stance {code.id}",
            code.label(language()),
            SAY,
            tuple(key for key in (code.key, LETTERS.get(code.id)) if key),
        )
        for code in codebook.stances()
    )
    of_one = tuple(
        Action(
            f"stance-{code.id}-of-one",
            f"saying.stance_of_one {code.id}",
            _("{stance}, of this answerer alone").format(stance=code.label(language())),
            SAY,
            (f"Alt-{code.key}",),
        )
        for code in codebook.stances()
        if code.key
    )
    at = next(n for n, action in enumerate(_TABLE) if action.group == SAY)
    return (*_TABLE[:at], *stances, *of_one, *_TABLE[at:])


class BadKeyMap(ValueError):
    """A key map that cannot be used; the message says why in one line."""


def with_keys(actions: Iterable[Action], keys: Mapping[str, tuple[str, ...]]) -> tuple[Action, ...]:
    """`actions` under the user's keys. Raises BadKeyMap: unknown action, no key, two actions on one key."""
    known = {action.id: action for action in actions}
    for name in keys:
        if name not in known:
            raise BadKeyMap(_("keys.{name}: no such action; see qa-reader config keys").format(name=name))
    mapped = tuple(
        action._replace(keys=keys[action.id]) if action.id in keys else action for action in known.values()
    )
    quitting = next(action for action in mapped if action.id == "quit")
    if not quitting.keys:
        raise BadKeyMap(_("keys.quit: the way out needs a key"))
    bindings(tuple(sorted(mapped, key=lambda action: action.id in keys)))  # a clash is told of the new key
    return mapped


@lru_cache(maxsize=1)
def bindings(actions: tuple[Action, ...]) -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """Action ids by context and keys. Raises BadKeyMap where one context has a key twice.

    What was checked last is kept: a start checks the keys and then uses them.
    """
    tables: dict[str, dict[tuple[str, ...], str]] = {}
    begun: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}  # by context and first keys, the sequence
    for action in actions:
        table = tables.setdefault(action.context, {})
        for written in action.keys:
            try:
                keys = parse(written)
            except BadKey:
                raise BadKeyMap(
                    _("keys.{name}: no such key: {key}").format(name=action.id, key=written)
                ) from None
            starts = [keys[:count] for count in range(1, len(keys) + 1)]
            clash = begun.get((action.context, keys)) or next((key for key in starts if key in table), None)
            if clash is not None and table[clash] != action.id:
                raise BadKeyMap(
                    _("keys.{name}: {key} is taken by {other}").format(
                        name=action.id, key=written, other=table[clash]
                    )
                )
            table[keys] = action.id
            for start in starts:
                begun.setdefault((action.context, start), keys)
    return tables
