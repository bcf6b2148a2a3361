"""A progress line on standard error, for runs that take their time at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before the line shows at all."""

STEP = 0.1
"""Seconds from one drawing to the next."""

WIDTH = 24
"""Columns of the bar."""


def progress(
    items: Iterable[T], total: int, loud: Callable[[T], bool], last: Callable[[T], bool] = bool, *, shown: bool
) -> Iterator[T]:
    """The items, with a line that says how many have come; it makes way for those that are `loud`: printed.

    Of an item that comes in parts, only the `last` counts.
    """
    if not shown:
        yield from items
        return
    drawn, count = False, 0
    due = time.monotonic() + PATIENCE
    try:
        for item in items:
            count += last(item)
            if drawn and loud(item):
                _erase()
                drawn = False
            yield item
            if time.monotonic() >= due:
                _draw(count, total)
                drawn, due = True, time.monotonic() + STEP
    finally:
        if drawn:
            _erase()


def _draw(count: int, total: int) -> None:
    done = WIDTH * count // max(total, 1)
    sys.stderr.write(f"\r\x1b[K[{'#' * done}{'.' * (WIDTH - done)}] {count}/{total} files")
    sys.stderr.flush()


def _erase() -> None:
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
