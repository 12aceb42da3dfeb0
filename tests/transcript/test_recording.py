"""Places in a text as places in its recording."""

from __future__ import annotations

import pytest

from qa_reader.transcript.model import Block, Link, Metadata, Position, Section, Source, Transcript
from qa_reader.transcript.recording import Moment, moment, plays, seconds_at, timed

BLOCKS = (
    Block("Introduction", "front"),
    Block("We open. We close.", time=12.0, until=20.0, cues=((9, 15_500),)),
    Block("No time is given here."),
)


def of(meta: Metadata | None = None, links: tuple[Link, ...] = ()) -> Transcript:
    return Transcript(Source("a.vtt"), "webvtt", BLOCKS, meta=meta or Metadata(), links=links)


@pytest.mark.parametrize(("offset", "seconds"), [(0, 12.0), (8, 12.0), (9, 15.5), (18, 15.5)])
def test_a_word_has_the_time_of_its_cue(offset: int, seconds: float) -> None:
    assert BLOCKS[1].moment(offset) == seconds


def test_where_no_time_is_given_the_last_one_before_holds() -> None:
    assert seconds_at(of(), Position(2, 3)) == 20.0
    assert seconds_at(of(), Position(0, 0)) is None


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=75s"),
        ("https://youtu.be/abc?t=3", "https://youtu.be/abc?t=75s"),
        ("https://vimeo.com/1", "https://vimeo.com/1#t=75s"),
        ("https://archive.org/details/Hall?start=0", "https://archive.org/details/Hall?start=75"),
        (
            "https://ourtown.granicus.com/player/clip/7",
            "https://ourtown.granicus.com/player/clip/7?entrytime=75",
        ),
        ("https://example.org/hall.mp4", "https://example.org/hall.mp4#t=75"),
        ("https://example.org/notyoutube.com/page", "https://example.org/notyoutube.com/page"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_a_site_opens_at_the_time_where_it_takes_one(url: str, link: str) -> None:
    assert timed(url, 75.9) == link
    assert timed(url, None) == url


def test_the_recording_is_what_is_said_to_be_one_else_what_plays() -> None:
    page = "https://example.org/minutes.html"
    video = "https://youtu.be/abc"
    assert moment(of(Metadata(url=page)), Position(1, 9)) == Moment(15.5, None, None)
    assert moment(of(Metadata(url=page), (Link("video", video),)), Position(1, 9)) == Moment(
        15.5, video, video + "?t=15s"
    )
    assert moment(of(Metadata(url=video, recording="hall.mp4")), Position(1, 9)) == Moment(
        15.5, "hall.mp4", None
    )
    assert plays("hall.MP4")
    assert not plays(page)


def test_of_several_meetings_the_nearest_recording_counts() -> None:
    sections = (
        Section("Monday", 1, 0, url="https://youtu.be/monday"),
        Section("Tuesday", 1, 2, url="https://youtu.be/tuesday"),
    )
    several = Transcript(Source("a.vtt"), "webvtt", BLOCKS, sections=sections)
    assert moment(several, Position(1, 0)).address == "https://youtu.be/monday"
    assert moment(several, Position(2, 0)).address == "https://youtu.be/tuesday"
