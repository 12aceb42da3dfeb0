"""Make `annotations/`: what two people said about the examples, through the program's own commands.

    python docs/make_sample.py [FOLDER]      writes annotations/ (or FOLDER)

The commands stand in `sample.commands`. Their times come from that file too and their ids from a fixed seed,
so that the same commands always make the same files: what differs after a run is what the program now writes
differently.
"""

from __future__ import annotations

import os
import random
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from qa_reader.annotation import records
from qa_reader.cli.main import main as qa_reader

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
COMMANDS = HERE / "sample.commands"
KEPT = {".gitignore", ".gitattributes", ".workspace"}


class Told:
    """Clock and chance of `qa_reader.annotation.records`, as the sample tells them."""

    def __init__(self) -> None:
        self.moment = datetime(2025, 1, 1, tzinfo=UTC)
        self.chance = random.Random(20250322)

    def pause(self) -> None:
        """The time it takes to read on and say the next thing."""
        self.moment += timedelta(
            seconds=self.chance.randrange(25, 160), microseconds=self.chance.randrange(10**6)
        )

    def time_ns(self) -> int:
        """For `time.time_ns`."""
        return int(self.moment.timestamp() * 1000) * 1_000_000

    def urandom(self, size: int) -> bytes:
        """For `os.urandom`."""
        return self.chance.randbytes(size)

    def replace(self) -> None:
        """Put these in the place of the real ones."""
        told = self

        class Moment(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Moment:
                told.moment += timedelta(microseconds=1)
                return cls.fromtimestamp(told.moment.timestamp(), tz)

        for name, value in (("clock", told), ("os", told), ("datetime", Moment)):
            if not hasattr(records, name):
                raise SystemExit(f"qa_reader.annotation.records has no {name} any more: mend {__file__}")
            setattr(records, name, value)


def sessions() -> Iterator[tuple[str, str, datetime, list[list[str]]]]:
    """Who sat down, at which machine, when, and the commands they gave."""
    for part in COMMANDS.read_text("utf-8").split("\n== ")[1:]:
        first, *lines = part.splitlines()
        annotator, device, time = first.split(", ")
        moment = datetime.fromisoformat(time).replace(tzinfo=UTC)
        yield annotator, device, moment, [shlex.split(line) for line in lines if line.strip()]


def make(target: Path) -> None:
    """Write the sample into `target`, in place of what lies there."""
    told = Told()
    told.replace()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        workspace = place / "workspace"
        shutil.copytree(EXAMPLES, workspace)
        (workspace / "annotations").mkdir()
        os.environ["QA_READER_CACHE_DIR"] = str(place / "cache")
        for annotator, device, moment, commands in sessions():
            state = place / f"state-{device}"
            state.mkdir(exist_ok=True)
            (state / "device").write_text(device + "\n", "ascii")
            os.environ["QA_READER_STATE_DIR"] = str(state)
            told.moment = moment
            for command in commands:
                told.pause()
                asked = [*command, "--workspace", str(workspace), "--annotator", annotator, "--lang", "en"]
                if qa_reader(asked):
                    raise SystemExit(f"failed: {shlex.join(command)}")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(workspace / "annotations", target, ignore=lambda _, names: set(names) - shared(names))


def shared(names: list[str]) -> set[str]:
    """Those that go with the workspace; locks and history belong to one machine."""
    return {name for name in names if not name.startswith(".") or name in KEPT}


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "annotations")
