"""Real recordings beside the checkout against what was counted of them, and each of their words kept.

Where the count by hand is not followed, docs/formats.md says why.
"""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from keeping import assert_whole, characters, held

from qa_reader.formats.table import read
from qa_reader.language.encodings import decode
from qa_reader.report.inspection import inspection

FOLDERS = ("subs_vtt", "subs_srt", "asr_json", "timestamped_md")
ARGUED = {"subs_vtt/potato_talk_01.srt": 2, "subs_vtt/wpt_tags.vtt": 3, "subs_vtt/wpt_voice.vtt": 2}
"""Speakers of files where the count by hand is not followed."""
REPEATING = ("subs_vtt/youtube_dl.vtt", "subs_vtt/potato_talk_01.srt")
"""Files that print the same again on purpose: rolling lines, a label before every cue."""


def gold(shared: Path) -> list[dict[str, str]]:
    with (shared / "transcripts" / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if row["path"].split("/")[0] in FOLDERS]


def test_speakers_and_formats(shared: Path) -> None:
    rows = gold(shared)
    assert len(rows) >= 17
    for row in rows:
        data = (shared / "transcripts" / row["path"]).read_bytes()
        transcript = read(data, row["path"])
        assert_whole(transcript)
        assert transcript.format in ("webvtt", "srt", "asr-json", "timestamped")
        counted = inspection(transcript)["counts"]["speakers"]
        if row["n_speakers"]:
            assert counted == ARGUED.get(row["path"], int(row["n_speakers"])), row["path"]
        assert transcript.meta.language in (row["language"], None)
        assert any(block.time is not None for block in transcript.blocks) or not transcript.blocks


def words(path: str, text: str) -> str:
    """The words of a file by other means than the reader's own."""
    if path.endswith((".json", ".json3")):
        return _words_of(orjson.loads(text))
    if path.endswith(".md"):
        rows = re.findall(r"(?m)^\| *[\d:]+\|(.*)\| *\[source video\]", text)
        return "".join(rows)
    if path.endswith(".txt"):
        return re.sub(r"(?m)^\[[\d:]+\]$", "", text)
    text = re.sub(r"(?m)^.*-->.*$|^\d+$|^WEBVTT$", "", text)
    return html.unescape(re.sub(r"</?(?:[cviub]|ruby|rt|lang)?(?:[.\s][^<>]*)?>|<[\d:.]+>", "", text))


def _words_of(value: Any) -> str:
    rows: list[Any] = []
    for key in ("segments", "sentences", "turns"):
        rows = rows or (value.get(key) or [])
    if rows:
        return "".join(row["text"] for row in rows)
    if "events" in value:
        return "".join(seg["utf8"] for event in value["events"] for seg in event.get("segs", []))
    return "".join(row["transcript"] for row in value["results"]["utterances"])


def test_every_word_is_kept(shared: Path) -> None:
    for row in gold(shared):
        data = (shared / "transcripts" / row["path"]).read_bytes()
        lost = characters(words(row["path"], decode(data).text)) - held(read(data, row["path"]))
        assert not lost or row["path"] in REPEATING, row["path"]


@pytest.mark.parametrize("path", REPEATING)
def test_what_is_printed_again_is_kept_once(shared: Path, path: str) -> None:
    data = (shared / "transcripts" / path).read_bytes()
    assert set(characters(words(path, data.decode()))) - {":"} <= set(held(read(data, path)))
