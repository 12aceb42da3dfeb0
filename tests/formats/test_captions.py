"""WebVTT and SRT: cues into sentences, paragraphs and turns, with nothing lost and every time kept."""

from __future__ import annotations

import pytest
from keeping import assert_whole, missing

from qa_reader.formats.recordings.cues import lex
from qa_reader.formats.table import read
from qa_reader.transcript.model import Position, Span, Transcript

COMMITTEE = """\
WEBVTT - Harbour Committee, 5 March 2024
Language: en-GB

NOTE source: https://www.youtube.com/watch?v=quay

STYLE
::cue { color: red }

opening
00:01.000 --> 00:03.000 align:start position:20%
>> CHAIR REED: GOOD MORNING. [APPLAUSE] WE

00:03.000 --> 00:05.000
START. >> MEMBER LEE: WHAT DID
THE QUAY COST?

NOTE checked by hand

00:05.500 --> 00:08.000
>> ENGINEER HOLT: IT COST &lt;2 MILLION
>> MEMBER LEE: AND WHO PAID?

00:08.500 --> 00:09.000
>> ENGINEER HOLT: THE CITY.
"""

GIKAI = """\
1
00:00:01,000 --> 00:00:03,000
（田中議員）
学校のWi-Fiに
ついて伺います

2
00:00:03,100 --> 00:00:07,000
どのくらい
進みましたか。

3
00:00:07,500 --> 00:00:09,000
（課長）お答えします。
昨年度は

4
00:00:09,000 --> 00:00:12,000
三校です（笑）。

5
00:00:12,000 --> 00:00:13,000
（田中議員）いつ終わるのでしょうか。

6
00:00:13,000 --> 00:00:14,000
（課長）来年です。

7
00:00:14,000 --> 00:00:16,000
（拍手）
"""


def of(text: str, name: str = "talk.vtt", *, propose: bool = True) -> Transcript:
    transcript = read(text.encode(), name, propose=propose)
    assert_whole(transcript)
    return transcript


def said(transcript: Transcript) -> list[tuple[str, str | None, str]]:
    """Kind, speaker and words of each turn."""
    return [
        (
            turn.kind,
            None if turn.speaker is None else transcript.speakers[turn.speaker].name,
            transcript.words(transcript.turn_span(turn)),
        )
        for turn in transcript.turns
    ]


def cues(*texts: str, step: int = 2) -> str:
    """A WebVTT file whose cues follow one another without a pause."""
    clock = "00:{:02}:{:02}.000".format
    times = [
        f"{clock(*divmod(n * step, 60))} --> {clock(*divmod((n + 1) * step, 60))}" for n in range(len(texts))
    ]
    return "WEBVTT\n\n" + "\n\n".join(f"{time}\n{text}" for time, text in zip(times, texts, strict=True))


def test_a_committee_with_marks_and_labels() -> None:
    transcript = of(COMMITTEE)
    assert transcript.format == "webvtt"
    assert said(transcript) == [
        ("chair", "CHAIR REED", "GOOD MORNING. [APPLAUSE] WE START."),
        ("question", "MEMBER LEE", "WHAT DID THE QUAY COST?"),
        ("answer", "ENGINEER HOLT", "IT COST <2 MILLION"),
        ("question", "MEMBER LEE", "AND WHO PAID?"),
        ("answer", "ENGINEER HOLT", "THE CITY."),
    ]
    assert {turn.mark for turn in transcript.turns} == {">>"}
    assert [turn.sure for turn in transcript.turns] == [True, False, False, False, False]
    meta = transcript.meta
    assert (meta.title, meta.date, meta.language) == (
        "Harbour Committee, 5 March 2024",
        "2024-03-05",
        "en-GB",
    )
    assert meta.recording == "https://www.youtube.com/watch?v=quay"
    front = [block.text for block in transcript.blocks if block.part == "front"]
    assert front[2:] == ["NOTE source: https://www.youtube.com/watch?v=quay", "STYLE", "::cue { color: red }"]
    assert [block.text for block in transcript.blocks if block.part == "stage"] == ["NOTE checked by hand"]


def test_times_go_with_the_words() -> None:
    block = next(block for block in of(COMMITTEE).blocks if block.part == "speech")
    assert (block.time, block.until, block.cues) == (1.0, 5.0, ((28, 3000),))
    assert block.text[28:] == "START."
    assert block.moment(27) == 1.0
    assert block.moment(28) == 3.0
    assert [block.text[a:b] for a, b in block.asides] == ["[APPLAUSE]"]


def test_japanese_captions_join_without_blanks() -> None:
    transcript = of(GIKAI, "会議.srt")
    assert transcript.format == "srt"
    assert transcript.meta.language == "ja"
    assert said(transcript) == [
        ("question", "田中議員", "学校のWi-Fiについて伺いますどのくらい進みましたか。"),
        ("answer", "課長", "お答えします。昨年度は三校です（笑）。"),
        ("question", "田中議員", "いつ終わるのでしょうか。"),
        ("answer", "課長", "来年です。"),
    ]
    assert [block.text for block in transcript.blocks if block.part == "stage"] == ["（拍手）"]
    assert len(transcript.exchanges) == 2
    assert [s.role for s in transcript.speakers] == ["member", "official"]


def test_proposals_can_be_switched_off() -> None:
    kinds = {turn.kind for turn in of(GIKAI, "会議.srt", propose=False).turns}
    assert kinds == {"statement"}
    assert "proposed" in {notice.code for notice in of(GIKAI, "会議.srt").notices}


def test_voice_tags_name_who_speaks_and_classes_do_not() -> None:
    transcript = of(
        cues(
            "<v.loud Anna Reed>Who paid <i>for</i> it?</v>",
            "<v\tB. Holt>The <c.yellow>city</c><00:00:03.200><c> did</c>.",
            "<v B. Holt>Nobody else &amp; nobody asked.</v>!",
            "Applause and <laughs> noise.",
        )
    )
    assert said(transcript) == [
        ("question", "Anna Reed", "Who paid for it?"),
        ("answer", "B. Holt", "The city did. Nobody else & nobody asked.!"),
        ("statement", None, "Applause and <laughs> noise."),
    ]


def test_dashes_and_capitals_part_a_cue() -> None:
    transcript = of(
        cues("- Who paid?\n- The city.", "JOHN: Really?\nMARY: Yes.", "JOHN: Good.", "MARY: Is it?")
    )
    assert [(name, words) for _kind, name, words in said(transcript)] == [
        (None, "Who paid?"),
        (None, "The city."),
        ("JOHN", "Really?"),
        ("MARY", "Yes."),
        ("JOHN", "Good."),
        ("MARY", "Is it?"),
    ]


def test_a_word_before_a_colon_is_no_speaker() -> None:
    transcript = of(cues("Remember: the quay closes at six.", "Time is short.", "One thing: the budget."))
    assert transcript.speakers == ()
    assert said(transcript)[0][2] == "Remember: the quay closes at six. Time is short. One thing: the budget."


def test_rolling_captions_say_everything_once() -> None:
    rolling = cues(
        "we open the",
        "we open the\nmeeting<00:00:02.500><c> of</c><c> the</c>",
        "meeting of the\n ",
        "meeting of the\nharbour committee",
        "harbour committee",
        "harbour committee\ntoday",
    )
    assert said(of(rolling))[0][2] == "we open the meeting of the harbour committee today"


def test_captions_that_grow_say_everything_once() -> None:
    growing = cues("we", "we open", "we open the", "we open the meeting", "we open the meeting today")
    assert said(of(growing))[0][2] == "we open the meeting today"


def test_a_roll_call_is_not_rolling() -> None:
    transcript = of(cues("Here.", "Here.", "Here.", "Here.", "Thank you."))
    assert said(transcript)[0][2] == "Here. Here. Here. Here. Thank you."


def test_where_nobody_is_named_pauses_and_questions_part_turns() -> None:
    text = """WEBVTT

00:01.000 --> 00:03.000
We open. Did anybody see

00:03.000 --> 00:04.000
the plan? I did,

00:04.000 --> 00:05.000
last week. And who drew it?

00:05.000 --> 00:06.000
An engineer.

00:30.000 --> 00:31.000
We close.
"""
    transcript = of(text)
    assert said(transcript) == [
        ("question", None, "We open. Did anybody see the plan?"),
        ("answer", None, "I did, last week."),
        ("question", None, "And who drew it?"),
        ("answer", None, "An engineer."),
        ("statement", None, "We close."),
    ]
    assert [transcript.blocks[turn.start].time for turn in transcript.turns] == [1.0, 3.0, 4.0, 5.0, 30.0]
    assert "no-speakers" in {notice.code for notice in transcript.notices}
    assert [words for _kind, _name, words in said(of(text, propose=False))] == [
        words for _kind, _name, words in said(transcript)
    ]


def test_paragraphs_end_with_sentences() -> None:
    sentence = "The quay was built by Mr. Holt in nineteen"
    transcript = of(cues(*[f"{sentence}\neighty and it stands." for _ in range(40)]))
    assert len(transcript.blocks) > 3
    assert all(block.text.endswith("stands.") for block in transcript.blocks)
    assert len(transcript.turns) == 1


def test_captions_without_any_stop_are_still_cut() -> None:
    transcript = of(cues(*["words without an end"] * 120))
    assert 2 < len(transcript.blocks) < 20


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_any_encoding_and_line_end(encoding: str, newline: str) -> None:
    transcript = read(GIKAI.replace("\n", newline).encode(encoding), "会議.srt")
    assert said(transcript) == said(of(GIKAI, "会議.srt"))


BROKEN = """\
1
00:00:05,000 --> 00:00:02,000
This ends before it begins

2
-00:00:01,000 --> 00:00:03,000
and this begins before the recording.

3
00:00:0x,000 --> 00:00:05,000
This has no time,

still it goes on here.

4
99999:00:00,000 --> 99999:00:01,000
This is late. <b>Bold, {\\an8}and <never closed

00:00:06.5 --> 00:00:07
without a number
5
00:00:08,000 --> 00:00:09,000
or a blank line.
"""


def test_broken_files_lose_no_word_and_say_what_is_wrong() -> None:
    transcript = of(BROKEN, "broken.srt")
    expected = (
        "This ends before it begins and this begins before the recording. This has no time, still it goes "
        "on here. This is late. Bold, and <never closed without a number or a blank line."
    )
    assert not missing(transcript, expected)
    assert {notice.code for notice in transcript.notices} >= {"bad-time", "times-backward"}
    assert all(block.time is None or block.time >= 0 for block in transcript.blocks)
    assert all(
        block.until is None or block.time is None or block.until >= block.time for block in transcript.blocks
    )


def test_a_huge_cue_becomes_paragraphs() -> None:
    transcript = of(cues("A sentence of some length stands here. " * 20_000))
    assert max(len(block.text) for block in transcript.blocks) < 1000
    assert not missing(transcript, "A sentence of some length stands here. " * 20_000)
    assert len(of(cues("word " * 100_000)).blocks) > 10


def test_what_is_no_caption_file_is_not_claimed() -> None:
    assert read(b"The arrow --> points\nto the quay.\n", "a.txt").format == "plain"
    assert read(b"WEBVTTING is no word.\n", "a.txt").format == "plain"


def test_a_file_with_nothing_but_its_first_line() -> None:
    assert of("WEBVTT\n").turns == ()


def test_a_quote_is_timed_by_the_cue_it_begins_in() -> None:
    from qa_reader.report.citation import cite

    transcript = of(COMMITTEE)
    block = transcript.turns[0].start
    span = Span(Position(block, 28), Position(block, 33))
    citation = cite(transcript, [span], None)
    assert citation.time == 3.0
    assert citation.url == "https://www.youtube.com/watch?v=quay&t=3s"


def test_a_line_of_words_is_no_identifier() -> None:
    """YouTube begins a cue with a line that holds a blank; some files leave the line between cues out."""
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n \nwe open\n00:02.000 --> 00:03.000\n\nthe quay\n"
        "00:03.000 --> 00:04.000\ntoday"
    )
    assert said(of(text))[0][2] == "we open the quay today"


def test_marks_roll_too() -> None:
    rolling = cues(
        "we open", "we open\nthe quay &gt;&gt; thank", "the quay &gt;&gt; thank\nyou", "you\n[Music]"
    )
    assert said(of(rolling)) == [
        ("statement", None, "we open the quay"),
        ("statement", None, "thank you"),
    ]


def test_labels_of_a_video_conference() -> None:
    transcript = of(
        cues(
            "Anna Reed: Good morning. Can everyone hear me?",
            "Holt, B. (City): Yes, we can.",
            "Anna Reed: Great: then we start. What did",
            "Anna Reed: the quay cost?",
            "Holt, B. (City): About 2:1 of the old plan.",
        )
    )
    assert [words for _kind, _name, words in said(transcript)][2:] == [
        "Great: then we start. What did the quay cost?",
        "About 2:1 of the old plan.",
    ]
    assert [speaker.name for speaker in transcript.speakers] == ["Anna Reed", "Holt, B. (City)"]


def test_times_of_every_length_are_those_printed() -> None:
    clocks = ("00:01.5", "12:34.567890", "00:12:35.000", "1:00:00,25", "0001:00:01:500")
    cues = "\n\n".join(f"{clock} --> 9:00:00.000\nThis is said.\n\n[Pause.]" for clock in clocks)
    found = lex(f"WEBVTT\n\n{cues}\n").cues
    assert [cue.start for cue in found] == [1_500, 754_567, 755_000, 3_600_250, 3_601_500]
    assert {cue.end for cue in found} == {9 * 3_600_000}


def test_a_clock_of_another_length_in_twelve_characters() -> None:
    found = read(b"1\n00:00:1.1234 --> 00:00:04,000\nHello there.\n", "a.srt", format="srt")
    assert found.blocks[0].time == pytest.approx(1.123)
