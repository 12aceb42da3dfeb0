"""A snapshot grown by what was added is the snapshot made of everything."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qa_reader.annotation.anchors import anchor_for
from qa_reader.annotation.codebook import built_in
from qa_reader.annotation.records import Revision, new_doc, newest, now, revised, uuid7
from qa_reader.annotation.said import Said, said
from qa_reader.transcript.model import Block, Position, Source, Span, Transcript

TEXT = Transcript(
    Source("x.txt"), "plain", tuple(Block(f"{n}番目の段落です。検討します。") for n in range(6))
)

STEP = st.tuples(
    st.sampled_from(["stance", "note", "highlight", "change", "delete", "bring back", "unit"]),
    st.integers(0, 5),
    st.sampled_from(["ana", "ben"]),
    st.booleans(),
)


def line(step: str, at: int, who: str, lines: list[Revision]) -> Revision | None:
    alive = [r for r in newest(lines).values() if r.kind == "annotation"]
    values: dict[str, Any] = {"question": f"x.txt#q{at}", "annotator": who}
    if step in ("change", "delete", "bring back"):
        if not alive:
            return None
        held = alive[at % len(alive)]
        return revised(held, uuid7(), who, deleted=step == "delete", note=f"{at}")
    if step == "stance":
        values |= {"part": "answers", "codes": ("hedged", "hedged.study")}
    elif step == "highlight":
        span = Span(Position(at, 0), Position(at, 4))
        values |= {"part": "span", "anchor": anchor_for(TEXT, span)}
    elif step == "unit":
        values |= {"kind": "unit", "data": {"label": f"q{at}"}}
    else:
        values |= {"note": "n"}
    return Revision(
        **{
            "id": uuid7(),
            "rev": 1,
            "change": uuid7(),
            "kind": "annotation",
            "time": now(),
            "doc": new_doc(),
            **values,
        }
    )


def told(one: Said) -> tuple[Any, ...]:
    questions = {f"x.txt#q{n}" for n in range(6)}
    return (
        {a.id: a for a in one.annotations},
        {q: {a.id for a in one.of(q)} for q in questions},
        [a.id for a in one.highlights],
        {q: one.stances(q) for q in questions},
        one.records,
        one.authors,
    )


@given(st.lists(STEP, max_size=20))
def test_growing_and_making_anew_agree(steps: list[tuple[str, int, str, bool]]) -> None:
    lines: list[Revision] = []
    grown = said((), TEXT, built_in())
    for step, at, who, look in steps:
        made = line(step, at, who, lines)
        if made is not None:
            lines.append(made)
        if look:
            told(grown)
        grown = said(tuple(lines), TEXT, built_in(), grown)
    whole = said(tuple(lines), TEXT, built_in())
    one, other = told(grown), told(whole)
    assert one[:2] == other[:2]
    assert sorted(one[2]) == sorted(other[2])
    assert one[3:] == other[3:]


def test_lines_that_came_in_between_are_not_missed() -> None:
    first, second, third = (line("note", n, "ana", []) for n in range(3))
    assert first is not None
    assert second is not None
    assert third is not None
    before = said((first, third), TEXT, built_in())
    assert len(said((first, second, third), TEXT, built_in(), before).annotations) == 3
