"""A run's findings, put into the queue as they come: nothing but one file's are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from newslint.config.fingerprint import Fingerprints
from newslint.review.queue import Queue
from newslint.run import run
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
        waiting = (one for one in heard.left if not one.aside)
        queue.add([one for one in waiting if every or one.finding.fix is None or not one.finding.safe], heard.articles)
        yield outcome
