"""Minutes of the Diet as the XML of the National Diet Library's API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qa_reader.formats.containers.xmltree import parse
from qa_reader.formats.japan.kokkai import Fields, Record, grouped, order_of, transcript
from qa_reader.formats.material import Claim, Head, Material
from qa_reader.locales import _
from qa_reader.transcript.model import Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAME: Final = "kokkai-xml"

_RECORDS: Final = re.compile(r"<(?:meetingRecord|speechRecord)\b")


def claim(head: Head) -> Claim | None:
    """By the API's elements."""
    if head.start[:1] != "<":
        return None
    if _RECORDS.search(head.text):
        return Claim(0.99, _("meetingRecord/speechRecord of the Diet's minutes"))
    if "<numberOfRecords>" in head.text:
        return Claim(0.97, _("answer of the API of the Diet's minutes"))
    return None


def read(material: Material) -> Transcript:
    """The meetings of the answer; a file that breaks off is read as far as it goes, and says so."""

    root, notices = parse(material)
    meetings = list(root.iter("meetingRecord"))
    if meetings:
        records = [_meeting(each) for each in meetings]
    else:
        records = grouped(_fields(each) for each in root.iter("speechRecord"))
    read = transcript(material, NAME, records, root.findtext(".//numberOfRecords"))
    return read._replace(notices=(*read.notices, *notices))


def _meeting(element: Element) -> Record:
    speeches = [_fields(each) for each in element.iter("speechRecord")]
    speeches.sort(key=lambda speech: order_of(speech) or 0)
    return Record(_fields(element), speeches)


def _fields(element: Element) -> Fields:
    return {
        str(child.tag): text
        for child in element
        if child.tag != "speechRecord" and (text := "".join(map(str, child.itertext())))
    }
