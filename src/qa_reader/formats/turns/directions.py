"""What stands among the words of Japanese minutes without being said: rules, times, stage directions.

Alone on a line they are blocks of their own; inside running text they are asides (formats.md §0.4).
"""

from __future__ import annotations

import re
from typing import Final

_RULE: Final = re.compile(r"[─━―—–\-－−=＝*＊_＿~～・◇◆○●□■☆★…‥\u3000 ]{4,}")
_RULE_STROKE: Final = re.compile(r"[─━―—–\-－−=＝*＊_＿]{2,}|[～~]{4,}|(?:[*＊・◇☆★][ \u3000]*){3,}")

_N: Final = "[0-9０-９〇零一二三四五六七八九十]{1,3}"
_CLOCK: Final = (
    rf"(?:午前|午後|正午)?[ \u3000]*(?:{_N}[ \u3000]*時(?:[ \u3000]*{_N}[ \u3000]*分)?(?:[ \u3000]*半)?)"
)
_EVENT: Final = (
    r"(?:開[ \u3000]*[会議廷]|再[ \u3000]*開|休[ \u3000]*[憩会]|散[ \u3000]*[会會]|閉[ \u3000]*[会會議]|"
    r"[延流][ \u3000]*会|中[ \u3000]*[断止]|終[ \u3000]*[了結]|開始|解散)"
)
_TIME: Final = re.compile(
    rf"[○◯〇◎●（(〔［\[【]?[\s\u3000]*(?:"
    rf"(?:{_CLOCK}|正午)[\s\u3000]*(?:に|より)?[\s\u3000]*{_EVENT}|"
    rf"{_EVENT}(?:[\s\u3000]*[（(：:]?[\s\u3000]*{_CLOCK})?)[\s\u3000]*[）)〕］\]】]?[\s\u3000]*"
)
_CLOSING: Final = re.compile(r"散[ \u3000]*[会會]|閉[ \u3000]*[会會議]|延[ \u3000]*会|流[ \u3000]*会|終了")

_BRACKET: Final = re.compile("[〔［（(]")
_SQUARE: Final = re.compile(r"〔[^〔〕]{1,400}〕|［[^［］]{1,200}］")
_ROUND: Final = re.compile(r"（[^（）]{1,160}）|\([^()]{1,160}\)")
_STAGE_WORDS: Final = re.compile(
    "拍手|笑|発言する者|呼ぶ者|呼ぶ|声あり|声多数|声す|登壇|降壇|退場|退席|着席|起立|挙手|休憩|再開|離席|入場|"
    "参照|朗読|掲載|速記|訂正|斉唱|黙祷|黙とう|私語|不規則発言|聴取不能|聞き取|省略|録音|音声|映写|投票|点呼|"
    "議場|傍聴|掲げ|暫時|答弁を求|時間|ブザー|ベル|振鈴|提示|配付|配布|写真|資料|「[^」]*」と"
)


def is_rule(line: str) -> bool:
    """A line of strokes that only separates: ────, ＝＝＝, ―――◇―――."""
    if len(line) > 800:
        return False
    text = line.strip()
    return len(text) <= 400 and bool(_RULE.fullmatch(text)) and bool(_RULE_STROKE.search(text))


def is_time(line: str) -> bool:
    """A line that says when the meeting opened, paused or closed: 「○午後１時００分開会」."""
    return len(line) <= 80 and bool(_TIME.fullmatch(line.strip()))


def closes(line: str) -> bool:
    """Whether a time line is the meeting's end: 散会, 閉会."""
    return bool(_CLOSING.search(line))


def is_direction(line: str) -> bool:
    """A line that is one stage direction and nothing else: 「〔市長　山田花子登壇〕」, 「（拍手）」."""
    text = line.strip()
    if text[:1] in ("〔", "［"):
        return len(text) <= 600 and bool(_SQUARE.fullmatch(text))
    if text[:1] in ("（", "("):
        return bool(_ROUND.fullmatch(text)) and bool(_STAGE_WORDS.search(text))
    return False


def asides(text: str) -> tuple[tuple[int, int], ...]:
    """The stage directions inside running text: code points, ends exclusive.

    Square brackets always hold one; round ones only where their words say so, as they also hold remarks.
    """
    if not _BRACKET.search(text):
        return ()
    found = [m.span() for m in _SQUARE.finditer(text)]
    found += [
        m.span()
        for m in _ROUND.finditer(text)
        if _STAGE_WORDS.search(m.group()) and not any(a <= m.start() < b for a, b in found)
    ]
    return tuple(sorted(found))
