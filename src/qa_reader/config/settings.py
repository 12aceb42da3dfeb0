"""What a person has set: one TOML file in the config folder, checked when it is read.

annotator = "間ひとみ"
lang = "ja"                  # ja, en
[reader]
theme = "qa-dark"            # qa-dark, qa-light, or one of Textual's
view = "continuous"          # continuous, focus (one question alone), side (question and answer side by side)
cues = false                 # underline phrases that suggest how a question was answered
width = 80                   # longest line of a transcript, in cells
propose = false              # no questions but those that the source marks
[keys]
note = ["a", "Ctrl-N"]       # an action's id and its key or keys; see qa-reader config keys
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from qa_reader.config.paths import config_dir, replace_text
from qa_reader.locales import _

KeyMap = Mapping[str, tuple[str, ...]]
"""Keys by action id; an empty tuple takes an action's keys away."""

VIEWS: Final = ("continuous", "focus", "side")
"""The text as one; the question in focus alone; that question and its answer side by side."""


class BadSettings(ValueError):
    """The settings file cannot be used; the message says where and why in one line."""


class Settings(NamedTuple):
    """All settings, with what stands where nothing is said."""

    annotator: str | None = None
    lang: str | None = None
    theme: str = "qa-dark"
    view: str = "continuous"
    """How the text is shown at first: one of VIEWS."""
    cues: bool = False
    """Underline phrases that suggest a stance."""
    width: int = 80
    ambiguous_width: int = 1
    spacing_marks: int = 1
    """Cells that the terminal gives a vowel sign beside its letter (का): 1 as most do, or 0."""
    phrase: bool = False
    """Break lines between phrases (BudouX)."""
    hang: bool = False
    """Let 、 and 。 hang over the end of a line."""
    mouse: bool = True
    quote_style: str = "text"
    propose: bool = True
    """Propose questions and answers where a format marks none."""
    keys: KeyMap = MappingProxyType({})


_READER: Mapping[str, type] = {
    "theme": str,
    "view": str,
    "cues": bool,
    "width": int,
    "ambiguous_width": int,
    "spacing_marks": int,
    "phrase": bool,
    "hang": bool,
    "mouse": bool,
    "quote_style": str,
    "propose": bool,
}


def settings_file() -> Path:
    """Where the settings are, or would be."""
    return config_dir() / "config.toml"


def load(path: Path | None = None) -> Settings:
    """The settings in `path` (default: the settings file); the defaults where there is none.

    Raises BadSettings.
    """
    path = path or settings_file()
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(_("{file}: cannot be read: {why}").format(file=path, why=error)) from None
    import tomllib  # most people have set nothing: not part of every start

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(_("{file}: not TOML: {why}").format(file=path, why=error)) from None
    try:
        return _settings(data)
    except BadSettings as error:
        raise BadSettings(f"{path}: {error}") from None


def _settings(data: Mapping[str, Any]) -> Settings:
    known = {"annotator", "lang", "reader", "keys"}
    unknown = sorted(set(data) - known)
    if unknown:
        raise BadSettings(
            _("no setting {name!r}; there are {known}").format(
                name=unknown[0], known=", ".join(sorted(known))
            )
        )
    values: dict[str, Any] = {}
    for name in ("annotator", "lang"):
        if name in data:
            values[name] = _typed(name, data[name], str)
    reader = _typed("[reader]", data.get("reader", {}), dict)
    for name, value in reader.items():
        if name not in _READER:
            raise BadSettings(
                _("no setting {name!r}; there are {known}").format(
                    name=f"reader.{name}", known=", ".join(_READER)
                )
            )
        values[name] = _typed(f"reader.{name}", value, _READER[name])
    made = Settings()._replace(**values, keys=_keys(data.get("keys", {})))
    if made.lang not in (None, "ja", "en"):
        raise BadSettings(_("lang = {value!r}: ja or en").format(value=made.lang))
    if made.view not in VIEWS:
        raise BadSettings(
            _("reader.view = {value!r}: {known}").format(value=made.view, known=", ".join(VIEWS))
        )
    if made.width < 20:
        raise BadSettings(_("reader.width = {value}: at least 20").format(value=made.width))
    if made.ambiguous_width not in (1, 2):
        raise BadSettings(_("reader.ambiguous_width = {value}: 1 or 2").format(value=made.ambiguous_width))
    if made.spacing_marks not in (0, 1):
        raise BadSettings(_("reader.spacing_marks = {value}: 0 or 1").format(value=made.spacing_marks))
    return made


def _keys(table: Any) -> KeyMap:
    found: dict[str, tuple[str, ...]] = {}
    for name, value in _typed("[keys]", table, dict).items():
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise BadSettings(_("keys.{name}: a key, or a list of keys").format(name=name))
        found[name] = tuple(key for key in keys if key)
    return found


def _typed(name: str, value: Any, wanted: type) -> Any:
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        words = {str: _("a text"), int: _("a whole number"), bool: _("true or false"), dict: _("a table")}
        raise BadSettings(
            _("{name} = {value!r}: {wanted}").format(name=name, value=value, wanted=words[wanted])
        )
    return value


def remember(**values: str) -> None:
    """Write top-level settings (`annotator`, `lang`) into the file, all else in it left as it is.

    Raises OSError, BadSettings.
    """
    import tomlkit

    path = settings_file()
    try:
        document = tomlkit.parse(path.read_text("utf-8"))
    except FileNotFoundError:
        document = tomlkit.document()
    except ValueError as error:
        raise BadSettings(_("{file}: not TOML: {why}").format(file=path, why=error)) from None
    for name, value in values.items():
        if name not in Settings._fields:
            raise KeyError(name)
        document[name] = value
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_text(path, tomlkit.dumps(document))


def candidates() -> tuple[tuple[str, str], ...]:
    """Names the annotator may go by, and where each is from: git's user.name, the login name."""
    import getpass
    import subprocess

    names: list[tuple[str, str]] = []
    with contextlib.suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
        told = subprocess.run(
            ["git", "config", "--get", "user.name"], capture_output=True, text=True, timeout=2, check=False
        )
        names.append((told.stdout.strip(), "git"))
    with contextlib.suppress(OSError, KeyError, ImportError):
        names.append((getpass.getuser(), _("login name")))
    return tuple({name: (name, origin) for name, origin in reversed(names) if name}.values())[::-1]
