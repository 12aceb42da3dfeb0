"""What `append` promises: on disk when it returns, in one's own files, seen by every reader."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from store_samples import TRANSCRIPT, notes, say

from qa_reader.annotation.records import revised, uuid7
from qa_reader.store.layout import Writer
from qa_reader.store.store import Store, StoreError


def test_nothing_appears_before_the_first_change(store: Store, annotations: Path) -> None:
    kept = store.read(TRANSCRIPT)
    assert (kept.revisions, kept.problems, kept.readonly) == ((), (), False)
    assert store.signature(TRANSCRIPT) == ()
    assert store.transcripts() == []
    assert not annotations.exists()


def test_what_was_said_is_read_by_this_and_by_every_other_store(store: Store, annotations: Path) -> None:
    first, second = (
        say("一つ目"),
        say("二つ目", anchor={"first": {"block": 3}}, data={"n": [1, 2]}, flag=True),
    )
    store.append({TRANSCRIPT: [first, second]})
    assert store.read(TRANSCRIPT).revisions == (first, second)
    assert Store(annotations).read(TRANSCRIPT).revisions == (first, second)


def test_a_change_adds_lines_and_edits_none(store: Store, own_file) -> None:
    first = say("初め")
    store.append({TRANSCRIPT: [first]})
    before = own_file().read_text().splitlines()
    store.append({TRANSCRIPT: [revised(first, uuid7(), "佐藤", note="後")]})
    after = own_file().read_text().splitlines()
    bare = [line.lstrip(",") for line in after]
    assert len(after) == len(before) + 1
    assert all(line.lstrip(",") in bare for line in before)


def test_the_whole_workspace_has_its_own_folder(store: Store, annotations: Path) -> None:
    store.append({"": [say("全体", transcript="")]})
    assert notes(store, "") == ["全体"]
    assert (annotations / ".workspace").is_dir()
    assert store.transcripts() == []


def test_one_change_may_speak_of_several_transcripts(store: Store) -> None:
    store.append({"a.txt": [say("a", transcript="a.txt")], "b.txt": [say("b", transcript="b.txt")]})
    assert notes(store, "a.txt") == ["a"]
    assert notes(store, "b.txt") == ["b"]
    assert store.transcripts() == ["a.txt", "b.txt"]


def test_the_same_revisions_again_add_nothing(store: Store, own_file) -> None:
    said = [say("一度"), say("だけ")]
    store.append({TRANSCRIPT: said})
    before = own_file().read_bytes()
    store.append({TRANSCRIPT: said})
    assert own_file().read_bytes() == before
    assert notes(store) == ["一度", "だけ"]


def test_a_full_file_is_followed_by_another(annotations: Path) -> None:
    store = Store(annotations, Writer("佐藤", "0a1b2c"), limit=10)
    for number in range(23):
        store.append({TRANSCRIPT: [say(f"{number}")]})
    names = sorted(path.name for path in annotations.glob("*/*.json"))
    assert names == ["佐藤-0a1b2c.2.json", "佐藤-0a1b2c.3.json", "佐藤-0a1b2c.json"]
    assert notes(Store(annotations)) == [f"{number}" for number in range(23)]
    again = Store(annotations, Writer("佐藤", "0a1b2c"), limit=10)
    again.append({TRANSCRIPT: [say("次")]})
    assert len(list(annotations.glob("*/*.json"))) == 3


def test_a_change_that_fits_one_file_is_not_spread_over_two(annotations: Path) -> None:
    store = Store(annotations, Writer("佐藤", "0a1b2c"), limit=10)
    store.append({TRANSCRIPT: [say(f"前{n}") for n in range(7)]})
    store.append({TRANSCRIPT: [say(f"後{n}") for n in range(8)]})
    texts = [path.read_text() for path in annotations.glob("*/*.json")]
    assert sorted(text.count("後") for text in texts) == [0, 8]


def test_a_change_larger_than_a_file_goes_into_several(annotations: Path) -> None:
    store = Store(annotations, Writer("佐藤", "0a1b2c"), limit=10)
    store.append({TRANSCRIPT: [say(f"{n:02}") for n in range(35)]})
    assert notes(store) == notes(Store(annotations)) == [f"{n:02}" for n in range(35)]


def test_who_wrote_stands_in_full_in_the_header(annotations: Path) -> None:
    name = "間/ひとみ: 区議会 <a&b>."
    Store(annotations, Writer(name, "0a1b2c")).append({TRANSCRIPT: [say()]})
    (path,) = annotations.glob("*/*.json")
    header = json.loads(path.read_bytes())["_default"]["0"]
    assert header == {
        "kind": "header", "schema": 1, "transcript": TRANSCRIPT, "annotator": name, "device": "0a1b2c",
    }  # fmt: skip
    assert path.name == "間--ひとみ_ 区議会 _a&b_-0a1b2c.json"


def test_a_reader_sees_what_another_program_writes(store: Store, other: Store) -> None:
    store.append({TRANSCRIPT: [say("佐藤")]})
    signature, kept = store.signature(TRANSCRIPT), store.read(TRANSCRIPT)
    assert store.read(TRANSCRIPT) is kept
    other.append({TRANSCRIPT: [say("鈴木")]})
    assert store.signature(TRANSCRIPT) != signature
    assert notes(store) == ["佐藤", "鈴木"]


def test_without_an_annotator_nothing_is_written(annotations: Path) -> None:
    with pytest.raises(StoreError) as refused:
        Store(annotations).append({TRANSCRIPT: [say()]})
    assert refused.value.reason == "annotator"
    assert not annotations.exists()


def test_lone_surrogates_come_back_as_they_were(store: Store, annotations: Path) -> None:
    name = "壊れた\udcff名.txt"
    said = say("半分 \ud83d だけ", transcript=name)
    store.append({name: [said]})
    assert Store(annotations).read(name).revisions == (said,)
    assert store.transcripts() == [name]


def test_fields_of_a_later_program_are_kept(store: Store, annotations: Path) -> None:
    said = say("先の版", extra={"certainty": 0.5, "links": [{"to": "x"}]})
    store.append({TRANSCRIPT: [said]})
    store.append({TRANSCRIPT: [say("今の版")]})
    assert Store(annotations).read(TRANSCRIPT).revisions[0] == said


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_read_and_says_so(store: Store, annotations: Path) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    folder = next(annotations.glob("令和*"))
    folder.chmod(0o500)
    try:
        fresh = Store(annotations, Writer("佐藤", "0a1b2c"))
        assert notes(fresh) == ["前"]
        assert fresh.read(TRANSCRIPT).readonly
        with pytest.raises(StoreError) as refused:
            fresh.append({TRANSCRIPT: [say("後")]})
        assert refused.value.reason == "readonly"
        assert "\n" not in str(refused.value)
    finally:
        folder.chmod(0o700)


def test_a_workspace_that_vanished_is_not_made_up(tmp_path: Path) -> None:
    store = Store(tmp_path / "gone" / "annotations", Writer("佐藤", "0a1b2c"))
    with pytest.raises(StoreError) as refused:
        store.append({TRANSCRIPT: [say()]})
    assert refused.value.reason == "gone"
    assert not (tmp_path / "gone").exists()


def test_someone_elses_lock_is_waited_for_and_then_told(store: Store, annotations: Path) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    holding = (
        "import sys; from filelock import FileLock; lock = FileLock(sys.argv[1]); lock.acquire();"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(annotations / ".lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdout.readline()
        hurried = Store(annotations, Writer("佐藤", "0a1b2c"), patience=0.05)
        with pytest.raises(StoreError) as refused:
            hurried.append({TRANSCRIPT: [say("後")]})
        assert refused.value.reason == "locked"
        assert notes(hurried) == ["前"]
        holder.stdin.close()
        holder.wait()
        hurried.append({TRANSCRIPT: [say("後")]})
        assert notes(store) == ["前", "後"]


def test_a_change_refused_for_one_transcript_is_in_none(store: Store, annotations: Path) -> None:
    store.append({"a.txt": [say("前", transcript="a.txt")], "b.txt": [say("前", transcript="b.txt")]})
    target = next(annotations.glob("b.txt-*/*.json"))
    data = json.loads(target.read_bytes())
    data["_default"]["0"]["schema"] = 99
    target.write_text(json.dumps(data))
    with pytest.raises(StoreError) as refused:
        store.append({"a.txt": [say("後", transcript="a.txt")], "b.txt": [say("後", transcript="b.txt")]})
    assert refused.value.reason == "newer"
    assert notes(store, "a.txt") == ["前"]
    assert not list(annotations.rglob("*.tmp"))
