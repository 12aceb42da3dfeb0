"""Who a label names, and as what: for conversations of any kind, minutes and press rooms alike.

Offices of assemblies are read by `labels.read_label`; this adds the parts people have in press conferences,
interviews and hearings, in Japanese and English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from qa_reader.transcript.model import Role

if TYPE_CHECKING:
    from qa_reader.formats.labels import Post


@dataclass(frozen=True, slots=True)
class Voice:
    """A label, taken apart."""

    name: str
    """As printed, without honorific; the office where nobody is named."""
    role: Role
    office: str | None = None
    group: str | None = None


_ROLES: Final[dict[Post, Role]] = {
    "speaker": "chair",
    "chairman": "chair",
    "acting": "chair",
    "vice-speaker": "chair",
    "vice-chairman": "chair",
    "member": "member",
    "proposer": "member",
    "official": "official",
    "clerk": "clerk",
    "witness": "witness",
    "name": "unknown",
}

# Japanese parts by how the label ends, its brackets taken out.
_PARTS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("reporter", re.compile(
        r"(?:新聞|通信|放送|テレビ|日報|新報|時報|タイムズ|ニュース|NHK|ＮＨＫ)社?$|"
        r"(?:記者|リポーター|レポーター|幹事社|報道陣|プレス|特派員|編集委員|論説委員)[0-9０-９A-ZＡ-Ｚ]?$")),
    ("chair", re.compile(
        r"(?:司会(?:者)?|進行(?:役)?|(?:内閣)?(?:副)?広報官|モデレーター|ファシリテーター|事務方)$")),
    ("host", re.compile(
        r"(?:聞き手|インタビュアー|インタビューア|取材者|編集部|ナビゲーター|ホスト|アナウンサー|キャスター)$")),
    ("guest", re.compile(r"(?:ゲスト|語り手|話し手|出演者)$")),
    ("member", re.compile(
        r"(?:住民|市民|区民|町民|村民|参加者|来場者|質問者|傍聴者|会場|株主|出席者|受講者|生徒|学生)"
        r"[0-9０-９A-ZＡ-Ｚ]?$")),
    ("witness", re.compile(r"(?:証言者|意見陳述人)$")),
    ("official", re.compile(
        r"(?:総理|首相|大臣|副大臣|政務官|官房長官|長官|報道官|総裁|社長|会長|専務|常務|取締役|執行役員?|役員|"
        r"理事長|学長|館長|担当者?|当局|理事者|執行部|事務局|回答者|答弁者|広報|C[EFOIT]O|Ｃ[ＥＦＯＩＴ]Ｏ)$"
        r"|^(?:行政|[都道府県市区町村])(?:側)?$")),
)  # fmt: skip

# English parts: words of the label. The chair before both sides, who asks before who answers.
_ENGLISH: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("official", re.compile(r"\b(?:vice[- ]president|deputy mayor)\b", re.I)),
    ("chair", re.compile(
        r"\b(?:chair(?:man|woman|person|lady)?|speaker|moderator|presiding officer|facilitator)\b", re.I)),
    ("host", re.compile(r"\b(?:interviewer|host|anchor|presenter)\b", re.I)),
    ("reporter", re.compile(
        r"^(?:q|question|reporter|journalist|press)\b|\b(?:reporter|correspondent|journalist)\b", re.I)),
    ("clerk", re.compile(r"\b(?:clerk|stenographer|court reporter)\b", re.I)),
    ("witness", re.compile(r"\b(?:witness|deponent|expert)\b", re.I)),
    ("guest", re.compile(r"\b(?:guest|interviewee)\b", re.I)),
    ("member", re.compile(
        r"\b(?:councill?or|council ?(?:member|man|woman)|cllr|senator|sen|representative|rep|"
        r"congress(?:man|woman)|member|deputy|audience|resident|mp|mla|mep|counsel|attorney|commissioner|"
        r"trustee|alder(?:man|woman|person))\b", re.I)),
    ("official", re.compile(
        r"\b(?:president|minister|secretary|mayor|governor|director|officer|superintendent|treasurer|chief|"
        r"manager|engineer|administrator|ambassador|ceo|cfo|coo|cto|general|colonel|premier|chancellor|"
        r"answer|a)\b", re.I)),
)  # fmt: skip
_POSTS: Final = frozenset("長員官監事任査佐君氏人者役師席幹括督班番隊事理補主委参総代表係団")
"""Characters that every office's name has one of; without any, a label is a name."""
_PLAIN: Final = re.compile(r"(?:副?(?:[都道府県市区町村]長|知事)|教育長|担当[部課]長|[部課局室]長)")
_NOBODY: Final = frozenset(("q", "a", "question", "answer", "reporter", "the press", "journalist"))
_LATIN: Final = re.compile(r"[A-Za-z]")
_BRACKETED: Final = re.compile(r"^(?P<before>[^（(]*)[（(](?P<inside>[^（()）]*)[）)]$")
_TITLE: Final = re.compile(
    r"^(?:(?:the|madam|mr|mrs|ms|miss|dr|prof|professor|hon|sir|lord|lady|dame)\.? )+", re.I
)


@lru_cache(maxsize=1024)
def identify(label: str) -> Voice:
    """Who `label` names. It comes without its mark (Q, 〈 〉) and colon; blanks inside are kept."""
    text = label.strip(" \t\u3000\xa0:：")
    if _LATIN.match(text) and not _wide(text):
        return _english(text)
    part = _part(text)
    if part is not None:
        return part
    if _PLAIN.fullmatch(text):
        return Voice(text, "official")
    if not _POSTS.intersection(text):
        return Voice(text, "unknown")
    from qa_reader.formats.labels import read_label

    read = read_label(text)
    office = read.office if read.office and _bare(read.office) != _bare(read.name) else None
    return Voice(read.name, _ROLES[read.post], office)


def has_part(label: str) -> bool:
    """Does the label say as what someone speaks (an office, 記者, Councillor)?"""
    return identify(label).role != "unknown"


def _part(text: str) -> Voice | None:
    """Somebody with a part in a conversation: 「高市総理」, 「記者」, 「司会（山田）」."""
    match = _BRACKETED.match(text)
    before, inside = (match["before"], match["inside"]) if match else (text, None)
    run = _bare(before)
    for role, pattern in _PARTS:
        if pattern.search(run):
            printed = before.strip(" \u3000")
            return Voice(inside.strip(" \u3000"), role, printed) if inside else Voice(printed, role)
    return None


def _english(text: str) -> Voice:
    """`Councillor Ng (Ward 3)`, `THE PRESIDENT`, `MS. PSAKI`, `Director Reyes`."""
    match = _BRACKETED.match(text)
    before, inside = (match["before"].strip(), match["inside"].strip()) if match else (text, None)
    role: Role = next((role for role, pattern in _ENGLISH if pattern.search(before)), "unknown")
    if role == "unknown" and inside:
        role = next((role for role, pattern in _ENGLISH if pattern.search(inside)), "unknown")
        if role != "unknown":
            return Voice(before, role, inside)
    if before.lower() in _NOBODY:
        return Voice("", role, None, inside)
    if inside and _TITLE.match(before) and role == "chair":
        return Voice(inside, role, before)  # The Chair (Mr. Smith)
    return Voice(before, role, None, inside)


def _bare(text: str) -> str:
    return "".join(text.split())


def _wide(text: str) -> bool:
    return any(char > "\u2fff" for char in text)
