"""Who speaks in a TEI corpus of a parliament: persons and organisations listed in the file, as of its day."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.xmltext import plain
from qa_reader.formats.containers.xmltree import XML, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PARTIES: Final = frozenset({"politicalParty", "parliamentaryGroup", "politicalGroup", "ethnicCommunity"})
_GOVERNS: Final = re.compile(
    r"minister|primeMinister|headOfGovernment|secretaryOfState|stateSecretary|president(?!Parl)|government",
    re.IGNORECASE,
)
_NO_OFFICE: Final = frozenset(
    {"member", "MP", "representative", "supporter", "candidateMember", "verifier", "guest"}
)
_WORDS: Final = re.compile(
    r"(?<=[a-zà-öø-ÿāăąćčďđēėęěğģīįıķļłńņňōőřśşšťūůűųźżž])(?=[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŘŚŞŠŤŪŮŰŲŹŻŽ])"
)
_IN_GOVERNMENT: Final = re.compile(
    r"\b(?:bundes|staats|vice|prime )?minist(?:er|re|ro|ra|r)(?:in|ka|ya|pre[sz]ident\w*)?\b"
    r"|bundeskanzler(?:in)?\b|secrétaire d['’]état|staatssecretaris|staatssekretär(?:in)?\b"
    r"|\bsekretarz stanu|sottosegretari[oa]\b",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(r"\(([^()]{1,40})\)")
_YEAR: Final = re.compile(r"[.\-_]?\d{4}$")


@dataclass(frozen=True, slots=True)
class TeiPerson:
    """A person as the file lists them, for the day of the meeting."""

    name: str
    office: str | None = None
    group: str | None = None
    governs: bool = False


def people(root: Element, date: str | None, language: str | None) -> dict[str, TeiPerson]:
    """The persons listed in the file by id.

    Args:
        root: of the file.
        date: ISO 8601; what is stated for other times is left out.
        language: of names in several languages the one to take.
    """
    organisations = {identity: org for org in root.iter("{*}org") if (identity := org.get(f"{XML}id"))}
    found: dict[str, TeiPerson] = {}
    for person in root.iter("{*}person"):
        identity = person.get(f"{XML}id")
        if identity:
            found[identity] = _person(person, organisations, date, language)
    return found


def organisation(root: Element, identity: str, language: str | None) -> str | None:
    """The full name of an organisation listed in the file."""
    org = next((each for each in root.iter("{*}org") if each.get(f"{XML}id") == identity), None)
    return _org_name(org, language, full=True) if org is not None else None


def readable(identity: str) -> str:
    """A name out of an id that is made of one: `#JánVzor.1953` as `Ján Vzor`. Others stay."""
    name = identity.lstrip("#")
    if not any(char.isalpha() for char in name):
        return name
    bare = _YEAR.sub("", name) if len(name) > 6 else name
    if "_" in bare or any(char.isdigit() for char in bare):
        return name
    return " ".join(_WORDS.sub(" ", bare).replace(".", " ").split()) or name


def governs(label: str | None) -> bool:
    """Does a printed label name an office in a government, in whatever language?"""
    return bool(label and _IN_GOVERNMENT.search(label))


def as_printed(name: str, label: str) -> tuple[str, str | None]:
    """A name that an id is made of as the label spells it, and the group in brackets behind it.

    `Jan Hruska` and `Ministr Jan Hruška (ODS):` give `Jan Hruška` and `ODS`; ids drop accents, apostrophes
    and blanks, and put surnames first. A label that does not hold the name leaves it as it is.
    """
    letters = sorted(_letters(name))
    words = label.rstrip(" :").split()
    for start in range(len(words)):
        if not _letters(words[start]):
            continue
        found = ""
        for end in range(start, len(words)):
            found += _letters(words[end])
            if len(found) >= len(letters):
                break
        if letters and sorted(found) == letters:
            behind = _GROUP.fullmatch(" ".join(words[end + 1 :]))
            return " ".join(words[start : end + 1]).rstrip(".,:;"), behind[1] if behind else None
    return name, None


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ø", "o"))
    return "".join(filter(str.isalpha, decomposed))


def _person(
    person: Element, organisations: dict[str, Element], date: str | None, language: str | None
) -> TeiPerson:
    names = [each for each in person if local(each) == "persName" and _holds(each, date)]
    name = _name(names[0]) if names else ""
    office: str | None = None
    group: str | None = None
    governs = False
    for each in person:
        if local(each) != "affiliation" or not _holds(each, date):
            continue
        role, reference = each.get("role", ""), each.get("ref", "").lstrip("#")
        org = organisations.get(reference)
        kind = org.get("role", "") if org is not None else reference.partition(".")[0]
        if kind in _PARTIES or "party" in kind.lower():
            shown = _org_name(org, language, full=False) if org is not None else None
            group = group or shown or reference.partition(".")[2] or reference or None
        elif role and role not in _NO_OFFICE:
            said = [plain(child) for child in each if local(child) == "roleName"]
            in_language = [
                plain(child)
                for child in each
                if local(child) == "roleName" and child.get(f"{XML}lang") == language
            ]
            governs = governs or bool(_GOVERNS.search(role))
            office = office or next(iter(in_language or said), None) or role
    return TeiPerson(name or readable(person.get(f"{XML}id", "")), office, group, governs)


def _name(name: Element) -> str:
    """Forenames before surnames, whatever order the file keeps; titles are left out."""
    parts = {"forename": [], "surname": [], "nameLink": []}  # type: dict[str, list[str]]
    for each in name.iter():
        if local(each) in parts and plain(each):
            parts[local(each)].append(plain(each))
    joined = " ".join(parts["forename"] + parts["nameLink"] + parts["surname"])
    return joined or plain(name)


def _holds(element: Element, date: str | None) -> bool:
    """Is what `element` states true on that day?"""
    if date is None:
        return True
    start, end = element.get("from", ""), element.get("to", "")
    return (not start or start[: len(date)] <= date) and (not end or end[: len(date)] >= date[: len(end)])


def _org_name(org: Element, language: str | None, *, full: bool) -> str | None:
    names = [each for each in org if local(each) == "orgName" and plain(each)]
    wanted = [each for each in names if (each.get("full") in ("yes", "true", None)) is full] or names
    mine = [each for each in wanted if each.get(f"{XML}lang") == language]
    return plain((mine or wanted)[0]) if wanted else None
