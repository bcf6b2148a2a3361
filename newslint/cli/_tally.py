"""What a run of `check` adds up to: the sentences at its end, the statistics, the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from newslint.model.visible import escaped, visible
from newslint.outputs import Look
from newslint.run.outcome import UNWRITTEN, Count, Outcome, Task

if TYPE_CHECKING:
    from newslint.cli._baselines import Baselines

SKIPPED = (
    *("unreadable", "binary", "without texts", "without fields", "unsupported", "hidden", "ignored", "excluded"),
    "unchanged",
)

MANY, WORST = 10, 3
"""From so many files with problems on, the worst are named; how many."""

LONG = 1000
"""From so many problems on, it is said how to have them counted."""

COSTLIEST = 15
"""Rules that --costs lists."""


FREQUENT = 5
"""Rules that are named where not all findings are listed."""

HELD = {
    "max-deleted": "held back by max-deleted: too much of a text would go",
    "guard": "held back by the guard: more would change than the rule may",
    "unsettled": "held back, as rules undo each other's",
    "format": "held back, as the file can't hold the mended text",
    UNWRITTEN: "not written",
}
"""What is said of fixes that were asked for and not made, by what held them back; the errors above tell where."""


class Parts(msgspec.Struct):
    """What is known so far of the file whose outcomes are coming."""

    damaged: bool = False
    fixed: int = 0
    changes: int = 0
    left: int = 0


class Tally:
    """Counts outcomes as they come."""

    def __init__(
        self,
        look: Look,
        task: Task,
        baselines: Baselines,
        skipped: Mapping[str, int] | None = None,
        *,
        statistical: bool = False,
    ) -> None:
        self.look = look
        self.task = task
        self.baselines = baselines
        self.statistical = statistical
        self.files = 0
        self.damaged = 0
        self.mended = 0
        self.left = 0
        self.fixed = 0
        self.fixable = 0
        self.edits = 0
        self.held: Counter[str] = Counter()
        self.unsafe = 0
        self.unlisted = 0
        self.troubles = 0
        self.changes = False
        self.skipped = Counter(skipped or {})
        self.rules: Counter[tuple[str, str]] = Counter()
        self.rules_fixable: Counter[str] = Counter()
        self.costs: dict[str, float] = {}
        self.worst: list[tuple[int, str]] = []
        self._file = Parts()

    def add(self, outcome: Outcome) -> None:
        """Count a file's outcome, or a part of it."""
        file = self._file
        self.troubles += len(outcome.troubles)
        self.changes = self.changes or bool(outcome.diff)
        file.damaged = file.damaged or outcome.reports
        file.fixed += len(outcome.fixed)
        file.changes += outcome.changes
        self.held.update(outcome.held)
        for rule, seconds in outcome.costs.items():
            self.costs[rule] = self.costs.get(rule, 0.0) + seconds
        for count in (*(Count.of(one.finding) for one in outcome.left), *outcome.told.counts):
            self._add(count)
            file.left += count.found
        if not outcome.more:
            self._file = Parts()
            self._end(file, outcome.skipped)
            if file.left:
                self.worst = sorted([*self.worst, (-file.left, outcome.path)])[:WORST]

    def _end(self, file: Parts, skipped: str | None) -> None:
        self.damaged += file.damaged
        if skipped:
            self.skipped[skipped] += 1
            self.held[UNWRITTEN] += file.fixed
            return
        self.files += 1
        self.mended += bool(file.fixed)
        self.fixed += file.fixed
        self.edits += file.changes

    def _add(self, count: Count) -> None:
        self.left += count.found
        self.rules[count.rule, count.message] += count.found
        fixable = count.safe + count.unsafe * self.look.unsafe
        self.fixable += fixable
        self.rules_fixable[count.rule] += fixable
        self.unsafe += count.safe + count.unsafe - fixable

    def summary(self) -> Iterator[str]:
        """The sentences that end a run."""
        if self.files or not self.skipped["unreadable"]:
            yield self._result()
        if self.fixable and not self.task.fix:
            yield f"[*] {self.fixable} fixable with --fix{' --unsafe-fixes' if self.task.unsafe else ''}."
        if self.unsafe:
            yield f"{_number(self.unsafe, 'fix')} {'needs' if self.unsafe == 1 else 'need'} --unsafe-fixes."
        yield from (f"{_number(self.held[by], 'fix')} {why}." for by, why in HELD.items() if self.held[by])
        if self.damaged >= MANY and self.worst:
            yield f"Most are in {', '.join(f'{visible(path)} ({-left})' for left, path in self.worst)}."
        if self.unlisted:
            yield f"Most often: {', '.join(f'{rule} ({count})' for rule, count in self._frequent())}."
            are = "is" if self.unlisted == 1 else "are"
            yield f"{self.unlisted} {are} not listed: '--max-findings 0' lists all, '--statistics' counts them by rule."
        elif self.left >= LONG and not self.statistical:
            yield "'--statistics' counts them by rule; '--max-problems N' lets so many pass."
        reasons = [f"{self.skipped[reason]} {reason}" for reason in SKIPPED if self.skipped[reason]]
        if reasons:
            yield f"Skipped {_number(self.skipped.total(), 'file')}: {', '.join(reasons)}."
        yield from self.baselines.sentences()

    def _frequent(self) -> list[tuple[str, int]]:
        """The rules that found most, with how much."""
        rules = Counter[str]()
        for (rule, _), count in self.rules.items():
            rules[rule] += count
        return rules.most_common(FREQUENT)

    def _result(self) -> str:
        if not self.files and self.skipped["unchanged"]:
            return "No changed files to check."
        if not self.files:
            return "No files to check; 'newslint check --help' says which kinds there are."
        of = "" if self.damaged == self.files else f"{self.damaged} of "
        found = f"{_number(self.left, 'problem')} in {of}{_number(self.files, 'file')}"
        if not self.fixed:
            return f"{found}." if self.left else f"No problems in {_number(self.files, 'file')}."
        verb = "Fixed" if self.task.write else "Would fix"
        rest = f"; {_number(self.left, 'problem')} left in {_number(self.damaged, 'file')}." if self.left else "."
        by = "" if self.edits == self.fixed else f", by {_number(self.edits, 'change')}"
        return f"{verb} {_number(self.fixed, 'problem')} in {_number(self.mended, 'file')}{by}{rest}"

    def bill(self) -> Iterator[str]:
        """A table: the rules that took the most time. What rules share is on the bill of the first that needs it."""
        total = sum(self.costs.values())
        for rule, seconds in sorted(self.costs.items(), key=lambda cost: -cost[1])[:COSTLIEST]:
            yield f"{seconds:9.3f} s {seconds / total:6.1%}  {rule}"

    def statistics(self, *, json: bool = False) -> Iterator[str]:
        """A table: how often each rule fired and how often its fix may be made, the most frequent first."""
        rows = [
            Row(rule=rule, message=message, count=count, fixable=self.rules_fixable[rule])
            for (rule, message), count in sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))
        ]
        return _json(rows) if json else _table(rows)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the statistics."""

    rule: str
    message: str
    count: int
    fixable: int


def _json(rows: list[Row]) -> Iterator[str]:
    from newslint.outputs._escaping import json

    yield escaped(msgspec.json.format(json(rows), indent=2)) + "\n"


def _table(rows: list[Row]) -> Iterator[str]:
    if not rows:
        return
    table = [("count", "fixable", "rule", "message")]
    table += [(str(row.count), str(row.fixable), row.rule, row.message) for row in rows]
    widths = [max(len(cells[column]) for cells in table) for column in range(3)]
    for count, fixable, rule, message in table:
        yield f"{count:>{widths[0]}}  {fixable:>{widths[1]}}  {rule:<{widths[2]}}  {visible(message)}\n"


def _number(count: int, noun: str) -> str:
    plural = "es" if noun.endswith("x") else "s"
    return f"{count} {noun}{'' if count == 1 else plural}"
