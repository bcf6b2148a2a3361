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


def moved(text: str, start: int, stop: int, whole: Callable[[int, int], bool]) -> tuple[int, int]:
    """Where text[start:stop] can be taken away, the text then being the same, from what is `whole`: a deletion of a
    word and the blank before it may as well be one of the word and the blank after it.

    >>> moved("of the the port", 6, 10, lambda start, stop: start >= 7)
    (7, 11)
    """
    for step in (1, -1):
        low, high = start, stop
        for _ in range(min(stop - start, len(text))):
            if whole(low, high):
                return low, high
            gone, come = (low, high) if step > 0 else (high - 1, low - 1)
            if not 0 <= come < len(text) or text[gone] != text[come]:
                break
            low, high = low + step, high + step
        if whole(low, high):
            return low, high
    return start, stop


def respelled(spelled: str, offsets: Offsets, edits: Iterable[Edit], spell: Callable[[str], str]) -> str:
    """The spelling with edits of what it says; what they don't touch keeps its spelling, what is new gets one."""
    parts, at = list[str](), 0
    for edit in edits:
        start, end = offsets.of(edit.start), offsets.of(edit.end)
        parts += (spelled[at:start], spell(edit.new))
        at = end
    return "".join([*parts, spelled[at:]])
