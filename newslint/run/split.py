"""A file while it is worked on: cut into shards, what came of them added up, written when all are done."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

import msgspec

from newslint.files import formats, packings
from newslint.files.parts import Change, Shard, Source
from newslint.model.errors import ReadError
from newslint.run.outcome import NO_FIELDS, NO_TEXTS, Outcome

HEAD = 8192
"""Bytes looked at to tell text from something else."""

SPOOLED_BYTES = 16_000_000
"""So much of what is to change in a file is held in memory, the rest in a temporary file."""


Fill = Callable[[BinaryIO], None]
"""Writes a file anew."""


class Spool:
    """Changes put away until they are needed, in their order; memory does not grow with them."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, changes: Iterable[Change]) -> None:
        """Put changes away."""
        for change in changes:
            if self._file is None:
                self._file = _temporary()
            pickle.dump(change, self._file)
            self._count += 1

    def __iter__(self) -> Iterator[Change]:
        if self._file is None:
            return
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301 - nobody but `add` wrote it


def _temporary() -> BinaryIO:
    from tempfile import SpooledTemporaryFile

    return cast("BinaryIO", SpooledTemporaryFile(SPOOLED_BYTES))


Put = Callable[[Fill, Spool], None]
"""Puts in a file's place what `Fill` writes, and knows which changes that makes."""


class Split:
    """One file: its shards, the outcome that they add up to, and what is to change.

    `format` has what it is packed in; `source` reads what is in it, `file` opens it as it is. `put` is given what
    writes the file anew, and the changes, and lets it do so; None where nothing is to be written. `named`: did the user
    name it? `adds`: the texts stay as they are, and get fields beside them.
    """

    def __init__(self, source: Source, format: str, put: Put | None, *, named: bool = True, adds: bool = False) -> None:
        packing = formats.packing_of(format)
        self.outcome = Outcome(path=source.name)
        self.changes = Spool()
        self._file = source.open
        self._packing = packing
        self._source = _unpacked(source, packing) if packing else source
        self._format = formats.get(format)
        self._put = put
        self._named = named
        self._adds = adds

    def shards(self) -> Iterator[Shard]:
        """The parts of the file; none of one that holds something else. What goes wrong ends them and is told."""
        try:
            if self._adds and formats.extender(self._format) is None:
                self._no_fields()
                return
            if self._source.encoding is None and self._format.foreign(self._head()):
                self._foreign()
                return
            yield from self._format.shards(self._source)
        except Exception as error:
            self.outcome = self.outcome.failed(error)

    def _foreign(self) -> None:
        """The file holds no text: trouble, if the user names it."""
        if self._named:
            self.outcome = self.outcome.failed(ReadError(f"{self.outcome.path}: holds NUL bytes; it is no text"))
        else:
            self.outcome = msgspec.structs.replace(self.outcome, skipped="binary")

    def _no_fields(self) -> None:
        """The file has no fields to which others could be added: trouble, if the user names it."""
        if self._named:
            reason = f"{self.outcome.path}: has no fields, so none can be added; without --add-fields it is mended"
            self.outcome = self.outcome.failed(ReadError(reason))
        else:
            self.outcome = msgspec.structs.replace(self.outcome, skipped=NO_FIELDS)

    def _head(self) -> bytes:
        with self._source.open() as file:
            return file.read(HEAD)

    def add(self, part: Outcome, changes: Iterable[Change]) -> None:
        """A shard is done: what came of it, and what is to change there."""
        self.changes.add(changes)
        self.outcome = self.outcome.with_part(part)

    def take(self, part: Outcome, changes: Iterable[Change]) -> Outcome:
        """The same of a big file. Gives the outcome as one that more follow of, and remembers no more of it than what
        only the whole file can tell.
        """
        facts = Outcome(path=part.path, texts=part.texts, wordless=part.wordless, skipped=part.skipped)
        self.add(facts, changes)
        return msgspec.structs.replace(part, skipped=None, more=True)

    def end(self) -> Outcome:
        """The last outcome. The changes are written, if there are any and nothing went wrong."""
        if self.outcome.wordless and not (self.outcome.texts or self.outcome.skipped):
            self._no_texts()
        if self._put and self.changes and not self.outcome.skipped:
            try:
                self._put(self._fill, self.changes)
            except Exception as error:
                self.outcome = self.outcome.failed(error)
        return self.outcome

    def _no_texts(self) -> None:
        """Of a file that the user names, or whose fields are named, that is trouble; else it may be another's data."""
        if self._named or self._source.fields.text:
            self.outcome = self.outcome.failed(ReadError(self.outcome.wordless))
        else:
            self.outcome = msgspec.structs.replace(self.outcome, skipped=NO_TEXTS)

    def _fill(self, out: BinaryIO) -> None:
        write = formats.extender(self._format) if self._adds else self._format.rewrite
        if write is None:  # pragma: no cover - it has no shards, and so no changes
            return
        if self._packing:
            with packings.written(self._file, self._packing, out) as packed:
                write(self._source, packed, self.changes)
        else:
            write(self._source, out, self.changes)


def _unpacked(source: Source, packing: str) -> Source:
    return msgspec.structs.replace(source, open=packings.opener(source.open, packing, source.name))
