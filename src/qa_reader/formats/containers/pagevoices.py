"""Who speaks on a councillor's page: labels of balloons and frames, signs of questions, names in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from qa_reader.formats.turns.titles import author
from qa_reader.formats.turns.voices import identify
from qa_reader.transcript.model import Role

Side = Literal["asks", "answers", "chairs", ""]
"""What someone does in the talk; empty where the label does not tell."""


@dataclass(frozen=True, slots=True)
class PageVoice:
    """Somebody who speaks on the page."""

    name: str
    """As printed, without honorific and ornaments; empty where nobody is named."""
    role: Role = "unknown"
    side: Side = ""
    office: str | None = None
    group: str | None = None


_SIDES: Final[dict[Role, Side]] = {
    "member": "asks", "reporter": "asks", "host": "asks", "official": "answers", "witness": "answers",
    "guest": "answers", "chair": "chairs", "clerk": "answers",
}  # fmt: skip
ASKER: Final = PageVoice("", "member", "asks")
ANSWERER: Final = PageVoice("", "official", "answers")

_ORNAMENT: Final = re.compile(r"^[^\w（(]+")
_ROUND: Final = re.compile(r"(?:[（(](?:[初再]|再々|初回|最終)(?:回|質問|答弁|質疑)?時?[）)])+$")
_MEMBER: Final = re.compile(
    r"(?P<name>[^（()）]{1,20}?)[ \u3000]?(?:議員|委員)(?:[（(](?P<group>[^（()）]{1,30})[）)])?"
)
_PETITIONER: Final = re.compile(
    r"(?P<part>(?:請願|陳情)(?:提出)?者|参考人|陳述人)の?[ \u3000（(]*"
    r"(?P<name>[^（()）]{0,20}?)[ \u3000]?(?:さん|氏|様)?[）)]?"
)
_PROPOSER: Final = re.compile(
    r"(?P<part>(?:筆頭)?紹介議員|提案者|提出者|発議者|提案議員|提出議員)の?[ \u3000（(]*"
    r"(?P<name>[^（()）]{0,20}?)[ \u3000]?(?:議員|委員)?[）)]?"
)
"""Members who are asked about what they bring in."""
_OTHERS: Final = re.compile(r"(?:他|他会派|その他|別会派|各)の?$|会派$")
_MARK: Final = re.compile(
    r"(?:(?P<answers>[AＡ]|答弁?|回答)|(?P<asks>[QＱ]|問|質問))[ \u3000]?(?P<number>[0-9０-９]{0,3})"
    r"(?:[.．:：、)）]|[ \u3000]|$)[ \u3000]*"
)
_BY: Final = re.compile(r"(?P<who>.{1,40}?)(?:による|の)(?:質問|質疑|意見|要望)")
_SIGNED: Final = re.compile(r"[（(](?P<who>[^（()）。、]{1,24})[)）][ \u3000]*$")
_PERSON: Final = re.compile(r"[一-鿿々ぁ-んァ-ヶー]{1,5}[ \u3000][一-鿿々ぁ-んァ-ヶー]{1,5}")
_SELF: Final = re.compile(r"私[（(](?P<name>[^（()）]{2,12})[）)]")


def voice_of(label: str) -> PageVoice:
    """Who a balloon's label names: 「👍 山田花子議員（緑の会）」, 「市民部長（谷川）」, 「山田（再）」."""
    text = _ROUND.sub("", _ORNAMENT.sub("", label)).strip(" \u3000")
    asked_about: tuple[tuple[re.Pattern[str], Role], ...] = ((_PETITIONER, "witness"), (_PROPOSER, "member"))
    for form, role in asked_about:
        if asked := form.fullmatch(text):
            return PageVoice(asked["name"] or asked["part"], role, "answers", asked["part"])
    member = _MEMBER.fullmatch(text)
    if member and not _OTHERS.search(member["name"]):
        return PageVoice(member["name"], "member", "asks", group=member["group"])
    if member:
        return PageVoice(text, "member", "asks")
    voice = identify(text)
    return PageVoice(voice.name, voice.role, _SIDES.get(voice.role, ""), voice.office, voice.group)


def framed_voice(label: str) -> tuple[PageVoice, str | None]:
    """Who a frame's legend names, and the number in it: 「A2. 市長（谷川 進）」. Unmarked ones answer."""
    mark = _MARK.match(label)
    voice = voice_of(label[mark.end() :] if mark else label)
    asks = mark["asks"] is not None if mark else voice.side == "asks"
    base = ASKER if asks else ANSWERER
    role = base.role if voice.role == "unknown" else voice.role
    found = PageVoice(voice.name, role, base.side, voice.office, voice.group)
    return found, (mark["number"] or None) if mark else None


def asked_by(label: str) -> PageVoice:
    """Who asks, by the words of a sign: 「緑の会 山田花子による質問」, 「その他 議員による質問」."""
    by = _BY.match(label)
    words = by["who"].split() if by else []
    name = words[-1].removesuffix("議員") if words else ""
    if not name or (name != words[-1] and _OTHERS.search(name)):
        return ASKER
    return PageVoice(name, "member", "asks", group=" ".join(words[:-1]) or None)


def person_behind(text: str) -> str | None:
    """The full name that stands behind a question: 「…か。（山田 花子）」."""
    signed = _SIGNED.search(text[-60:])
    return signed["who"] if signed and _PERSON.fullmatch(signed["who"]) else None


def owner_of(texts: Iterable[str]) -> PageVoice:
    """Whose page it is, as its text says: 「○○市議 山田の主張」, 「私（山田花子）」."""
    for text in texts:
        own = _SELF.search(text)
        name = own["name"] if own else author(text)
        if name:
            return PageVoice(name, "member", "asks")
    return ASKER


@dataclass(slots=True)
class Signatures:
    """Officials named behind their answers: first in full, 「（谷川 都市計画課長）」, then 「（谷川）」."""

    _known: dict[str, PageVoice] = field(default_factory=dict)

    def learn(self, text: str) -> None:
        """Remember the official whom a paragraph's end names with the office."""
        voice = self._full(text)
        if voice is not None and voice.office:
            self._known.setdefault("".join(voice.name.split()), voice)

    def behind(self, text: str) -> PageVoice | None:
        """The official whom a paragraph's end names; None where the brackets hold something else."""
        signed = _SIGNED.search(text[-60:])
        if signed is None:
            return None
        return self._known.get("".join(signed["who"].split())) or self._full(text)

    def _full(self, text: str) -> PageVoice | None:
        signed = _SIGNED.search(text[-60:])
        voice = voice_of(signed["who"]) if signed else None
        return voice if voice is not None and voice.side == "answers" else None
