"""Whatever bytes come to a format of Japanese minutes, it reads them or refuses them in one line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import assert_whole, missing

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

FORMATS = [
    "minutes", "discussnet", "dbsearch", "gijirokucom", "shinagawa", "kokkai-json", "kokkai-xml", "ntcir",
    "press-json", "table",
]  # fmt: skip


def attempt(data: bytes, format: str) -> Transcript | None:
    outcome = outcome_of(data, format)
    if isinstance(outcome, Unreadable):
        assert outcome.reason != "defect"
        assert "\n" not in str(outcome)
        return None
    assert_whole(outcome)
    return outcome


def outcome_of(data: bytes, format: str) -> Transcript | Unreadable:
    try:
        return read(data, "a", format=format)
    except Unreadable as refused:
        return refused


PIECES = st.sampled_from((
    "○議長（森太一君）　", "◆（谷花子君）　", "◎市長（大木　一君）　", "○森　委員長　　", "○議長（",
    "◯委員長", "○", "◎", "開会します。", "伺います。", "お答えします。", "議事進行について",
    "時間です。", "委員長からお聞きしますか。", "議題といたします。", "────", "日程第１　", "△日程",
    "(1) ", "１ 報告", "〔登壇〕", "（拍手）", "午前10時開会", "散会", "午後３時散会",
    "まず、第１点目について", "次に、", "また、", "<PAGE=\"2\">", "開催日：", "会議名：",
    "令和6年1月5日", "\n", "\n\n", "　", "\t", "\x00", "<div class=\"page-text__text\">",
    "<p class=\"voice__text\">", "</p>", "<br>", "<A NAME=\"HUID1\"></A>", "&lt;", "&#0;", "<pre>",
    "質問,答弁\n", "a,b\n", "\"", "=HYPERLINK(\"u\",\"1:00\")", "{", "}", "[", "]", "\ud800", "\u2028",
    "x" * 200,
))  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)

KEYS = st.sampled_from((
    "tenant_minutes", "body", "title", "minute_type", "meetingRecord", "speechRecord", "speech",
    "speaker", "speechOrder", "speakerPosition", "issueID", "nameOfHouse", "blocks", "role", "text",
    "SpeakerPosition", "SpeakerName", "Utterance", "QuestionSpeaker", "QuestionSummary",
    "AnswerSpeaker", "Headlines", "ProceedingTitle", "Proceeding", "Speaker", "voices", "question",
    "answer", "Date",
))  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=24,
)


@pytest.mark.parametrize("format", FORMATS)
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text(format: str, text: str) -> None:
    attempt(text.encode("utf-8", "surrogatepass"), format)


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.binary(max_size=400))
@settings(max_examples=40, deadline=None)
def test_any_bytes(format: str, data: bytes) -> None:
    attempt(data, format)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_minutes_keep_every_character(text: str) -> None:
    source = "○議長（森太一君）　開会いたします。\n" + text
    transcript = attempt(source.encode("utf-8", "replace"), "minutes")
    assert transcript is not None
    lines = source.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(line for line in lines if not line.strip().startswith("<PAGE"))
    assert not missing(transcript, kept)


@pytest.mark.parametrize("format", ["discussnet", "kokkai-json", "ntcir", "press-json", "table"])
@given(value=VALUES)
@settings(max_examples=80, deadline=None)
def test_any_json(format: str, value: Any) -> None:
    attempt(json.dumps(value).encode(), format)


@given(VALUES)
@settings(max_examples=60, deadline=None)
def test_any_script(value: Any) -> None:
    attempt(f"x.registerMinutes({json.dumps(value)});".encode(), "shinagawa")


@given(VALUES, st.integers(0, 300))
@settings(max_examples=60, deadline=None)
def test_json_cut_off_anywhere(value: Any, length: int) -> None:
    for format in ("discussnet", "kokkai-json"):
        attempt(json.dumps({"tenant_minutes": value, "meetingRecord": value}).encode()[:length], format)


@pytest.mark.parametrize("format", ["dbsearch", "gijirokucom", "kokkai-xml"])
@pytest.mark.parametrize("depth", [100, 1_000, 100_000])
def test_deep_nesting(format: str, depth: int) -> None:
    text = (
        "<A NAME='HUID1'></A>"
        + "<div class='page-text__text'>" * depth
        + "○議長（森太一君）　開会。"
        + "</div>" * depth
    )
    attempt(f"<html><body>{text}</body></html>".encode(), format)


@pytest.mark.parametrize("format", ["discussnet", "kokkai-json", "ntcir", "table"])
def test_deep_json(format: str) -> None:
    for text in ("[" * 100_000, '{"a":' * 100_000, "[" * 900 + "]" * 900):
        attempt(text.encode(), format)


LONG = [
    "○" * 200_000, "（" * 200_000, "○議長（" * 50_000, "○" + "（" * 100_000 + "）" * 100_000,
    " " * 300_000 + "○", "　" * 300_000 + "─", "─" * 300_000, "午前" * 100_000, "〔" * 200_000,
    "（拍手" * 100_000, "まず、" * 100_000, "第１" * 100_000, "か。" * 100_000, "について" * 80_000,
    "伺います。" * 60_000, "○市長　" + "あ" * 300_000,
    "○議長（森太一君）　" + "次に、ついて、" * 50_000, "=HYPERLINK(" * 30_000, '"' * 200_001,
    "," * 300_000,
]  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_long_lines_take_no_forever(format: str) -> None:
    for line in LONG:
        attempt(line.encode(), format)
        attempt(f"○議長（森太一君）　開会。\n{line}\n○市長（大木一君）　{line}".encode(), format)


def test_a_long_meeting_takes_no_forever() -> None:
    turns = "○議長（森太一君）　委員長から伺いますか。\n" * 20_000
    turns += (
        "◆（谷花子君）　伺います。\n○議長（森太一君）　谷君、時間です。\n" * 10_000
        + "◎市長（大木一君）　はい。\n"
    )
    transcript = attempt(turns.encode(), "minutes")
    assert transcript is not None
    assert len(transcript.turns) == 40_001


def test_a_speech_of_very_many_questions_stays_whole() -> None:
    asked = "".join(f"　次に、第{i}点目、項目{i}について伺います。\n　どうですか。\n" for i in range(2_000))
    told = "".join(f"　次に、第{i}点目、項目{i}についてお答えします。\n" for i in range(2_000))
    text = (
        f"○議長（森太一君）　開会。\n○２番（谷花子君）　始めます。\n{asked}"
        f"○市長（大木一君）　答えます。\n{told}"
    )
    transcript = attempt(text.encode(), "minutes")
    assert transcript is not None
    assert len(transcript.exchanges) == 1
