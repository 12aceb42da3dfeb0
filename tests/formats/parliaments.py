"""Sittings of parliaments that nobody ever held, in the XML of those that publish theirs."""

from __future__ import annotations

TWFY_DEBATE = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE publicwhip [<!ENTITY mdash "&#8212;"><!ENTITY pound "&#163;">]>
<publicwhip scrapeversion="a" latest="yes">
<oral-heading id="uk.org.publicwhip/debate/2031-05-06a.1.0" nospeaker="true" colnum="1" url="">ORAL ANSWERS</oral-heading>
<major-heading id="uk.org.publicwhip/debate/2031-05-06a.1.1" nospeaker="true" colnum="1">BRIDGES</major-heading>
<speech id="uk.org.publicwhip/debate/2031-05-06a.1.2" nospeaker="true" colnum="1"><p class="italic">The Secretary of State was asked&mdash;</p></speech>
<minor-heading id="uk.org.publicwhip/debate/2031-05-06a.1.3" nospeaker="true" colnum="1">Nowhere Bridge</minor-heading>
<speech id="uk.org.publicwhip/debate/2031-05-06a.1.4" speakerid="uk.org.publicwhip/member/1" speakername="Ada Ode" oral-qnum="1" colnum="1" time="10:30:00" url="https://example.org/1"><p qnum="900001">What the bridge costs.</p></speech>
<speech id="uk.org.publicwhip/debate/2031-05-06a.2.0" speakerid="uk.org.publicwhip/member/2" speakername="Ben Pike" speakeroffice="The Secretary of State for Bridges" colnum="2"><p>It costs &pound;3 million.</p><p class="italic">Interruption.</p><p>And a half.</p></speech>
<speech id="uk.org.publicwhip/debate/2031-05-06a.2.1" speakerid="uk.org.publicwhip/member/9" speakername="Mr. Speaker" colnum="2"><p>Order.</p></speech>
<speech id="uk.org.publicwhip/debate/2031-05-06a.2.2" speakerid="uk.org.publicwhip/member/3" speakername="Cy Reed" colnum="2"><p>That is a lot for a footbridge.</p></speech>
<speech id="uk.org.publicwhip/debate/2031-05-06a.2.3" speakerid="uk.org.publicwhip/member/2" speakername="Ben Pike" colnum="2"><p>It is a long one.</p></speech>
<major-heading id="uk.org.publicwhip/debate/2031-05-06a.3.0" nospeaker="true" colnum="3">Weather</major-heading>
<speech id="uk.org.publicwhip/debate/2031-05-06a.3.1" speakerid="uk.org.publicwhip/member/3" speakername="Cy Reed" colnum="3"><p>It rains, as <a href="https://example.org/w">the office</a> says.</p></speech>
<speech id="uk.org.publicwhip/debate/2031-05-06a.3.2" nospeaker="true" colnum="3"><p>Motion made,</p><p>That this House wants sun.</p><p>Question put and agreed to.</p></speech>
</publicwhip>"""  # noqa: E501

TWFY_WRITTEN = """<publicwhip>
<major-heading id="uk.org.publicwhip/spwa/2031-05-06.0.mh" nospeaker="True">Written Answers</major-heading>
<minor-heading id="uk.org.publicwhip/spwa/2031-05-06.S9W-1.h" nospeaker="True">Ferries</minor-heading>
<ques id="uk.org.publicwhip/spwa/2031-05-06.S9W-1.q0" speakerid="unknown" speakername="Dee Moss (Far Isles) (Ind)" spid="S9W-1" url="https://example.org/q"><p>To ask the Executive how many ferries sail.</p></ques>
<ques id="uk.org.publicwhip/spwa/2031-05-06.S9W-2.q0" speakerid="unknown" speakername="Dee Moss (Far Isles) (Ind)" spid="S9W-2"><p>To ask the Executive when they sail.</p></ques>
<reply id="uk.org.publicwhip/spwa/2031-05-06.S9W-1.r0" speakerid="unknown" speakername="Eve Holt"><p>As the table shows.</p>
<table><tr><td>Ferry</td><td>Day</td></tr><tr><td>Gull</td><td>Monday</td></tr></table></reply>
</publicwhip>"""  # noqa: E501

PARLAMINT = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-XX_2031-05-06" xml:lang="de">
<teiHeader><fileDesc><titleStmt>
<title type="main" xml:lang="en">Made-up corpus [ParlaMint]</title>
<title type="sub" xml:lang="en">Sitting 7</title><title type="sub" xml:lang="de">7. Sitzung der Kammer</title>
<meeting xml:lang="de" corresp="#K" ana="#parla.sitting" n="7">7. Sitzung</meeting>
</titleStmt><sourceDesc><bibl><idno type="URI">https://example.org/7</idno><date when="2031-05-06"/></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><date when="2031-05-06">6. Mai 2031</date></setting></settingDesc>
<particDesc>
<listOrg><org xml:id="K" role="parliament"><orgName full="yes" xml:lang="de">Kammer von Irgendwo</orgName></org>
<org xml:id="party.B" role="politicalParty"><orgName full="yes">Brückenpartei</orgName><orgName full="abb">BP</orgName></org></listOrg>
<listPerson>
<person xml:id="OdeAda"><persName><surname>Ode</surname><forename>Ada</forename></persName>
<affiliation role="member" ref="#party.B" from="2030-01-01"/></person>
<person xml:id="PikeBen"><persName><surname>Pike</surname><forename>Ben</forename></persName>
<affiliation role="minister" ref="#GOV" from="2020-01-01" to="2030-01-01"><roleName xml:lang="de">Wegeminister</roleName></affiliation>
<affiliation role="minister" ref="#GOV" from="2031-01-01"><roleName xml:lang="en">Minister of Bridges</roleName><roleName xml:lang="de">Brückenminister</roleName></affiliation></person>
</listPerson></particDesc></profileDesc></teiHeader>
<text><body><div type="debateSection"><head>Fragestunde</head>
<note type="time">Beginn: <time when="2031-05-06T10:00:00">10 Uhr</time></note>
<note type="speaker">Präsidentin Dee Moss:</note>
<u who="#MossDee" ana="#chair" xml:id="u1"><seg>Frau Abgeordnete Ode.</seg></u>
<note type="speaker">Ada Ode (BP):</note>
<u who="#OdeAda" ana="#regular"><seg>Die Brücke ist<note type="comment">zeigt ein Bild</note>zu. Wann wird sie <pb n="12"/>frei?</seg>
<kinesic type="applause"><desc xml:lang="de">Beifall.</desc><desc xml:lang="en">Applause.</desc></kinesic></u>
<u who="#OdeAda" ana="#regular"><seg>Ich warte.</seg></u>
<u who="#MossDee" ana="#chair"><seg>Herr Minister.</seg></u>
<u who="#PikeBen" ana="#regular"><seg>Im Mai. <gap reason="inaudible"/> Bald.</seg></u>
<u ana="#guest"><seg>Hört!</seg></u><u ana="#guest"><seg>Hört, hört!</seg></u>
</div></body></text></TEI>"""  # noqa: E501

ANNOTATED = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="sl"><text><body><div>
<u who="#VzorJan" ana="#regular"><seg><s>
<w lemma="dober">Dober</w>
<w lemma="dan" join="right">dan</w>
<pc>,</pc>
<name type="PER"><w>gospa</w>
<w join="right">Vzor</w></name>
<pc>.</pc>
<linkGrp><link target="#a #b"/></linkGrp></s>
<s><w join="right">Hvala</w><pc>.</pc></s></seg></u></div></body></text></TEI>"""

AKOMA = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="hansard">
<meta><identification source="#e"><FRBRWork><FRBRdate date="2031-05-01" name="generation"/><FRBRauthor href="#p"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>
<references source="#e"><TLCOrganization eId="p" href="/p" showAs="Parliament of Nowhere"/>
<TLCPerson eId="ode" href="/o" showAs="Ms. Ada Ode"/><TLCPerson eId="pike" href="/k" showAs="Mr. Ben Pike"/><TLCPerson eId="moss" href="/m" showAs="Ms. Dee Moss"/>
<TLCRole eId="sp" href="/s" showAs="Madam Speaker"/><TLCRole eId="min" href="/r" showAs="Minister for Bridges"/></references></meta>
<preface><p>NATIONAL ASSEMBLY</p><p><docDate date="2031-05-06">6th May, 2031</docDate></p></preface>
<debateBody><prayers><heading>PRAYERS</heading></prayers>
<papers><heading>PAPERS LAID</heading><other><p>These were laid:</p><ul><li>Report on bridges</li></ul></other><narrative>(By Mr. Pike)</narrative></papers>
<questions><heading>QUESTIONS</heading><debateSection name="question"><num>7.</num><heading>NOWHERE BRIDGE</heading>
<question by="#ode" to="#min"><from>Ms. Ode</from><p>asked the Minister <remark type="sceneDescription">(laughter)</remark> when</p><ul><li>(a) the bridge opens;</li><li>(b) it closes.</li></ul></question>
<summary>(Question deferred)</summary>
<speech by="#moss" as="#sp"><from>Madam Speaker:</from><p>Who answers?</p></speech>
<answer by="#pike" as="#min"><from>The Minister for Bridges (Mr. Pike):</from><p>In May, <a href="https://example.org/b">as planned</a>.</p></answer>
<speech by="#ode"><from>Ms. Ode: And</from><p>will it stay open?</p></speech>
<speech by="#pike" as="#min"><from>Mr. Pike</from><p>Yes.</p></speech>
</debateSection></questions></debateBody>
<conclusions><p>The House rose at <recordedTime time="2031-05-06T18:00:00" type="endEvent">6 p.m.</recordedTime></p></conclusions>
</debate></akomaNtoso>"""  # noqa: E501

CANADA = """\ufeff<?xml version="1.0" encoding="UTF-8"?>
<Hansard xml:lang="EN" id="1"><StartPageNumber>77</StartPageNumber><DocumentTitle><DocumentName>OFFICIAL REPORT</DocumentName></DocumentTitle>
<ExtractedInformation><ExtractedItem Name="InstitutionDebate">House of Nowhere Debates</ExtractedItem><ExtractedItem Name="Number">NUMBER 007</ExtractedItem>
<ExtractedItem Name="Date">Tuesday, May 6, 2031</ExtractedItem><ExtractedItem Name="MetaDateNumDay">06</ExtractedItem><ExtractedItem Name="MetaDateNumMonth">05</ExtractedItem><ExtractedItem Name="MetaDateNumYear">2031</ExtractedItem></ExtractedInformation>
<HansardBody><Intro><ParaText>The House met at 2 p.m.</ParaText><Prayer>Prayer</Prayer></Intro>
<OrderOfBusiness Rubric="OralQuestionPeriod"><OrderOfBusinessTitle>Oral Questions</OrderOfBusinessTitle><CatchLine>Oral Questions</CatchLine>
<SubjectOfBusiness><Timestamp Hr="14" Mn="15">(1415)</Timestamp><FloorLanguage language="EN">[<I>English</I>]</FloorLanguage><SubjectOfBusinessTitle>Bridges</SubjectOfBusinessTitle><SubjectOfBusinessContent>
<Intervention Type="Question"><PersonSpeaking><Affiliation DbId="1" Type="2">Ms. Ada Ode (Far Isles, BP)</Affiliation>: </PersonSpeaking><Content><ParaText>Mr. Speaker, when does the bridge to <Affiliation DbId="5" Type="2">Far Isles</Affiliation> open?</ParaText></Content></Intervention>
<Intervention Type="Answer"><PersonSpeaking><Affiliation DbId="2" Type="4">Hon. Ben Pike (Minister of Bridges, RP)</Affiliation>: </PersonSpeaking><Content><ParaText>In May.</ParaText><Timestamp Hr="14" Mn="20">(1420)</Timestamp><ParaText>Or in June.</ParaText></Content></Intervention>
<Intervention Type="Debate"><PersonSpeaking><Affiliation DbId="1" Type="2">Ms. Ada Ode</Affiliation>: </PersonSpeaking><Content><ParaText>Of what year?</ParaText></Content></Intervention>
<Intervention Type="Interjection"><PersonSpeaking><Affiliation DbId="9" Type="15">The Speaker</Affiliation>: </PersonSpeaking><Content><ParaText>Order.</ParaText></Content></Intervention>
<Intervention Type="Debate"><PersonSpeaking><Affiliation DbId="2" Type="4">Hon. Ben Pike</Affiliation>: </PersonSpeaking><Content><ParaText>Of this one.</ParaText><ParaText><B>Some hon. members:</B> Hear, hear!</ParaText><ParaText><B>Mr. Cy Reed:</B> Oh, oh!</ParaText></Content></Intervention>
</SubjectOfBusinessContent></SubjectOfBusiness></OrderOfBusiness>
<OrderOfBusiness Rubric="GovernmentOrders"><OrderOfBusinessTitle>Government Orders</OrderOfBusinessTitle><SubjectOfBusiness><SubjectOfBusinessTitle>Tolls Act</SubjectOfBusinessTitle><SubjectOfBusinessContent><ProceduralText>Bill C-7. Second reading</ProceduralText>
<Intervention Type="Question"><PersonSpeaking><Affiliation Type="2">Mr. Cy Reed (Near Isles, BP)</Affiliation>: </PersonSpeaking><Content><ParaText>A comment on tolls.</ParaText></Content></Intervention>
<WrittenQuestionResponse><QuestionID>Question No. 7--</QuestionID><Questioner><Affiliation>Ms. Ada Ode</Affiliation>:</Questioner><QuestionContent><ParaText>With regard to tolls: (a) who pays?</ParaText></QuestionContent><Responder><Affiliation>Hon. Ben Pike (Minister of Bridges, RP)</Affiliation>:</Responder><ResponseContent><ParaText>Mr. Speaker, everybody.</ParaText></ResponseContent></WrittenQuestionResponse>
</SubjectOfBusinessContent></SubjectOfBusiness></OrderOfBusiness></HansardBody></Hansard>"""  # noqa: E501

COMMITTEE = """<Hansard xml:lang="EN"><ExtractedInformation/><HansardBody><OrderOfBusiness><CatchLine/><SubjectOfBusiness><SubjectOfBusinessContent>
<Intervention Type="Interjection"><PersonSpeaking><Affiliation Type="35">The Chair (Ms. Dee Moss (Far Isles, BP))</Affiliation>: </PersonSpeaking><Content><ParaText>Ms. Ode, please.</ParaText></Content></Intervention>
<Intervention Type="Interjection"><PersonSpeaking><Affiliation Type="2">Ms. Ada Ode (Far Isles, BP)</Affiliation>: </PersonSpeaking><Content><ParaText>How old is the bridge?</ParaText></Content></Intervention>
<Intervention Type="Interjection"><PersonSpeaking><Affiliation Type="35">The Chair</Affiliation>: </PersonSpeaking><Content><ParaText>Go ahead.</ParaText></Content></Intervention>
<Intervention Type="Interjection"><PersonSpeaking><Affiliation Type="28">Dr. Fay Hall (Professor, Institute of Bridges)</Affiliation>: </PersonSpeaking><Content><ParaText>A hundred years.</ParaText></Content></Intervention>
</SubjectOfBusinessContent></SubjectOfBusiness></OrderOfBusiness></HansardBody></Hansard>"""  # noqa: E501

AUSTRALIA = """<hansard version="2.0"><session.header><date>2031-05-06</date><parliament.no>70</parliament.no><session.no>1</session.no><period.no>2</period.no><chamber>REPS</chamber><page.no>9</page.no></session.header>
<chamber.xscript><business.start><day.start>2031-05-06</day.start><para>The SPEAKER took the chair.</para></business.start>
<debate><debateinfo><title>QUESTIONS WITHOUT NOTICE</title><type>Questions Without Notice</type><page.no>10</page.no></debateinfo>
<subdebate.1><subdebateinfo><title>Bridges</title><page.no>11</page.no></subdebateinfo>
<question><talk.start><talker><page.no>11</page.no><name role="metadata">Ode, Ada, MP</name><name role="display">Ms ODE</name><name.id>AO1</name.id><electorate>Far Isles</electorate><party>BP</party><in.gov>0</in.gov></talker><para>&mdash;My question is to the Minister.</para></talk.start>
<interjection><talk.start><talker><page.no>11</page.no><name role="metadata">SPEAKER, The</name><name role="display">The SPEAKER</name><name.id>10000</name.id></talker><para>&mdash;Order!</para></talk.start></interjection>
<continue><talk.start><talker><page.no>11</page.no><name role="metadata">Ode, Ada, MP</name><name role="display">Ms ODE</name><name.id>AO1</name.id></talker><para>&mdash;When will it open?</para></talk.start></continue></question>
<answer><talk.start><talker><page.no>12</page.no><name role="metadata">Pike, Ben, MP</name><name role="display">Mr PIKE</name><name.id>BP2</name.id><party>RP</party><role>Minister for Bridges</role></talker><para>&mdash;In May.</para></talk.start><para>Or in June.</para>
<interjection><talk.start><talker><page.no>12</page.no><name role="display">Mr Reed</name><name.id>CR3</name.id></talker><para>&mdash;Of what year?</para></talk.start></interjection>
<continue><talk.start><talker><page.no>12</page.no><name role="display">Mr PIKE</name><name.id>BP2</name.id></talker><para>&mdash;Of this one.</para></talk.start></continue></answer>
</subdebate.1></debate></chamber.xscript></hansard>"""  # noqa: E501

AUSTRALIA_OLD = """<!DOCTYPE hansard PUBLIC "-//NOWHERE//DTD HANSARD//EN" []>1990
<HANSARD DATE="6/05/1990" PAGE="615" CHAMBER = "Senate" PARLIAMENT.NO = "34">
<CHAMBER.XSCRIPT><QWN PAGE="617"><TITLE>QUESTIONS WITHOUT NOTICE</TITLE>
<QUESTION.BLOCK PAGE="617"><TITLE>BRIDGES</TITLE>
<QUESTION PAGE="617" SPEAKER="Ode Sen A" NAMEID="AO1" PARTY="BP" ELECTORATE="WA"><TALK.START><TALKER><NAME NAMEID="AO1">Senator ODE</NAME><ELECTORATE>(Western Isles)</ELECTORATE></TALKER><PARA IN-LINE="1">&mdash;When does it open?</PARA></TALK.START></QUESTION>
<ANSWER PAGE="617" SPEAKER="Pike Sen B" NAMEID="BP2" PARTY="RP" MINISTERIAL="BRIDGES" GOV="1"><TALK.START><TALKER><NAME NAMEID="BP2">Senator PIKE</NAME></TALKER><PARA IN-LINE="1">&mdash;In May.</PARA></TALK.START>
<INTERJECT CHAIR="1" SPEAKER="The PRESIDENT" NAMEID="10000"><TALK.START><TALKER><NAME NAMEID="10000">The PRESIDENT</NAME></TALKER><PARA IN-LINE="1">&mdash;Order!</PARA></TALK.START></INTERJECT>
<TALK.START><TALKER><NAME NAMEID="BP2">Senator PIKE</NAME></TALKER><PARA IN-LINE="1">&mdash;Or in June.</PARA></TALK.START></ANSWER></QUESTION.BLOCK></QWN>
<ANSWERS.TO.QUESTIONS PAGE="631"><TITLE>ANSWERS TO QUESTIONS</TITLE><ANSWER.TO.QON PAGE="631"><TITLE>Tolls</TITLE><QUESTION.NUMBER QON.NUMBER="93">(Question No. 93)</QUESTION.NUMBER>
<QUESTION NAMEID="AO1"><TALK.START><TALKER><NAME NAMEID="AO1">Senator ODE</NAME></TALKER><PARA>asked, upon notice:</PARA></TALK.START><PARA>(1) Who pays?</PARA></QUESTION>
<ANSWER NAMEID="BP2"><TALK.START><TALKER><NAME NAMEID="BP2">Senator PIKE</NAME></TALKER><PARA IN-LINE="1">&mdash;Everybody.</PARA></TALK.START></ANSWER></ANSWER.TO.QON></ANSWERS.TO.QUESTIONS></CHAMBER.XSCRIPT></HANSARD>"""  # noqa: E501

AUSTRALIA_2011 = """<hansard version="2.2"><session.header><date>2031-05-06</date><chamber>Senate</chamber><page.no>1</page.no></session.header><chamber.xscript>
<debate><debateinfo><title>QUESTIONS WITHOUT NOTICE</title></debateinfo><subdebate.1><subdebateinfo><title>Bridges</title></subdebateinfo>
<question><talk.start><talker><name role="metadata">Ode, Ada</name><name.id>AO1</name.id></talker></talk.start><talk.text><body><p class="HPS-Normal"><span class="HPS-Normal"><a href="AO1" type="MemberQuestion"><span class="HPS-MemberQuestion">Senator ODE</span></a> (<span class="HPS-Electorate">Far Isles</span>) (<span class="HPS-Time">14:00</span>): When does it open?</span></p>
<p class="HPS-Normal"><a href="10000" type="MemberInterjecting"><span>The PRESIDENT:</span></a> Order!</p>
<p class="HPS-Normal"><a href="AO1" type="MemberContinuation"><span>Senator ODE:</span></a> I ask again.</p></body></talk.text></question>
<answer><talk.start><talker><name role="metadata">Pike, Ben</name><name.id>BP2</name.id></talker></talk.start><talk.text><body><p><span><a href="BP2" type="MemberAnswer"><span>Senator PIKE</span></a> (<span>Near Isles</span>): In May.</span></p></body></talk.text></answer>
</subdebate.1></debate></chamber.xscript></hansard>"""  # noqa: E501

EVERY = {
    "twfy-debate": TWFY_DEBATE,
    "twfy-written": TWFY_WRITTEN,
    "parlamint": PARLAMINT,
    "annotated": ANNOTATED,
    "akoma": AKOMA,
    "canada": CANADA,
    "committee": COMMITTEE,
    "australia": AUSTRALIA,
    "australia-old": AUSTRALIA_OLD,
    "australia-2011": AUSTRALIA_2011,
}
