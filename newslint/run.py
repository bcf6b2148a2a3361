"""Files to findings: what is known already, what is read whole and what in shards, what is written. Prints nothing."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path

import msgspec

from newslint import examine, files, formats, pool
from newslint.cache import SIZE, Known, digest, packed
from newslint.config import Config
from newslint.files import File, Plan
from newslint.formats import SHARD_BYTES, Change, Fields, Shard, Source
from newslint.linter import Linter
from newslint.model import ReadError, Shown
from newslint.outcome import UNREADABLE as UNREADABLE
from newslint.outcome import Outcome as Outcome
from newslint.outcome import Task as Task
from newslint.split import Fill, Split
from newslint.writing import Opener, replace

POOL_BYTES = 2_000_000
"""From this size of work on, processes are worth their start (about a second of work)."""

CHUNK_BYTES = 250_000
"""What a process takes of small files at a time: so little that the last one does not keep the others waiting."""

CACHED_BYTES = 1_000_000
"""Larger files are not read whole to see whether they are known."""

PACKED = 4
"""How much bigger articles are than they are when they are packed."""

LEARNED_BYTES = 8_000_000
"""So much of what was found is held in memory before it goes into the cache."""


class _Setup:
    """One configuration: its linter, made when it is first needed, and what it is known to find."""

    def __init__(self, config: Config, task: Task) -> None:
        self.config = config
        self.known = Known(config) if task.cache else None
        if not self.known:
            _ = self.linter  # what is wrong with the configuration is told before any file is read

    @cached_property
    def linter(self) -> Linter:
        """The linter. Raises ConfigError or RuleError."""
        return Linter(config=self.config)


class Piece(msgspec.Struct, frozen=True):
    """A shard of a big file."""

    file: File
    shard: Shard


class Done(msgspec.Struct, frozen=True):
    """What came of a job: an outcome for each file; or that of a piece, and what is to change there."""

    outcomes: list[Outcome]
    changes: list[Change] = []


Job = list[File] | Piece


def run(plan: Plan, task: Task, *, jobs: int = 0) -> Iterator[Outcome]:
    """The outcomes of the plan's files, in their order; those of a big file come as they are known, the last one when
    it is written. `jobs` is the number of processes; 0: as many as pay off.

    Raises ConfigError or RuleError, before anything is read, for a configuration that can't be used.
    """
    setups = [_Setup(config, task) for config in plan.configs]
    outcomes = _outcomes(plan, task, setups, _workers(plan.files, jobs))
    return _remembered(outcomes, plan, setups) if task.cache else outcomes


def _outcomes(plan: Plan, task: Task, setups: list[_Setup], workers: int) -> Iterator[Outcome]:
    work = _jobs(plan, task)
    if workers > 1:
        done = pool.shared(work, workers, _worker, plan.configs, task)
    else:
        done = ((split, None if job is None else _do(job, setups, task)) for split, job in work)
    for split, result in done:
        if split is None:
            yield from result.outcomes if result else ()
        elif result is None:
            yield split.end()
        else:
            split.changes.add(result.changes)
            yield split.take(result.outcomes[0])


def _jobs(plan: Plan, task: Task) -> Iterator[tuple[Split | None, Job | None]]:
    """What there is to do: small files together; the pieces of a big one, with the whole, then the whole alone."""
    for batch in files.chunks(plan.files, CHUNK_BYTES, alone=_is_big):
        if not _is_big(batch[0]):
            yield None, batch
            continue
        split = _split(batch[0], plan.configs[batch[0].config], task, Opener(Path(batch[0].path)))
        for shard in split.shards():
            yield split, Piece(batch[0], shard)
        yield split, None


def _is_big(file: File) -> bool:
    return _bytes(file) > SHARD_BYTES and formats.get(file.format).RECORDS


def _workers(planned: Sequence[File], jobs: int) -> int:
    if sum(map(_bytes, planned)) < POOL_BYTES:
        return 1
    parts = sum(max(_bytes(file) // SHARD_BYTES, 1) if _is_big(file) else 1 for file in planned)
    return min(jobs or os.cpu_count() or 1, parts)


def _bytes(file: File) -> int:
    """About how many bytes of text are in a file."""
    return file.size * (PACKED if formats.packing_of(file.format) else 1)


def _worker(configs: list[Config], task: Task) -> partial[Done]:
    return partial(_do, setups=[_Setup(config, task) for config in configs], task=task)


def _do(job: Job, setups: list[_Setup], task: Task) -> Done:
    if isinstance(job, Piece):
        outcome = Outcome(path=job.file.path)
        linter = setups[job.file.config].linter
        return Done([outcome], _changes(job.shard, job.file, linter, task, outcome))
    return Done([_file(file, setups[file.config], task) for file in job])


def _remembered(outcomes: Iterator[Outcome], plan: Plan, setups: Sequence[_Setup]) -> Iterator[Outcome]:
    """The outcomes; what they tell is kept for the next run, also if this one is broken off."""
    learned: list[dict[bytes, bytes]] = [{} for _ in setups]
    planned, size = iter(plan.files), 0
    try:
        for outcome in outcomes:
            config = 0 if outcome.more else next(planned).config
            if outcome.digest:
                found = learned[config][outcome.digest] = packed(outcome.left)
                size += SIZE + len(found)
                if size > LEARNED_BYTES:
                    _learn(setups, learned)
                    size = 0
            yield outcome
    finally:
        _learn(setups, learned)


def _learn(setups: Sequence[_Setup], learned: list[dict[bytes, bytes]]) -> None:
    for setup, found in zip(setups, learned, strict=True):
        if setup.known is not None:
            setup.known.add(found)
        found.clear()


def stream(data: bytes, name: str, format: str, linter: Linter, task: Task) -> tuple[Outcome, bytes]:
    """The outcome of an article that is no file, and its bytes afterwards; what can't be read comes back as it was."""
    source = Source(name=name, open=lambda: io.BytesIO(data), encoding=task.encoding, fields=_fields(linter.config))
    out = io.BytesIO()
    split = Split(source, format, lambda fill: fill(out))
    _through(split, File(name, format, len(data), 0), linter, task)
    if split.outcome.skipped == "binary":
        split.outcome.fail(ReadError(f"{name}: holds NUL bytes; it is no text"))
    return split.outcome, data if split.outcome.skipped or not split.changes else out.getvalue()


def _file(file: File, setup: _Setup, task: Task) -> Outcome:
    """One file's outcome. Whatever goes wrong with it is told there and stops nothing else."""
    opener = Opener(Path(file.path))
    mine = b""
    if setup.known is not None and file.size <= CACHED_BYTES:
        try:
            with opener() as opened:
                mine = digest(opened.read(), file.format, task.encoding, str(task.suppressions))
        except (ReadError, OSError):
            mine = b""  # what is wrong is told when it is read below
        found = setup.known.get(mine, file.path) if mine else None
        if found is not None and _tells_all(found, task):
            return Outcome(path=file.path, left=found)
    split = _split(file, setup.config, task, opener)
    _through(split, file, setup.linter, task)
    outcome = split.outcome
    if not (outcome.fixed or outcome.troubles or outcome.skipped):
        outcome.digest = mine
    return outcome


def _tells_all(found: list[Shown], task: Task) -> bool:
    """Are the findings of a content all that the task asks for?"""
    return not found or not (task.articles or (task.fix and any(task.wants(one.finding) for one in found)))


def _split(file: File, config: Config, task: Task, opener: Opener) -> Split:
    source = Source(name=file.path, open=opener, encoding=task.encoding, fields=_fields(config))
    put = partial(_put, file.path, opener) if task.write else None
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
        return list(examine.examined(shard, file.format, linter, task, outcome, file.changed))
    except Exception as error:
        outcome.fail(error)
        return []


def _put(name: str, opener: Opener, fill: Fill) -> None:
    """Have a file written anew by `fill`. Raises ReadError where it can't be."""
    path, before = opener.path.resolve(), opener.first
    if before is None or not stat.S_ISREG(before.st_mode):
        raise ReadError(f"{name}: is no regular file; not written")
    if not os.access(path, os.W_OK):
        raise ReadError(f"{name}: is read-only; not written")
    replace(path, fill, before)
