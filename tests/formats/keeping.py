"""What every format must keep: each character of the source's body, somewhere the reader can get at it."""

from __future__ import annotations

from collections import Counter

from qa_reader.transcript.model import Transcript


def characters(text: str) -> Counter[str]:
    """The characters of `text`, white space apart."""
    return Counter("".join(text.split()))


def held(transcript: Transcript) -> Counter[str]:
    """The characters of blocks and labels: all that the transcript shows."""
    texts = [block.text for block in transcript.blocks]
    for turn in transcript.turns:
        texts += [turn.label or "", turn.mark or ""]
    return characters("".join(texts))


def missing(transcript: Transcript, source: str) -> Counter[str]:
    """The characters of `source` that `transcript` does not hold."""
    return characters(source) - held(transcript)


def assert_whole(transcript: Transcript) -> None:
    """Turns, sections, exchanges point into the blocks in order, and speech belongs to exactly one turn."""
    blocks, turns = transcript.blocks, transcript.turns
    before = 0
    spoken: set[int] = set()
    for turn in turns:
        assert before <= turn.start < turn.end <= len(blocks)
        before = turn.end
        spoken.update(range(turn.start, turn.end))
        assert turn.speaker is None or 0 <= turn.speaker < len(transcript.speakers)
        assert turn.section is None or 0 <= turn.section < len(transcript.sections)
        assert all(blocks[at].part in ("speech", "stage", "heading") for at in range(turn.start, turn.end))
    assert all((index in spoken) or block.part != "speech" for index, block in enumerate(blocks))
    starts = [section.start for section in transcript.sections]
    assert starts == sorted(starts)
    for index, section in enumerate(transcript.sections):
        assert section.parent is None or section.parent < index
    labels = [exchange.label for exchange in transcript.exchanges]
    assert len(set(labels)) == len(labels)
    for exchange in transcript.exchanges:
        assert exchange.questions
        for passage in exchange.questions + exchange.answers:
            turn = turns[passage.turn]
            (first, start), (last, end) = passage.span
            assert turn.start <= first <= last < turn.end
            assert 0 <= start <= len(blocks[first].text)
            assert 0 <= end <= len(blocks[last].text)
    for block in blocks:
        assert all(0 <= start < end <= len(block.text) for start, end in block.asides)
