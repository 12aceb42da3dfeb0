"""What the command line takes: options that stand anywhere, and every command's own from its module."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from qa_reader import __version__
from qa_reader.cli.main import COMMANDS
from qa_reader.cli.output import Failure
from qa_reader.locales import LANGUAGES, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_reader.cli.output import Output


class Help(argparse.HelpFormatter):
    """Help set by cells, not code points, and broken where Japanese allows it; line ends stay."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        from qa_reader.language.layout import Measure, wrap

        lines = wrap(text, Measure(width))
        return [text[slice(*lines.shown(row))] for row in range(lines.rows)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line, and whose options that stand anywhere may do so."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=Help, **settings)

    def error(self, message: str) -> NoReturn:
        """End the command. Raises Failure."""
        raise Failure(_("{message}; see {program} --help").format(message=message, program=self.prog))


class Commands:
    """The commands of a parser, for the modules that add theirs."""

    def __init__(self, parser: Parser) -> None:
        self._parsers = parser.add_subparsers(
            title=_("commands"), metavar="COMMAND", dest="command", parser_class=Parser, prog=parser.prog
        )

    def add(
        self,
        name: str,
        run: Callable[[argparse.Namespace, Output], int],
        about: str,
        more: str = "",
        *,
        without: Sequence[str] = (),
    ) -> Parser:
        """A command that `run` does.

        Args:
            name: What it is called.
            run: Takes the parsed arguments, gives the exit status; raises Failure.
            about: One line for the list of commands.
            more: What its own help says besides.
            without: Options that stand anywhere which this command gives a meaning of its own.
        """
        parser: Parser = self._parsers.add_parser(
            name, help=about, description="\n\n".join(part for part in (about, more) if part)
        )
        parser.set_defaults(run=run)
        add_anywhere(parser, without)
        return parser

    def add_group(
        self, name: str, run: Callable[[argparse.Namespace, Output], int], about: str, more: str = ""
    ) -> Doings:
        """A command with doings of its own; without one of them `run` does it. Arguments as for `add`."""
        return Doings(self.add(name, run, about, more))


class Doings:
    """What a command can do, each with arguments of its own, for the module that adds them."""

    def __init__(self, parser: Parser) -> None:
        self._parsers = parser.add_subparsers(metavar="…", parser_class=Parser, prog=parser.prog)

    def add(
        self, name: str, run: Callable[[argparse.Namespace, Output], int], about: str, more: str = ""
    ) -> Parser:
        """One thing that `run` does; arguments as for `Commands.add`."""
        described = "\n\n".join(part for part in (about, more) if part)
        parser: Parser = self._parsers.add_parser(name, help=about, description=described)
        parser.set_defaults(run=run)
        add_anywhere(parser)
        return parser

    def parser(self, name: str) -> Parser:
        """The parser of the doing `name`."""
        found: Parser = self._parsers.choices[name]
        return found


def parse(arguments: Sequence[str], wanted: str | None) -> argparse.Namespace:
    """The arguments of the command `wanted`; None prints help or version. Raises Failure, SystemExit."""
    return build(wanted).parse_args(arguments, argparse.Namespace(**_ANYWHERE))


def build(wanted: str | None = None) -> Parser:
    """The parser of all commands, or only of those in the module of `wanted`."""
    _speak_our_language()
    parser = Parser(
        prog="qa-reader",
        usage=_("qa-reader [PATH] | qa-reader COMMAND …"),
        description=_(
            "Read question-and-answer transcripts closely, and keep what you notice.\n\n"
            "With a PATH (a transcript or a folder; default: here) the reader opens. "
            "Every other command does what a key does."
        ),
        epilog=_(
            "ID is a question ID: dx.txt#q3, its question dx.txt#q3/q, its second answer dx.txt#q3/a2. "
            "The file's extension may be left out where that is clear.\n"
            "Exit status: 0 done, 1 nothing found or a check failed, 2 wrong use or unreadable input."
        ),
    )
    commands = Commands(parser)
    modules = [COMMANDS[wanted]] if wanted else dict.fromkeys(COMMANDS.values())
    for module in modules:
        import_module(f"qa_reader.cli.{module}").add(commands)
    add_anywhere(parser)
    return parser


_ANYWHERE = {"workspace": None, "annotations": None, "annotator": None, "lang": None}


def add_anywhere(parser: argparse.ArgumentParser, without: Sequence[str] = ()) -> None:
    """Add the options that stand anywhere: before the command, behind it, or both (then the later counts)."""
    group = parser.add_argument_group(_("everywhere"))
    helps = {
        "workspace": ("DIR", _("the workspace, instead of looking for annotations/ upward from the path")),
        "annotations": ("DIR", _("where what is said is kept, instead of WORKSPACE/annotations")),
        "annotator": ("NAME", _("who says it")),
    }
    for name, (metavar, about) in helps.items():
        if name not in without:
            group.add_argument(f"--{name}", metavar=metavar, default=argparse.SUPPRESS, help=about)
    group.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("language of messages and screens")
    )
    group.add_argument(
        "--version",
        action="version",
        version=f"qa-reader {__version__}",
        help=_("show the program's version and end"),
    )
    group.add_argument("-h", "--help", action="help", help=_("show this help and end"))


def _speak_our_language() -> None:
    """Let argparse look its messages up in our catalogue.

    It would look in the process's one global gettext domain, which is not a library's to set.
    """
    module = sys.modules["argparse"]
    module._ = _  # type: ignore[attr-defined]
    module.ngettext = ngettext  # type: ignore[attr-defined]


def _messages_of_argparse() -> Sequence[str]:
    """Named here so that they stand in the catalogue; never called."""
    return (
        _("usage: "),
        _("positional arguments"),
        _("options"),
        _("expected one argument"),
        _("expected at least one argument"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("not allowed with argument %s"),
        _("one of the arguments %s is required"),
    )
