"""The command for programs: operations as JSON Lines, each answered once it is on disk."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.cli.parser import Commands
    from qa_reader.desk.batch import Batch

LONGEST: Final = 64 * 1024 * 1024
"""Bytes of one line past which it is not read."""


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    commands.add(
        "batch",
        _batch,
        _("do what a program says: JSON Lines in, an answer for each line out"),
        _(
            'One object a line: {"op": "add"|"update"|"remove"|"get"|"bulk", "id"?, "question", '
            '"quote"? or "anchor"?, "codes"?, "note"?, "flag"?, "ops"?}. '
            'Each is answered once it is on disk: {"ok": true, "id": …} or '
            '{"ok": false, "reason": …, "error": …}. '
            "Exit status 1: something was refused."
        ),
    )


def _batch(asked: argparse.Namespace, output: Output) -> int:
    from qa_reader.cli.opening import Place
    from qa_reader.desk.batch import Batch

    if sys.stdin is None:
        raise Failure(_("-: standard input is closed"))
    batch = Batch(Place(asked, output).desk())
    refused = False
    for line in _lines():
        answer = _answer(batch, line)
        refused = refused or not answer["ok"]
        output.json(answer)
        output.flush()
    return 1 if refused else 0


def _lines() -> Iterator[bytes]:
    """The lines of standard input as they come; of one that is too long, its beginning."""
    stream = sys.stdin.buffer
    while line := stream.readline(LONGEST):
        rest = line
        while not rest.endswith(b"\n") and len(rest) == LONGEST:
            rest = stream.readline(LONGEST)
        if line.strip():
            yield line


def _answer(batch: Batch, line: bytes) -> dict[str, Any]:
    """What is answered to one line."""
    import json

    from qa_reader.desk.workspace import Refused
    from qa_reader.store.faults import StoreError

    if len(line) >= LONGEST:
        return {"ok": False, "reason": "malformed", "error": _("the line is too long")}
    try:
        operation = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"ok": False, "reason": "malformed", "error": _("not JSON: {why}").format(why=error)}
    try:
        return {"ok": True, **batch.do(operation)}
    except (Refused, StoreError) as error:
        return {"ok": False, "reason": error.reason, "error": str(error)}
