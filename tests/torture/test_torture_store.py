"""The store among kills, full disks and failing calls: what was acknowledged is read by a fresh program.

`make test` runs each for a few rounds, `make torture` (marker `full`) for many.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from qa_reader.store.store import Store

TRANSCRIPT = "minutes.txt"
WRITER = Path(__file__).with_name("writer.py")

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
Line = tuple[int, str]
"""A revision as its document id and a hash of all it says."""


class Running:
    """A writer at work."""

    started: ClassVar[list[subprocess.Popen[bytes]]] = []

    def __init__(
        self,
        folder: Path,
        *arguments: object,
        before: tuple[str, ...] = (),
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            [*before, sys.executable, str(WRITER), str(folder), *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            preexec_fn=prepare,  # noqa: PLW1509  (this process has one thread)
            start_new_session=True,
        )
        self.started.append(self.process)
        assert self.process.stdout is not None
        self.said = self.process.stdout
        self.heard = b""

    def hear(self, lines: int) -> None:
        """Listen until so many lines were said, or the writer is gone."""
        for _line in range(lines):
            self.heard += self.said.readline()

    def kill(self) -> None:
        """SIGKILL, to the writer and what runs it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def account(self) -> Account:
        """Wait for the end; what it said it would do, did, and could not do."""
        self.heard += self.said.read()
        self.said.close()
        self.process.wait()
        return Account(self.heard)


@pytest.fixture(autouse=True)
def _none_left_behind() -> Iterator[None]:
    yield
    for process in Running.started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    Running.started.clear()


class Account:
    """What a writer said, in complete lines."""

    def __init__(self, heard: bytes) -> None:
        planned: dict[str, set[Line]] = {}
        self.acknowledged: set[Line] = set()
        self.refused: set[Line] = set()
        self.reasons: set[str] = set()
        for text in heard.split(b"\n")[:-1]:
            line = json.loads(text)
            if "will" in line:
                planned[line["will"]] = {(doc, digest) for doc, digest in line["revisions"]}
            elif "did" in line:
                self.acknowledged |= planned[line["did"]]
            else:
                self.refused |= planned[line["refused"]]
                self.reasons.add(line["reason"])
        self.planned = set().union(*planned.values())


def held(folder: Path, *accounts: Account) -> set[Line]:
    """What a fresh program reads, held against what the writers of that folder said."""
    for path in folder.glob("annotations/*/*.json"):
        tables = json.loads(path.read_bytes())
        assert all(int(doc) >= 0 for doc in tables["_default"]), path
    kept = Store(folder / "annotations").read(TRANSCRIPT)
    assert [problem.message for problem in kept.problems] == []
    lines = [(revision.doc, revision.hash) for revision in kept.revisions]
    assert len(set(lines)) == len(lines)
    for account in accounts:
        assert account.acknowledged <= set(lines)
    assert set(lines) <= set().union(*(account.planned for account in accounts))
    return set(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "workspace"
    made.mkdir()
    return made


def killed_somewhere(folder: Path, rounds: int) -> None:
    accounts = []
    for number in range(rounds):
        chance = random.Random(f"{folder.name} {number}")
        running = Running(folder, number)
        running.hear(chance.randrange(1, 40))
        for _moment in range(chance.randrange(30_000)):
            pass
        running.kill()
        accounts.append(running.account())
        held(folder, *accounts)
    assert any(account.acknowledged for account in accounts)


def test_killed_at_any_moment(folder: Path) -> None:
    killed_somewhere(folder, 8)


@pytest.mark.full
def test_killed_at_any_moment_a_thousand_times(tmp_path: Path) -> None:
    for batch in range(40):
        folder = tmp_path / f"workspace{batch}"
        folder.mkdir()
        killed_somewhere(folder, 25)
        shutil.rmtree(folder)


@pytest.mark.parametrize("count", [25, pytest.param(200, marks=pytest.mark.full)])
def test_four_at_once(folder: Path, count: int) -> None:
    running = [Running(folder, number, count) for number in range(4)]
    accounts = [each.account() for each in running]
    assert not any(account.refused for account in accounts)
    assert held(folder, *accounts) == set().union(*(account.acknowledged for account in accounts))


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.full)])
def test_killed_among_others(folder: Path, kills: int) -> None:
    chance = random.Random(kills)
    running = [Running(folder, number) for number in range(3)]
    accounts = []
    for number in range(kills):
        running[0].hear(chance.randrange(1, 20))
        running[0].kill()
        accounts.append(running.pop(0).account())
        running.append(Running(folder, f"next {number}"))
    for each in running:
        each.hear(2)
        each.kill()
        accounts.append(each.account())
    held(folder, *accounts)


def prefilled(folder: Path) -> Account:
    """Some changes that stand before the trouble begins."""
    running = Running(folder, "before", 12)
    account = running.account()
    assert account.acknowledged == account.planned
    return account


@linux
@pytest.mark.parametrize("rounds", [4, pytest.param(40, marks=pytest.mark.full)])
def test_writes_cut_short(folder: Path, rounds: int) -> None:
    earlier = [prefilled(folder)]
    largest = max(path.stat().st_size for path in folder.rglob("*.json"))
    for number in range(rounds):
        limit = int(largest * random.Random(number).uniform(0.3, 1.0))

        def cut(limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        account = Running(folder, number, 15, prepare=cut).account()
        earlier.append(account)
        kept = held(folder, *earlier)
        assert account.reasons <= {"full"}
        assert not kept & account.refused


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 160 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@linux
def test_a_full_disk(small_disk: Path) -> None:
    account = Running(small_disk, "fill", 400).account()
    assert account.reasons == {"full"}
    kept = held(small_disk, account)
    assert not kept & account.refused
    assert account.acknowledged
    shutil.rmtree(next(small_disk.glob("annotations/*/.history")))
    later = Running(small_disk, "space again", 1).account()
    assert later.acknowledged
    held(small_disk, account, later)


CALLS = ("write", "fsync", "rename", "link", "unlink", "flock")
ERRORS = (
    ("write", "ENOSPC"), ("fsync", "EIO"), ("fsync", "ENOSPC"), ("rename", "EACCES"), ("link", "EPERM"),
    ("unlink", "EACCES"),
)  # fmt: skip


def injected(folder: Path, call: str, what: str) -> Account:
    """A short run under strace, one call of it tampered with."""
    options = ("-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{what}")
    return Running(folder, "inject", 6, before=("strace", *options)).account()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Account]:
    """A folder with some changes in it, to be copied, and what was said of them."""
    folder = tmp_path_factory.mktemp("torture") / "base"
    folder.mkdir()
    return folder, prefilled(folder)


Base = tuple[Path, Account]


def struck(base: Base, tmp_path: Path, call: str, what: str, numbers: Iterable[int]) -> None:
    """The call's n-th occurrence tampered with, on a fresh copy each, until a run ends before that comes."""
    for number in numbers:
        folder = tmp_path / f"{call}{number}"
        shutil.copytree(base[0], folder)
        account = injected(folder, call, what.format(number=number))
        held(folder, base[1], account)
        shutil.rmtree(folder)
        if number > 40 and account.acknowledged == account.planned:
            break


@linux
@strace
@pytest.mark.parametrize("call", CALLS)
def test_killed_as_a_call_begins(call: str, base: Base, tmp_path: Path) -> None:
    struck(base, tmp_path, call, "signal=KILL:when={number}", [4])


@linux
@strace
@pytest.mark.full
@pytest.mark.parametrize("call", CALLS)
def test_killed_as_any_call_begins(call: str, base: Base, tmp_path: Path) -> None:
    struck(base, tmp_path, call, "signal=KILL:when={number}", range(1, 60))


@linux
@strace
@pytest.mark.parametrize(("call", "error"), ERRORS)
def test_a_call_fails(call: str, error: str, base: Base, tmp_path: Path) -> None:
    struck(base, tmp_path, call, f"error={error}:when={{number}}", [3])


@linux
@strace
@pytest.mark.full
@pytest.mark.parametrize("tail", ["", "+"])
@pytest.mark.parametrize(("call", "error"), ERRORS)
def test_any_call_fails(call: str, error: str, tail: str, base: Base, tmp_path: Path) -> None:
    struck(base, tmp_path, call, f"error={error}:when={{number}}{tail}", range(1, 60))
