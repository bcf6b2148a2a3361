"""What is to be done with a file: read, checked or mended, and written. Prints nothing.

It is imported where there is something to do. Most runs find all of their files known.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.config.config import Config
from newslint.files import writing
from newslint.files.parts import Change, Fields, Shard, Source
from newslint.files.writing import Opener, replace, writable
from newslint.linter.linter import Linter
from newslint.model.errors import ReadError
from newslint.run import examine
from newslint.run.examine import Examined
from newslint.run.outcome import WHOLE, Outcome, Scope, Task
from newslint.run.plan import File
from newslint.run.split import Fill, Split, Spool

if TYPE_CHECKING:
    from newslint.linter.asking import Ask
    from newslint.model.documents import Document
    from newslint.model.findings import Finding


class Piece(msgspec.Struct, frozen=True):
    """A shard of a big file."""

    file: File
    shard: Shard


class Done(msgspec.Struct, frozen=True):
    """What came of a job: an outcome for each file; or that of a piece, and what is to change there."""

    outcomes: list[Outcome]
    changes: list[Change] = []


Job = list[File] | Piece


class Worker:
    """Does the jobs of a run. A linter is made when it is first needed."""

    def __init__(self, configs: Sequence[Config], task: Task) -> None:
        self._configs = configs
        self._task = task
        self._linters: dict[int, Linter] = {}

    def ready(self) -> None:
        """Make every linter. Raises ConfigError or RuleError."""
        for number in range(len(self._configs)):
            self._linter(number)

    def _linter(self, number: int) -> Linter:
        if number not in self._linters:
            self._linters[number] = Linter(config=self._configs[number])
        return self._linters[number]

    def __call__(self, job: Job) -> Done:
        """Do a job. Raises ConfigError or RuleError."""
        if isinstance(job, Piece):
            outcome, changes = _examined(job.shard, job.file, self._linter(job.file.config), self._task)
            return Done([outcome], changes)
        return Done([self._file(file) for file in job])

    def _file(self, file: File) -> Outcome:
        """One file's outcome. Whatever goes wrong with it is told there and stops nothing else."""
        whole = split(file, self._configs[file.config], self._task)
        _through(whole, file, self._linter(file.config), self._task)
        return whole.outcome


def stream(
    data: bytes, name: str, format: str, linter: Linter, task: Task, scope: Scope = WHOLE
) -> tuple[Outcome, bytes]:
    """The outcome of an article that is no file, and its bytes afterwards; what can't be read comes back as it was."""
    source = Source(name=name, open=lambda: io.BytesIO(data), encoding=task.encoding, fields=fields(linter.config))
    out = io.BytesIO()
    whole = Split(source, format, lambda fill, _: fill(out), adds=task.adds)
    _through(whole, File(name, format, len(data), 0, scope=scope), linter, task)
    return whole.outcome, data if whole.outcome.skipped or not whole.changes else out.getvalue()


def split(file: File, config: Config, task: Task) -> Split:
    """A file, to be worked on."""
    opener = Opener(Path(file.path))
    source = Source(name=file.path, open=opener, encoding=task.encoding, fields=fields(config))
    put = partial(_put, source, file.format, opener, task) if task.write else None
    if put is not None and task.copies is not None:
        put = partial(_copy, file.path, Path(task.copies))
    if put is not None and file.abroad:
        put = partial(_leave, file.path)
    return Split(source, file.format, put, named=file.named, adds=task.adds)


def documents(file: File, config: Config, task: Task) -> Iterator[tuple[Document, Ask] | Finding]:
    """The documents of a file, each with how it is checked; for a record that can't be read, the finding of that.

    Raises ReadError for a file that can't be read, with what is wrong in sentences.
    """
    whole = split(file, config, task)
    for shard in whole.shards():
        yield from examine.documents(shard, file.format, task, file.scope)
    if whole.outcome.troubles:
        raise ReadError("\n".join(whole.outcome.troubles))


def fields(config: Config) -> Fields:
    """The fields of records that a configuration names."""
    return Fields(text=tuple(config.fields), lang=config.lang_field, id=config.id_field, site=config.site_field)


def _through(split: Split, file: File, linter: Linter, task: Task) -> None:
    """All of a file, here and now."""
    for shard in split.shards():
        split.add(*_examined(shard, file, linter, task))
    split.end()


def _examined(shard: Shard, file: File, linter: Linter, task: Task) -> tuple[Outcome, list[Change]]:
    """What came of a shard, and what is to change there: nothing where anything goes wrong."""
    parts: list[Examined] = []
    try:
        parts.extend(examine.examined(shard, file.format, linter, task, file.scope))  # keeps what comes before an error
    except Exception as error:
        return examine.added(file.path, parts, task).failed(error), []
    outcome = msgspec.structs.replace(examine.added(file.path, parts, task), read=len(shard.data))
    return outcome, [part.change for part in parts if part.change]


def _copy(name: str, folder: Path, fill: Fill, _changes: Spool) -> None:
    """Have a mended copy written by `fill`, where the file lies as seen from here. Raises ReadError."""
    inner = os.path.relpath(name)
    if inner.startswith(os.pardir):
        raise ReadError(f"{name}: lies outside of the current folder, so no place in {folder} is its own; go there")
    writing.begin(folder, Path(inner), fill)


def _alike(one: Path, other: Path) -> bool:
    from filecmp import cmp

    return cmp(one, other, shallow=False)


class _Same(Exception):  # noqa: N818 - nothing is wrong
    """What would be written is what is there."""


def _leave(name: str, _fill: Fill, _changes: Spool) -> None:
    raise ReadError(f"{name}: is a link that leads out of the folder; left as it is, name it to have it mended")


def _put(source: Source, format: str, opener: Opener, task: Task, fill: Fill, changes: Spool) -> None:
    """Have a file written anew by `fill`, with its changes on record. Raises ReadError where it can't be.

    Fields that are there already and say the same are not written again.
    """
    path, before, journal = opener.path.resolve(), opener.first, task.journal
    if before is None or not stat.S_ISREG(before.st_mode):
        raise ReadError(f"{source.name}: is no regular file; not written")
    writable(path, source.name)

    def seal(beside: Path) -> None:
        if task.adds and _alike(path, beside):
            raise _Same
        if journal is not None:
            journal.seal(source, format, path, beside, changes, adds=task.adds)

    try:
        replace(path, fill, before, seal)
    except _Same:
        return
    except Exception:
        if journal is not None:
            journal.void(path)
        raise
