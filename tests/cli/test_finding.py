"""What was said, and words, found again: list, search, log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa_reader.annotation.codebook import built_in
from qa_reader.annotation.records import now, uuid7
from qa_reader.store import layout


@pytest.fixture
def said(run):
    run("tag", "窓口#q1", "hedged.consider")
    run("highlight", "窓口#q2", "--quote", "令和7年10月から実施", "--code", "promise", "--note", "要確認")
    run("note", "窓口#q3", "表示の実物を見に行く", annotator="小川")
    return run


def test_list_is_one_line_each_in_the_order_of_the_text(said) -> None:
    lines = said("list").out.splitlines()
    assert [line.split()[0] for line in lines] == ["窓口.txt#q1", "窓口.txt#q2", "窓口.txt#q3"]
    assert "▌令和7年10月から実施" in lines[1]
    assert "小川" in lines[2]


def test_list_json_has_every_field(said) -> None:
    fields = {
        "transcript", "id", "rev", "change", "kind", "annotator", "question", "part", "anchor", "codes",
        "note", "flag", "base", "time", "deleted", "author", "words", "doubt", "place",
    }  # fmt: skip
    for each in said("list", "--json").lines:
        assert fields <= set(each)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--question", "窓口#q2"), ["q2"]),
        (("--annotator", "小川"), ["q3"]),
        (("--code", "hedged"), ["q1"]),
        (("--code", "hedged.consider"), ["q1"]),
        (("--code", "hedged.study"), []),
        (("窓口.txt",), ["q1", "q2", "q3"]),
    ],
)
def test_list_narrowed(arguments, found, said) -> None:
    ran = said("list", *arguments, "--json")
    assert [each["question"].partition("#")[2] for each in ran.lines] == found
    assert ran.status == (0 if found else 1)


def test_list_of_one_folder_of_the_workspace(said, workspace: Path) -> None:
    (workspace / "別").mkdir()
    (workspace / "別" / "窓口.txt").write_text((workspace / "窓口.txt").read_text("utf-8"), "utf-8")
    said("flag", "別/窓口#q1")
    assert [each["question"] for each in said("list", "別", "--json").lines] == ["別/窓口.txt#q1"]
    assert len(said("list", "--json").lines) == 4


def test_list_of_a_transcript_that_is_gone(said, workspace: Path) -> None:
    (workspace / "窓口.txt").unlink()
    ran = said("list", "--json")
    assert len(ran.lines) == 3
    assert ran.status == 0
    assert "窓口.txt" in ran.err
    assert len(said("list", "--question", "窓口.txt#q2", "--json").lines) == 1


def test_list_says_what_a_changed_text_left_in_doubt(said, workspace: Path) -> None:
    page = workspace / "窓口.txt"
    text = page.read_text("utf-8")
    page.write_text(
        text.replace("令和7年10月から実施", "令和8年4月から実施").replace("検討して", "研究して"), "utf-8"
    )
    first, second, _third = said("list", "--json").lines
    assert (first["doubt"], second["doubt"]) == ("changed", "lost")
    assert second["place"] is None
    assert said("list").out.count(" ! ") == 2


def test_search_finds_whatever_the_width(said) -> None:
    ran = said("search", "２５分", "--json")
    (hit,) = ran.lines
    assert (hit["question"], hit["kind"], hit["speaker"], hit["words"]) == (
        "窓口.txt#q1",
        "answer",
        "担当課長",
        "25分",
    )
    assert said("search", "２５分", "--exact").status == 1
    assert said("search", "25分", "--exact").status == 0


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("案内表示",), 3),
        (("案内表示", "--in", "question"), 2),
        (("案内表示", "--in", "answer"), 1),
        (("案内表示", "--speaker", "宮地"), 2),
        (("実物",), 1),
        (("実物", "--in", "note"), 1),
        (("実物", "--in", "answer"), 0),
        (("伺います",), 3),
        (("伺います", "--code", "hedged"), 1),
    ],
)
def test_search_narrowed(arguments, count, said) -> None:
    ran = said("search", *arguments, "--json")
    assert (len(ran.lines), ran.status) == (count, 0 if count else 1)


def test_search_by_romaji(said) -> None:
    (hit,) = said("search", "yoyakusei no dounyuu", "--json").lines
    assert hit["words"] == "予約制の導入"


def test_search_for_what_cannot_be(said) -> None:
    for query, told in (("  ", "the words are empty"), ("/(/", "no regular expression")):
        ran = said("search", query)
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        assert told in ran.err


def test_search_hit_is_where_it_says(said, workspace: Path) -> None:
    hit = said("search", "予約制の導入", "--json").lines[0]
    assert hit["start"][0] == hit["end"][0]
    assert hit["end"][1] - hit["start"][1] == len(hit["words"]) == 6
    assert hit["after"].startswith("について")
    assert "予約制の導入" in said("search", "予約制の導入").out


def test_log_holds_everything_ever_said(said) -> None:
    said("tag", "窓口#q1", "partial")
    said("undo")
    lines = said("log", "--json").lines
    assert [
        line["rev"] for line in lines if line["question"] == "窓口.txt#q1" and line["kind"] == "annotation"
    ] == [
        1,
        2,
        3,
    ]
    assert [line["time"] for line in lines] == sorted(line["time"] for line in lines)
    assert len(said("log", "窓口#q3", "--json").lines) == 2
    assert "undo" in said("log", "窓口#q1").out
    assert len(said("log").out.splitlines()) == 5


def test_log_of_nothing(run) -> None:
    ran = run("log")
    assert (ran.status, ran.out) == (1, "")


def test_json_is_exact_and_safe_to_look_at(run) -> None:
    run("note", "窓口#q1", "a\x1b[31m\u202eb\x9bc\n\t𠮷e\u0301")
    out = run("list", "--json").out
    assert json.loads(out)["note"] == "a\x1b[31m\u202eb\x9bc\n\t𠮷e\u0301"
    assert not set("\x1b\u202e\x9b") & set(out)
    assert "𠮷" in out


@pytest.fixture
def astray(said, workspace: Path):
    """A folder of annotations that says it is about a file outside the workspace."""
    elsewhere = "../secret.txt"
    folder = workspace / "annotations" / layout.folder(elsewhere)
    folder.mkdir()
    line = {
        "id": uuid7(), "rev": 1, "change": uuid7(), "kind": "annotation", "annotator": "Eve",
        "question": f"{elsewhere}#q1", "time": now(), "note": "窓口のメモ",
    }  # fmt: skip
    header = {"kind": "header", "schema": 1, "transcript": elsewhere}
    (folder / "Eve-000000.json").write_text(json.dumps({"_default": {"0": header, "7": line}}), "utf-8")
    return said


def test_list_goes_on_past_what_leads_out_of_the_workspace(astray) -> None:
    ran = astray("list")
    assert ran.status == 0
    assert "../secret.txt#q1" in ran.out
    assert "窓口.txt#q1" in ran.out
    assert "is no name of a file in the workspace" in ran.err


def test_search_goes_on_past_what_leads_out_of_the_workspace(astray) -> None:
    ran = astray("search", "窓口")
    assert ran.status == 0
    assert "窓口.txt#q1" in ran.out
    assert "../secret.txt#q1" in ran.out


def test_list_takes_a_question_as_its_path(run) -> None:
    run("tag", "窓口#q1", "partial")
    run("note", "窓口#q2", "メモ")
    for named in ("窓口.txt#q1", "窓口#q1"):
        ran = run("list", named)
        assert ran.status == 0
        assert "窓口.txt#q1" in ran.out
        assert "q2" not in ran.out
    assert run("list", "窓口").out.count("窓口.txt#") == 2
    assert run("list", "窓口#q9").status == 2
    assert run("list", "nowhere").status == 2


HEDGED = built_in().get("hedged")
KEY = HEDGED.key or ""


@pytest.mark.parametrize(
    "code", ["hedged", KEY, chr(ord(KEY) + 0xFEE0), HEDGED.labels["ja"], HEDGED.labels["en"].upper()]
)
def test_a_code_is_named_by_id_key_or_label(run, code: str) -> None:
    run("tag", "窓口#q1", code)
    run("tag", "窓口#q2", "evasive")
    assert [line["question"] for line in run("list", "--code", code, "--json").lines] == ["窓口.txt#q1"]
    assert run("search", "窓口", "--code", code).status == 0


def test_an_unknown_code_is_one_line_that_says_what_there_is(run) -> None:
    run("tag", "窓口#q1", "partial")
    for arguments in (("list", "--code", "nonsense"), ("search", "窓口", "--code", "nonsense")):
        ran = run(*arguments)
        assert ran.status == 2
        assert "committed" in ran.err
        assert len(ran.err.splitlines()) == 1


def test_a_code_of_anothers_codebook_can_be_listed(run, workspace) -> None:
    book = '[[group]]\nid = "own"\n[[group.code]]\nid = "mine"\n'
    (workspace / "codebook.toml").write_text(book, "utf-8")
    run("tag", "窓口#q1", "mine")
    (workspace / "codebook.toml").unlink()
    assert len(run("list", "--code", "mine", "--json").lines) == 1
