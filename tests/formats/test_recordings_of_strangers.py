"""Recordings as other programs export them: meetings on line, Amazon's words, days as councils write them."""

from __future__ import annotations

import json

import pytest

from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [
        (
            transcript.speakers[turn.speaker].name if turn.speaker is not None else None,
            " ".join(block.text for block in transcript.blocks[turn.start : turn.end]),
        )
        for turn in transcript.turns
    ]


MEETING = """WEBVTT

1
00:00:03.240 --> 00:00:06.090
Dana Wren: Good morning, and welcome.

2
00:00:06.420 --> 00:00:09.930
Dana Wren: Who has the minutes?

3
00:00:10.200 --> 00:00:13.500
Omar Quill (he/him): I do, in the folder.

4
00:00:13.900 --> 00:00:15.000
Dana Wren: Great: let's begin.

5
00:00:15.100 --> 00:00:18.000
iPhone 12: Sorry, I am late.
"""


def test_where_every_cue_has_a_label_a_name_needs_no_second_time() -> None:
    assert said(read(MEETING.encode(), "meeting.vtt")) == [
        ("Dana Wren", "Good morning, and welcome. Who has the minutes?"),
        ("Omar Quill (he/him)", "I do, in the folder."),
        ("Dana Wren", "Great: let's begin."),
        ("iPhone 12", "Sorry, I am late."),
    ]


def test_a_voice_that_is_a_dash_is_nobody_s_name() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana Wren>So?</v>\n\n00:02.000 --> 00:03.000\n<v ->Mm.</v>\n"
    assert said(read(vtt.encode(), "meeting.vtt")) == [("Dana Wren", "So?"), ("", "Mm.")]


@pytest.mark.parametrize("apart", [True, False], ids=["speaker_labels", "with each word"])
def test_amazon_transcribe(apart: bool) -> None:
    words = [("Where", "0.0", "A"), ("is", "0.3", "A"), ("it", "0.5", "A"), ("?", None, "A")]
    words += [("On", "1.2", "B"), ("the", "1.4", "B"), ("quay", "1.6", "B"), (".", None, "B")]
    items = []
    for word, start, speaker in words:
        item: dict[str, object] = {"alternatives": [{"content": word}]}
        item |= {"type": "punctuation"} if start is None else {"type": "pronunciation", "start_time": start}
        items.append(item if apart else item | {"speaker_label": speaker})
    timed = [{"start_time": start, "speaker_label": who} for _word, start, who in words if start]
    results: dict[str, object] = {
        "items": items,
        "transcripts": [{"transcript": "Where is it? On the quay."}],
    }
    if apart:
        results["speaker_labels"] = {"segments": [{"items": timed}]}
    else:
        results["audio_segments"] = [{"start_time": "0.0", "transcript": "Where is it?"}]
    transcript = read(json.dumps({"jobName": "m", "results": results}).encode(), "meeting.json")
    assert said(transcript) == [("A", "Where is it?"), ("B", "On the quay.")]
    assert transcript.blocks[1].time == 1.2


@pytest.mark.parametrize(
    ("known", "iso"),
    [
        ({"meeting": "may-06-2031"}, "2031-05-06"),
        ({"meeting_date": "May 6, 2031"}, "2031-05-06"),
        ({"session_datetime": "2031-05-06T19:00:00"}, "2031-05-06"),
        ({"meeting": "council"}, None),
    ],
)
def test_the_day_as_councils_write_it(known: dict[str, str], iso: str | None) -> None:
    turns = [{"start": 1.5, "end": 2.5, "text": "Good evening.", "speaker": "Mayor Wren"}]
    transcript = read(json.dumps(known | {"language_code": "en_us", "turns": turns}).encode(), "m.json")
    assert (transcript.meta.date, transcript.meta.language) == (iso, "en-us")


def test_a_table_of_times_may_be_short() -> None:
    rows = "| Time| Transcript|\n|----|------|\n| 0:00:12| Is the captain here?|\n| 0:00:20| Yes.|\n"
    transcript = read(f"## [Quay Board](https://archive.org/details/quay)\n\n{rows}".encode(), "board.md")
    assert transcript.format == "timestamped"
    assert [words for _who, words in said(transcript)] == ["Is the captain here?", "Yes."]
