"""What earlier runs found in the files of this one, and what this one finds for later ones.

The process that plans a run asks for all of its files, so that those that are known cost no other process anything.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from newslint.cache import SIZE, Known, digest, packed, unpacked
from newslint.config import Config
from newslint.files import File
from newslint.model import Shown
from newslint.outcome import WHOLE, Outcome, Task
from newslint.writing import signature

CACHED_BYTES = 1_000_000
"""Larger files are not read whole to see whether they are known."""

LEARNED_BYTES = 8_000_000
"""So much of what was found is held in memory before it goes into the cache."""


class Memo(msgspec.Struct, frozen=True):
    """What a file is remembered by: its content's digest (empty if it is not), and the state that it was read in."""

    digest: bytes = b""
    state: tuple[int, ...] = ()


class Memory:
    """What is known for the configurations of a run, by their numbers."""

    def __init__(self, configs: Sequence[Config], task: Task) -> None:
        self._task = task
        self._known = [Known(config) for config in configs]
        self._learned: list[dict[bytes, bytes]] = [{} for _ in configs]
        self._size = 0

    def recall(self, file: File) -> Outcome | Memo:
        """What came of the file's content before; else what to remember it by.

        Where only a part of a file is in question, or something outside suppresses findings, its content is not all.
        """
        if file.size > CACHED_BYTES or file.scope != WHOLE:
            return Memo()
        try:
            with open(file.path, "rb", buffering=0) as opened:  # noqa: PTH123 - twice as fast as Path.open
                state, content = signature(os.fstat(opened.fileno())), opened.read()
        except OSError:
            return Memo()  # what is wrong is told when it is read to be checked
        mine = digest(content, file.format, self._task.encoding, str(self._task.suppressions))
        found = self._found(file, mine)
        if found is None or not self._is_all(found):
            return Memo(mine, state)
        return Outcome(path=file.path, left=found)

    def _found(self, file: File, mine: bytes) -> list[Shown] | None:
        """What this run or an earlier one found in the content."""
        learned = self._learned[file.config].get(mine)
        return self._known[file.config].get(mine, file.path) if learned is None else unpacked(learned, file.path)

    def _is_all(self, found: list[Shown]) -> bool:
        """Are the findings of a content all that the task asks for?"""
        task = self._task
        return not found or not (task.articles or (task.fix and any(task.wants(one.finding) for one in found)))

    def learn(self, file: File, memo: Memo, outcome: Outcome) -> None:
        """Remember what came of a file, unless that is more than findings or the file has changed meanwhile."""
        if not memo.digest or outcome.fixed or outcome.troubles or outcome.skipped or _state(file) != memo.state:
            return
        found = self._learned[file.config][memo.digest] = packed(outcome.left)
        self._size += SIZE + len(found)
        if self._size > LEARNED_BYTES:
            self.keep()

    def keep(self) -> None:
        """Put what was learned into the cache."""
        for known, learned in zip(self._known, self._learned, strict=True):
            known.add(learned)
            learned.clear()
        self._size = 0


def _state(file: File) -> tuple[int, ...]:
    try:
        return signature(Path(file.path).stat())
    except OSError:
        return ()
