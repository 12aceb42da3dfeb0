"""How fast each format is read, beside the bare parser of what it comes in, in one run.

    python benchmarks/formats.py [MB]            meetings made up here, of so many megabytes (3)
    python benchmarks/formats.py FILE...         these files instead

A format is a line in FORMATS: how its text is made, and which parser stands beside it. Time is that of the
processor, the best of three; no cache is used. MB are those of the file as UTF-8, for a PDF of its words. A
speech has some 900 bytes, about as in the 470,000 speeches of one ward assembly (1,083).
"""

from __future__ import annotations

import csv
import html
import io
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import lxml.etree
import lxml.html
import orjson
import pypdfium2
from harness import parliaments, recordings

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "formats"))
from pdfs import pdf

ROUNDS = 3
PLACES = (
    "駅前の広場",
    "北の橋",
    "図書館の分館",
    "通学路の歩道",
    "中央公園の池",
    "市民会館の屋根",
    "避難所の倉庫",
)
ASKED = (
    "{n}点目は、{place}についてです。",
    "昨年の大雨では水があふれ、近くの方々から心配の声が寄せられました。",
    "{place}の整備をいつまでに終えるお考えか、費用をどれほど見込んでおられるのか、伺います。",
)
ANSWERED = (
    "{place}の整備についての御質問にお答えいたします。",
    "整備は{n}年度の前半に終える予定で、関係する課と調整を進めているところでございます。",
    "費用につきましては{n}00万円ほどを見込んでおりますが、国の補助の活用も検討してまいります。",
)
BACKGROUND = (
    "この{place}は昭和の終わりに造られてから四十年がたち、地面のひび割れや手すりの傷みが目立つようになりました。",
    "区では一昨年に調査を行い、その結果を昨年の三月に公表したところでありますが、直すべき所は百を超えております。",
    "住民の皆さまとの話合いの場では、夜間の明かりや車椅子での通行についても、多くの意見が出されております。",
    "他の自治体では、地元の団体と協定を結び、日々の手入れを任せることで、費用を抑えながら続けている例もあります。",
    "限られた財源の中ではございますが、安全に関わるものから順に進めるという考え方は、皆さまと同じでございます。",
)


class Said(NamedTuple):
    """One question and its answer."""

    n: int
    place: str
    asked: str
    answered: str


def talk(size: int) -> Iterator[Said]:
    """Questions and answers of about `size` bytes of UTF-8."""
    made = n = 0
    while made < size:
        n += 1
        place = PLACES[n % len(PLACES)]
        asked = "".join(ASKED).format(n=n, place=place) + "".join(BACKGROUND).format(place=place)
        answered = "".join(ANSWERED).format(n=n, place=place) + "".join(BACKGROUND).format(place=place)
        made += len(f"{asked}{answered}".encode())
        yield Said(n, place, asked, answered)


def page(size: int) -> bytes:
    rows = (f"質問{s.n}\n\n森の質問\n\n{s.asked}\n\n担当課長の答弁\n\n{s.answered}\n\n" for s in talk(size))
    return "".join(rows).encode()


def press(size: int) -> bytes:
    return "".join(f"（問）{s.asked}\n（答）{s.answered}\n\n" for s in talk(size)).encode()


def speeches(size: int) -> Iterator[tuple[str, str, str]]:
    """Mark, label and words of each speech of a meeting."""
    yield "○", "議長（森太一君）", "ただいまから本日の会議を開きます。一般質問を行います。"
    for s in talk(size):
        yield "○", "議長（森太一君）", "谷花子君。"
        yield "◆", "２番（谷花子君）", s.asked
        yield "○", "議長（森太一君）", "建設部長。"
        yield "◎", "建設部長（大木一君）", s.answered


def minutes(size: int) -> bytes:
    return "\n".join(f"{mark}{label}　{words}" for mark, label, words in speeches(size)).encode()


def discussnet(size: int) -> bytes:
    records = [
        {"title": label, "page_no": 1, "minute_type": mark, "body": f"<pre>{mark}{label}　{words}\n</pre>"}
        for mark, label, words in speeches(size)
    ]
    return json.dumps({"tenant_minutes": records}, ensure_ascii=False).encode()


def diet(size: int) -> list[dict[str, object]]:
    named = {"議長（森太一君）": "森太一", "２番（谷花子君）": "谷花子", "建設部長（大木一君）": "大木一"}
    printed = {"森太一": "森委員長", "谷花子": "谷（花）委員", "大木一": "大木国務大臣"}
    found: list[dict[str, object]] = []
    for order, (_mark, label, words) in enumerate(speeches(size), 1):
        name = named[label]
        found.append({
            "speechID": f"1_{order}", "speechOrder": order, "speaker": name, "speakerRole": None,
            "speakerGroup": "みどりの会", "speakerPosition": "国土大臣" if name == "大木一" else None,
            "speech": f"○{printed[name]}　{words}",
        })  # fmt: skip
    return found


MEETING = {"issueID": "1", "session": 212, "nameOfHouse": "衆議院", "nameOfMeeting": "国土委員会",
           "issue": "第8号", "date": "2023-12-01"}  # fmt: skip


def kokkai_json(size: int) -> bytes:
    record = {**MEETING, "speechRecord": diet(size)}
    return json.dumps({"numberOfRecords": 1, "meetingRecord": [record]}, ensure_ascii=False).encode()


def kokkai_xml(size: int) -> bytes:
    def fields(values: dict[str, object]) -> str:
        return "".join(f"<{k}>{escape(str(v or ''))}</{k}>" for k, v in values.items())

    said = "".join(f"<speechRecord>{fields(each)}</speechRecord>" for each in diet(size))
    meeting = f"<meetingRecord>{fields(MEETING)}{said}</meetingRecord>"
    records = f"<record><recordData>{meeting}</recordData></record>"
    return f"<data><numberOfRecords>1</numberOfRecords><records>{records}</records></data>".encode()


def sheet(size: int) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("番号", "質問者", "質問", "答弁者", "答弁"))
    writer.writerows((s.n, "谷花子議員", s.asked, "建設部長", s.answered) for s in talk(size))
    return out.getvalue().encode()


def rows(size: int) -> bytes:
    pairs = ({"question": s.asked, "answer": s.answered} for s in talk(size))
    return "\n".join(json.dumps(pair, ensure_ascii=False) for pair in pairs).encode()


def web_page(size: int) -> bytes:
    balloons = "".join(
        f'<div class="bln bleft" data-speaker="谷花子議員"><p>{html.escape(s.asked)}</p></div>'
        f'<div class="bln bright" data-speaker="建設部長（大木）"><p>{html.escape(s.answered)}</p></div>'
        for s in talk(size)
    )
    return f"<html><body><main><h1>一般質問</h1>{balloons}</main></body></html>".encode()


def markdown(size: int) -> bytes:
    said = (f"## {s.place}\n\n**質問{s.n}** {s.asked}\n\n**答弁** {s.answered}\n\n" for s in talk(size))
    return f"# 一般質問\n\n{''.join(said)}".encode()


def printed(size: int) -> bytes:
    width, lines = 46, 40
    folded = [
        line[at : at + width]
        for mark, label, words in speeches(size)
        for line in [f"{mark}{label}　{words}"]
        for at in range(0, len(line), width)
    ]
    return pdf([folded[at : at + lines] for at in range(0, len(folded), lines)])


def decoded(data: bytes) -> object:
    return data.decode().split("\n")


def parsed_json(data: bytes) -> object:
    return orjson.loads(data)


def json_lines(data: bytes) -> object:
    return [orjson.loads(line) for line in data.split(b"\n") if line]


def parsed_xml(data: bytes) -> object:
    return lxml.etree.fromstring(data)


def parsed_html(data: bytes) -> object:
    return lxml.html.document_fromstring(data.decode())


def cells(data: bytes) -> object:
    return list(csv.reader(io.StringIO(data.decode())))


def words_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join(each.get_textpage().get_text_bounded() for each in document)


def sitting(of: Callable[[Iterable[tuple[str, str]]], bytes]) -> Callable[[int], bytes]:
    """A maker of a parliament's XML, or of a recording, as a maker of `size` bytes of talk."""
    return lambda size: of((s.asked, s.answered) for s in talk(size))


class Format(NamedTuple):
    """One line of the table."""

    name: str
    file: str
    make: Callable[[int], bytes]
    bare: str
    """What the parser is called."""
    parse: Callable[[bytes], object]
    most: int = 1 << 40
    """Bytes past which the format reads no file."""


FORMATS = (
    Format("plain (質問N)", "a.txt", page, "decode", decoded),
    Format("plain (問/答)", "a.txt", press, "decode", decoded),
    Format("minutes", "a.txt", minutes, "decode", decoded),
    Format("discussnet", "a.json", discussnet, "orjson", parsed_json),
    Format("kokkai-json", "a.json", kokkai_json, "orjson", parsed_json),
    Format("kokkai-xml", "a.xml", kokkai_xml, "lxml", parsed_xml),
    Format("parlamint-tei", "a.xml", sitting(parliaments.parlamint), "lxml", parsed_xml),
    Format("akoma-ntoso", "a.xml", sitting(parliaments.akoma_ntoso), "lxml", parsed_xml),
    Format("twfy-xml", "a.xml", sitting(parliaments.twfy), "lxml", parsed_xml),
    Format("canada-xml", "a.xml", sitting(parliaments.canada), "lxml", parsed_xml),
    Format("australia-xml", "a.xml", sitting(parliaments.australia), "lxml", parsed_xml),
    Format("webvtt", "a.vtt", sitting(recordings.webvtt), "decode", decoded),
    Format("srt", "a.srt", sitting(recordings.srt), "decode", decoded),
    Format("asr-json (Whisper)", "a.json", sitting(recordings.whisper), "orjson", parsed_json),
    Format("timestamped", "a.txt", sitting(recordings.timestamped), "decode", decoded),
    Format("table (CSV)", "a.csv", sheet, "csv", cells),
    Format("table (JSONL)", "a.jsonl", rows, "orjson", json_lines),
    Format("html", "a.html", web_page, "lxml", parsed_html),
    Format("markdown", "a.md", markdown, "decode", decoded, 900_000),
    Format("pdf", "a.pdf", printed, "PDFium", words_of, 1_500_000),
)
BARE = {
    ".json": ("orjson", parsed_json), ".jsonl": ("orjson", json_lines), ".xml": ("lxml", parsed_xml),
    ".html": ("lxml", parsed_html), ".pdf": ("PDFium", words_of), ".csv": ("csv", cells),
}  # fmt: skip


def best(work: Callable[[], object]) -> float:
    """Seconds of the processor, the least of some runs."""
    took = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)


def told(name: str, file: str, data: bytes, bare: str, parse: Callable[[bytes], object]) -> None:
    """One row of the table."""
    text = words_of(data).encode() if data[:5] == b"%PDF-" else data
    megabytes = len(text) / 1e6
    found = read(data, file)
    ours = best(lambda: read(data, file))
    try:
        theirs = best(lambda: parse(data))
    except (ValueError, UnicodeError, lxml.etree.LxmlError):
        theirs = float("nan")
    print(
        f"| {name} | {found.format} | {megabytes:.1f} | {len(found.exchanges):,} | {ours * 1000:,.0f} "
        f"| {megabytes / ours:.1f} | {bare} {theirs * 1000:,.1f} | {ours / theirs:.1f} |",
        flush=True,
    )


def main() -> None:
    print("| | read as | MB | exchanges | ms | MB/s | bare parser, ms | × bare |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    given = sys.argv[1:]
    if given and not given[0].replace(".", "").isdigit():
        for path in map(Path, given):
            bare, parse = BARE.get(path.suffix.lower(), ("decode", decoded))
            try:
                told(path.name, path.name, path.read_bytes(), bare, parse)
            except Unreadable as unreadable:
                print(f"| {path.name} | {unreadable.reason} |")
        return
    size = int(float(given[0]) * 1e6) if given else 3_000_000
    for each in FORMATS:
        told(each.name, each.file, each.make(min(size, each.most)), each.bare, each.parse)


if __name__ == "__main__":
    main()
