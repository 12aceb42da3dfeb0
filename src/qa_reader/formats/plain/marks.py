"""What a label line says besides its kind: the mark, whom it names, the number of a heading."""

from __future__ import annotations

from typing import Final

from qa_reader.formats.plain.scan import Hit

_AROUND_MARK: Final = " \t\u3000\xa0.．:：,，、)）(（]［[］【】〈〉《》<>＜＞「」|｜-－―・／"
_NOBODY: Final = frozenset(
    ("今回", "前回", "次回", "以下", "以上", "次", "最後", "最初", "今後", "他", "その他", "ほか", "主な",
     "初回", "再", "再々", "追加", "関連", "一般", "代表", "総括", "本日", "上記", "下記",
     "一回目", "二回目", "三回目", "1回目", "2回目", "3回目", "１回目", "２回目", "３回目")
)  # fmt: skip
"""What stands before の質問 without naming anybody."""


def one_label(first: Hit, second: Hit) -> bool:
    """Are two label lines in a row one label: a number or word, and under it who speaks?"""
    if first.text or first.who is not None or second.number is not None:
        return False
    if first.number is None and second.who is None:
        return False
    return second.rule.kind in (first.rule.kind, "voice")


def who_of(hit: Hit) -> str | None:
    """Whom the label names; None where it only seems to (「以下の質問」)."""
    who = hit.who.strip(" \t\u3000") if hit.who else None
    return None if not who or who in _NOBODY else who


def mark_of(hit: Hit, who: str | None) -> str | None:
    """What stands before the name, without number, stops and brackets: `Q1.` → `Q`."""
    before = hit.label.partition(who)[0] if who else hit.label
    if hit.number:
        before = before.replace(hit.number, "")
    mark = before.strip(_AROUND_MARK)
    if hit.rule.kind == "voice" and mark.isalnum():
        return None  # a title before the name, no mark
    return mark or None


def heading_number(hit: Hit) -> str | None:
    """The number of a heading with its stops and brackets, as printed: `(2)`, `1.`."""
    if hit.number is None or hit.title is None:
        return None
    return hit.label[: hit.label.rfind(hit.title)].strip(" \t\u3000") or None
