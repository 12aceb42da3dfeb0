"""Files that other tools change while a program has them open, and files that were damaged."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from store_samples import TRANSCRIPT, notes, say

from qa_reader.store import layout
from qa_reader.store.layout import Writer
from qa_reader.store.store import Store, StoreError

Own = Callable[[], Path]


def document(note: str) -> tuple[str, dict[str, object]]:
    """A line as another tool would put it there."""
    from qa_reader.annotation.records import to_document

    revision = say(note)
    return str(revision.doc), to_document(revision)


def add_outside(path: Path, note: str, *, in_place: bool) -> None:
    data = json.loads(path.read_bytes())
    doc, made = document(note)
    data["_default"][doc] = made
    text = json.dumps(data, ensure_ascii=False)
    if in_place:
        path.write_text(text)
    else:
        aside = path.with_suffix(".swp")
        aside.write_text(text)
        os.replace(aside, path)


@pytest.mark.parametrize("in_place", [True, False])
def test_a_line_added_by_a_tool_is_merged(store: Store, own_file: Own, in_place: bool) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    add_outside(own_file(), "外", in_place=in_place)
    store.append({TRANSCRIPT: [say("後")]})
    assert sorted(notes(store)) == sorted(["前", "外", "後"])


def test_an_older_version_put_back_is_merged_with_what_it_lacks(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    older = own_file().read_bytes()
    store.append({TRANSCRIPT: [say("消えた")]})
    aside = own_file().with_suffix(".swp")
    aside.write_bytes(older)
    os.replace(aside, own_file())
    kept = store.read(TRANSCRIPT)
    assert [revision.note for revision in kept.revisions] == ["前", "消えた"]
    assert [problem.kind for problem in kept.problems] == ["restored"]
    store.append({TRANSCRIPT: [say("後")]})
    assert "消えた" in own_file().read_text()
    assert store.read(TRANSCRIPT).problems == ()


def test_a_removed_file_is_read_from_history_until_it_is_back(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    path = own_file()
    path.unlink()
    kept = store.read(TRANSCRIPT)
    assert [revision.note for revision in kept.revisions] == ["前"]
    assert [problem.kind for problem in kept.problems] == ["missing"]
    store.append({TRANSCRIPT: [say("後")]})
    assert "前" in path.read_text()
    assert store.read(TRANSCRIPT).problems == ()


def test_a_change_of_the_same_size_and_time_is_noticed(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("aaaa")]})
    assert notes(store) == ["aaaa"]
    path, state = own_file(), own_file().stat()
    aside = path.with_suffix(".swp")
    aside.write_bytes(path.read_bytes().replace(b"aaaa", b"bbbb"))
    os.utime(aside, ns=(state.st_atime_ns, state.st_mtime_ns))
    os.replace(aside, path)
    assert notes(store) == ["bbbb"]


def test_conflict_copies_merge_by_themselves(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("共通")]})
    path = own_file()
    copy = path.with_name(f"{path.stem} (conflicted copy 2026-11-23).json")
    shutil.copy(path, copy)
    add_outside(copy, "写しだけ", in_place=True)
    store.append({TRANSCRIPT: [say("元だけ")]})
    assert sorted(notes(store)) == sorted(["共通", "写しだけ", "元だけ"])
    assert "写しだけ" not in path.read_text()


def test_a_folder_that_a_tool_doubled_is_read_too(store: Store, annotations: Path, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("元")]})
    folder = own_file().parent
    double = folder.with_name(f"写し-{folder.name[-10:]}")
    shutil.copytree(folder, double, ignore=shutil.ignore_patterns(".history"))
    add_outside(double / own_file().name, "写しだけ", in_place=True)
    fresh = Store(annotations)
    assert sorted(notes(fresh)) == sorted(["元", "写しだけ"])
    assert fresh.transcripts() == [TRANSCRIPT]


def test_one_line_in_two_versions_is_kept_twice(store: Store, own_file: Own, annotations: Path) -> None:
    store.append({TRANSCRIPT: [say("元の語")]})
    copy = own_file().with_name("写し.json")
    copy.write_text(own_file().read_text().replace("元の語", "別の語"))
    kept = Store(annotations).read(TRANSCRIPT)
    assert sorted(revision.note for revision in kept.revisions) == sorted(["元の語", "別の語"])
    assert len({revision.doc for revision in kept.revisions}) == 2
    assert Store(annotations).read(TRANSCRIPT).revisions == kept.revisions


def test_a_write_in_place_at_the_worst_moment_is_merged_back(
    store: Store, own_file: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    path, replace, notes_outside = own_file(), os.replace, ["外"]

    def after_the_last_look(source: str, target: str) -> None:
        if Path(target) == path and notes_outside:
            add_outside(path, notes_outside.pop(), in_place=True)
        replace(source, target)

    monkeypatch.setattr(os, "replace", after_the_last_look)
    store.append({TRANSCRIPT: [say("後")]})
    assert sorted(notes(store)) == sorted(["前", "外", "後"])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda data: data[: len(data) // 2],
    "one byte short": lambda data: data.rstrip()[:-1],
    "empty": lambda data: b"",
    "zeros": lambda data: b"\0" * len(data),
    "zeros behind": lambda data: data[: len(data) // 2] + b"\0" * (len(data) - len(data) // 2),
    "a byte of another encoding": lambda data: data.replace("三".encode(), b"\xff\xfe"),
    "shift_jis": lambda data: data.decode().encode("cp932", "replace"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "doubled": lambda data: data.rstrip() + data,
    "a broken brace": lambda data: data.replace(b"{", b"k", 1),
    "a list": lambda data: b"[" + data + b"]",
    "null": lambda data: b"null",
    "no documents": lambda data: data.replace(b'{"annotator"', b'[1], "9": {"annotator"', 1),
    "an error page": lambda data: b"<!doctype html><title>503</title>",
    "git's marks": lambda data: (
        b"<<<<<<< HEAD\n" + data + b"=======\n" + data.replace("三".encode(), b"3") + b">>>>>>> theirs\n"
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_loses_nothing_and_overwrites_nothing(
    damage: Callable[[bytes], bytes], store: Store, own_file: Own, annotations: Path
) -> None:
    said = [say(note) for note in ("一", "二", "三", "四")]
    store.append({TRANSCRIPT: said})
    path, bad = own_file(), damage(own_file().read_bytes())
    path.unlink()
    path.write_bytes(bad)
    fresh = Store(annotations, Writer("佐藤", "0a1b2c"))
    kept = fresh.read(TRANSCRIPT)
    assert {revision.doc for revision in said} <= {revision.doc for revision in kept.revisions}
    assert {"一", "二", "四"} <= {revision.note for revision in kept.revisions}
    assert [problem.kind for problem in kept.problems] == ["damaged"]
    assert path.read_bytes() == bad
    fresh.append({TRANSCRIPT: [say("五")]})
    assert "五" in notes(fresh)
    assert {"一", "二", "四"} <= set(notes(fresh))
    assert [aside.read_bytes() for aside in path.parent.glob(".quarantine/*.damaged")] == [bad]


@pytest.mark.parametrize("name", ["half", "utf-16", "doubled", "byte order mark", "git's marks"])
def test_what_history_does_not_know_is_salvaged(name: str, store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("一"), say("二"), say("三")]})
    path = own_file()
    theirs = path.with_name("鈴木-d4e5f6.json")
    theirs.write_bytes(DAMAGES[name](path.read_bytes()))
    shutil.rmtree(path.parent / ".history")
    path.unlink()
    found = set(notes(store))
    assert found >= ({"一"} & found if name == "half" else {"一", "二"})
    assert found


def test_line_ends_of_another_system_are_no_damage(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("一\n二")]})
    own_file().write_bytes(own_file().read_bytes().replace(b"\n", b"\r\n"))
    store.append({TRANSCRIPT: [say("三")]})
    assert notes(store) == ["一\n二", "三"]
    assert store.read(TRANSCRIPT).problems == ()


def test_a_later_programs_file_is_read_and_never_rewritten(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    data = json.loads(own_file().read_bytes())
    data["_default"]["0"]["schema"] = 2
    data["_default"]["77"] = {"kind": "something new"}
    own_file().write_text(json.dumps(data))
    before = own_file().read_bytes()
    kept = store.read(TRANSCRIPT)
    assert [revision.note for revision in kept.revisions] == ["前"]
    assert kept.readonly
    assert [problem.kind for problem in kept.problems] == ["newer"]
    with pytest.raises(StoreError) as refused:
        store.append({TRANSCRIPT: [say("後")]})
    assert refused.value.reason == "newer"
    assert own_file().read_bytes() == before


def test_another_writers_later_file_does_not_stop_ones_own(
    store: Store, other: Store, annotations: Path
) -> None:
    other.append({TRANSCRIPT: [say("鈴木")]})
    (theirs,) = annotations.glob("*/鈴木*.json")
    data = json.loads(theirs.read_bytes())
    data["_default"]["0"]["schema"] = 2
    theirs.write_text(json.dumps(data))
    store.append({TRANSCRIPT: [say("佐藤")]})
    assert sorted(notes(store)) == sorted(["鈴木", "佐藤"])
    assert not store.read(TRANSCRIPT).readonly


def test_what_is_no_record_is_told_and_left(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    data = json.loads(own_file().read_bytes())
    data["_default"]["5"] = {"kind": "annotation", "note": "id がない"}
    own_file().write_text(json.dumps(data))
    kept = store.read(TRANSCRIPT)
    assert [problem.kind for problem in kept.problems] == ["record"]
    store.append({TRANSCRIPT: [say("後")]})
    assert json.loads(own_file().read_bytes())["_default"]["5"] == data["_default"]["5"]


def test_a_file_too_large_is_told_and_not_read(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    large = own_file().with_name("巨大.json")
    with large.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    kept = store.read(TRANSCRIPT)
    assert [revision.note for revision in kept.revisions] == ["前"]
    assert [problem.kind for problem in kept.problems] == ["large"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("transcript", [TRANSCRIPT, ""])
def test_a_link_in_a_folders_place_leads_nowhere(
    store: Store, annotations: Path, tmp_path: Path, transcript: str
) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "settings.json").write_text('{"a": 1}')
    annotations.mkdir(exist_ok=True)
    link = annotations / layout.folder(transcript)
    link.symlink_to(victim)
    assert store.read(transcript).problems == ()
    with pytest.raises(StoreError, match="may not be written"):
        store.append({transcript: [say("x")]})
    assert store.repair() == []
    assert [problem.path for problem in store.check()] == [link]
    assert [file.name for file in victim.iterdir()] == ["settings.json"]
    assert (victim / "settings.json").read_text() == '{"a": 1}'


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("inner", [False, True])
def test_a_history_that_is_a_link_is_neither_read_nor_written(
    store: Store, own_file: Own, annotations: Path, tmp_path: Path, inner: bool
) -> None:
    store.append({TRANSCRIPT: [say("一")]})
    history = own_file().parent / ".history"
    place = history / own_file().name if inner else history
    victim = tmp_path / "victim"
    shutil.copytree(_forged(place, tmp_path), victim)
    _emptied(place).symlink_to(victim)
    before = sorted((path, path.read_bytes()) for path in victim.rglob("*") if path.is_file())
    fresh = Store(annotations, Writer("佐藤", "0a1b2c"))
    fresh.append({TRANSCRIPT: [say("二")]})
    assert notes(fresh) == notes(Store(annotations)) == ["一", "二"]
    assert [problem.path for problem in fresh.check()] == [place]
    fresh.repair()
    assert sorted((path, path.read_bytes()) for path in victim.rglob("*") if path.is_file()) == before


def _forged(place: Path, tmp_path: Path) -> Path:
    """A copy of a history in which the generations say something that nobody said."""
    made = tmp_path / "forged"
    shutil.copytree(place, made)
    for path in made.rglob("~*"):
        key, made_up = document("偽")
        path.write_text(json.dumps({"_default": {"0": {"kind": "header", "schema": 1}, key: made_up}}))
    return made


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_generation_that_is_a_link_is_not_believed(store: Store, own_file: Own, tmp_path: Path) -> None:
    store.append({TRANSCRIPT: [say("一")]})
    last = own_file().parent / ".history" / own_file().name / "~b-last"
    key, document_ = document("偽")
    victim = tmp_path / "victim.json"
    victim.write_text(json.dumps({"_default": {"0": {"kind": "header", "schema": 1}, key: document_}}))
    last.unlink()
    last.symlink_to(victim)
    assert notes(Store(store.annotations)) == ["一"]
    store.append({TRANSCRIPT: [say("二")]})
    assert notes(Store(store.annotations)) == ["一", "二"]
    assert "偽" in json.loads(victim.read_text())["_default"][key]["note"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_nothing_is_put_aside_through_a_link(store: Store, own_file: Own, tmp_path: Path) -> None:
    store.append({TRANSCRIPT: [say("一")]})
    bad = own_file().read_bytes()[:-4]
    own_file().unlink()
    path = max(store.annotations.glob("*/.history")).parent / "佐藤-0a1b2c.json"
    path.write_bytes(bad)
    victim = tmp_path / "victim"
    victim.mkdir()
    (path.parent / ".quarantine").symlink_to(victim)
    with pytest.raises(StoreError, match="may not be written"):
        store.append({TRANSCRIPT: [say("二")]})
    assert path.read_bytes() == bad
    assert list(victim.iterdir()) == []
