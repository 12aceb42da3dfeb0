"""Keys as people write them (`j`, `g g`, `Ctrl-D`, `m *`), and the small machine that reads them in sequence.

A binding is one to three keys with blanks between; `*` stands for any character, given to the action. Where a
context takes counts, the figures before a binding say how many times. Keys typed with a Japanese input method
on arrive full-width (`ｊ`) and are folded. Pure: no screen in here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

ANY: Final = "*"
MOST: Final = 9999
"""The highest count."""

_NAMES: Final[Mapping[str, str]] = {
    "space": "Space", "enter": "Enter", "tab": "Tab", "shift+tab": "Shift-Tab", "escape": "Esc",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
    "pageup": "PageUp", "pagedown": "PageDown", "backspace": "Backspace", "delete": "Delete",
    "insert": "Insert",
    **{f"f{n}": f"F{n}" for n in range(1, 13)},
}  # fmt: skip
_SPELLINGS: Final[Mapping[str, str]] = {name.lower(): name for name in _NAMES.values()}
_MODIFIERS: Final[Mapping[str, str]] = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}


def key_name(key: str, character: str | None) -> str:
    """How we write a key that Textual calls `key` and that types `character` (or None)."""
    *modifiers, last = key.split("+")
    modified = bool(modifiers) and all(m in _MODIFIERS for m in modifiers)
    if (
        not modified
        and character is not None
        and len(character) == 1
        and character.isprintable()
        and character != " "
    ):
        folded = unicodedata.normalize("NFKC", character)
        return folded if len(folded) == 1 else character
    if key in ("space", "full_stop") or character in (" ", "\u3000"):
        return "Space"
    if key in _NAMES:
        return _NAMES[key]
    if modified:
        base = _NAMES.get(last, last.upper() if len(last) == 1 else last.capitalize())
        return "-".join([*(_MODIFIERS[m] for m in modifiers), base])
    return key


class BadKey(ValueError):
    """A key nobody can press, or a binding that is no sequence of keys."""


def parse(binding: str) -> tuple[str, ...]:
    """The keys of a binding as written, in one spelling. Raises BadKey."""
    keys = tuple(_spelled(part) for part in binding.split())
    if not 1 <= len(keys) <= 3:
        raise BadKey(binding)
    return keys


def _spelled(part: str) -> str:
    if len(part) == 1:
        return unicodedata.normalize("NFKC", part)
    *modifiers, last = part.replace("+", "-").split("-") if not part.endswith("-") else [part]
    spelled = [_MODIFIERS.get(m.lower(), "") for m in modifiers]
    base = _SPELLINGS.get(last.lower()) or (last.upper() if len(last) == 1 and modifiers else "")
    if not base or "" in spelled:
        raise BadKey(part)
    return "-".join([*spelled, base])


class Hit(NamedTuple):
    """A whole binding was typed: the action's id, the last character typed where there was more than one key,
    and the count before it, 0 without."""

    action: str
    character: str = ""
    times: int = 0


class Wait(NamedTuple):
    """The keys so far begin a binding; `typed` is what to show."""

    typed: str


class KeyReader:
    """Reads keys in the light of bindings by context; the narrower context is asked first."""

    def __init__(
        self, bindings: Mapping[str, Mapping[tuple[str, ...], str]], counted: Iterable[str] = ()
    ) -> None:
        """`bindings`: by context (`any`, `reading`, `tree` …) the action ids by key sequence; `counted`: the
        contexts in which figures are counts."""
        self._bindings = bindings
        self._counted = frozenset(counted)
        self._typed: tuple[str, ...] = ()
        self._count = ""

    @property
    def pending(self) -> str:
        """The keys typed so far of an unfinished binding."""
        return " ".join((*(self._count,) * bool(self._count), *self._typed))

    def following(self, contexts: Sequence[str]) -> Mapping[str, str]:
        """What may come after the keys typed so far: action ids by key (`*`: any), none where none are."""
        count, found = len(self._typed), dict[str, str]()
        for context in contexts:
            for keys, action in self._bindings.get(context, {}).items():
                if 0 < count < len(keys) and keys[:count] == self._typed:
                    found.setdefault(keys[count], action)
            if found:
                break  # what begins a binding of the narrower context is never one of the wider
        return found

    def forget(self) -> bool:
        """Drop an unfinished binding; True if there was one."""
        had, self._typed, self._count = bool(self._typed or self._count), (), ""
        return had

    def read(self, key: str, contexts: Sequence[str]) -> Hit | Wait | None:
        """What `key` amounts to after those before it: an action, a beginning, or nothing.

        What begins a binding of the narrower context is never one of the wider by itself.
        """
        typed = (*self._typed, key)
        if len(typed) == 1 and contexts[0] in self._counted and self._is_figure(key):
            self._count = str(min(int(self._count + key), MOST))
            return Wait(self.pending)
        self._typed = ()
        for context in contexts:
            table = self._bindings.get(context, {})
            action = table.get(typed)
            character = " " if key == "Space" else key
            if action is None and len(typed) > 1 and len(character) == 1:
                action = table.get((*typed[:-1], ANY))
            if action is not None:
                hit = Hit(action, character if len(typed) > 1 else "", int(self._count or 0))
                self._count = ""
                return hit
            if any(keys[: len(typed)] == typed for keys in table):
                self._typed = typed
                return Wait(self.pending)
        self._count = ""
        return None

    def _is_figure(self, key: str) -> bool:
        return key in _FIGURES and (key != "0" or bool(self._count))


_FIGURES: Final = frozenset("0123456789")
