"""Where in a chunk its dots, slashes, digits and brackets lie: read once, however many seams ask what else it holds.

A text that has lost all its gaps is one chunk of thousands of seams, and an address, a path or a share's code elsewhere
in the chunk speaks for or against each of them.

    >>> chunk = "mill.The(ACME.PA)weavers/left."
    >>> outline = Outline(chunk)
    >>> outline.dots, outline.slashes, outline.has_ticker
    (Extent(first=4, last=13), Extent(first=24, last=24), True)
    >>> at = chunk.index("weavers")
    >>> outline.dots.beside(at, len(chunk)), outline.slashes.beside(at, len(chunk)), outline.is_open(")", at)
    (True, False, True)
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

import regex

_TICKER = regex.compile(r"\(\p{Lu}[\p{Lu}\d]{0,11}\.\p{Lu}{1,3}\)")
"""A share's code, of at most 12 characters (ISO 6166 has no longer one), and its exchange: (ACME.PA)."""

_TRAILING = ".,;:!?)»”\"'"
"""What ends a chunk and says nothing of it."""


class Extent(NamedTuple):
    """The first and the last place of something in a chunk; -1 where there is none."""

    first: int
    last: int

    def beside(self, start: int, end: int) -> bool:
        """Is there any outside of chunk[start:end]?"""
        return 0 <= self.first < start or self.last >= end


class Outline:
    """One chunk, and where in it other things lie than the seam in question."""

    def __init__(self, chunk: str) -> None:
        self.chunk = chunk

    @cached_property
    def dots(self) -> Extent:
        """Its dots, but for those that only follow it."""
        chunk = self.chunk
        return Extent(chunk.find("."), chunk.rfind(".", 0, len(chunk.rstrip(_TRAILING))))

    @cached_property
    def slashes(self) -> Extent:
        """Its slashes."""
        return Extent(self.chunk.find("/"), self.chunk.rfind("/"))

    @cached_property
    def digits(self) -> Extent:
        """Its digits."""
        are = [*map(str.isdigit, self.chunk)]
        return Extent(are.index(True), len(are) - 1 - are[::-1].index(True)) if True in are else Extent(-1, -1)

    @cached_property
    def has_ticker(self) -> bool:
        """Does it name a share: (ACME.PA)?"""
        return _TICKER.search(self.chunk) is not None

    @cached_property
    def _opening(self) -> list[int]:
        return [at for at, character in enumerate(self.chunk) if character in "(["]

    @cached_property
    def _first(self) -> dict[str, int]:
        return {closing: self.chunk.find(opening) for opening, closing in ("()", "[]")}

    def opened_before(self, start: int) -> int:
        """Where the last bracket opens before an offset; -1 where none does."""
        number = bisect_left(self._opening, start)
        return self._opening[number - 1] if number else -1

    def is_open(self, closing: str, start: int) -> bool:
        """Does a bracket open before an offset that `closing` may close?"""
        return 0 <= self._first[closing] < start
