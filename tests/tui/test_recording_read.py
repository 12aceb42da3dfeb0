"""A recording in the reader: times where one reads, proposals marked as guesses."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from qa_reader.config.paths import state_dir
from qa_reader.terminal.clipboard import LAST_COPY

Opener = Callable[..., AbstractAsyncContextManager[Any]]

CAPTIONS = """WEBVTT

01:00:01.000 --> 01:00:03.000
<v Anna Reed>Who paid for the quay?

01:00:04.000 --> 01:00:09.000
<v B. Holt>The city did.
"""


async def test_the_time_is_told_where_one_reads(opened: Opener, workspace: Path) -> None:
    (workspace / "hall.vtt").write_text(CAPTIONS, "utf-8")
    async with opened(workspace / "hall.vtt") as reader:
        text = reader.text()
        assert "1:00:01" in text.splitlines()[0]
        assert "1:00:04" in text
        assert "Question 1 ?" in text


async def test_the_recording_on_a_site_is_opened_at_once(opened: Opener, workspace: Path) -> None:
    text = CAPTIONS.replace("WEBVTT", "WEBVTT\n\nNOTE source: https://youtu.be/quay")
    (workspace / "hall.vtt").write_text(text, "utf-8")
    async with opened(workspace / "hall.vtt") as reader:
        await reader.press("J", "O")
        assert (state_dir() / LAST_COPY).read_text("utf-8") == "https://youtu.be/quay?t=3601s"


async def test_a_correction_moves_no_time(opened: Opener, workspace: Path) -> None:
    (workspace / "hall.vtt").write_text(CAPTIONS, "utf-8")
    async with opened(workspace / "hall.vtt") as reader:
        await reader.press("r", "j", "enter")
        assert "1:00:01" in reader.text().splitlines()[0]
        assert "1:00:04" in reader.text()


async def test_speakers_who_are_only_counted_are_told_as_such(opened: Opener, workspace: Path) -> None:
    utterance = '{"start": 1.0, "end": 2.5, "speaker": 3, "transcript": "We open."}'
    (workspace / "hall.json").write_text(f'{{"results": {{"utterances": [{utterance}]}}}}', "utf-8")
    async with opened(workspace / "hall.json") as reader:
        assert "Speaker 3" in reader.text()
