"""A progress line on standard error, for runs that take their time at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newslint.run.outcome import Outcome

PATIENCE = 1.0
"""Seconds before the line shows at all."""

STEP = 0.1
"""Seconds from one drawing to the next."""

WIDTH = 16
"""Columns of the bar."""

SOON = 0.02
"""The share of the work that must be done before it says how long the rest will take."""


def progress(
    outcomes: Iterable[Outcome], sizes: Sequence[int], loud: Callable[[Outcome], bool], *, shown: bool
) -> Iterator[Outcome]:
    """The outcomes of files of these sizes, in their order, with a line that says how far they have come; it makes way
    for those that are `loud`: printed.
    """
    if not shown:
        yield from outcomes
        return
    drawn, course = False, Course(sizes, time.monotonic())
    due = course.began + PATIENCE
    try:
        for outcome in outcomes:
            course.take(outcome)
            if drawn and loud(outcome):
                _erase()
                drawn = False
            yield outcome
            if time.monotonic() >= due:
                _draw(course.line(time.monotonic()))
                drawn, due = True, time.monotonic() + STEP
    finally:
        if drawn:
            _erase()


class Course:
    """How far a run has come, by the bytes of its files. `began` is when it did, in seconds of a clock."""

    def __init__(self, sizes: Sequence[int], began: float) -> None:
        self.began = began
        self._before = [0, *accumulate(sizes)]
        self._files = self._read = self._articles = self._findings = 0

    def take(self, outcome: Outcome) -> None:
        """An outcome has come: a file's, or that of a part of it, which more will follow."""
        self._findings += len(outcome.left) + len(outcome.fixed) + sum(count.found for count in outcome.told.counts)
        if outcome.more:
            self._read += outcome.read
            self._articles += outcome.texts
            return
        if not self._read:  # the last outcome of a file that came in parts counts all of its texts once more
            self._articles += outcome.texts or int(not outcome.skipped)
        self._files, self._read = self._files + 1, 0

    def line(self, now: float) -> str:
        """What the line says: a bar, bytes, articles, findings, and how long it will take."""
        whole = self._before[-1]
        done = min(self._before[self._files] + self._read, self._before[min(self._files + 1, len(self._before) - 1)])
        share = done / whole if whole else 1.0
        bar = "#" * int(WIDTH * share)
        told = (
            f"{_bytes(done)} of {_bytes(whole)}, {_many(self._articles, 'article')}, {_many(self._findings, 'finding')}"
        )
        left = f", {_time((now - self.began) * (1 - share) / share)} left" if SOON <= share < 1 else ""
        return f"[{bar:.<{WIDTH}}] {told}{left}"


def _bytes(size: int) -> str:
    """A size as people read it, in units of a thousand."""
    for unit, bytes in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes:
            return f"{size / bytes:.1f} {unit}"
    return f"{size} B"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _time(seconds: float) -> str:
    """A time as people tell it: no finer than they need."""
    minutes = round(seconds / 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min" if seconds >= 90 else f"{max(round(seconds), 1)} s"


def _draw(line: str) -> None:
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def _erase() -> None:
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
