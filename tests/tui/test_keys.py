"""Keys as people write them, read in sequence."""

from __future__ import annotations

import pytest

from qa_reader.annotation.codebook import built_in
from qa_reader.tui.actions import BadKeyMap, bindings, registry, with_keys
from qa_reader.tui.keys import ANY, BadKey, Hit, KeyReader, Wait, key_name, parse


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"),
        ("upper_j", "J", "J"),
        ("ｊ", "ｊ", "j"),
        ("full_width_question", "？", "?"),
        ("right_curly_bracket", "}", "}"),
        ("space", " ", "Space"),
        ("ideographic_space", "\u3000", "Space"),
        ("ctrl+d", "\x04", "Ctrl-D"),
        ("alt+left", None, "Alt-Left"),
        ("escape", "\x1b", "Esc"),
        ("pagedown", None, "PageDown"),
        ("shift+tab", None, "Shift-Tab"),
        ("f1", None, "F1"),
        ("alt+1", "1", "Alt-1"),
    ],
)
def test_what_textual_calls_a_key_and_what_we_do(key: str, character: str | None, name: str) -> None:
    assert key_name(key, character) == name


def test_bindings_are_written_in_any_spelling() -> None:
    assert parse("ctrl+d") == parse("Ctrl-d") == ("Ctrl-D",)
    assert parse("g g") == ("g", "g")
    assert parse("m *") == ("m", "*")
    assert parse("-") == ("-",)


@pytest.mark.parametrize("wrong", ["", "a b c d", "Hyper-x", "foo"])
def test_a_key_nobody_can_press_is_refused(wrong: str) -> None:
    with pytest.raises(BadKey):
        parse(wrong)


def reader() -> KeyReader:
    return KeyReader(
        {
            "any": {("g", "g"): "first", ("m", "*"): "mark", ("j",): "down", ("*",): "star"},
            "tree": {("j",): "tree-down"},
        }
    )


def test_the_narrower_context_comes_first() -> None:
    assert reader().read("j", ["tree", "any"]) == Hit("tree-down")
    assert reader().read("j", ["reading", "any"]) == Hit("down")


def test_a_sequence_waits_for_its_end() -> None:
    keys = reader()
    assert keys.read("g", ["any"]) == Wait("g")
    assert keys.pending == "g"
    assert keys.read("g", ["any"]) == Hit("first", "g")
    assert keys.pending == ""


def selecting() -> KeyReader:
    return KeyReader(
        {
            "any": {("g", "g"): "first", ("g", "/"): "everywhere", ("a",): "note", ("3",): "stance"},
            "selecting": {
                ("a", "w"): "a-word",
                ("f", "*"): "find",
                ("w",): "word",
                ("0",): "row-first",
                ("g", "v"): "again",
            },
        },
        counted=["selecting"],
    )


def pressed(keys: KeyReader, *typed: str) -> Hit | Wait | None:
    """What the last of `typed` comes to."""
    return [keys.read(key, ["selecting", "any"]) for key in typed][-1]


def test_figures_are_counts_where_a_context_takes_them() -> None:
    keys = selecting()
    assert pressed(keys, "1") == Wait("1")
    assert pressed(keys, "2") == Wait("12")
    assert pressed(keys, "w") == Hit("word", times=12)
    assert pressed(keys, "w") == Hit("word")
    assert pressed(keys, "0") == Hit("row-first")
    assert pressed(keys, "1", "0", "f") == Wait("10 f")
    assert pressed(keys, "3") == Hit("find", "3", 10)
    assert pressed(keys, "f", "Space") == Hit("find", " ")
    assert keys.read("3", ["reading", "any"]) == Hit("stance")


def test_what_begins_a_binding_of_the_narrower_context_is_none_of_the_wider() -> None:
    keys = selecting()
    assert pressed(keys, "a") == Wait("a")
    assert pressed(keys, "w") == Hit("a-word", "w")
    assert pressed(keys, "a", "x") is None
    assert keys.pending == ""
    assert pressed(keys, "g", "g") == Hit("first", "g")
    assert pressed(keys, "g", "/") == Hit("everywhere", "/")


def test_a_count_is_dropped_with_its_key() -> None:
    keys = selecting()
    assert pressed(keys, "7", "z") is None
    assert pressed(keys, "w") == Hit("word")
    pressed(keys, "9", "9", "9", "9", "9", "9")
    assert pressed(keys, "w") == Hit("word", times=9999)
    pressed(keys, "4")
    assert keys.forget()
    assert pressed(keys, "w") == Hit("word")


def test_a_wrong_key_ends_a_sequence_and_does_nothing() -> None:
    keys = reader()
    keys.read("g", ["any"])
    assert keys.read("j", ["any"]) is None
    assert keys.read("j", ["any"]) == Hit("down")


def test_a_star_stands_for_a_character_but_not_for_a_named_key() -> None:
    keys = reader()
    keys.read("m", ["any"])
    assert keys.read("あ", ["any"]) == Hit("mark", "あ")
    keys.read("m", ["any"])
    assert keys.read("Esc", ["any"]) is None
    assert keys.read("*", ["any"]) == Hit("star")


def test_every_action_has_its_own_keys_and_a_method() -> None:
    from importlib import import_module

    actions = registry(built_in())
    bindings(tuple(actions))
    for action in actions:
        target, _dot, method = action.does.split()[0].partition(".")
        commands = getattr(import_module(f"qa_reader.tui.commands.{target}"), target.capitalize())
        assert callable(getattr(commands, method)), action.id
        assert action.what
        assert action.keys


def test_stances_get_their_keys_from_the_codebook() -> None:
    keys = {action.id: action.keys for action in registry(built_in())}
    assert keys["stance-committed"] == ("1", "c")
    assert keys["stance-na"] == ("0",)


def test_ones_own_keys() -> None:
    mapped = {a.id: a.keys for a in with_keys(registry(built_in()), {"note": ("Ctrl-N",), "theme": ()})}
    assert mapped["note"] == ("Ctrl-N",)
    assert mapped["theme"] == ()


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"nosuch": ("x",)}, "no such action"),
        ({"note": ("Foo",)}, "no such key"),
        ({"note": ("j j",), "tag": ("j",)}, "taken by"),
        ({"note": ("q",)}, "keys.note: q is taken by quit"),
        ({"note": ("x",)}, "keys.note: x is taken by flag"),
        ({"quit": ()}, "way out"),
    ],
)
def test_a_wrong_key_map_is_told_in_one_line(keys: dict[str, tuple[str, ...]], told: str) -> None:
    with pytest.raises(BadKeyMap) as caught:
        with_keys(registry(built_in()), keys)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_actions_own_second_key_hides_no_clash() -> None:
    actions = with_keys(registry(built_in()), {})
    undo = [action._replace(keys=("g x", "g")) if action.id == "undo" else action for action in actions]
    with pytest.raises(BadKeyMap):
        bindings(tuple(undo))
    with pytest.raises(BadKeyMap):
        bindings(tuple(reversed(undo)))


def test_what_may_follow_is_known() -> None:
    keys = selecting()
    assert keys.following(["selecting", "any"]) == {}
    pressed(keys, "3")
    assert keys.following(["selecting", "any"]) == {}
    pressed(keys, "f")
    assert keys.following(["selecting", "any"]) == {ANY: "find"}
    keys.forget()
    pressed(keys, "a")
    assert set(keys.following(["selecting", "any"]).values()) == {"a-word"}
