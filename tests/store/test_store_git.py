"""Two clones annotate the same transcript: git merges them by itself, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from store_samples import TRANSCRIPT, say

from qa_reader.annotation.records import newest, revised, uuid7
from qa_reader.store.layout import Writer
from qa_reader.store.store import Store

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")

SATO, SUZUKI = Writer("佐藤", "0a1b2c"), Writer("鈴木", "d4e5f6")
SATO_ELSEWHERE = Writer("佐藤", "778899")


class Situation(NamedTuple):
    """How many annotations both had, how many changes each made since, and who they are."""

    base: int
    changes: int
    writers: tuple[Writer, Writer] = (SATO, SUZUKI)


SITUATIONS = {
    "50 there, 1 + 1": Situation(50, 1),
    "50 there, 5 + 5": Situation(50, 5),
    "50 there, 20 + 20": Situation(50, 20),
    "1000 there, 20 + 20": Situation(1000, 20),
    "none there, 5 + 5": Situation(0, 5),
    "one person, two machines, 5 + 5": Situation(50, 5, (SATO, SATO_ELSEWHERE)),
    "a copied state folder: one name for both, 5 + 5": Situation(50, 5, (SATO, SATO)),
}


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    identity = {
        f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )


def committed(folder: Path) -> None:
    assert git(folder, "add", "-A").returncode == 0
    assert git(folder, "commit", "-q", "--allow-empty", "-m", "x").returncode == 0


def change(store: Store, chance: random.Random) -> None:
    """One change: 70 % new, 20 % edits of one's own, 5 % tags on another's, 5 % deletions."""
    assert store.writer is not None
    who, kind = store.writer.annotator, chance.random()
    standing = [r for r in newest(store.read(TRANSCRIPT).revisions).values() if not r.deleted]
    own = [r for r in standing if r.annotator == who]
    others = [r for r in standing if r.annotator != who]
    if kind < 0.7 or not standing:
        made = say(f"{chance.random()}", annotator=who)
    elif kind < 0.9:
        made = revised(chance.choice(own or standing), uuid7(), who, note=f"{chance.random()}")
    elif kind < 0.95:
        made = revised(chance.choice(others or standing), uuid7(), who, codes=("hedged", "promise"))
    else:
        made = revised(chance.choice(own or standing), uuid7(), who, deleted=True)
    store.append({TRANSCRIPT: [made]})


def kept(folder: Path) -> set[tuple[int, str]]:
    """Every revision as its document id and a hash of all it says."""
    found = Store(folder / "annotations").read(TRANSCRIPT)
    assert found.problems == ()
    return {(revision.doc, revision.hash) for revision in found.revisions}


def merged_once(folder: Path, situation: Situation, seed: int) -> None:
    """Clone, change on both sides, merge; everything of both sides must be there."""
    here, there = folder / f"here{seed}", folder / f"there{seed}"
    shutil.copytree(folder / "base", here)
    shutil.copytree(folder / "base", there)
    for side, writer in zip((here, there), situation.writers, strict=True):
        chance = random.Random(f"{seed} {side.name}")
        store = Store(side / "annotations", writer)
        for _change in range(situation.changes):
            change(store, chance)
        committed(side)
    expected = kept(here) | kept(there)
    assert git(here, "fetch", "-q", str(there), "HEAD").returncode == 0
    merge = git(here, "merge", "-q", "-m", "both", "FETCH_HEAD")
    assert merge.returncode == 0, merge.stdout + merge.stderr
    assert kept(here) == expected
    shutil.rmtree(here)
    shutil.rmtree(there)


def prepared(folder: Path, situation: Situation) -> None:
    base = folder / "base"
    base.mkdir()
    assert git(base, "init", "-q").returncode == 0
    for writer in situation.writers:
        half = [say(f"{n}", annotator=writer.annotator) for n in range(situation.base // 2)]
        Store(base / "annotations", writer).append({TRANSCRIPT: half} if half else {})
    committed(base)


@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS)
def test_clones_merge_by_themselves(situation: Situation, tmp_path: Path) -> None:
    prepared(tmp_path, situation)
    for seed in range(2):
        merged_once(tmp_path, situation, seed)


@pytest.mark.full
@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS)
def test_clones_merge_by_themselves_a_hundred_times(situation: Situation, tmp_path: Path) -> None:
    prepared(tmp_path, situation)
    for seed in range(100):
        merged_once(tmp_path, situation, seed)


def test_an_edit_on_both_sides_is_kept_from_both(tmp_path: Path) -> None:
    situation = Situation(2, 0)
    prepared(tmp_path, situation)
    here, there = tmp_path / "here", tmp_path / "there"
    shutil.copytree(tmp_path / "base", here)
    shutil.copytree(tmp_path / "base", there)
    for side, writer in zip((here, there), situation.writers, strict=True):
        store = Store(side / "annotations", writer)
        one = min(store.read(TRANSCRIPT).revisions, key=lambda revision: revision.order)
        store.append({TRANSCRIPT: [revised(one, uuid7(), writer.annotator, note=writer.annotator)]})
        committed(side)
    git(here, "fetch", "-q", str(there), "HEAD")
    assert git(here, "merge", "-q", "-m", "both", "FETCH_HEAD").returncode == 0
    revisions = Store(here / "annotations").read(TRANSCRIPT).revisions
    edits = [revision for revision in revisions if revision.rev == 2]
    assert {revision.note for revision in edits} == {"佐藤", "鈴木"}
    assert len({revision.base for revision in edits}) == 1


def test_a_pull_under_an_open_reader_is_seen(tmp_path: Path) -> None:
    situation = Situation(10, 0)
    prepared(tmp_path, situation)
    here, there = tmp_path / "here", tmp_path / "there"
    shutil.copytree(tmp_path / "base", here)
    shutil.copytree(tmp_path / "base", there)
    reader = Store(here / "annotations", SATO)
    before, signature = reader.read(TRANSCRIPT), reader.signature(TRANSCRIPT)
    Store(there / "annotations", SUZUKI).append({TRANSCRIPT: [say("届いた")]})
    committed(there)
    git(here, "fetch", "-q", str(there), "HEAD")
    assert git(here, "merge", "-q", "FETCH_HEAD").returncode == 0
    assert reader.signature(TRANSCRIPT) != signature
    assert len(reader.read(TRANSCRIPT).revisions) == len(before.revisions) + 1
