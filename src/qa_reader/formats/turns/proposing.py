"""Questions and answers proposed where a format marks none: by who speaks next, and how a turn ends.

The heuristic, stated in docs/formats.md. A turn is proposed as a question if

- one of its last three sentences asks, or it begins as questions on the order paper do, and
- the next turn that is not the chair's is another speaker's, in the same section, and
- that one answers by role (official, witness, guest) and the asker does not; or, where roles don't say, the
  asking turn is short: long speeches end in rhetorical questions.

That next turn is proposed as its answer, and so is what the same speaker says right after a chair who breaks
in. Only turns whose kind nothing in the source tells are touched, all of it is marked unsure, and a notice
says so. The reader can switch it off (`propose = false`, `inspect --no-propose`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from qa_reader.formats.draft import Draft, TurnDraft
from qa_reader.formats.material import Material
from qa_reader.locales import ngettext
from qa_reader.transcript.model import Kind, Role

WHY: Final = "proposed"
"""Why a proposed answer stands with its question."""
ANSWERING: Final[frozenset[Role]] = frozenset({"official", "witness", "guest"})
"""Roles of those who are there to answer."""
_LONGEST: Final = 1500
"""Code points of a turn past which a question at its end is not proposed unless roles back it."""
_TAIL: Final = 800
"""Code points of a turn's end that are looked at."""
_SIGN: Final = re.compile(r"[?？؟;\u037e⁇⸮፧]|か。")
"""Signs of a question; `;` is one in Greek alone."""
_TABLED: Final = re.compile(
    r"(?:To ask (?:the|His|Her|what|whether)"
    r"|\d{1,3}\. (?:\(\d{4,8}\) )?(?:What|Whether|If|When|How|Which|Who|Why))\b"
)
"""How a question on the order paper begins; it ends with a full stop."""
_INDIRECT: Final = re.compile(
    r"\b(?:I(?:'d|’d)? (?:(?:would|should) |(?:like|want|wish) to |will |must |just |also )*ask"
    r"|(?:may|can|could|might) I ask|let me ask)\b[^.]{0,120}?\b"
    r"(?:whether|if|how|when|what|which|why|who|where)\b",
    re.IGNORECASE,
)
"""A question put as a statement: `I would like to ask whether the Government will …`."""
_SENTENCE: Final = re.compile(r"[^.!?？！。؟;\u037e।]+[.!?？！。؟;\u037e।]*")
_ABBREVIATED: Final = re.compile(r"\b(?:\w|Mr|Mrs|Ms|Dr|hon|Hon|rt|Rt|St|No)\.$")


def asks(text: str, language: str | None = None) -> bool:
    """Does one of the last three sentences of `text` put a question, or is it one that was tabled?

    Args:
        text: what somebody said; only its end is looked at.
        language: BCP 47, where known: in Greek a semicolon asks.
    """
    if len(text) <= _TAIL and _TABLED.match(text.lstrip()):
        return True
    sentences: list[str] = []
    for match in _SENTENCE.finditer(text[-_TAIL:].rstrip()):
        if sentences and _ABBREVIATED.search(sentences[-1]):
            sentences[-1] += match.group()
        elif match.group().strip():
            sentences.append(match.group())
    if any(_INDIRECT.search(sentence) for sentence in sentences[-3:]):
        return True
    greek = (language or "").partition("-")[0] == "el"
    return any(
        sign != ";" or greek for sentence in sentences[-3:] for sign in _SIGN.findall(sentence.rstrip())
    )


def propose(
    draft: Draft,
    material: Material,
    *,
    language: str | None = None,
    asking: Callable[[str, str | None], bool] = asks,
    unnamed: bool = False,
    besides: int = 0,
) -> int:
    """Propose questions and answers among the turns of `draft` that have no kind yet; how many questions.

    To be called when roles are settled, before `finish`. Does nothing where the reader switched it off.

    Args:
        draft: its turns are changed in place.
        material: says whether the reader wants proposals.
        language: of what is said, BCP 47.
        asking: whether a text ends by asking, for sources without punctuation.
        unnamed: whether turns without a speaker count, each as another's than the one before it; for
            recordings, where only pauses or marks like `>>` tell voices apart.
        besides: questions that the format has proposed by rules of its own, for the notice.
    """
    if not material.propose:
        return 0
    draft.close()
    count = besides
    at = 0
    spoken = [turn for turn in draft.turns if turn.kind not in ("stage", "info", "procedural")]
    while at < len(spoken) - 1:
        answer = _answered(draft, spoken, at, language, asking, unnamed=unnamed)
        if answer is None:
            at += 1
            continue
        _mark(spoken[at], "question")
        count += 1
        at = _answers(spoken, answer)
    tell(draft, count)
    return count


def tell(draft: Draft, count: int) -> None:
    """Give notice of `count` proposed questions, if there are any."""
    if count:
        message = ngettext(
            "The source does not mark this question: {count} is proposed, by who speaks and how a turn ends."
            " Leave it out with --no-propose, or propose = false in the settings.",
            "The source does not mark these questions: {count} are proposed, by who speaks and how a turn"
            " ends. Leave them out with --no-propose, or propose = false in the settings.",
            count,
        )
        draft.notice("proposed", message.format(count=count))


def _answered(
    draft: Draft,
    spoken: Sequence[TurnDraft],
    at: int,
    language: str | None,
    asking: Callable[[str, str | None], bool],
    *,
    unnamed: bool,
) -> int | None:
    """The place of the turn that answers the one at `at`, if that is to be proposed as a question."""
    turn = spoken[at]
    role = _role(draft, turn)
    if turn.kind is not None or role in ("chair", "clerk") or (turn.speaker is None and not unnamed):
        return None
    reply = next(
        (n for n in range(at + 1, len(spoken)) if _role(draft, spoken[n]) not in ("chair", "clerk")), None
    )
    if reply is None:
        return None
    other = spoken[reply]
    parted = other.section != turn.section or any(each.cuts for each in spoken[at + 1 : reply + 1])
    if parted or other.kind is not None or (other.speaker is None and not unnamed):
        return None
    if other.speaker == turn.speaker and turn.speaker is not None:
        return None
    words = _words(draft, turn)
    backed = role not in ANSWERING and _role(draft, other) in ANSWERING
    if not backed and (role in ANSWERING or sum(map(len, words)) > _LONGEST):
        return None
    return reply if asking("\n".join(words)[-_TAIL:], language) else None


def _answers(spoken: Sequence[TurnDraft], at: int) -> int:
    """Mark the answer at `at`, and its speaker's words behind the chair's; the place of the turn after."""
    first = spoken[at]
    _mark(first, "answer")
    at += 1
    while at + 1 < len(spoken) and spoken[at].kind == "chair":
        more = spoken[at + 1]
        if more.kind is not None or more.speaker != first.speaker or more.section != first.section:
            break
        _mark(more, "answer")
        at += 2
    return at


def _mark(turn: TurnDraft, kind: Kind) -> None:
    turn.kind, turn.sure, turn.why = kind, False, WHY


def _role(draft: Draft, turn: TurnDraft) -> Role:
    if turn.kind == "chair":
        return "chair"
    return "unknown" if turn.speaker is None else draft.speakers[turn.speaker].role


def _words(draft: Draft, turn: TurnDraft) -> list[str]:
    return [block.text for block in draft.blocks[turn.start : turn.end] if block.part == "speech"]
