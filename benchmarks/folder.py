"""Start on a folder of 1,000 files, beside the one-line Textual app.

    python benchmarks/folder.py [FILES]

Transcripts alone, and other files first by name, so that the first transcript must be found among them. Where
it was left off is forgotten before each start. A start ends with the first frame that shows words of a
question.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from harness.terminal import Terminal
from start_and_keys import HERE, PATIENCE, reader

STARTS = 5
OTHER = '"""A program."""\n\nimport os\n\n\ndef main() -> None:\n    print(os.getcwd())\n' * 20


def transcript(number: int) -> str:
    """A page of three questions."""
    rows = [f"令和7年 第{number}回定例会の一般質問【道路について】", ""]
    for at in range(1, 4):
        rows += [f"質問{at}", "宇佐見の質問", f"{number}番の橋の{at}回目の補修はいつになるのか、伺います。"]
        rows += ["担当課長の答弁", f"{number}番の橋は、来年度の前半に補修を行う予定でございます。", ""]
    return "\n".join(rows)


def filled(folder: Path, others: int, transcripts: int) -> Path:
    """A new folder of so many files, the others first by name."""
    folder.mkdir()
    for number in range(others):
        (folder / f"a{number:04}.py").write_text(OTHER, "utf-8")
    for number in range(transcripts):
        (folder / f"m{number:04}.txt").write_text(transcript(number), "utf-8")
    return folder


def start(argv: list[str], home: Path, marker: str, *, cached: bool) -> float:
    """Milliseconds until `marker` is on the screen."""
    shutil.rmtree(home / "state", ignore_errors=True)
    kept = home / ("cache" if cached else "cold")
    if not cached:
        shutil.rmtree(kept, ignore_errors=True)
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    env |= {"XDG_STATE_HOME": str(home / "state"), "XDG_CONFIG_HOME": str(home / "config")}
    with Terminal(argv, env={**env, "XDG_CACHE_HOME": str(kept)}, synchronized=True) as terminal:
        return terminal.wait_for(marker, PATIENCE)


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        alone = reader(filled(home / "alone", 0, files))
        mixed = reader(filled(home / "mixed", files * 6 // 10, files - files * 6 // 10))
        floor = [sys.executable, str(HERE / "harness" / "one_line.py")]
        rows = (
            ("a Textual app of one line", floor, "line 00001", True),
            ("transcripts alone: a question", alone, "宇佐見", True),
            ("other files first: a question", mixed, "宇佐見", True),
            ("transcripts alone, nothing parsed before: a question", alone, "宇佐見", False),
            ("other files first, nothing parsed before: a question", mixed, "宇佐見", False),
        )
        took: dict[str, list[float]] = {}
        for turn in range(STARTS + 1):
            for title, argv, marker, cached in rows:
                passed = start(argv, home, marker, cached=cached)
                if turn:
                    took.setdefault(title, []).append(passed)
        least = statistics.median(took[rows[0][0]])
        print(f"{files:,} files, median of {STARTS}\n\n| start | ms | × floor |\n| --- | ---: | ---: |")
        for title, times in took.items():
            print(f"| {title} | {statistics.median(times):.0f} | {statistics.median(times) / least:.2f} |")
        print(f"\nload average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
