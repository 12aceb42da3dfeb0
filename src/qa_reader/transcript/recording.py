"""Where the recording of a transcript is, and the address that opens it at a place in the text."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from qa_reader.transcript.model import Position, Transcript

_SITES: Final = {
    "youtube.com": "t={}s",
    "youtube-nocookie.com": "t={}s",
    "youtu.be": "t={}s",
    "twitch.tv": "t={}s",
    "archive.org": "start={}",
    "dailymotion.com": "start={}",
    "granicus.com": "entrytime={}",
    "nicovideo.jp": "from={}",
    "vimeo.com": "#t={}s",
}
"""How sites that keep recordings of meetings take a time in whole seconds: in the query or the fragment."""
_MEDIA: Final = frozenset(
    (
        "aac", "avi", "flac", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "oga", "ogg", "ogv",
        "opus", "ts", "wav", "webm", "wmv",
    )
)  # fmt: skip


class Moment(NamedTuple):
    """A place in the text as a place in the recording."""

    seconds: float | None
    """From the start of the recording; None where the source gives no time there or before it."""
    address: str | None
    """The recording as source or reader name it: a URL, or a path as seen from the transcript."""
    link: str | None
    """A URL that opens the recording at `seconds`, where the site is known to take a time; else the URL."""


def moment(transcript: Transcript, position: Position) -> Moment:
    """The place in the recording at which the words at `position` are said."""
    seconds = seconds_at(transcript, position)
    address = recording(transcript, position.block)
    web = address is not None and address.lower().startswith(("http://", "https://"))
    return Moment(seconds, address, timed(address, seconds) if web and address else None)


def seconds_at(transcript: Transcript, position: Position) -> float | None:
    """Seconds into the recording at `position`; the last time given before it where it has none itself."""
    known = transcript.blocks[position.block].moment(position.offset)
    at = position.block
    while known is None and at > 0:
        at -= 1
        known = transcript.blocks[at].until or transcript.blocks[at].time
    return known


def recording(transcript: Transcript, block: int | None = None) -> str | None:
    """What source or reader say of where the recording is.

    That is `meta.recording`, the page of the nearest section around `block`, the transcript's page or its
    first link, these where they lead to a site or a file that plays.
    """
    if transcript.meta.recording:
        return transcript.meta.recording
    sections = [s.url for s in transcript.sections if s.url and (block is None or s.start <= block)]
    found = [*reversed(sections), transcript.meta.url, *(link.url for link in transcript.links)]
    return next((url for url in found if url and plays(url)), None)


def clock(seconds: float) -> str:
    """A time as players show it: 4:05, 1:02:03."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def plays(address: str) -> bool:
    """Does a sound or video stand behind `address`, as far as it tells?"""
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    return _is_media(split.path) or _parameter(split) is not None


def timed(url: str, seconds: float | None) -> str:
    """`url` so that it opens at `seconds`: as its site takes a time, a bare file by a media fragment.

    W3C Media Fragments URI 1.0, section 4.2.1. A page that is not known to take a time stays as it is.
    """
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    parameter = _parameter(split) or ("#t={}" if _is_media(split.path) else None)
    if seconds is None or parameter is None:
        return url
    said = parameter.format(int(seconds))
    if said.startswith("#"):
        return urlunsplit(split._replace(fragment=said[1:]))
    name, _equals, value = said.partition("=")
    kept = [(key, each) for key, each in parse_qsl(split.query, keep_blank_values=True) if key != name]
    return urlunsplit(split._replace(query=urlencode([*kept, (name, value)])))


def _parameter(split: SplitResult) -> str | None:
    """How the site takes a time; None where it is not known."""
    try:
        host = (split.hostname or "").lower()
    except ValueError:
        return None
    known = (_SITES.get(host[at:]) for at in _labels(host))
    return next((parameter for parameter in known if parameter), None)


def _labels(host: str) -> list[int]:
    """Where the labels of a host name begin: of `www.youtube.com`, 0, 4 and 12."""
    return [0, *(at + 1 for at, character in enumerate(host) if character == ".")]


def _is_media(path: str) -> bool:
    return path.rpartition(".")[2].lower() in _MEDIA
