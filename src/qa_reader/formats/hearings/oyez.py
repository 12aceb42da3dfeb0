"""Oral arguments of the Supreme Court of the United States as Oyez's JSON gives them (formats.md §14).

Sections are the arguments of one counsel each. Justices ask, counsel answers: who is a justice, `roles` say.
The chief justice's words that open or close an argument lead and ask nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from qa_reader.formats.containers.jsontext import dicts, load, string, unexpected
from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.language.dates import first_date
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "oyez"

_OPENING: Final = re.compile(r'"text_blocks"\s{0,20}:\s{0,20}\[')
_JUSTICE: Final = "scotus_justice"
_LEADS: Final = re.compile(
    r"\b(?:hear arguments?|case is submitted|your argument|you may proceed|thank you, (?:counsel|mr|ms))",
    re.IGNORECASE,
)


def claim(head: Head) -> Claim | None:
    """By the names of its objects."""
    if _OPENING.search(head.text) and '"speaker"' in head.text and '"turns"' in head.text:
        return Claim(0.97, _("turns with text_blocks, as Oyez gives oral arguments"))
    return None


def read(material: Material) -> Transcript:
    """The argument. Raises Unreadable: damaged."""
    data = load(material)
    inner = data.get("transcript") if isinstance(data, dict) else None
    inner = inner if isinstance(inner, dict) else data
    sections = dicts(inner.get("sections")) if isinstance(inner, dict) else []
    if not sections:
        raise unexpected(material, "transcript.sections[]")
    draft = Draft(material.source(), NAME)
    bench: set[int] = set()
    for section in sections:
        turns = dicts(section.get("turns"))
        draft.end_sections()
        if len(sections) > 1 and (counsel := _counsel(turns)):
            draft.section(counsel, 1)
        for turn in turns:
            _turn(draft, turn, bench)
        draft.close()
    _settle(draft, bench)
    return draft.finish(
        _meta(data, inner, sections), confidence=material.claim.confidence, why=material.claim.why
    )


def _turn(draft: Draft, turn: dict[str, Any], bench: set[int]) -> None:
    """A turn and its text blocks, each with its second of the recording."""
    blocks = [(text, block) for block in dicts(turn.get("text_blocks")) if (text := _text(block)).strip()]
    if not blocks:
        return
    person = turn.get("speaker")
    name = " ".join(string(person.get("name")).split()) if isinstance(person, dict) else ""
    if not isinstance(person, dict) or not name:
        draft.turn("stage" if all(_bracketed(text) for text, _b in blocks) else None, None, sure=False)
    else:
        role = next((each for each in _roles(person) if each.get("type") == _JUSTICE), None)
        office = string(role.get("role_title")) if role else ""
        sits = role is not None or "justice" in name.casefold()  # Unidentified Justice
        index = draft.speaker(name, name, "member" if sits else "guest", office=office or None)
        if sits:
            bench.add(index)
        draft.turn(None, index, label=name)
    for text, block in blocks:
        draft.block(text, time=_seconds(block.get("start"), turn.get("start")))


def _settle(draft: Draft, bench: set[int]) -> None:
    """Justices ask where counsel speaks next, counsel answers where a justice spoke before."""
    following: TurnDraft | None = None
    for turn in reversed(draft.turns):
        if turn.speaker in bench:
            text = _words(draft, turn)
            asks = "?" in text
            if not asks and (_LEADS.search(text) or following is None or following.section != turn.section):
                turn.kind = "chair"
            elif asks or following is None or following.speaker not in bench:
                turn.kind, turn.sure = "question", asks
            else:
                turn.kind = "remark"
        following = turn if turn.speaker is not None else following
    asked: int | None = -1
    for turn in draft.turns:
        if turn.kind == "question":
            asked = turn.section
        elif turn.kind is None and turn.speaker is not None:
            turn.kind = "answer" if asked == turn.section else "statement"


def _words(draft: Draft, turn: TurnDraft) -> str:
    return " ".join(draft.blocks[at].text for at in range(turn.start, turn.end))


def _counsel(turns: Iterable[dict[str, Any]]) -> str:
    """The first in a section who is no justice: whose argument it is."""
    for turn in turns:
        person = turn.get("speaker")
        if isinstance(person, dict) and not any(each.get("type") == _JUSTICE for each in _roles(person)):
            return " ".join(string(person.get("name")).split())
    return ""


def _roles(person: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A person's offices: a list, or an object of them by number, or one alone."""
    roles = person.get("roles")
    if isinstance(roles, dict):
        roles = [roles] if "type" in roles else list(roles.values())
    yield from dicts(roles)


def _text(block: dict[str, Any]) -> str:
    return string(block.get("text")).replace("\r\n", "\n").replace("\r", "\n")


def _bracketed(text: str) -> bool:
    return text.strip()[:1] in ("(", "[") and text.strip()[-1:] in (")", "]", ".")


def _seconds(*values: object) -> float | None:
    """The first of `values` that is a time."""
    return next(
        (
            float(each)
            for each in values
            if isinstance(each, int | float) and not isinstance(each, bool) and 0 <= each < 10**7
        ),
        None,
    )


def _meta(data: dict[str, Any], inner: dict[str, Any], sections: list[dict[str, Any]]) -> Metadata:
    """The case, the day of the argument and its sound."""
    held = " ".join(string(data.get("title")).split())
    case = " ".join(string(inner.get("title")).split())
    found = first_date(held) or first_date(case)
    sound = [string(each.get("href")) for each in dicts(data.get("media_file"))]
    people = [turn.get("speaker") for section in sections for turn in dicts(section.get("turns"))]
    courts = (
        string(role.get("institution_name"))
        for person in people
        if isinstance(person, dict)
        for role in _roles(person)
        if role.get("type") == _JUSTICE
    )
    return Metadata(
        case or held or None,
        next(filter(None, courts), None),
        held if case and held else None,
        found.iso if found else None,
        found.printed if found else None,
        "en",
        recording=next((each for each in sound if each.endswith(".mp3")), next(iter(sound), None)),
    )
