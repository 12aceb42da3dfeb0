"""Made-up recordings of a sitting, written down in the ways that are read, as large as one likes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

Talk = Iterable[tuple[str, str]]
"""What was asked and what was answered."""

WIDTH = 28
"""Characters of a cue, two lines of a screen."""
PACE = 7
"""Characters a second."""


def cues(talk: Talk) -> Iterator[tuple[int, int, str, str]]:
    """Start and end in milliseconds, who speaks, and the words of each cue."""
    now = 0
    for asked, answered in talk:
        for who, words in (("谷花子議員", f"{asked}いかがでしょうか。"), ("大木一部長", answered)):
            for at in range(0, len(words), WIDTH):
                text = words[at : at + WIDTH]
                end = now + len(text) * 1000 // PACE
                yield now, end, who, text
                now = end


def webvtt(talk: Talk) -> bytes:
    said = (
        f"{_clock(start)} --> {_clock(end)} align:start\n<v {who}>{text[:14]}\n{text[14:]}\n\n"
        for start, end, who, text in cues(talk)
    )
    return f"WEBVTT\n\n{''.join(said)}".encode()


def srt(talk: Talk) -> bytes:
    said = (
        f"{n}\n{_clock(start, ',')} --> {_clock(end, ',')}\n{text}\n\n"
        for n, (start, end, _who, text) in enumerate(cues(talk), 1)
    )
    return "".join(said).encode()


def whisper(talk: Talk) -> bytes:
    segments = [
        {
            "id": n, "seek": 0, "start": start / 1000, "end": end / 1000, "text": text,
            "tokens": [50364, 633, 2514], "temperature": 0.0,
            "avg_logprob": -0.25, "compression_ratio": 1.5, "no_speech_prob": 0.01,
        }
        for n, (start, end, _who, text) in enumerate(cues(talk))
    ]  # fmt: skip
    return json.dumps({"language": "ja", "segments": segments}, ensure_ascii=False).encode()


def timestamped(talk: Talk) -> bytes:
    said = (f"[{_clock(start)[:8]}] {who}：{text}\n" for start, _end, who, text in cues(talk))
    return "".join(said).encode()


def _clock(milliseconds: int, point: str = ".") -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"
