"""What a workspace's `.gitignore` files leave out.

Understood: comments, `!` taking back, `/` anchoring, `/` at the end for folders only, `*`, `?`, `[…]` and
`**`, in every `.gitignore` from the repository's top down to the folder. Not asked: git's global and
per-clone excludes, and whether an ignored file was added by force.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, NamedTuple

_LARGEST: Final = 1 << 20
"""Bytes of a `.gitignore` beyond which it is not read."""


class _Rule(NamedTuple):
    """One line of a `.gitignore`."""

    parts: tuple[str, ...]
    """The pattern folder by folder; `**` first where it may match at any depth."""
    taken_back: bool
    folders_only: bool


class Rules:
    """The rules that hold in a folder, those of the folders above it included."""

    def __init__(self, folder: Path, above: Rules | None = None) -> None:
        self._above = above
        self._depth = len(folder.parts)
        self._rules = tuple(_rules(folder / ".gitignore"))
        self.any: bool = bool(self._rules) or (above is not None and above.any)
        """Is there a rule at all, here or above?"""

    @classmethod
    def of(cls, folder: Path) -> Rules:
        """The rules for `folder`, from the top of the git repository it lies in where there is one."""
        rules: Rules | None = None
        for each in reversed(_chain(folder)):
            rules = cls(each, rules)
        assert rules is not None
        return rules

    def ignored(self, path: Path, *, folder: bool) -> bool:
        """Is `path`, something in the folder of these rules, left out?"""
        rules: Rules | None = self
        while rules is not None:
            parts = path.parts[rules._depth :]
            for rule in reversed(rules._rules):
                if (folder or not rule.folders_only) and _matches(parts, rule.parts):
                    return not rule.taken_back
            rules = rules._above
        return False


def _chain(folder: Path) -> list[Path]:
    """`folder` and those above it up to the repository's top; `folder` alone outside any repository."""
    chain = []
    for each in (folder, *folder.parents):
        chain.append(each)
        if (each / ".git").exists():
            return chain
    return [folder]


def _rules(path: Path) -> Iterator[_Rule]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(_LARGEST)
    except OSError:
        return
    for line in text.split("\n"):
        pattern = line.rstrip()
        if not pattern or pattern.startswith("#"):
            continue
        taken_back = pattern.startswith("!")
        pattern = pattern.removeprefix("!").removeprefix("\\")
        folders_only = pattern.endswith("/")
        pattern = pattern.rstrip("/")
        anchored = "/" in pattern
        parts = tuple(part for part in pattern.split("/") if part)
        if parts:
            yield _Rule(parts if anchored else ("**", *parts), taken_back, folders_only)


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Does `pattern` match all of `parts`? Keeps the set of places reached, so it never backtracks."""
    reached = {0}
    for index, each in enumerate(pattern):
        if each == "**":
            least = min(reached) + (index == len(pattern) - 1)
            reached = set(range(least, len(parts) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], each)}
        if not reached:
            return False
    return len(parts) in reached
