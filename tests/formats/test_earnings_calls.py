"""Earnings calls in the forms of their publishers: who is an analyst, what is asked, what is a label."""

from __future__ import annotations

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

FOOL = """Elm Corp. (ELM) Q3 2031 Earnings Call Transcript
Oct. 26, 2031 5:00 p.m. ET

Prepared Remarks:

Operator

Welcome to the Elm Corp. third quarter earnings call. [Operator instructions]

Ada Quill -- Vice President, Investor Relations

Thank you, operator.

Bo Marsh -- Chief Executive Officer

We had a good quarter.

Questions & Answers:

Operator

Our first question comes from Cy Dorn with Big Bank.

Cy Dorn -- Big Bank -- Analyst

What drove it?

Bo Marsh -- Chief Executive Officer

Elms.

Ada Quill -- Vice President, Investor Relations

And oaks.

Cy Dorn -- Big Bank -- Analyst

Got it. Thanks.

Ada Quill -- Vice President, Investor Relations

Operator, next question please.

Operator

We have no further questions.

Bo Marsh -- Chief Executive Officer

Thank you all for joining.

Call participants:

Ada Quill -- Vice President, Investor Relations

Bo Marsh -- Chief Executive Officer

Cy Dorn -- Big Bank -- Analyst
"""
STREET = """Q2 2031 Elm Corp Earnings Call

CORPORATE PARTICIPANTS
 * Bo Marsh
   Elm Corp - CEO & Director

CONFERENCE CALL PARTICIPANTS
 * Cy Dorn
   Big Bank - MD & Senior Analyst

========================================
Questions and Answers
----------------------------------------
Operator    [1]
----------------------------------------
The first question comes from Cy Dorn.

----------------------------------------
Cy Dorn,  Big Bank - MD & Senior Analyst    [2]
----------------------------------------
How should we think of costs?

----------------------------------------
Bo Marsh,  Elm Corp - CEO & Director    [3]
----------------------------------------
They will fall.

----------------------------------------
Operator    [4]
----------------------------------------
This concludes the call.
"""
COLON = """Company Name: Elm Corp
Date: 2031-10-26

Operator: Good morning, and welcome to the earnings call.
Bo Marsh: A good quarter. Two things.
Operator: Our first question is from Cy Dorn of Big Bank.
Cy Dorn: Hi. What about elms?
Bo Marsh: Strong.
Cy Dorn: And oaks?
Dee Fern: Also: strong.
Operator: That concludes our call.
"""
ALONE = """Elm Corp (NYSE:ELM) Q2 2031 Results Earnings Conference Call July 30, 2031 5:00 PM ET

Company Participants

Bo Marsh - CEO

Conference Call Participants

Cy Dorn - Big Bank & Co.

Operator

Welcome to the conference call.

Bo Marsh

I want to start with our results.

Question-and-Answer Session

Operator

Cy Dorn with Big Bank has our first question.

Cy Dorn

Hi. I would like to ask how you see the market.

Bo Marsh

It's good.

Unidentified Company Representative

And getting better.
"""


def said(call: Transcript) -> list[tuple[str, str]]:
    return [(turn.kind, call.speakers[turn.speaker or 0].name) for turn in call.turns]


def test_labels_with_dashes_and_a_list_behind_the_call() -> None:
    call = read(FOOL.encode(), "call.txt")
    assert call.format == "earnings-call"
    assert said(call) == [
        ("chair", "Operator"),
        ("statement", "Ada Quill"),
        ("statement", "Bo Marsh"),
        ("chair", "Operator"),
        ("question", "Cy Dorn"),
        ("answer", "Bo Marsh"),
        ("answer", "Ada Quill"),
        ("remark", "Cy Dorn"),
        ("chair", "Ada Quill"),
        ("chair", "Operator"),
        ("statement", "Bo Marsh"),
    ]
    assert [(each.role, each.office, each.group) for each in call.speakers] == [
        ("chair", None, None),
        ("official", "Vice President, Investor Relations", None),
        ("official", "Chief Executive Officer", None),
        ("member", "Analyst", "Big Bank"),
    ]
    assert [each.heading for each in call.sections] == ["Prepared Remarks:", "Questions & Answers:"]
    assert next(block.text for block in call.blocks if block.part == "back") == "Call participants:"
    assert all(turn.sure for turn in call.turns)
    assert (call.meta.body, call.meta.date) == ("Elm Corp.", "2031-10-26")


def test_labels_with_numbers_between_rules() -> None:
    call = read(STREET.encode(), "call.txt")
    assert said(call) == [
        ("chair", "Operator"), ("question", "Cy Dorn"), ("answer", "Bo Marsh"), ("chair", "Operator"),
    ]  # fmt: skip
    assert [(each.office, each.group) for each in call.speakers[1:]] == [
        ("MD & Senior Analyst", "Big Bank"),
        ("CEO & Director", "Elm Corp"),
    ]
    assert not any("----" in block.text for block in call.blocks)


def test_labels_before_a_colon_are_names_and_who_is_announced_asks() -> None:
    call = read(COLON.encode(), "call.txt")
    assert said(call) == [
        ("chair", "Operator"),
        ("statement", "Bo Marsh"),
        ("chair", "Operator"),
        ("question", "Cy Dorn"),
        ("answer", "Bo Marsh"),
        ("question", "Cy Dorn"),
        ("answer", "Dee Fern"),
        ("chair", "Operator"),
    ]
    assert not any(turn.sure for turn in call.turns if turn.kind in ("question", "answer"))
    assert (call.meta.body, call.meta.date) == ("Elm Corp", "2031-10-26")


def test_names_on_lines_of_their_own_by_the_lists_above() -> None:
    call = read(ALONE.encode(), "call.txt")
    assert said(call) == [
        ("chair", "Operator"),
        ("statement", "Bo Marsh"),
        ("chair", "Operator"),
        ("question", "Cy Dorn"),
        ("answer", "Bo Marsh"),
        ("answer", "Unidentified Company Representative"),
    ]
    assert [each.role for each in call.speakers] == ["chair", "official", "member", "unknown"]


def test_a_page_of_a_call_is_one() -> None:
    page = "".join(f"<p>{line}</p>" for line in FOOL.splitlines() if line)
    call = read(f"<html><body><article>{page}</article></body></html>".encode(), "call.html")
    assert said(call) == said(read(FOOL.encode(), "call.txt"))


@pytest.mark.parametrize("text", [FOOL, STREET, COLON, ALONE])
def test_nothing_but_rules_is_left_out(text: str) -> None:
    call = read(text.encode(), "call.txt")
    assert_whole(call)
    assert not set(missing(call, text)) - {"-", "="}


def test_an_operator_of_another_kind_makes_no_call() -> None:
    assert read(b"Operator: What is your emergency?\nCaller: A fire.\n" * 4, "x.txt").format == "plain"


def test_many_lists_and_long_lines_take_no_time() -> None:
    lists = "Participants:\n" * 20_000
    assert read((FOOL + lists).encode(), "call.txt").format == "earnings-call"
    assert read((COLON + "A b C d E, " * 200_000).encode(), "call.txt").turns


def test_who_is_listed_and_speaks_before_the_operator_ends_the_list() -> None:
    call = (
        "Elm Corp Q3 2025 Earnings Call\nOctober 3, 2025\n\nCompany Participants\n\nAda Quill\n"
        "Chief Executive Officer\n\nBen Stone\nChief Financial Officer\n\nConference Call Participants\n\n"
        "Carl Reed\nBig Bank\n\nAda Quill\nGood morning everyone. We had a good year.\n\nOperator\n"
        "Our first question comes from Carl Reed with Big Bank.\n\nCarl Reed\nHow are margins doing?\n\n"
        "Ben Stone\nThey are up by two points.\n\nOperator\nYou may disconnect.\n"
    )
    found = read(call.encode(), "call.txt", format="earnings-call")
    ada = next(speaker for speaker in found.speakers if speaker.name == "Ada Quill")
    assert (ada.role, ada.office) == ("official", "Chief Executive Officer")
    assert found.turns[0].kind == "statement"
