"""What the reader last chose by a key of how things look, theme and view: so the next start shows it again.

One's own, not the workspace's: a small file in the state folder. A choice holds until the settings file says
something else than it did then, so that neither hides the other for good.
"""

from __future__ import annotations

import contextlib
import json
from typing import Any, Final, TypeVar

from qa_reader.config.paths import private, replace_text, state_dir

_FILE: Final = "choices.json"

Value = TypeVar("Value")


def chosen(name: str, configured: Value) -> Value:
    """The choice last made of `name`, where it was made over the setting `configured`; else `configured`."""
    pair = _read().get(name)
    if isinstance(pair, list) and len(pair) == 2 and pair[1] == configured:
        value = pair[0]
        if isinstance(value, type(configured)):
            return value
    return configured


def choose(name: str, value: object, configured: object) -> None:
    """Remember `value`, chosen over the setting `configured`. Raises OSError."""
    kept = {**_read(), name: [value, configured]}
    private(state_dir())
    replace_text(state_dir() / _FILE, json.dumps(kept, ensure_ascii=True, sort_keys=True))


def _read() -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        kept = json.loads((state_dir() / _FILE).read_text("utf-8"))
        if isinstance(kept, dict):
            return kept
    return {}
