"""A reader's own styles: found, named, escaped, kept within bounds, and told of in one line when wrong."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from qa_reader.report.quote import quote
from qa_reader.report.styles import BUILT_IN, BadStyle, NoSuchStyle, folder, styles
from qa_reader.transcript.model import Transcript


@pytest.fixture
def write(own_home: Path):
    """Write a style of the reader's own."""

    def write(name: str, text: str) -> Path:
        folder().mkdir(parents=True, exist_ok=True)
        path = folder() / name
        path.write_text(text, "utf-8")
        return path

    return write


def answer(transcript: Transcript, style: str) -> str:
    return quote(transcript, transcript.exchanges[0].answers[0].span, style)


def test_own_styles_stand_behind_ours_with_the_name_they_give_themselves(write) -> None:
    write("note.md.j2", "{# My notes #}\n- {{ quote.words }}")
    write("plain.txt.j2", "{{ quote.words }}")
    write("readme.txt", "no style")
    names = [style.name for style in styles()]
    assert names == [*BUILT_IN, "note", "plain"]
    assert [style.label for style in styles() if style.own] == ["My notes", "plain"]


def test_own_style_takes_the_place_of_ours(write, hearing: Transcript) -> None:
    write("text.txt.j2", "<{{ quote.words }}>")
    assert answer(hearing, "text") == "<In May.>"


def test_values_are_escaped_by_the_format_and_the_template_is_not(write, hearing: Transcript) -> None:
    write("a.html.j2", "<q>{{ quote.words }}</q> {{ '<b>' }} {{ '<i>' | raw }}")
    write("b.tex.j2", r"\emph{ {{- quote.id -}} } {{ quote.words ~ '&' }}")
    write(
        "c.html.j2", "{% set x = quote.words ~ '<' %}{{ x }} {{ ['<', '>'] | join('&') }} {{ '<' | upper }}"
    )
    assert answer(hearing, "a") == "<q>In May.</q> &lt;b&gt; <i>"
    assert answer(hearing, "b") == r"\emph{ferry.txt\#q1} In May.\&"
    assert answer(hearing, "c") == "In May.&lt; &lt;&amp;&gt; &lt;"


def test_template_goes_through_quotes_itself_where_it_names_them(write, hearing: Transcript) -> None:
    from qa_reader.report.quote import take
    from qa_reader.report.styles import render

    write(
        "all.txt.j2",
        "{% for quote in quotes %}{{ loop.index }}/{{ loop.length }} {{ quote.words }};{% endfor %}",
    )
    quotes = [take(hearing, exchange.answers[0].span) for exchange in hearing.exchanges]
    assert render(quotes, "all") == "1/2 In May.;2/2 Then in <June>.;"


def test_changed_template_is_read_again(write, hearing: Transcript) -> None:
    write("x.txt.j2", "one")
    assert answer(hearing, "x") == "one"
    write("x.txt.j2", "second")
    assert answer(hearing, "x") == "second"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a\n{{ quote.wrods }}", 2, "wrods"),
        ("a\n\n{% for x in %}", 3, ""),
        ("{{ quote.extracts }}", 1, "no text"),
        ("a\n{{ quote.words | no_such }}", 2, "no_such"),
        ("{{ words }}", 1, "words"),
        ("{% include '/etc/passwd' %}", 1, "include"),
        ("{% import 'x' as y %}", 1, "import"),
        ("{{ quote.words.format() }}", 1, "call"),
        ("\n{{ range(10) }}", 2, "call"),
        ("{{ 'a' * 100000000000 }}", 1, "mul"),
        ("{{ 9 ** 9 ** 9 ** 9 }}", 1, "pow"),
        ("{% macro f() %}{% endmacro %}", 1, "macro"),
        ("{{ quote.__class__ }}", 1, "__class__"),
        ("{{ ''.__class__.__mro__ }}", 1, "__class__"),
        ("{{ quote['__class__'] }}", 1, "__class__"),
        ("{{ quote.words | attr('__class__') }}", 1, "attr"),
        ("{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}", 1, "too deep"),
        ("{{ " + "9" * 20_000 + " }}", 1, "too large"),
        ("{% for x in quote.items %}" * 60 + "{% endfor %}" * 60, 1, "too deep"),
    ],
)
def test_wrong_template_is_told_of_in_one_line(
    text: str, line: int, says: str, write, hearing: Transcript
) -> None:
    path = write("bad.txt.j2", text)
    with pytest.raises(BadStyle) as told:
        answer(hearing, "bad")
    message = str(told.value)
    assert "\n" not in message
    assert message.startswith(f"{path}, line {line}: ")
    assert says in message


@pytest.mark.parametrize(
    "text",
    [
        "{% set a = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}" + "{% set a = a ~ a ~ a ~ a %}" * 40 + "{{ a }}",
        "{% set l = [1,2,3,4,5,6,7,8,9,0] %}" + "{% for x in l %}" * 12 + "x" + "{% endfor %}" * 12,
        "{% set a = 'a' %}" + "{% set a = a | replace('a', 'aaaaaaaaaa') %}" * 12 + "{{ a }}",
        "{% set a = 'a\n' %}" + "{% set a = [a, a, a, a] | join(a) %}" * 40 + "{{ a }}",
    ],
)
def test_template_without_end_is_stopped(text: str, write, hearing: Transcript) -> None:
    write("endless.txt.j2", text)
    with pytest.raises(BadStyle, match="writes more than"):
        answer(hearing, "endless")


def test_file_that_is_no_style(write, hearing: Transcript) -> None:
    write("x.docx.j2", "x")
    with pytest.raises(BadStyle, match=r"docx.*NAME\.FORMAT\.j2"):
        answer(hearing, "x")
    write("big.txt.j2", "x" * 70_000)
    with pytest.raises(BadStyle, match="64000"):
        answer(hearing, "big")
    (folder() / "bytes.txt.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadStyle, match="cannot be read"):
        answer(hearing, "bytes")
    with pytest.raises(NoSuchStyle):
        answer(hearing, "none")


def test_manual_lists_every_field_filter_and_style() -> None:
    from qa_reader.report.styles.fields import ExtractFields, QuoteFields
    from qa_reader.report.styles.templating import ESCAPERS

    manual = (Path(__file__).parents[2] / "docs" / "quoting.md").read_text("utf-8")
    told = set(re.findall(r"`([a-z_0-9-]+)(?:\([^`]*\))?`", manual))
    names = {field.name for kind in (QuoteFields, ExtractFields) for field in fields(kind)}
    assert names <= told
    assert set(BUILT_IN) <= told
    assert {*ESCAPERS, "raw", "breaks", "prefixed", "join", "default", "replace"} <= told
    example = re.search(r"\n    (\{# Our newsletter #\}\n(?:    .*\n)+)", manual)
    assert example is not None


def test_example_of_the_manual_works(write, hearing: Transcript) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "quoting.md").read_text("utf-8")
    example = re.search(r"\n    (\{# Our newsletter #\}\n(?:    .*\n)+)", manual)
    assert example is not None
    write("newsletter.html.j2", re.sub("(?m)^    ", "", example[1]))
    assert answer(hearing, "newsletter") == (
        '<p class="said"><b>Jane Doe (Harbour Director)</b> “In May.”\n'
        "<small>“Ferry Inquiry”, 5 March 2025</small></p>"
    )
