"""The session tree: transcripts, their sections and questions, and what else the workspace holds.

Rows come from the screen; the rows under a row are asked for when it is first opened, so that a workspace of
many transcripts costs nothing before one of them is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from qa_reader.language.layout import cells
from qa_reader.locales import _, ngettext
from qa_reader.tui.lines import Line, Run, joined, plain
from qa_reader.tui.narrowing import Narrowing
from qa_reader.tui.rows import RowsPane

TreeKind = Literal["transcript", "section", "exchange", "stretch", "group", "file", "link", "filter"]

_FILTER = "\nfilter"
"""The row above all others that says what they are narrowed to."""

_WORDS_DRAWN = 400
"""More of a question than any pane shows in one line."""


class TreeRow(NamedTuple):
    """One row of the tree."""

    key: str
    """What the screen knows it by; unique in the tree."""
    depth: int
    kind: TreeKind
    text: str
    """Title, heading or the question's words; may be long, what does not fit is cut."""
    number: str = ""
    """As printed; of a group, how many are in it."""
    glyph: str = ""
    """The stance's."""
    colour: str = ""
    """The stance's."""
    badges: tuple[str, ...] = ()
    """What stands at the end of the line: `✎2`, `⚑`, `3/9`."""
    unread: bool = False
    expandable: bool = False
    expanded: bool = False
    """Open when first shown."""
    opens_when_read: bool = False
    """Opened when what is read lies under it, unless the reader has closed it: a section of a long text."""
    dim: bool = False


Children = Callable[[str], Sequence[TreeRow]]
"""The rows directly under the row of a key."""


class SessionTree(RowsPane):
    """The tree. The row that is read is its `place`; the cursor goes along unless the tree has the focus."""

    class Chosen(RowsPane.Chosen):
        """A row was chosen: open it, go there."""

    def __init__(self, children: Children, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ask_children = children
        self._roots: list[str] = []
        self._rows: dict[str, TreeRow] = {}
        self._kids: dict[str, list[str]] = {}
        self._parents: dict[str, str] = {}
        self._open: set[str] = set()
        self._wanted: dict[str, bool] = {}
        """What the reader opened and closed; outlives the rows themselves."""
        self._visible: list[str] = []
        self._narrowed = Narrowing()

    # Filling it.

    def set_rows(self, rows: Sequence[TreeRow]) -> None:
        """Show `rows` at the top level in place of all there was.

        What was open stays open, and the cursor on its row, where these are still there.
        """
        cursor = self.cursor_key
        self._rows, self._kids, self._parents = {}, {}, {}
        self._open = set()
        self._narrowed.forget()
        self._roots = self._take(rows)
        self._arrange(cursor)

    def refill(self, key: str) -> None:
        """Ask anew for the rows under `key`, as after its transcript was read again."""
        if key not in self._kids:
            return
        cursor = self.cursor_key
        self._forget(key)
        self._fill(key)
        self._arrange(cursor)

    def update_row(self, row: TreeRow) -> None:
        """Replace the row of the same key: a new stance, note or unread mark. Repaints that line alone."""
        if row.key in self._rows:
            self._rows[row.key] = row
            self._narrowed.forget(row.key)
            shown = self.find(row.key)
            if shown is not None:
                self.row_changed(shown)

    def row(self, key: str) -> TreeRow | None:
        """The row of `key` as it is now, where the tree holds it."""
        return self._rows.get(key)

    def _take(self, rows: Sequence[TreeRow], parent: str | None = None) -> list[str]:
        keys = []
        for row in rows:
            self._rows[row.key] = row
            if parent is not None:
                self._parents[row.key] = parent
            keys.append(row.key)
        for row in rows:
            if row.expandable and self._wanted.get(row.key, row.expanded):
                self._fill(row.key)
                self._open.add(row.key)
        return keys

    def _fill(self, key: str) -> None:
        if key not in self._kids:
            self._kids[key] = []
            self._kids[key] = self._take(self._ask_children(key), key)

    def _fill_under(self, key: str) -> None:
        """Fill all that is under `key`, opening nothing."""
        self._fill(key)
        for kid in self._kids[key]:
            if self._rows[kid].opens_when_read:
                self._fill_under(kid)

    def _forget(self, key: str) -> None:
        for kid in self._kids.pop(key, ()):
            self._forget(kid)
            self._open.discard(kid)
            self._narrowed.forget(kid)
            self._parents.pop(kid, None)
            del self._rows[kid]

    def _walk(self, keys: Sequence[str], *, everything: bool = False) -> Iterator[str]:
        """`keys` and, in order, what is open under them (or all that is filled)."""
        stack = [iter(keys)]
        while stack:
            for key in stack[-1]:
                yield key
                if key in self._kids and (everything or key in self._open):
                    stack.append(iter(self._kids[key]))
                    break
            else:
                stack.pop()

    def _arrange(self, cursor: str | None = None) -> None:
        """Reckon which rows show, and lay them out."""
        if not self.filter:
            self._visible = list(self._walk(self._roots))
        else:
            kept = {above for key in self._narrowed.matches for above in self._path(key)}
            self._visible = [key for key in self._walk(self._roots, everything=True) if key in kept]
            if self._visible:
                count = len(self._narrowed.matches)
                found = ngettext("{count} found", "{count} found", count).format(count=count)
                self._rows[_FILTER] = TreeRow(_FILTER, 0, "filter", self.filter, badges=(found,))
                self._visible.insert(0, _FILTER)
        self.rows_changed(cursor)

    def _path(self, key: str) -> list[str]:
        """`key` and what it stands under, from the top."""
        path = [key]
        while (parent := self._parents.get(path[-1])) is not None:
            path.append(parent)
        return path[::-1]

    # Opening and closing.

    def is_open(self, key: str) -> bool:
        """Whether the rows under `key` show."""
        return key in self._open or bool(self.filter)

    def open_row(self) -> None:
        """Open the cursor's row; where it is open already, go to its first row; choose a row without any."""
        key = self.cursor_key
        if key is None:
            return
        if not self._rows[key].expandable:
            self.choose()
        elif not self.is_open(key):
            self._set_open(key, True)
        else:
            self.move(1)

    def close_row(self) -> None:
        """Close the cursor's row; where there is nothing to close, go to the row it stands under."""
        key = self.cursor_key
        if key is None:
            return
        if key in self._open and not self.filter:
            self._set_open(key, False)
        elif (parent := self._parents.get(key)) is not None:
            self.cursor_to(parent)

    def toggle_row(self) -> None:
        """Open or close the cursor's row."""
        key = self.cursor_key
        if key is not None and self._rows[key].expandable and not self.filter:
            self._set_open(key, key not in self._open)

    def choose(self) -> None:
        """Choose the cursor's row, opening what is under it. A group is only opened or closed."""
        key = self.cursor_key
        if key is None:
            return
        row = self._rows[key]
        if row.kind == "group":
            self.toggle_row()
            return
        if row.expandable and not self.is_open(key):
            self._set_open(key, True)
        super().choose()

    def clicked(self, row: int, x: int) -> None:
        """A click on the mark of a row opens and closes it; anywhere else it chooses."""
        at = self._rows[self._visible[row]]
        if at.kind == "filter":
            return
        indent = self._indent(at, self.words_width)
        if at.expandable and indent <= x < indent + 2:
            self.toggle_row()
        else:
            self.choose()

    def _set_open(self, key: str, opened: bool) -> None:
        self._wanted[key] = opened
        if opened:
            self._fill(key)
            self._open.add(key)
        else:
            self._open.discard(key)
        self._arrange(key)

    # Following what is read.

    def follow(self, path: Sequence[str]) -> None:
        """Mark the row that is read: the deepest of `path` (keys from the top) that shows.

        Opens only rows that open when read: what the reader closed stays closed. The cursor goes along
        unless the tree has the focus.
        """
        if not self.filter:
            opened = [key for key in path if self._open_read(key)]
            if opened:
                self._arrange(self.cursor_key)
        for key in reversed(path):
            if self.find(key) is not None:
                self.place = key
                if not self.has_focus:
                    self.cursor_to(key, turning=True)
                return
        self.place = None

    def _open_read(self, key: str) -> bool:
        """Open a row, now that what is under it is read; False where it is open, or is to stay closed."""
        row = self._rows.get(key)
        if row is None or not row.opens_when_read or key in self._open or key in self._wanted:
            return False
        self._fill(key)
        self._open.add(key)
        return True

    def reveal(self, path: Sequence[str]) -> bool:
        """Open what the last key of `path` stands under and put the cursor on it; False where it is none."""
        for key in path[:-1]:
            if key in self._rows and self._rows[key].expandable and key not in self._open:
                self._fill(key)
                self._open.add(key)
                self._wanted[key] = True
        self._arrange(self.cursor_key)
        return bool(path) and self.cursor_to(path[-1])

    # The filter.

    @property
    def filter(self) -> str:
        """What the rows are narrowed to, empty for all."""
        return self._narrowed.query

    def set_filter(self, text: str) -> int:
        """Show only the rows whose words hold every word of `text`, under what they stand; gives how many.

        Width, case and kana forms make no difference, and romaji finds Japanese. Transcripts never opened
        match by their title alone. An empty text shows all again, with the cursor still on its row.
        """
        cursor = self.cursor_key
        matches = self._narrowed.to(text, self._all_rows, self._words)
        if matches and cursor not in self._narrowed.matches:
            cursor = matches[0]
        if not self.filter and cursor is not None:
            for key in self._path(cursor)[:-1]:  # what was found stays in sight
                self._open.add(key)
                self._wanted[key] = True
        self._arrange(cursor)
        return len(matches)

    def _all_rows(self) -> Iterator[str]:
        """The keys of all rows that can be found."""
        for key in [key for key, row in self._rows.items() if row.opens_when_read]:
            self._fill_under(key)
        return self._walk(self._roots, everything=True)

    def _words(self, key: str) -> str:
        """The whole title, heading or question of the row of `key`."""
        return f"{self._rows[key].number} {self._rows[key].text}".strip()

    # What the rows look like.

    def row_count(self) -> int:
        """How many rows show."""
        return len(self._visible)

    def row_key(self, row: int) -> str:
        """The key of a row."""
        return self._visible[row]

    def row_stops(self, row: int) -> bool:
        """Not on the row that names the filter."""
        return self._visible[row] != _FILTER

    def row_height(self, row: int) -> int:  # noqa: ARG002
        """One line each."""
        return 1

    def row_text(self, row: int) -> str:
        """The whole title, heading or question."""
        return self._words(self._visible[row])

    def told_when_empty(self) -> str:
        """That the filter lets no row through."""
        return _("Nothing here has these words.") if self.filter else ""

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Indent, mark, number, stance, words; badges at the end."""
        at = self._rows[self._visible[row]]
        if at.kind == "filter":
            named = (Run(_("filter"), "key"), Run(f" {plain(at.text)}", "heading"))
            return (joined(named, [Run(f" {plain(badge)}", "badge") for badge in at.badges], width),)
        if self.filter and at.key not in self._narrowed.matches:
            at = at._replace(dim=True)
        look = self._look(at)
        runs = [Run(" " * self._indent(at, width) + self._mark(at), "unread" if at.unread else "dim")]
        if at.number and at.kind != "group":
            number = plain(at.number)
            gap = " " * (2 - cells(number)) if at.kind == "exchange" else ""
            runs.append(Run(f"{gap}{number} ", "dim" if at.kind == "exchange" else look))
        if at.glyph:
            runs.append(Run(f"{plain(at.glyph)} ", "dim" if not at.colour else "", at.colour))
        runs.extend(self._narrowed.runs(at.key, plain(at.text[:_WORDS_DRAWN]).lstrip("　 "), look))
        told = (at.number, *at.badges) if at.number and at.kind == "group" else at.badges
        badges = [Run(f" {plain(badge)}", "flag" if badge.startswith("⚑") else "badge") for badge in told]
        return (joined(runs, badges, width),)

    def _mark(self, at: TreeRow) -> str:
        if at.expandable:
            return "▾ " if self.is_open(at.key) else "▸ "
        return "• " if at.unread else "  "

    @staticmethod
    def _indent(at: TreeRow, width: int) -> int:
        """Cells before a row's mark: two a level, one where the pane is narrow."""
        return at.depth * (2 if width >= 34 else 1)

    @staticmethod
    def _look(at: TreeRow) -> str:
        if at.dim:
            return "dim"
        return "heading" if at.kind == "transcript" else ""
