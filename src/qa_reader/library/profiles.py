"""The reader's own profiles of plain text: TOML files in the settings' folder and in the workspace.

They have the form of the built-in ones (`docs/profiles.md`) and are asked before them. One that is broken is
left out and told of on every transcript: a file is always read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from qa_reader.config.paths import config_dir
from qa_reader.locales import _
from qa_reader.transcript.model import Notice, Transcript

if TYPE_CHECKING:
    from qa_reader.formats.plain.profiles import Profile

FOLDER: Final = "profiles"
"""Below the settings' folder, and below the workspace's root."""
_LARGEST: Final = 1 << 18
"""Bytes of the largest file that is taken for a profile."""
_MOST: Final = 100


class OwnProfiles(NamedTuple):
    """What `own_profiles` found."""

    profiles: tuple[Profile, ...] = ()
    """The person's own first, then the workspace's; by file name."""
    problems: tuple[str, ...] = ()
    """One line for people about each file that cannot be used."""

    def told(self, transcript: Transcript) -> Transcript:
        """`transcript` with a notice for each problem."""
        if not self.problems:
            return transcript
        notices = (Notice("bad-profile", problem) for problem in self.problems)
        return transcript._replace(notices=(*transcript.notices, *notices))


def own_profiles(root: Path) -> OwnProfiles:
    """The profiles that the person keeps and that lie in the workspace at `root`. Raises nothing."""
    files = [file for folder in (config_dir(), root) for file in _files(folder / FOLDER)]
    if not files:
        return OwnProfiles()
    from qa_reader.formats.plain.profiles import BadProfile, parse

    profiles: list[Profile] = []
    problems: list[str] = []
    for file in files[:_MOST]:
        try:
            profiles.append(parse(_text(file), str(file)))
        except BadProfile as bad:
            problems.append(str(bad))
        except (OSError, ValueError) as error:
            problems.append(f"{file}: {getattr(error, 'strerror', None) or error}")
    return OwnProfiles(tuple(profiles), tuple(problems))


def _files(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(folder.iterdir())
    except OSError:
        return
    yield from (name for name in names if name.suffix == ".toml" and name.is_file())


def _text(file: Path) -> str:
    """What the file holds. Raises OSError, ValueError."""
    with file.open("rb") as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(_("too large for a profile"))
    return data.decode("utf-8-sig")
