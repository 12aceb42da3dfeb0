"""NTCIR's QA Lab-PoliInfo as JSON (formats.md §8): rows of sentences, question–answer pairs, proceedings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from qa_reader.formats.containers.jsontext import dicts, lines_of, load, string, unexpected
from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.formats.turns.directions import is_direction
from qa_reader.formats.turns.meeting import Meeting, Person, finish
from qa_reader.formats.turns.turnlines import Line
from qa_reader.language.dates import first_date
from qa_reader.locales import _
from qa_reader.transcript.model import Kind, Metadata, Transcript

NAME: Final = "ntcir"

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "sentences": ("SpeakerPosition", "SpeakerName", "Utterance"),
    "pairs": ("QuestionSpeaker", "QuestionSummary", "AnswerSpeaker"),
    "proceedings": ("ProceedingTitle", "Proceeding"),
    "lines": ("Volume", "Line", "Speaker", "Utterance"),
}
_TOPIC: Final = re.compile(
    r"[\s\u3000]*(?:まず|次に|次いで|続いて|最後に|また、|さて|第[一二三四五六七八九十]+に)"
)
_ENOUGH: Final = 150
_LONG: Final = 400
"""Code points from which a paragraph of joined sentences may end, and must."""
_GROUP: Final = re.compile(r"(.{1,40}?)[（(]([^（）()]{1,30})[）)]")


def claim(head: Head) -> Claim | None:
    """By the keys of its rows."""
    text = head.text[:16384]
    for shape, keys in _KEYS.items():
        if all(f'"{key}"' in text for key in keys):
            return Claim(0.98, _("NTCIR PoliInfo rows ({shape})").format(shape=shape))
    return None


def read(material: Material) -> Transcript:
    """The rows as a transcript, by the keys of the first row that has any."""
    data = load(material)
    rows = dicts(data if isinstance(data, list) else [data])
    shape = next((name for row in rows for name, keys in _KEYS.items() if set(keys) <= set(row)), None)
    draft = Draft(material.source(), NAME)
    if shape == "sentences":
        _sentences(draft, rows)
    elif shape == "lines":  # sentences of PoliInfo-2, which know no positions
        _sentences(draft, [{**row, "SpeakerName": row.get("Speaker")} for row in rows])
    elif shape == "pairs":
        _pairs(draft, rows)
    elif shape == "proceedings":
        _proceedings(draft, rows)
    else:
        raise unexpected(material, " / ".join(key for keys in _KEYS.values() for key in keys))
    return finish(draft, _metadata(rows), material.claim)


def _sentences(draft: Draft, rows: Sequence[dict[str, Any]]) -> None:
    """One row is a sentence. Rows of nobody are stage directions, which end no turn by themselves."""
    for (title, date), group in groupby(
        rows, key=lambda row: (string(row.get("Title")), string(row.get("Date")))
    ):
        draft.end_sections()
        draft.section(
            title or date or "?", 1, meeting=title or None, date=_iso(date), date_printed=date or None
        )
        meeting = Meeting(draft, level=2)
        for who, lines in _turns(group):
            if who is None:
                meeting.aside(lines)
                continue
            position, name, asker = who
            label = f"{position}（{name}）" if name and position else name or position
            member = _group(asker)[0] == name if asker else False
            given: Kind | None = ("question" if member else "answer") if asker else None
            person = Person(name=name or None, group=_group(asker)[1] if member else None)
            meeting.speaks(label, _paragraphs(lines), person=person, given=given)
        meeting.over()


_Who = tuple[str, str, str]


def _turns(rows: Iterable[dict[str, Any]]) -> list[tuple[_Who | None, list[Line]]]:
    """Consecutive rows of one speaker and one asker; a direction inside a turn goes on with it."""
    turns: list[tuple[_Who | None, list[Line]]] = []
    for row in rows:
        who = tuple(string(row.get(key)) for key in ("SpeakerPosition", "SpeakerName", "QuestionSpeaker"))
        lines = lines_of(string(row.get("Utterance")))
        if not who[0] and not who[1]:
            turns.append((None, lines))
        elif turns and turns[-1][0] == who:
            turns[-1][1].extend(lines)
        elif len(turns) > 1 and turns[-1][0] is None and turns[-2][0] == who:
            directions = turns.pop()[1]
            turns[-1][1].extend([*directions, *lines])
        else:
            turns.append(((who[0], who[1], who[2]), lines))
    return turns


def _paragraphs(sentences: Sequence[Line]) -> list[Line]:
    """Sentences joined to paragraphs, which the rows do not keep.

    A new one begins with a new topic, or when the one before is long. Stage directions stay lines of their
    own.
    """
    paragraphs: list[Line] = []
    for sentence in sentences:
        last = paragraphs[-1].text if paragraphs else ""
        apart = is_direction(sentence.text) or is_direction(last)
        if apart or not last or len(last) >= _LONG or (len(last) >= _ENOUGH and _TOPIC.match(sentence.text)):
            paragraphs.append(sentence)
        else:
            paragraphs[-1] = Line(last + sentence.text)
    return paragraphs


def _pairs(draft: Draft, rows: Sequence[dict[str, Any]]) -> None:
    """One row is a question and its answer, in summary."""
    opened: tuple[str, ...] = ()
    for row in rows:
        headline = "\u3000".join(_texts(row.get("Headlines") or row.get("MainTopic")))
        path = (string(row.get("Meeting")) or string(row.get("Date")), headline, string(row.get("SubTopic")))
        for depth, heading in enumerate(path):
            if heading and path[: depth + 1] != opened[: depth + 1]:
                date = string(row.get("Date")) if depth == 0 else ""
                draft.section(heading, depth + 1, date=_iso(date), date_printed=date or None)
        opened = path
        asker, group = _group(string(row.get("QuestionSpeaker")))
        questioner = draft.speaker(asker, string(row.get("QuestionSpeaker")), "member", group=group)
        draft.turn("question", questioner, label=string(row.get("QuestionSpeaker")))
        _say(draft, _texts(row.get("QuestionSummary")))
        for answerer, told in _answers(row):
            draft.turn(
                "answer", draft.speaker(answerer, answerer, "official", office=answerer), label=answerer
            )
            _say(draft, told)


def _answers(row: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Who answers and what: several where both are lists as long as each other (PoliInfo-2)."""
    speakers, told = _texts(row.get("AnswerSpeaker")), row.get("AnswerSummary")
    if isinstance(told, list) and len(told) == len(speakers):
        return [(speaker, _texts(each)) for speaker, each in zip(speakers, told, strict=True)]
    return [("、".join(speakers), _texts(told))] if speakers or _texts(told) else []


def _texts(value: object) -> list[str]:
    """The texts of a value that is one, or a list of them to any depth; `<br>` parts them as well."""
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [text for text in string(value).split("<br>") if text.strip()]


def _proceedings(draft: Draft, rows: Sequence[dict[str, Any]]) -> None:
    """Whole meetings: `Speaker` is the word null for what nobody says."""
    for row in rows:
        title, date = string(row.get("ProceedingTitle")), string(row.get("Date"))
        draft.end_sections()
        draft.section(
            title or date or "?",
            1,
            body=string(row.get("Prefecture")) or None,
            meeting=title or None,
            date=_iso(date),
            date_printed=date or None,
            url=string(row.get("URL")) or None,
        )
        meeting = Meeting(draft, level=2)
        for speech in dicts(row.get("Proceeding")):
            speaker = string(speech.get("Speaker"))
            lines = lines_of(string(speech.get("Utterance")))
            if speaker in ("", "null"):
                meeting.information(title or "null", lines)
            else:
                meeting.speaks(speaker, lines)
        meeting.over()


def _say(draft: Draft, texts: Iterable[str]) -> None:
    for text in texts:
        for line in lines_of(text):
            if line.text.strip():
                draft.block(line.text.rstrip())


def _group(label: str) -> tuple[str, str | None]:
    """「山田花子（未来会）」 in name and group."""
    found = _GROUP.fullmatch(label)
    return (found[1], found[2]) if found else (label, None)


def _iso(printed: str) -> str | None:
    found = first_date(printed)
    return found.iso if found else None


def _metadata(rows: Sequence[dict[str, Any]]) -> Metadata:
    titles = {string(row.get(key)) for row in rows for key in ("Title", "Meeting", "ProceedingTitle")} - {""}
    dates = {string(row.get("Date")) for row in rows} - {""}
    title = titles.pop() if len(titles) == 1 else None
    date = dates.pop() if len(dates) == 1 else ""
    return Metadata(title=title, meeting=title, date=_iso(date), date_printed=date or None, language="ja")
