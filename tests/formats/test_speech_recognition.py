"""Speech recognition as JSON in every shape that is read, and text with times."""

from __future__ import annotations

import json
from typing import Any

import pytest
from keeping import assert_whole

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript


def of(value: Any, name: str = "talk.json") -> Transcript:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    transcript = read(text.encode(), name)
    assert_whole(transcript)
    return transcript


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Speaker (by name, else by mark) and words of each turn."""
    speakers = [each.name or each.label for each in transcript.speakers]
    return [
        (
            None if turn.speaker is None else speakers[turn.speaker],
            transcript.words(transcript.turn_span(turn)),
        )
        for turn in transcript.turns
    ]


def times(transcript: Transcript) -> list[tuple[float | None, float | None]]:
    return [(block.time, block.until) for block in transcript.blocks]


ASKED = [("A", "Who paid for the quay?"), ("B", "The city did.")]

WHISPER = {
    "task": "transcribe",
    "language": "english",
    "duration": 9.0,
    "text": " Who paid for the quay? The city did.",
    "segments": [
        {"id": 0, "start": 0.0, "end": 2.5, "text": " Who paid for", "tokens": [1], "words": []},
        {"id": 1, "start": 2.5, "end": 4.0, "text": " the quay? The city", "tokens": [2]},
        {"id": 2, "start": 4.0, "end": 5.0, "text": " did.", "tokens": [3]},
    ],
}


def test_whisper_joins_its_segments() -> None:
    transcript = of(WHISPER)
    assert (transcript.format, transcript.profile, transcript.meta.language) == ("asr-json", "whisper", "en")
    assert said(transcript) == [(None, "Who paid for the quay?"), (None, "The city did.")]
    assert times(transcript) == [(0.0, 4.0), (2.5, 5.0)]
    assert transcript.blocks[0].cues == ((13, 2500),)
    assert len(transcript.exchanges) == 1


def test_japanese_without_stops_is_parted_where_sentences_end() -> None:
    texts = [
        "おはようございます",
        "学校の網について",
        "お聞かせください",
        "お答えします",
        "来年度に整備します",
    ]
    starts = [0.0, 2.0, 4.0, 9.0, 11.0]
    rows = [{"start": s, "end": s + 2, "text": t} for s, t in zip(starts, texts, strict=True)]
    transcript = of({"language": "ja", "segments": rows})
    assert said(transcript) == [
        (None, "おはようございます学校の網についてお聞かせください"),
        (None, "お答えします来年度に整備します"),
    ]
    assert len(transcript.exchanges) == 1
    many = of({"segments": [{"start": n, "end": n + 1, "text": "予算を見直します"} for n in range(90)]})
    assert 5 < len(many.blocks) < 20


def test_segments_alone_and_whisper_cpp() -> None:
    rows = WHISPER["segments"]
    assert isinstance(rows, list)
    assert said(of(rows)) == said(of(WHISPER))
    cpp = {
        "result": {"language": "en"},
        "transcription": [
            {
                "timestamps": {},
                "offsets": {"from": 1000 * row["start"], "to": 1000 * row["end"]},
                "text": row["text"],
            }
            for row in rows
        ],
    }
    assert (of(cpp).profile, times(of(cpp))) == ("whisper.cpp", times(of(WHISPER)))


def test_a_long_text_before_the_segments_is_no_hindrance() -> None:
    value = {**WHISPER, "text": "word " * 30_000}
    assert said(of(value)) == said(of(WHISPER))


def test_council_data_project_names_or_counts_its_speakers() -> None:
    def sentence(text: str, start: float, index: int | None, name: str | None) -> dict[str, Any]:
        return {
            "index": 0, "start_time": start, "end_time": start + 1, "text": text, "speaker_index": index,
            "speaker_name": name, "words": [],
        }  # fmt: skip

    value = {
        "generator": "CDP", "session_datetime": "2024-03-05T10:00:00",
        "sentences": [
            sentence("Who paid?", 1.0, 0, "Anna Reed"), sentence("The city.", 2.0, 1, None),
            sentence("All of it.", 3.0, 1, None),
        ],
    }  # fmt: skip
    transcript = of(value)
    assert said(transcript) == [("Anna Reed", "Who paid?"), ("1", "The city. All of it.")]
    assert [speaker.name for speaker in transcript.speakers] == ["Anna Reed", ""]
    assert transcript.meta.date == "2024-03-05"


def test_deepgram_by_utterances_paragraphs_or_words() -> None:
    texts = ["Who paid for the quay?", "The city did."]
    utterances = [
        {"start": float(n), "end": n + 0.5, "speaker": n, "transcript": text} for n, text in enumerate(texts)
    ]
    paragraphs = [
        {"speaker": n, "sentences": [{"text": text, "start": float(n), "end": n + 0.5}]}
        for n, text in enumerate(texts)
    ]
    words = [
        {"word": word.lower(), "punctuated_word": word, "start": float(n), "end": n + 0.5, "speaker": n}
        for n, text in enumerate(texts)
        for word in text.split()
    ]
    for results in (
        {"channels": [], "utterances": utterances},
        {"channels": [{"alternatives": [{"transcript": "", "paragraphs": {"paragraphs": paragraphs}}]}]},
        {"channels": [{"alternatives": [{"transcript": " ".join(texts), "words": words}]}]},
    ):
        transcript = of({"metadata": {"duration": 2.0}, "results": results})
        assert transcript.profile == "deepgram"
        assert said(transcript) == [("0", texts[0]), ("1", texts[1])]
        assert [time for time, _until in times(transcript)] == [0.0, 1.0]
    bare = of({"results": {"channels": [{"alternatives": [{"transcript": " ".join(texts), "words": []}]}]}})
    assert "no-times" in {notice.code for notice in bare.notices}


GOOD, WHO = "Good morning.", "Who sails?"


def element(value: str, start: float | None = None, end: float | None = None) -> dict[str, Any]:
    timed = {"type": "text", "ts": start, "end_ts": end} if start is not None else {"type": "punct"}
    return {**timed, "value": value}


def google(speaker: int, *words: str) -> dict[str, Any]:
    timed = [
        {"word": word, "startTime": f"{at}s", "endTime": f"{at + 1}.500s", "speakerTag": speaker}
        for at, word in enumerate(words)
    ]
    return {"alternatives": [{"transcript": " ".join(words), "words": timed}]}


SERVICES: dict[str, Any] = {
    "whisper": {"chunks": [{"timestamp": [0.5, 1.3], "text": GOOD}, {"timestamp": [2.5, None], "text": WHO}]},
    "rev": {
        "monologues": [
            {
                "speaker": 0,
                "elements": [
                    element("Good", 0.5, 0.9),
                    element(" "),
                    element("morning", 1, 1.3),
                    element("."),
                ],
            },
            {
                "speaker": 1,
                "elements": [element("Who", 2.5, 2.9), element(" "), element("sails", 3, 3.3), element("?")],
            },
        ]
    },
    "azure": {
        "phrases": [
            {"speaker": 1, "offsetMilliseconds": 500, "durationMilliseconds": 800, "text": GOOD},
            {"speaker": 2, "offsetMilliseconds": 2500, "durationMilliseconds": 800, "text": WHO},
        ]
    },
}


@pytest.mark.parametrize("service", SERVICES)
def test_services_with_rows_of_their_own(service: str) -> None:
    talk = of(SERVICES[service])
    assert (talk.format, talk.profile) == ("asr-json", service)
    text = "\n".join(block.text for block in talk.blocks)
    assert text.split() == f"{GOOD} {WHO}".split()
    assert talk.blocks[0].time == 0.5
    assert talk.blocks[-1].moment(len(talk.blocks[-1].text) - 1) == 2.5


def test_azure_counted_in_ticks() -> None:
    phrase = {"recognitionStatus": "Success", "offsetInTicks": 5000000.0, "durationInTicks": 8000000.0}
    talk = of(
        {"recognizedPhrases": [{**phrase, "nBest": [{"display": GOOD}, {"display": "Could morning."}]}]}
    )
    assert [(block.text, block.time, block.until) for block in talk.blocks] == [(GOOD, 0.5, 1.3)]


def test_google_says_its_words_once() -> None:
    first, second = google(0, "Good", "morning."), google(0, "Who", "sails?")
    both = google(1, "Good", "morning.", "Who", "sails?")
    assert said(of({"results": [first, second]})) == [(None, f"{GOOD} {WHO}")]
    talk = of({"results": [first, second, both]})
    assert [block.text for block in talk.blocks] == [f"{GOOD} {WHO}"]
    assert talk.turns[0].label is not None or talk.turns[0].mark is not None


def test_youtube_json3_leaves_layout_out() -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 60_000, "id": 1, "wpWinPosId": 1},
        {
            "tStartMs": 1000,
            "dDurationMs": 5000,
            "segs": [{"utf8": "who"}, {"utf8": " paid", "tOffsetMs": 200}],
        },
        {"tStartMs": 2900, "dDurationMs": 900, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 3000, "dDurationMs": 4000, "segs": [{"utf8": "for it\n>> the city"}]},
    ]
    transcript = of({"wireMagic": "pb3", "events": events}, "talk.json3")
    assert said(transcript) == [(None, "who paid for it"), (None, "the city")]
    assert transcript.turns[1].mark == ">>"
    assert times(transcript) == [(1.0, 7.0), (3.0, 7.0)]


@pytest.mark.parametrize("scale", [1, 1000])
@pytest.mark.parametrize("key", ["turns", "utterances", "segments"])
def test_diarised_turns_in_seconds_or_milliseconds(key: str, scale: int) -> None:
    rows = [
        {"start": start * scale, "end": end * scale, "text": text, "speaker": speaker, "confidence": 0.9}
        for (speaker, text), start, end in zip(ASKED, (0, 2), (2, 4), strict=True)
    ]
    transcript = of({key: rows})
    assert transcript.profile == "diarised"
    assert said(transcript) == ASKED
    assert times(transcript) == [(0.0, 2.0), (2.0, 4.0)]


def test_a_council_archive_gives_meeting_sections_and_doubts() -> None:
    value = {
        "schema": "ourtown/1",
        "meeting": {
            "title": "Harbour Committee", "meeting_date": "2024-03-05", "display_date": "Mar 5, 2024",
            "city": "Ourtown", "source_video_url": "https://ourtown.granicus.com/player/clip/7",
            "sections": [
                {"start_seconds": 0, "label": "1. Opening"}, {"start_seconds": 60, "label": "a. The quay"},
            ],
        },
        "turns": [
            {"start": 1000, "end": 3000, "text": "We open.", "speaker": "Mayor Reed"},
            {
                "start": 61_000, "end": 63_000, "text": "Who paid?", "speaker": "Unknown (B)",
                "needs_review": True,
            },
            {"start": 63_500, "end": 65_000, "text": "We did.", "speaker": "Mayor Reed"},
        ],
    }  # fmt: skip
    transcript = of(value)
    assert [(s.number, s.heading, s.level, s.parent) for s in transcript.sections] == [
        ("1.", "Opening", 1, None),
        ("a.", "The quay", 2, 0),
    ]
    assert [turn.section for turn in transcript.turns] == [0, 1, 1]
    assert [speaker.name for speaker in transcript.speakers] == ["Mayor Reed", "Unknown (B)"]
    meta = transcript.meta
    assert (meta.title, meta.body, meta.date) == ("Harbour Committee", "Ourtown", "2024-03-05")
    assert meta.recording == "https://ourtown.granicus.com/player/clip/7"
    unsure = of({**value, "turns": value["turns"][1:2]})  # type: ignore[index]
    assert [turn.sure for turn in unsure.turns] == [False]


def test_a_long_turn_is_timed_by_its_words() -> None:
    sentences = [f"This is sentence number {n} of a long answer about the quay." for n in range(12)]
    words = " ".join(sentences).split()
    row = {
        "start": 0.25, "end": 132.5, "text": " ".join(sentences), "speaker": "A",
        "words": [{"text": word, "start": n + 0.25, "end": n + 0.75} for n, word in enumerate(words)],
    }  # fmt: skip
    transcript = of({"utterances": [row]})
    assert len(transcript.blocks) > 1
    assert [block.time for block in transcript.blocks] == [
        words.index(block.text.split()[4], 0) - 4 + 0.25 if block.time else 0.25
        for block in transcript.blocks
    ]
    mismatched = of({"utterances": [{**row, "text": "Other words. " * 100}]})
    assert {block.time for block in mismatched.blocks} == {0.25}


@pytest.mark.parametrize(
    "text",
    [
        '{"segments": [{"start": 0.0, "end": 1.0, "text": "Who paid?"}, {"start": 1.0, "te',
        '{"segments": [{"start": 0.0, "end": 1.0, "text": null}, {"start": 1.0}], "text": "a"',
    ],
)
def test_a_file_that_breaks_off_says_where(text: str) -> None:
    with pytest.raises(Unreadable, match="line 1") as caught:
        of(text)
    assert caught.value.reason == "damaged"


@pytest.mark.parametrize("start", [None, "soon", -5, 1e300, True, "00:00:05.5", [], "9" * 400])
def test_odd_times_are_none_or_bounded(start: Any) -> None:
    rows = [{"start": start, "end": 1.5, "text": "Who paid?"}, {"start": 2.0, "end": 2.5, "text": "We did."}]
    transcript = of({"segments": rows})
    assert said(transcript) == [(None, "Who paid?"), (None, "We did.")]
    assert all(block.time is None or 0 <= block.time < 1e9 for block in transcript.blocks)


INLINE = """\
# Harbour Committee
2024-03-05

[00:00:04] Anna Reed: Who paid for the quay?
[00:00:09 - 00:00:12] B. Holt: The city did.
All of it.
[00:00:15] Anna Reed: And who drew it?
[01:00:20] B. Holt: An engineer.
"""

ABOVE = """\
Anna Reed  0:04
Who paid for the quay?

B. Holt  0:09
The city did.
All of it.

Anna Reed  0:15
And who drew it?

B. Holt  1:00:20
An engineer.
"""

TABLE = """\
## [Harbour Committee](https://archive.org/details/harbour)
### 2024-03-05
| Time| Transcript| Video|
|----|------|---|
| 0:00:04| Who paid for the quay?| [source video](https://archive.org/details/harbour?start=4)|
| 0:00:09| The city did.| [source video](https://archive.org/details/harbour?start=9)|
| 0:00:12| All of it.| [source video](https://archive.org/details/harbour?start=12)|
| 0:00:15| And who drew it?| [source video](https://archive.org/details/harbour?start=15)|
| 1:00:20| An engineer.| [source video](https://archive.org/details/harbour?start=3620)|
"""


@pytest.mark.parametrize(("text", "named"), [(INLINE, True), (ABOVE, True), (TABLE, False)])
def test_text_with_times(text: str, named: bool) -> None:
    transcript = of(text, "talk.md")
    assert transcript.format == "timestamped"
    names = ["Anna Reed", "B. Holt"] * 2 if named else [None] * 4
    words = ["Who paid for the quay?", "The city did. All of it.", "And who drew it?", "An engineer."]
    assert said(transcript) == list(zip(names, words, strict=True))
    starts = [transcript.blocks[turn.start].time for turn in transcript.turns]
    assert starts == [4.0, 9.0, 15.0, 3620.0]
    assert len(transcript.exchanges) == 2


def test_what_stands_above_the_first_time() -> None:
    meta = of(TABLE, "talk.md").meta
    assert (meta.title, meta.date) == ("Harbour Committee", "2024-03-05")
    assert meta.url == meta.recording == "https://archive.org/details/harbour"
    assert of(INLINE, "talk.md").meta.title == "Harbour Committee"


def test_times_on_lines_of_their_own() -> None:
    transcript = of("[00:00:17]\nLet us open\nthe meeting.\n\n[00:05:02]\nWho paid?\nThe city.\n", "talk.txt")
    assert said(transcript) == [(None, "Let us open the meeting. Who paid?"), (None, "The city.")]
    assert transcript.blocks[0].cues == ((25, 302_000),)


@pytest.mark.parametrize(
    "text",
    [
        "Programme\n10:00 Opening\n10:30 The quay\n12:00 Lunch\n13:00 Questions\n15:00 Close\n",
        "[00:10:00] back\n[00:05:00] and\n[00:01:00] forth\n[00:00:01] again\n[00:00:00] it goes\n",
    ],
)
def test_other_times_are_no_recording(text: str) -> None:
    assert of(text, "talk.txt").format == "plain"
