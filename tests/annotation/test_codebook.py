"""The built-in codebook, and what a codebook of one's own may be."""

from __future__ import annotations

from importlib import resources

import pytest

from qa_reader.annotation.codebook import BadCodebook, built_in, parse

ONE = """
[[group]]
id = "stance"
exclusive = true
for = "answers"
[[group.code]]
id = "yes"
key = "1"
label = "Yes"
sub = [{ id = "fully", label = { ja = "全面的" } }]
"""


def test_seven_stances_with_their_keys() -> None:
    assert [(code.id, code.key) for code in built_in().stances()] == [
        ("committed", "1"), ("answered", "2"), ("partial", "3"), ("hedged", "4"),
        ("evasive", "5"), ("declined", "6"), ("na", "0"),
    ]  # fmt: skip


def test_every_code_is_labelled_and_defined_in_both_languages() -> None:
    for code in built_in():
        for language in ("ja", "en"):
            assert code.labels[language], code.id
            assert code.means[language], code.id


def test_glyphs_tell_stances_apart_without_colour() -> None:
    glyphs = [code.glyph for code in built_in().stances()]
    assert len(set(glyphs)) == len(glyphs)


def test_a_sub_code_brings_its_parent_and_sets_its_stance() -> None:
    book = built_in()
    assert book.with_parents(("evasive.deflect", "sig.red")) == ("evasive", "evasive.deflect", "sig.red")
    assert book.stance_of(("promise", "evasive.deflect")) == "evasive"
    assert book.stance_of(("promise",)) is None


def test_an_unknown_code_is_shown_by_its_id() -> None:
    assert built_in().get("mine.own").label("ja") == "mine.own"


def test_a_codebook_of_ones_own() -> None:
    book = parse(ONE)
    assert [code.id for code in book] == ["yes", "yes.fully"]
    assert book.get("yes.fully").label("en") == "全面的"
    assert book.get("yes").label("ja") == "Yes"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = [", "codebook.toml"),
        ("", "no code"),
        ("schema = 9", "newer"),
        (ONE + '[[group.code]]\nid = "yes"', "twice"),
        (ONE + '[[group.code]]\nid = "no"\nkey = "1"', "share the key"),
        (ONE.replace('"1"', '"12"'), "one character"),
        (ONE.replace('"answers"', '"all"'), "none of answers"),
        (ONE.replace('"yes"', '"y s"'), "no usable id"),
        ("group = 1", "no list of tables"),
        (ONE.replace('"Yes"', "3"), "neither text"),
        (f"plain = 3\n{ONE}", "plain is no table"),
        (f'plain = {{ glyph = "▌▌" }}\n{ONE}', "plain: glyph"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, told: str) -> None:
    with pytest.raises(BadCodebook) as caught:
        parse(text)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


TONE = """
[[group]]
id = "tone"
exclusive = true
[[group.code]]
id = "warm"
sub = [{ id = "very" }]
[[group.code]]
id = "cold"
"""


def test_codes_of_an_exclusive_group_rule_each_other_out() -> None:
    book = parse(ONE + TONE)
    assert book.joined(("yes", "warm", "theirs"), ("cold",)) == ("yes", "theirs", "cold")
    assert book.joined(("warm",), ("warm.very",)) == ("warm", "warm.very")
    assert book.rivals(("yes", "warm.very", "cold")) == ("warm", "cold")
    assert book.rivals(("yes", "warm", "warm.very")) == ()


def test_an_exclusive_group_keeps_one_code_and_its_sub_codes() -> None:
    toggled = built_in().toggled
    chosen = toggled(frozenset({"partial", "partial.half", "deadline"}), "evasive.dodge")
    assert chosen == {"evasive", "evasive.dodge", "deadline"}
    chosen = toggled(chosen, "evasive.deflect")
    assert chosen == {"evasive", "evasive.dodge", "evasive.deflect", "deadline"}
    assert toggled(chosen, "evasive") == {"deadline"}
    assert toggled(frozenset(), "sig.red") == {"sig.red"}


def test_what_every_start_reads_is_the_toml_that_people_read() -> None:
    told = parse(resources.files("qa_reader.annotation").joinpath("codebook.toml").read_text("utf-8"))
    assert (built_in().groups, built_in().plain) == (told.groups, told.plain), "run `make codebook`"
