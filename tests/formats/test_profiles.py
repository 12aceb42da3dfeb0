"""Profiles as data, and the templates they are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_reader.formats.material import Unreadable
from qa_reader.formats.plain.profiles import BUILT_IN, BadProfile, built_in, parse
from qa_reader.formats.plain.scan import Hit, scan
from qa_reader.formats.plain.templates import BadTemplate, Template
from qa_reader.formats.table import read

COUNCIL = """
name = "our-council"
about = "Committee minutes of a made-up council"
language = "ja"
asker = "member"
answerer = "official"
question = ["＞＞{who}"]
answer = ["＜＜{who}"]
[[heading]]
level = 1
match = ["§{n} {title}"]
"""
PAGE = """\
§1 水道

＞＞谷川
漏水は何件か。
＜＜水道課長
十二件である。
＞＞谷川
対策は。
＜＜水道課長
更新を急ぐ。
"""


def hit(template: str, line: str) -> Hit | None:
    profile = parse(f"name = 'x'\nquestion = [{template!r}]", "x.toml")
    return next(scan([line], profile), None)


@pytest.mark.parametrize(
    ("template", "line", "number", "who", "text"),
    [
        ("質問{n?}", "質問", None, None, ""),
        ("質問{n?}", " 質問３ ", "３", None, ""),
        ("質問{n}", "質問十二", "十二", None, ""),
        ("質問 {sign}{text?}", "質問 ③ なぜか。", "③", None, "なぜか。"),
        ("{who}の{質問|再質問}", "山田の再質問", None, "山田", ""),
        ("Q{n?}{.|:}{text}", "Ｑ１：なぜか。", "１", None, "なぜか。"),
        ("Q{n?}{.|:}{text?}", "Q.", None, None, ""),
        ("問{ }{text}", "問　なぜか。", None, None, "なぜか。"),
        ("（{post}）{text?}", "（市長）寒い。", None, "市長", "寒い。"),
        ("{A|B|}質問", "質問", None, None, ""),
    ],
)
def test_lines_that_fit(template: str, line: str, number: str | None, who: str | None, text: str) -> None:
    found = hit(template, line)
    assert found is not None
    assert (found.number, found.who, found.text) == (number, who, text)


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("質問{n?}", "質問一覧"),
        ("質問{n}", "質問"),
        ("質問 {sign}", "質問 あ"),
        ("{who}の質問", "なぜか。山田の質問"),
        ("問{ }{text}", "問題は二つある。"),
        ("（{post}）{text?}", "（山田太郎）寒い。"),
        ("{post}{ }{text}", "市長　川上直樹"),
        ("質問", "x" * 200 + "質問"),
    ],
)
def test_lines_that_do_not(template: str, line: str) -> None:
    assert hit(template, line) is None


@pytest.mark.parametrize(
    "template",
    [
        "",
        "{n",
        "{gone}",
        "{who}",
        "{any}{title}",
        "{who}{title}{any}{who}の",
        "{text}問",
        "{text}",
        "問{text}答{text}",
    ],
)
def test_templates_that_say_nothing_fixed_are_refused(template: str) -> None:
    with pytest.raises(BadTemplate):
        Template(template).check()


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("name = ", "TOML"),
        ("question = ['問']", "name"),
        ("name = 'x'", "label"),
        ("name = 'x'\nquestion = '問'", "question"),
        ("name = 'x'\nquestion = [1]", "question"),
        ("name = 'x'\nquestion = ['{who']", "brace"),
        ("name = 'x'\nquestion = ['問']\nanswers = []", "answers"),
        ("name = 'x'\nquestion = ['問']\nasker = 'king'", "king"),
        ("name = 'x'\nquestion = ['問']\nunmarked = 'question'", "unmarked"),
        ("name = 'x'\nquestion = ['問']\n[[heading]]\nlevel = 1", "match"),
        ("name = 'x'\nquestion = ['問']\n[[heading]]\nlevel = 99\nmatch = ['x']", "level"),
        ("name = 3\nquestion = ['問']", "name"),
    ],
)
def test_profiles_that_cannot_be_used_say_why_in_one_line(toml: str, word: str) -> None:
    with pytest.raises(BadProfile) as refused:
        parse(toml, "ours.toml")
    assert str(refused.value).startswith("ours.toml: ")
    assert word in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_readers_own_profile_is_used_without_code() -> None:
    ours = parse(COUNCIL, "ours.toml")
    page = read(PAGE.encode(), "a.txt", profiles=[ours])
    assert page.profile == "our-council"
    assert [turn.kind for turn in page.turns] == ["question", "answer"] * 2
    assert [(s.name, s.role) for s in page.speakers] == [("谷川", "member"), ("水道課長", "official")]
    assert [(s.number, s.heading) for s in page.sections] == [("§1", "水道")]


def test_without_it_the_same_page_is_a_statement() -> None:
    assert [turn.kind for turn in read(PAGE.encode(), "a.txt").turns] == ["statement"]


def test_a_profile_can_be_named() -> None:
    text = b"Q. Why?\nA. Because.\n"
    assert read(text, "a.txt", format="plain:en-qa").profile == "en-qa"
    with pytest.raises(Unreadable) as refused:
        read(text, "a.txt", format="plain:gone")
    assert "en-qa" in refused.value.message


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_profiles_are_sound(name: str) -> None:
    profile = built_in(name)
    assert profile.name == name
    assert profile.about
    assert profile.language == BUILT_IN[name]
    for rule in profile.rules:
        rule.template.check()
        assert rule.template.pattern


@given(
    st.text(st.sampled_from("質問答弁山田市長の１3①。：　 （）【】QA.「」、記者x"), max_size=60),
    st.sampled_from([*BUILT_IN]),
)
def test_hits_cover_their_lines(line: str, name: str) -> None:
    for found in scan([line], built_in(name)):
        assert "".join((found.label + found.text).split()) == "".join(line.split())
