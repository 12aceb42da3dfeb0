"""The catalogues hold every string of the code, translated, and are compiled from what stands beside them."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from qa_reader import locales

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "qa_reader"
FOLDER = PACKAGE / "locales"


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(texts: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def fields(text: str) -> set[str]:
    """The replacement fields in `text`, of `str.format` or of `%`; none where its braces are no fields."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} | {
            *re.findall(r"%(?:\(\w+\))?[sdr]", text)
        }
    except ValueError:
        return set()


def entries(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


@pytest.fixture(scope="module")
def in_code() -> set[str | tuple[str, ...]]:
    """Every message that the code asks for."""
    found = extract_from_dir(str(PACKAGE), [("**.py", "python")])
    return {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found}


@pytest.mark.parametrize("language", ["ja"])
def test_catalogue_holds_what_the_code_says_and_nothing_else(
    language: str, in_code: set[str | tuple[str, ...]]
) -> None:
    kept = {message.id if isinstance(message.id, str) else tuple(message.id) for message in entries(language)}
    assert in_code - kept == set(), "run make locales, and translate what it adds"
    assert kept - in_code == set(), "run make locales"


@pytest.mark.parametrize("language", ["ja"])
def test_every_message_is_translated(language: str) -> None:
    missing = [message.id for message in entries(language) if not all(forms(message.string))]
    unsure = [message.id for message in entries(language) if message.fuzzy]
    assert (missing, unsure) == ([], [])


@pytest.mark.parametrize("language", ["ja"])
def test_translations_fill_in_the_same_fields(language: str) -> None:
    for message in entries(language):
        asked = set().union(*map(fields, forms(message.id)))
        for text in forms(message.string):
            assert fields(text) == asked, message.id


@pytest.mark.parametrize("language", ["ja"])
def test_translations_keep_line_ends_and_spaces_at_the_ends(language: str) -> None:
    def ends(text: str) -> list[str]:
        return re.findall(r"^\s*|\s*$", text)

    for message in entries(language):
        source, *_ = forms(message.id)
        if not re.search(r"\w", source):
            continue  # a separator alone: 、 needs no space behind it
        for text in forms(message.string):
            assert ends(text) == ends(source), message.id


def test_no_message_hides_in_an_f_string() -> None:
    # Babel reads f-strings as they stand before Python 3.12, and finds nothing in them.
    hidden = re.compile(r"""f["'].*\{(?:_|ngettext)\(""")
    sources = PACKAGE.rglob("*.py")
    assert [str(each) for each in sources if hidden.search(each.read_text("utf-8"))] == []


@pytest.mark.parametrize("language", ["ja"])
def test_compiled_catalogue_is_that_of_its_source(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    assert (FOLDER / f"{language}.mo").read_bytes() == compiled.getvalue(), "run make locales"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_language_follows_the_locale(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    locales.install()
    try:
        assert locales.language() == expected
    finally:
        locales.install("en")
