"""Where the recording of a transcript is, and the address that opens it at a place in the text."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from qa_reader.transcript.model import Position, Transcript

_SITES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(rf"(?:[\w-]+\.)*(?:{host})"), parameter)
    for host, parameter in (
        (r"youtube\.com|youtube-nocookie\.com|youtu\.be|twitch\.tv", "t={}s"),
        (r"archive\.org|dailymotion\.com", "start={}"),
        (r"granicus\.com", "entrytime={}"),
        (r"nicovideo\.jp", "from={}"),
        (r"vimeo\.com", "#t={}s"),
    )
)
"""How sites that keep recordings of meetings take a time in whole seconds: in the query or the fragment."""
_MEDIA: Final = re.compile(
    r"\.(?:mp4|m4v|mov|webm|mkv|avi|mpe?g|wmv|ts|mp3|m4a|aac|ogg|oga|ogv|opus|flac|wav)\Z", re.IGNORECASE
)


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
    web = address is not None and re.match("https?://", address, re.IGNORECASE)
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


def plays(address: str) -> bool:
    """Does a sound or video stand behind `address`, as far as it tells?"""
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    return bool(_MEDIA.search(split.path) or _parameter(split))


def timed(url: str, seconds: float | None) -> str:
    """`url` so that it opens at `seconds`: as its site takes a time, a bare file by a media fragment.

    W3C Media Fragments URI 1.0, section 4.2.1. A page that is not known to take a time stays as it is.
    """
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    parameter = _parameter(split) or ("#t={}" if _MEDIA.search(split.path) else None)
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
    return next((parameter for site, parameter in _SITES if site.fullmatch(host)), None)
