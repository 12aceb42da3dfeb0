"""Which piece of an answer answers which question: by number, by who is asked, by shared terms, by order.

A path through the pieces of each answer is sought that agrees best with all four; what it rests on is said of
each pair, and whether it is sure.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from operator import sub
from typing import Final, NamedTuple

_TERM: Final = re.compile(r"[一-鿿々〆ヶ]{2,}|[ァ-ヴー]{2,}|[A-Za-zＡ-Ｚａ-ｚ]{2,}|[0-9０-９]{2,}")
_COMMON: Final = frozenset({
    "質問", "答弁", "見解", "所見", "説明", "議員", "委員", "市長", "区長", "町長", "知事", "考え", "必要",
    "今後", "現在", "状況", "取組", "対応", "検討", "実施", "推進", "支援", "本市", "本区", "本町", "区民",
    "市民", "以上", "関係", "場合", "重要", "課題", "認識", "予定", "御質", "問質", "御答",
})  # fmt: skip
"""Words, and pairs of characters, that every question and answer has."""
_OPENING: Final = re.compile(
    r"^[\s\u3000]*(?:まず|初めに|次に|次いで|続いて|続きまして|最後に|また|さらに)+[、初めに]*"
)
_ASKED: Final = re.compile(
    r"([一-鿿]{0,10}?(?:市長|区長|町長|村長|知事|教育長|管理者|総理|大臣|部長|局長|課長|室長|委員長|長官))"
    r"(?:に|へ|より|の(?:御|ご)?(?:見解|所見|答弁|考え|認識|決意))"
)


Part = tuple[str, int]
"""A number of a part: its way of numbering, its value."""
Parts = tuple[Part, ...]


class Asked(NamedTuple):
    """A question to be matched."""

    text: str
    lead: str
    last: str
    """The sentence that asks."""
    parts: Parts
    """The numbered parts it lies in."""
    topic: bool
    """Opens a matter of its own."""


class Told(NamedTuple):
    """A piece of an answer to be matched."""

    text: str
    lead: str
    parts: Parts
    topic: bool
    turn: int
    office: str | None


class Pairing(NamedTuple):
    """An exchange: indices of questions, and of answer pieces with how sure and why."""

    asked: list[int]
    told: list[tuple[int, bool, str]]


_LEAST: Final = 0.06
"""Likeness below which two pieces share nothing worth saying."""
_LIKELY: Final = 0.11
_NEAR: Final = 3
"""Likeness from which, and distance in questions up to which, another question's piece is offered as well."""
_SURE: Final = 0.14
_MARGIN: Final = 0.04
_DISTINCT: Final = 0.09
"""Sure: alike, and more than any other question is; or less alike where no other is half as much."""
_BACK: Final = 0.10
_STAY: Final = 0.08
_LEAP: Final = 0.06
_SKIP: Final = 0.01
"""What a step costs: back in the order of questions; to the same one for a piece that names a new matter; on
for one that names none; over each question between."""
_FEW: Final = 3
"""Questions up to which all must be answered and all but one surely: a dialogue of a few questions is seldom
answered one by one."""
_NUMBER: Final = 0.6
_WORDS: Final = 0.15
_RUN: Final = 5
_TOPIC: Final = 40
"""Code points from which a run of characters that only one question has speaks for it, and in how many of
the answer's topic it is sought."""
_OFFICE: Final = 0.03


@dataclass(slots=True)
class _Scores:
    likeness: list[list[float]]
    numbered: list[list[bool]]
    named: list[list[bool]]
    total: list[list[float]] = field(default_factory=list)


def match(asked: Sequence[Asked], told: Sequence[Told]) -> list[Pairing] | None:
    """The exchanges the pieces make, in the order of the questions; None where nothing tells them apart.

    Each piece of an answer goes to one question, or to the few that it takes together. A question that no
    piece speaks of joins its neighbour of the same matter, or stays with its likeliest piece, unsure.
    """
    scores = _scored(asked, told)
    chosen = _assigned(told, scores)
    answered = set(chosen)
    if len(answered) < 2:
        return None
    groups: list[Pairing] = []
    waiting: list[int] = []
    for i in range(len(asked)):
        if i not in answered and groups and not waiting and not asked[i].topic:
            groups[-1].asked.append(i)
        elif i not in answered and _goes_on(asked, answered, i):
            waiting.append(i)
        else:
            pairs = [(j, *_reason(i, j, scores)) for j, at in enumerate(chosen) if at == i]
            groups.append(Pairing([*waiting, i], pairs or _likeliest(i, chosen, scores)))
            waiting = []
    unanswered = sum(not group.told for group in groups)
    sure = sum(any(certain for _j, certain, _why in group.told) for group in groups)
    by_order = sum({why for _j, _certain, why in group.told} == {"order"} for group in groups)
    believable = unanswered * 2 <= len(groups) and sure * 3 >= len(groups) and by_order * 4 <= len(groups)
    if len(groups) <= _FEW:
        believable = unanswered == 0 and sure >= len(groups) - 1 and by_order == 0
    return groups if believable and len(groups) > 1 else None


def _goes_on(asked: Sequence[Asked], answered: Set[int], i: int) -> bool:
    """Whether the next question is of the same matter and is answered: both are answered together."""
    return i + 1 < len(asked) and not asked[i + 1].topic and i + 1 in answered


def _likeliest(i: int, chosen: Sequence[int], scores: _Scores) -> list[tuple[int, bool, str]]:
    """For a question that no piece went to: a piece nearby that speaks of much the same, if there is one."""
    row = scores.likeness[i]
    best = max(range(len(row)), key=row.__getitem__)
    if row[best] >= _LIKELY and abs(chosen[best] - i) <= _NEAR:
        return [(best, False, "shared terms")]
    return []


def _scored(asked: Sequence[Asked], told: Sequence[Told]) -> _Scores:
    questions = [_terms(each.text, each.lead) for each in asked]
    answers = [_terms(each.text, each.lead) for each in told]
    vectors = _vectors([*questions, *answers])
    likeness = [[_likeness(q, a) for a in vectors[len(asked) :]] for q in vectors[: len(asked)]]
    numbered = [[_same_part(q.parts, a.parts) for a in told] for q in asked]
    named = [[_is_asked(q.last, a.office) for a in told] for q in asked]
    scores = _Scores(likeness, numbered, named)
    anyone = [any(row) for row in named]
    own = [_own_words(each.lead, [q.text for q in asked]) for each in told]
    scores.total = [
        [
            likeness[i][j]
            + _NUMBER * numbered[i][j]
            + (_WORDS if own[j] == i else 0.0)
            + (_OFFICE if named[i][j] else -_OFFICE / 2 if anyone[i] else 0.0)
            for j in range(len(told))
        ]
        for i in range(len(asked))
    ]
    return scores


_Terms = dict[str, float]


def _terms(text: str, lead: str) -> _Terms:
    """Runs of kanji, katakana, letters and figures, and their pairs of characters, by how often they stand.

    Those of the lead count threefold. The pairs of a run count as much as two of it together, so that a long
    name does not outweigh the rest.
    """
    counts: _Terms = {}
    for source, weight in ((text, 1.0), (lead, 2.0)):
        for run in _TERM.findall(source):
            if run in _COMMON:
                continue
            counts[run] = counts.get(run, 0.0) + weight
            pairs = [run[i : i + 2] for i in range(len(run) - 1)] if len(run) > 2 else []
            for pair in pairs:
                if pair not in _COMMON:
                    counts[pair] = counts.get(pair, 0.0) + 2 * weight / len(pairs)
    return counts


def _vectors(documents: Sequence[_Terms]) -> list[_Terms]:
    """The terms as vectors of length 1: damped counts by rarity, log(N / n) over the pieces at hand."""
    spread = Counter(term for document in documents for term in document)
    weights = {term: math.log((1 + len(documents)) / count) for term, count in spread.items()}
    vectors = []
    for document in documents:
        vector = {term: math.log1p(count) * weights[term] for term, count in document.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({term: value / length for term, value in vector.items() if spread[term] > 1})
    return vectors


def _likeness(one: _Terms, other: _Terms) -> float:
    """The cosine of two pieces' terms."""
    return sum(one[term] * other[term] for term in one.keys() & other.keys())


def _own_words(lead: str, questions: Sequence[str]) -> int | None:
    """The question that alone has the longest run of characters of what an answer says it is about."""
    topic = _OPENING.sub(
        "", re.split(r"について|につきまして|に関し|とのこと|のお尋ね", lead, maxsplit=1)[0]
    )[-_TOPIC:]
    reach = _reach(topic, questions)
    for length in range(len(topic), _RUN - 1, -1):
        for start in range(len(topic) - length + 1):
            if length > reach[start]:
                continue
            run = topic[start : start + length]
            having = [i for i, question in enumerate(questions) if run in question]
            if len(having) == 1:
                return having[0]
    return None


def _reach(topic: str, questions: Sequence[str]) -> list[int]:
    """For each place of the topic how long a run from there can be at most to stand in a question."""
    reach = [0] * (len(topic) + 1)
    for start in range(len(topic) - _RUN, -1, -1):
        if any(topic[start : start + _RUN] in question for question in questions):
            reach[start] = max(_RUN, reach[start + 1] + 1)
    return reach


def _same_part(asked: Parts, told: Parts) -> bool:
    """Whether what the answer says of its numbers fits the question's: one is equal, none speaks against."""
    numbers = dict(asked)
    return any(numbers.get(way) == value for way, value in told) and all(
        numbers.get(way, value) == value for way, value in told
    )


def _is_asked(text: str, office: str | None) -> bool:
    """Whether a question names the one who holds `office`."""
    if not office:
        return False
    return any(_same_office(office, name) for name in _ASKED.findall(text))


def _same_office(one: str, other: str) -> bool:
    """「文部科学大臣」 is meant by 「大臣」, 「副市長」 not by 「市長」."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    return long.endswith(short) and not long[: -len(short)].endswith("副")


def _assigned(told: Sequence[Told], scores: _Scores) -> list[int]:
    """For each piece the question it goes to: the best path within each answering turn.

    It keeps the order of the questions unless the words speak against it.
    """
    chosen: list[int] = []
    start = 0
    while start < len(told):
        end = start
        while end < len(told) and told[end].turn == told[start].turn:
            end += 1
        chosen += _path(told[start:end], [row[start:end] for row in scores.total])
        start = end
    return chosen


def _path(told: Sequence[Told], total: Sequence[Sequence[float]]) -> list[int]:
    """Viterbi over questions as states: score of each pair less the cost of the step to it."""
    count = len(total)
    questions = range(count)
    costs = {topic: [_cost(step, topic) for step in range(count - 1, -count, -1)] for topic in (True, False)}
    best = [row[0] for row in total]
    trail: list[list[int]] = []
    for j in range(1, len(told)):
        steps = costs[told[j].topic]
        came: list[int] = []
        reached: list[float] = []
        for i in questions:
            values = list(map(sub, best, steps[count - 1 - i : 2 * count - 1 - i]))
            most = max(values)
            came.append(values.index(most))
            reached.append(most + total[i][j])
        best = reached
        trail.append(came)
    at = max(questions, key=best.__getitem__)
    path = [at]
    for came in reversed(trail):
        at = came[at]
        path.append(at)
    return path[::-1]


def _cost(step: int, topic: bool) -> float:
    """What `step` questions on cost: a piece that names a new matter goes on, any other stays."""
    if step < 0:
        return _BACK
    if step == 0:
        return _STAY if topic else 0.0
    return (0.0 if topic else _LEAP) + _SKIP * min(step - 1, 5)


def _reason(i: int, j: int, scores: _Scores) -> tuple[bool, str]:
    """Whether a pair is sure, and what it rests on."""
    like = scores.likeness[i][j]
    other = max((scores.likeness[k][j] for k in range(len(scores.likeness)) if k != i), default=0.0)
    clear = (like >= _SURE and like - other >= _MARGIN) or (like >= _DISTINCT and like >= 2 * other)
    if scores.numbered[i][j]:
        alone = sum(row[j] for row in scores.numbered) == 1
        return alone or clear, "number"
    if scores.named[i][j]:
        return clear or like >= _LEAST, "named official"
    if like >= _LEAST or scores.total[i][j] >= _WORDS:
        return clear or scores.total[i][j] >= _WORDS + _LEAST, "shared terms"
    return False, "order"
