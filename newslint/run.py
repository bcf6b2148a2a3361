"""Files to findings: what is known already, what is read whole and what in shards, what is written. Prints nothing."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint import examine, files, formats, pool
from newslint.config import Config
from newslint.files import File, Plan
from newslint.formats import SHARD_BYTES, Change, Fields, Shard, Source
from newslint.linter import Linter
from newslint.memory import Memo, Memory, Teller
from newslint.model import ReadError
from newslint.outcome import UNREADABLE as UNREADABLE
from newslint.outcome import WHOLE, Scope
from newslint.outcome import Outcome as Outcome
from newslint.outcome import Task as Task
from newslint.split import Fill, Split, Spool
from newslint.writing import Opener, replace, writable

if TYPE_CHECKING:
    from newslint.journal import Journal

POOL_BYTES = 2_000_000
"""From this size of work on, processes are worth their start (about a second of work)."""

CHUNK_BYTES = 250_000
"""What a process takes of small files at a time: so little that the last one does not keep the others waiting."""

PACKED = 4
"""How much bigger articles are than they are when they are packed."""


class _Setup:
    """One configuration: its linter, made when it is first needed."""

    def __init__(self, config: Config) -> None:
        self.config = config

    @cached_property
    def linter(self) -> Linter:
        """The linter. Raises ConfigError or RuleError."""
        return Linter(config=self.config)


class Piece(msgspec.Struct, frozen=True):
    """A shard of a big file."""

    file: File
    shard: Shard


class Batch(msgspec.Struct, frozen=True):
    """Small files, and what is known of each."""

    files: list[File]
    known: list[Outcome | Memo]


class Done(msgspec.Struct, frozen=True):
    """What came of a job: an outcome for each file; or that of a piece, and what is to change there."""

    outcomes: list[Outcome]
    changes: list[Change] = []


Job = list[File] | Piece


def run(plan: Plan, task: Task, *, jobs: int = 0, tell: Teller | None = None) -> Iterator[Outcome]:
    """The outcomes of the plan's files, in their order; those of a big file come as they are known, the last one when
    it is written. `jobs` is the number of processes; 0: as many as pay off. `tell` tells findings, for later runs.

    Raises ConfigError or RuleError, before anything is read, for a configuration that can't be used.
    """
    setups = [_Setup(config) for config in plan.configs]
    memory = Memory(plan, task, tell) if task.cache else None
    if memory is None:
        for setup in setups:
            _ = setup.linter  # what is wrong with a configuration is told before any file is read
    return _outcomes(plan, task, setups, memory, _workers(plan.files, jobs))


def _outcomes(plan: Plan, task: Task, setups: list[_Setup], memory: Memory | None, workers: int) -> Iterator[Outcome]:
    whole = False
    try:
        for key, result in _done(plan, task, setups, memory, workers):
            if isinstance(key, Batch):
                yield from _recalled(key, result.outcomes if result else [], memory)
            elif result is None:
                yield key.end()
            else:
                key.changes.add(result.changes)
                yield key.take(result.outcomes[0])
        whole = True
    finally:
        if memory:
            memory.end(whole=whole)


def _done(
    plan: Plan, task: Task, setups: list[_Setup], memory: Memory | None, workers: int
) -> Iterator[tuple[Split | Batch, Done | None]]:
    """What came of each job; of what needs none, nothing."""
    work = _jobs(plan, task, memory)
    if workers > 1:
        yield from pool.shared(work, workers, _worker, plan.configs, task)
        return
    for key, job in work:
        yield key, None if job is None else _do(job, setups, task)


def _recalled(batch: Batch, outcomes: Iterable[Outcome], memory: Memory | None) -> Iterator[Outcome]:
    """The outcomes of small files: those known before and, in their places, those that came of the job."""
    fresh = iter(outcomes)
    for file, known in zip(batch.files, batch.known, strict=True):
        if isinstance(known, Outcome):
            yield known
            continue
        outcome = next(fresh)
        if memory:
            memory.learn(file, known, outcome)
        yield outcome


def _jobs(plan: Plan, task: Task, memory: Memory | None) -> Iterator[tuple[Split | Batch, Job | None]]:
    """What there is to do: small files together, without those that are known; the pieces of a big one, with the whole,
    then the whole alone."""
    for batch in files.chunks(plan.files, CHUNK_BYTES, alone=_is_big):
        if not _is_big(batch[0]):
            known = [memory.recall(file) if memory else Memo() for file in batch]
            job = [file for file, memo in zip(batch, known, strict=True) if isinstance(memo, Memo)]
            yield Batch(batch, known), job or None
            continue
        split = _split(batch[0], plan.configs[batch[0].config], task, Opener(Path(batch[0].path)))
        for shard in split.shards():
            yield split, Piece(batch[0], shard)
        yield split, None


def _is_big(file: File) -> bool:
    return PACKED * file.size > SHARD_BYTES and _bytes(file) > SHARD_BYTES and formats.get(file.format).RECORDS


def _workers(planned: Sequence[File], jobs: int) -> int:
    if sum(map(_bytes, planned)) < POOL_BYTES:
        return 1
    parts = sum(max(_bytes(file) // SHARD_BYTES, 1) if _is_big(file) else 1 for file in planned)
    return min(jobs or os.cpu_count() or 1, parts)


def _bytes(file: File) -> int:
    """About how many bytes of text are in a file."""
    return file.size * (PACKED if formats.packing_of(file.format) else 1)


def _worker(configs: list[Config], task: Task) -> partial[Done]:
    return partial(_do, setups=[_Setup(config) for config in configs], task=task)


def _do(job: Job, setups: list[_Setup], task: Task) -> Done:
    if isinstance(job, Piece):
        outcome = Outcome(path=job.file.path)
        linter = setups[job.file.config].linter
        return Done([outcome], _changes(job.shard, job.file, linter, task, outcome))
    return Done([_file(file, setups[file.config], task) for file in job])


def stream(
    data: bytes, name: str, format: str, linter: Linter, task: Task, scope: Scope = WHOLE
) -> tuple[Outcome, bytes]:
    """The outcome of an article that is no file, and its bytes afterwards; what can't be read comes back as it was."""
    source = Source(name=name, open=lambda: io.BytesIO(data), encoding=task.encoding, fields=_fields(linter.config))
    out = io.BytesIO()
    split = Split(source, format, lambda fill, _: fill(out))
    _through(split, File(name, format, len(data), 0, scope=scope), linter, task)
    if split.outcome.skipped == "binary":
        split.outcome.fail(ReadError(f"{name}: holds NUL bytes; it is no text"))
    return split.outcome, data if split.outcome.skipped or not split.changes else out.getvalue()


def _file(file: File, setup: _Setup, task: Task) -> Outcome:
    """One file's outcome. Whatever goes wrong with it is told there and stops nothing else."""
    split = _split(file, setup.config, task, Opener(Path(file.path)))
    _through(split, file, setup.linter, task)
    return split.outcome


def _split(file: File, config: Config, task: Task, opener: Opener) -> Split:
    source = Source(name=file.path, open=opener, encoding=task.encoding, fields=_fields(config))
    put = partial(_put, source, file.format, opener, task.journal) if task.write else None
    if put is not None and file.abroad:
        put = partial(_leave, file.path)
    return Split(source, file.format, put, named=file.named)


def _fields(config: Config) -> Fields:
    return Fields(text=tuple(config.fields), lang=config.lang_field, id=config.id_field)


def _through(split: Split, file: File, linter: Linter, task: Task) -> None:
    """All of a file, here and now."""
    for shard in split.shards():
        split.changes.add(_changes(shard, file, linter, task, split.outcome))
    split.end()


def _changes(shard: Shard, file: File, linter: Linter, task: Task, outcome: Outcome) -> list[Change]:
    """What is to change in a shard; its outcome is added."""
    try:
        return list(examine.examined(shard, file.format, linter, task, outcome, file.scope))
    except Exception as error:
        outcome.fail(error)
        return []


def _leave(name: str, _fill: Fill, _changes: Spool) -> None:
    raise ReadError(f"{name}: is a link that leads out of the folder; left as it is, name it to have it mended")


def _put(source: Source, format: str, opener: Opener, journal: Journal | None, fill: Fill, changes: Spool) -> None:
    """Have a file written anew by `fill`, with its changes on record. Raises ReadError where it can't be."""
    path, before = opener.path.resolve(), opener.first
    if before is None or not stat.S_ISREG(before.st_mode):
        raise ReadError(f"{source.name}: is no regular file; not written")
    writable(path, source.name)

    def seal(beside: Path) -> None:
        if journal is not None:
            journal.seal(source, format, path, beside, changes)

    try:
        replace(path, fill, before, seal)
    except Exception:
        if journal is not None:
            journal.void(path)
        raise
