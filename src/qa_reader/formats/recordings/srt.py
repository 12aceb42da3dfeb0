"""SRT captions: numbered cues with a comma before the milliseconds."""

from __future__ import annotations

from typing import Final

from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.recordings.captions import interpret
from qa_reader.formats.recordings.webvtt import timed
from qa_reader.transcript.model import Transcript

NAME: Final = "srt"


def claim(head: Head) -> Claim | None:
    """By times with a comma before the milliseconds."""
    return None if head.start.startswith("WEBVTT") else timed(head, ",", ".srt")


def read(material: Material) -> Transcript:
    """The captions as sentences, paragraphs and turns."""
    return interpret(material, NAME)
