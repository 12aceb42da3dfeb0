"""Recordings made up at random: nothing said is lost, no time is out of place, nothing fails wordless."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from keeping import assert_whole, missing

from qa_reader.formats.material import Unreadable
from qa_reader.formats.recordings.rolling import rolls
from qa_reader.formats.table import read
from qa_reader.library.columns import pack, unpack
from qa_reader.transcript.model import Transcript

LINES = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cs", "Zl", "Zp"],
        exclude_characters="<>&{}\\\x85:：[](（【＜-–—‐",
    ),
    max_size=40,
).map(str.strip)
SPOKEN = st.one_of(
    LINES,
    st.sampled_from(
        [
            "Who paid for it?", "The city did.", "本当ですか。", "はい、そうです。", "[Applause]",
            "（拍手）", ">> YES.", "- No.", "REED: It was us.", "[Holt] Well,", "（課長）お答えします", "♪",
            "and then? Nobody. Why?",
        ]
    ),
)  # fmt: skip
CLOCKS = st.integers(-1000, 400_000_000)


def clock(milliseconds: int) -> str:
    minutes, rest = divmod(abs(milliseconds), 60_000)
    sign = "-" if milliseconds < 0 else ""
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02},{rest % 1000:03}"


def orderly(transcript: Transcript) -> None:
    """Times are not negative, cues ascend inside their block, nothing ends before it begins."""
    assert_whole(transcript)
    for block in transcript.blocks:
        offsets = [offset for offset, _time in block.cues]
        assert offsets == sorted(set(offsets))
        assert all(0 < offset < len(block.text) for offset in offsets)
        assert all(time >= 0 for _offset, time in block.cues)
        assert block.time is None or block.time >= 0
    assert unpack(pack(transcript)) == transcript


@given(st.lists(st.tuples(CLOCKS, CLOCKS, st.lists(SPOKEN, min_size=1, max_size=3)), min_size=2, max_size=12))
def test_captions_keep_every_word(cues: list[tuple[int, int, list[str]]]) -> None:
    assume(not rolls([[line for line in lines if line] for _start, _end, lines in cues]))
    text = "".join(
        f"{n}\n{clock(start)} --> {clock(end)}\n" + "\n".join(lines) + "\n\n"
        for n, (start, end, lines) in enumerate(cues, 1)
    )
    transcript = read(text.encode(), "talk.srt", format="srt")
    orderly(transcript)
    words = "".join("".join(lines) for _start, _end, lines in cues)
    assert not missing(transcript, re.sub(r"REED:|\[Holt\]|（課長）", "", words))


@given(st.text(max_size=300))
@pytest.mark.parametrize("format", ["webvtt", "srt", "timestamped"])
def test_any_text(format: str, text: str) -> None:
    if not text.strip("\x00\t\n\r\x0b\x0c \ufeff"):
        return
    orderly(read(text.encode("utf-8", "replace"), "talk.txt", format=format))


@given(
    st.lists(
        st.sampled_from(
            [
                "WEBVTT",
                "",
                "NOTE x",
                "1",
                "00:01.000 --> 00:02.000",
                "00:00:03,5 --> 1:00:00",
                "x --> y",
                "STYLE",
                "<v Anna>Who paid?</v>",
                "<v>",
                "</v>.",
                "<c.a>b</c",
                "&amp;lt;",
                ">>",
                "- a",
                "-->",
                "NOTE",
                "A: b",
                "A: c",
                "B: d",
                "[00:00:07]",
                "[00:00:09] Why?",
                "| 0:00:03| a| b|",
                "# Head",
                "Anna Reed  0:04",
            ]
        ),
        max_size=30,
    )
)
@pytest.mark.parametrize("format", ["webvtt", "srt", "timestamped"])
def test_any_lines_of_these_formats(format: str, lines: list[str]) -> None:  # fmt: skip
    text = "\n".join(lines)
    if text.strip():
        orderly(read(text.encode(), "talk.txt", format=format))


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | LINES,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            [
                "segments", "sentences", "turns", "utterances", "events", "segs", "results", "channels",
                "alternatives", "paragraphs", "words", "word", "text", "transcript", "utf8", "start",
                "end", "start_time", "end_time", "tStartMs", "dDurationMs", "speaker", "speaker_index",
                "speaker_name", "meeting", "sections", "start_seconds", "label", "transcription",
                "offsets", "from", "to", "duration", "language", "title",
            ]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=30,
)  # fmt: skip


@given(JSON)
def test_any_json(value: Any) -> None:
    data = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    if not data.strip():
        return
    try:
        transcript = read(data, "talk.json", format="asr-json")
    except Unreadable as error:
        assert error.reason == "damaged"  # noqa: PT017
    else:
        orderly(transcript)


@given(
    st.lists(st.tuples(LINES.filter(bool), st.floats(0, 1e5), st.sampled_from(["A", "B", None])), min_size=1)
)
def test_segments_keep_every_word(rows: list[tuple[str, float, str | None]]) -> None:
    segments = [
        {"start": start, "end": start + 1, "text": text, "speaker": speaker} for text, start, speaker in rows
    ]
    transcript = read(json.dumps({"segments": segments}).encode(), "talk.json")
    orderly(transcript)
    assert not missing(transcript, "".join(text for text, _start, _speaker in rows))
