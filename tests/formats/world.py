"""Made-up records in the forms of parliaments, courts and press offices, for the tests of their formats."""

from __future__ import annotations

import json

OYEZ = json.dumps(
    {
        "title": "Oral Argument - March 04, 2019",
        "media_file": [{"mime": "audio/mpeg", "href": "https://example.org/a.mp3"}],
        "transcript": {
            "title": "Larch v. Town of Elmwood",
            "duration": 60,
            "sections": [
                {
                    "start": 0,
                    "stop": 40,
                    "turns": [
                        {
                            "start": 0,
                            "stop": 4,
                            "speaker": {
                                "name": "Ada Quill",
                                "roles": [
                                    {
                                        "type": "scotus_justice",
                                        "role_title": "Chief Justice",
                                        "institution_name": "Supreme Court of the United States",
                                    }
                                ],
                            },
                            "text_blocks": [
                                {"start": 0, "text": "We'll hear argument in Larch versus Elmwood."}
                            ],
                        },
                        {
                            "start": 4,
                            "speaker": {"name": "Bo Marsh", "roles": None},
                            "text_blocks": [
                                {"start": 4, "text": "May it please the Court."},
                                {"start": 7.5, "text": "The town has no such power."},
                            ],
                        },
                        {
                            "start": 12,
                            "speaker": {
                                "name": "Cy Dorn",
                                "roles": {"0": {"type": "scotus_justice", "role_title": "Associate Justice"}},
                            },
                            "text_blocks": [{"start": 12, "text": "Where does the statute say so?"}],
                        },
                        {
                            "start": 15,
                            "speaker": {"name": "Bo Marsh", "roles": []},
                            "text_blocks": [{"start": 15, "text": "In section four, Justice Dorn."}],
                        },
                        {"start": 20, "speaker": None, "text_blocks": [{"start": 20, "text": "(Laughter.)"}]},
                    ],
                },
            ],
        },
    }
)

EUROPARL = """<CHAPTER ID="004">
Bridges over the Ondava (debate)
<SPEAKER ID="021" NAME="President">
The next item is the oral question to the Commission on bridges.
<SPEAKER ID="022" NAME="Anna Vrba" AFFILIATION="ABC">
author. - Madam President, will the Commission mend the bridge?
<P>
It has been shut for a year.
<SPEAKER ID="023" NAME="Otto Lind">
Member of the Commission. - Madam President, it will.
(Applause)
<SPEAKER ID="024" NAME="Anna Vrba" LANGUAGE="SK">
(SK) Thank you. And when will the work begin?
<SPEAKER ID="025" NAME="Otto Lind">
In spring.
<SPEAKER ID="026" NAME="President">
The debate is closed.
"""

CREC = """<html>
<head>
<title>Congressional Record, Volume 150 Issue 9 (Tuesday, February 3, 2004)</title>
</head>
<body><pre>
[Congressional Record Volume 150, Number 9 (Tuesday, February 3, 2004)]
[Senate]
[Pages S401-S402]
From the Congressional Record Online through the Publishing Office [<a href="https://www.example.gov">www.example.gov</a>]


                       THE MILL POND IN LARCHFIELD

  Mr. QUARRY. Mr. President, I rise to speak of the mill pond, which has
been low all year. When will it be filled, I ask the Senator from Ohio
and all who

[[Page S402]]

know the place?
  I hope it is soon.
  The PRESIDING OFFICER (Mr. Alder). The Senator from Ohio.
  Ms. De VALE of Ohio. It will be filled in May. [Laughter.]
  I ask that a letter be printed in the Record.
  There being no objection, the letter was ordered to be printed in the
Record, as follows:

                            Larchfield, May 1.

       Dear Senator: The pond is low. So are we. We write to say
     that we look forward to May.

  Mr. QUARRY. I thank the Senator.
  Mr. ROWAN addressed the Chair.

                          ____________________


</pre></body>
</html>
"""

CREC_JSON = json.dumps(
    {
        "header": {
            "vol": "150",
            "num": "9",
            "month": "February",
            "day": "3",
            "year": "2004",
            "chamber": "House",
        },
        "title": "THE WEIR AT LARCHFIELD",
        "content": [
            {
                "kind": "speech",
                "speaker": "Mr. QUARRY",
                "text": "  Mr. QUARRY. Mr. Speaker, the weir \nis old.\n",
            },
            {
                "kind": "recorder",
                "speaker": "The RECORDER",
                "text": "  There being no objection, the letter was ",
            },
            {
                "kind": "recorder",
                "speaker": "The RECORDER",
                "text": "ordered to be printed, as follows:\n\n       Mend it, \n     please.",
            },
            {
                "kind": "speech",
                "speaker": "The SPEAKER",
                "text": "  The SPEAKER. The gentleman's time is up.\n",
            },
        ],
    }
)

ISLAND = """<html><head><title>Hansard - 2020-02-10</title></head><body>
<h3>MINISTERIAL STATEMENT</h3>
<p><span>HON.  SPEAKER.-  I  give  the  floor  to  the

Minister. </span></p>
<p><a name="7">Page 7</a></p>
<p>10th Feb., 2020</p><p>Ministerial Statement</p><p>445</p>
<p>HON. A. QALO.- Thank you, Mr. Speaker, Sir. The jetty is</p>
<p><a name="8">Page 8</a></p>
<p>446</p><p>Ministerial Statement</p><p>10th Feb., 2020</p>
<p>nearly done.</p>
<p>(Honourable Members interject)</p>
<p>HON. SPEAKER.: Order!</p>
<p>HON. A. QALO.- It will open in May.</p>
<p>HON. PROFESSOR B.C. NAVU.- When in May will the Minister open it?</p>
<p>Page 9</p><p>10th Feb., 2020</p><p>Ministerial Statement</p><p>447</p>
<p>HON. MINISTER FOR WORKS.- On the ninth.</p>
<p>The Parliament adjourned at 10.28 a.m.</p>
</body></html>
"""

COUNCIL = """COUNCIL OF THE TOWN OF LARCHFIELD
Wednesday, November 6, 2019
The Council met at 9:31 a.m.
Mayor Dunn: Roll call, please.
ROLL CALL
Clerk: Councillors Ashe, Birch and Cole.
Mayor Dunn: Councillor Ashe.
Councillor Ashe: I move the first reading of the pond by-law.
Mayor Dunn: Councillor Birch to second.
Councillor Birch: So moved. It was about time.
Mayor Dunn: All in favour? Carried.
Council adjourned at 9:47 a.m.
"""

CAPE = """UNREVISED HANSARD
NATIONAL ASSEMBLY
Wednesday, 22 May 2019 Take: 375
The House met at 14:04.
The SPEAKER: Order! I call on the hon Naidoo.
Ms A B NAIDOO: Hon Speaker, the dam is empty. [Interjections.] Will the Minister fill it?
UNREVISED HANSARD
NATIONAL ASSEMBLY
Wednesday, 22 May 2019 Take: 376
The MINISTER OF WATER AFFAIRS: Hon Speaker, we will. [Applause.]
An HON MEMBER: When?
The SPEAKER: Order, hon members!
UNREVISED HANSARD
NATIONAL ASSEMBLY
Wednesday, 22 May 2019 Take: 377
Mr C D VAN ZYL: I thank the Minister.
The House adjourned at 15:02.
"""

BRIEFING = """Press Briefing on Bridges

April 9, 2019

Briefing Room

6:24 P.M. EDT

THE PRESIDENT:\xa0 Good evening. Please, ask.

Q\xa0\xa0\xa0 Will the bridge be mended, and do you —

THE PRESIDENT:\xa0 Yes.

Q\xa0\xa0\xa0 — know what it will cost?

THE PRESIDENT:\xa0 Dr. Vale?

DR. VALE:\xa0 About two million, and it is money well spent.

A bridge will last us a hundred years and more, as the old one did before it, and the one before that, built

in the days of the mill, when there was no road on the far bank, and nobody who would have paid for it.

MS. HART:\xa0 A word on the ferry, then, which is another matter.

Q\xa0\xa0\xa0 Thank you.

Q\xa0\xa0\xa0 And who will pay?

DR. VALE:\xa0 The state.\xa0 (Laughter.)

END

6:40 P.M. EDT
"""

PAPER = """[No 12-2019] SECOND SESSION

NATIONAL COUNCIL OF PROVINCES

QUESTION PAPER

Friday, 13 December 2019

QUESTIONS FOR WRITTEN REPLY

FRIDAY, 3 MAY 2019

144. Mr A B Dlamini (XYZ-Gauteng) to ask the Minister of Works and Military
Veterans:

(1) Whether the bridge is safe; if not, why not;

(2) when it will be mended? CW187E

FRIDAY, 14 JUNE 2019

152. Mrs C Botha (UVW-WC) to ask the President of the Republic:

What the bridge has cost? CW188E

153. Mr A B Dlamini (XYZ-Gauteng) to ask the Minister of Water: Whether the dam is full? CW189E
"""

REPLY = """PARLIAMENT OF THE REPUBLIC

FOR WRITTEN REPLY

QUESTION NO: 2048

Ms E F Selby (XYZ) to ask the Minister of Works:

How many bridges are shut? NW2470E

REPLY:

Two of them.

|Bridge |Since |
|North  |2018  |
"""

LEGCO = """立法會  ─  2019年 5月 8日

1493

會議過程正式紀錄

出席議員：

陳大文議員 , J.P.

立法會  ─  2019年 5月 8日

1494
主席：秘書，請響鐘。

(在傳召鐘響後，多位議員進入會議廳 )

議員質詢的口頭答覆

主席：第一項質詢。

東涌的渡輪服務

1. 陳大文議員：據報，東涌的渡輪班次近年減少，不少居民感到不便，而且
候船時間甚長。就此，政府可否告知本會，去年共有多少班次被取消，以及原
立法會  ─  2019年 5月 8日

1495
因為何？

運輸局局長：主席，去年共取消12班，原因是天氣惡劣。

陳大文議員：主席，局長沒有回答......

主席：請提出補充質詢。

陳大文議員：今年會否增加班次？

運輸局局長：主席，會的。

李小明議員：多謝局長。

主席：第二項質詢。
""".replace("\n", " \n")
"""Each line ends in a blank, as the text of the PDF does."""

PDF2XML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE pdf2xml SYSTEM "pdf2xml.dtd">
<pdf2xml>
<page number="1" position="absolute" top="0" left="0" height="1263" width="892">
<fontspec id="0" size="16" family="Times" color="#000000"/>
<text top="80" left="85" width="522" height="16" font="0">QUESTION PAPER No 3 - page 1</text>
<text top="118" left="85" width="200" height="16" font="0">FRIDAY, 3 MAY 2019</text>
<text top="140" left="85" width="30" height="16" font="0">1.</text>
<text top="141" left="120" width="300" height="16"
font="0"><b>Mr A Moyo (XYZ)</b> to ask the Minister of Works:</text>
<text top="160" left="85" width="300" height="16" font="0">Whether the bridge is shut? NW1E</text>
</page>
<page number="2" position="absolute" top="0" left="0" height="1263" width="892">
<text top="80" left="85" width="522" height="16" font="0">QUESTION PAPER No 3 - page 2</text>
<text top="118" left="85" width="300" height="16"
font="0">2. Ms B Nel (UVW) to ask the Minister of Works:</text>
<text top="140" left="85" width="300" height="16" font="0">When it will open? NW2E</text>
</page>
</pdf2xml>
"""

_TALK = (
    "<div>\n<p>\n\tMR. REED:\xa0 Ask away.</p>\n"
    "<p>\n\tQ\xa0\xa0 Will it sail?</p>\n<p>\n\tMR. REED:\xa0 It\u2019s certain.</p>\n"
    "<p>\n\tQ\xa0\xa0 When?</p>\n<p>\n\tMR. REED:\xa0 At noon.</p>\n"
    "<p>\n\tQ\xa0\xa0 For sure?</p>\n<p>\n\tMR. REED:\xa0 Yes.</p>\n<p>\n\tEND</p></div>"
)
BYTES = f"<h1>Gaggle on Ferries, 7/10/12</h1>\n{_TALK.encode()!r}"

ISLAND_QUESTIONS = """WEDNESDAY, 10TH FEBRUARY, 2021

The Parliament met at 9.30 a.m. pursuant to adjournment.

HONOURABLE SPEAKER took the Chair and read the Prayer.

QUESTIONS

Oral Questions

Impact of the Storm
(Question No. 12/2021)

HON. L.D. NAVU asked the Government, upon notice:

Can the Honourable Minister for Works inform Parliament on the jetty?

HON. DR. I. QALO (Minister for Works and Jetties).- Mr. Speaker, Sir, I thank the Honourable Member.

The jetty is open.

HON. SPEAKER.- Honourable Navu?

HON. L.D. NAVU.- Supplementary question, Mr. Speaker. When was it opened?

HON. DR. I. QALO.- In May, Sir.

HON. MEMBERS.- Hear, hear!
"""

HARBOUR = """LEGISLATIVE COUNCIL ─ 8 May 2019
1493
ORAL ANSWERS TO QUESTIONS
PRESIDENT (in Cantonese): First question.
Ferries to Tung Chung
1. MR CHAN TAI-MAN (in Cantonese): President, will the Government say how many were cancelled?
SECRETARY FOR TRANSPORT AND HOUSING (in Cantonese): President, twelve ferries were cancelled.
MR CHAN TAI-MAN (in Cantonese): President, will there be more ferries this year?
SECRETARY FOR TRANSPORT AND HOUSING (in Cantonese): President, there will.
PRESIDENT (in Cantonese): Second question.
"""

ALL = {
    "questions.txt": ISLAND_QUESTIONS,
    "harbour.txt": HARBOUR,
    "oyez.json": OYEZ,
    "ep-2019-05-08-ch04.txt": EUROPARL,
    "CREC-2004-02-03-pt1-PgS401.htm": CREC,
    "crec.json": CREC_JSON,
    "island.html": ISLAND,
    "council.txt": COUNCIL,
    "cape.txt": CAPE,
    "briefing.txt": BRIEFING,
    "paper.txt": PAPER,
    "reply.txt": REPLY,
    "legco.txt": LEGCO,
    "paper.xml": PDF2XML,
    "gaggle.html": BYTES,
}
