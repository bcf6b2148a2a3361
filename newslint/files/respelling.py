"""Offsets of what a piece of text says as offsets of how it is spelled, where some characters are spelled longer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from newslint.model.findings import Edit


class Offsets:
    """The way from one to the other; offsets must be asked for in order.

    `pieces` matches the spelling without gaps; a piece that starts with `mark` says one character, others themselves.
    """

    def __init__(self, spelled: str, pieces: re.Pattern[str], mark: str) -> None:
        self._pieces = pieces.finditer(spelled)
        self._mark = mark
        self._start = self._stop = self._spelled = self._end = 0

    def of(self, offset: int) -> int:
        """Where the spelling of the character at `offset` begins."""
        while offset >= self._stop and (piece := next(self._pieces, None)):
            self._start, self._spelled, self._end = self._stop, piece.start(), piece.end()
            self._stop += 1 if piece[0].startswith(self._mark) else piece.end() - piece.start()
        return self._spelled + offset - self._start if offset < self._stop else self._end


def respelled(spelled: str, offsets: Offsets, edits: Iterable[Edit], spell: Callable[[str], str]) -> str:
    """The spelling with edits of what it says; what they don't touch keeps its spelling, what is new gets one."""
    parts, at = list[str](), 0
    for edit in edits:
        start, end = offsets.of(edit.start), offsets.of(edit.end)
        parts += (spelled[at:start], spell(edit.new))
        at = end
    return "".join([*parts, spelled[at:]])
