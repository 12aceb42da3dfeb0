"""Who speaks in TheyWorkForYou's files: what the printed names say of name, party, office and the chair."""

from __future__ import annotations

import re
from typing import Final

from qa_reader.formats.draft import SpeakerDraft

CHAIR: Final = re.compile(
    r"(?:Mr\.?|Mrs\.?|Ms\.?|Madam|The|Hon\.?)? ?(?:Deputy |Temporary |Acting |Lord |Principal )*"
    r"(?:Speaker|Presiding Officer|Chairman|Chairwoman|Chair|Convener|Convenor|Llywydd|Llywydd Dros Dro)\b",
    re.IGNORECASE,
)
CROWD: Final = re.compile(r"\b(?:Hon\.? Members?|Noble Lords|Members)\b", re.IGNORECASE)
_SCOTTISH: Final = re.compile(r"(?P<name>[^()]{2,60}) \((?P<seat>[^()]{2,60})\) \((?P<party>[^()]{1,30})\)")
_OFFICE_FIRST: Final = re.compile(r"(?P<office>[^()]{3,120}) \((?P<name>[^()]{2,60})\)")
"""`The Minister for Ferries (Dee Moss)`; the next time only one of the two is printed."""


def describe(person: SpeakerDraft, label: str) -> None:
    """Name, party and office as far as `label` tells them apart."""
    if found := _SCOTTISH.fullmatch(label):
        person.name, person.group = found["name"], found["party"]
    elif (found := _OFFICE_FIRST.fullmatch(label)) and (
        found["office"].startswith("The ") or CHAIR.match(found["office"])
    ):
        person.name, person.office = found["name"], found["office"]
        if person.role == "member":
            person.role = "official"
    elif person.name.startswith("The ") and not label.startswith("The "):
        person.name = label
