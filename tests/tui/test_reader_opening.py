"""The source of a transcript is opened at the words that are read, or its address is handed over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from qa_reader.config.paths import state_dir
from qa_reader.desk import changes
from qa_reader.desk.workspace import Desk
from qa_reader.terminal.clipboard import LAST_COPY

Opener = Callable[..., AbstractAsyncContextManager[Any]]

CAPTIONS = """WEBVTT

00:01:02.000 --> 00:01:09.000
<v Anna Reed>Who paid for the quay, and when was it paid?

00:02:03.000 --> 00:02:09.000
<v B. Holt>The city did, in two parts.
"""


async def test_without_a_desktop_the_address_is_copied_and_told(opened: Opener, workspace: Path) -> None:
    (workspace / "hall.vtt").write_text(CAPTIONS, "utf-8")
    (workspace / "hall.mp4").write_bytes(b"")
    async with opened(workspace / "hall.vtt") as reader:
        await reader.press("O")
        address = (workspace / "hall.mp4").resolve().as_uri() + "#t=62"
        assert address in reader.message
        assert (state_dir() / LAST_COPY).read_text("utf-8") == address


async def test_page_and_recording_are_both_offered(opened: Opener, workspace: Path) -> None:
    (workspace / "hall.vtt").write_text(CAPTIONS, "utf-8")
    (workspace / "hall.mp4").write_bytes(b"")
    changes.complete(Desk.open(workspace, annotator="ana"), "hall.vtt", {"url": "https://example.org/hall"})
    async with opened(workspace / "hall.vtt") as reader:
        await reader.press("O")
        assert "the recording at 1:02" in reader.text()
        assert "the page it is from" in reader.text()
        await reader.press("j", "enter")
        assert (state_dir() / LAST_COPY).read_text("utf-8") == "https://example.org/hall"


async def test_a_transcript_of_no_known_page_is_opened_as_a_file(opened: Opener, workspace: Path) -> None:
    async with opened() as reader:
        await reader.press("O")
        assert (workspace / "bousai.txt").resolve().as_uri() in reader.message
