"""What a review is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from newslint.review.gathering import Hear
from newslint.run.outcome import Task
from newslint.run.plan import Plan


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says of a review: what to check (made anew when the configuration has changed), how, and
    whether what is safe waits, too. `config` is the configuration that is used for every file, if one is.
    """

    plan: Callable[[], tuple[Plan, Hear]]
    task: Task
    jobs: int = 0
    every: bool = False
    who: str = ""
    config: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: how many changes in how many files, by which run of the journal; entries of sidecars and lines
    of configurations; and what could not be done.
    """

    changes: int = 0
    files: int = 0
    run: str | None = None
    entries: int = 0
    settings: int = 0
    misfits: list[str] = []
    already: int = 0
