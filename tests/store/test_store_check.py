"""What `check` says of files that are not as they should be, and what a repair makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from store_samples import TRANSCRIPT, notes, say

from qa_reader.store import damage
from qa_reader.store.layout import Writer
from qa_reader.store.store import Store

Own = Callable[[], Path]
GOOD = b'{"_default": {\n"0": {"kind": "header"}\n,"5": {"note": "\xe6\xa9\x8b"}\n}}\n'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (GOOD[:30], "breaks off in line 2"),
        (GOOD + GOOD[-20:], "more stands behind its end, from line 5"),
        (b"\xef\xbb\xbf" + GOOD, "byte order mark"),
        (GOOD.decode().encode("utf-16"), "UTF-16"),
        (GOOD[:20] + b"\0" * 40, "NUL bytes, as after a power cut, from byte 20"),
        (GOOD.replace(b"\xe6", b"\xff"), "not UTF-8 in line 3"),
        (b"<<<<<<< HEAD\n" + GOOD + b"=======\n" + GOOD, "conflict marks stand in it, from line 1"),
        (b"null", "not in the form of annotations"),
        (b"<!doctype html>", "breaks off in line 1"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_where(data: bytes, words: str) -> None:
    assert words in damage.what(data)


def test_the_header_is_no_line_that_could_be_read(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("一"), say("二")]})
    path = own_file()
    bad = path.read_bytes()[:-4]
    path.unlink()
    path.write_bytes(bad)
    (problem,) = Store(store.annotations).check()
    assert "2 lines could be read" in problem.message
    (mended,) = store.repair()
    assert "whole again" in mended.message


NAMES = (
    "佐藤-0a1b2c (conflicted copy 2026-11-23).json",
    "佐藤-0a1b2c.sync-conflict-20261123-101502-ABCDEF7.json",
    "佐藤-0a1b2c 2.json",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_a_syncing_service_is_found_and_taken_in(
    store: Store, other: Store, own_file: Own, name: str
) -> None:
    store.append({TRANSCRIPT: [say("両方")]})
    other.append({TRANSCRIPT: [say("別人")]})
    elsewhere = own_file().read_bytes()
    store.append({TRANSCRIPT: [say("こちらだけ")]})
    data = json.loads(elsewhere)
    data["_default"]["77"] = {
        **next(d for k, d in data["_default"].items() if k != "0"),
        "note": "写しだけ",
        "id": "x",
    }
    copy = own_file().with_name(name)
    copy.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    fresh = Store(store.annotations, Writer("佐藤", "0a1b2c"))
    every = sorted(["両方", "別人", "こちらだけ", "写しだけ"])
    assert sorted(notes(fresh)) == every
    (problem,) = fresh.check()
    assert problem.kind == "copy"
    assert "1 line stands only in it" in problem.message
    (mended,) = fresh.repair()
    assert "part of 佐藤-0a1b2c.json now" in mended.message
    assert not copy.exists()
    assert sorted(notes(Store(store.annotations))) == every
    assert [p.read_text("utf-8") for p in copy.parent.glob(".quarantine/*")] == [
        json.dumps(data, ensure_ascii=False)
    ]
    assert [each.kind for each in fresh.check()] == ["aside"]


def test_a_copy_that_says_the_same_otherwise_loses_neither(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    text = own_file().read_text("utf-8").replace("前", "書き換え")
    own_file().with_name("佐藤-0a1b2c (1).json").write_text(text, "utf-8")
    store.repair()
    assert sorted(notes(Store(store.annotations))) == ["前", "書き換え"]


def test_a_damaged_copy_is_mended_first_and_a_stranger_is_left_alone(store: Store, own_file: Own) -> None:
    store.append({TRANSCRIPT: [say("前")]})
    own_file().with_name("手書き.json").write_bytes(own_file().read_bytes())
    own_file().with_name("佐藤-0a1b2c (1).json").write_bytes(own_file().read_bytes()[:-4])
    assert [problem.kind for problem in store.check()] == ["damaged"]
    assert [problem.kind for problem in store.repair()] == ["damaged", "copy"]
    fresh = Store(store.annotations)
    assert notes(fresh) == ["前"]
    assert [problem.kind for problem in fresh.check()] == ["aside"]
