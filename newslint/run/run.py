"""Files to findings: what is known already; the rest is work.py's, here or in processes. Prints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from newslint.config.config import Config
from newslint.files import formats
from newslint.files.parts import SHARD_BYTES
from newslint.run import pool
from newslint.run.memory.memory import Memo, Memory, Teller
from newslint.run.outcome import UNREADABLE as UNREADABLE
from newslint.run.outcome import Outcome as Outcome
from newslint.run.outcome import Task as Task
from newslint.run.plan import File, Plan, chunks

if TYPE_CHECKING:
    from newslint.run.split import Split
    from newslint.run.work import Done, Job, Worker

POOL_BYTES = 1_000_000
"""From this size of work on, processes are worth their start (two seconds of work, of which a start takes 0.2)."""

CHUNK_BYTES = 250_000
"""What a process takes of small files at a time, at most."""

LAST = 16
"""Of the work, a process takes this part at a time where that is less: the last one keeps the others waiting for no
more than 6 in 100 of it. Chosen, not measured."""

PACKED = 4
"""How much bigger articles are than they are when they are packed."""


class Batch(msgspec.Struct, frozen=True):
    """Small files, and what is known of each."""

    files: list[File]
    known: list[Outcome | Memo]


def run(plan: Plan, task: Task, *, jobs: int = 0, tell: Teller | None = None) -> Iterator[Outcome]:
    """The outcomes of the plan's files, in their order; those of a big file come as they are known, the last one when
    it is written. `jobs` is the number of processes; 0: as many as pay off. `tell` tells findings, for later runs.

    Raises ConfigError or RuleError, before anything is read, for a configuration that can't be used.
    """
    if task.cache:
        return _outcomes(plan, task, None, Memory(plan, task, tell), _workers(plan.files, jobs))
    worker = _worker(plan.configs, task)
    worker.ready()  # what is wrong with a configuration is told before any file is read
    return _outcomes(plan, task, worker, None, _workers(plan.files, jobs))


def _outcomes(plan: Plan, task: Task, worker: Worker | None, memory: Memory | None, workers: int) -> Iterator[Outcome]:
    whole = False
    try:
        for key, result in _done(plan, task, worker, memory, workers):
            if isinstance(key, Batch):
                yield from _recalled(key, result.outcomes if result else [], memory)
            elif result is None:
                yield key.end()
            else:
                yield key.take(result.outcomes[0], result.changes)
        whole = True
    finally:
        if memory:
            memory.end(whole=whole)


def _done(
    plan: Plan, task: Task, worker: Worker | None, memory: Memory | None, workers: int
) -> Iterator[tuple[Split | Batch, Done | None]]:
    """What came of each job; of what needs none, nothing."""
    work = _jobs(plan, task, memory)
    if workers > 1:
        make: Callable[..., Callable[..., Done]] = _worker
        yield from pool.shared(work, workers, make, plan.configs, task)
        return
    for key, job in work:
        if job is not None and worker is None:
            worker = _worker(plan.configs, task)
        yield key, worker(job) if worker and job is not None else None


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
    bytes = min(CHUNK_BYTES, sum(map(_bytes, plan.files)) // LAST)
    for batch in chunks(plan.files, bytes, alone=_is_big):
        if not _is_big(batch[0]):
            known = [memory.recall(file) if memory else Memo() for file in batch]
            job = [file for file, memo in zip(batch, known, strict=True) if isinstance(memo, Memo)]
            yield Batch(batch, known), job or None
            continue
        from newslint.run.work import Piece, split

        whole = split(batch[0], plan.configs[batch[0].config], task)
        for shard in whole.shards():
            yield whole, Piece(batch[0], shard)
        yield whole, None


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


def _worker(configs: Sequence[Config], task: Task) -> Worker:
    from newslint.run.work import Worker

    return Worker(configs, task)
