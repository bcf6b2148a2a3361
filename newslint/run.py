"""Files to findings: reads, checks, mends, shares the work among processes. Only here are processes started; nothing is
printed."""

from __future__ import annotations

import io
import os
import signal
import stat
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from newslint import diff, files, formats
from newslint.cache import Clean, digest
from newslint.charset import is_binary
from newslint.config import Config
from newslint.files import File, Plan
from newslint.formats import Change, Source
from newslint.linter import Linter
from newslint.model import Document, Finding, ReadError, Shown
from newslint.writing import Opener, replace

CONTEXT = 200
"""How many characters of the line before and after a place are kept for showing it."""

HEAD = 8192
"""Bytes looked at to tell text from something else."""

POOL_BYTES = 2_000_000
"""From this size of work on, processes are worth their start (about a second of work)."""

CHUNK_BYTES = 250_000
"""What a process takes at a time: a fraction of a second, so that the last one does not keep the others waiting."""

CACHED_BYTES = 1_000_000
"""Larger files are not read whole to see whether they are known."""


UNREADABLE = "unreadable"
"""Why a file was skipped that should not have been: its troubles tell more."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What to do with every file: only check; `fix` in memory; `write` what was fixed to the file.

    `profile`: tell what each rule costs. `cache`: pass over what is known to be clean, and remember what is.
    """

    fix: bool = False
    write: bool = False
    unsafe: bool = False
    encoding: str | None = None
    profile: bool = False
    cache: bool = False

    def wants(self, finding: Finding) -> bool:
        """May this finding's fix be made?"""
        return finding.fix is not None and (finding.safe or self.unsafe)


class Outcome(msgspec.Struct, kw_only=True):
    """What came of one file: the findings that are left, the fixed ones, and what could not be done.

    `skipped` says why there is nothing of the kind. `costs` are the seconds of each rule, where they are asked for;
    `clean` is the digest of a content that was newly found clean.
    """

    path: str
    left: list[Shown] = []
    fixed: list[Finding] = []
    diff: str = ""
    troubles: list[str] = []
    skipped: str | None = None
    costs: dict[str, float] = {}
    clean: bytes = b""


class _Setup:
    """One configuration: its linter, made when it is first needed, and what it is known to find clean."""

    def __init__(self, config: Config, task: Task) -> None:
        self._config = config
        self.known = Clean(config) if task.cache else None
        if not self.known:
            _ = self.linter  # what is wrong with the configuration is told before any file is read

    @cached_property
    def linter(self) -> Linter:
        """The linter. Raises ConfigError or RuleError."""
        return Linter(config=self._config)


def run(plan: Plan, task: Task, *, jobs: int = 0) -> Iterator[Outcome]:
    """The outcome of every file of the plan, in its order. `jobs` is the number of processes; 0: as many as pay off.

    Raises ConfigError or RuleError, before anything is read, for a configuration that can't be used.
    """
    setups = [_Setup(config, task) for config in plan.configs]
    workers = _workers(plan.files, jobs)
    if workers > 1:
        outcomes = _shared(plan, task, workers)
    else:
        outcomes = (_file(file, setups[file.config], task) for file in plan.files)
    return _remembered(outcomes, plan, setups) if task.cache else outcomes


def _remembered(outcomes: Iterator[Outcome], plan: Plan, setups: Sequence[_Setup]) -> Iterator[Outcome]:
    """The outcomes; what they tell to be clean is kept for the next run, also if this one is broken off."""
    learned: list[list[bytes]] = [[] for _ in setups]
    try:
        for file, outcome in zip(plan.files, outcomes, strict=True):
            if outcome.clean:
                learned[file.config].append(outcome.clean)
            yield outcome
    finally:
        for setup, digests in zip(setups, learned, strict=True):
            if setup.known is not None:
                setup.known.add(digests)


def _workers(planned: Sequence[File], jobs: int) -> int:
    if sum(file.size for file in planned) < POOL_BYTES:
        return 1
    return min(jobs or os.cpu_count() or 1, len(planned))


def stream(data: bytes, name: str, format: str, linter: Linter, task: Task) -> tuple[Outcome, bytes]:
    """The outcome of an article that is no file, and its bytes afterwards; what can't be read comes back as it was."""
    source = Source(name=name, open=lambda: io.BytesIO(data), encoding=task.encoding)
    out = io.BytesIO()
    if task.encoding is None and is_binary(data[:HEAD]):
        return Outcome(path=name, skipped=UNREADABLE, troubles=[f"{name}: holds NUL bytes; it is no text"]), data
    try:
        outcome, changes = _examined(source, format, linter, task)
        formats.get(format).rewrite(source, out, changes)
    except ReadError as error:
        return Outcome(path=name, skipped=UNREADABLE, troubles=[str(error)]), data
    return outcome, out.getvalue()


def _file(file: File, setup: _Setup, task: Task) -> Outcome:
    """One file's outcome. Whatever goes wrong with it is told there and stops nothing else."""
    opener = Opener(Path(file.path))
    source = Source(name=file.path, open=opener, encoding=task.encoding)
    mine = b""
    try:
        with source.open() as opened:
            head = opened.read(HEAD)
            if task.encoding is None and is_binary(head):
                return Outcome(path=file.path, skipped="binary")
            if setup.known is not None and file.size <= CACHED_BYTES:
                mine = digest(head + opened.read(), file.format, task.encoding)
                if mine in setup.known:
                    return Outcome(path=file.path)
        outcome, changes = _examined(source, file.format, setup.linter, task)
        if not (outcome.left or outcome.fixed or outcome.troubles):
            outcome.clean = mine
        if changes and task.write:
            _rewrite(source, file.format, changes, opener)
    except ReadError as error:
        return Outcome(path=file.path, skipped=UNREADABLE, troubles=[str(error)])
    except OSError as error:
        return Outcome(path=file.path, skipped=UNREADABLE, troubles=[f"{file.path}: {error.strerror or error}"])
    except Exception as error:
        bug = f"{file.path}: newslint failed on it ({type(error).__name__}: {error}); please report this"
        return Outcome(path=file.path, skipped=UNREADABLE, troubles=[bug])
    return outcome


def _examined(source: Source, format: str, linter: Linter, task: Task) -> tuple[Outcome, list[Change]]:
    outcome = Outcome(path=source.name)
    changes: list[Change] = []
    linter.costs = outcome.costs if task.profile else None
    for document in formats.get(format).read(source):
        if isinstance(document, ReadError):
            outcome.troubles.append(str(document))
        elif task.fix:
            changes += _mended(document, linter, task, outcome)
        else:
            outcome.left += _shown(document.text, linter.check_document(document))
    return outcome, changes


def _mended(document: Document, linter: Linter, task: Task, outcome: Outcome) -> Iterator[Change]:
    """Fix a document; its outcome is added, its change, if there is one, is yielded."""
    fixed = linter.fix_document(document, task.wants)
    outcome.fixed += fixed.applied
    outcome.left += _shown(fixed.text, fixed.remaining)
    if fixed.unsettled:
        rules = " and ".join(fixed.unsettled)
        outcome.troubles.append(
            f"{document.source}: {rules} undo each other's fixes; left as it was, please report this"
        )
    if fixed.edits:
        outcome.diff += diff.unified(document.source, document.text, fixed.edits)
        yield Change(edits=fixed.edits, record=document.record, field=document.field)


def _shown(text: str, findings: Iterable[Finding]) -> Iterator[Shown]:
    for finding in findings:
        low = text[max(finding.start - CONTEXT, 0) : finding.start]
        high = text[finding.end : finding.end + CONTEXT]
        whole_lines = finding.end > finding.start and text[finding.end - 1] == "\n"
        after = "" if whole_lines else high.partition("\n")[0].removesuffix("\r")
        yield Shown(finding, low.rpartition("\n")[2], after)


def _rewrite(source: Source, format: str, changes: list[Change], opener: Opener) -> None:
    path, before = opener.path.resolve(), opener.first
    if before is None or not stat.S_ISREG(before.st_mode):
        raise ReadError(f"{source.name}: is no regular file; not written")
    if not os.access(path, os.W_OK):
        raise ReadError(f"{source.name}: is read-only; not written")
    replace(path, lambda out: formats.get(format).rewrite(source, out, changes), before)


_worker: tuple[list[_Setup], Task] | None = None


def _start(configs: list[Config], task: Task) -> None:
    """Make a worker process ready. Ctrl-C is for the parent, which lets workers end what they are writing."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = ([_Setup(config, task) for config in configs], task)


def _chunk(chunk: list[File]) -> list[Outcome]:
    if _worker is None:
        raise RuntimeError("the worker was not started")
    setups, task = _worker
    return [_file(file, setups[file.config], task) for file in chunk]


def _shared(plan: Plan, task: Task, workers: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(workers, initializer=_start, initargs=(plan.configs, task))
    try:
        for outcomes in pool.map(_chunk, files.chunks(plan.files, CHUNK_BYTES)):
            yield from outcomes
    except BrokenProcessPool as error:
        raise ReadError("a worker process died, perhaps for lack of memory; try fewer with --jobs") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
