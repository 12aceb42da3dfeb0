"""One speech, many questions (一括質問・一括答弁): cut the speeches and pair what belongs together.

The asker's speech is cut into its questions, the answers into what each speaks of. Assemblies ask ten
questions in one speech and answer them in three. Pure text rules; which piece answers which is the affair of
`matching`. A speech that cannot be cut with reason stays one exchange.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from qa_reader.formats.turns.matching import Asked, Part, Parts, Told, match
from qa_reader.language.numerals import number
from qa_reader.language.segments import sentences
from qa_reader.transcript.model import Block, Exchange, Passage, Position, Span

_N: Final = "[0-9０-９一二三四五六七八九十]{1,3}"
_NUMBERED: Final = re.compile(
    r"[\s\u3000]*(?:(?:まず|次に|続いて|最後に|質問の?|大きな?|大綱)[、\s\u3000]?)?(?:"
    rf"(?:第[\s\u3000]?(?P<th>{_N})(?:点目?|番目|項目|の質問|問目?|に|は|の)?|(?P<point>{_N})(?:点目|番目|つ目|項目め?|問目|件目))"
    r"(?=[、，。\s\u3000はでにのも])|"
    rf"[（(](?P<bracket>{_N})[）)]|(?P<circle>[①-⑳])|(?P<plain>[0-9０-９]{{1,2}})[．、，.](?![0-9０-９]))"
)
_POINT: Final = re.compile(
    rf"(?:第[\s\u3000]?(?P<th>{_N})(?:点目?|番目|項目|問目?)|(?P<point>{_N})(?:点目|番目|つ目|問目))"
)
_TURNS: Final = re.compile(
    r"[\s\u3000]*(?:まず|初めに|はじめに|最初に|次に|次いで|つぎに|続いて|続きまして|つづいて|最後に|さらに|更に|"
    r"そして|加えて|あわせて|併せて|また、|もう[1１一]点|ほかに|それから|一方|さて|ところで)"
)
_FURTHER: Final = re.compile(
    r"[\s\u3000]*(?:さらに|更に|そして|加えて|これに加えて|あわせて|併せて|また、|それから|一方)"
)
"""Words that go on within a matter as often as to another."""
_CLOSES: Final = re.compile(r"[\s\u3000]*(?:以上|残り|その他|よろしく)")
_THANKS: Final = re.compile(r"以上|(?:どうぞ)?よろしく|(?:御|ご)答弁")
_OPENS: Final = re.compile(r"[\s\u3000]*(?:まず|初めに|はじめに|最初に|第一に|第[1１]に)")
_ASKS: Final = re.compile(
    r"(?:(?:でしょう|ましょう|ます|ません|です|た|る|ない|の|どう|いか|いつ|何|だ|もの|こと|べき|ある)か|"
    r"(?:伺い|うかがい|伺わせていただき|お聞き(?:し|いたし)?|聞き|尋ね(?:し|いたし)?|おたずね(?:し|いたし)?|承り)"
    r"(?:(?:いた)?します|ます|たい[^。]{0,12}|する次第[^。]{0,8}|するもの[^。]{0,8})|"
    r"(?:伺|うかが|問|尋ね|お聞きする|お尋ねする)(?:う|る)?(?:ものであり|もので|次第)[^。]{0,6}|伺(?:う|って[^。]{0,20}終わり(?:ます|とします))|"
    r"(?:御|ご)?(?:見解|所見|答弁|説明|考え|所感|認識|回答|見通し|方針|対応|理由|状況)[^。、]{0,10}(?:を|についても?)[^。]{0,12}"
    r"(?:求め|願い|願う|いただき|頂き|賜り|ください|下さい|聞か)[^。]{0,12}|"
    r"(?:お示し|お聞かせ|お答え|お知らせ|お教え|教えて|示して|説明して|答えて|聞かせて|(?:御|ご)(?:答弁|説明|回答|教示))[^。]{0,8}"
    r"(?:ください|下さい|いただ|頂|願|ねが|賜|たい)[^。]{0,14}|答弁を求め[^。]{0,4}|いかがですか)"
    r"[。？?！]?[」』）)]{0,3}[。]?[\s\u3000]*$"
)
_RHETORICAL: Final = re.compile(
    r"(?:ではない|じゃない|のでは|わけではない|あるまい)(?:でしょう|です)?か[。？?]?$"
)
_ANNOUNCES: Final = re.compile(
    r"(?:について|に関して|に関し|につきまして|関連して)(?:も)?[、]?(?:幾つか|何点か|[0-9０-９一二三四五六七八九十]+点)?"
    r"(?:お)?(?:伺|うかが|質問|尋ね|聞き)[^。か]{0,14}。$|(?:について)(?:です|であります|でございます)?。$|"
    r"質問(?:を)?(?:いたし|し|させて|行い|申し上げ)[^。]{0,12}。$|"
    r"^[\s\u3000]*(?:では|それでは|それで|じゃあ)?[、]?(?:続けて|続いて|次に|改めて)?[、]?(?:お)?(?:伺い|聞き|尋ね)[^。か]{0,8}。$|"
    r"[0-9０-９一二三四五六七八九十数]+点[^。か]{0,14}(?:伺|尋ね|聞き|質問)[^。か]{0,10}。$"
)
_SHORT: Final = 26
"""Code points up to which a sentence that asks only closes the question before it: 「ご見解を伺います。」"""
_TOPIC: Final = re.compile(
    r"(?:について|につきまして|に関して|に関し|に関する|に係る|の件|(?:御|ご)(?:質問|質疑|指摘|提案|意見|要望)|お尋ね|おただし|"
    r"[0-9０-９一二三四五六七八九十]+点目|という点|とのこと)"
)
_TOPIC_SAID: Final = re.compile(
    r"[^。]{1,60}?(?:について|につきまして|に関して|に関する(?:御|ご)(?:質問|質疑))(?:の(?:御|ご)?(?:質問|質疑|お尋ね))?"
    r"(?:です(?:が|けれども)?|であります(?:が)?|でございます(?:が)?|お答え|、|に(?:お答え|つ))|"
    r"[^。]{1,60}?(?:との(?:こと|(?:御|ご)(?:質問|質疑|指摘|提案|意見))|の(?:御|ご)(?:質問|質疑|指摘|提案))(?:です|であり|でござ|に)"
)
_GREETING: Final = re.compile(
    r"お答え|答弁|(?:御|ご)?(?:質問|質疑|指摘|提案)[^。]{0,8}(?:いただ|頂|ございま)|おはよう|ありがとう|申し上げます|いたします"
)
_MATTER: Final = re.compile(
    r"(?:について|につきまして|とのこと|に関して|ですけれども)[^。]{0,4}(?:です|であり|でござ|は、)"
)
_HINT_ASKED: Final = re.compile(
    r"か[。？]|について。|[伺い聞尋願求下だく][^。]{1,12}[いすう。]。|ください。|下さい。"
)
_HINT_TOLD: Final = re.compile(
    r"について|につきまして|に関して|とのこと|お尋ね|(?:御|ご)(?:質問|質疑|指摘)|点目|項目|[①-⑳]"
)
_BELOW: Final = re.compile(
    rf"(?:[（(](?P<bracket>{_N})[）)]|(?P<circle>[①-⑳])|(?P<point>{_N})(?:点目|番目|つ目|問目))"
)
_ITEM: Final = re.compile(
    r"(?:について|に関して|(?:見解|考え(?:方)?|所見|状況|理由|有無|内容|進捗|予定|方針|効果|見通し|対応|現状|課題|計画)?は|"
    r"見解|考え(?:方)?|所見|状況|理由|有無|内容|進捗|予定|方針|効果|見通し|対応|現状|課題|計画|対策|取組|取り組み)"
    r"(?:です|であります|でございます)?[。？]?[\s\u3000]*$"
)
_LONGEST_ITEM: Final = 160
_LEAD: Final = 4
"""Sentences of an answer's piece in which its numbers are sought."""
_NEAR: Final = 24
"""Code points behind a number in which one of a lower level belongs to it."""
_LEVELS: Final = ("plain", "point", "bracket", "circle")
"""Ways of numbering, the outermost first."""
_WEIGHT: Final = ("asks", "number", "named official", "shared terms", "order")
"""What a pairing rests on, the strongest first."""
_LEAST: Final = 2
_MOST_PIECES: Final = 120
"""Pieces past which a speech is left whole: matching takes their product."""


class _Sentence(NamedTuple):
    turn: int
    block: int
    start: int
    end: int
    text: str
    first: bool
    """Stands first in its paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive sentences of one turn."""

    turn: int
    span: Span
    text: str
    lead: str
    """What says what the piece is about: the sentences that open it and that ask."""
    last: str = ""
    """The sentence that asks."""
    number: str | None = None
    """The printed number it opens with."""
    parts: Parts = ()
    """The numbered parts it lies in, the outermost first: `("point", 1), ("circle", 2)`."""
    topic: bool = False
    """Opens a matter of its own, by number or marker."""


def refine(
    exchanges: Sequence[Exchange], blocks: Sequence[Block], offices: Sequence[str | None]
) -> list[Exchange]:
    """The exchanges, those whose question speech holds several questions cut into one for each.

    `offices` says for each turn by whom it is spoken, as an answerer would be named (「教育長」).
    """
    refined: list[Exchange] = []
    for exchange in exchanges:
        refined.extend(_cut(exchange, blocks, offices) or [exchange])
    return refined


def _cut(exchange: Exchange, blocks: Sequence[Block], offices: Sequence[str | None]) -> list[Exchange] | None:
    """The exchanges that one makes, or None where nothing tells its parts apart."""
    if not exchange.answers or not _worth(exchange, blocks):
        return None
    asked = [piece for passage in exchange.questions for piece in questions_in(passage, blocks)]
    if len(asked) < _LEAST or len(asked) > _MOST_PIECES:
        return None
    told = [piece for passage in exchange.answers for piece in answers_in(passage, blocks)]
    if len(told) < _LEAST or len(told) > _MOST_PIECES:
        return None
    pairs = match(
        [Asked(each.text, each.lead, each.last, each.parts, each.topic) for each in asked],
        [Told(each.text, each.lead, each.parts, each.topic, each.turn, offices[each.turn]) for each in told],
    )
    if pairs is None:
        return None
    sure = {passage.turn: passage.sure for passage in (*exchange.questions, *exchange.answers)}
    made = []
    for group in pairs:
        questions = [_passage(asked[i], sure[asked[i].turn], "asks") for i in group.asked]
        answers = [_passage(told[i], sure[told[i].turn] and certain, why) for i, certain, why in group.told]
        printed = next((asked[i].number for i in group.asked if asked[i].number), None)
        made.append(Exchange("", printed, exchange.section, _joined(questions), _joined(answers)))
    return made


def _worth(exchange: Exchange, blocks: Sequence[Block]) -> bool:
    """A cheap look, before sentences are cut: more than one question, more than one matter answered."""
    return (
        sum(len(_HINT_ASKED.findall(_text(each, blocks))) for each in exchange.questions) >= _LEAST
        and sum(len(_HINT_TOLD.findall(_text(each, blocks))) for each in exchange.answers) >= _LEAST
    )


def _text(passage: Passage, blocks: Sequence[Block]) -> str:
    (b0, _o0), (b1, _o1) = passage.span
    return "\n".join(blocks[at].text for at in range(b0, b1 + 1) if blocks[at].part == "speech")


def _passage(piece: Piece, sure: bool, why: str) -> Passage:
    return Passage(piece.turn, piece.span, sure, why)


def _joined(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages of one turn that follow each other become one, paired for the better of their reasons."""
    joined: list[Passage] = []
    for passage in passages:
        last = joined[-1] if joined else None
        if last and last.turn == passage.turn and _adjacent(last.span, passage.span):
            span = Span(last.span.start, passage.span.end)
            best = min(last, passage, key=lambda each: (not each.sure, _WEIGHT.index(each.why)))
            joined[-1] = best._replace(span=span)
        else:
            joined.append(passage)
    return tuple(joined)


def _adjacent(first: Span, second: Span) -> bool:
    """Nothing but blanks or a paragraph's end stands between."""
    if first.end.block == second.start.block:
        return 0 <= second.start.offset - first.end.offset <= 2
    return second.start.block == first.end.block + 1 and second.start.offset <= 2


def _sentences(passage: Passage, blocks: Sequence[Block]) -> list[_Sentence]:
    (b0, o0), (b1, o1) = passage.span
    found: list[_Sentence] = []
    for at in range(b0, b1 + 1):
        block = blocks[at]
        if block.part != "speech":
            continue
        low, high = o0 if at == b0 else 0, o1 if at == b1 else len(block.text)
        inside = [(s, e) for s, e in sentences(block.text) if s >= low and e <= high]
        found += [
            _Sentence(passage.turn, at, s, e, block.text[s:e], i == 0) for i, (s, e) in enumerate(inside)
        ]
    return found


def _piece(run: Sequence[_Sentence], lead: str, topic: bool) -> Piece:
    first, last = run[0], run[-1]
    span = Span(Position(first.block, first.start), Position(last.block, last.end))
    text = "".join(each.text for each in run)
    return Piece(first.turn, span, text, lead, last.text, topic=topic)


def _number(found: re.Match[str] | None) -> tuple[str, Part] | None:
    """A number as printed, and as numbers are compared: of one way of numbering, by value."""
    if found is None:
        return None
    kind, printed = next((kind, text) for kind, text in found.groupdict().items() if text)
    return printed, ("point" if kind == "th" else kind, number(printed) or 0)


def _within(parts: Parts, part: Part) -> Parts:
    """Where a part stands that opens inside `parts`: it ends those of its own level and below."""
    level = _LEVELS.index(part[0])
    return (*(each for each in parts if _LEVELS.index(each[0]) < level), part)


def _parts_in(text: str) -> Parts:
    """The numbers that the sentence opening an answer gives: 「１項目めの②について」."""
    found = _NUMBERED.match(text) or _POINT.search(text[:30])
    named = _number(found)
    if found is None or named is None:
        return ()
    below = _number(_BELOW.search(text, found.end(), found.end() + _NEAR))
    return _within((named[1],), below[1]) if below else (named[1],)


@lru_cache(maxsize=256)  # a sentence is asked about a few times, one soon after the other
def asks(text: str) -> bool:
    """Whether a sentence asks: ends as a question or asks for a view, an answer, figures."""
    return bool(_ASKS.search(text[-60:])) and not _RHETORICAL.search(text.strip()[-24:])


def questions_in(passage: Passage, blocks: Sequence[Block]) -> list[Piece]:
    """The questions of a speech, each with what leads up to it.

    Greetings before and thanks behind belong to none.

    A question ends with the sentence that asks. 「ご見解を伺います。」 right behind closes the same one;
    「防災について伺います。」 at the head of a part only announces it.
    """
    rows = _sentences(passage, blocks)
    rows = rows[_opening(rows) :]
    numbers = [_number(_NUMBERED.match(row.text)) for row in rows]
    items = _items(rows, [named[1] if named else None for named in numbers])
    pieces: list[Piece] = []
    run: list[_Sentence] = []
    printed: str | None = None
    parts: Parts = ()
    topic = False
    for i, row in enumerate(rows):
        here = numbers[i]
        if here:
            printed, parts = here[0], _within(parts, here[1])
        topic = topic or here is not None or _turns(row.text)
        run.append(row)
        if i not in items and (not asks(row.text) or _only_announces(rows, i)):
            continue
        if pieces and len(run) == 1 and _closes_the_last(row):
            last = pieces.pop()
            span = Span(last.span.start, Position(row.block, row.end))
            pieces.append(replace(last, span=span, text=last.text + row.text))
        else:
            piece = _piece(run, run[0].text + row.text, topic)
            pieces.append(replace(piece, number=printed, parts=parts))
        run, printed, topic = [], None, False
    return pieces


def _items(rows: Sequence[_Sentence], numbers: Sequence[Part | None]) -> set[int]:
    """Sentences that ask by standing in a list: 「①番、道路の現状について。②番、今後の予定について。」

    Not where the list is only an outline: one of its numbers comes again, or something is said of an item.
    """
    found: set[int] = set()
    for i in range(len(rows) - 1):
        if _follows(numbers[i], numbers[i + 1]) and all(map(_is_item, rows[i : i + 2])):
            found.update((i, i + 1))
    places: dict[int, Parts] = {}
    parts: Parts = ()
    for i, part in enumerate(numbers):
        if part:
            places[i] = parts = _within(parts, part)
    again = Counter(places.values())
    return set() if any(again[places[i]] > 1 for i in found) else found


def _follows(one: Part | None, two: Part | None) -> bool:
    return one is not None and two is not None and one[0] == two[0] and two[1] == one[1] + 1


def _is_item(row: _Sentence) -> bool:
    return len(row.text) <= _LONGEST_ITEM and bool(_ITEM.search(row.text))


def _turns(text: str) -> bool:
    """Whether a sentence turns to a matter of its own, not only goes on."""
    return bool(_TURNS.match(text)) and not _FURTHER.match(text)


def _closes_the_last(row: _Sentence) -> bool:
    """「ご見解を伺います。」, 「耐震化ということですが、伺います。」: nothing new is asked."""
    text = row.text.strip()
    if _NUMBERED.match(text):
        return False
    short = len(text) <= _SHORT or (len(text) <= 2 * _SHORT and not re.search("か[。、]", text))
    return short and (not row.first or bool(_THANKS.match(text)))


def _opening(rows: Sequence[_Sentence]) -> int:
    """The first sentence that belongs to a question: where 「まず」 or a number opens it."""
    for i, row in enumerate(rows):
        if asks(row.text) and not _only_announces(rows, i):
            return 0 if i < 2 else _nearest_opening(rows, i)
    return 0


def _nearest_opening(rows: Sequence[_Sentence], end: int) -> int:
    found = [i for i in range(end + 1) if _OPENS.match(rows[i].text) or _NUMBERED.match(rows[i].text)]
    return found[0] if found else 0


def _only_announces(rows: Sequence[_Sentence], i: int) -> bool:
    """「まず、防災について伺います。」 with more of the same part behind it."""
    row = rows[i]
    if not _ANNOUNCES.search(row.text.strip()) or (not row.first and len(row.text) > 40):
        return False
    for after in rows[i + 1 : i + 40]:
        another = after.first and _ANNOUNCES.search(after.text.strip()) and _TURNS.match(after.text)
        if another and not _OPENS.match(after.text):
            return False
        if asks(after.text):
            return True
    return False


def answers_in(passage: Passage, blocks: Sequence[Block]) -> list[Piece]:
    """What an answer speaks of, piece by piece: a piece opens where a sentence names its matter.

    Words that greet or close belong to the piece beside them.
    """
    rows = _sentences(passage, blocks)
    pieces: list[Piece] = []
    run: list[_Sentence] = []
    for row in rows:
        if run and _opens_matter(row) and not _greets(run):
            pieces.append(_told(run))
            run = []
        run.append(row)
    if run:
        pieces.append(_told(run))
    return _inherited(pieces)


def _inherited(pieces: Sequence[Piece]) -> list[Piece]:
    """「②について」 lies in the part of the piece before: 「１項目めの①について」."""
    found: list[Piece] = []
    parts: Parts = ()
    for piece in pieces:
        for part in piece.parts:
            parts = _within(parts, part)
        found.append(replace(piece, parts=parts) if piece.parts else piece)
    return found


def _opens_matter(row: _Sentence) -> bool:
    if _CLOSES.match(row.text):
        return False
    return _names_matter(row) or bool(_FURTHER.match(row.text) and _TOPIC.search(row.text[:90]))


def _names_matter(row: _Sentence) -> bool:
    """「次に、○○についてのお尋ねでございます。」: said in so many words, not only gone on to."""
    head = row.text[:90]
    if _NUMBERED.match(row.text) or (_turns(row.text) and _TOPIC.search(head)):
        return True
    return row.first and bool(_TOPIC_SAID.match(head))


def _greets(run: Sequence[_Sentence]) -> bool:
    """「○○議員の御質問にお答えいたします。」: words that open a speech, no matter."""
    return len(run) <= 5 and all(_GREETING.search(row.text) and not _MATTER.search(row.text) for row in run)


def _told(run: Sequence[_Sentence]) -> Piece:
    matter = next((row for row in run if _MATTER.search(row.text)), None)
    said = [row for row in run if not _GREETING.search(row.text)] or run
    matter = matter or next((row for row in said if _TOPIC.search(row.text)), said[0])
    piece = _piece(run, matter.text, any(_names_matter(row) for row in run))
    parts: Parts = ()
    for row in run[: min(_LEAD, run.index(matter) + 1)]:
        for part in _parts_in(row.text):
            parts = _within(parts, part)
    return replace(piece, parts=parts)
