"""English questions and answers, dialogue, hearings, depositions as plain text."""

from __future__ import annotations

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import explain, read
from qa_reader.transcript.model import Transcript


def text_of(text: str) -> Transcript:
    transcript = read(text.encode(), "page.txt")
    assert_whole(transcript)
    assert not missing(transcript, text)
    return transcript


def kinds(transcript: Transcript) -> list[str]:
    return [turn.kind for turn in transcript.turns]


def said(transcript: Transcript, turn: int) -> str:
    return transcript.words(transcript.turn_span(transcript.turns[turn]))


def names(transcript: Transcript) -> list[tuple[str, str]]:
    return [(speaker.name, speaker.role) for speaker in transcript.speakers]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Did you see the budget?\nA: I did not.\n\nQ: Who did?\nA: The clerk, I believe.\n",
        "Q. Did you see the budget?\nA. I did not.\nQ. Who did?\nA. The clerk, I believe.\n",
        "Q1. Did you see the budget?\nA1. I did not.\nQ2. Who did?\nA2. The clerk, I believe.\n",
        "Question 1\nDid you see it?\n\nAnswer\nI did not.\n\nQuestion 2\nWho did?\n\nAnswer\nThe clerk.\n",
        "Question 1: Did you see it?\nAnswer: I did not.\nQuestion 2: Who did?\nResponse: The clerk.\n",
        "QUESTION NO. 4\nDid you see it?\nREPLY:\nI did not.\nQUESTION NO. 5\nWho did?\nREPLY:\nThe clerk.\n",
        "[Q] Did you see the budget?\n[A] I did not.\n[Q] Who did?\n[A] The clerk, I believe.\n",
    ],
)
def test_short_marks(text: str) -> None:
    page = text_of(text)
    assert page.profile == "en-qa"
    assert kinds(page) == ["question", "answer"] * 2
    assert [[p.turn for p in e.questions + e.answers] for e in page.exchanges] == [[0, 1], [2, 3]]
    assert page.meta.language == "en"


def test_printed_numbers_are_labels() -> None:
    page = text_of("Question 7\nWhy?\nAnswer\nIt rained.\nQuestion 9\nWhen?\nAnswer\nIn May.\n")
    assert [(e.label, e.number) for e in page.exchanges] == [("q7", "7"), ("q9", "9")]


def test_an_interview() -> None:
    page = text_of(
        "Interview with the harbour master\n\n"
        "Interviewer: How long have you worked here?\n"
        "Harbour master: Since 1998.\n\nIt was a small place then.\n"
        "Interviewer: What changed?\nHarbour master: Everything.\n"
        "Interviewer: And the people?\nHarbour master: They left.\n"
    )
    assert page.profile == "dialogue"
    assert kinds(page) == ["question", "answer"] * 3
    assert said(page, 1) == "Since 1998.\nIt was a small place then."
    assert names(page) == [("Interviewer", "host"), ("Harbour master", "unknown")]
    assert [turn.sure for turn in page.turns[:2]] == [True, False]


def test_a_hearing_with_a_chair_who_calls() -> None:
    page = text_of(
        "COMMITTEE ON WATER, TOWN OF ALDER CREEK\n\n"
        "Chair Whitfield: The committee will come to order. Councilmember Osei.\n"
        "Councilmember Osei: Director Palmer, when did the department learn of it?\n"
        "Director Palmer: On March 4.\n"
        "Councilmember Osei: And when were residents told?\n"
        "Director Palmer: On April 19.\n"
        "Chair Whitfield: Councilmember Brandt.\n"
        "Councilmember Brandt: Why did it take six weeks?\n"
        "Director Palmer: The laboratory had a backlog.\n"
    )
    assert kinds(page) == ["chair", *["question", "answer"] * 2, "chair", "question", "answer"]
    assert dict(names(page))["Director Palmer"] == "official"


def test_a_briefing_with_anonymous_reporters() -> None:
    page = text_of(
        "THE MAYOR:  Good morning. I have a short statement.\n\nThank you for coming.\n\n"
        "Q   Will you sign the bill?\n\nTHE MAYOR:  I will look at it on Friday.\n\n"
        "Q   Does that mean yes?\n\nTHE MAYOR:  It means I will look at it.\n\n"
        "Q   And the bridge?\n\nMS. HARLOW:  The bridge is fine.\n\nEND\n"
    )
    assert kinds(page) == ["statement", "question", "answer", "question", "answer", "question", "answer"]
    assert [speaker.name for speaker in page.speakers if speaker.name] == ["THE MAYOR", "MS. HARLOW"]
    assert [block.text for block in page.blocks if block.part == "back"] == ["END"]


def test_a_deposition_with_broken_lines() -> None:
    page = text_of(
        "EXAMINATION\nBY MR. HALE:\n"
        "Q.  Where were you on the night that\nthe river came over the wall at the\nend of Mill Lane?\n"
        "A.  At the pumping station, with the\ntwo others from the night crew, as\nI said before.\n"
        "Q.  Who gave the order to close the\nsluice, and when was that order\ngiven to you?\n"
        "A.  Nobody did, as far as I know it\nwas closed already.\n"
    )
    assert kinds(page) == ["question", "answer"] * 2
    assert (
        said(page, 0)
        == "Where were you on the night that the river came over the wall at the end of Mill Lane?"
    )


def test_a_colloquy_in_a_deposition_is_nobodys_answer() -> None:
    page = text_of("Q.  Were you there?\nA.  I was.\nMR. DUNN:  Objection.\nQ.  Go on.\nA.  All night.\n")
    assert kinds(page) == ["question", "answer", "statement", "question", "answer"]
    assert [p.turn for p in page.exchanges[0].answers] == [1]


def test_two_colons_are_no_dialogue() -> None:
    page = text_of(
        "Minutes\n\nDate: 4 May 2021\nPlace: Town hall\nPresent: all members\n\nNote: it rained.\n"
    )
    assert kinds(page) == ["statement"]
    assert [notice.code for notice in page.notices] == ["no-question"]


def test_addresses_and_times_are_no_names() -> None:
    page = text_of(
        "See https://a.example/x\n10:30 start\n11:45 break\n12:00 end\nftp://b.example\nnote: none\n"
    )
    assert kinds(page) == ["statement"]


def test_which_rule_understood_which_line() -> None:
    told = explain(b"Q1. Why?\nA. It rained.\nAnd it snowed.\nQ2. When?\nA. In May.\n", "a.txt")
    assert [(each.line, each.kind, each.text) for each in told] == [
        (1, "question", "Q1. …"),
        (2, "answer", "A. …"),
        (4, "question", "Q2. …"),
        (5, "answer", "A. …"),
    ]
    assert all("{" in each.rule for each in told)
