"""The real minutes, Diet records and tables beside the checkout, against what was read of them by hand.

`MANIFEST.tsv` counts questions, answers and speakers and gives the first words; `GOLD_TURNS.tsv` gives the
kind of 693 turns. Differences that are argued stand in docs/formats.md.
"""

from __future__ import annotations

import csv
import html
import re
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
from keeping import assert_whole, characters, held

from qa_reader.formats.table import read
from qa_reader.language.encodings import decode
from qa_reader.transcript.model import Transcript, Turn

FILES = {
    "minutes": [
        "ja_kensakusystem_txt/hirosaki_20230217.txt",
        "ja_kensakusystem_txt/katsushika_20250214.txt",
        "encodings/katsushika.cp932.txt",
    ],
    "discussnet": ["ja_discussnet_json/hakodate_20240222.json", "ja_discussnet_json/yokohama_20241129.json"],
    "dbsearch": ["ja_dbsearch_html/aomori_page.html", "ja_dbsearch_html/sendai_dx_committee.html"],
    "gijirokucom": [
        "ja_gijirokucom_html/asp_huid-page.html",
        "ja_gijirokucom_html/standard_huid-page.html",
        "ja_gijirokucom_html/standard_sidebar.html",
        "encodings/standard_huid-page.cp932.html",
    ],
    "shinagawa": [
        "ja_shinagawa_js/h25-20130807-17.js",
        "ja_shinagawa_js/r05-20230328-honkaigi.js",
        "ja_shinagawa_js/r05-20231109-19.js",
    ],
    "kokkai-xml": ["kokkai_xml/meeting_1-end_1947.xml", "kokkai_xml/meeting_212-plane.xml"],
    "kokkai-json": [
        "kokkai_json/DERIVED_meeting_212-plane.json",
        "kokkai_json/meeting_list_220.json",
        "kokkai_json/speech_220.json",
        "kokkai_json/speech_chingin.json",
        "kokkai_json/speech_nichigyo.json",
    ],
    "ntcir": [
        "ntcir_json/PoliInfo4_Utterances_Sample.json",
        "ntcir_json/QuestionAnswering2_Sample.json",
        "ntcir_json/tokyo_draft_committee.json",
    ],
    "press-json": ["ja_press/mof_20260403.json"],
    "table": [
        "ja_press/tse_20201001_questions.tsv",
        "finance_qa_csv/earningscall_human_annotation.csv",
        "qevasion_csv/qevasion_evaluation_set_agreed.csv",
    ],
}
EVERY = [(format, path) for format, paths in FILES.items() for path in paths]


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "transcripts" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def transcript_of(shared: Path, path: str) -> Transcript:
    return read((shared / "transcripts" / path).read_bytes(), path)


def beginning(transcript: Transcript, turn: Turn) -> str:
    """The first 30 characters of a turn, its white space collapsed (formats.md §0.3)."""
    blocks = transcript.blocks[turn.start : turn.end]
    words = "\n".join(block.text for block in blocks if block.part == "speech")
    return " ".join(words.split())[:30]


@pytest.mark.parametrize(("format", "path"), EVERY)
def test_counts_and_first_words(shared: Path, format: str, path: str) -> None:
    transcript = transcript_of(shared, path)
    gold = next(row for row in rows(shared, "MANIFEST.tsv") if row["path"] == path)
    asked = [turn for turn in transcript.turns if turn.kind == "question"]
    answered = [turn for turn in transcript.turns if turn.kind == "answer"]
    assert transcript.format == format
    found = {"n_questions": len(asked), "n_answers": len(answered), "n_speakers": len(transcript.speakers)}
    assert {key: str(value) for key, value in found.items() if gold[key]} == {
        key: gold[key] for key in found if gold[key]
    }
    for turns, key in ((asked, "first_question_30_chars"), (answered, "first_answer_30_chars")):
        if gold[key]:
            assert beginning(transcript, turns[0]).startswith(gold[key])
    assert_whole(transcript)


@pytest.mark.parametrize(
    "path",
    [
        "ja_shinagawa_js/h25-20130807-17.js",
        "ja_shinagawa_js/r05-20231109-19.js",
        "kokkai_xml/meeting_1-end_1947.xml",
    ],
)
def test_kinds_turn_by_turn(shared: Path, path: str) -> None:
    gold = [row["kind"] for row in rows(shared, "GOLD_TURNS.tsv") if row["path"] == path]
    assert [turn.kind for turn in transcript_of(shared, path).turns] == gold


def body(path: str, data: bytes) -> str:
    """The words of a file, by other means than the reader's own."""
    text = decode(data).text
    if path.endswith(".js"):
        value = orjson.loads(text[text.index("(") + 1 : text.rindex(")")])
        return "".join(voice["speaker"] + voice["text"] for voice in value["voices"])
    if "discussnet" in path:
        bodies = "".join(each["body"] for each in orjson.loads(text)["tenant_minutes"])
        return html.unescape(re.sub(r"<[^<>]+>", "", bodies))
    if path.endswith((".json", ".xml")):
        return _said(path, text)
    if path.endswith(".html"):
        shown = re.sub(
            r"(?is)<(script|style|head|span class=.(page-text__number|visible-print)).*?</(\1|span)>",
            "",
            text,
        )
        found = re.findall(
            r'(?is)<p class="(?:page-text__text|js-text)[^>]*>(.*?)</p>|</A>([○●].*?)<P>', shown
        )
        return html.unescape(re.sub(r"<[^<>]+>", "", "".join(map("".join, found))))
    return re.sub(r'<PAGE="\d+">', "", text)


def _said(path: str, text: str) -> str:
    if path.endswith(".xml"):
        return html.unescape("".join(re.findall(r"(?s)<speech>(.*?)</speech>", text)))
    found: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            keys = ("speech", "Utterance", "QuestionSummary", "AnswerSummary", "text")
            found.extend(value[key] for key in keys if isinstance(value.get(key), str))
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            gather(each)

    gather(orjson.loads(text))
    return "".join(found)


@pytest.mark.parametrize("path", [path for format, path in EVERY if format != "table"])
def test_every_character_of_the_body_is_kept(shared: Path, path: str) -> None:
    source = body(path, (shared / "transcripts" / path).read_bytes())
    assert not characters(source) - held(transcript_of(shared, path))


@pytest.mark.parametrize("path", FILES["table"])
def test_every_cell_is_kept(shared: Path, path: str) -> None:
    transcript = transcript_of(shared, path)
    text = decode((shared / "transcripts" / path).read_bytes()).text
    shown = "".join("".join(block.text.split()) for block in transcript.blocks)
    shown += "".join(
        "".join((section.heading + (section.date_printed or "")).split()) for section in transcript.sections
    )
    shown += "".join(link.text + (link.url or "") for link in transcript.links)
    shown += "".join("".join(speaker.name.split()) for speaker in transcript.speakers)
    for cells in csv.reader(text.splitlines(keepends=True), delimiter="\t" if path.endswith("tsv") else ","):
        for cell in cells[:30]:
            words = "".join(re.sub(r'=HYPERLINK\("(.*?)","(.*?)"\)', r"\1", cell).split())
            assert words in shown or cell in text.split("\n", 1)[0]


def test_the_questions_of_a_real_plenary_find_their_answers(shared: Path) -> None:
    """Read by hand: which answer the five questions of one speech got, from two officials."""
    transcript = transcript_of(shared, "ja_dbsearch_html/aomori_page.html")
    asked = next(turn for turn in transcript.turns if turn.kind == "question")
    exchanges = [e for e in transcript.exchanges if transcript.turns[e.questions[0].turn] is asked]
    answers = [[transcript.turns[p.turn].label for p in e.answers] for e in exchanges]
    officials = [speaker.label for speaker in transcript.speakers if "部長" in speaker.label]
    assert answers == [[officials[0]]] * 4 + [[officials[1]]]
