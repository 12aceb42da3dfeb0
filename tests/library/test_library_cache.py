"""The parse cache: never wrong, never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.config.paths import cache_dir
from qa_reader.formats.material import Unreadable
from qa_reader.library.cache import glance, load
from qa_reader.library.columns import pack, unpack
from qa_reader.transcript.model import (
    KINDS,
    ROLES,
    Block,
    Exchange,
    Link,
    Metadata,
    Notice,
    Passage,
    Position,
    Section,
    Source,
    Span,
    Speaker,
    Transcript,
    Turn,
)

PAGE = """\
防災の備えについて

質問1

沢田議員の質問

避難所の数を伺います。

危機管理課長の答弁

二十三か所です。
"""

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
maybe = st.none() | texts


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Any transcript whose parts point at one another rightly."""
    pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple)
    block = st.builds(
        Block, texts, st.sampled_from(["speech", "heading", "stage", "front", "back"]),
        st.none() | st.integers(1, 99), maybe, st.none() | st.floats(0, 1e6), pairs,
        st.none() | st.floats(0, 1e6), pairs,
    )  # fmt: skip
    blocks = draw(st.lists(block, min_size=1, max_size=5))
    at = st.integers(0, len(blocks) - 1)
    section = st.builds(Section, texts, st.integers(0, 4), at, maybe, st.none(), maybe)
    sections = draw(st.lists(section, max_size=3))
    speakers = draw(
        st.lists(st.builds(Speaker, texts, texts, st.sampled_from(ROLES), maybe, maybe), max_size=3)
    )
    of = lambda items: st.none() | st.integers(0, len(items) - 1) if items else st.none()  # noqa: E731
    turn = st.builds(
        Turn, st.sampled_from(KINDS), at, at, of(speakers), maybe, maybe, maybe, of(sections), st.booleans()
    )
    turns = draw(st.lists(turn, max_size=4))
    position = st.builds(Position, at, st.integers(0, 20))
    exchanges: list[Exchange] = []
    if turns:
        passage = st.builds(
            Passage, st.integers(0, len(turns) - 1), st.builds(Span, position, position), st.booleans(), texts
        )
        some = st.lists(passage, max_size=3).map(tuple)
        exchanges = draw(st.lists(st.builds(Exchange, texts, maybe, of(sections), some, some), max_size=4))
    links = draw(st.lists(st.builds(Link, texts, maybe, st.none() | at), max_size=2))
    notices = draw(st.lists(st.builds(Notice, texts, texts, st.none() | st.integers(1, 9)), max_size=2))
    meta = draw(st.builds(Metadata, maybe, maybe, maybe, maybe, maybe, maybe, maybe, maybe, maybe))
    values = {
        "source": Source(draw(texts)), "format": draw(texts), "blocks": tuple(blocks), "profile": draw(maybe),
        "confidence": draw(st.floats(0, 1)), "why": draw(texts), "meta": meta, "sections": tuple(sections),
        "speakers": tuple(speakers), "turns": tuple(turns), "exchanges": tuple(exchanges),
        "stretches": tuple(draw(st.lists(texts, max_size=2))), "links": tuple(links),
        "notices": tuple(notices),
    }  # fmt: skip
    assert values.keys() == set(Transcript._fields), "a field the cache would lose"
    return Transcript(**values)


@given(transcripts())
def test_what_is_packed_comes_back(transcript: Transcript) -> None:
    again = unpack(pack(transcript))
    assert again == transcript
    assert transcript == again
    assert hash(again.blocks) == hash(transcript.blocks)
    assert tuple(again.turns) == transcript.turns
    assert again.exchanges[:2] == transcript.exchanges[:2]
    assert again.blocks[-1] == transcript.blocks[-1]
    assert pack(again) == pack(transcript)


@given(transcripts(), st.data())
def test_what_is_not_right_is_refused_or_a_sound_transcript(
    transcript: Transcript, data: st.DataObject
) -> None:
    head, _newline, rest = pack(transcript).partition(b"\n")
    packed = json.loads(head)
    table = packed[data.draw(st.sampled_from([name for name in packed if isinstance(packed[name], dict)]))]
    name = data.draw(st.sampled_from(sorted(table)))
    table[name] = data.draw(
        st.sampled_from(
            [None, 3, "x", [], [None], ["x", "y"], [-1, 99], [[1, 2]], {"a": 1}]
            + [{"numbers": [0, size]} for size in (0, 4, 8, 1 << 40)]
            + [{"values": [1, "x"], "codes": [0, 2], "of": code} for code in "BHQ"]
            + [{"text": [0, 4], "ends": [0, 4]}]
        )
    )
    try:
        found = unpack(json.dumps(packed).encode() + b"\n" + rest)
    except ValueError:
        return
    assert_sound(found)


@given(transcripts(), st.integers(0, 1 << 16), st.integers(1, 255))
def test_a_wrong_byte_is_refused_or_a_sound_transcript(transcript: Transcript, at: int, flip: int) -> None:
    packed = bytearray(pack(transcript))
    packed[at % len(packed)] ^= flip
    try:
        found = unpack(bytes(packed))
    except ValueError:
        return
    assert_sound(found)


def assert_sound(found: Transcript) -> None:
    """All that points somewhere does."""
    for block in found.blocks:
        assert isinstance(block.text, str)
    for turn in found.turns:
        assert 0 <= turn.start <= len(found.blocks)
        assert turn.speaker is None or found.speakers[turn.speaker]
    for exchange in found.exchanges:
        for passage in (*exchange.questions, *exchange.answers):
            assert found.turns[passage.turn]
            assert found.blocks[passage.span.start.block]


@given(st.binary(max_size=60))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(data)


def entries() -> list[Path]:
    return sorted((cache_dir() / "transcripts").glob("*.*"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A transcript old enough for its modification time to be trusted."""
    path = tmp_path / "防災.txt"
    path.write_text(PAGE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def test_the_second_time_comes_from_the_cache(page: Path) -> None:
    first = load(page, "防災.txt")
    assert [entry.suffix for entry in entries()] == [".body", ".head"]
    assert load(page, "防災.txt") == first
    assert type(load(page, "防災.txt").blocks) is not type(first.blocks)


def test_a_changed_file_is_read_anew_even_when_size_and_time_are_the_same(page: Path) -> None:
    before = load(page, "防災.txt")
    page.write_text(PAGE.replace("二十三", "二十四"))
    os.utime(page, (1_700_000_000, 1_700_000_000))
    after = load(page, "防災.txt")
    assert after.source.sha256 != before.source.sha256
    assert any("二十四" in block.text for block in after.blocks)


def test_a_file_touched_but_not_changed_is_not_parsed_again(page: Path) -> None:
    load(page, "防災.txt")
    os.utime(page, (1_700_000_900, 1_700_000_900))
    assert type(load(page, "防災.txt").blocks).__name__ == "Made"


def test_the_same_file_under_another_id_is_another_transcript(page: Path) -> None:
    assert load(page, "防災.txt").id == "防災.txt"
    assert load(page, "x/防災.txt").id == "x/防災.txt"


@pytest.mark.parametrize(
    "spoil", [b"", b"{", b"null", b"[1,2]", b"\xff" * 40, b'{"made": 1, "state": [], "seen": 0}']
)
@pytest.mark.parametrize("ending", [".head", ".body"])
def test_a_spoilt_cache_is_parsed_again(spoil: bytes, ending: str, page: Path) -> None:
    first = load(page, "防災.txt")
    for entry in entries():
        if entry.suffix == ending:
            entry.write_bytes(spoil)
    assert load(page, "防災.txt") == first
    assert glance(page, "防災.txt").exchanges == len(first.exchanges)


def test_a_cache_that_others_may_write_is_not_used(page: Path) -> None:
    folder = cache_dir() / "transcripts"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    load(page, "防災.txt")
    assert entries() == []


def test_the_cache_is_its_owners_alone(page: Path) -> None:
    load(page, "防災.txt")
    assert (cache_dir() / "transcripts").stat().st_mode & 0o777 == 0o700


def test_no_place_for_a_cache_is_no_trouble(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("QA_READER_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert load(page, "防災.txt").exchanges


def test_a_glance_tells_transcripts_from_other_files(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "読んで.txt"
    other.write_text("買い物の覚え書き。\n牛乳、卵。\n")
    seen = glance(page, "防災.txt")
    assert (seen.claimed, seen.exchanges) == (True, 1)
    assert not glance(other, "読んで.txt").claimed
    assert glance(page, "防災.txt") == seen
    assert glance(other, "読んで.txt") == glance(other, "読んで.txt")._replace(claimed=False)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    empty, pipe = tmp_path / "空.txt", tmp_path / "管.txt"
    empty.touch()
    os.mkfifo(pipe)
    for _time in range(2):
        with pytest.raises(Unreadable) as unreadable:
            load(empty, "空.txt")
        assert unreadable.value.reason == "empty"
        assert glance(empty, "空.txt").reason == "empty"
    with pytest.raises(Unreadable):
        load(pipe, "管.txt")
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "無い.txt", "無い.txt")
    assert glance(tmp_path / "無い.txt", "無い.txt").reason == "unreadable"


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "巨大.txt"
    with huge.open("wb") as file:
        file.truncate(600 * 1024 * 1024)
    with pytest.raises(Unreadable) as unreadable:
        load(huge, "巨大.txt")
    assert unreadable.value.reason == "too-large"
