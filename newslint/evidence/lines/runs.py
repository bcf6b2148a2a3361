"""Runs of lines: the same thing line after line, or signs that come back every few lines.

One short line among paragraphs may be a sub-heading; sixteen of them are a menu. One "2 hours ago" may be the
article's; four within a few lines are a thread of comments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from newslint.evidence.lines.sheet import Row


def spans(values: Sequence[object]) -> list[tuple[int, int]]:
    """For each of some values, the first and the last place of the equal ones that it stands among.

    >>> spans("aab")
    [(0, 1), (0, 1), (2, 2)]
    """
    found: list[tuple[int, int]] = []
    for _, same in groupby(values):
        first, size = len(found), sum(1 for _ in same)
        found += [(first, first + size - 1)] * size
    return found


def runs(rows: Sequence[Row], sign_of: Callable[[Row], str | None], apart: int) -> Iterator[list[tuple[int, str]]]:
    """The runs of rows that are a sign, with their numbers; from one to the next are no more than `apart` rows."""
    run: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        sign = sign_of(row)
        if sign is None:
            continue
        if run and number - run[-1][0] > apart:
            yield run
            run = []
        run.append((number, sign))
    if run:
        yield run
