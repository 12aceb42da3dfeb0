"""A program that does nothing but write: `writer.py FOLDER SEED [COUNT]`, for the torture tests.

It adds, revises and deletes records as fast as it can, says before each change what it will be, and after it
whether it is on disk. Each line on standard output is JSON: `{"will": CHANGE, "revisions": …}`, then `{"did":
CHANGE}` or `{"refused": CHANGE, "reason": …}`.
"""

from __future__ import annotations

import json
import random
import sys
from itertools import count
from pathlib import Path

from qa_reader.annotation.records import Revision, new_doc, newest, now, revised, uuid7
from qa_reader.store.layout import Writer
from qa_reader.store.store import Store, StoreError

TRANSCRIPT = "minutes.txt"


def planned(store: Store, own: dict[str, Revision], chance: random.Random) -> list[Revision]:
    """The next change: mostly one new record, sometimes several, an edit or a deletion."""
    kind = chance.random()
    if own and kind < 0.3:
        one = own[chance.choice(sorted(own))]
        return [revised(one, uuid7(), "佐藤", note=uuid7(), deleted=kind < 0.1)]
    change = uuid7()
    return [
        Revision(
            uuid7(),
            1,
            change,
            "annotation",
            "佐藤",
            f"{TRANSCRIPT}#q1",
            now(),
            new_doc(),
            "answers",
            note=uuid7() * 5,
        )
        for _record in range(chance.choice([1, 1, 1, 1, 7]))
    ]


def main(folder: Path, seed: str, changes: int | None) -> None:
    """Write until killed, or `changes` times."""
    chance = random.Random(seed)
    store = Store(folder / "annotations", Writer("佐藤", "0a1b2c"), limit=40)
    own = {one.id: one for one in newest(store.read(TRANSCRIPT).revisions).values() if not one.deleted}
    own = dict(chance.sample(sorted(own.items(), key=lambda item: item[0]), min(len(own), 20)))
    for number in count():
        if number == changes:
            return
        lines = planned(store, own, chance)
        said = {"will": lines[0].change, "revisions": [[one.doc, one.hash] for one in lines]}
        print(json.dumps(said), flush=True)
        try:
            store.append({TRANSCRIPT: lines})
        except StoreError as refused:
            print(json.dumps({"refused": lines[0].change, "reason": refused.reason}), flush=True)
            continue
        print(json.dumps({"did": lines[0].change}), flush=True)
        own.update((one.id, one) for one in lines)
        for one in lines:
            if one.deleted:
                del own[one.id]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
