"""Settings are checked when they are read, and what is wrong is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_reader.config.settings import BadSettings, Settings, load, remember, settings_file


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_everything_has_its_default() -> None:
    assert load() == Settings()


def test_all_that_can_be_set(tmp_path: Path) -> None:
    text = """
    annotator = "間ひとみ"
    lang = "ja"
    [reader]
    theme = "qa-light"
    width = 72
    mouse = false
    [keys]
    note = ["a", "Ctrl-N"]
    theme = ""
    """
    settings = load(written(tmp_path, text))
    assert (settings.annotator, settings.lang, settings.theme, settings.width) == (
        "間ひとみ",
        "ja",
        "qa-light",
        72,
    )
    assert settings.mouse is False
    assert settings.keys == {"note": ("a", "Ctrl-N"), "theme": ()}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = ", "not TOML"),
        ("colour = 1", "colour"),
        ("annotator = 1", "a text"),
        ("[reader]\nwidth = true", "a whole number"),
        ("[reader]\nwidth = 3", "at least 20"),
        ("[reader]\nwdith = 80", "reader.wdith"),
        ("[reader]\nambiguous_width = 3", "1 or 2"),
        ("[reader]\nspacing_marks = 2", "0 or 1"),
        ("reader = 1", "a table"),
        ('lang = "fr"', "ja or en"),
        ("[keys]\nnote = 1", "a key"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BadSettings) as caught:
        load(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value).replace("\\n", "")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadSettings):
        load(path)


def test_a_name_is_kept_and_the_rest_of_the_file_stays_as_it_is() -> None:
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_text("# mine\n[reader]\nwidth = 72  # narrow\n", "utf-8")
    remember(annotator="間")
    text = path.read_text("utf-8")
    assert "# mine" in text
    assert "width = 72  # narrow" in text
    assert load().annotator == "間"
    assert load().width == 72
