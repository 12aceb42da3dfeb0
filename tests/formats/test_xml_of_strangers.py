"""XML that is broken or means harm: refused in one line, or read whole, or told of. Nothing multiplies."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping import assert_whole, characters, held
from parliaments import EVERY, TWFY_WRITTEN

from qa_reader.formats.containers.xmltree import parse
from qa_reader.formats.material import Material, Unreadable
from qa_reader.formats.table import read
from qa_reader.transcript.model import Transcript

SPEECH = '<publicwhip><speech speakername="Ada Ode"><p>{}</p></speech></publicwhip>'


def said(prolog: str, words: str) -> str:
    transcript = read((prolog + SPEECH.format(words)).encode(), "a.xml")
    return "\n".join(block.text for block in transcript.blocks)


def test_entities_of_html_and_of_the_file_are_resolved() -> None:
    prolog = '<!DOCTYPE p [<!-- it\'s > -->\n<!ENTITY own "Ode &amp; &mdash; &#x41;">]>\n'
    assert said(prolog, "&own; &eacute;&hellip; &lt;3 AT&T & more") == "Ode & — A é… <3 AT&T & more"


def test_an_unknown_entity_stays_as_it_is_written_and_is_told_of() -> None:
    data = SPEECH.format("a &nothing; b").encode()
    transcript = read(b"\n\n" + data, "a.xml")
    assert transcript.blocks[0].text == "a &nothing; b"
    assert ("unknown-entity", 3) in [(notice.code, notice.line) for notice in transcript.notices]


def test_no_file_and_no_address_is_read() -> None:
    prolog = '<!DOCTYPE p SYSTEM "http://example.org/x.dtd" [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert said(prolog, "&x;") == "&x;"


@pytest.mark.parametrize(
    "prolog",
    [
        "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in ("ab", "bc", "cd", "de", "ef")),
        '<!ENTITY a "&b;"><!ENTITY b "&a;">',
        f'<!ENTITY a "{"x" * 9000}">',
    ],
)
def test_entities_that_multiply_are_refused(prolog: str) -> None:
    names = "&f;" if "f " in prolog else "&a;" * 2000
    with pytest.raises(Unreadable) as refused:
        said(
            f'<!DOCTYPE p [<!ENTITY a "xxxxxxxxxx">{prolog}]>'
            if "f " in prolog
            else f"<!DOCTYPE p [{prolog}]>",
            names,
        )
    assert refused.value.reason == "too-large"


@pytest.mark.parametrize("depth", [1500, 5000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    with pytest.raises(Unreadable) as refused:
        said("", "<i>" * depth + "x" + "</i>" * depth)
    assert refused.value.reason == "too-deep"


def test_a_paragraph_of_eleven_megabytes_is_read_to_its_end() -> None:
    transcript = read(SPEECH.format("word " * 2_200_000).encode(), "a.xml")
    assert len(transcript.blocks[0].text) == 10_999_999
    assert [notice.code for notice in transcript.notices] == ["no-questions"]


@pytest.mark.parametrize(
    "sign", ["<!--", "<!DOCTYPE p [", "<?", '<!DOCTYPE p "', "&", "&a", "<![CDATA[", "]]>", "<"]
)
def test_openings_without_end_take_no_time(sign: str) -> None:
    for text in (sign * 100_000, "<publicwhip>" + sign * 100_000, SPEECH.format(sign * 100_000)):
        try:
            read(text.encode(), "a.xml")
        except Unreadable:
            continue


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes_and_says_where() -> None:
    data = TWFY_WRITTEN.encode()
    transcript = read(data[: data.index(b"As the table") + 6], "a.xml")
    assert transcript.turns[-1].kind == "answer"
    assert [notice.code for notice in transcript.notices] == ["damaged"]
    assert transcript.notices[0].line


OMITTED = frozenset({
    "teiHeader", "listPerson", "listOrg", "meta", "ExtractedInformation", "StartPageNumber", "session.header",
    "talker", "TALKER", "debateinfo", "subdebateinfo", "gidredirect", "source", "linkGrp", "CatchLine",
})  # fmt: skip
"""Elements of which what is shown is no text of the meeting, or the label of a turn."""
OURS = ("twfy-xml", "parlamint-tei", "akoma-ntoso", "canada-xml", "australia-xml")
RENAMED = (
    "p",
    "seg",
    "note",
    "speech",
    "question",
    "para",
    "ParaText",
    "div",
    "x",
    "talk.start",
    "li",
    "td",
    "tr",
)


def body(data: bytes) -> str:
    """The text of a document outside of what describes it, by other means than the readers'."""
    root, _notices = parse(Material("a.xml", data))

    def walk(element: object) -> str:
        tag = element.tag.rpartition("}")[2]  # type: ignore[attr-defined]
        again = tag == "desc" and element.getprevious() is not None  # type: ignore[attr-defined]
        inside = "" if tag in OMITTED or again else element.text or ""  # type: ignore[attr-defined]
        if tag not in OMITTED:
            inside += "".join(walk(child) + (child.tail or "") for child in element)  # type: ignore[attr-defined]
        return inside

    return walk(root)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_character_is_kept(name: str) -> None:
    data = EVERY[name].encode()
    assert not characters(body(data)) - held(read(data, "a.xml"))


def attempt(source: bytes) -> Transcript | None:
    """The transcript, its parts in order; None where it is refused in one line for a reason."""
    refused: Unreadable | None = None
    try:
        transcript = read(source, "a.xml")
    except Unreadable as unreadable:
        refused = unreadable
    if refused is not None:
        assert "\n" not in refused.message
        assert refused.reason != "defect"
        return None
    assert_whole(transcript)
    return transcript


@given(st.data())
def test_bytes_changed_at_random_are_refused_or_read(data: st.DataObject) -> None:
    source = EVERY[data.draw(st.sampled_from(sorted(EVERY)))].encode()
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(source)))
        end = data.draw(st.integers(at, min(len(source), at + 60)))
        new = data.draw(
            st.sampled_from(
                [b"", b"<", b">", b"&", b"\x00", b"</p>", b"<p>", b"]]>", b"\xff", source[at:end] * 2]
            )
        )
        source = source[:at] + new + source[end:]
    attempt(source)


@given(st.data())
def test_elements_renamed_and_text_put_anywhere_lose_nothing(data: st.DataObject) -> None:
    """A document that is well-formed, whatever its elements are called, is read whole."""
    import lxml.etree

    name = data.draw(st.sampled_from(sorted(EVERY)))
    root, _notices = parse(Material("a.xml", EVERY[name].encode()))
    elements = [each for each in root.iter() if each is not root]
    for _change in range(data.draw(st.integers(1, 3))):
        each = data.draw(st.sampled_from(elements))
        space = re.match(r"\{.*\}", str(each.tag))
        how = data.draw(st.sampled_from(["rename", "text", "tail", "bare"]))
        if how == "rename" and each.tag not in OMITTED:
            each.tag = (space.group() if space else "") + data.draw(st.sampled_from(RENAMED))
        elif how == "text":
            each.text = f"{each.text or ''} Ωtext "
        elif how == "tail":
            each.tail = f"{each.tail or ''} Ωtail "
        else:
            for key in list(each.attrib):
                del each.attrib[key]
    source = lxml.etree.tostring(root)
    transcript = attempt(source)
    if transcript is None or transcript.format not in OURS:
        return
    shown = held(transcript) + characters("".join(each.heading for each in transcript.sections))
    assert not characters(body(source)) - shown
