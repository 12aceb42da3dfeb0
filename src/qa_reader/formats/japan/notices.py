"""A member's notice of questions (質問通告書): what will be asked, numbered, under its subjects; no answers.

質問件名 公園の樹木について            a subject: a section
質問要旨                              a heading of the form
…以下質問します。                      what the asker says before: a statement
1. 剪定の計画はあるか。                 a question
（1）…                               a question inside it; 「2 防災について」 with such below is a subject
上記のとおり通告します。                 the form's end
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.turns.particulars import particulars
from qa_reader.formats.turns.turnlines import Line
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

NAME: Final = "question-notice"

_BLANK: Final = "[ \t\u3000]"
_NOTICE: Final = re.compile(
    r"(?:一般|代表|緊急|総括|個人|)(?:質問|質疑|発言)(?:事項|要旨)?(?:の)?通告(?:書|票|要旨|一覧|表)"
)
_ANSWERED: Final = re.compile(rf"{_BLANK}*(?:[【（〈◎]?(?:答弁?|回答|Ａ|A)[】）〉：:.．]|◎)")
_SUBJECT: Final = re.compile(
    rf"{_BLANK}*(?:質問|発言|質疑)?{_BLANK}*(?:件名|事項|項目|題目|表題|の?主題){_BLANK}*[0-9０-９]{{0,2}}"
    rf"(?:[：:]|{_BLANK}|$){_BLANK}*(?P<title>.{{0,100}})$"
)
_FORM: Final = re.compile(
    rf"{_BLANK}*(?:(?:質問|発言|質疑)?{_BLANK}*(?:の)?(?:要旨|内容|趣旨|相手)|答弁(?:を求める)?者|答弁者)(?:[：:]|{_BLANK}|$)"
)
_END: Final = re.compile(r"(?:上記|以上)(?:の)?(?:とおり|通り|とうり|、)[^。]{0,60}(?:通告|届け|提出)")
_ITEM: Final = re.compile(
    rf"{_BLANK}*(?P<mark>(?P<plain>第?[0-9０-９一二三四五六七八九十]{{1,3}})(?:[.．、)）](?![0-9０-９])|問?(?={_BLANK}))"
    r"|(?P<round>[(（][0-9０-９一二三四五六七八九十]{1,3}[)）]|[⑴-⒇])"
    r"|(?P<circle>[①-⑳])"
    rf"|(?P<kana>[(（]?[ア-コ](?:[.．、)）]|(?={_BLANK}))))"
    rf"{_BLANK}*(?P<text>\S.*)"
)
_STYLES: Final = ("plain", "round", "circle", "kana")
_ASKS: Final = re.compile(
    r"(?:か|は|のか|どう|如何|いかん|(?:伺|問|尋ね|聞|求め|質)[うすくるい]?(?:ます|たい)?|願います|ください)[。？?！]?[」）)]?$|か[。？?]"
)
_ASKER: Final = re.compile(
    rf"(?:議員|委員|通告者|質問者|提出者|発言者|氏名){_BLANK}*(?:[：:]|氏名|名)?{_BLANK}*"
    r"(?P<name>[々一-鿿ぁ-んァ-ヶー]{1,5}[ \u3000]?[々一-鿿ぁ-んァ-ヶー]{1,5})"
    rf"{_BLANK}*(?:[㊞印]|議員|$)"
)
_SEATED: Final = re.compile(
    rf"(?:[◯○●■◆・]{_BLANK}*|[0-9０-９]{{1,2}}{_BLANK}+)?[0-9０-９]{{1,3}}{_BLANK}*番{_BLANK}*(?:議員)?{_BLANK}*"
    rf"[（(]?(?P<name>[々一-鿿ぁ-んァ-ヶー \u3000]{{2,12}}?)(?:議員|君|さん)?[）)]?{_BLANK}*[㊞印]?$"
)
_TITLED: Final = re.compile(r"(?P<name>[々一-鿿ぁ-んァ-ヶー]{2,10}?)(?:議員|委員)(?!会|定数|一覧)")
_SPACED: Final = re.compile(
    rf"(?<=[0-9０-９元年月]){_BLANK}+(?=[年月日])|(?<=[年月和成]){_BLANK}+(?=[0-9０-９元])"
)


class _Item(NamedTuple):
    """A numbered line."""

    style: str
    mark: str
    number: str
    text: str


def claim(head: Head) -> Claim | None:
    """By its title near the beginning, numbered lines, and nothing that answers."""
    lines = head.lines
    if not any(_NOTICE.search(line) for line in lines[:12]) or any(map(_ANSWERED.match, lines)):
        return None
    count = sum(_item(line) is not None for line in lines)
    if not count:
        return None
    return Claim(0.94, _("a notice of questions with {count} numbered lines").format(count=count))


def read(material: Material) -> Transcript:
    """The notice as a transcript of questions without answers."""
    lines = [Line(text, number) for number, text in enumerate(material.text.split("\n"), 1)]
    return interpret(Draft(material.source(), NAME), lines, material.claim)


def interpret(draft: Draft, lines: Sequence[Line], claim: Claim, known: Metadata | None = None) -> Transcript:
    """Fill `draft` with the notice that `lines` are and finish it; `known` is what a container says of it."""
    known = known or Metadata()
    lines = [line for line in lines if line.text.strip()]
    end = next((at for at, line in enumerate(lines) if at and _END.search(line.text)), len(lines))
    members = [_member(line.text) for line in lines[:end]]
    several = len({name for name in members if name}) > 1
    if not several:
        members = [None] * end
    start = _start(lines[:end], members)
    for line in lines[:start]:
        draft.block(line.text.strip(), "front", line=line.number, page=line.page)
    name = "" if several else _asker([*(line.text for line in lines), known.title or ""])
    _body(draft, lines[start:end], members[start:], name)
    for line in lines[end:]:
        draft.block(line.text.strip(), "back", line=line.number, page=line.page)
    draft.notice("no-answers", _("A notice of questions: what was answered is not in this file."))
    return draft.finish(_meta(lines, known), confidence=claim.confidence, why=claim.why)


def _start(lines: Sequence[Line], members: Sequence[str | None]) -> int:
    """Where the form's head is over: at the first member of several, subject, form heading or item."""
    for at, line in enumerate(lines):
        if members[at] or _SUBJECT.match(line.text) or _FORM.match(line.text) or _item(line.text):
            return at
    return len(lines)


def _body(draft: Draft, lines: Sequence[Line], members: Sequence[str | None], name: str) -> None:
    """Members and subjects become sections, numbered lines questions; what is unnumbered belongs to what it
    follows. `members` names the one whose questions begin at a line, `name` whose they are before."""
    items = [_item(line.text) for line in lines]
    styles = list(dict.fromkeys(item.style for item in items if item))
    top = int(any(members))
    speaker = draft.speaker(name, name, "member")
    subjects = False
    for at, (line, item) in enumerate(zip(lines, items, strict=True)):
        text, here = line.text.strip(), (line.number, line.page)
        subject, member = _SUBJECT.match(line.text), members[at]
        if member:
            draft.section(text, 1, printed=text, line=here[0], page=here[1])
            speaker = draft.speaker(member, text, "member")
        elif subject and not _FORM.match(subject["title"]):
            subjects = True
            title = subject["title"].strip()
            draft.section(title or text, 1 + top, printed=text, line=here[0], page=here[1])
        elif subject or _FORM.match(line.text):
            draft.block(text, "heading", line=here[0], page=here[1])
        elif item and _heads(item, at, items, styles):
            level = styles.index(item.style) + 1 + subjects + top
            draft.section(item.text, level, number=item.mark, printed=text, line=here[0], page=here[1])
        elif item:
            draft.turn("question", speaker, label=item.mark, number=item.number)
            draft.block(item.text, line=here[0], page=here[1])
        else:
            if draft.open is None:
                draft.turn("statement", speaker)
            draft.block(text, line=here[0], page=here[1])


def _member(text: str) -> str | None:
    """The member whom a line of a list of notices names, and nothing else."""
    found = _SEATED.fullmatch(text.strip())
    return found["name"].strip(" \u3000") if found else None


def _heads(item: _Item, at: int, items: Sequence[_Item | None], styles: Sequence[str]) -> bool:
    """Is this item a subject: it asks nothing itself, and the next item lies inside it?"""
    following = next((each for each in items[at + 1 :] if each), None)
    if following is None or _ASKS.search(item.text):
        return False
    return styles.index(following.style) > styles.index(item.style)


def _item(text: str) -> _Item | None:
    found = _ITEM.match(text[:2000])
    if found is None:
        return None
    style = next(name for name in _STYLES if found[name])
    mark = found["mark"].strip()
    return _Item(style, mark, mark.strip("第問.．、()（） \u3000"), text[found.start("text") :].rstrip())


def _asker(texts: Sequence[str]) -> str:
    """The member's name as the form prints it; empty where it does not."""
    for pattern in (_ASKER, _SEATED, _TITLED):
        for text in texts:
            found = pattern.search(text[-400:])
            if found and "議長" not in found["name"]:
                return found["name"].strip(" \u3000")
    return ""


def _meta(lines: Sequence[Line], known: Metadata) -> Metadata:
    """Title, council and date as the form prints them, behind what is known."""
    texts = [_SPACED.sub("", line.text.strip()) for line in lines]
    named = particulars(texts)
    title = next((text for text in texts[:12] if _NOTICE.search(text)), None)
    found = Metadata(title, named.body, named.meeting, named.date, named.date_printed, "ja")
    return found._replace(**{key: value for key, value in known._asdict().items() if value})
