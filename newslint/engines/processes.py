"""Many texts, shared among processes of this machine: what `newslint.check_many` and `newslint.fix_many` do.

>>> from newslint.engines.processes import check_many
>>> from newslint.linter.linter import Linter
>>> [len(found) for found in check_many(["The talks ended.\\n", "The talks ended .\\n"], Linter("en"))]
[0, 1]
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

from newslint.linter.linter import Linter
from newslint.linter.settle import Fixed
from newslint.model.documents import Document
from newslint.model.findings import Finding
from newslint.run import pool
from newslint.run.run import POOL_BYTES

CHUNK = 250_000
"""Code points that a process takes at a time: half a second of work, as the command line gives it small files."""

R = TypeVar("R")
Work = Callable[[Linter, Document], R]
Chunk = list[Document]


def check_many(texts: Iterable[str | Document], linter: Linter, *, jobs: int = 0) -> Iterator[list[Finding]]:
    """The findings of each text, in the order of the texts, which are taken up as they are needed.

    `jobs` is the number of processes; 0: as many as pay off. A Document is checked as what it is; one whose medium has
    functions takes one process (`jobs=1`), as few functions can be pickled. Raises TypeError for what is no text, and
    ReadError when a process dies.
    """
    return _many(texts, linter, _check, jobs)


def fix_many(
    texts: Iterable[str | Document], linter: Linter, *, unsafe: bool = False, jobs: int = 0
) -> Iterator[Fixed]:
    """Each text with its safe fixes made (`unsafe`: all), in the order of the texts; as `check_many` does it."""
    return _many(texts, linter, _fix_all if unsafe else _fix, jobs)


def _check(linter: Linter, document: Document) -> list[Finding]:
    return linter.check_document(document)


def _fix(linter: Linter, document: Document) -> Fixed:
    return linter.fix_document(document, lambda finding: finding.safe)


def _fix_all(linter: Linter, document: Document) -> Fixed:
    return linter.fix_document(document, lambda _: True)


def _many(texts: Iterable[str | Document], linter: Linter, work: Work[R], jobs: int) -> Iterator[R]:
    waiting = _chunks(texts)
    begun, is_all = _begun(waiting)
    workers = jobs or os.cpu_count() or 1
    if workers == 1 or is_all:
        for chunk in chain(begun, waiting):
            yield from (work(linter, document) for document in chunk)
        return
    keyed = ((None, chunk) for chunk in chain(begun, waiting))
    make: Callable[..., Callable[[Chunk], list[R]]] = _Worker
    for _, results in pool.shared(keyed, workers, make, linter, work):
        yield from results or ()


class _Worker(Generic[R]):
    """Does the work on chunks, in a process of its own."""

    def __init__(self, linter: Linter, work: Work[R]) -> None:
        self._linter = linter
        self._work = work

    def __call__(self, chunk: Chunk) -> list[R]:
        return [self._work(self._linter, document) for document in chunk]


def _begun(chunks: Iterator[Chunk]) -> tuple[list[Chunk], bool]:
    """So many chunks that processes are worth their start; and whether there are no more."""
    begun, size = list[Chunk](), 0
    for chunk in chunks:
        begun.append(chunk)
        size += sum(len(document.text) for document in chunk)
        if size >= POOL_BYTES:
            return begun, False
    return begun, True


def _chunks(texts: Iterable[str | Document]) -> Iterator[Chunk]:
    chunk, size = Chunk(), 0
    for text in texts:
        document = text if isinstance(text, Document) else Document(text)
        chunk.append(document)
        size += len(document.text)
        if size >= CHUNK:
            yield chunk
            chunk, size = Chunk(), 0
    if chunk:
        yield chunk
