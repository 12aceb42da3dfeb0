"""Quotes of finished reports against the transcripts: exact only when equal, differences word by word."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa_reader.formats.material import Unreadable
from qa_reader.report.quote import take, unit_spans
from qa_reader.report.styles import BUILT_IN, render
from qa_reader.report.verifying.checking import Verdict, check, difference
from qa_reader.report.verifying.claims import Claimed, Written, claims
from qa_reader.report.verifying.corpus import Corpus
from qa_reader.report.verifying.reports import passages
from qa_reader.report.verifying.spacing import origins, squeezed
from qa_reader.transcript.model import (
    Block,
    Exchange,
    Metadata,
    Passage,
    Position,
    Source,
    Span,
    Speaker,
    Transcript,
    Turn,
)  # fmt: skip
from qa_reader.transcript.units import units

LINES = [
    "窓口の待ち時間について、現在の平均と目標を伺います。",
    "窓口の待ち時間は、平均で25分となっております。\n令和8年度は15分を目標としてまいります。",
    "予約制の導入については、他区の状況を踏まえ検討してまいります。",
    "When will the ferry run again, and who pays for the repairs?",
    "The ferry will run again in May. The harbour fund pays for all repairs, as agreed in 2019.",
]


def said(lines: list[str] = LINES, path: str = "汐見.txt") -> Transcript:
    kinds = ["question", "answer", "answer", "question", "answer"]
    blocks = [Block(text, line=1 + 2 * n) for n, text in enumerate(lines)]
    spans = [Span(Position(n, 0), Position(n, len(text))) for n, text in enumerate(lines)]
    return Transcript(
        source=Source(path, sha256="ab" * 32),
        format="plain",
        blocks=blocks,
        meta=Metadata(title="窓口についての予算総括質疑の記録", language="ja"),
        speakers=[Speaker("宮地", "宮地", "member"), Speaker("課長", "課長", "official")],
        turns=[Turn(kind, n, n + 1, 0 if kind == "question" else 1) for n, kind in enumerate(kinds)],
        exchanges=[
            Exchange("q1", "1", None, (Passage(0, spans[0]),), (Passage(1, spans[1]), Passage(2, spans[2]))),
            Exchange("q2", "2", None, (Passage(3, spans[3]),), (Passage(4, spans[4]),)),
        ],
    )


def verdicts(text: str, *transcripts: Transcript) -> list[Verdict]:
    found = list(claims([Written(text, 1)]))
    return check(found, Corpus(transcripts or [said()]))


def one(text: str, *transcripts: Transcript) -> Verdict:
    (verdict,) = verdicts(text, *transcripts)
    return verdict


def shown(verdict: Verdict) -> str:
    marks = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{marks[run][0]}{text}{marks[run][1]}" for run, text in verdict.runs)


# --- verdicts --------------------------------------------------------------------------------------------


def test_exact_words_have_a_place() -> None:
    verdict = one("課長は「平均で25分となっております。」と答えた。")
    assert verdict.status == "exact"
    assert verdict.place is not None
    assert (verdict.place.question, verdict.place.line) == ("汐見.txt#q1", 3)
    assert verdict.place.transcript.words(verdict.place.span) == "平均で25分となっております。"


def test_line_breaks_may_differ_and_that_is_told() -> None:
    verdict = one("「平均で25分と\nなっております。令和8年度は15分」")
    assert (verdict.status, verdict.notes) == ("exact", ("spacing",))
    assert one("“The ferry  will\nrun again in May.”").notes == ("spacing",)
    assert one("“The ferry will run again in May.”").notes == ()


@pytest.mark.parametrize(
    "words",
    [
        "「平均で25分となっています。」",
        "「平均で２５分となっております。」",
        "「5分を目標としてまいります。」",  # of 15
        "“The ferry will run again in may.”",
        "“The ferry willrun again in May.”",
        "“he ferry will run again in Ma”",
    ],
)
def test_nothing_is_called_exact_that_is_not(words: str) -> None:
    assert one(words).status == "differs"


def test_each_word_that_differs_is_shown() -> None:
    verdict = one("「他区の状況を踏まえ研究してまいります。」")
    assert verdict.status == "differs"
    assert shown(verdict) == "他区の状況を踏まえ[-検討-]{+研究+}してまいります。"
    assert verdict.place is not None
    assert verdict.place.question == "汐見.txt#q1"
    english = one("“The harbour fund paid for most repairs, as agreed in 2019.”")
    assert (
        shown(english) == "The harbour fund [-pays-]{+paid+} for [-all-]{+most+} repairs, as agreed in 2019."
    )


def test_what_stands_nowhere_is_not_found() -> None:
    assert one("「給食費の無償化は来年度から全校で実施いたします。」").status == "missing"
    assert one("“Nobody has ever told us about the tunnel under the river.”").status == "missing"


def test_terms_and_titles_are_no_quotes() -> None:
    assert one("いわゆる「待機児童」である。").status == "term"
    assert one("『窓口についての予算総括質疑の記録』より").status == "term"
    assert one("「待ち時間」は").status == "exact"
    assert one("「予約」は").status == "term"
    cited = verdicts("「平均で25分となっております。」（『別の会議録の長い題名である文書』3頁）")
    assert [verdict.status for verdict in cited] == ["exact", "term"]
    inside = verdicts(
        "「平均で25分となっております。」（なお「他区の状況を踏まえ研究してまいります。」とも述べた）"
    )
    assert [verdict.status for verdict in inside] == ["exact", "differs"]


def test_ellipsis_is_honoured() -> None:
    for ellipsis in ("（中略）", "……", "…", "(中略)", "[…]", "〔中略〕"):
        verdict = one(f"「窓口の待ち時間は、{ellipsis}15分を目標としてまいります。」")
        assert (verdict.status, verdict.notes) == ("exact", ("ellipsis",)), ellipsis
    assert one("“The ferry [...] pays for all repairs”").status == "exact"
    assert one("“The ferry . . . pays for all repairs”").status == "exact"


def test_parts_in_the_wrong_order_or_of_other_turns_are_told() -> None:
    backward = one("「15分を目標としてまいります。（中略）窓口の待ち時間は、平均で」")
    assert backward.status == "differs"
    apart = one("「窓口の待ち時間は、平均で25分（中略）検討してまいります。」")
    assert (apart.status, apart.notes) == ("differs", ("ellipsis", "apart"))


def test_part_that_differs_is_shown_between_the_others() -> None:
    verdict = one("「窓口の待ち時間は、平均で（中略）10分を目標としてまいります。」")
    assert verdict.status == "differs"
    assert shown(verdict) == "窓口の待ち時間は、平均で […] [-15-]{+10+}分を目標としてまいります。"


def test_words_of_two_turns_are_told() -> None:
    assert one("「目標を伺います。窓口の待ち時間は、平均で」").notes[-1:] == ("turns",)


def test_ellipsis_of_the_source_is_the_source_s() -> None:
    talk = said(["あの…それは、どういうことでしょうか。", *LINES[1:]])
    verdict = one("「あの…それは、どういうことでしょうか。」", talk)
    assert (verdict.status, verdict.notes) == ("exact", ())


def test_further_places_are_counted() -> None:
    assert one("「検討してまいります。」", said(), said(path="別.txt")).more == 1


def test_a_quote_never_runs_over_two_transcripts() -> None:
    assert one("「as agreed in 2019.窓口の待ち時間について」", said(), said(path="別.txt")).status != "exact"


@given(st.integers(0, 60), st.integers(8, 40))
def test_a_stretch_of_the_source_is_exact_and_one_character_more_is_not(start: int, size: int) -> None:
    text = "".join((LINES[1] + LINES[2]).split())
    words = text[start : start + size]
    edges = (text[max(0, start - 1) : start + 1], text[start + size - 1 : start + size + 1])
    assume(len(words) >= 8 and not any(len(edge) == 2 and edge.isdecimal() for edge in edges))
    assert check([Claimed(words, 1, block=True)], Corpus([said()]))[0].status == "exact"
    changed = words[:4] + "鰻" + words[4:]
    verdict = check([Claimed(changed, 1, block=True)], Corpus([said()]))[0]
    assert verdict.status != "exact"
    assert "".join(text for run, text in verdict.runs if run != "gone") in (changed, "")


@given(st.text("ab 漢字、\n\t　", max_size=20))
def test_squeezed_characters_know_where_they_are_from(text: str) -> None:
    assert "".join(" " if text[at].isspace() else text[at] for at in origins(text)) == squeezed(text)


@given(st.text("ab 漢字、", max_size=12), st.text("ab 漢字、", max_size=12))
def test_difference_holds_both_texts(source: str, quoted: str) -> None:
    runs = difference(source, quoted)
    assert "".join(text for run, text in runs if run != "new") == source
    assert "".join(text for run, text in runs if run != "gone") == quoted


# --- what claims to be a quote ---------------------------------------------------------------------------


def words(text: str, block: int | None = None) -> list[str]:
    return [claim.words for claim in claims([Written(text, 1, block)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("彼は「「A」とB」と言い、『C』と言った。", ["「A」とB", "C"]),
        ('“one ‘two’ three” and "four"', ["one ‘two’ three", "four"]),
        ("「閉じない と「閉じた」", ["閉じた"]),
        ("「言葉」（『題名』12頁）「次」", ["言葉", "題名", "次"]),
        ("「言葉」（括弧の中に（括弧）「題」がある）「次」", ["言葉", "題", "次"]),
        ("„Zitat“ und «citation»", ["Zitat", "citation"]),
    ],
)
def test_words_in_quotation_marks(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_block_quote_is_a_quote_as_a_whole() -> None:
    assert words("「待ち時間」は、25分です。", 1) == ["「待ち時間」は、25分です。"]
    assert words("「25分です。」（課長答弁）", 1) == ["25分です。"]
    assert words("— 課長、2025年", 1) == []


def test_many_marks_cost_no_time() -> None:
    assert words("「" * 20_000 + "x」" + "“" * 20_000) == ["x"]


# --- reports ---------------------------------------------------------------------------------------------

QUOTING = ("text", "report", "press", "footnote", "markdown", "html", "latex", "org")


@pytest.mark.parametrize("style", QUOTING)
def test_what_we_write_is_found_exact(style: str, tmp_path: Path) -> None:
    transcript = said()
    own = {unit.label: unit for unit in units(transcript)}
    part = [Span(Position(1, 0), Position(1, 8)), Span(Position(1, 24), Position(1, 40))]
    quotes = [take(transcript, own["q1"]), take(transcript, own["q2"]), take(transcript, part)]
    file = tmp_path / f"report.{BUILT_IN[style]}"
    file.write_text(f"1. First\n\n{render(quotes, style)}\n\nThe end.\n", "utf-8")
    found = check(list(claims(passages(file))), Corpus([transcript]))
    assert {verdict.status for verdict in found if verdict.status != "term"} == {"exact"}
    quoted = "".join(squeezed(verdict.claimed.words) for verdict in found)
    for span in unit_spans(transcript, own["q1"]) + unit_spans(transcript, own["q2"]):
        assert squeezed(transcript.words(span)) in quoted
    assert any("ellipsis" in verdict.notes for verdict in found)


@pytest.mark.parametrize("style", ["markdown", "html", "latex", "org"])
def test_markup_in_the_source_is_found_exact_too(style: str, tmp_path: Path) -> None:
    odd = r"He said *no* <b> \input{x} & 50% of_it #1 [a](b) $5 ~ ^ {x} `y` | z."
    transcript = said([odd, *LINES[1:]])._replace(meta=Metadata(language="en"))
    quotes = [take(transcript, transcript.exchanges[0].questions[0].span)]
    file = tmp_path / f"report.{BUILT_IN[style]}"
    file.write_text(render(quotes, style), "utf-8")
    (verdict,) = check(list(claims(passages(file))), Corpus([transcript]))
    assert verdict.status == "exact", verdict.claimed.words


FERRY = "She said “The ferry will run again in May.”"
COPIED = "他区の状況を踏まえ\n研究してまいります。"
HAND_WRITTEN = {
    "md": f"# Report\n\n{FERRY}\n\n> 他区の状況を踏まえ\n> 研究してまいります。\n>\n> ― 課長\n",
    "txt": f"Report\n\n{FERRY}\n\n> 他区の状況を踏まえ\n> 研究してまいります。\n",
    "html": "<p>She said <q>The ferry will run <b>again</b> in May.</q></p>\n<script>“x y z x y z”</script>"
    "<blockquote><p>他区の状況を踏まえ<br>研究してまいります。</p><footer>課長</footer></blockquote>",
    "tex": "\\documentclass{ltjsarticle}\n\\begin{document}\nShe said ``The ferry will run again in May.'' "
    f"% “no no no no”\n\n\\begin{{quotation}}\n{COPIED}\n\\end{{quotation}}\n\\end{{document}}\n",
    "org": f"* Report\n\n{FERRY}\n\n#+begin_quote\n{COPIED}\n#+end_quote\n",
}


@pytest.mark.parametrize("ending", HAND_WRITTEN)
def test_hand_written_report(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"report.{ending}"
    file.write_text(HAND_WRITTEN[ending], "utf-8")
    found = check(list(claims(passages(file))), Corpus([said()]))
    assert [verdict.status for verdict in found] == ["exact", "differs"]
    assert shown(found[1]).endswith("踏まえ[-検討-]{+研究+}してまいります。")
    lines = HAND_WRITTEN[ending].split("\n")
    assert "ferry" in lines[found[0].claimed.place - 1]
    assert "他区" in lines[found[1].claimed.place - 1]


def test_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("She said “The ferry will run again in May.” and left.")
    document.add_paragraph("窓口の待ち時間は、平均で25分となっております。", style="Quote")
    document.add_paragraph("令和8年度は10分を目標としてまいります。", style="Quote")
    document.add_paragraph("― 課長", style="Quote")
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "「予約制の導入については、他区の状況を踏まえ」"
    document.save(str(tmp_path / "report.docx"))
    found = check(list(claims(passages(tmp_path / "report.docx"))), Corpus([said()]))
    assert [verdict.status for verdict in found] == ["exact", "exact", "differs", "exact"]
    assert "[-15-]{+10+}分" in shown(found[2])


def test_footnotes_of_latex_are_no_part_of_the_quote(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text(
        "\\begin{quote}\n\\textbf{課長}\\par\n平均で25分となっております。\\footnote{課長、\\emph{3頁}。}\\par\n\\end{quote}\n\n"
        "He said so.\\footnote{But \\enquote{The ferry will run again in June.}} Well.\n",
        "utf-8",
    )
    exact, other = check(list(claims(passages(tmp_path / "a.tex"))), Corpus([said()]))
    assert (exact.status, exact.claimed.words) == ("exact", "平均で25分となっております。")
    assert shown(other) == "The ferry will run again in [-May-]{+June+}."


def test_file_that_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(Unreadable):
        passages(tmp_path / "x.docx")
    (tmp_path / "x.html").write_text("", "utf-8")
    assert passages(tmp_path / "x.html") == []


ODD = st.sampled_from('ab 1\n\t#*_`[]()<>!|~-\\{}%$「」『』（）“”"…> 窓口の待ち時間は')


@pytest.mark.parametrize("ending", ["txt", "md", "html", "tex", "org"])
@given(text=st.text(ODD | st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_can_be_read_as_a_report(
    ending: str, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / f"any.{ending}"
    file.write_text(text, "utf-8")
    for verdict in check(list(claims(passages(file))), Corpus([said()])):
        assert verdict.claimed.place >= 1
        assert (verdict.place is None) == (verdict.status in ("missing", "term"))
