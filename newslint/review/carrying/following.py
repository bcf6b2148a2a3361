"""What is decided, or suppressed, found again where its neighbours were mended.

An entry of a sidecar says what stands around a finding, and a decision names it by that. Mend a neighbour, and neither
fits any more. So where findings of a text are mended, the places of those that are to stay so are known beforehand, and
what is found there afterwards is what stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from newslint.config import globs
from newslint.config.config import Config
from newslint.config.paths import rooted
from newslint.config.sidecar import Entry, silencing
from newslint.linter.asking import Ask
from newslint.linter.linter import Linter
from newslint.model.documents import Document
from newslint.model.findings import Edit, Hit
from newslint.model.newlines import Newlines
from newslint.model.rules import Rule, Silence
from newslint.review.carrying.outcome import Edits
from newslint.review.item import Item
from newslint.run import work
from newslint.run.outcome import Task
from newslint.run.plan import File

Kind = tuple[int | None, str | None, str]
"""A text of a file, and a rule."""


class Spot(msgspec.Struct, frozen=True):
    """Where something was found, and by which rule; `path` is what the queue calls the file."""

    path: str
    record: int | None
    field: str | None
    rule: str
    start: int
    end: int

    @classmethod
    def of(cls, item: Item) -> Spot:
        """The place of a finding that waits."""
        found = item.finding
        return cls(found.path, found.record, found.field, found.rule, found.start, found.end)

    def after(self, made: Edits) -> Spot:
        """The same place once edits are made: a span that holds whatever is left of it."""
        edits = [one.edit for one in made.get(self.path, {}).get((self.record, self.field), ())]
        start, end = _moved(self.start, edits, first=True), _moved(self.end, edits, first=False)
        return msgspec.structs.replace(self, start=start, end=max(start, end))

    @property
    def kind(self) -> Kind:
        """In which text, and by which rule."""
        return self.record, self.field, self.rule

    def holds(self, item: Item) -> bool:
        """Is a finding of the same file and kind what stood there?"""
        found = item.finding
        if found.start == found.end or self.start == self.end:
            return found.start <= self.end and self.start <= found.end
        return found.start < self.end and self.start < found.end


def _moved(at: int, edits: Iterable[Edit], *, first: bool) -> int:
    """Where a place is after edits; within one, its start (`first`) or its end."""
    shift = 0
    for edit in edits:
        if edit.end <= at and (edit.start < at or not first):
            shift += len(edit.new) - (edit.end - edit.start)
        elif edit.start < at:
            return edit.start + shift + (0 if first else len(edit.new))
        else:
            break
    return at + shift


class Silenced(msgspec.Struct, frozen=True):
    """What entries of sidecars suppress in a file, and those of them that are for no other file."""

    spots: Sequence[Spot] = ()
    entries: Sequence[Entry] = ()


NONE = Silenced()
"""What is suppressed in most files."""


def silenced(file: File, name: str, linter: Linter, task: Task) -> Silenced:
    """What is suppressed from outside in a file that the queue calls by a name. Raises ReadError."""
    if not file.scope.entries:
        return NONE
    spots, used = list[Spot](), set[tuple[str, int]]()
    for item, _ in _documents(file, linter.config, task):
        listening = list[_Listening]()

        def asked(document: Document, heard: list[_Listening] = listening) -> Silence:
            heard.append(_Listening(silencing(file.scope.entries)(document)))
            return heard[-1]

        scanned = linter.scan_document(item, Ask(silent=asked))
        spots += _spots(listening, item, name)
        used |= scanned.notes.used
    own = [one for one in file.scope.entries if one.place in used and _is_for(one, file)]
    return Silenced(spots, own)


def _spots(listening: Iterable[_Listening], document: Document, name: str) -> Iterator[Spot]:
    """What was suppressed, at its place in the text: rules see no carriage returns."""
    newlines, origin = Newlines(document.text), document.origin
    for hit, rule in (pair for one in listening for pair in one.passed):
        start, end = newlines.offset(hit.start), newlines.offset(hit.end)
        yield Spot(name, origin.record, origin.field, rule.name, start, end)


def _documents(file: File, config: Config, task: Task) -> Iterator[tuple[Document, Ask]]:
    for one in work.documents(file, config, task):
        if isinstance(one, tuple):
            yield one


def _is_for(entry: Entry, file: File) -> bool:
    """Does an entry name this file, and no other?"""
    folder = Path(entry.source).absolute().parent
    return [globs.exact(glob, folder) for glob in entry.paths] == [str(rooted(file.path))]


class _Listening:
    """Entries at work on a document, and the hits that they let pass."""

    def __init__(self, silence: Silence) -> None:
        self._silence = silence
        self.passed: list[tuple[Hit, Rule]] = []

    @property
    def used(self) -> frozenset[tuple[str, int]]:
        return self._silence.used

    def __call__(self, hit: Hit, rule: Rule) -> bool:
        silent = self._silence(hit, rule)
        if silent:
            self.passed.append((hit, rule))
        return silent
