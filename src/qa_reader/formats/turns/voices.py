"""Who a label names, and as what: for conversations of any kind, minutes and press rooms alike.

Offices of assemblies are read by `labels.read_label`; this adds the parts people have in press conferences,
interviews and hearings, in Japanese and English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from qa_reader.transcript.model import Role

if TYPE_CHECKING:
    from qa_reader.formats.turns.labels import Post


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

# Japanese parts by how the label ends, its brackets and a number behind it taken out.
_PARTS: Final[tuple[tuple[Role, tuple[str, ...]], ...]] = (
    ("reporter", (
        "記者", "リポーター", "レポーター", "幹事社", "代表幹事", "報道陣", "プレス", "特派員",
        "編集委員", "論説委員", "新聞", "新聞社", "通信", "通信社", "放送", "テレビ", "日報", "新報",
        "時報", "タイムズ", "ニュース", "NHK", "ＮＨＫ",
    )),
    ("chair", (
        "司会", "司会者", "進行", "進行役", "広報官", "モデレーター", "ファシリテーター", "事務方",
    )),
    ("host", (
        "聞き手", "インタビュアー", "インタビューア", "取材者", "編集部", "ナビゲーター", "ホスト",
        "アナウンサー", "キャスター",
    )),
    ("guest", ("ゲスト", "語り手", "話し手", "出演者")),
    ("member", (
        "住民", "市民", "区民", "町民", "村民", "参加者", "来場者", "質問者", "傍聴者", "会場", "株主",
        "出席者", "受講者", "生徒", "学生",
    )),
    ("witness", ("証言者", "意見陳述人")),
    ("official", (
        "総理", "首相", "大臣", "政務官", "長官", "報道官", "総裁", "社長", "会長", "専務", "常務", "取締役",
        "執行役", "役員", "理事長", "学長", "館長", "担当", "担当者", "当局", "理事者", "執行部", "事務局",
        "回答者", "答弁者", "広報", "CEO", "CFO", "COO", "CIO", "CTO", "ＣＥＯ", "ＣＦＯ", "ＣＯＯ", "ＣＩＯ",
    )),
)  # fmt: skip
_SIDES: Final = frozenset(
    (*"都道府県市区町村", *(f"{each}側" for each in "都道府県市区町村"), "行政", "行政側")
)
"""Labels that as a whole mean those who answer; 村 at the end of a label is a surname's."""

# English parts by words of the label. The chair before both sides, who asks before who answers.
_WORDS: Final[tuple[tuple[Role, frozenset[str]], ...]] = (
    ("official", frozenset(("vice president", "deputy mayor"))),
    ("clerk", frozenset(("the reporter", "court reporter"))),  # of a court; of the press: `REPORTER`
    ("chair", frozenset((
        "chair", "chairman", "chairwoman", "chairperson", "chairlady", "speaker", "moderator",
        "presiding officer", "facilitator", "operator",
    ))),
    ("host", frozenset(("interviewer", "host", "anchor", "presenter"))),
    ("reporter", frozenset(("q", "question", "reporter", "journalist", "press", "correspondent"))),
    ("clerk", frozenset(("clerk", "stenographer", "videographer"))),
    ("witness", frozenset(("witness", "deponent", "expert"))),
    ("guest", frozenset(("guest", "interviewee"))),
    ("member", frozenset((
        "councillor", "councilor", "councilmember", "councilman", "councilwoman", "council member", "cllr",
        "senator", "sen", "representative", "rep", "congressman", "congresswoman", "member", "deputy",
        "audience", "resident", "mp", "mla", "mep", "counsel", "attorney", "commissioner", "trustee",
        "alderman", "alderwoman", "alderperson", "analyst",
    ))),
    ("official", frozenset((
        "president", "minister", "secretary", "mayor", "governor", "director", "officer", "superintendent",
        "treasurer", "chief", "manager", "engineer", "administrator", "ambassador", "ceo", "cfo", "coo",
        "cto", "general", "colonel", "premier", "chancellor", "answer", "a",
    ))),
)  # fmt: skip
_LEADING: Final = frozenset(("司会", "司会者", "司会進行", "進行", "進行役", "モデレーター"))
_POSTS: Final = frozenset("長員官監事任査佐君氏人者役師席幹括督班番隊事理補主委参総代表係団")
"""Characters that every office's name has one of; without any, a label is a name."""
_PLAIN: Final = frozenset(
    ("市長", "区長", "町長", "村長", "知事", "副市長", "副区長", "副町長", "副村長", "副知事", "教育長",
     "部長", "課長", "局長", "室長", "担当課長", "担当部長")
)  # fmt: skip
"""Offices that need no taking apart."""
_NOBODY: Final = frozenset(("q", "a", "question", "answer", "reporter", "the press", "journalist"))
_NUMBERING: Final = "0123456789０１２３４５６７８９ABCDEFGＡＢＣＤＥＦＧ"
_BRACKETED: Final = re.compile(r"(?P<before>[^（(]*)[（(](?P<inside>[^（()）]*)[）)]")
_DASH: Final = re.compile(r" [-–—]{1,2} ")
TITLES: Final = frozenset(
    ("the", "madam", "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "hon", "sir", "lord", "lady",
     "dame", "cllr", "councillor", "councilor", "councilmember")
)  # fmt: skip
"""Words before a name that are none of it."""


@lru_cache(maxsize=1024)
def identify(label: str) -> Voice:
    """Who `label` names. It comes without its mark (Q, 〈 〉) and colon; blanks inside are kept."""
    text = label.strip(" \t\u3000\xa0:：")
    if text[:1].isascii() and text[:1].isalpha() and not _wide(text):
        return _english(text)
    if text in _PLAIN:
        return Voice(text, "official")
    part = _part(text)
    if part is not None:
        return part
    if not _POSTS.intersection(text):
        return Voice(text, "unknown")
    from qa_reader.formats.turns.labels import read_label

    read = read_label(text)
    office = read.office if read.office and _bare(read.office) != _bare(read.name) else None
    return Voice(read.name, _ROLES[read.post], office)


def has_part(label: str) -> bool:
    """Does the label say as what someone speaks (an office, 記者, Councillor)?"""
    return identify(label).role != "unknown"


def _part(text: str) -> Voice | None:
    """Somebody with a part in a conversation: 「高市総理」, 「記者」, 「司会（山田）」."""
    match = _BRACKETED.fullmatch(text)
    before, inside = (match["before"], match["inside"]) if match else (text, None)
    if inside and _bare(inside) in _LEADING:
        return Voice(before.strip(" \u3000"), "chair", inside.strip(" \u3000"))
    run = _bare(before)
    role: Role | None = "official" if run in _SIDES else None
    if role is None:
        ends = run if run.endswith(("O", "Ｏ", "K", "Ｋ")) else run.rstrip(_NUMBERING)
        role = next((role for role, words in _PARTS if ends.endswith(words)), None)
    if role is None:
        return None
    printed = before.strip(" \u3000")
    return Voice(inside.strip(" \u3000"), role, printed) if inside else Voice(printed, role)


def _english(text: str) -> Voice:
    """`Councillor Ng (Ward 3)`, `THE PRESIDENT`, `MS. PSAKI`, `Director Reyes`."""
    match = _BRACKETED.fullmatch(text)
    before, inside = (match["before"].strip(), match["inside"].strip()) if match else (text, None)
    if inside is None and (dash := _DASH.search(text)):
        before, inside = text[: dash.start()], text[dash.end() :]  # Ada Quill - Chief Executive Officer
    role = _role(before)
    if role == "unknown" and inside:
        role = _role(inside)
        if role != "unknown":
            return Voice(before, role, inside)
    if before.lower() in _NOBODY:
        return Voice("", role, None, inside)
    if inside and role == "chair" and _words(before)[0] in TITLES:
        return Voice(inside, role, before)  # The Chair (Mr. Smith)
    return Voice(before, role, None, inside)


def _role(text: str) -> Role:
    """The part that words of an English label mean."""
    words = _words(text)
    said = {*words, *map(" ".join, pairwise(words))}
    return next((role for role, known in _WORDS if not known.isdisjoint(said)), "unknown")


def _words(text: str) -> list[str]:
    return text.lower().replace("-", " ").replace(".", " ").replace(",", " ").split() or [""]


def _bare(text: str) -> str:
    return "".join(text.split())


def _wide(text: str) -> bool:
    return any(char > "\u2fff" for char in text)
