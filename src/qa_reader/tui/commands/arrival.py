"""What the reader of a transcript should know as it is opened: damage first, then what is left to finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_reader.desk.bookmark import drafted
from qa_reader.desk.wording import titled
from qa_reader.locales import _, listed

if TYPE_CHECKING:
    from qa_reader.desk.workspace import Reading
    from qa_reader.tui.panes.status import Tone
    from qa_reader.tui.screens.reader import ReaderScreen

Told = tuple[str, "Tone"]


def told(screen: ReaderScreen, reading: Reading) -> Told | None:
    """The one line to say first, and how; None where all is well."""
    if reading.kept.problems:
        problem = reading.kept.problems[0]  # its folders would push what is wrong off the line
        return problem.message.replace(str(problem.path), problem.path.name), "warning"
    if reading.kept.readonly:
        line = _("the annotations here can be read, not changed; save in another folder: {key}")
        return line.format(key=_key(screen, "save-elsewhere")), "warning"
    if drafts := screen.bookmark.drafts:
        names = listed(titled(drafted(key)[0]) for key in drafts if "#" in key) or _("an annotation")
        return _("a half-written note is kept: {where}; a opens it there").format(where=names), "note"
    if (moved := _moved(screen, reading)) is not None:
        return moved
    if screen.desk.annotator is None and (judges := _judges(reading)):
        line = _("{names} judged answers here ({key}); the list shows only your own stances")
        return line.format(names=listed(judges), key=_key(screen, "pane-next")), "note"
    serious = (notice for notice in reading.transcript.notices if notice.code == "no-question")
    return next(((notice.message, "warning") for notice in serious), None)


def _judges(reading: Reading) -> list[str]:
    """Who has said how an answer was given."""
    said = reading.said
    return sorted({name for question in said.by_question for name in said.stances(question)})


def _moved(screen: ReaderScreen, reading: Reading) -> Told | None:
    """What to say of a transcript that was renamed, or that may be one whose file is gone."""
    if not screen.desk.places.strange:
        return None
    from qa_reader.desk.moved import opened_line, proposed_line

    if (line := opened_line(screen.desk, reading)) is not None:
        return line, "note"
    line = proposed_line(screen.desk, reading, _key(screen, "adopt"))
    return (line, "warning") if line is not None else None


def _key(screen: ReaderScreen, action: str) -> str:
    return next(iter(screen.registry[action].keys), ":")
