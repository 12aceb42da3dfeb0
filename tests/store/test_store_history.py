"""Earlier generations of a file, thinned with time, and the folder looked over and mended."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import TRANSCRIPT, notes, say

from qa_reader.store import history
from qa_reader.store.layout import Writer
from qa_reader.store.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def stamps(ages: list[timedelta]) -> list[str]:
    return sorted({(NOW - age).strftime("%Y%m%dT%H%M%SZ") for age in ages})


@given(st.lists(st.integers(0, 60 * 24 * 400).map(lambda minutes: timedelta(minutes=minutes)), max_size=60))
def test_thinning_keeps_the_newest_and_few(ages: list[timedelta]) -> None:
    kept = stamps(ages)
    left = set(kept) - set(history.superfluous(kept, NOW))
    assert len(left) <= 14
    within_days = [name for name in kept if name > stamps([timedelta(days=6)])[0]]
    if within_days:
        assert within_days[-1] in left
    again = sorted(left)
    assert history.superfluous(again, NOW) == []


def test_thinning_goes_by_minutes_hours_and_days() -> None:
    kept = stamps([timedelta(minutes=minutes) for minutes in range(60 * 24 * 8)])
    left = sorted(set(kept) - set(history.superfluous(kept, NOW)), reverse=True)
    ages = [NOW - datetime.strptime(name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for name in left]
    minute, hour, day = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
    assert ages == [
        *(n * minute for n in range(4)),
        *(n * hour for n in range(1, 4)),
        *(n * day for n in range(1, 6)),
    ]


def test_the_last_two_generations_are_kept_without_copying(store: Store, own_file) -> None:
    store.append({TRANSCRIPT: [say("一")]})
    first = own_file().read_bytes()
    store.append({TRANSCRIPT: [say("二")]})
    assert Path(history.previous(own_file())).read_bytes() == first
    assert os.path.samefile(history.last(own_file()), own_file())


def test_a_file_system_without_hard_links_gets_copies(
    store: Store, own_file, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(1, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    store.append({TRANSCRIPT: [say("一")]})
    store.append({TRANSCRIPT: [say("二")]})
    own_file().unlink()
    assert notes(store) == ["一", "二"]


def test_a_history_that_cannot_be_written_stops_no_save(store: Store, own_file) -> None:
    store.append({TRANSCRIPT: [say("一")]})
    shutil.rmtree(own_file().parent / ".history")
    (own_file().parent / ".history").write_text("a file where the folder should be")
    store.append({TRANSCRIPT: [say("二")]})
    assert notes(store) == ["一", "二"]


def test_what_a_killed_program_left_half_written_is_swept_away(
    store: Store, own_file, annotations: Path
) -> None:
    store.append({TRANSCRIPT: [say("一")]})
    mine, theirs = (
        own_file().with_name(".佐藤-0a1b2c.json.12345678.tmp"),
        own_file().with_name(".x-d4e5f6.json.1.tmp"),
    )
    mine.write_text("{"), theirs.write_text("{")
    Store(annotations, Writer("佐藤", "0a1b2c")).append({TRANSCRIPT: [say("二")]})
    assert not mine.exists()
    assert theirs.exists()


def test_a_sound_folder_has_no_problems(store: Store, other: Store) -> None:
    store.append({TRANSCRIPT: [say()], "": [say()]})
    other.append({TRANSCRIPT: [say()], "b.txt": [say()]})
    assert store.check() == []
    assert store.repair() == []


def test_check_finds_and_repair_mends(store: Store, other: Store, own_file, annotations: Path) -> None:
    store.append({TRANSCRIPT: [say("佐藤")], "b.txt": [say("b")]})
    other.append({TRANSCRIPT: [say("鈴木")]})
    own_file().unlink()
    (theirs,) = annotations.glob("*/鈴木*.json")
    bad = theirs.read_bytes()[:-4]
    theirs.unlink()
    theirs.write_bytes(bad)
    (annotations / "stray.json").write_text("{}")
    assert {problem.kind for problem in store.check()} == {"missing", "damaged", "folder"}
    assert {problem.kind for problem in store.repair()} == {"missing", "damaged"}
    assert {problem.kind for problem in store.check()} == {"folder", "aside"}
    assert sorted(notes(Store(annotations))) == sorted(["佐藤", "鈴木"])
    assert json.loads(theirs.read_bytes())
    assert [path.read_bytes() for path in theirs.parent.glob(".quarantine/*")] == [bad]


def test_a_folder_whose_transcript_nobody_knows_is_told(store: Store, annotations: Path) -> None:
    (annotations / "誰かの-0123456789").mkdir(parents=True)
    (annotations / "誰かの-0123456789" / "a.json").write_text('{"_default": {}}')
    assert [problem.kind for problem in store.check()] == ["folder"]


def test_a_file_without_a_header_is_found_by_what_it_speaks_of(
    store: Store, own_file, annotations: Path
) -> None:
    store.append({TRANSCRIPT: [say("一")]})
    data = json.loads(own_file().read_bytes())
    del data["_default"]["0"]
    path = own_file()
    shutil.rmtree(path.parent / ".history")
    path.write_text(json.dumps(data))
    assert Store(annotations).transcripts() == [TRANSCRIPT]
    assert Store(annotations).check() == []
