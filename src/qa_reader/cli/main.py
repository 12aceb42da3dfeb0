"""The program's door: opens the reader, or hands over to the module of a command.

`qa-reader PATH` must be on screen at once, so nothing here imports a command, the parser of commands or a
format before it is known that one is asked for.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, install

COMMANDS: Final[dict[str, str]] = {
    "inspect": "understanding",
    "show": "understanding",
    "list": "finding",
    "search": "finding",
    "tag": "saying",
    "note": "saying",
    "flag": "saying",
    "highlight": "saying",
    "delete": "saying",
    "meta": "describing",
    "correct": "mending",
    "pair": "mending",
    "review": "mending",
    "quote": "quoting",
    "report": "reporting",
    "export": "exporting",
    "undo": "changes",
    "redo": "changes",
    "log": "changes",
    "batch": "batch",
    "new": "keeping",
    "check": "keeping",
    "codebook": "settled",
    "config": "settled",
    "completion": "completion",
}
"""Commands and the module of `qa_reader.cli` that holds each, in the order of the help."""

VALUED: Final = ("--workspace", "--annotations", "--annotator", "--lang")
"""The options that stand anywhere and take a value."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what `argv` (else the process's own arguments) asks; the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _occupy_standard_files()
    _speak(_given(arguments, "--lang"))
    output = Output()
    try:
        status = _dispatch(arguments, output)
        output.flush()
    except Failure as failure:
        return output.fail(failure)
    except BrokenPipeError:
        output.abandon()
        return 128 + 13  # as if SIGPIPE had ended the program; its default action would also end it mid-write
    except KeyboardInterrupt:
        output.abandon()
        return 128 + 2
    return status


def _dispatch(arguments: list[str], output: Output) -> int:
    positionals = list(_positionals(arguments))
    first = positionals[0] if positionals else None
    if first in COMMANDS and "--" not in arguments[: arguments.index(first)]:
        from qa_reader.cli.parser import parse
        from qa_reader.cli.running import run

        return run(parse(arguments, first), output)
    told = [argument for argument in arguments if argument in ("-h", "--help", "--version")]
    if told:
        from qa_reader.cli.parser import parse

        parse(told, None)
    return _open(arguments, positionals)


def _open(arguments: list[str], positionals: list[str]) -> int:
    """Open the reader on the path given, else here."""
    path = positionals[0] if positionals else os.curdir
    known = arguments[: arguments.index("--")] if "--" in arguments else arguments
    strange = next((o for o in known if o.startswith("-") and o.partition("=")[0] not in VALUED), None)
    # `lst --json` is a mistyped command, `--loud x.txt` a mistyped option: what comes first is told.
    first = strange and (path not in known or known.index(strange) < known.index(path))
    if not os.path.exists(path) and not first:
        raise Failure(_not_there(path))
    if strange:
        raise Failure(_("{option}: unknown option; see qa-reader --help").format(option=strange))
    if len(positionals) > 1:
        raise Failure(_("{path}: one path at a time; open their folder instead").format(path=positionals[1]))
    if arguments and arguments[-1] in VALUED:
        raise Failure(_("{option}: its value is missing").format(option=arguments[-1]))
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None or not stream.isatty():
            raise Failure(
                _(
                    "the reader needs a terminal, and input or output is none; "
                    "`qa-reader show` and `list` print"
                )
            )

    # A start makes much that stays and drops little: collecting would be in vain, and a fifth of the time.
    # The reader turns it on again behind its first frame.
    gc.disable()
    from qa_reader.tui.app import run as read

    return read(
        path,
        workspace=_given(arguments, "--workspace"),
        annotations=_given(arguments, "--annotations"),
        annotator=_given(arguments, "--annotator"),
    )


def _not_there(path: str) -> str:
    """What to say of a path that is none: perhaps a command was meant."""
    import difflib

    meant = difflib.get_close_matches(path, COMMANDS, 1) if os.sep not in path else []
    if meant:
        return _("{path}: no such file or folder, nor a command; did you mean `qa-reader {command}`?").format(
            path=path, command=meant[0]
        )
    return _("{path}: no such file or folder").format(path=path)


def _positionals(arguments: Sequence[str]) -> Iterator[str]:
    """The arguments that are neither an option nor the value of one that stands anywhere."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            yield from rest
        elif argument in VALUED:
            next(rest, None)
        elif not argument.startswith("-") or argument == "-":
            yield argument


def _given(arguments: Sequence[str], option: str) -> str | None:
    """The last value of `option`, as `--option VALUE` or `--option=VALUE`."""
    value = None
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and at + 1 < len(arguments):
            value = arguments[at + 1]
        elif argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
    return value


def _speak(lang: str | None) -> None:
    """Use the language `lang`, else the one that is set, else the locale's."""
    install(lang)
    if lang is None:
        from qa_reader.config import settings

        with contextlib.suppress(settings.BadSettings):  # told by whoever needs the settings
            install(settings.load().lang)


def _occupy_standard_files() -> None:
    """Open standard files that were closed (`>&-`), or the next file opened would take their number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                os.open(os.devnull, os.O_RDWR)
