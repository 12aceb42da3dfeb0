"""Nothing that could act on a terminal passes, and no offset moves."""

from __future__ import annotations

import codecs
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from qa_reader.terminal import safety
from qa_reader.terminal.safety import MAX_MARKS, one_line, visible

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
anything = st.text(st.characters(exclude_categories=())) | st.text(
    "\x00\x1b[]52;cあ\x9b\x9d\u202e\u0301か\u3099\n\t"
)


@given(anything)
def test_one_code_point_for_one(text: str) -> None:
    assert len(visible(text)) == len(text)


@given(anything)
def test_no_control_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown if c != "\n")
    assert not set(BIDI) & set(shown)
    assert "\n" not in one_line(text)


@given(anything)
def test_showing_twice_is_showing_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(anything)
def test_runs_without_width_are_short(text: str) -> None:
    run = 0
    for character in visible(text):
        run = run + 1 if get_character_cell_size(character) == 0 and character != "\n" else 0
        assert run <= MAX_MARKS


def test_the_quick_look_misses_nothing() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if character in "\n" or safety._SUSPECT.match(character):
            continue
        assert safety._shown(code) in (code, character), hex(code)
        assert get_character_cell_size(character) > 0, hex(code)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("質問\x1b]52;c;SGk=\x07", "質問␛]52;c;SGk=␇"),
        ("a\x7fb\x9bc\x85d", "a␡b�c�d"),
        ("一\u2028二\u2029三", "一↵二↵三"),
        ("\u202eabc\u2066", "⇄abc⇄"),
        ("\ufeff見\u200bえ\u00adる\u2060", "·見·え·る·"),
        ("a\tb\nc\rd", "a b\nc␍d"),
        ("\ud83d", "�"),
        ("葛\U000e0100飾区 👨\u200d👩\u200d👧 か\u3099", "葛\U000e0100飾区 👨\u200d👩\u200d👧 か\u3099"),
        ("\U000e0041\uffff", "·�"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_stacked_marks_are_capped() -> None:
    assert visible("Z" + "\u0301" * 300) == "Z" + "\u0301" * MAX_MARKS + "·" * (300 - MAX_MARKS)


def test_a_bad_byte_on_the_keyboard_is_a_character(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("the drivers patched are those of Linux and macOS")
    from textual.drivers import linux_driver

    monkeypatch.setattr(linux_driver, "getincrementaldecoder", codecs.getincrementaldecoder)
    safety.tolerant_input(linux_driver.LinuxDriver)
    assert linux_driver.getincrementaldecoder("utf-8")().decode(b"a\xffb") == "a\ufffdb"
