"""The command that prints a shell's completion of commands, options and files."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from qa_reader.cli.output import Output
from qa_reader.locales import _

if TYPE_CHECKING:
    from qa_reader.cli.parser import Commands

SHELLS: Final = ("bash", "zsh", "fish")

_FILES: Final = ("paths", "path", "file", "id", "ids")
"""Arguments that are, or begin with, the name of a file."""


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    completion = commands.add(
        "completion",
        _completion,
        _("print the completion of this program for a shell"),
        _(
            "bash: qa-reader completion bash > ~/.local/share/bash-completion/completions/qa-reader\n"
            "zsh:  qa-reader completion zsh > ~/.zfunc/_qa-reader   (a folder of $fpath)\n"
            "fish: qa-reader completion fish > ~/.config/fish/completions/qa-reader.fish"
        ),
    )
    completion.add_argument("shell", choices=SHELLS)


def _completion(asked: argparse.Namespace, output: Output) -> int:
    import shtab

    from qa_reader.cli.parser import build

    parser = build()
    _mark(parser)
    output.text(shtab.complete(parser, shell=asked.shell))
    return 0


def _mark(parser: argparse.ArgumentParser) -> None:
    """Say what a shell completes beside commands and options, in `parser` and its commands."""
    import shtab

    from qa_reader.annotation.codebook import built_in

    for action in parser._actions:
        marked: Any = action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _mark(command)
        elif action.dest in ("workspace", "annotations"):
            marked.complete = shtab.DIRECTORY
        elif action.dest in _FILES:
            marked.complete = shtab.FILE
        elif action.dest in ("code", "codes"):
            marked.choices = [code.id for code in built_in() if not code.abstract]
