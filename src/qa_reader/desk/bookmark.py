"""Where a person is in a transcript, what they have read of it, and their marks.

This is one's own, not the workspace's: it lies in the state folder, one small file a transcript; losing it
loses no work. Places are block and offset, never a row of the screen.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa_reader.config.paths import private, replace_text, state_dir
from qa_reader.transcript.model import Position, Span


@dataclass(slots=True, eq=False, repr=False)
class Bookmark:
    """What is remembered of one transcript."""

    place: Position | None = None
    """The text at the top of the pane."""
    above: int | None = None
    """How many of the rows between paragraphs stand over that text at the top."""
    focus: str = ""
    """The label of the unit in focus."""
    seen: set[str] = field(default_factory=set)
    """Labels of units that were in focus."""
    marks: dict[str, Position] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    """Notes begun and not saved, by `draft_key` or by the record they change."""

    def copy(self) -> Bookmark:
        """The same, apart from what becomes of this one."""
        return Bookmark(self.place, self.above, self.focus, {*self.seen}, {**self.marks}, {**self.drafts})


def draft_key(question: str, span: Span | None = None) -> str:
    """The name under which a half-written note on a question, or on words of it, is kept."""
    return question if span is None else "\n".join((question, *(f"{n}" for at in span for n in at)))


def drafted(key: str) -> tuple[str, Span | None]:
    """The question and the words a draft is on; of a draft of a record, its id."""
    question, *numbers = key.split("\n")
    if len(numbers) != 4 or not all(number.isdecimal() for number in numbers):
        return question, None
    block, offset, last, end = map(int, numbers)
    return question, Span(Position(block, offset), Position(last, end))


def load(root: Path, transcript_id: str) -> Bookmark:
    """The bookmark of a transcript; an empty one where there is none or it cannot be read."""
    data = _read(_file(root, transcript_id))
    marks, drafts = data.get("marks"), data.get("drafts")
    return Bookmark(
        place=_position(data.get("place")),
        above=above if isinstance(above := data.get("above"), int) and above >= 0 else None,
        focus=focus if isinstance(focus := data.get("focus"), str) else "",
        seen={label for label in _list(data.get("seen")) if isinstance(label, str)},
        marks={
            key: place
            for key, value in (marks.items() if isinstance(marks, dict) else ())
            if (place := _position(value)) is not None
        },
        drafts={
            key: text
            for key, text in (drafts.items() if isinstance(drafts, dict) else ())
            if isinstance(text, str)
        },
    )


def save(root: Path, transcript_id: str, bookmark: Bookmark) -> None:
    """Remember `bookmark`, and that this transcript was the last one read. Raises OSError."""
    _write(
        _file(root, transcript_id),
        {
            "transcript": transcript_id,
            "place": bookmark.place,
            "above": bookmark.above,
            "focus": bookmark.focus,
            "seen": sorted(bookmark.seen),
            "marks": bookmark.marks,
            "drafts": bookmark.drafts,
        },
    )
    _write(_file(root, ""), {"workspace": str(root), "last": transcript_id})


def last_read(root: Path) -> str | None:
    """The ID of the transcript last read in the workspace at `root`."""
    last = _read(_file(root, "")).get("last")
    return last if isinstance(last, str) else None


def _file(root: Path, transcript_id: str) -> Path:
    name = hashlib.sha256(f"{root.resolve()}\0{transcript_id}".encode("utf-8", "surrogatepass")).hexdigest()
    return state_dir() / "reading" / f"{name[:20]}.json"


def _read(path: Path) -> Mapping[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        data = json.loads(path.read_text("utf-8"))
        if isinstance(data, dict):
            return data
    return {}


def _write(path: Path, data: Mapping[str, Any]) -> None:
    private(path.parent)
    replace_text(path, json.dumps(data, ensure_ascii=True))


def told_of(root: Path, transcript_id: str, path: str) -> bool:
    """Was the person told before that this transcript is in the file `path` now? From now on: yes."""
    file = _file(root, f"{transcript_id}\0path")
    if _read(file).get("path") == path:
        return True
    with contextlib.suppress(OSError):
        _write(file, {"transcript": transcript_id, "path": path})
    return False


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _position(value: Any) -> Position | None:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) and n >= 0 for n in value):
        return Position(*value)
    return None
