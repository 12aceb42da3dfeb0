"""Questions proposed where nothing in the source marks them."""

from __future__ import annotations

import pytest

from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Material
from qa_reader.formats.turns.proposing import asks, propose
from qa_reader.transcript.model import Kind, Metadata, Role, Transcript

SAID = list[tuple[str, Role, str]]


def read(said: SAID, *, wanted: bool = True, sections: tuple[int, ...] = ()) -> Transcript:
    material = Material("a.vtt", b"x", propose=wanted)
    draft = Draft(material.source(), "made-up")
    for at, (name, role, words) in enumerate(said):
        if at in sections:
            draft.section(str(at), 1)
        draft.turn("chair" if role == "chair" else None, draft.speaker(name, name, role))
        draft.block(words)
    propose(draft, material, language="en")
    return draft.finish(Metadata(), confidence=1, why="")


def kinds(said: SAID) -> list[Kind]:
    return [turn.kind for turn in read(said).turns]


ASKED: SAID = [
    ("Ada", "unknown", "When will the bridge at Nowhere open? People wait."),
    ("Ben", "unknown", "In May."),
]


def test_a_short_turn_that_ends_by_asking_is_answered_by_the_next_speaker() -> None:
    transcript = read(ASKED)
    assert [(turn.kind, turn.sure) for turn in transcript.turns] == [("question", False), ("answer", False)]
    assert transcript.exchanges[0].answers[0].why == "proposed"
    assert [notice.code for notice in transcript.notices] == ["proposed"]


def test_it_can_be_switched_off() -> None:
    transcript = read(ASKED, wanted=False)
    assert [turn.kind for turn in transcript.turns] == ["statement", "statement"]
    assert not transcript.exchanges
    assert not transcript.notices


def test_chairs_stand_between_and_ask_nothing() -> None:
    said: SAID = [ASKED[0], ("Chair", "chair", "Minister?"), ASKED[1], ("Chair", "chair", "Order.")]
    said += [("Ben", "unknown", "In late May, I meant."), ("Cy", "unknown", "Thank you.")]
    assert kinds(said) == ["question", "chair", "answer", "chair", "answer", "statement"]


def test_a_long_speech_is_no_question_unless_roles_say_who_answers() -> None:
    long = "We waited. " * 300 + "Is that right?"
    assert kinds([("Ada", "unknown", long), ("Ben", "unknown", "No.")]) == ["statement", "statement"]
    assert kinds([("Ada", "member", long), ("Ben", "official", "No.")]) == ["question", "answer"]
    assert kinds([("Ben", "official", "Is it?"), ("Ada", "member", "No.")]) == ["statement", "statement"]


def test_nothing_is_answered_in_another_section_or_by_oneself() -> None:
    assert not read(ASKED, sections=(0, 1)).exchanges
    assert not read([ASKED[0], ("Ada", "unknown", "In May?")]).exchanges


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Will Mr. Ode resign? I hope so. We all do.", "en", True),
        ("Will he? One. Two. Three.", "en", False),
        ("Πότε θα ανοίξει η γέφυρα;", "el", True),
        ("We came; we saw.", "en", False),
        ("متى سيفتح الجسر؟", "ar", True),
        ("いつ開通しますか。", "ja", True),
        ("", None, False),
    ],
)
def test_what_asks(text: str, language: str | None, asked: bool) -> None:
    assert asks(text, language) is asked


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("To ask His Majesty’s Government what the bridge costs.", True),
        ("12. (900123) What steps she is taking to mend the bridge.", True),
        ("3. Whether the bridge is safe.", True),
        ("I was told to ask the clerk.", False),
        ("3. The bridge.", False),
    ],
)
def test_a_tabled_question_asks_without_a_mark(words: str, asked: bool) -> None:
    assert asks(words, "en") is asked
