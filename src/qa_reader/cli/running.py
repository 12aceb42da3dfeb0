"""Runs a command and turns what the rooms below refuse into one line and an exit status."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from qa_reader.cli.output import Failure

if TYPE_CHECKING:
    from qa_reader.cli.output import Output

NOTHING_DONE: Final = (
    *("nothing-to-undo", "nothing-to-redo", "overtaken", "not-tagged"),
    *("nothing-to-split", "nothing-to-join", "nothing-to-pair"),
)
"""Reasons for which the desk refuses what was rightly asked: exit status 1."""


def run(asked: argparse.Namespace, output: Output) -> int:
    """Do the command in `asked`; its exit status. Raises Failure, BrokenPipeError."""
    from qa_reader.annotation.codebook import BadCodebook
    from qa_reader.config.settings import BadSettings
    from qa_reader.desk.workspace import Refused
    from qa_reader.formats.material import Unreadable
    from qa_reader.library.workspace import Outside
    from qa_reader.store.faults import StoreError

    try:
        status: int = asked.run(asked, output)
    except Refused as refused:
        raise Failure(str(refused), 1 if refused.reason in NOTHING_DONE else 2) from refused
    except Unreadable as unreadable:
        raise Failure(unreadable.message) from unreadable
    except (StoreError, BadCodebook, BadSettings, Outside) as error:
        raise Failure(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{where}{error.strerror or error}") from error
    return status
