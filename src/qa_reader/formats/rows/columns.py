"""What the columns of a table of questions and answers hold: guessed by header words, or named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, Literal, get_args

Column = Literal[
    "question",
    "answer",
    "questioner",
    "answerer",
    "section",
    "date",
    "number",
    "time",
    "note",
    "url",
    "title",
]

# Header words in order of weight: the first that fits a column wins it. Exact after folding, but a word with
# a star may stand inside a longer header.
_WORDS: Final[Mapping[Column, tuple[str, ...]]] = {
    "question": (
        "interview_question", "question_text", "question text", "質問内容", "質問文", "質問本文", "質問要旨",
        "質問", "質疑", "問", "問い", "question", "questions", "q", "prompt", "ask", "*質問内容",
        "*question_text",
    ),
    "answer": (
        "interview_answer", "answer_text", "response_text", "answer text", "答弁内容", "回答内容", "答弁文",
        "回答文", "答弁要旨", "答弁", "回答", "答え", "答", "answer", "answers", "a", "response", "reply",
        "*答弁内容", "*回答内容",
    ),
    "questioner": (
        "questioner", "質問者", "質問議員", "質疑者", "議員名", "議員", "委員", "記者", "asker",
        "analyst_name", "questionspeaker", "question_speaker", "interviewer", "reporter", "asked by",
        "speaker", "発言者",
    ),
    "answerer": (
        "answerer", "答弁者", "回答者", "答弁部署", "担当課", "担当部署", "担当", "management_speaker",
        "respondent", "answerspeaker", "answer_speaker", "minister", "answered by", "president",
        "interviewee",
    ),
    "title": ("title", "タイトル", "件名", "会議名", "会議", "meeting", "transcript_id", "document"),
    "section": (
        "section", "topic", "subject", "項目", "議題", "テーマ", "分類", "質問項目", "大項目", "category",
        "章",
    ),
    "date": ("date", "日付", "年月日", "開催日", "質問日", "filing_date", "day"),
    "number": ("number", "no", "no.", "番号", "質問番号", "通番", "#", "№", "項番"),
    "time": ("time", "timestamp", "時刻", "時間", "再生位置", "youtube", "start"),
    "url": ("url", "link", "リンク", "出典", "source"),
    "note": ("note", "notes", "備考", "メモ", "コメント", "comment"),
}  # fmt: skip
_MOST: Final = 400
"""Columns past which none is looked at."""
_SPEC: Final = re.compile(r"\s*(\w+)\s*=\s*([^,]+)")


def folded(header: str) -> str:
    """A header as headers are compared: width, case and blanks apart."""
    return " ".join(unicodedata.normalize("NFKC", header).replace("\ufeff", "").casefold().split())


def guess(headers: Sequence[str]) -> dict[Column, int]:
    """Which column holds what. Empty where neither a question nor a questioner is among them."""
    names = [folded(header) for header in headers[:_MOST]]
    found: dict[Column, int] = {}
    for column in get_args(Column):
        for word in _WORDS[column]:
            at = next(
                (i for i, name in enumerate(names) if i not in found.values() and _fits(word, name)), None
            )
            if at is not None:
                found[column] = at
                break
    if "question" in found or ("questioner" in found and "answerer" not in found):
        return found
    return {}


def _fits(word: str, name: str) -> bool:
    return word[1:] in name if word.startswith("*") else word == name


def named(spec: str, headers: Sequence[str]) -> dict[Column, int]:
    """Columns as the user names them: `question=問い,answer=こたえ`, by header or by number from 1."""
    names = [folded(header) for header in headers]
    found: dict[Column, int] = {}
    for key, value in _SPEC.findall(spec):
        wanted = folded(value)
        if key not in get_args(Column):
            continue
        if wanted in names:
            found[key] = names.index(wanted)
        elif wanted.isdigit() and 0 < int(wanted) <= len(names):
            found[key] = int(wanted) - 1
    return found if "question" in found or "questioner" in found else {}
