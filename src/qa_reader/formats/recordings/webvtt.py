"""WebVTT captions (W3C), those of YouTube and broadcasters among them, with or without their first line."""

from __future__ import annotations

from typing import Final

from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.recordings.captions import interpret
from qa_reader.formats.recordings.cues import TIMED
from qa_reader.locales import _
from qa_reader.transcript.model import Transcript

NAME: Final = "webvtt"


def claim(head: Head) -> Claim | None:
    """By `WEBVTT` at the beginning, or by times with a point before the milliseconds."""
    if head.start.startswith("WEBVTT") and (head.start == "WEBVTT" or head.start[6] in " \t\n"):
        return Claim(0.998, _("begins with WEBVTT"))
    return timed(head, ".", ".vtt")


def timed(head: Head, point: str, suffix: str) -> Claim | None:
    """A claim by lines of times that have `point` before the milliseconds, near the beginning of the file."""
    found = [match[0] for match in TIMED.finditer(head.text)]
    first = TIMED.search(head.text[:4096])
    if first is None or (len(found) < 2 and head.suffix != suffix):
        return None
    other = sum(("," in each) != (point == ",") for each in found)
    if other * 2 > len(found):
        return None
    return Claim(0.995, _("{count} lines of times for cues").format(count=len(found)))


def read(material: Material) -> Transcript:
    """The captions as sentences, paragraphs and turns."""
    return interpret(material, NAME)
