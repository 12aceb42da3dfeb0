"""Words found in a transcript: where, in which question, by whom, and where one looks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.annotation.anchors import anchor_for
from qa_reader.annotation.codebook import built_in
from qa_reader.annotation.records import Revision
from qa_reader.annotation.said import Said, said
from qa_reader.language.query import parse
from qa_reader.library.search import Hit, Notes, Pages, Search
from qa_reader.transcript.model import (
    Block,
    Exchange,
    Metadata,
    Passage,
    Position,
    Section,
    Source,
    Span,
    Speaker,
    Transcript,
    Turn,
)


def span(block: int, start: int, end: int) -> Span:
    return Span(Position(block, start), Position(block, end))


TEXTS = (
    "除雪について",
    "除雪の計画を伺います。予算の検討はいかがですか。",
    "除雪の計画は検討中です。",
    "予算は次年度に検討いたします。",
    "検討を急ぐべきです。",
)


@pytest.fixture
def transcript() -> Transcript:
    """One speech asks twice, one answers twice, and a remark follows."""
    return Transcript(
        Source("雪.txt"),
        "plain",
        tuple(Block(text, "heading" if n == 0 else "speech") for n, text in enumerate(TEXTS)),
        meta=Metadata(),
        sections=(Section("除雪について", 1, 0),),
        speakers=(Speaker("北 はるか", "北議員", "member"), Speaker("土木課長", "土木課長", "official")),
        turns=(
            Turn("question", 1, 2, 0, section=0),
            Turn("answer", 2, 4, 1, section=0),
            Turn("remark", 4, 5, 0, section=0),
        ),
        exchanges=(
            Exchange("q1", "1", 0, (Passage(0, span(1, 0, 11)),), (Passage(1, span(2, 0, len(TEXTS[2]))),)),
            Exchange(
                "q2",
                "2",
                0,
                (Passage(0, span(1, 11, len(TEXTS[1]))),),
                (Passage(1, span(3, 0, len(TEXTS[3]))),),
            ),
        ),
    )


def revision(number: int, question: str, **values: object) -> Revision:
    fields = {"id": f"{number:032x}", "rev": 1, "change": f"{number:032x}", "kind": "annotation"}
    return Revision(
        **{
            **fields,
            "annotator": "ana",
            "question": question,
            "time": f"2026-01-01T00:00:0{number}Z",
            **values,
        },
        doc=number,
    )


@pytest.fixture
def what(transcript: Transcript) -> Said:
    lines = (
        revision(1, "雪.txt#q1", part="answers", codes=("hedged", "hedged.consider")),
        revision(2, "雪.txt#q2", part="unit", note="検討とだけ。\n再質問する"),
        revision(
            3, "雪.txt#q2", part="span", anchor=anchor_for(transcript, span(3, 7, 9)), codes=("promise",)
        ),
    )
    return said(lines, transcript, built_in())


def hits(transcript: Transcript, what: Said, typed: str) -> list[Hit]:
    search, notes, pages = Search(parse(typed)), Notes(what.annotations), Pages(transcript)
    for way in range(search.matcher.ways):
        found = [pages.hit(piece) for piece in pages.pieces(search, way, notes.highlighted)]
        found += notes.hits(search, way)
        if found:
            return found
    return []


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("検討", ["q2 question 1:14", "q1 answer 2:6", "q2 answer 3:7", "s1 remark 4:0", "q2 note"]),
        ("kentou", ["q2 question 1:14", "q1 answer 2:6", "q2 answer 3:7", "s1 remark 4:0", "q2 note"]),
        ("除雪", [" None 0:0", "q1 question 1:0", "q1 answer 2:0"]),
        ("q:検討", ["q2 question 1:14"]),
        ("a:検討", ["q1 answer 2:6", "q2 answer 3:7"]),
        ("n:検討", ["q2 note"]),
        ("h:検討", ["q2 answer 3:7"]),
        ("h:する", []),
        ("@北 検討", ["q2 question 1:14", "s1 remark 4:0"]),
        ("@kita 検討", ["q2 question 1:14", "s1 remark 4:0"]),
        ("@北_はるか q:検討", ["q2 question 1:14"]),
        ("@誰か 検討", []),
        ("質問", ["q2 note"]),
        ("とだけ。 再", []),
        ("/検討.*/", ["q2 question 1:14", "q1 answer 2:6", "q2 answer 3:7", "s1 remark 4:0", "q2 note"]),
        ("=予算", ["q2 question 1:11", "q2 answer 3:0"]),
        ("保育", []),
    ],
)
def test_where_words_stand(transcript: Transcript, what: Said, typed: str, where: list[str]) -> None:
    def told(hit: Hit) -> str:
        label = hit.question.partition("#")[2]
        if hit.span is None:
            return f"{label} note"
        return f"{label} {hit.kind} {hit.span.start.block}:{hit.span.start.offset}"

    assert [told(hit) for hit in hits(transcript, what, typed)] == where


def test_a_hit_has_its_words_and_those_around_it(transcript: Transcript, what: Said) -> None:
    hit = hits(transcript, what, "kenntou")[1]
    assert (hit.before, hit.words, hit.after) == ("除雪の計画は", "検討", "中です。")
    assert hit.transcript == "雪.txt"
    assert hit.speaker is not None
    assert (hit.speaker.name, hit.turn) == ("土木課長", 1)
    assert transcript.words(hit.span or span(0, 0, 0)) == hit.words


def test_a_hit_in_a_note_names_its_record(transcript: Transcript, what: Said) -> None:
    (hit,) = hits(transcript, what, "n: 再質問")
    assert hit.record == revision(2, "").id
    assert (hit.before, hit.words, hit.after) == ("", "再質問", "する")


def test_questions_by_their_codes(what: Said) -> None:
    notes = Notes(what.annotations)
    assert notes.coded("hedged") == notes.coded("hedged.consider") == {"雪.txt#q1"}
    assert notes.coded("promise") == {"雪.txt#q2"}
    assert notes.coded("hedge") == set()


def test_an_empty_transcript_has_no_hits() -> None:
    pages = Pages(Transcript(Source("x"), "plain", ()))
    assert list(pages.pieces(Search(parse("x")))) == []


@given(st.lists(st.text(alphabet="検討カﾞか゛㌔Ⅲx\n", max_size=12), min_size=1, max_size=8), st.data())
def test_every_piece_is_a_span_of_its_words(texts: list[str], data: st.DataObject) -> None:
    transcript = Transcript(Source("x"), "plain", tuple(Block(text.replace("\n", "")) for text in texts))
    pages = Pages(transcript)
    words = data.draw(st.text(alphabet="検討カガがキロⅢix", min_size=1, max_size=3))
    for piece in pages.pieces(Search(parse(words))):
        hit = pages.hit(piece)
        assert hit.span is not None
        assert transcript.words(hit.span) == hit.words
        assert [pages.offset(position) for position in hit.span] == list(piece)
        assert hit.span.start.block == hit.span.end.block
