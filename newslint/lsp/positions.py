"""Offsets in code points to the lines and characters of an editor, and back.

Lines end with CR LF, LF or CR, as the protocol says, and with nothing else: `str.splitlines`, by which pygls counts
lines, also breaks at U+2028, U+0085 and form feeds, which are among the damage that newslint reports.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from lsprotocol.types import Position, PositionEncodingKind, Range

_BREAK = re.compile(r"\r\n|\n|\r")

_UNITS: dict[str, Callable[[str], int]] = {
    PositionEncodingKind.Utf8.value: lambda text: len(text.encode("utf-8", "surrogatepass")),
    PositionEncodingKind.Utf16.value: lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    PositionEncodingKind.Utf32.value: len,
}
"""How many units of an encoding a text takes."""


class Lines:
    """The lines of one text, counted in one encoding: utf-8, utf-16 or utf-32."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._units = _UNITS[encoding]
        breaks = [match.span() for match in _BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def position(self, offset: int) -> Position:
        """Where an offset lies."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self._text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        """Where text[start:end] lies."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The offset of a position; beyond a line or the text, its end; within a character, the one before it."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[position.line], self._ends[position.line]
        lengths = range(end - start + 1)
        fits = bisect_right(lengths, position.character, key=lambda length: self._units(self._text[start:][:length]))
        return start + fits - 1

    def span(self, range: Range) -> tuple[int, int]:
        """The offsets of a range."""
        return self.offset(range.start), self.offset(range.end)
