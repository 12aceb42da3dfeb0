"""Things to say, for the tests of the store."""

from __future__ import annotations

from qa_reader.annotation.records import Revision, new_doc, now, uuid7
from qa_reader.store.store import Store

TRANSCRIPT = "令和3年/予算特別委員会.txt"


def say(note: str = "", *, transcript: str = TRANSCRIPT, **values: object) -> Revision:
    """A note about the first question of `transcript`, as somebody would say it now."""
    made = {
        "id": uuid7(),
        "rev": 1,
        "change": uuid7(),
        "kind": "annotation",
        "annotator": "佐藤",
        "question": f"{transcript}#q1",
        "time": now(),
        "doc": new_doc(),
        "part": "answers",
        "codes": ("hedged",),
        "note": note,
    }
    return Revision(**{**made, **values})  # type: ignore[arg-type]


def notes(store: Store, transcript: str = TRANSCRIPT) -> list[str]:
    """The notes of all revisions, in their order."""
    return [revision.note for revision in store.read(transcript).revisions]
