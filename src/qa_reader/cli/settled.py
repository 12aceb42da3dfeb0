"""Commands that print what is settled: the codebook, the settings and where they are, the keys."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa_reader.cli.output import Failure, Output
from qa_reader.locales import _, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_reader.annotation.codebook import Code, Codebook
    from qa_reader.cli.output import Line
    from qa_reader.cli.parser import Commands


_SAMPLE: Final = 1 << 20
"""Bytes of a text that a profile is started from."""


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    codebook = commands.add("codebook", _codebook, _("show the codes to tag with"))
    how = codebook.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("print JSON Lines"))
    how.add_argument(
        "--toml",
        action="store_true",
        help=_("print the built-in codebook as a file, to be changed as codebook.toml in a workspace"),
    )

    config = commands.add(
        "config", _config, _("show the settings, where files are, the keys; start a profile")
    )
    config.add_argument(
        "what",
        metavar="WHAT",
        nargs="?",
        choices=("settings", "paths", "keys", "profile"),
        default="settings",
        help=_("settings (default), paths, keys, or profile"),
    )
    config.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help=_("for profile: the plain text whose labels a new profile is started from"),
    )


def _codebook(asked: argparse.Namespace, output: Output) -> int:
    if asked.toml:
        from importlib import resources

        built_in = resources.files("qa_reader.annotation").joinpath("codebook.toml")
        output.text(built_in.read_text("utf-8"), end="")
        return 0
    from qa_reader.cli.opening import Place

    book = Place(asked, output).desk().codebook
    if asked.json:
        for code in book:
            output.json(_code(code))
        return 0
    for line in _printed(book):
        output.styled(line)
    return 0


def _printed(book: Codebook) -> Iterator[Line]:
    from qa_reader.language.layout import cells, pad

    shown = language()
    names = {code.id: ("  " if code.parent else "") + code.id for code in book}
    width = max(map(cells, names.values()))
    label_width = max(cells(code.label(shown)) for code in book)
    for group in book.groups:
        yield ((group.label(shown), "bold"), (f"  {group.id}", "dim"))
        for line in group.guide(shown).splitlines():
            yield ((f"  {line}", ""),)
        for code in group.codes:
            yield (
                (f"{code.key or ' '} {code.glyph} ", ""),
                (pad(names[code.id], width) + "  ", ""),
                (pad(code.label(shown), label_width) + "  ", "" if code.parent else "bold"),
                (code.definition(shown), "dim"),
            )
        yield ()


def _code(code: Code) -> dict[str, object]:
    return {
        "id": code.id,
        "group": code.group,
        "parent": code.parent,
        "key": code.key,
        "glyph": code.glyph,
        "colour": code.colour,
        "labels": dict(code.labels),
        "means": dict(code.means),
        "abstract": code.abstract,
    }


def _config(asked: argparse.Namespace, output: Output) -> int:
    if (asked.what == "profile") != (asked.file is not None):
        raise Failure(_("config profile needs the FILE to start from; nothing else takes one"))
    if asked.what == "profile":
        return _profile(Path(asked.file), output)
    shown = {"settings": _settings, "paths": _paths, "keys": _keys}[asked.what]
    from qa_reader.cli.lines import columns

    for line in columns(list(shown(asked, output))):
        output.text(line)
    return 0


def _profile(path: Path, output: Output) -> int:
    """Print a profile started from the file, and where to put it."""
    from qa_reader.config.paths import config_dir
    from qa_reader.formats.plain.profiles import BadProfile, parse
    from qa_reader.formats.plain.starting import starting_profile
    from qa_reader.language.encodings import decode
    from qa_reader.library.profiles import FOLDER

    with path.open("rb") as file:
        data = file.read(_SAMPLE)
    text = decode(data, final=len(data) < _SAMPLE).text
    written = starting_profile(text, path.stem)
    try:
        parse(written, path.name)
    except BadProfile as bad:
        raise Failure(_("{path}: no label comes back in it to start from").format(path=path), 1) from bad
    output.text(written, end="")
    output.flush()
    kept = config_dir() / FOLDER / f"{path.stem}.toml"
    output.warn(
        _("Check it, then keep it as {path}, or in {folder}/ of the workspace.").format(
            path=kept, folder=FOLDER
        )
    )
    return 0


def _settings(asked: argparse.Namespace, output: Output) -> Iterator[tuple[str, ...]]:
    from qa_reader.cli.opening import Place
    from qa_reader.config import settings

    own = settings.load()
    for name, value in own._asdict().items():
        if name == "annotator" and value is None:
            yield (name, f"– ({Place(asked, output).annotator()})")
        elif name != "keys":
            yield (name, str(value).lower() if isinstance(value, bool) else str(value or "–"))
    for action, keys in own.keys.items():
        yield (f"keys.{action}", ", ".join(keys) or "–")


def _paths(asked: argparse.Namespace, output: Output) -> Iterator[tuple[str, ...]]:
    from qa_reader.cli.opening import Place
    from qa_reader.config import paths, settings
    from qa_reader.library.profiles import FOLDER

    workspace = Place(asked, output).desk().workspace
    yield (_("settings"), str(settings.settings_file()))
    yield (_("state"), str(paths.state_dir()))
    yield (_("cache"), str(paths.cache_dir()))
    yield (_("profiles"), str(paths.config_dir() / FOLDER))
    yield (_("workspace"), str(workspace.root))
    yield (_("annotations"), str(workspace.annotations))


def _keys(asked: argparse.Namespace, output: Output) -> Iterator[tuple[str, ...]]:
    from qa_reader.cli.opening import Place
    from qa_reader.config import settings
    from qa_reader.tui.actions import BadKeyMap, registry, with_keys

    book = Place(asked, output).desk().codebook
    try:
        actions = with_keys(registry(book), settings.load().keys)
    except BadKeyMap as error:
        raise Failure(f"{settings.settings_file()}: {error}") from error
    for action in actions:
        yield (action.id, "  ".join(action.keys) or "–", _(action.what))
