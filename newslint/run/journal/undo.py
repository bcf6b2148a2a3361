"""Undoing: what a run changed is put back, whole or by rule, where nobody has changed it since. Prints nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import msgspec

from newslint.files import formats
from newslint.files.parts import Change, Source
from newslint.files.writing import Opener, replace, writable
from newslint.model.documents import Document
from newslint.model.edits import splice
from newslint.model.errors import ReadError
from newslint.model.findings import Edit
from newslint.run.journal import delta, history, reach
from newslint.run.journal.history import Whole
from newslint.run.journal.journal import Edited, Journal, Replaced, Run, digest
from newslint.run.journal.place import folder, opened
from newslint.run.split import Split


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one file: how many changes were taken back, and what could not be done."""

    path: str
    edits: int = 0
    troubles: list[str] = []


def active(runs: Sequence[Run]) -> list[Run]:
    """The runs, oldest first, whose work still stands: those that no run that stands has undone as a whole."""
    standing: list[Run] = []
    gone: set[str] = set()
    for run in reversed(runs):
        if run.id not in gone:
            standing.append(run)
            if run.undoes is not None and not run.part:
                gone.add(run.undoes)
    return standing[::-1]


def undo(
    root: Path, run: Run, journal: Journal, *, paths: Sequence[Path] = (), rules: Iterable[str] = ()
) -> Iterator[Undone]:
    """Undo a run, file by file: only in `paths`, only the changes of `rules`, where such are given.

    A file outside the journal's root is touched only if it is below one of `paths`; one that is hidden, or is by its
    name no article, only if it is one of them. What can't be undone is told and stops nothing else.
    """
    named, chosen = [path.resolve() for path in paths], frozenset(rules)
    for whole in history.files(root, run):
        told = whole.replaced.path
        try:
            place = root / told
            if named and not any(place.resolve().is_relative_to(path) for path in named):
                continue
            reach.checked(root, whole.replaced, named)
            yield _File(root, run, whole, place).undone(journal, chosen)
        except ReadError as error:
            yield Undone(path=told, troubles=[str(error)])
        except OSError as error:
            yield Undone(path=told, troubles=[f"{told}: {error.strerror or error}"])
        except Exception as error:  # a journal may hold anything
            yield Undone(path=told, troubles=[f"{told}: its journal is damaged ({error}); left as it is"])


class _File:
    """One file of a run that is undone."""

    def __init__(self, root: Path, run: Run, whole: Whole, place: Path) -> None:
        self._root = root
        self._run = run
        self._whole = whole
        self._told: Replaced = whole.replaced
        self._path = place.resolve()
        self._opener = Opener(self._path)
        self._source = Source(
            name=self._told.path, open=self._opener, encoding=self._told.encoding, fields=self._told.fields
        )

    def undone(self, journal: Journal, rules: frozenset[str]) -> Undone:
        """Put it back. Raises ReadError or OSError."""
        found = digest(self._opener)
        if found == self._told.before:
            return Undone(path=self._told.path)
        if found != self._told.after:
            raise ReadError(f"{self._told.path}: has changed since{self._by(found)}; left as it is")
        edits = self._whole.edits
        if rules and self._told.adds:
            raise ReadError(f"{self._told.path}: got fields for all rules at once; undo it without --rule")
        if not rules or all(_within(edit, rules) for edit in edits):
            return self._restored(journal)
        kept = [edit for edit in edits if not _within(edit, rules) and any(c.rule in rules for c in edit.causes)]
        troubles = [self._entangled(kept, rules)] if kept else []
        if not any(_within(edit, rules) for edit in edits):
            return Undone(path=self._told.path, troubles=troubles)
        return self._mended(journal, rules, troubles)

    def _by(self, found: str) -> str:
        """Which later run changed it, if newslint did."""
        later = [run for run in history.runs(self._root) if (run.started, run.id) > (self._run.started, self._run.id)]
        for run in reversed(later):
            files = history.files(self._root, run, edits=False)
            if any(file.replaced.path == self._told.path and file.replaced.after == found for file in files):
                return f", by run {run.id}: undo that first"
        return ""

    def _entangled(self, edits: Sequence[Edited], rules: frozenset[str]) -> str:
        others = sorted({cause.rule for edit in edits for cause in edit.causes} - rules)
        count = "a change is" if len(edits) == 1 else f"{len(edits)} changes are"
        return f"{self._told.path}: {count} also the work of {', '.join(others)}; undo them together"

    def _restored(self, journal: Journal) -> Undone:
        """All of it, to the byte."""
        changes = list(inverse(self._whole.edits, lambda _: True))
        self._replace(journal, self._fill, changes, exact=True)
        return Undone(path=self._told.path, edits=len(self._whole.edits) or int(self._told.adds))

    def _fill(self, out: BinaryIO) -> None:
        if self._told.delta is not None:
            with self._opener() as now:
                delta.restore(now, self._told.delta, out, self._told.size)
        elif self._told.original is not None:
            kept = folder(self._root) / self._run.id / Path(self._told.original).name
            with opened(kept) as file:
                if os.fstat(file.fileno()).st_size != self._told.size:
                    raise ValueError("the old file that it kept has another size")
                shutil.copyfileobj(file, out, delta.BLOCK)

    def _mended(self, journal: Journal, rules: frozenset[str], troubles: list[str]) -> Undone:
        """What some rules did, in the texts."""
        changes = list(inverse(self._whole.edits, lambda edit: _within(edit, rules)))
        split = Split(self._source, self._told.format, lambda fill, _: self._replace(journal, fill, changes))
        self._verify(changes, split)
        split.changes.add(changes)
        outcome = split.end()
        edits = 0 if outcome.troubles else sum(len(change.edits) for change in changes)
        return Undone(path=self._told.path, edits=edits, troubles=[*troubles, *outcome.troubles])

    def _verify(self, changes: Iterable[Change], split: Split) -> None:
        """Do the texts hold what the journal says? Raises ReadError."""
        wanted = {(change.record, change.field): change for change in changes}
        for document in self._documents(split):
            change = wanted.pop((document.origin.record, document.origin.field), None)
            pairs = zip(change.edits, change.old, strict=True) if change else ()
            if any(document.text[edit.start : edit.end] != old for edit, old in pairs):
                raise ReadError(f"{document.origin.place}: does not hold what the journal says; left as it is")
            refuses = document.medium.refuses
            refused = refuses(splice(document.text, change.edits)) if change and refuses else None
            if refused:
                raise ReadError(f"{document.origin.place}: left as it is: {refused}")
        if wanted and not split.outcome.troubles:
            raise ReadError(f"{self._told.path}: texts are gone that the journal tells of; left as it is")

    def _documents(self, split: Split) -> Iterator[Document]:
        read = formats.get(self._told.format).read
        for shard in split.shards():
            yield from (item for item in read(shard) if isinstance(item, Document))

    def _replace(
        self, journal: Journal, fill: Callable[[BinaryIO], None], changes: list[Change], *, exact: bool = False
    ) -> None:
        def seal(beside: Path) -> None:
            if exact and digest(lambda: beside.open("rb")) != self._told.before:
                raise ReadError(f"{self._told.path}: its journal is damaged; left as it is")
            journal.seal(self._source, self._told.format, self._path, beside, changes, adds=self._told.adds)

        writable(self._path, self._told.path)
        try:
            replace(self._path, fill, self._opener.first, seal)
        except Exception:
            journal.void(self._path)
            raise


def _within(edit: Edited, rules: frozenset[str]) -> bool:
    """Is it the work of these rules alone?"""
    return bool(edit.causes) and all(cause.rule in rules for cause in edit.causes)


def inverse(edits: Iterable[Edited], wanted: Callable[[Edited], bool]) -> Iterator[Change]:
    """The changes that take back those edits that are wanted; the texts are as the edits left them."""
    for (record, field), group in groupby(edits, key=lambda edit: (edit.record, edit.field)):
        shift, back = 0, []
        for edit in group:
            start = edit.start + shift
            shift += len(edit.new) - len(edit.old)
            if wanted(edit):
                back.append((Edit(start, start + len(edit.new), edit.old), edit))
        if back:
            yield Change(
                edits=[edit for edit, _ in back],
                record=record,
                field=field,
                old=[edit.new for _, edit in back],
                causes=[edit.causes for _, edit in back],
            )
