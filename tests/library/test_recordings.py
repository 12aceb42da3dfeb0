"""What opens a recording at a place in its transcript."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.library.recordings import beside, opening
from qa_reader.transcript.model import Block, Metadata, Position, Source, Transcript

HERE = Position(0, 3)


def of(recording: str | None = None, url: str | None = None) -> Transcript:
    return Transcript(
        Source("hall.vtt"),
        "webvtt",
        (Block("We open.", time=75.5),),
        meta=Metadata(recording=recording, url=url),
    )


def test_a_site_is_opened_at_the_time(tmp_path: Path) -> None:
    found = opening(of(url="https://youtu.be/abc"), tmp_path / "hall.vtt", HERE)
    assert found == ("https://youtu.be/abc?t=75s", 75.5)


@pytest.mark.parametrize("name", ["hall.vtt", "hall.en.vtt", "hall.json"])
def test_a_file_beside_it_is_opened_at_the_time(tmp_path: Path, name: str) -> None:
    (tmp_path / "hall.mp4").touch()
    (tmp_path / "hall.txt").touch()
    (tmp_path / "other.mp3").touch()
    found = opening(of(), tmp_path / name, HERE)
    assert found is not None
    assert found.url == (tmp_path / "hall.mp4").resolve().as_uri() + "#t=75"


def test_a_path_in_the_source_means_a_file_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.mp3").touch()
    transcript = of(recording="../secret.mp3")
    assert opening(transcript, tmp_path / "inside" / "hall.vtt", HERE) is None
    (tmp_path / "inside" / "secret.mp3").touch()
    found = opening(transcript, tmp_path / "inside" / "hall.vtt", HERE)
    assert found is not None
    assert "/inside/secret.mp3" in found.url


def test_nothing_is_opened_where_nothing_is_known(tmp_path: Path) -> None:
    assert opening(of(), tmp_path / "hall.vtt", HERE) is None
    assert opening(of(recording="file:///etc/passwd"), tmp_path / "hall.vtt", HERE) is None
    assert beside(tmp_path / "gone" / "hall.vtt") is None
