"""Made-up sittings in the XML of parliaments, as large as one likes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

Talk = Iterable[tuple[str, str]]
"""What was asked and what was answered."""


def parlamint(talk: Talk) -> bytes:
    said = "".join(
        f'<u who="#ValleyAnn" ana="#regular"><seg>{escape(asked)}?</seg></u>'
        f'<u who="#WoodBen" ana="#guest"><seg>{escape(answered)}</seg>'
        '<kinesic type="applause"><desc>Applause.</desc></kinesic></u>'
        for asked, answered in talk
    )
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ja"><teiHeader><meeting>1</meeting></teiHeader>'
        f'<text><body><div type="debateSection">{said}</div></body></text></TEI>'
    ).encode()


def akoma_ntoso(talk: Talk) -> bytes:
    said = "".join(
        f'<question by="#a"><from>Ms. Valley</from><p>{escape(asked)}</p></question>'
        f'<answer by="#b"><from>Mr. Wood</from><p>{escape(answered)}</p></answer>'
        for asked, answered in talk
    )
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="hansard">'
        f"<debateBody><questions><heading>QUESTIONS</heading>{said}</questions></debateBody></debate></akomaNtoso>"
    ).encode()


def twfy(talk: Talk) -> bytes:
    said = "".join(
        f'<ques speakername="Ann Valley" spid="S9W-{n}"><p>{escape(asked)}</p></ques>'
        f'<reply speakername="Ben Wood"><p>{escape(answered)}</p></reply>'
        for n, (asked, answered) in enumerate(talk)
    )
    return f"<publicwhip>{said}</publicwhip>".encode()


def canada(talk: Talk) -> bytes:
    def spoken(kind: str, label: str, words: str) -> str:
        return (
            f'<Intervention Type="{kind}"><PersonSpeaking><Affiliation Type="2">{label}</Affiliation>: '
            f"</PersonSpeaking><Content><ParaText>{escape(words)}</ParaText></Content></Intervention>"
        )

    said = "".join(
        spoken("Question", "Ms. Ann Valley (Far Isles, BP)", asked)
        + spoken("Answer", "Hon. Ben Wood (Minister of Bridges, RP)", answered)
        for asked, answered in talk
    )
    return (
        '<Hansard xml:lang="EN"><HansardBody><OrderOfBusiness Rubric="OralQuestionPeriod"><SubjectOfBusiness>'
        f"<SubjectOfBusinessContent>{said}</SubjectOfBusinessContent></SubjectOfBusiness></OrderOfBusiness>"
        "</HansardBody></Hansard>"
    ).encode()


def australia(talk: Talk) -> bytes:
    def spoken(kind: str, name: str, words: str) -> str:
        return (
            f"<{kind}><talk.start><talker><page.no>1</page.no><name role='display'>{name}</name>"
            f"<name.id>{name}</name.id></talker><para>{escape(words)}</para></talk.start></{kind}>"
        )

    said = "".join(
        spoken("question", "Ms VALLEY", asked) + spoken("answer", "Mr WOOD", answered)
        for asked, answered in talk
    )
    return (
        '<hansard version="2.0"><chamber.xscript><debate><debateinfo><title>QUESTIONS</title></debateinfo>'
        f"{said}</debate></chamber.xscript></hansard>"
    ).encode()
