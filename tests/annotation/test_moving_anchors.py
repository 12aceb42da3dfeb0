"""Spans in a transcript that is edited at random: none is placed by itself on words that are not its own.

Every character carries through the edits where it came from. A placement is wrong where its characters are
not those that the span was made on, in their order; what was inserted or retyped came from nowhere.
"""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Sequence

import pytest

from qa_reader.annotation.anchors import anchor_for, place
from qa_reader.annotation.codebook import built_in
from qa_reader.annotation.records import Revision, new_doc, now, uuid7
from qa_reader.annotation.review import proposals
from qa_reader.annotation.said import said
from qa_reader.transcript.model import Block, Position, Source, Span, Transcript

EXCHANGES = 200
TOPICS = ("道路の補修", "学校給食", "子育て支援", "防災訓練", "図書館", "介護予防", "商店街", "公園の整備")
ASKS = ("について、今後の予定を伺います。", "の予算が減っていますが、なぜでしょうか。", "は進んでいますか。")
ANSWERS = (
    "順次進めてまいります。", "検討しているところでございます。", "研究してまいります。",
    "検討してまいります。", "来年度に実施いたします。", "以上でございます。",
)  # fmt: skip
SHORT = ("はい。", "以上です。", "質問を終わります。")

Origin = tuple[int, int] | None
"""Block and offset when the spans were made; None for a character that came later."""
Paragraph = list[tuple[str, Origin]]


def written(chance: random.Random) -> list[str]:
    """The paragraphs of 200 exchanges, many of them alike, as in any assembly."""
    paragraphs = []
    for number in range(EXCHANGES):
        numbered = f"{number % 9 + 1}点目、" if chance.random() < 0.5 else ""
        asked = f"{numbered}{chance.choice(TOPICS)}{chance.choice(ASKS)}{chance.choice(TOPICS)}も伺います。"
        answers = (f"{chance.choice(TOPICS)}につきましては、{chance.choice(ANSWERS)}" for _ in range(3))
        paragraphs += [asked, "".join(list(answers)[: chance.randint(1, 3)])]
        if chance.random() < 0.4:
            paragraphs.append(chance.choice(SHORT))
    return paragraphs


def edited(paragraphs: list[Paragraph], edits: int, share: float, chance: random.Random) -> None:
    """So many edits, in place; `share` of the characters of a retyped paragraph become others."""
    kept: list[Paragraph] = []
    for _ in range(edits):
        at = chance.randrange(len(paragraphs))
        one = paragraphs[at]
        how = chance.choice(
            ("insert", "copy", "delete", "split", "join", "move", "retype", "retype", "respace", "recode")
        )
        if how == "insert":
            new = chance.choice((*SHORT, f"{chance.random()}を新しく伺います。"))
            paragraphs.insert(at, [(character, None) for character in new])
        elif how == "copy":
            kept.append(one)
            paragraphs.insert(
                chance.randrange(len(paragraphs)), [(character, None) for character, _origin in one]
            )
        elif how == "move":
            paragraphs.insert(chance.randrange(len(paragraphs)), paragraphs.pop(at))
        elif any(one is each for each in kept):
            continue  # a copy whose model is then removed is a move: no program could tell
        elif how == "delete" and len(paragraphs) > 1:
            del paragraphs[at]
        elif how == "split" and len(one) > 1:
            cut = chance.randrange(1, len(one))
            paragraphs[at : at + 1] = [one[:cut], one[cut:]]
        elif how == "join" and at + 1 < len(paragraphs) and not any(paragraphs[at + 1] is k for k in kept):
            paragraphs[at : at + 2] = [one + paragraphs[at + 1]]
        elif how == "retype":
            paragraphs[at] = retyped(one, chance.uniform(0, share), chance)
        elif how == "respace":
            spaces: list[Paragraph] = [
                [each] if chance.random() < 0.9 else [each, ("\n", None)] for each in one
            ]
            paragraphs[at] = [each for pair in spaces for each in pair]
        elif how == "recode":
            paragraphs[at] = [
                (part, origin)
                for character, origin in one
                for part in unicodedata.normalize("NFD", character)
            ]


def healed(old: Sequence[Paragraph], new: list[Paragraph]) -> None:
    """A paragraph that was taken out and written again where it was is the old one: nobody could tell."""
    for at in range(1, len(new) - 1):
        before, one, behind = (new[n] for n in (at - 1, at, at + 1))
        number = before[0][1][0] + 1 if before[0][1] is not None else 0
        if (
            0 < number < len(old) - 1
            and (before, behind) == (old[number - 1], old[number + 1])
            and text(one) == text(old[number])
        ):
            new[at] = old[number]


def retyped(one: Paragraph, share: float, chance: random.Random) -> Paragraph:
    """A paragraph of which `share` is typed anew: replaced, left out, or added to."""
    new: Paragraph = []
    for character, origin in one:
        if chance.random() >= share:
            new.append((character, origin))
            continue
        how = chance.randrange(3)
        if how == 0:
            new.append((chance.choice([c for c in "のをにはがとで検研" if c != character]), None))
        elif how == 1:
            new += [(character, origin), (chance.choice("のをにはがとで"), None)]
    return new or one


def text(one: Paragraph) -> str:
    return "".join(character for character, _origin in one)


def transcript(paragraphs: Sequence[Paragraph]) -> Transcript:
    blocks = tuple(Block(text(one)) for one in paragraphs)
    return Transcript(Source("x.txt"), "plain", blocks)


def characters(paragraphs: Sequence[Paragraph], span: Span) -> list[Origin]:
    """Where the characters of `span` came from, white space apart; each once though it be in two parts."""
    (first, start), (last, end) = span
    found: list[Origin] = []
    for number in range(first, last + 1):
        one = paragraphs[number]
        piece = one[start if number == first else 0 : end if number == last else len(one)]
        for character, origin in piece:
            if not character.isspace() and (origin is None or not found or found[-1] != origin):
                found.append(origin)
    return found


def spans(paragraphs: Sequence[Paragraph], chance: random.Random) -> list[Span]:
    """A span in every paragraph: some words, a whole one, or over to the next."""
    made = []
    for number, one in enumerate(paragraphs):
        start = 0 if chance.random() < 0.2 else chance.randrange(len(one))
        end = len(one) if chance.random() < 0.2 else min(len(one), start + chance.randint(1, 24))
        last = number
        if chance.random() < 0.05 and number + 1 < len(paragraphs):
            last, end = number + 1, chance.randrange(1, len(paragraphs[number + 1]) + 1)
        made.append(Span(Position(number, start), Position(last, end)))
    return made


def tally(seed: int, counted: Counter[str], asked: Counter[str]) -> None:
    """Edit a transcript and count what becomes of its spans, and what is proposed of every tenth lost."""
    chance = random.Random(seed)
    before: list[Paragraph] = [
        [(character, (number, offset)) for offset, character in enumerate(words)]
        for number, words in enumerate(written(chance))
    ]
    old, marked = transcript(before), spans(before, chance)
    after = list(before)
    edited(after, chance.choice((1, 5, 20, 80, 200)), chance.uniform(0, 0.2), chance)
    healed(before, after)
    new = transcript(after)
    for span in marked:
        anchor = anchor_for(old, span)
        placed = place(anchor, new)
        if placed is not None:
            right = characters(after, placed.span) == characters(before, span)
            counted[placed.how if right else "wrong"] += 1
            continue
        counted["lost"] += 1
        if counted["lost"] % 10 == 0:
            line = Revision(
                uuid7(), 1, uuid7(), "annotation", "ana", "x.txt#", now(), new_doc(), "span", anchor=anchor
            )
            (annotation,) = said([line], new, built_in()).annotations
            asked["proposed" if next(proposals(annotation, new, None), None) else "orphaned"] += 1


@pytest.mark.parametrize("transcripts", [25, pytest.param(400, marks=pytest.mark.full)])
def test_no_span_is_placed_on_words_that_are_not_its_own(
    transcripts: int, capsys: pytest.CaptureFixture[str]
) -> None:
    counted: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for seed in range(transcripts):
        tally(seed, counted, asked)
    total = counted.total()
    with capsys.disabled():
        shares = [f"{n / total:.2%} {how}" for how, n in counted.most_common()]
        shares += [f"of these {n / asked.total():.1%} {how}" for how, n in asked.most_common()]
        print(f"\n{total} spans:", ", ".join(shares))
    assert total >= 10_000
    assert counted["wrong"] == 0
    assert counted["lost"] < 0.2 * total
    assert asked["proposed"] > 0.9 * asked.total()
