"""Hearings, depositions, interviews and earnings calls as plain text."""

from __future__ import annotations

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def of(text: str) -> Transcript:
    transcript = read(text.encode(), "hearing.txt")
    assert_whole(transcript)
    return transcript


def kinds(transcript: Transcript) -> list[str]:
    return [turn.kind for turn in transcript.turns]


def said(transcript: Transcript, turn: int) -> str:
    return transcript.words(transcript.turn_span(transcript.turns[turn]))


DEPOSITION = """\
                                                                      12
 1                 IN THE SUPERIOR COURT OF LARCH COUNTY
 2   MARY QUILL,                  )
 3              Plaintiff,        )
 4        vs.                     )
 5   TOWN OF ELMWOOD              )
 6
 7             DEPOSITION OF OTTO LIND
 8                 March 4, 2019
 9                  EXAMINATION
10   BY MS. HART:
11        Q.   Please state your name for the record.
12        A.   Otto Lind.
13        Q.   Were you at the pond on the night of the
14   third of May?
15        A.   I was.  I had been asked to look at
16   the sluice.
17             MR. VALE:  Objection.  Form.
                                                                      13
 1        Q.   And when did you
 2   leave?
 3        A.   At 9
 4   in the evening.
"""


def test_a_deposition_loses_its_margin_and_no_word() -> None:
    deposition = of(DEPOSITION)
    assert deposition.format == "deposition"
    assert kinds(deposition) == [
        "question", "answer", "question", "answer", "statement", "question", "answer"
    ]  # fmt: skip
    assert said(deposition, 2) == "Were you at the pond on the night of the third of May?"
    assert said(deposition, 6) == "At 9 in the evening."
    last = deposition.blocks[deposition.turns[5].start]
    assert (last.page, last.line) == ("13", 20)
    assert deposition.meta.date == "2019-03-04"


def test_a_numbered_list_of_questions_is_no_deposition() -> None:
    assert of("\n".join(f"{n}. Q. Why {n}?\nA. So." for n in range(1, 9))).format == "plain"


def test_labels_with_a_full_stop_as_hearings_are_printed() -> None:
    text = """HEARING ON BRIDGES

TUESDAY, MARCH 5, 2019

    Chair Ashe. We come to order. Dr. Vale, you are recognized.
    Dr. Vale. The bridge was built in 1932.
    Chair Ashe. Thank you. Senator Birch.
    Senator Birch. Dr. Vale, what would it cost to mend it?
    Dr. Vale. About two million dollars.
    Senator Birch. And how long would it take?
    Dr. Vale. A year, Senator.
    Mr. LIND. If I may: nine months.
    [Laughter.]
    Chair Ashe. We stand adjourned.
"""
    hearing = of(text)
    assert kinds(hearing) == [
        "chair", "statement", "chair", "question", "answer", "question", "answer", "answer", "chair"
    ]  # fmt: skip
    assert [(s.name, s.role) for s in hearing.speakers][:3] == [
        ("Chair Ashe", "chair"), ("Dr. Vale", "unknown"), ("Senator Birch", "member")
    ]  # fmt: skip
    assert hearing.meta.date == "2019-03-05"
    assert not missing(hearing, text)


def test_a_sentence_that_names_somebody_is_no_label() -> None:
    text = "\n".join(["I met Mr. Vale. He spoke.", "Dr. Vale. He is a doctor.", "Mr. Lind. He is not."] * 4)
    assert kinds(of(text)) == ["statement"]


CALL = """Larchfield Mills (LFM) Q3 2019 Earnings Call
October 28, 2019

Company Participants
Ada Quill - Chief Executive Officer
Bo Marsh - Chief Financial Officer

Conference Call Participants
Cy Dorn - Elm Securities

Operator

Good afternoon, and welcome to the call.

Ada Quill

Thank you, operator. It was a good quarter.

Operator

Our first question comes from Cy Dorn with Elm Securities.

Cy Dorn

Thanks for taking my question. What do you expect next?

Ada Quill

We expect more of the same.

Bo Marsh

And a lower tax rate.

Cy Dorn

And is the new mill open?

Ada Quill

It opens in May.

Operator

That concludes our call.
"""


def test_a_call_with_names_on_lines_of_their_own() -> None:
    call = of(CALL)
    assert kinds(call) == [
        "chair", "statement", "chair", "question", "answer", "answer", "question", "answer", "chair"
    ]  # fmt: skip
    assert [(s.name, s.role, s.office or s.group) for s in call.speakers] == [
        ("Operator", "chair", None),
        ("Ada Quill", "official", "Chief Executive Officer"),
        ("Cy Dorn", "member", "Elm Securities"),
        ("Bo Marsh", "official", "Chief Financial Officer"),
    ]
    assert [len(exchange.answers) for exchange in call.exchanges] == [2, 1]
    assert not missing(call, CALL)


def test_a_call_with_offices_in_its_labels() -> None:
    call = of("""Earnings Call, October 28, 2019

Operator: Good afternoon and welcome.
Ada Quill - Chief Executive Officer: It was a good quarter.
Operator: Our first question comes from Cy Dorn.
Cy Dorn - Elm Securities - Analyst: What do you expect next?
Ada Quill - Chief Executive Officer: More of the same.
Cy Dorn - Elm Securities - Analyst: Is the new mill open?
Ada Quill - Chief Executive Officer: It opens in May.
Operator: That concludes our call.
""")
    assert kinds(call) == ["chair", "statement", "chair", *["question", "answer"] * 2, "chair"]
    assert [(s.name, s.role) for s in call.speakers] == [
        ("Operator", "chair"), ("Ada Quill", "official"), ("Cy Dorn", "member")
    ]  # fmt: skip


def test_names_in_a_list_are_no_conversation() -> None:
    text = "\n\n".join(["Ada Quill", "Bo Marsh", "Cy Dorn", "Wrote the report. It is long."] * 4)
    assert kinds(of(text)) == ["statement"]


def test_english_marks_in_other_languages() -> None:
    french = of("Débat sur le pont\n4 May 2019\n\nQ: Quand le pont ouvre-t-il pour nous ?\nA: En mai.\n" * 2)
    assert (french.profile, french.meta.language) == ("en-qa", "fr")
    hebrew = of("גשר\n4 May 2019\n\nQ: מתי ייפתח הגשר החדש?\nA: במאי, כן (橋).\nQ: למה?\nA: כי ככה.\n")
    assert kinds(hebrew) == ["question", "answer"] * 2
    assert (hebrew.profile, hebrew.meta.language, hebrew.meta.date) == ("en-qa", None, "2019-05-04")


@pytest.mark.parametrize("label", ["THE VIDEOGRAPHER", "THE REPORTER", "THE COURT REPORTER"])
def test_who_films_or_writes_down_a_deposition_is_neither_side(label: str) -> None:
    text = f"Q. Were you there?\nA. Yes.\n{label}: Could you repeat that?\nQ. At nine?\nA. At ten.\n"
    assert kinds(of(text)) == ["question", "answer", "procedural", "question", "answer"]
