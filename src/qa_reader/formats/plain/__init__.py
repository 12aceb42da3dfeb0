"""Plain text in which labels mark who asks and who answers; and, at the last, any text at all.

Which labels is data: profiles. The one that explains most of a text reads it. What no profile explains may be
a dialogue of names (`dialogue`), or it opens as a statement that can be annotated all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from qa_reader.formats.draft import Draft
from qa_reader.formats.material import Claim, Explained, Head, Material, Unreadable
from qa_reader.formats.plain.build import Builder
from qa_reader.formats.plain.frontmatter import dated, introduce
from qa_reader.formats.plain.headed import headed
from qa_reader.formats.plain.lines import Lines
from qa_reader.formats.plain.named import named
from qa_reader.formats.plain.profiles import BUILT_IN, LABELS, BadProfile, Profile, built_in
from qa_reader.formats.plain.scan import Hit, scan, weeded
from qa_reader.formats.plain.settle import ANSWERS, ASKS, settle
from qa_reader.formats.plain.subjects import subjects
from qa_reader.formats.plain.wrapping import wrapping
from qa_reader.formats.turns.titles import Title, read_title
from qa_reader.formats.turns.voices import identify
from qa_reader.language.guess import language_of
from qa_reader.language.numerals import NUMERAL
from qa_reader.locales import _
from qa_reader.transcript.model import Metadata, Transcript

__all__ = ["NAME", "BadProfile", "claim", "explain", "interpret", "read"]

NAME: Final = "plain"

_DATA: Final = re.compile(r"<(?:[!?]|/?[A-Za-z])|[\[{][\s\[{]{0,40}(?:\"|[\]}])")
"""How markup and JSON begin. Their own formats read them; here they stand as they are."""
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff01-\uff5e]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_NUMBER: Final = re.compile(rf"[{NUMERAL}]+")
_NONE: Final = Profile("none", ())
_LEAST: Final = 0.5
"""Score from which on a profile reads a text."""
_CERTAIN: Final = 0.93
"""Score from which on no other is asked."""
_AT_HOME: Final = 0.05
"""What a profile gains by words of its own (会見) in front of a text that others explain as well."""
_MORE: Final = 1.15
"""How many times the turns that offices open a conversation of names must have to be the better reading."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """How well a profile explains a text."""

    profile: Profile
    hits: Sequence[Hit]
    score: float
    """0 to 1."""
    why: str

    @property
    def turns(self) -> Counter[str]:
        """How many labels of each kind open a turn."""
        return Counter(hit.rule.kind for hit in self.hits if hit.rule.kind in LABELS)


def claim(head: Head) -> Claim | None:
    """Every text can be read; how surely depends on the profile that explains it best."""
    if not head.text.strip():
        return None
    best = None if _DATA.match(head.start) else _best(head.text.split("\n"), head.profiles)
    if best is None:
        return Claim(0.05, _("a text without recognisable questions"))
    return Claim(best.score, best.why, best.profile.name)


def read(material: Material) -> Transcript:
    """The transcript. Raises Unreadable only where a profile is asked for that does not exist."""
    lines = Lines(material.text.split("\n"))
    draft = Draft(material.source(), NAME)
    for text in material.decoded.notices:
        draft.notice("encoding", text)
    return interpret(draft, lines, material)


def interpret(draft: Draft, lines: Lines, material: Material, meta: Metadata | None = None) -> Transcript:
    """Fill `draft` with what `lines` say and finish it.

    For every format whose text, once taken out of its container, is labelled like plain text (HTML pages,
    Markdown, DOCX). `meta` is what the container knows and goes before what the first line says.
    """
    reading = _chosen(lines.texts, material)
    profile = reading.profile if reading else _NONE
    builder = Builder(draft, lines, profile, wrapping(lines.texts), began=reading is None)
    builder.build(headed(reading.hits if reading else (), lines))
    introduce(draft)
    if profile.learned:
        from qa_reader.formats.plain import dialogue

        dialogue.settle(draft)
    else:
        settle(draft, profile, builder.title)
    if reading is None or not any(turn.kind == "question" for turn in draft.turns):
        draft.notice("no-question", _("No question was recognised; everything said stands as statements."))
    return draft.finish(
        _meta(builder.title, draft, profile, meta or Metadata()),
        confidence=reading.score if reading else 0.05,
        why=reading.why if reading else _("a text without recognisable questions"),
        profile=profile.name if reading else None,
    )


def explain(material: Material) -> Iterator[Explained]:
    """Which rule understood which line; lines that are not given are words said."""
    reading = _chosen(material.text.split("\n"), material)
    for hit in reading.hits if reading else ():
        yield Explained(
            hit.line + 1, hit.rule.kind, hit.rule.template.printed, hit.label + (" …" if hit.text else "")
        )


def _chosen(texts: Sequence[str], material: Material) -> _Reading | None:
    """The reading by the profile that was asked for or claimed, else by the one that explains most."""
    name = material.claim.profile
    if not name:
        return None if _DATA.match(material.head.start) else _best(texts, material.profiles)
    if name == "dialogue":
        return _dialogue(texts)
    own = {profile.name: profile for profile in reversed(material.profiles)}
    if name in own or name in BUILT_IN:
        return _reading(texts, own.get(name) or built_in(name))
    raise Unreadable(
        "unknown-format",
        _("{path}: there is no profile “{profile}”; known are {names}.").format(
            path=material.path, profile=name, names=", ".join([*own, *BUILT_IN, "dialogue"])
        ),
    )


def _best(texts: Sequence[str], own: Sequence[Profile]) -> _Reading | None:
    """The reading by the profile that explains most, the reader's own asked first; None where none does."""
    best = _by_profile(texts, own)
    if best is None or best.score < _LEAST:
        return _dialogue(texts)
    if best.turns["question"] or best.turns["answer"] or best.profile in own:
        return best
    # No mark asks or answers, offices do: those who are named without one speak too.
    names = _dialogue(texts)
    if names is None or names.turns.total() < best.turns.total() * _MORE:
        return best
    return replace(names, score=max(names.score, best.score))


def _by_profile(texts: Sequence[str], own: Sequence[Profile]) -> _Reading | None:
    sample = "\n".join(texts[:80])
    best: _Reading | None = None
    for profile in _asked(own, language_of(sample), wide=_is_wide(sample)):
        reading = _reading(texts, profile)
        if best is None or reading.score > best.score:
            best = reading
            if best.score >= _CERTAIN:
                break
    return best


def _is_wide(text: str) -> bool:
    """Does `text` have more of Japanese characters than a word quoted here and there?"""
    return len(_WIDE.findall(text)) * 20 > sum(map(str.isalpha, text))


def _asked(own: Sequence[Profile], language: str | None, *, wide: bool) -> Iterator[Profile]:
    """The profiles for a text in `language`; the built-in ones are not even loaded for another.

    `Q:` and `A:` are written in many languages, Japanese labels only where there are its characters (`wide`).
    """
    for profile in own:
        if profile.language in (None, language) or language is None:
            yield profile
    for name, tongue in BUILT_IN.items():
        japanese = tongue == "ja"
        if language == tongue or (language is None and (wide or not japanese)) or not (wide or japanese):
            yield built_in(name)


def _reading(texts: Sequence[str], profile: Profile) -> _Reading:
    hits = subjects(named(weeded(scan(texts, profile), texts), texts), texts, profile)
    return _Reading(profile, hits, _score(texts, hits, profile), _why(hits))


def _dialogue(texts: Sequence[str]) -> _Reading | None:
    """The reading as a conversation of names; None where it is none."""
    from qa_reader.formats.plain import dialogue

    hits = dialogue.scan(texts)
    if not hits:
        return None
    return _Reading(dialogue.PROFILE, hits, min(0.75, round(0.5 + len(hits) / 100, 2)), _why(hits))


def _score(texts: Sequence[str], hits: Sequence[Hit], profile: Profile) -> float:
    """How well `hits` explain a text: how many labels, how evenly they ask and answer, how much they cover.

    0 where nothing asks. Sure headings speak for a profile, but decide only between equals.
    """
    labels = [hit for hit in hits if hit.rule.kind in LABELS]
    kinds = Counter(hit.rule.kind for hit in labels)
    roles = Counter(identify(hit.who).role for hit in labels if hit.rule.kind == "voice" and hit.who)
    asked = kinds["question"] - _doubled(texts, labels) + sum(roles[role] for role in ASKS)
    answered = kinds["answer"] + sum(roles[role] for role in ANSWERS)
    if profile.unmarked:
        answered = asked
    count = asked + answered
    if asked < 1 or count < 2:
        return 0.0
    before = sum(len(texts[index]) for index in range(labels[0].line))
    covered = 1 - before / max(1, sum(map(len, texts)))
    even = 2 * min(asked, answered) / count
    score = (0.35 + 0.4 * even + 0.24 * count / (count + 2)) * min(1.0, 0.3 + covered)
    start = "\n".join(texts[:40])[:2000]
    if profile.words:
        score = score + _AT_HOME if any(word in start for word in profile.words) else score / 2
    sure = sum(hit.rule.sure for hit in hits[:40])
    return round(min(0.98, score + 0.01 * min(2, sure)), 2)


def _doubled(texts: Sequence[str], labels: Sequence[Hit]) -> int:
    """How many question labels are one with the next: 質問1, and under it 山田の質問."""
    return sum(
        first.rule.kind == second.rule.kind == "question"
        and not first.text
        and not any(text.strip() for text in texts[first.line + 1 : second.line])
        for first, second in pairwise(labels)
    )


def _why(hits: Sequence[Hit]) -> str:
    """「9 × 質問N, 9 × 山田の質問 …」"""
    counts: Counter[str] = Counter()
    for hit in hits:
        if hit.rule.kind in LABELS:
            counts[_NUMBER.sub("N", hit.label)[:24]] += 1
    return ", ".join(f"{count} × {label}" for label, count in counts.most_common(4))


def _meta(title: str | None, draft: Draft, profile: Profile, known: Metadata) -> Metadata:
    """What title and heading of the one meeting say, behind what the container knows."""
    said = read_title(title or "")
    said = dated(said, draft.blocks, posted=profile.own)
    meetings = [section for section in draft.sections if section.meeting]
    if len(meetings) == 1:
        said = Title(
            said.body or meetings[0].body,
            said.meeting or meetings[0].meeting,
            said.date or meetings[0].date,
            said.date_printed or meetings[0].date_printed,
        )
    if profile.learned and known.date is None and said.date is None:
        said = _briefed(said, draft, known.title or title)
    start = "\n".join(block.text for block in draft.blocks[:200])
    return known._replace(
        title=known.title or title,
        body=known.body or said.body,
        meeting=known.meeting or said.meeting,
        date=known.date or said.date,
        date_printed=known.date_printed or said.date_printed,
        language=known.language or _language(profile, start),
    )


def _briefed(said: Title, draft: Draft, title: str | None) -> Title:
    """`said` with the day that the title of a press briefing gives in the American way."""
    from qa_reader.formats.plain.briefing import day_in, is_briefing

    day = day_in(title or "") if is_briefing(draft) else None
    return replace(said, date=day.iso, date_printed=day.printed) if day else said


def _language(profile: Profile, text: str) -> str | None:
    """The language of `text`: the profile's where that is Japanese, else its own, else the profile's.

    English labels alone make no text English: most of its letters must be Latin.
    """
    if profile.language != "en":
        return profile.language or language_of(text)
    letters = sum(map(str.isalpha, text[:4000]))
    latin = len(_LATIN.findall(text[:4000])) * 2 > letters
    return language_of(text) or ("en" if latin else None)
