"""A profile started from a file is one that can be used, and reads that file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.formats.plain.profiles import BadProfile, parse
from qa_reader.formats.plain.starting import starting_profile
from qa_reader.formats.table import read

BELOW = """\
§1 水道について

＞議員の番
漏水は年間に何件ありましたか。

＜町の番
十二件でございます。

§2 下水について

＞議員の番
接続率を伺います。

＜町の番
七割でございます。
"""
BEHIND = """\
☆たずねる　漏水は年間に何件ありましたか。
★こたえる　十二件でございます。
☆たずねる　接続率は何割ですか。
★こたえる　七割でございます。
"""


@pytest.mark.parametrize("text", [BELOW, BEHIND])
def test_it_reads_the_file_it_was_started_from(text: str) -> None:
    ours = parse(starting_profile(text, "ours"), "ours.toml")
    page = read(text.encode(), "a.txt", profiles=[ours])
    assert page.profile == "ours"
    assert [turn.kind for turn in page.turns] == ["question", "answer"] * 2


def test_headings_are_told_from_labels() -> None:
    page = read(BELOW.encode(), "a.txt", profiles=[parse(starting_profile(BELOW, "ours"), "ours.toml")])
    assert [(section.number, section.heading) for section in page.sections] == [
        ("§1", "水道について"),
        ("§2", "下水について"),
    ]


@given(st.text(max_size=300))
def test_any_text_starts_a_profile_or_one_without_labels(text: str) -> None:
    toml = starting_profile(text, "ours")
    if "{" not in toml and "×" not in toml:
        with pytest.raises(BadProfile, match="label"):
            parse(toml, "ours.toml")
    elif "×" in toml:
        assert parse(toml, "ours.toml").name == "ours"


NUMBERED = """\
(1)水道について

質問1

沢の質問

漏水の修理を急ぐべきと考えます。

担当課長の答弁

急いでまいります。

(2)下水について

質問2

沢の質問

接続率を伺います。

担当課長の答弁

七割でございます。
"""


def test_what_a_label_says_itself_comes_before_what_follows_it() -> None:
    written = starting_profile(NUMBERED, "ours")
    asks, answers = written.split("answer = [")
    assert '"質問{n}"' in asks
    assert '"沢の質問"' in asks
    assert '"担当課長の答弁"' in answers
    assert "({n}){text}" not in written
    page = read(NUMBERED.encode(), "a.txt", profiles=[parse(written, "ours.toml")])
    assert [turn.kind for turn in page.turns] == ["question", "answer"] * 2
