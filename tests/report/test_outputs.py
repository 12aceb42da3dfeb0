"""Reports in every format: opened by what reads it, with nothing in them that acts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt
from reports import HOSTILE, workspace, written

from qa_reader.desk import reporting
from qa_reader.library.cache import glance
from qa_reader.report.escaping import written as shown
from qa_reader.report.outputs import OUTPUTS, named

WORDS = ("補修", "来年度の前半", "点検の方法につきましては", "数字がない", "以上", "road.txt#q2")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ws"
    made.mkdir()
    return made


@pytest.mark.parametrize("output", ["markdown", "html", "latex", "text"])
def test_everything_in_the_report_is_in_the_file(folder: Path, output: str) -> None:
    data, document = written(workspace(folder), output)
    text = data.decode("utf-8").replace("\\#", "#")
    assert len(document.quotations) == 4
    for words in WORDS:
        assert words in text
    assert text.index("補修") < text.index("点検の方法") < text.rindex("以上")


def test_a_file_name_says_the_format() -> None:
    assert {named(f"x.{ending}") for ending in OUTPUTS.values()} == set(OUTPUTS)
    assert named("x.odt") is None


def test_a_flagged_quote_says_so_in_every_format(folder: Path) -> None:
    desk = workspace(folder)
    page = folder / "road.txt"
    page.write_text(page.read_text("utf-8").replace("検討して", "研究して"), "utf-8")
    desk.look_again("road.txt")
    for output in ("markdown", "html", "latex", "text"):
        data, document = written(desk, output)
        assert sum(bool(part.doubt) for part in document.quotations) == 2
        assert data.decode("utf-8").count("other words now") == 2


def page_of(folder: Path, said: str = "") -> html.HtmlElement:
    return html.document_fromstring(written(workspace(folder, said), "html")[0].decode("utf-8"))


def test_the_page_shows_highlights_in_place_and_lists_what_is_counted(folder: Path) -> None:
    page = page_of(folder)
    marks = page.xpath("//section[@class='transcript']//mark")
    assert "".join(mark.text for mark in marks) == "来年度の前半に補修を行う"
    ids = set(page.xpath("//@id"))
    assert len(page.xpath("//figure[contains(@class, 'quote')]")) == 4
    links = [link for link in page.xpath("//a/@href") if link.startswith("#")]
    assert links
    assert all(link[1:] in ids for link in links)  # every count opens to its records
    assert page.xpath("//svg")
    assert page.xpath("//form[@id='filter']/@hidden")  # without a script there is nothing to fill in


def test_the_page_needs_nothing_from_anywhere(folder: Path) -> None:
    page = page_of(folder)
    assert not page.xpath("//*[@src] | //link | //iframe | //object | //embed | //base")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert page.xpath("//a[starts-with(@href, 'http')]/@href")[0] == "https://ku.example/r?a=1&b=2"


def test_hostile_words_are_words_in_a_page(folder: Path) -> None:
    page = page_of(folder, HOSTILE)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //b[text()='bold'] | //@onerror | //@style")
    assert not [link for link in page.xpath("//a/@href") if "javascript" in link.lower()]
    assert "<script>alert(1)</script>" in page.text_content()
    assert "\x1b" not in etree.tostring(page, encoding="unicode")


def test_hostile_words_are_words_in_markdown(folder: Path) -> None:
    text = written(workspace(folder, HOSTILE), "markdown")[0].decode("utf-8")
    made = html.document_fromstring(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))
    assert not made.xpath("//script | //img | //a | //strong[text()='bold'] | //code")
    assert "](javascript:alert(1))" in made.text_content()
    assert "\x1b" not in text


def test_hostile_words_are_words_in_text(folder: Path) -> None:
    text = written(workspace(folder, HOSTILE), "text")[0].decode("utf-8")
    assert not set(text) & {"\x1b", "\x07", "\x00", "\u202e"}
    assert "\\input{/etc/passwd}" in text


def word_of(folder: Path, said: str = "") -> tuple[bytes, zipfile.ZipFile]:
    data, _document = written(workspace(folder, said), "docx")
    return data, zipfile.ZipFile(BytesIO(data))


def test_citations_are_real_footnotes_in_word(folder: Path) -> None:
    import docx

    data, parts = word_of(folder)
    word = docx.Document(BytesIO(data))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles[:2] == ["Title", "Heading 1"]
    assert "Quote" in styles
    signs = word.element.body.findall(f".//{W}footnoteReference")
    notes = etree.fromstring(parts.read("word/footnotes.xml"))
    by_id = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes}
    assert [by_id[sign.get(f"{W}id")].strip()[-1] for sign in signs]
    assert all("road.txt#q" in by_id[sign.get(f"{W}id")] for sign in signs)
    assert len(signs) == 4
    settings = etree.fromstring(parts.read("word/settings.xml"))
    assert settings.find(f"{W}footnotePr") is not None
    assert b"footnotes+xml" in parts.read("[Content_Types].xml")
    fonts = word.styles["Normal"].element.rPr.rFonts
    assert fonts.get(f"{W}eastAsia")


def test_hostile_words_are_words_in_word(folder: Path) -> None:
    import docx

    data, parts = word_of(folder, HOSTILE)
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)
    assert "<script>alert(1)</script>" in text
    assert shown(HOSTILE) in text
    relations = parts.read("word/_rels/document.xml.rels").decode()
    assert "External" not in relations
    assert not etree.fromstring(parts.read("word/document.xml")).findall(f".//{W}instrText")


def test_hostile_words_are_words_in_latex(folder: Path) -> None:
    text = written(workspace(folder, HOSTILE), "latex")[0].decode("utf-8")
    body = text.partition(r"\begin{document}")[2]
    assert r"\input{" not in body
    assert r"\write18" not in body
    assert r"\textbackslash{}input\{/etc/passwd\}" in body


# In the programs that these files are for, where they are installed


def run(*command: str | Path, folder: Path, seconds: int = 120) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        timeout=seconds,
        capture_output=True,
        check=False,
        env={**os.environ, "HOME": str(folder)},
    )
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def needs(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"no {program} here")
    return found


CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=profile", "--dump-dom")


@pytest.mark.parametrize("said", ["", HOSTILE], ids=["plain", "hostile"])
def test_chromium_runs_our_script_and_no_other(folder: Path, said: str) -> None:
    chromium = needs("chromium")
    (folder / "report.html").write_bytes(written(workspace(folder, said), "html")[0])
    out = run(chromium, *CHROMIUM, "report.html", folder=folder)
    page = html.document_fromstring(out[out.index("<html") :])
    assert not page.xpath("//form[@id='filter']/@hidden")  # the policy let it run
    count = len(page.xpath("//*[@data-p]"))
    assert page.xpath("string(//output)") == f"{count} / {count}"
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//*[@onerror]")


def test_chromium_filters_by_stance(folder: Path) -> None:
    chromium = needs("chromium")
    text = written(workspace(folder), "html")[0].decode("utf-8")
    # Choose a stance as a reader would. The policy would not let this script run.
    policy = re.compile(r"<meta http-equiv=.Content-Security-Policy.[^>]*>")
    choose = (
        "<script>const k=document.getElementById('k');k.selectedIndex=1;"
        "k.dispatchEvent(new Event('input',{bubbles:true}))</script></body>"
    )
    (folder / "report.html").write_text(policy.sub("", text).replace("</body>", choose), "utf-8")
    out = run(chromium, *CHROMIUM, "report.html", folder=folder)
    page = html.document_fromstring(out[out.index("<html") :])
    shown_turns = page.xpath("//section[@class='transcript']//div[@data-p][not(@hidden)]")
    assert {
        "来年度の前半" in turn.text_content() or "駅前通り" in turn.text_content() for turn in shown_turns
    } == {True}
    assert page.xpath("//div[@data-p][@hidden]")
    assert page.xpath("//section[@class='figures'][@hidden]")
    assert not page.xpath("//section[@class='transcript']/p[not(@class='about')][not(@hidden)]")
    assert page.xpath("//h3[@hidden]")
    assert [each.text_content() for each in page.xpath("//h3[not(@hidden)]")] == ["(1)道路について"]


@pytest.mark.parametrize("said", ["", HOSTILE], ids=["plain", "hostile"])
def test_xelatex_sets_the_report(folder: Path, said: str) -> None:
    xelatex = needs("xelatex")
    (folder / "report.tex").write_bytes(written(workspace(folder, said), "latex")[0])
    out = run(
        xelatex, "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "report.tex", folder=folder
    )
    assert (folder / "report.pdf").is_file(), out[-2000:]
    if shutil.which("pdftotext"):
        text = run("pdftotext", "report.pdf", "-", folder=folder)
        assert "来年度の前半" in "".join(text.split())
        assert "root:" not in text


def test_libreoffice_opens_the_word_file(folder: Path) -> None:
    soffice = needs("soffice")
    (folder / "report.docx").write_bytes(written(workspace(folder, HOSTILE), "docx")[0])
    out = run(soffice, "--headless", "--convert-to", "fodt", "report.docx", folder=folder)
    assert (folder / "report.fodt").is_file(), out
    text = etree.parse(folder / "report.fodt")
    notes = text.findall(".//{urn:oasis:names:tc:opendocument:xmlns:text:1.0}note-body")
    assert ["road.txt#q" in "".join(note.itertext()) for note in notes] == [True] * 4
    assert "来年度の前半" in "".join(text.getroot().itertext())


def test_reports_are_written_from_what_the_transcript_says_now(folder: Path) -> None:
    desk = workspace(folder)
    (folder / "road.txt").unlink()
    report = reporting.standing(desk)[0]
    from qa_reader.desk.workspace import Desk

    data, document = reporting.written(Desk.open(folder), report, "markdown")
    assert all(part.doubt for part in document.quotations)
    assert "来年度の前半" in data.decode("utf-8")


@pytest.mark.parametrize("said", ["", HOSTILE])
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_report_in_the_workspace_is_no_transcript_of_it(folder: Path, output: str, said: str) -> None:
    desk = workspace(folder, said)
    data, _document = written(desk, output)
    file = folder / f"report.{OUTPUTS[output]}"
    file.write_bytes(data)
    assert not glance(file, file.name).claimed
    assert not glance(file, file.name).claimed  # out of the cache
    assert glance(folder / "road.txt", "road.txt").claimed


def test_a_transcript_that_names_a_question_of_another_page_is_one_all_the_same(folder: Path) -> None:
    file = folder / "faq.md"
    faq = "Ferry FAQ\n=========\n\n[1](faq.html#q1)\n\nQ: When does the ferry run?\n\nA: In May.\n\n"
    file.write_text(faq + "Q: And who pays for it?\n\nA: The harbour does.\n", "utf-8")
    assert glance(file, file.name).claimed


def test_a_word_file_says_when_it_was_written(folder: Path) -> None:
    import docx

    data, document = written(workspace(folder), "docx")
    properties = docx.Document(BytesIO(data)).core_properties
    assert properties.created is not None
    assert properties.created.date().isoformat() == document.made


def test_a_legend_is_in_the_order_of_the_codebook(folder: Path) -> None:
    from qa_reader.report.figures.charts import charts

    _data, document = written(workspace(folder), "html")
    assert document.counts is not None
    order = [code.id for code in document.codebook]
    found = [chart for chart in charts(document.counts, document.codebook) if chart.id != "left"]
    assert len(found) > 2
    for chart in found:
        named = [piece.id for piece in chart.legend]
        assert named == sorted(named, key=order.index)
        assert set(named) == {piece.id for bar in chart.bars for piece in bar.pieces}
