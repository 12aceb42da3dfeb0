"""What only the whole text tells: kinds by who speaks, whose page it is, the asker's remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from qa_reader.formats.draft import Draft, SpeakerDraft, TurnDraft
from qa_reader.formats.plain.leading import press_officers, puts_own_question
from qa_reader.formats.plain.profiles import Profile
from qa_reader.formats.turns import remarks
from qa_reader.formats.turns.titles import author, holder
from qa_reader.formats.turns.voices import identify
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Role

ASKS: Final[frozenset[Role]] = frozenset(("member", "reporter", "host"))
ANSWERS: Final[frozenset[Role]] = frozenset(("official", "witness", "guest"))
_TRANSPARENT: Final[frozenset[Role]] = frozenset(("chair", "clerk", "info"))


_THANKS: Final = re.compile(
    r"(?:(?:はい|どうも|では|以上です)[。、]?)*(?:(?:(?:分|わ)かりました|承知しました|了解です)[。、]?)?"
    r"(?:どうも)?(?:ありがとうござい(?:ます|ました)|失礼しました|以上です)?[。！]?"
)
"""What a reporter says who asks nothing more."""
_GIVES: Final = re.compile(
    r"(?:から|より)(?:(?!見解|所見|受け止|考え|答え|コメント|説明|評価)[^。]){0,12}(?:お願い|どうぞ)|各社|(?:質問|質疑)(?:に|へ)(?:入|移)|"
    r"会見(?:を)?(?:始|終|よろしく)|時間(?:に|と)な(?:り|っ)"
)
_BRIEF: Final = 160
"""Code points within which somebody only gives the word."""
_SIGNED: Final = re.compile(r"[（(〈＜](?P<who>[^（()）〈〉＜＞。、]{2,24})[)）〉＞][ \u3000]*$")


def settle(draft: Draft, profile: Profile, title: str | None) -> None:
    """Finish a draft that `Builder` filled: kinds, names the page gives, remarks."""
    if profile.asker == "reporter":
        press_officers(draft)
    kinds_by_role(draft, chairs_ask=profile.language == "en")
    if profile.own:
        _name_asker(draft, profile)
        _cut_remarks(draft)
    _name_signed(draft)
    if profile.own:
        _whose_statements(draft, profile.asker)
    elif profile.answerer == "official" and title:
        _name_holder(draft, title)
        _whose_statements(draft, profile.answerer)


def kinds_by_role(draft: Draft, *, chairs_ask: bool = False) -> None:
    """Give every turn of kind None the kind that follows from its speaker and from who speaks next.

    Who asks by role puts a question if the next one who is no chair answers by role; a reporter always does.
    With `chairs_ask`, so does a chair whose words ask, as a guess, if the very next one answers.
    """
    turns = draft.turns
    following: Role = "unknown"
    next_up: Role = "unknown"
    for turn in reversed(turns):
        role = _role(draft, turn)
        if turn.kind is None and turn.speaker is not None:
            if role == "reporter" and _gives_the_word(draft, turn):
                turn.kind = "chair"
                continue
            if role in ASKS:
                asks = following in ANSWERS or (role == "reporter" and not _only_thanks(draft, turn))
                turn.kind = "question" if asks else "remark"
            elif role == "chair" and chairs_ask and next_up in ANSWERS and puts_own_question(draft, turn):
                turn.kind, turn.sure = "question", False
            elif role in _TRANSPARENT:
                turn.kind = "chair" if role == "chair" else "procedural"
        next_up = role
        if role not in _TRANSPARENT:
            following = role
    asked = False
    for turn in turns:
        if turn.kind == "question":
            asked = True
        elif turn.kind is None and turn.speaker is not None and _role(draft, turn) in ANSWERS:
            turn.kind = "answer" if asked else "statement"


def _gives_the_word(draft: Draft, turn: TurnDraft) -> bool:
    """Does a reporter (幹事社) only open, close or lead the conference here?"""
    last = draft.blocks[turn.end - 1].text
    said = "".join(draft.blocks[at].text.strip() for at in range(turn.start, turn.end))
    return len(said) <= _BRIEF and bool(_GIVES.search(said)) and not remarks.asks(last)


def _only_thanks(draft: Draft, turn: TurnDraft) -> bool:
    said = "".join(draft.blocks[at].text.strip() for at in range(turn.start, turn.end))
    return bool(said and _THANKS.fullmatch(said))


def _role(draft: Draft, turn: TurnDraft) -> Role:
    if turn.speaker is not None:
        return draft.speakers[turn.speaker].role
    return "unknown"


def _named(draft: Draft, kinds: Iterable[Kind]) -> set[str]:
    """The names of those who speak in turns of these kinds."""
    return {
        draft.speakers[turn.speaker].name
        for turn in draft.turns
        if turn.kind in set(kinds) and turn.speaker is not None
    }


def _name_asker(draft: Draft, profile: Profile) -> None:
    """On the asker's own page, an asker no label names is whom the front matter gives as its author."""
    nameless = [s for s in draft.speakers if not s.name and s.role == profile.asker]
    if not nameless or any(_named(draft, ("question",))):
        return
    for block in draft.blocks[:40]:
        name = author(block.text) if block.part in ("front", "heading") else None
        if name:
            for speaker in nameless:
                speaker.name = name
            return


def _name_signed(draft: Draft) -> None:
    """An answer no label names is theirs whose office ends it in brackets: 「…である。（市長）」."""
    for turn in draft.turns:
        if turn.kind != "answer" or turn.speaker is None or draft.speakers[turn.speaker].name:
            continue
        match = _SIGNED.search(draft.blocks[turn.end - 1].text[-60:])
        voice = identify(match["who"]) if match else None
        if match and voice and voice.role in ANSWERS:
            turn.speaker = draft.speaker(
                voice.name, match.group(), voice.role, office=voice.office, group=voice.group
            )


def _name_holder(draft: Draft, title: str) -> None:
    """Where the title says whose press conference it is, answers no label names are theirs."""
    found = holder(title)
    if found is None:
        return
    for speaker in draft.speakers:
        if not speaker.name and speaker.role == "official":
            speaker.name, speaker.office = found


def _whose_statements(draft: Draft, role: Role) -> None:
    """Unlabelled words under a heading belong to the one who keeps the page or holds the conference."""
    owners: dict[tuple[str, str | None], SpeakerDraft] = {
        (speaker.name, speaker.office): speaker for speaker in draft.speakers if speaker.role == role
    }
    if len(owners) != 1 or not next(iter(owners))[0]:
        return
    index = draft.speakers.index(next(iter(owners.values())))
    for turn in draft.turns:
        if turn.kind is None and turn.speaker is None:
            turn.kind, turn.speaker, turn.sure = "statement", index, False


def _cut_remarks(draft: Draft) -> None:
    """Give the asker what stands unmarked behind an answer, where its style says so (`remarks`)."""
    turns: list[TurnDraft] = []
    asker: int | None = None
    for index, turn in enumerate(draft.turns):
        turns.append(turn)
        if turn.kind == "question":
            asker = turn.speaker
        if turn.kind != "answer" or asker is None or turn.end - turn.start < 2:
            continue
        paragraphs = [draft.blocks[at].text for at in range(turn.start, turn.end)]
        count = remarks.cut(paragraphs)
        if count is None:
            continue
        start, end = turn.start + count, turn.end
        turn.end = start
        remark = TurnDraft("remark", start, end, asker, None, None, None, turn.section, False, "")
        following = draft.turns[index + 1] if index + 1 < len(draft.turns) else None
        if following is not None and following.kind == "answer" and remarks.asks(paragraphs[-1]):
            remark.asks = following.section == turn.section
        turns.append(remark)
        draft.notice(
            "remark-guessed",
            _("No label marks these words; their style is the asker's, so they are kept out of the answer."),
            draft.blocks[start].line,
        )
    draft.turns = turns
