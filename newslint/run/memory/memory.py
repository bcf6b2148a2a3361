"""What earlier runs found in the files of this one, and what this one finds for later ones.

The process that plans a run asks for all of its files, so that those that are known cost no other process anything.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import structs

from newslint.cache import index
from newslint.cache.bucket import SIZE
from newslint.cache.index import Index
from newslint.cache.store import blake2b
from newslint.model.documents import Origin
from newslint.model.findings import Shown
from newslint.run.memory import known as cache
from newslint.run.memory.known import Known, Piece, digest
from newslint.run.outcome import PATH, WHOLE, Outcome, Task, Told
from newslint.run.plan import File, Plan

CACHED_BYTES = 1_000_000
"""Larger files are not read whole to see whether they are known."""

LEARNED_BYTES = 8_000_000
"""So much of what was found is held in memory before it goes into the cache."""

INDEXED = 20
"""From so many files on it pays to look into the index: to open and read it takes as long as to read so many."""

Teller = Callable[[Sequence[Shown]], Told]
"""What tells findings as a report does."""


class Memo(msgspec.Struct, frozen=True):
    """What a file is remembered by: its content's digest (empty if it is not), and the state that it was read in."""

    digest: bytes = b""
    state: bytes = b""


class Memory:
    """What is known for the configurations of a run, by their numbers. `tell` tells findings for later runs."""

    def __init__(self, plan: Plan, task: Task, tell: Teller | None = None) -> None:
        self._task = task
        self._tell = tell
        self._known = [Known(config) for config in plan.configs]
        self._sited = [bool(config.profile or config.phrases) for config in plan.configs]
        self._learned: list[dict[bytes, Piece]] = [{} for _ in plan.configs]
        self._size = 0
        self._index = self._opened(plan)

    def _opened(self, plan: Plan) -> Index | None:
        """The index of the files that are found in the plan's folders; None where they are too few."""
        if sum(bool(file.state) for file in plan.files) < INDEXED:
            return None
        which = (os.getcwd(), plan.folders, *self._how())  # noqa: PTH109 - Path.cwd says the same
        name = blake2b(repr(which).encode(errors="surrogateescape"), digest_size=8).hexdigest()
        return Index(self._known[0].folder / f"index-{name}")

    def _how(self) -> tuple[str | None, str]:
        """How files are read, beside their formats."""
        return self._task.encoding, str(self._task.suppressions)

    def _site(self, file: File) -> str | None:
        """The folder that may be the file's site, where that makes a difference."""
        return Origin(file.path).folder if self._sited[file.config] else None

    def recall(self, file: File) -> Outcome | Memo:
        """What came of the file's content before; else what to remember it by.

        Where only a part of a file is in question, or something outside suppresses findings, its content is not all.
        What is named and no file, as a pipe, can be read but once.
        """
        if file.size > CACHED_BYTES or file.scope != WHOLE or not (file.state or os.path.isfile(file.path)):  # noqa: PTH113
            return Memo()
        try:
            memo = self._unchanged(file) or self._read(file)
        except OSError:
            return Memo()  # what is wrong is told when it is read to be checked
        return (self._outcome(file, memo.digest) or memo) if memo.digest else memo

    def _unchanged(self, file: File) -> Memo | None:
        """What a file is remembered by whose content is the one that was read before."""
        digest = self._index.digest(file.path, file.state) if self._index and file.state else None
        return Memo(digest, file.state) if digest else None

    def _read(self, file: File) -> Memo:
        """What a file is remembered by; it is read."""
        with open(file.path, "rb", buffering=0) as opened:  # noqa: PTH123 - twice as fast as Path.open
            status, now = os.fstat(opened.fileno()), time.time_ns()
            content = opened.read(CACHED_BYTES + 1)
        mine = digest(content, file.format, *self._how(), self._site(file))
        if len(content) > CACHED_BYTES:
            return Memo()
        if self._index and file.state:
            self._index.note(file.path, status, content, mine, now)
        return Memo(mine, index.state(status))

    def _outcome(self, file: File, digest: bytes) -> Outcome | None:
        """What came of a content in this run or an earlier one, if that is known and all that the task asks for."""
        task, known = self._task, self._known[file.config]
        piece = self._learned[file.config].get(digest)
        if task.told:
            told = piece.told if piece else known.told(digest)
            if told is not None:
                return Outcome(path=file.path, told=cache.tale(told))
        packed = piece.found if piece else known.found(digest)
        found = cache.findings(packed or b"")
        more = found and (task.articles or (task.fix and any(task.wants(one.finding) for one in found)))
        if packed is None or more:
            return None
        if task.told:
            self._remember(file, digest, found)  # so that it is told the next time
        return Outcome(path=file.path, left=[_placed(one, file.path) for one in found])

    def learn(self, file: File, memo: Memo, outcome: Outcome) -> None:
        """Remember what came of a file, unless that is more than findings or the file has changed meanwhile."""
        if not memo.digest or outcome.fixed or outcome.troubles or outcome.skipped or _state(file) != memo.state:
            return
        self._remember(file, memo.digest, [_placed(one, PATH) for one in outcome.left])

    def _remember(self, file: File, digest: bytes, found: list[Shown]) -> None:
        try:
            piece = Piece.of(found, self._tell(found) if self._tell else None)
        except UnicodeEncodeError:  # half of a surrogate pair, as JSON may hold one
            return
        self._learned[file.config][digest] = piece
        self._size += SIZE + len(piece.found) + len(piece.told or b"")
        if self._size > LEARNED_BYTES:
            self.keep()

    def keep(self) -> None:
        """Put what was learned into the cache."""
        for known, learned in zip(self._known, self._learned, strict=True):
            known.add(learned)
            learned.clear()
        self._size = 0

    def end(self, *, whole: bool) -> None:
        """The run has ended; whether the `whole` of it has passed."""
        self.keep()
        if self._index is not None:
            self._index.keep() if whole else self._index.drop()


def _placed(shown: Shown, path: str) -> Shown:
    """A finding as one of the file `path`."""
    return Shown(structs.replace(shown.finding, path=path), shown.before, shown.after)


def _state(file: File) -> bytes:
    try:
        return index.state(Path(file.path).stat())
    except OSError:
        return b""
