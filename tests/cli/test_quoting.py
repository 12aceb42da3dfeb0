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
