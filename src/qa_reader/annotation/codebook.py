"""The codebook: the codes a reader tags with, in groups, as read from TOML.

The built-in one lies beside this module (`codebook.toml`); a workspace may hold its own in the same form.
Every start needs the built-in one, and reading TOML takes 3 ms of it: it is read from `codebook.json`, the
same tables as `make codebook` writes them (a test holds them together).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from qa_reader.locales import _

Scope = Literal["answers", "spans", "both"]
STANCE = "stance"
"""The id of the group whose codes are stances."""


class BadCodebook(ValueError):
    """A codebook that cannot be used; the message says where and why, in one line."""


class Code(NamedTuple):
    """One entry. `id` is whole: `evasive.deflect`."""

    id: str
    group: str
    labels: Mapping[str, str]
    means: Mapping[str, str]
    key: str | None
    colour: str
    glyph: str
    parent: str | None = None
    abstract: bool = False
    """True for a heading of sub-codes that is itself never set."""

    def label(self, language: str) -> str:
        """What the screen calls it in `language`, else in English, else in any language."""
        return _in(self.labels, language) or self.id

    def definition(self, language: str) -> str:
        """Its one-line definition, or an empty text."""
        return _in(self.means, language)


class Group(NamedTuple):
    """Codes that belong together."""

    id: str
    labels: Mapping[str, str]
    exclusive: bool
    scope: Scope
    guides: Mapping[str, str]
    codes: tuple[Code, ...]

    def label(self, language: str) -> str:
        """What the screen calls it."""
        return _in(self.labels, language) or self.id

    def guide(self, language: str) -> str:
        """How to decide between its codes, or an empty text."""
        return _in(self.guides, language).strip()


@dataclass(slots=True, eq=False, repr=False)
class Codebook:
    """All groups, and every code by id."""

    name: str
    groups: tuple[Group, ...]
    codes: Mapping[str, Code]
    plain: Code
    """How a highlight without a code looks."""

    def __iter__(self) -> Iterator[Code]:
        return (code for group in self.groups for code in group.codes)

    def get(self, code_id: str) -> Code:
        """The code; a code no entry knows (from another's codebook) is shown by its id."""
        known = self.codes.get(code_id)
        if known is not None:
            return known
        return Code(code_id, "", {}, {}, None, self.plain.colour, "?", code_id.rpartition(".")[0] or None)

    def named(self, text: str) -> tuple[str, ...]:
        """The ids of the codes that `text` may mean: an id, a key, or a name in any language."""
        if text in self.codes:
            return (text,)
        wanted = _folded(text)
        keyed = tuple(code.id for code in self if code.key is not None and code.key == wanted)
        labelled = (code.id for code in self if wanted in map(_folded, code.labels.values()))
        return keyed or tuple(dict.fromkeys(labelled))

    def stances(self) -> tuple[Code, ...]:
        """The stances a key sets, in the codebook's order."""
        return tuple(c for c in self if c.group == STANCE and c.parent is None and not c.abstract)

    def with_parents(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """`codes` with the parent of each sub-code before it, each once, abstract parents left out."""
        whole: list[str] = []
        for code_id in codes:
            parent = self.get(code_id).parent
            for each in (parent, code_id):
                if each and each not in whole and not self.get(each).abstract:
                    whole.append(each)
        return tuple(whole)

    def family(self, code_id: str) -> str:
        """The code itself, or what it is a sub-code of."""
        return self.get(code_id).parent or code_id

    def rivals(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Families of one exclusive group among `codes` that rule each other out; empty where none do."""
        whole = tuple(codes)
        for group in self.groups:
            found = dict.fromkeys(self.family(each) for each in whole if self.get(each).group == group.id)
            if group.exclusive and len(found) > 1:
                return tuple(found)
        return ()

    def joined(self, held: Iterable[str], codes: tuple[str, ...]) -> tuple[str, ...]:
        """`held` and `codes` with their parents; of an exclusive group the family of `codes` alone."""
        added = self.with_parents(codes)
        alone = {group.id for group in self.groups if group.exclusive}
        given = {self.get(each).group: self.family(each) for each in added if self.get(each).group in alone}
        kept = (
            each for each in held if self.family(each) == given.get(self.get(each).group, self.family(each))
        )
        return tuple(dict.fromkeys((*kept, *added)))

    def toggled(self, chosen: frozenset[str], code_id: str) -> frozenset[str]:
        """`chosen` after `code_id` was ticked or unticked; a parent that goes takes its sub-codes along."""
        if code_id in chosen:
            return frozenset(code for code in chosen if code != code_id and self.get(code).parent != code_id)
        return frozenset(self.joined(chosen, (code_id,)))

    def stance_of(self, codes: tuple[str, ...]) -> str | None:
        """The stance among `codes`: the top-level code of the stance group, or None."""
        for code_id in codes:
            code = self.get(code_id)
            if code.group == STANCE:
                return code.parent or code.id
        return None


def _folded(text: str) -> str:
    """`text` without regard to letter case, full width and blanks at its ends."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


@cache
def built_in() -> Codebook:
    """The codebook that comes with the program."""
    return _codebook(json.loads(Path(__file__).with_name("codebook.json").read_text("utf-8")))


def parse(text: str) -> Codebook:
    """The codebook that `text` (TOML) holds. Raises BadCodebook."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCodebook(f"codebook.toml: {error}") from None
    return _codebook(data)


def _codebook(data: Mapping[str, Any]) -> Codebook:
    if data.get("schema", 1) != 1:
        raise BadCodebook(
            _("codebook.toml: schema {schema} is newer than this program").format(schema=data["schema"])
        )
    groups = tuple(_group(entry) for entry in _tables(data, "group", "codebook.toml"))
    codes: dict[str, Code] = {}
    keys: dict[str, str] = {}
    for code in (code for group in groups for code in group.codes):
        if code.id in codes:
            raise BadCodebook(_("codebook.toml: the id {id!r} stands twice").format(id=code.id))
        codes[code.id] = code
        if code.key is not None:
            if code.key in keys:
                raise BadCodebook(
                    _("codebook.toml: {id!r} and {other!r} share the key {key!r}").format(
                        id=code.id, other=keys[code.key], key=code.key
                    )
                )
            keys[code.key] = code.id
    if not codes:
        raise BadCodebook(_("codebook.toml: no code in it"))
    plain = data.get("plain", {})
    if not isinstance(plain, dict):
        raise BadCodebook(_("codebook.toml: plain is no table"))
    return Codebook(
        name=str(data.get("name", "codebook")),
        groups=groups,
        codes=codes,
        plain=Code(
            id="",
            group="",
            labels=_texts(plain, "label"),
            means={},
            key=None,
            colour=str(plain.get("colour", "yellow")),
            glyph=_glyph(plain.get("glyph", "▌"), "plain"),
        ),
    )


def _group(entry: Mapping[str, Any]) -> Group:
    group_id = _id(entry, "a group")
    scope = entry.get("for", "both")
    if scope not in ("answers", "spans", "both"):
        raise BadCodebook(
            _("codebook.toml: group {group!r}: for = {scope!r} is none of answers, spans, both").format(
                group=group_id, scope=scope
            )
        )
    codes: list[Code] = []
    for item in _tables(entry, "code", f"group {group_id!r}"):
        code = _code(item, group_id, None)
        codes.append(code)
        codes.extend(_code(sub, group_id, code) for sub in _tables(item, "sub", f"code {code.id!r}"))
    return Group(
        id=group_id,
        labels=_texts(entry, "label"),
        exclusive=bool(entry.get("exclusive", False)),
        scope=scope,
        guides=_texts(entry, "guide"),
        codes=tuple(codes),
    )


def _code(item: Mapping[str, Any], group: str, parent: Code | None) -> Code:
    own = _id(item, f"a code of group {group!r}")
    key = item.get("key")
    if key is not None and (not isinstance(key, str) or len(key) != 1):
        raise BadCodebook(
            _("codebook.toml: code {code!r}: key = {key!r} is not one character").format(code=own, key=key)
        )
    return Code(
        id=f"{parent.id}.{own}" if parent else own,
        group=group,
        labels=_texts(item, "label"),
        means=_texts(item, "means"),
        key=key,
        colour=str(item.get("colour", parent.colour if parent else "yellow")),
        glyph=_glyph(item.get("glyph", parent.glyph if parent else "•"), f"code {own!r}"),
        parent=parent.id if parent else None,
        abstract=bool(item.get("abstract", False)),
    )


def _glyph(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) != 1:
        raise BadCodebook(
            _("codebook.toml: {where}: glyph = {value!r} is not one character").format(
                where=where, value=value
            )
        )
    return value


def _id(item: Mapping[str, Any], what: str) -> str:
    value = item.get("id")
    if not isinstance(value, str) or not value or any(c in value for c in " #,/"):
        raise BadCodebook(
            _("codebook.toml: {what} has no usable id ({value!r})").format(what=what, value=value)
        )
    return value


def _tables(entry: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise BadCodebook(
            _("codebook.toml: {where}: {name} is no list of tables").format(where=where, name=name)
        )
    return value


def _texts(entry: Mapping[str, Any], name: str) -> Mapping[str, str]:
    value = entry.get(name, {})
    if isinstance(value, str):
        return {"en": value}
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise BadCodebook(
            _("codebook.toml: {id!r}: {name} is neither text nor texts by language").format(
                id=entry.get("id"), name=name
            )
        )
    return value


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
