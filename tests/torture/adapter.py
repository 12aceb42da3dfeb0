"""Speaks the torture suite's protocol for qa-reader: `adapter.py loop DIR` and `adapter.py dump DIR`.

    python torture.py --name qa-reader --loop 'PY ADAPTER loop {dir}' --dump 'PY ADAPTER dump {dir}' kill9

The loop hands each operation to one `qa-reader batch` and acknowledges what that answers with ok.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROGRAM = [sys.executable, "-m", "qa_reader"]
QUESTIONS = 400
TRANSCRIPT = "minutes.txt"


def transcript(folder: Path) -> None:
    """Put a transcript there whose questions the operations speak about."""
    path = folder / TRANSCRIPT
    if not path.exists():
        parts = (
            f"質問{n}\n\n見本の質問\n\n{n}番目を伺います。\n\n課長の答弁\n\n{n}番目です。\n"
            for n in range(1, QUESTIONS)
        )
        path.write_text("\n".join(parts), encoding="utf-8")
    (folder / "annotations").mkdir(exist_ok=True)


def operation(given: dict[str, Any]) -> dict[str, Any]:
    """The batch operation for one of the suite's."""
    if given["op"] == "bulk":
        return {"op": "bulk", "ops": [operation(each) for each in given["ops"]]}
    made = {"op": given["op"], "id": given["id"]}
    if given["op"] == "add":
        number = sum(map(ord, str(given["q"]))) % (QUESTIONS - 1) + 1
        made["question"] = f"{TRANSCRIPT}#q{number}"
    if given["op"] != "remove":
        made["note"] = f"{given['token']} {given.get('text', '')}"
    return made


def loop(folder: Path) -> None:
    """Acknowledge operation after operation, until standard input ends."""
    transcript(folder)
    command = [*PROGRAM, "batch", "--workspace", str(folder), "--annotator", "torture"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as batch:
        assert batch.stdin is not None
        assert batch.stdout is not None
        for line in sys.stdin:
            given = json.loads(line)
            if given["op"] in ("noop", "sleep"):
                print(f"ACK {given['token']}", flush=True)
                continue
            print(json.dumps(operation(given)), file=batch.stdin, flush=True)
            heard = batch.stdout.readline()
            if not heard and (signalled := -batch.wait()) > 0:
                os.kill(os.getpid(), signalled)  # what struck the program strikes its adapter
            answer = json.loads(heard)
            said = (
                f"ACK {given['token']}" if answer["ok"] else f"ERR {given['token']} {answer['error'][:160]}"
            )
            print(said, flush=True)


def dump(folder: Path) -> int:
    """Print every standing annotation."""
    command = [*PROGRAM, "list", "--json", "--workspace", str(folder)]
    return int(subprocess.run(command, check=False).returncode == 2)


if __name__ == "__main__":
    where = Path(sys.argv[2])
    sys.exit(dump(where) if sys.argv[1] == "dump" else loop(where))
