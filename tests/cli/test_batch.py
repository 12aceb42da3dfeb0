"""Operations as JSON Lines: each answered once it is on disk."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

ID = "3f2b7a44-0000-1111-2222-333344445555"


@pytest.fixture
def batch(run, monkeypatch):
    """Run operations; the answers and the exit status."""

    def once(*operations: Any) -> tuple[list[dict[str, Any]], int]:
        text = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in operations)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))
        ran = run("batch")
        return ran.lines, ran.status

    return once


def test_add_update_remove_get(batch, run) -> None:
    answers, status = batch(
        {"op": "add", "id": ID, "question": "窓口.txt#q1", "note": "はじめ"},
        {"op": "update", "id": ID, "note": "後", "codes": ["hedged.study"]},
        {"op": "get", "id": ID},
        {"op": "remove", "id": ID},
        {"op": "get", "id": ID},
    )
    assert [answer["ok"] for answer in answers] == [True, True, True, True, False]
    assert answers[0]["id"] == ID
    record = answers[2]["record"]
    assert (record["note"], record["codes"], record["rev"]) == ("後", ["hedged", "hedged.study"], 2)
    assert record["part"] == "answers"
    assert answers[4]["reason"] == "deleted"
    assert status == 1
    assert run("list").status == 1


def test_answer_means_kept(batch, run) -> None:
    operations = [
        {"op": "add", "id": str(uuid.UUID(int=n)), "question": f"窓口.txt#q{n % 3 + 1}", "note": f"{n}番"}
        for n in range(1, 60)
    ]
    answers, status = batch(*operations)
    assert status == 0
    assert all(answer["ok"] for answer in answers)
    assert {each["note"] for each in run("list", "--json").lines} == {f"{n}番" for n in range(1, 60)}


def test_id_is_given_where_none_is(batch, run) -> None:
    (answer,), _ = batch({"op": "add", "question": "窓口#q1", "codes": ["partial"]})
    (said,) = run("list", "--json").lines
    assert said["id"] == answer["id"]
    assert (said["part"], said["question"]) == ("answers", "窓口.txt#q1")


def test_bulk_is_one_change_and_all_or_nothing(batch, run) -> None:
    (answer,), status = batch(
        {
            "op": "bulk",
            "ops": [
                {"op": "add", "id": ID, "question": "窓口#q1", "note": "一"},
                {"op": "update", "id": ID, "note": "一の二"},
                {"op": "add", "question": "窓口#q2", "quote": "10月から", "codes": ["deadline"]},
            ],
        }
    )
    assert (status, answer["ok"], len(answer["results"])) == (0, True, 3)
    assert len({each["change"] for each in run("list", "--json").lines}) == 1
    assert run("undo").status == 0
    assert run("list").status == 1

    (refused,), status = batch(
        {
            "op": "bulk",
            "ops": [
                {"op": "add", "question": "窓口#q1", "note": "二"},
                {"op": "add", "question": "窓口#q9", "note": "三"},
            ],
        }
    )
    assert (status, refused["ok"], refused["reason"]) == (1, False, "unknown-question")
    assert run("list").status == 1


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ({"op": "add", "question": "窓口#q9", "note": "x"}, "unknown-question"),
        ({"op": "add", "question": "無い#q1", "note": "x"}, "unknown-transcript"),
        ({"op": "add", "question": "../外.txt#q1", "note": "x"}, "unknown-transcript"),
        ({"op": "add", "question": "窓口#q1"}, "empty"),
        ({"op": "add", "question": "窓口#q1", "codes": ["splendid"]}, "unknown-code"),
        ({"op": "add", "question": "窓口#q1", "codes": "partial"}, "malformed"),
        ({"op": "add", "question": "窓口#q1", "codes": ["partial", "evasive.dodge"]}, "exclusive"),
        ({"op": "add", "question": "窓口#q4", "codes": ["partial"]}, "no-answer"),
        ({"op": "add", "question": "窓口#", "codes": ["partial"]}, "no-answer"),
        ({"op": "add", "question": "窓口#q1", "quote": "無い言葉"}, "no-such-words"),
        ({"op": "add", "question": "窓口#q3", "quote": "案内表示"}, "ambiguous"),
        ({"op": "add", "question": "窓口#q3", "quote": "案内表示", "nth": 9}, "no-such-words"),
        ({"op": "add", "question": "窓口#q1", "anchor": {"start": [0, 0]}}, "malformed"),
        ({"op": "add", "question": "窓口#q1", "anchor": {"start": [0, 0], "end": [999, 1]}}, "no-such-words"),
        ({"op": "add", "question": "窓口#q1", "anchor": {"start": [0, 0], "end": [0, 3]}}, "no-such-words"),
        ({"op": "add", "question": "窓口#q1", "note": "x", "id": "not-a-uuid"}, "malformed"),
        ({"op": "add", "question": "窓口#q1", "nite": "x"}, "malformed"),
        ({"op": "add", "note": "x"}, "malformed"),
        ({"op": "update", "id": ID, "note": "x"}, "unknown-record"),
        ({"op": "remove", "id": ID}, "unknown-record"),
        ({"op": "get", "id": ID}, "unknown-record"),
        ({"op": "fly"}, "malformed"),
        ({"op": "bulk", "ops": [{"op": "bulk", "ops": []}]}, "malformed"),
        ([], "malformed"),
        ("no JSON", "malformed"),
        ("[" * 100_000, "malformed"),
    ],
)
def test_refused_with_a_reason(operation, reason: str, batch, run) -> None:
    (answer,), status = batch(operation)
    assert (answer["ok"], answer["reason"], status) == (False, reason, 1)
    assert answer["error"]
    assert run("list").status == 1


def test_an_id_is_given_once(batch) -> None:
    add = {"op": "add", "id": ID, "question": "窓口#q1", "note": "x"}
    answers, _ = batch(add, {**add, "question": "窓口#q2"}, {"op": "remove", "id": ID}, add)
    assert [answer.get("reason") for answer in answers] == [None, "exists", None, "exists"]


def test_highlight_by_place_and_back(batch, run) -> None:
    run("highlight", "窓口#q2", "--quote", "10月から実施")
    (kept,) = run("list", "--json").lines
    run("delete", kept["id"])
    answers, _ = batch(
        {"op": "add", "id": ID, "question": "窓口#q2", "anchor": kept["anchor"]},
        {
            "op": "add",
            "question": "窓口#q2",
            "anchor": {
                "start": kept["anchor"]["start"],
                "end": kept["anchor"]["end"],
                "exact": "10月から実施",
            },
        },
        {"op": "update", "id": ID, "quote": "予約制", "in": "answer"},
        {
            "op": "add",
            "question": "窓口#q2",
            "anchor": {"start": kept["anchor"]["start"], "end": kept["anchor"]["end"], "exact": "他の言葉"},
        },
    )
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    assert sorted(each["words"] for each in run("list", "--json").lines) == ["10月から実施", "予約制"]


def test_others_changes_are_seen(batch, run, workspace: Path) -> None:
    """One batch runs while another program deletes what it is about to change."""
    command = [sys.executable, "-m", "qa_reader", "batch", "--annotator", "岸本"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(operation: dict[str, Any]) -> dict[str, Any]:
            print(json.dumps(operation), file=process.stdin, flush=True)
            answer: dict[str, Any] = json.loads(process.stdout.readline())
            return answer

        assert ask({"op": "add", "id": ID, "question": "窓口.txt#q1", "note": "一"})["ok"]
        assert run("delete", ID, annotator="小川").status == 0
        assert ask({"op": "update", "id": ID, "note": "二"})["reason"] == "deleted"
        run("note", "窓口#q2", "新しい", annotator="小川")
        new = run("list", "--json").lines[0]["id"]
        assert ask({"op": "update", "id": new, "note": "直した"})["ok"]
        process.stdin.close()
        assert process.wait() == 1
    assert run("list", "--json").lines[0]["note"] == "直した"
