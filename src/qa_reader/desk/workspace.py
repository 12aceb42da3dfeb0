"""The desk: a workspace that is open, who annotates it, and what is on it now.

Reading is lazy: a transcript is parsed, and what was said about it read, when somebody looks at it.
Everything handed out is an immutable snapshot; after a change, or after `look_again`, a new one is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qa_reader.annotation import codebook as codebooks
from qa_reader.annotation.said import Said, said
from qa_reader.config.paths import device
from qa_reader.desk.places import Places
from qa_reader.library import workspace as workspaces
from qa_reader.library.cache import Glance, glance, load
from qa_reader.library.profiles import OwnProfiles, own_profiles
from qa_reader.locales import _
from qa_reader.store.layout import Writer
from qa_reader.store.store import Kept, Store
from qa_reader.transcript.outline import Outline
from qa_reader.transcript.units import Unit, split_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_reader.annotation.codebook import Codebook
    from qa_reader.annotation.records import Revision
    from qa_reader.library.workspace import Entry, Workspace
    from qa_reader.transcript.model import Exchange, Transcript


class Refused(Exception):
    """A thing the desk will not do. `reason` is a word for programs, the message a line for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Reading(NamedTuple):
    """A transcript on the desk, with what was said about it."""

    parsed: Transcript
    """As the program reads the file."""
    transcript: Transcript
    """The same with given question IDs and the reader's completions."""
    kept: Kept
    said: Said
    outline: Outline
    signature: object
    """What told the file's state when it was parsed."""

    def question(self, label: str) -> str:
        """The question ID of the unit `label` of this transcript."""
        return f"{self.transcript.id}#{label}"

    def exchange(self, label: str) -> Exchange | None:
        """The exchange with that label, if there is one."""
        unit = self.outline.unit(label)
        return (
            self.transcript.exchanges[unit.ordinal] if unit is not None and unit.kind == "exchange" else None
        )


class Desk:
    """An open workspace."""

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        *,
        annotator: str | None = None,
        codebook: Codebook | None = None,
        propose: bool = True,
    ) -> None:
        self.workspace = workspace
        self.store = store
        self.annotator = annotator
        self.codebook = codebook or codebooks.built_in()
        self._propose = propose
        self.places = Places(workspace, store)
        self._readings: dict[str, Reading] = {}
        self._entries: tuple[Entry, ...] | None = None
        self._missed: set[str] = set()
        """Transcripts on the desk whose file went away and was looked for in vain."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        workspace: Path | None = None,
        annotations: Path | None = None,
        annotator: str | None = None,
        propose: bool = True,
    ) -> Desk:
        """The desk for `path` (a file or folder); `propose` as in `formats.table.read`.

        Raises OSError where `path` cannot be looked at, Outside where it is not below `workspace`, and
        BadCodebook where the workspace's codebook is broken.
        """
        place = workspaces.find(path, root=workspace, annotations=annotations)
        return cls(
            place,
            _store(place, annotator),
            annotator=annotator,
            codebook=_own_codebook(place.root),
            propose=propose,
        )

    def introduce(self, annotator: str) -> None:
        """Say who annotates from now on."""
        self.annotator = annotator
        self.store = _store(self.workspace, annotator)
        self.places = Places(self.workspace, self.store)
        for transcript_id, known in tuple(self._readings.items()):
            # Read as this annotator reads it, from the same parse: the file may be gone by now.
            kept = self.store.read(transcript_id)
            self._readings[transcript_id] = self._made(known.parsed, known.signature, kept, None)

    @cached_property
    def profiles(self) -> OwnProfiles:
        """The reader's own profiles of plain text and the workspace's, as they were at the first look."""
        return own_profiles(self.workspace.root)

    def keep_elsewhere(self, folder: Path) -> None:
        """Keep what is said from now on in `folder`, made where it is missing; what was said stays in sight.

        For annotations that cannot be written. Raises Refused.
        """
        from qa_reader.store.elsewhere import Elsewhere

        try:
            folder.mkdir(parents=True, exist_ok=True)
            inside = folder.resolve().is_relative_to(self.store.annotations.resolve())
        except OSError as error:
            message = _("{path}: no annotations can be kept there: {why}")
            raise Refused("elsewhere", message.format(path=folder, why=error.strerror or error)) from None
        if inside:
            message = _("{path}: annotations are kept there already; give another folder")
            raise Refused("elsewhere", message.format(path=folder))
        self.store = Elsewhere(self.store, folder)
        self.places = Places(self.workspace, self.store)

    def entries(self) -> tuple[Entry, ...]:
        """The files of the workspace that was opened, in natural order."""
        if self._entries is None:
            self._entries = tuple(self.places.listed(workspaces.listing(self.workspace)))
        return self._entries

    def forget_places(self) -> None:
        """Find out anew which files there are, and which transcript each is."""
        self.places.look_again()
        self._entries = None

    def forget(self, transcript_id: str) -> None:
        """Take a transcript off the desk: its file turned out to be another's."""
        self._readings.pop(transcript_id, None)
        self.forget_places()

    def file(self, transcript_id: str) -> Path:
        """Where a transcript's file is, or would be. Raises Outside."""
        return self.places.file(transcript_id)

    def glance(self, entry: Entry) -> Glance:
        """What a file is, without opening it on the desk. Safe in any thread."""
        path = self.places.path(entry.id)
        return glance(entry.path, path, profiles=self.profiles.profiles, propose=self._propose)

    def reading(self, transcript_id: str) -> Reading:
        """The transcript and what was said about it. Raises Unreadable, OSError."""
        known = self._readings.get(transcript_id)
        if known is None:
            known = self._readings[transcript_id] = self._read(transcript_id)
        return known

    def glimpse(self, transcript_id: str) -> Reading:
        """The transcript as it is on disk now, not to stay on the desk: for who looks through many of them.

        Safe in any thread. Raises Unreadable, OSError.
        """
        known = self._readings.get(transcript_id)
        fresh = (
            known is not None
            and known.signature == self.signature(transcript_id)
            and known.kept is self.store.read(transcript_id)
        )
        return known if known is not None and fresh else self._read(transcript_id)

    def _read(self, transcript_id: str) -> Reading:
        signature = self.signature(transcript_id)
        parsed = self._load(transcript_id)
        return self._made(parsed, signature, self.store.read(transcript_id), None)

    def _load(self, transcript_id: str) -> Transcript:
        own, path = self.profiles, self.places.path(transcript_id)
        file = self.workspace.path(path)
        read = own.told(load(file, path, profiles=own.profiles, propose=self._propose))
        if path == transcript_id:
            return read
        return read._replace(source=read.source._replace(path=transcript_id))

    def _made(self, parsed: Transcript, signature: object, kept: Kept, earlier: Reading | None) -> Reading:
        before = earlier.said if earlier is not None and earlier.parsed is parsed else None
        what = said(kept.revisions, parsed, self.codebook, before)
        if earlier is not None and before is not None and _read_alike(before, what, parsed):
            return earlier._replace(kept=kept, said=what, signature=signature)
        transcript = self._understood(parsed, what.readings)
        if earlier is not None and transcript == earlier.transcript:
            return earlier._replace(parsed=parsed, kept=kept, said=what, signature=signature)
        return Reading(parsed, transcript, kept, what, Outline(transcript), signature)

    def _understood(self, parsed: Transcript, records: Sequence[Revision]) -> Transcript:
        """`parsed` as corrected and completed, its units under the IDs that they were given."""
        if not records:
            return parsed
        from qa_reader.annotation.corrections import completed
        from qa_reader.annotation.identity import identified
        from qa_reader.annotation.regrouping import regrouped

        return completed(
            identified(regrouped(parsed, records, self.annotator), records), records, self.annotator
        )

    def signature(self, transcript_id: str) -> object:
        """What changes when the file does. Raises OSError where it is gone."""
        state = self.file(transcript_id).stat()
        return (state.st_ino, state.st_size, state.st_mtime_ns)

    def look_again(self, transcript_id: str) -> bool:
        """Read file and annotations anew where either changed on disk; True if something did.

        Cheap where nothing did: a few `stat`s. Raises OSError, Unreadable: the reading stays as it was.
        """
        known = self._readings.get(transcript_id)
        if known is None:
            return False
        try:
            signature = self.signature(transcript_id)
        except OSError:
            if transcript_id in self._missed:
                raise
            self._missed.add(transcript_id)
            self.forget_places()
            signature = self.signature(transcript_id)
        self._missed.discard(transcript_id)
        parsed = known.parsed
        if signature != known.signature:
            read = self._load(transcript_id)
            parsed = parsed if read.source.sha256 == parsed.source.sha256 else read
        kept = self.store.read(transcript_id)
        if parsed is known.parsed and kept is known.kept and signature == known.signature:
            return False
        made = self._readings[transcript_id] = self._made(parsed, signature, kept, known)
        return made.transcript is not known.transcript or made.kept is not known.kept

    def catch_up(self) -> None:
        """Take in what others have said of the transcripts on the desk. Cheap where that is nothing."""
        for transcript_id, known in tuple(self._readings.items()):
            kept = self.store.read(transcript_id)
            if kept is not known.kept:
                self._readings[transcript_id] = self._made(known.parsed, known.signature, kept, known)

    def keep(self, lines: Mapping[str, Sequence[Revision]]) -> None:
        """Write revisions, by transcript ID; durable on return. Raises StoreError."""
        self.store.append(self.placed(lines))
        self.catch_up()

    def placed(self, lines: Mapping[str, Sequence[Revision]]) -> dict[str, Sequence[Revision]]:
        """`lines` and, for a transcript that was found elsewhere than its ID says, where it is now."""
        first = next((line for those in lines.values() for line in those), None)
        if first is None:
            return dict(lines)
        found = self.places.lines(first.change, first.annotator)
        return {**lines, "": [*found, *lines.get("", ())]} if found else dict(lines)

    def resolve(self, text: str) -> tuple[Reading, Unit, str]:
        """What a question ID as typed means: its reading, its unit and its suffix (`q`, `a2` or empty).

        The transcript may be named without its extension where that is clear. Raises Refused.
        """
        name, label, suffix = split_id(text)
        reading = self.reading(self._transcript_named(name))
        unit = reading.outline.unit(label)
        if unit is not None:
            return reading, unit, suffix
        raise Refused(
            "unknown-question",
            _("{id}: no such question; the transcript has {count}").format(
                id=text, count=len(reading.transcript.exchanges)
            ),
        )

    def _transcript_named(self, name: str) -> str:
        if name in self._readings or (name and self.store.holds(name)):
            return name
        if name and self.workspace.path(self.places.path(name)).is_file():
            return self.places.id_at(name) if self.places.path(name) == name else name
        entries = {entry.id: self.places.path(entry.id) for entry in self.entries()}
        found = [each for each, path in entries.items() if name in (each, path)]
        ids = list(dict.fromkeys((*entries, *self.store.transcripts())))
        found = found or [each for each in ids if each.rpartition(".")[0] == name]
        paths = {each: entries.get(each, each) for each in ids}
        found = found or [each for each, path in paths.items() if path.rpartition(".")[0] == name]
        found = found or [each for each, path in paths.items() if _last(path) in (name, f"{name}.txt")]
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(
                "ambiguous",
                _("{name}: which one? {found}").format(name=name, found=", ".join(found[:4])),
            )
        raise Refused(
            "unknown-transcript", _("{name}: no such transcript in this workspace").format(name=name)
        )


def _last(path: str) -> str:
    """The last part of a path."""
    return path.rpartition("/")[2]


def _read_alike(before: Said, now: Said, parsed: Transcript) -> bool:
    """Is nothing said since that bears on how the transcript is read?

    An ID given to a unit as it stands changes nothing; one that was given over another text may.
    """
    count = len(before.revisions)
    return now.revisions[:count] == before.revisions and all(
        line.kind == "annotation" or (line.kind == "unit" and line.data.get("source") == parsed.source.sha256)
        for line in now.revisions[count:]
    )


def _own_codebook(root: Path) -> Codebook | None:
    """The workspace's own codebook, None where it has none. Raises OSError, BadCodebook."""
    file = root / "codebook.toml"
    if not file.is_file():
        return None
    try:
        return codebooks.parse(file.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise codebooks.BadCodebook(f"codebook.toml: not UTF-8 (byte {error.start})") from None


def _store(workspace: Workspace, annotator: str | None) -> Store:
    return Store(workspace.annotations, Writer(annotator, device()) if annotator else None)
