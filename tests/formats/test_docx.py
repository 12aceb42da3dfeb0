"""Word files: styles, bold labels, tracked changes, tables, notes; and archives made to harm."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import assert_whole

from qa_reader.formats.material import Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Int"><w:name w:val="D3/ Intervinent"/></w:style>
<w:style w:type="paragraph" w:styleId="Txt"><w:name w:val="D3/ Text normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Aco"><w:name w:val="D3/ Acotació"/></w:style>
<w:style w:type="paragraph" w:styleId="Tit"><w:name w:val="D3/ Títol negreta"/></w:style>
<w:style w:type="paragraph" w:styleId="Tram"><w:name w:val="D3/ Títol Tram"/></w:style>
<w:style w:type="paragraph" w:styleId="Org"><w:name w:val="C/ Òrgan"/></w:style>
<w:style w:type="paragraph" w:styleId="Ses"><w:name w:val="C/ Sessió"/></w:style>
</w:styles>"""


def run(text: str, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(each if each.startswith('<') else run(each) for each in inside)}</w:p>"


def docx(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", f"<w:document {W} {R}><w:body>{body}</w:body></w:document>")
        for name, text in {"styles": STYLES, **parts}.items():
            archive.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def of(data: bytes, path: str = "minutes.docx", **named: bool) -> Transcript:
    transcript = read(data, path, **named)  # type: ignore[arg-type]
    assert_whole(transcript)
    assert transcript.format == "docx"
    return transcript


def refused(data: bytes, path: str = "minutes.docx") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, path)
    assert "\n" not in caught.value.message
    return caught.value


def labelled(transcript: Transcript) -> list[tuple[str, str | None]]:
    """Kind and label of each turn, without the sign between label and words."""
    return [(turn.kind, turn.label and turn.label.rstrip(" .:-")) for turn in transcript.turns]


def texts(transcript: Transcript, part: str = "speech") -> list[str]:
    return [block.text for block in transcript.blocks if block.part == part]


def test_styles_say_who_speaks() -> None:
    sitting = of(docx(
        paragraph("Ple de la Cambra", style="Org")
        + paragraph("Sessió 22, dimarts 18 de desembre de 2018", style="Ses")
        + paragraph("La presidenta", style="Int")
        + paragraph("Bon dia.", style="Txt")
        + paragraph("Interpel·lació sobre els ponts", style="Tit")
        + paragraph("300-00061/12", style="Tram")
        + paragraph("El primer punt.", style="Txt")
        + paragraph("Anna Roca", style="Int")
        + paragraph("Quan obrirà el pont? ", "(Veus de fons.)", " Digui-ho, si us plau?", style="Txt")
        + paragraph("El conseller d’Obres (Pau Serra)", style="Int")
        + paragraph("Al maig.", style="Txt")
        + paragraph("(Aplaudiments.)", style="Aco")
    ))  # fmt: skip
    assert [(s.name, s.role, s.office) for s in sitting.speakers] == [
        ("La presidenta", "chair", None),
        ("Anna Roca", "member", None),
        ("Pau Serra", "official", "El conseller d’Obres"),
    ]
    assert [(t.kind, t.sure) for t in sitting.turns] == [
        ("chair", True), ("chair", True), ("question", False), ("answer", False)
    ]  # fmt: skip
    assert [(s.heading, s.number) for s in sitting.sections] == [
        ("Interpel·lació sobre els ponts", "300-00061/12")
    ]
    assert texts(sitting, "stage") == ["(Aplaudiments.)"]
    asking = sitting.blocks[sitting.turns[2].start]
    assert [asking.text[a:b] for a, b in asking.asides] == ["(Veus de fons.)"]
    assert (sitting.meta.body, sitting.meta.date) == ("Ple de la Cambra", "2018-12-18")


def test_a_bold_label_is_put_together_from_its_runs() -> None:
    meeting = of(docx(
        paragraph("ROLL CALL", style="H2")
        + paragraph(run("Clerk:", True), run(" All are here."))
        + paragraph(run("Madam Speaker", True), run(": ", True), run("Council"), run("lor Ash."))
        + paragraph(run("Council", True), run("lor Ash: ", True), run("When will the pond"), run(" fill?"))
        + paragraph("I have asked before: twice.")
        + paragraph(run("Mayor Dunn:", True), run(" In May."))
        + paragraph("<w:r><w:rPr><w:b/></w:rPr><w:br/><w:t>Madam Speaker:</w:t></w:r>", " Carried.")
    ))  # fmt: skip
    assert labelled(meeting) == [
        ("procedural", "Clerk"),
        ("chair", "Madam Speaker"),
        ("question", "Councillor Ash"),
        ("answer", "Mayor Dunn"),
        ("chair", "Madam Speaker"),
    ]
    assert not meeting.turns[2].sure
    assert "When will the pond fill?" in texts(meeting)
    assert "I have asked before: twice." in texts(meeting)
    assert [section.heading for section in meeting.sections] == ["ROLL CALL"]


def test_questions_and_answers_in_bold_are_read_as_such() -> None:
    talk = of(docx("".join(
        paragraph(run(mark, True), run(words))
        for mark, words in [("Q: ", "Is it?"), ("A: ", "It is."), ("Q: ", "Since when?"), ("A: ", "May.")]
    )))  # fmt: skip
    assert [t.kind for t in talk.turns] == ["question", "answer"] * 2
    assert talk.profile == "en-qa"


def test_japanese_minutes_in_a_word_file() -> None:
    minutes = of(docx(
        paragraph("質問1") + paragraph("公園はいつ開きますか。") + paragraph("担当課長の答弁")
        + paragraph("5月に開きます。") + paragraph("質問2") + paragraph("費用はいくらですか。")
        + paragraph("担当課長の答弁") + paragraph("百万円です。")
    ))  # fmt: skip
    assert Counter(t.kind for t in minutes.turns) == {"question": 2, "answer": 2}


def test_inserted_text_counts_and_deleted_does_not() -> None:
    body = (
        paragraph("Q: Is it ", f"<w:del w:id='1'><w:r><w:delText>shut</w:delText></w:r></w:del>"
                  f"<w:ins w:id='2'>{run('open')}</w:ins>", "?")
        + paragraph("A: Yes.", f"<w:moveFrom>{run(' Moved away.')}</w:moveFrom>")
        + paragraph("Q: Since May?")
        + paragraph("A: Since June.", f"<w:moveTo>{run(' Moved here.')}</w:moveTo>")
        + f"<w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr>{run('Q: One ')}</w:p>" + paragraph("line?")
        + "<w:tbl><w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc>" + paragraph("A gone row")
        + "</w:tc></w:tr></w:tbl>"
        + paragraph("A: One.")
    )  # fmt: skip
    talk = of(docx(body))
    assert texts(talk) == [
        "Is it open?",
        "Yes.",
        "Since May?",
        "Since June. Moved here.",
        "One line?",
        "One.",
    ]
    notice = next(each for each in talk.notices if each.code == "tracked-changes")
    assert "2" in notice.message


def test_tables_notes_heads_breaks_and_boxes() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    body = (
        "<w:tbl>" + row.format(paragraph("問"), paragraph("橋はいつ直りますか。"))
        + row.format(paragraph("答"), paragraph("5月です。") + paragraph("以上です。")) + "</w:tbl>"
        + paragraph("<w:r><w:br w:type='page'/></w:r>", "One", "<w:r><w:tab/></w:r>", "two",
                    "<w:r><w:noBreakHyphen/><w:footnoteReference w:id='1'/></w:r>", "three")
        + "<w:p><w:r><w:pict><w:txbxContent>" + paragraph("In a box")
        + "</w:txbxContent></w:pict></w:r></w:p>"
        + "<w:p><w:hyperlink r:id='r1'>" + run("the map") + "</w:hyperlink></w:p>"
        + "<w:sdt><w:sdtContent>" + paragraph("In a field") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    ruled = f"<w:footnote w:id='0'>{paragraph('—')}</w:footnote>"
    note = f"<w:footnote w:id='1'>{paragraph('See the map.')}</w:footnote>"
    notes = f"<w:footnotes {W}>{ruled}{note}</w:footnotes>"
    head = f"<w:hdr {W}>{paragraph('Minutes of May 3, 2019')}{paragraph('12')}</w:hdr>"
    links = '<Relationships><Relationship Id="r1" Target="https://example.org/map"/></Relationships>'
    file = docx(
        body, footnotes=notes, header1=head, header2=head, footer1=head.replace("Minutes of", "Printed"),
        comments=f"<w:comments {W}><w:comment w:id='1'>{paragraph('why?')}</w:comment></w:comments>",
    )  # fmt: skip
    out = io.BytesIO(file)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", links)
    minutes = of(out.getvalue())
    everything = [block.text for block in minutes.blocks]
    assert "Minutes of May 3, 2019" in texts(minutes, "front")
    assert everything.count("Minutes of May 3, 2019") == 1
    assert texts(minutes, "back")[-2:] == ["1 See the map.", "Printed May 3, 2019"]
    for words in ("5月です。", "以上です。", "One\ttwo\u2011three", "In a box", "the map", "In a field"):
        assert any(words in text for text in everything), words
    assert [t.kind for t in minutes.turns][:2] == ["question", "answer"]
    assert [link.url for link in minutes.links] == ["https://example.org/map"]
    assert minutes.meta.date == "2019-05-03"
    assert any(notice.code == "comments" for notice in minutes.notices)
    assert minutes.blocks[-3].page in ("2", None)


@pytest.mark.parametrize("word", ["link", "line", "page", "insert", "delete"])
def test_a_run_is_its_words_whatever_they_are(word: str) -> None:
    talk = of(docx(paragraph("Q: Is it the ", word, "?") + paragraph("A: Yes.") + paragraph("Q: So?")))
    assert f"Is it the {word}?" in texts(talk)


def test_a_file_of_python_docx() -> None:
    import docx as library

    document = library.Document()
    document.add_heading("Interview with the ferry master", 1)
    for label, words in (("Interviewer", "Why ferries?"), ("Rowe", "For water."), ("Interviewer", "Still?"),
                         ("Rowe", "Yes."), ("Interviewer", "And tomorrow?"), ("Rowe", "Again.")):  # fmt: skip
        added = document.add_paragraph()
        added.add_run(f"{label}: ").bold = True
        added.add_run(words)
    out = io.BytesIO()
    document.save(out)
    interview = of(out.getvalue())
    assert [t.kind for t in interview.turns] == ["question", "answer"] * 3


def test_an_old_or_locked_file_says_so() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refused(ole + "WordDocument".encode("utf-16-le"), "a.doc").reason == "unknown-format"
    assert ".docx" in refused(ole + "WordDocument".encode("utf-16-le"), "a.doc").message
    assert refused(ole + "EncryptedPackage".encode("utf-16-le"), "a.docx").reason == "encrypted"
    assert refused(ole, "a.bin").reason == "binary"


def test_an_archive_made_to_harm_is_refused() -> None:
    assert refused(docx("<w:p/>" + " " * (12 << 20))).reason == "too-large"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>')
    assert refused(out.getvalue()).reason == "damaged"
    assert refused(GOOD[: len(GOOD) // 2]).reason == "damaged"
    deep = "<w:sdt>" * 3000 + "</w:sdt>" * 3000
    assert refused(docx(deep)).reason in ("too-deep", "no-text", "damaged")
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(20_010):
            archive.writestr(f"word/{number}", "")
    assert refused(many.getvalue()).reason == "too-large"
    assert refused(docx("<w:p/>")).reason == "no-text"


def test_another_archive_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refused(out.getvalue(), "a.xlsx").reason == "binary"
    assert refused(out.getvalue(), "a.docx").reason == "not-a-transcript"


GOOD = docx(
    paragraph(run("Madam Speaker: ", True), "Order.") + paragraph(run("Councillor Ash: ", True), "Why?")
    + paragraph(run("Mayor Dunn: ", True), "So.") + "<w:tbl><w:tr><w:tc>" + paragraph("x")
    + "</w:tc></w:tr></w:tbl>"
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=3)), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_mangled_archive_is_refused_or_whole(edits: list[tuple[int, bytes]]) -> None:
    data = GOOD
    for at, new in edits:
        data = data[:at] + new + data[at + len(new) :]
    attempt(data)


TAGS = st.sampled_from((
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>",
    "<w:del>", "</w:del>", "<w:ins>", "<w:br/>", "<w:pPr>", "</w:pPr>", "<w:rPr><w:b/></w:rPr>",
    "Councillor Ash: ", "Q: ", "text",
    "<w:sym w:char='D800'/>", "<w:txbxContent>", "<w:outlineLvl w:val='x'/>", "&amp;", "&x;", "<w:sdt>",
))  # fmt: skip


@given(st.lists(TAGS, max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_mangled_xml_is_refused_or_whole(body: str) -> None:
    attempt(docx(body))


def attempt(data: bytes) -> None:
    try:
        transcript = read(data, "a.docx")
    except Unreadable as refusal:
        reason, message = refusal.reason, refusal.message
    else:
        assert_whole(transcript)
        return
    assert reason != "defect", message
    assert "\n" not in message
