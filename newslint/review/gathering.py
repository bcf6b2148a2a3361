"""A run's findings, put into the queue as they come: nothing but one file's are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from newslint.config.fingerprint import Fingerprints
from newslint.config.sidecar_entry import rooms
from newslint.model.findings import Shown
from newslint.review.queue import Queue
from newslint.run import run
from newslint.run.examine import UNREADABLE_RECORD
from newslint.run.outcome import Outcome, Task
from newslint.run.plan import Plan

Hear = Callable[[Outcome], Outcome]
"""An outcome without what a baseline knows."""


def gather(
    queue: Queue, plan: Plan, hear: Hear, task: Task, *, jobs: int = 0, every: bool = False
) -> Iterator[Outcome]:
    """Check the plan's files and queue what is found; gives the outcomes, for their troubles and for progress.

    Without `every`, what `--fix` would mend unasked does not wait for anybody. Raises ConfigError or RuleError.
    """
    prints = Fingerprints()
    asked = msgspec.structs.replace(task, articles=True, evidence=True, cache=False)
    for outcome in run.run(plan, asked, jobs=jobs):
        named = msgspec.structs.replace(outcome, left=[prints.identified(one) for one in outcome.left])
        heard = hear(named)
        told = zip(heard.left, rooms(heard.left), strict=True)
        queue.add([(one, room) for one, room in told if _waits(one, every=every)], heard.articles)
        yield _unread(heard, outcome)


def _waits(one: Shown, *, every: bool) -> bool:
    """Is it for a person to decide? Of a record that can't be read there is nothing to decide."""
    finding = one.finding
    if one.aside or finding.rule == UNREADABLE_RECORD.name:
        return False
    return every or finding.fix is None or not finding.safe


def _unread(heard: Outcome, outcome: Outcome) -> Outcome:
    """The outcome that tells of records that can't be read, and so can't be reviewed."""
    broken = [one.finding for one in heard.left if one.finding.rule == UNREADABLE_RECORD.name and not one.aside]
    told = [f"{one.place}: {one.message}; it is not in the queue, mend it by hand" for one in broken]
    return msgspec.structs.replace(outcome, troubles=[*outcome.troubles, *told]) if told else outcome
