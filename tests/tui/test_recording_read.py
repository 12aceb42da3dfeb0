"""A recording in the reader: times where one reads, proposals marked as guesses."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

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
