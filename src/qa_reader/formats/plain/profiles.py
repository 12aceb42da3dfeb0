"""Profiles: the conventions of plain text as data, one TOML file each.

The built-in ones lie in `formats/profiles/`. A reader's own have the same form and are asked first:

    name = "our-council"
    about = "Minutes of our council's committee"
    language = "ja"
    asker = "member"            # as what the one who asks speaks, and the one who answers
    answerer = "official"
    own = false                 # true: the page is the asker's own, see formats/turns/remarks.py
    unmarked = "answer"         # only where what stands below a question is its answer
    words = ["審査会"]            # one of them must stand near the beginning
    question = ["◇{who}"]       # templates, see templates.py
    answer = ["◆{who}"]
    [[heading]]
    level = 1
    match = ["■{title}"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from qa_reader.formats.plain.templates import BadTemplate, Template
from qa_reader.locales import _
from qa_reader.transcript.model import ROLES, Role

RuleKind = Literal["question", "answer", "remark", "statement", "voice", "back", "links", "stage", "heading"]
"""What a line says: the first four open a turn of that kind, `voice` one of the kind its speaker has;
`back` begins the matter behind the transcript, `links` points elsewhere, `stage` is a stage direction. Rules
are tried in this order, and in a profile's own within each kind."""

KINDS: Final[tuple[RuleKind, ...]] = get_args(RuleKind)
LABELS: Final = frozenset(("question", "answer", "remark", "statement", "voice"))

BUILT_IN: Final = {"ja-blog": "ja", "ja-press": "ja", "ja-qa": "ja", "ja-interview": "ja", "en-qa": "en"}
"""Name and language, in the order in which they are asked."""


class BadProfile(ValueError):
    """A profile that cannot be used; the message says what and where in one line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One template of a profile and what a line that fits it is."""

    kind: RuleKind
    template: Template
    level: int = 0
    """Of a heading."""
    sure: bool = False
    """A heading that is one wherever it stands, with no question having to follow."""


@dataclass(frozen=True)
class Profile:
    """A convention of plain text."""

    name: str
    rules: tuple[Rule, ...]
    about: str = ""
    language: str | None = None
    asker: Role = "unknown"
    answerer: Role = "unknown"
    own: bool = False
    """The page belongs to the one who asks: unmarked paragraphs may be theirs."""
    unmarked: bool = False
    """What stands below a question without a mark is the answer."""
    learned: bool = False
    """Not written by anybody but learned from the text itself (`dialogue`)."""
    words: tuple[str, ...] = ()
    """One of these must stand near the beginning, or the profile counts for half."""


def parse(text: str, origin: str) -> Profile:
    """The profile that TOML `text` holds. Raises BadProfile naming `origin` and the place."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadProfile(_("{origin}: not TOML: {error}").format(origin=origin, error=error)) from None
    try:
        return _profile(data)
    except (BadTemplate, _Wrong) as error:
        raise BadProfile(f"{origin}: {error}") from None


@cache
def built_in(name: str) -> Profile:
    """A profile that comes with the program, by its name."""
    file = Path(__file__).parents[1] / "profiles" / f"{name}.toml"
    return parse(file.read_text("utf-8"), f"{name}.toml")


class _Wrong(ValueError):
    pass


def _profile(data: Mapping[str, Any]) -> Profile:
    known = {
        "name",
        "about",
        "language",
        "asker",
        "answerer",
        "own",
        "unmarked",
        "words",
        "ignore_case",
        *KINDS,
    }
    for key in data:
        if key not in known:
            raise _Wrong(
                _("no setting “{key}”; known are {known}").format(key=key, known=", ".join(sorted(known)))
            )
    name = _text(data, "name")
    if not name:
        raise _Wrong(_("“name” is missing"))
    rules = tuple(_rules(data))
    if not any(rule.kind in LABELS for rule in rules):
        raise _Wrong(_("no label for questions, answers or voices"))
    return Profile(
        name,
        rules,
        _text(data, "about") or "",
        _text(data, "language"),
        _role(data, "asker"),
        _role(data, "answerer"),
        bool(data.get("own", False)),
        _unmarked(data),
        words=tuple(map(str, data.get("words", ()))),
    )


def _unmarked(data: Mapping[str, Any]) -> bool:
    value = _text(data, "unmarked")
    if value not in (None, "answer"):
        raise _Wrong(_("“unmarked” can only be “answer”"))
    return value is not None


def _rules(data: Mapping[str, Any]) -> Iterator[Rule]:
    fold = bool(data.get("ignore_case", False))
    for kind in KINDS:
        entries = data.get(kind, [])
        if not isinstance(entries, list):
            raise _Wrong(_("“{key}” is no list").format(key=kind))
        for entry in entries:
            if kind != "heading":
                yield Rule(kind, _template(kind, entry, fold))
                continue
            if not isinstance(entry, dict) or not isinstance(entry.get("match"), list):
                raise _Wrong(_("a [[heading]] needs “match”, a list"))
            level = entry.get("level", 1)
            if not isinstance(level, int) or not 0 <= level <= 9:
                raise _Wrong(_("a heading's level is a number from 0 to 9"))
            for template in entry["match"]:
                yield Rule(kind, _template(kind, template, fold), level, bool(entry.get("sure", False)))


def _template(kind: str, entry: object, fold: bool) -> Template:
    if not isinstance(entry, str):
        raise _Wrong(_("“{key}” holds something that is no text").format(key=kind))
    template = Template(entry, fold)
    template.check()
    return template


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise _Wrong(_("“{key}” is no text").format(key=key))
    return value


def _role(data: Mapping[str, Any], key: str) -> Role:
    value = _text(data, key)
    if value is None:
        return "unknown"
    for role in ROLES:
        if role == value:
            return role
    raise _Wrong(
        _("“{key}”: no role “{value}”; known are {roles}").format(
            key=key, value=value, roles=", ".join(ROLES)
        )
    )
