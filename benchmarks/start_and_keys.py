"""Start to the first readable frame, key to frame, memory: the reader, a one-line Textual app, less and vim.

    python benchmarks/start_and_keys.py                      the example, 10 and 10,000 exchanges
    python benchmarks/start_and_keys.py --sizes 100000       one size; 0 for the example
    python benchmarks/start_and_keys.py FILE --marker WORDS  your own; WORDS stand on its first screen

Compare the ratios: milliseconds are those of one machine on one day. Starts of all subjects take turns, so
that a busy moment falls on all of them. less and vim, where they are installed, open the same text.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from harness.terminal import NotShown, Terminal

HERE = Path(__file__).resolve().parent
WARM = 10
"""Presses that are not counted."""
PATIENCE = 600
"""Seconds a program may take to show 100 MB: the first start reads them and keeps what it understood."""
SHORT = 60
"""Seconds for what is smaller: who gave words that are not on the first screen hears of it soon."""
EXAMPLE = HERE.parent / "examples" / "汐見区議会" / "令和7年第1回定例会_窓口と避難所.txt"


@dataclass
class Subject:
    """A program to time, and what came of it."""

    name: str
    argv: list[str]
    marker: str
    rotations: dict[str, Sequence[str]]
    """Keys to press in turn, by what to call them."""
    patience: int = SHORT
    """Seconds until the marker must be there."""
    synchronized: bool = True
    """Whether it marks where its frames end."""
    starts: list[float] = field(default_factory=list)
    presses: dict[str, list[float]] = field(default_factory=dict)
    frames: dict[str, list[int]] = field(default_factory=dict)
    memory: float = 0.0


def exchanges(count: int) -> Iterator[str]:
    """The lines of a page with `count` numbered exchanges, about 1 kB each, from the example's sentences."""
    lines = [line for line in EXAMPLE.read_text("utf-8").split("\n") if len(line) > 60]
    yield "予算特別委員会の質疑【全項目】\n"
    yield "1.当初予算(案)について\n"
    texts = cycle(lines)
    for number in range(1, count + 1):
        if number % 20 == 1:
            yield f"({number // 20 + 1})項目{number // 20 + 1}について\n"
        yield f"質問{number}\n"
        yield "宇佐見の質問\n"
        yield next(texts) + "\n"
        yield "担当課長の答弁\n"
        yield next(texts) + "\n"


def reader(path: Path) -> list[str]:
    """The command that opens the reader on `path`."""
    return [sys.executable, "-m", "qa_reader", str(path), "--annotator", "bench", "--lang", "ja"]


def others(path: Path, name: str, marker: str, steps: int, pages: int, patience: int) -> Iterator[Subject]:
    """The programs of the system that show the same text, without anybody's settings."""
    line = {"j k line": there_and_back("j", "k", steps)}
    page = {"Space b page": there_and_back(" ", "b", pages)}
    if shutil.which("less"):
        yield Subject(f"less, {name}", ["less", str(path)], marker, {**line, **page}, patience, False)
    if shutil.which("vim"):
        line = {"^E ^Y line": there_and_back("\x05", "\x19", steps)}
        page = {"^F ^B page": there_and_back("\x06", "\x02", pages)}
        argv = ["vim", "-R", "-N", "-u", "NONE", "-i", "NONE", str(path)]
        yield Subject(f"vim -R, {name}", argv, marker, {**line, **page}, patience, False)


def there_and_back(forth: str, back: str, steps: int) -> list[str]:
    """Keys that always have somewhere to go."""
    return [forth] * steps + [back] * steps


def shown(subject: Subject, terminal: Terminal) -> float:
    """Milliseconds until its marker is on the screen; ends the run with one line where it does not come."""
    try:
        return terminal.wait_for(subject.marker, subject.patience)
    except NotShown:
        told = f"{subject.marker!r} not on the first screen in {subject.patience} s (--marker WORDS)"
        sys.exit(f"start_and_keys: {subject.name}: {told}")


def run(subjects: list[Subject], home: Path, starts: int, presses: int) -> None:
    """Time every subject; the first start of each is not counted (bytecode, parse cache)."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "LANG": "C.UTF-8",
    }
    for turn in range(starts + 1):
        for subject in subjects:
            with Terminal(subject.argv, env=env, synchronized=subject.synchronized) as terminal:
                first = shown(subject, terminal)
                if turn:
                    subject.starts.append(first)
    for subject in subjects:
        for name, keys in subject.rotations.items():
            shutil.rmtree(home / "state", ignore_errors=True)  # from the beginning, not where it was left
            with Terminal(subject.argv, env=env, synchronized=subject.synchronized) as terminal:
                shown(subject, terminal)
                terminal.settle(0.5)
                pressed = [terminal.press(key) for key in islice(cycle(keys), presses + WARM)][WARM:]
                subject.presses[name] = [took for took, _ in pressed]
                subject.frames[name] = [frames for _, frames in pressed]
                subject.memory = max(subject.memory, terminal.memory())


def report(subjects: list[Subject]) -> None:
    """Print two tables; the first subject is the floor."""
    floor = subjects[0]
    floor_start = statistics.median(floor.starts)
    floor_key = statistics.median(next(iter(floor.presses.values())))
    print("| start | ms | × floor | memory MB |\n| --- | ---: | ---: | ---: |")
    for subject in subjects:
        start = statistics.median(subject.starts)
        print(f"| {subject.name} | {start:.0f} | {start / floor_start:.2f} | {subject.memory:.0f} |")
    print()
    print("| key to frame | keys | p50 ms | × floor | p95 ms | p99 ms | paints a key |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for subject in subjects:
        for keys, presses in subject.presses.items():
            median, shares = statistics.median(presses), statistics.quantiles(presses, n=100)
            row = [f"{median:.1f}", f"{median / floor_key:.2f}", f"{shares[94]:.1f}", f"{shares[98]:.1f}"]
            row.append(f"{statistics.mean(subject.frames[keys]):.2f}")
            print("|", " | ".join([subject.name, keys, *row]), "|")
    load = os.getloadavg()[0]
    print(f"\nload average {load:.1f} on {os.cpu_count()} cores, Python {sys.version.split()[0]}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("transcript", nargs="?", type=Path)
    parser.add_argument("--marker", default="宇佐見", help="words that the first readable frame shows")
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--sizes", type=int, nargs="*", default=[0, 10, 10_000], help="0 is the example")
    parser.add_argument("--alone", action="store_true", help="without less and vim")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        floor = [sys.executable, str(HERE / "harness" / "one_line.py")]
        subjects = [Subject("a Textual app of one line", floor, "line 00001", {"j": ["j"]})]

        def add(
            name: str, path: Path, marker: str, steps: int, pages: int = 1, patience: int = SHORT
        ) -> None:
            rotations = {
                "J K question": there_and_back("J", "K", steps),
                "j k line": there_and_back("j", "k", steps),
                "Space b page": there_and_back(" ", "b", pages),
            }
            subjects.append(Subject(name, reader(path), marker, rotations, patience))
            if not chosen.alone:
                subjects.extend(others(path, name, marker, steps, pages, patience))

        for count in [0] if chosen.transcript else chosen.sizes:
            (home / str(count)).mkdir()
            if count:
                path = home / str(count) / "page.txt"
                path.write_text("\n".join(exchanges(count)), "utf-8")
                pages = 1 if count < 100 else 8
                add(f"{count:,} exchanges", path, "宇佐見", min(count, 60) - 2, pages, PATIENCE)
            else:
                given = chosen.transcript or EXAMPLE
                add(given.name, Path(shutil.copy(given, home / "0")), chosen.marker, 8)
        run(subjects, home, chosen.starts, chosen.presses)
        report(subjects)


if __name__ == "__main__":
    main()
