"""Quotes from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

ANSWER = "予約制につきましては、令和7年10月から実施いたします。"


def test_quote_of_an_answer(run) -> None:
    ran = run("quote", "窓口#q2/a1")
    assert ran.status == 0
    assert ran.out.startswith(f"「{ANSWER}」（担当課長答弁、")
    assert "質問2" in ran.out
    assert "窓口.txt#q2" in ran.out


def test_quote_of_an_exchange_and_several(run) -> None:
    ran = run("quote", "窓口#q1", "窓口#q2")
    assert ran.out.count("宮地議員質問：「") == 2
    assert ran.out.count("担当課長答弁：「") == 2


def test_quote_of_a_highlight(run) -> None:
    run("highlight", "窓口#q2", "--quote", "令和7年10月から実施")
    record = run("list", "--json").lines[0]["id"]
    assert run("quote", record[-8:]).out.startswith("「令和7年10月から実施」（担当課長答弁、")


def test_styles_and_language_of_the_citation(run) -> None:
    assert run("quote", "窓口#q2/a", "--style", "markdown").out.startswith(
        f"> {ANSWER}\n>\n> — 担当課長答弁、"
    )
    assert run("quote", "窓口#q2/a", "--citation", "en").out.startswith(
        f"“{ANSWER}” (担当課長 (official), answer, "
    )
    assert run("quote", "窓口#q2/a", "--style", "limerick").status == 2


def test_completed_metadata_stands_in_the_citation(run) -> None:
    run("meta", "窓口.txt", "body=汐見区議会", "meeting=令和7年第1回定例会", "date=2025-03-05")
    assert (
        "（担当課長答弁、汐見区議会 令和7年第1回定例会、2025年3月5日、1.区民サービスについて › (1)窓口"
        in run("quote", "窓口#q2/a").out
    )


@pytest.mark.parametrize("part", ["窓口#q2/a2", "窓口#q2/a0", "窓口#/q"])
def test_part_that_is_not_there(part: str, run) -> None:
    ran = run("quote", part)
    assert ran.status == 2
    assert "no such part" in ran.err


def test_copied_words_are_in_a_file_whatever_else(run, own_home: Path, monkeypatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("PATH", "/nonexistent")
    ran = run("quote", "窓口#q2/a", "--copy")
    assert ran.status == 0
    copied = (own_home / "state" / "qa-reader" / "last-copy.txt").read_text("utf-8")
    assert copied == ran.out.rstrip("\n")
    assert "last-copy.txt" in ran.err


def test_settings_choose_the_style(run, own_home: Path) -> None:
    settings = own_home / "config" / "qa-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[reader]\nquote_style = "markdown"\n', encoding="utf-8")
    assert run("quote", "窓口#q2/a").out.startswith("> ")


def test_styles_are_listed_with_ones_own(run, own_home: Path) -> None:
    folder = own_home / "config" / "qa-reader" / "quote-styles"
    folder.mkdir(parents=True)
    (folder / "mine.html.j2").write_text("{# Mine #}<q>{{ quote.words }}</q>", "utf-8")
    listed = run("quote", "--list-styles").out
    assert listed.startswith("text")
    assert "csl-json" in listed
    assert "Mine" in listed
    assert run("quote", "窓口#q2/a", "--style", "mine").out == f"<q>{ANSWER}</q>\n"


def test_wrong_style_is_told_of_in_one_line(run, own_home: Path) -> None:
    folder = own_home / "config" / "qa-reader" / "quote-styles"
    folder.mkdir(parents=True)
    (folder / "bad.txt.j2").write_text("\n{{ quote.wrods }}", "utf-8")
    ran = run("quote", "窓口#q2/a", "--style", "bad")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert "bad.txt.j2, line 2" in ran.err
    assert "limerick" in run("quote", "窓口#q2/a", "--style", "limerick").err


def test_two_highlights_together_show_what_is_left_out(run) -> None:
    for words in ("今後については", "窓口の待ち時間は、平均で"):
        run("highlight", "窓口#q1", "--quote", words, "--in", "answer")
    records = [line["id"][-8:] for line in run("list", "--json").lines]
    assert run("quote", *records, "--together").out.startswith(
        "「窓口の待ち時間は、平均で（中略）今後については」（担当課長答弁、"
    )
    assert run("quote", *records).out.count("「") >= 2
    both = run("quote", records[0], records[1], "--together", "--style", "markdown", "--citation", "en").out
    assert "平均で \\[…\\] 今後" in both or "平均で […] 今後" in both


def test_question_and_answer_together_are_one_quote(run) -> None:
    ran = run("quote", "窓口#q2/a", "窓口#q2/q", "--together")
    assert ran.out.startswith("宮地議員質問：「予約制")
    assert ran.out.count("窓口.txt#q2") == 1


def test_nothing_to_quote(run) -> None:
    assert run("quote").status == 2
