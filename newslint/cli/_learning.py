"""Files to what is kept of their articles: the map of a profile, shared among processes. Prints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from newslint.config.config import Config
from newslint.files import formats
from newslint.files.parts import SHARD_BYTES, Shard, Source
from newslint.files.writing import Opener
from newslint.model.documents import Document
from newslint.profile.articles import Article
from newslint.profile.profile import packed_leaf
from newslint.profile.sites import site_of, way
from newslint.run import pool
from newslint.run.plan import File, Plan, chunks
from newslint.run.split import Split
from newslint.run.work import fields

CHUNK_BYTES = 1_000_000
"""What a process takes of small files at a time."""

POOL_BYTES = 4_000_000
"""From this size of work on, processes are worth their start."""

SAMPLE = 200
"""Texts by which it is told how their sites are told, where nobody says it: the first."""


class Learned(msgspec.Struct, frozen=True):
    """What a job gave: packed leaves, and what went wrong."""

    leaves: list[bytes]
    troubles: list[str]


class Piece(msgspec.Struct, frozen=True):
    """A shard of a file of records."""

    file: File
    shard: Shard


def way_of(plan: Plan, encoding: str | None) -> str:
    """How the sites of a plan's texts are told: by what most of the first say."""
    return way([document.origin for document in islice(documents(plan, encoding), SAMPLE)])


def learned(plan: Plan, encoding: str | None, by: str, jobs: int) -> Iterator[Learned]:
    """What is kept of the articles of a plan's files, a part at a time. Titles and teasers are no articles."""
    work: Iterator[tuple[None, Job | None]] = ((None, job) for job in _jobs(plan, encoding))
    size = sum(file.size for file in plan.files)
    if size < POOL_BYTES or jobs == 1:
        learner = Learner(plan.configs, encoding, by)
        yield from (learner(job) for _, job in work if job is not None)
        return
    make: Callable[..., Callable[..., Learned]] = Learner
    for _, result in pool.shared(work, jobs or os.cpu_count() or 1, make, plan.configs, encoding, by):
        if result is not None:
            yield result


def documents(plan: Plan, encoding: str | None) -> Iterator[Document]:
    """The articles of a plan's files, in order; what can't be read is left out."""
    for file in plan.files:
        whole = _split(file, plan.configs[file.config], encoding)
        for shard in whole.shards():
            yield from _documents(shard, file)


Job = list[File] | Piece


def _jobs(plan: Plan, encoding: str | None) -> Iterator[Job]:
    for batch in chunks(plan.files, CHUNK_BYTES, alone=lambda file: file.size > SHARD_BYTES):
        if len(batch) > 1 or batch[0].size <= SHARD_BYTES:
            yield batch
            continue
        yield from (
            Piece(batch[0], shard) for shard in _split(batch[0], plan.configs[batch[0].config], encoding).shards()
        )


class Learner:
    """Does the jobs: what is kept of each article."""

    def __init__(self, configs: Sequence[Config], encoding: str | None, by: str) -> None:
        self._configs = configs
        self._encoding = encoding
        self._by = by

    def __call__(self, job: Job) -> Learned:
        """Do a job."""
        if isinstance(job, Piece):
            return _added([self._of(job.shard, job.file)])
        return _added(self._of_file(file) for file in job)

    def _of_file(self, file: File) -> Learned:
        whole = _split(file, self._configs[file.config], self._encoding)
        parts = [self._of(shard, file) for shard in whole.shards()]
        return _added([*parts, Learned([], list(whole.outcome.troubles))])

    def _of(self, shard: Shard, file: File) -> Learned:
        leaf = packed_leaf(self._configs[file.config].lang)
        try:
            return Learned([leaf(article(document, self._by)) for document in _documents(shard, file)], [])
        except Exception as error:  # a file that can't be read stops no other
            return Learned([], [str(error)])


def article(document: Document, by: str) -> Article:
    """A document as an article of its site."""
    origin = document.origin
    return Article(document.prose, site_of(origin, by), document.lang, origin.day)


def _documents(shard: Shard, file: File) -> Iterator[Document]:
    read = formats.get(file.format).read(shard)
    return (item for item in read if isinstance(item, Document) and item.scope != "text")


def _split(file: File, config: Config, encoding: str | None) -> Split:
    source = Source(name=file.path, open=Opener(Path(file.path)), encoding=encoding, fields=fields(config))
    return Split(source, file.format, None, named=file.named)


def _added(parts: Iterable[Learned]) -> Learned:
    leaves, troubles = list[bytes](), list[str]()
    for part in parts:
        leaves += part.leaves
        troubles += part.troubles
    return Learned(leaves, troubles)
