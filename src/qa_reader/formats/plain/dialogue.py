"""Conversations in which names open the turns: `Mr. Hall: …`, `THE MAYOR: …`, 「山田：…」, and bare `Q   …`.

No profile can list names, so they are learned: a label is believed when it comes back three times, or when
it looks like those that do (capitals, a title, an office). Who asks and who answers is told by role words
where there are any, else by who puts the questions; then it is marked as a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.plain.alone import names_alone
from qa_reader.formats.plain.briefing import is_briefing
from qa_reader.formats.plain.briefing import settle as settle_briefing
from qa_reader.formats.plain.leading import puts_own_question
from qa_reader.formats.plain.profiles import Profile, Rule
from qa_reader.formats.plain.scan import Hit, said
from qa_reader.formats.plain.settle import ANSWERS, ASKS
from qa_reader.formats.plain.templates import BLANK, Template
from qa_reader.formats.turns.remarks import asks
from qa_reader.formats.turns.voices import has_part

_VOICE: Final = Rule("voice", Template("{who}:{text}"))
_QUESTION: Final = Rule("question", Template("Q{ }{text}"))
_CLOSING: Final = Rule("back", Template("END"))
PROFILE: Final = Profile("dialogue", (_VOICE, _QUESTION, _CLOSING), learned=True)

_REPEATS: Final = 3
_TOGETHER: Final = 6
"""Turns of labels that look alike, which speak for a conversation although no single one comes back often."""
_LEAST_ASKED: Final = 2
_COLON: Final = re.compile(
    rf"(?P<label>[^:：。、！？!?;\n]{{1,40}}?(?: [-–—] [^:：。、！？!?;\n]{{2,60}}?)?)"
    rf"[{BLANK}]{{0,3}}(?::(?![/／0-9])|(?<![0-9０-９])：(?![/／]))"
)
_END: Final = re.compile(r"[-–—# ]{0,4}END[-–—# ]{0,4}(?:[0-9]{1,2}:[0-9]{2} [AaPp]\.?[Mm]\.?.{0,12})?")
_STOPPED: Final = re.compile(
    rf"(?P<label>(?:(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gen|Adm|Prof)\.|Senator|Representative|Delegate|Chair(?:man|woman)?"
    rf"|Secretary|Director|Commissioner|Judge|Justice|General|Admiral|Ambassador|Professor|Governor|Mayor|The)"
    rf"[{BLANK}](?:[A-Z][\w'’\-]{{1,24}}[{BLANK}]?){{1,3}})\.(?:[{BLANK}]+|$)"
)
"""A label of printed hearings, with a full stop: `    Senator BIRCH. Thank you.`"""
_BRACKETS: Final = re.compile(
    r"[【〈《＜［\[](?P<label>[^:：。、！？!?;\n【】〈〉《》＜＞［］\[\]]{1,30})[】〉》＞］\]][:：]?"
)
_BARE_Q: Final = re.compile(rf"(?:Q|Ｑ)[{BLANK}]{{1,8}}+(?=\S)")
_CAPITALS: Final = re.compile(r"[A-Z][A-Z .,'’\-]{2,39}(?:\([^)]{1,30}\))?")
_TITLED: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Hon|Cllr|Prof|Judge|Justice|Sir|Lord|Lady|Madam|The)\b\.?[^:]{0,38}"
)
_NO_NAME: Final = re.compile(
    r"(?:date|time|place|location|venue|subject|from|to|cc|re|note|notes|source|present|attendees|agenda|title|url|"
    r"page|item|https?|tel|fax|e-?mail|contact|motion|vote|ayes|noes|in the chair|"
    r"日時|日付|場所|会場|出席|出席者|欠席|開催日|会議名|件名|議題|日程|注|備考|電話|連絡先|出典|参考|資料|住所|時間|期間|"
    r"対象|定員|費用|内容|目的|概要|主催|共催|問い?合わせ.*|第.{1,4}[回号条項])",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"[{}=$\\`|]|_\(|\w\(\"")
"""What stands in programs and settings, and in no name."""
_ASKED: Final = re.compile(
    r"[?？]|か。|でしょうか|ませんか|(?:伺い|お尋ねし|お聞きし|質問し)ます|(?:教えて|お聞かせ)ください|は。$"
)

Side = Literal["asks", "answers", "chairs", ""]


def scan(lines: Sequence[str]) -> list[Hit]:
    """The lines that open a turn, if names do so in this text; else nothing."""
    found: list[Hit] = []
    for index, raw in enumerate(lines):
        line = raw.strip()
        if not line:
            continue
        if hit := _opening(index, line) or _stopped(index, raw, line):
            found.append(hit)
        elif _END.fullmatch(line):
            found.append(Hit(index, _CLOSING, line))
    found = said(found)
    counts = Counter(hit.who or "Q" for hit in found if hit.rule is not _CLOSING)
    repeated = {label for label, count in counts.items() if count >= _REPEATS}
    shapes = Counter(_shape(label) for label in counts.elements())
    believed = repeated | {
        label
        for label, count in counts.items()
        if (shape := _shape(label)) and shapes[shape] >= _REPEATS and (count > 1 or shape != "words")
    }
    if len(believed) < 2 or not (repeated or sum(counts[label] for label in believed) >= _TOGETHER):
        return _alone(lines)
    believed |= {label for label in counts if _shape(label) == "part"}
    kept = [hit for hit in found if hit.rule is _CLOSING or (hit.who or "Q") in believed]
    return kept if _asked(lines, kept) >= _LEAST_ASKED else []


def _alone(lines: Sequence[str]) -> list[Hit]:
    """The labels where names stand on lines of their own, if they make a conversation."""
    hits = [Hit(at, _VOICE, name, None, name, None, "") for at, name in names_alone(lines)]
    return hits if hits and _asked(lines, hits) >= _LEAST_ASKED else []


def _asked(lines: Sequence[str], hits: Sequence[Hit]) -> int:
    """How many of the turns that `hits` open put a question: a list of dates and fees is no conversation."""
    ends = [*(hit.line for hit in hits[1:]), len(lines)]
    return sum(
        hit.rule is _QUESTION or any(_ASKED.search(line) for line in (hit.text, *lines[hit.line + 1 : end]))
        for hit, end in zip(hits, ends, strict=True)
    )


def settle(draft: Draft) -> None:
    """Kinds of turns by who asks and who answers in this conversation."""
    if is_briefing(draft):
        settle_briefing(draft)
        return
    sides = _sides(draft)
    asked = False
    following: Side = ""
    next_up: Side = ""
    open_turns = [turn for turn in draft.turns if turn.kind is None and turn.speaker is not None]
    for turn in reversed(open_turns):
        side, sure = sides[turn.speaker or 0]
        if side == "asks":
            turn.kind = "question" if following == "answers" or _puts(draft, turn) else "remark"
            turn.sure = sure and _puts(draft, turn)
        elif side == "chairs":
            own = next_up == "answers" and puts_own_question(draft, turn)
            turn.kind, turn.sure = ("question", False) if own else ("chair", turn.sure)
        next_up = side
        if side != "chairs":
            following = side
    for turn in draft.turns:
        if turn.kind == "question":
            asked = True
        elif turn.kind is None and turn.speaker is not None and sides[turn.speaker][0] == "answers":
            turn.kind = "answer" if asked else "statement"
            turn.sure = sides[turn.speaker][1]


def _opening(index: int, line: str) -> Hit | None:
    if match := _BARE_Q.match(line):
        return Hit(index, _QUESTION, match.group().strip(), None, None, None, line[match.end() :])
    match = _BRACKETS.match(line) or _COLON.match(line)
    if match is None:
        return None
    label = match["label"].strip(BLANK)
    if (
        not label
        or label.isdigit()
        or _NO_NAME.fullmatch(label)
        or len(label.partition(" - ")[0].split()) > 6
    ):
        return None
    if label[0].islower() or label[0] in "・-*•–—「『（(【[":
        return None
    if _CODE.search(label) or (line[0] == "[" and label[-1] in ".…"):
        return None  # [The sitting ended at noon.]
    text = line[match.end() :].lstrip(BLANK)
    return Hit(index, _VOICE, line[: match.end()], None, label, None, text)


def _stopped(index: int, raw: str, line: str) -> Hit | None:
    """A label with a full stop: in capitals, or at the indent that opens a paragraph."""
    match = _STOPPED.match(line)
    if match is None:
        return None
    label = match["label"].strip()
    indented = 2 <= len(raw) - len(raw.lstrip(" ")) <= 8
    if not indented and not label.split()[-1].isupper():
        return None
    return Hit(index, _VOICE, f"{label}.", None, label, None, line[match.end() :])


def _shape(label: str) -> str:
    """What labels of names look like in this text; empty for none that is known."""
    if label == "Q":
        return ""
    if _CAPITALS.fullmatch(label):
        return "capitals"
    if _TITLED.fullmatch(label):
        return "title"
    if has_part(label):
        return "part"
    return "words" if all(word[:1].isupper() for word in label.split()) else ""


def _sides(draft: Draft) -> dict[int, tuple[Side, bool]]:
    """Each speaker's side, and whether words of the labels say so."""
    sides: dict[int, tuple[Side, bool]] = {}
    shares: dict[int, float] = {}
    for index, speaker in enumerate(draft.speakers):
        role = speaker.role
        if role in ASKS:
            sides[index] = ("asks", True)
        elif role in ANSWERS:
            sides[index] = ("answers", True)
        elif role in ("chair", "clerk"):
            sides[index] = ("chairs", True)
        else:
            turns = [turn for turn in draft.turns if turn.speaker == index]
            shares[index] = sum(_puts(draft, turn) for turn in turns) / max(1, len(turns))
    known = {side for side, _sure in sides.values()}
    if any(turn.kind == "question" for turn in draft.turns):
        known.add("asks")
    most = max(shares.values(), default=0.0)
    for index, share in shares.items():
        if not draft.speakers[index].name:
            sides[index] = ("asks", True)
        elif "asks" in known:
            sides[index] = ("asks", False) if share >= 0.6 and "answers" in known else ("answers", False)
        elif most < 0.3:
            sides[index] = ("", False)
        else:
            sides[index] = ("asks", False) if share >= max(0.3, most * 0.6) else ("answers", False)
    return sides


def _puts(draft: Draft, turn: TurnDraft) -> bool:
    """Does this turn put a question?"""
    last = draft.blocks[turn.end - 1].text
    return asks(last) or any(_ASKED.search(draft.blocks[at].text) for at in range(turn.start, turn.end))
