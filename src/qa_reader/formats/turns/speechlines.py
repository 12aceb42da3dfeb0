"""Which lines of printed minutes begin a speech: mark, label, gap, words (formats.md §4.1).

The marks ○ ◯ 〇 ◆ ◎ also open headings (「○議事日程」, 「◎会期の決定」, 「◯出席委員（13名）」): a speech
has a label that names a post or a person, and words behind it or below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from qa_reader.formats.turns.labels import bare, read_label
from qa_reader.formats.turns.turnlines import Line

MARKS: Final = "○◯〇◎◆●■△"

_MARKED: Final = re.compile(rf"([\s\u3000]{{0,12}})([{MARKS}])[ \u3000]?(?=\S)")
_HEADING: Final = re.compile(
    r"(?:議事日程|出席|欠席|応招|不応招|会議に付|本日の|配付|配布|会議録署名|会議録|日程|議案|請願|陳情|意見書|"
    r"決議|開議|開会|再開|休憩|散会|閉会|追加|報告第|議員提出|委員会提出|委員会条例|令和|平成|昭和|西暦|"
    r"日[ \u3000]*時|"
    r"場所|招集|傍聴|会期|諸般|一般質問|代表質問|付議|午前|午後|正午|紹介議員|説明のため|説明員の|職務のため|市会第|"
    r"[第ー][ \u3000]*[0-9０-９一二三四五六七八九十]|[0-9０-９]+[ \u3000]*[月日時名人])"
)
_NOT_A_NAME: Final = re.compile(
    r"[0-9０-９]+[名人号件日月年条]|[一二三四五六七八九十]+名|[月火水木金土日]曜|[。、「」『』]|について|の件|"
    r"(?:条例|予算)(?![^（(]{0,8}委員)"
)
_NAMED: Final = re.compile(r"[ \u3000]{0,6}(?=[^（(。、「『｜：]{1,24}[（(])")
"""How a line begins that may be a label without a mark: 「議長（山田花子君）　…」."""
_WHAT_IS_SAID: Final = re.compile(
    r"(?:再々|再|追加|一般|代表|登壇)?(?:質問|質疑|答弁|回答|要望|意見|[問答QAＱＡ])"
    r"[ \u3000]*[0-9０-９]{0,3}(?=[\s\u3000（(：:．.]|$)"
)
"""Words that say what is said and not who speaks, as on councillors' pages: 「○答弁（市長）」."""
_KANA: Final = re.compile(r"[ぁ-ん]")
_GAP: Final = re.compile(r"[\s\u3000]+")
_OPENS: Final = re.compile("[（(]")
_BRACKETS: Final = re.compile(r"[（(][^（(）)]*[）)]")
_TAIL: Final = re.compile(r"[^\s\u3000〔［\[。、（(]{1,12}(?=[\s\u3000〔［\[]|$)")
_ENDS: Final = re.compile(r"[\s\u3000〔［\[]|$")
_LONGEST: Final = 60
"""Characters past which no label goes."""


class SpeechLine(NamedTuple):
    """A line that begins a speech, taken apart."""

    mark: str
    """Empty in minutes without marks."""
    label: str
    words: str
    """What stands behind the label on the same line, without the gap."""


def label_of(text: str, known: Iterable[str] = ()) -> tuple[str, str] | None:
    """The label that `text` (behind its mark) begins with, and the words behind; None where it has none.

    `known` are labels without blanks that are believed although they name no post.
    """
    if _HEADING.match(text) or _WHAT_IS_SAID.match(text):
        return None
    found = _bracketed(text) or _run(text, frozenset(known))
    if found is None:
        return None
    label, words = found
    return label, _GAP.sub("", words[:1]) + words[1:] if words[:1].isspace() else words


def labelled(title: str) -> tuple[str, str] | None:
    """Mark and label, where `title` is nothing but these: 「◯議長（山田花子）」."""
    marked = _MARKED.match(title)
    found = label_of(title[marked.end() :]) if marked else None
    return (marked[2], found[0]) if marked and found and not found[1].strip() else None


def _bracketed(text: str) -> tuple[str, str] | None:
    """「市長（山田花子君）」, 「（山田花子君）」, 「鈴木（ひ）委員」."""
    bracket = _OPENS.search(text, 0, _LONGEST)
    if bracket is None:
        return None
    start = bracket.start()
    before = text[:start]
    if start > 12 and _GAP.search(before.strip()):
        return None
    end = _closing(text, start)
    if end is None:
        return None
    inside = text[start + 1 : end - 1]
    if text[end : end + 1] in ("（", "("):  # 「福祉部長（福祉事務所長）（山田花子君）」
        second = _closing(text, end)
        if second is not None and second <= _LONGEST:
            end = second
    if _NOT_A_NAME.search(before) or _NOT_A_NAME.search(inside) or not inside.strip():
        return None
    tail = _TAIL.match(text, end)
    if tail and read_label(text[: tail.end()]).post != "name":
        end = tail.end()
    elif not _ENDS.match(text, end) and (read_label(text[:end]).post == "name" or not before.strip()):
        return None
    return text[:end], text[end:]


def _closing(text: str, start: int) -> int | None:
    """The end of the bracket that opens at `start`, nested ones inside; None where it stays open."""
    if plain := _BRACKETS.match(text, start, start + _LONGEST):
        return plain.end()
    depth = 0
    for i in range(start, min(len(text), start + _LONGEST)):
        if text[i] in "（(":
            depth += 1
        elif text[i] in "）)":
            depth -= 1
            if depth == 0:
                return i + 1
    return None


def _run(text: str, known: frozenset[str]) -> tuple[str, str] | None:
    """「おのせ康裕議長　　…」, 「塩田　委員長　…」: up to the gap behind which the words begin.

    A known name stands for itself only where no office or honorific follows it: 「山田花子　委員　…」.
    """
    end = 0
    believed: tuple[str, str] | None = None
    for piece in range(8):
        gap = _GAP.search(text, end)
        stop = gap.start() if gap else len(text)
        if piece > 3 and stop - end > 1:
            break  # only labels with parted characters have as many: 「永 井 教 育 長」
        label = text[:stop]
        if len(label) > 30 or _NOT_A_NAME.search(label):
            break
        if read_label(label).post != "name":
            return label, text[stop:]
        if bare(label) in known:
            believed = label, text[stop:]
        if gap is None or stop - end > 8:
            break
        end = gap.end()
    return believed


def speech_line(line: str, following: Sequence[str] = (), known: Iterable[str] = ()) -> SpeechLine | None:
    """`line` as the beginning of a speech; None where it is none.

    `following` are the next lines: a label alone on its line counts if words stand below it.
    """
    marked = _MARKED.match(line)
    if marked is None:
        return None
    found = label_of(line[marked.end() :], known)
    if found is None:
        return None
    label, words = found
    words = words.lstrip(" \u3000\t")
    bracketed = label[-1:] in ("）", ")") or label[:1] in ("（", "(")
    if words and not (bracketed or _KANA.search(words) or words.rstrip().endswith("。")):
        return (
            None  # 「○書記　山田花子」 stands in an attendance list, 「○山田議長　総務部長。」 calls somebody
        )
    if not words and not _words_below(following):
        return None
    return SpeechLine(marked[2], label, words)


def unmarked_line(line: str, following: Sequence[str] = ()) -> SpeechLine | None:
    """`line` as the beginning of a speech in minutes without marks: 「議長（山田花子君）　開会します。」

    Only a post with its name in brackets is believed, and not in a list of those present.
    """
    start = _NAMED.match(line)
    text = line[start.end() :] if start else ""
    found = _bracketed(text) if text else None
    if found is None or not _ENDS.match(found[1]) or _HEADING.match(text):
        return None
    label, words = found
    if read_label(label).post == "name":
        return None
    words = words.lstrip(" \u3000\t")
    if words and not (_KANA.search(words) or words.rstrip().endswith("。")):
        return None
    if not words and not _words_below(following):
        return None
    return SpeechLine("", label, words)


def _words_below(following: Sequence[str]) -> bool:
    for line in following:
        if line.strip():
            called = line.rstrip().endswith("。")  # 「　中野総務部長。」 names somebody and is said
            return (called or bool(_KANA.search(line))) and not _MARKED.match(line)
    return False


def believed_names(lines: Iterable[str]) -> set[str]:
    """Labels without a post that stand behind ◆ ◎ ○ more than once before words: 「◆山田花子　…」."""
    counts: Counter[str] = Counter()
    for line in lines:
        marked = _MARKED.match(line)
        gap = _GAP.search(line, marked.end(), marked.end() + 9) if marked else None
        if marked is None or gap is None or _HEADING.match(line, marked.end()):
            continue
        name = line[marked.end() : gap.start()]
        said = "。" in line and _KANA.search(line, gap.end())
        if said and len(name) > 1 and not _NOT_A_NAME.search(name):
            counts[name] += 1
    return {name for name, count in counts.items() if count > 1}


class Speech(NamedTuple):
    """The lines of one speech; the first holds the words behind the label."""

    opens: SpeechLine
    lines: list[Line]


def part(lines: Sequence[Line]) -> tuple[list[Line], list[Speech]]:
    """What stands before the first speech, and the speeches.

    Labels without a mark are believed where none has one.
    """
    known = believed_names(line.text for line in lines)
    before, speeches = _parted(lines, _MARKED, lambda line, following: speech_line(line, following, known))
    return (before, speeches) if speeches else _parted(lines, _NAMED, unmarked_line)


def _parted(
    lines: Sequence[Line],
    begins: re.Pattern[str],
    opening: Callable[[str, Sequence[str]], SpeechLine | None],
) -> tuple[list[Line], list[Speech]]:
    """`lines` parted at those that begin as `begins` says and that `opening` knows to open a speech."""
    before: list[Line] = []
    speeches: list[Speech] = []
    for i, line in enumerate(lines):
        opens = None
        if begins.match(line.text):
            opens = opening(line.text, [after.text for after in lines[i + 1 : i + 5]])
        if opens is not None:
            speeches.append(Speech(opens, [line._replace(text=opens.words)]))
        elif speeches:
            speeches[-1].lines.append(line)
        else:
            before.append(line)
    return before, speeches


def part_first(lines: Sequence[Line]) -> tuple[list[Line], SpeechLine | None, list[Line]]:
    """Of a record that holds one speech: what stands before its label, the label, the words.

    The label is searched at any line's start, as a time or a heading may come first. Without one, all lines
    are words.
    """
    for i, line in enumerate(lines):
        marked = _MARKED.match(line.text)
        if marked and (found := label_of(line.text[marked.end() :])):
            label, words = found
            first = line._replace(text=words.lstrip(" \u3000\t"))
            opens = SpeechLine(marked[2], label, first.text)
            return list(lines[:i]), opens, [first, *lines[i + 1 :]]
    return [], None, list(lines)
