"""What a run tells while it goes and at its end: its reports, its troubles, its sentences, its exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TextIO

from msgspec import structs

from newslint import outputs
from newslint.cli import _reports, complain, tell
from newslint.config.fingerprint import Fingerprints
from newslint.model.visible import defused, visible
from newslint.outputs import Look

if TYPE_CHECKING:
    from newslint.cli._reports import Target
    from newslint.cli._request import Request
    from newslint.cli._tally import Tally
    from newslint.run.outcome import Outcome, Task


CLOSED = 141
"""The exit code where nobody reads on before there is anything to report: what a shell says of SIGPIPE."""


def report(outcomes: Iterable[Outcome], request: Request, tally: Tally, stream: TextIO) -> bool:
    """Write what is asked for; what can't be done goes to standard error as it comes up. Was it read to its end?"""
    counted = _counted(outcomes, tally, named="fingerprints" in request.needs)
    reports = [(target, partial(_pieces, target, request, tally)) for target in request.targets]
    try:
        troubles = _reports.write(counted, reports, stream)
    except BrokenPipeError:
        _reports.hush(stream)
        return False
    tally.troubles += len(troubles)
    complain("\n".join(troubles))
    return True


def _counted(outcomes: Iterable[Outcome], tally: Tally, *, named: bool) -> Iterator[Outcome]:
    fingerprints = Fingerprints()
    for outcome in outcomes:
        if named and outcome.left:
            outcome = structs.replace(outcome, left=[fingerprints.identified(one) for one in outcome.left])
        outcome = tally.baselines.hear(outcome)
        if outcome.left:
            outcome = structs.replace(outcome, left=[one for one in outcome.left if not one.aside])
        tally.add(outcome)
        if outcome.troubles:
            complain("\n".join(outcome.troubles))
        yield outcome


def _pieces(target: Target, request: Request, tally: Tally, outcomes: Iterable[Outcome]) -> Iterator[str]:
    look = structs.replace(tally.look, color=False) if target.file else tally.look
    told = request.main if target.main else "findings"
    if told == "diff":
        return (_patch(outcome.diff, look) if outcome.diff else "" for outcome in outcomes)
    if told == "nothing":
        return ("" for _ in outcomes)
    if told == "statistics":
        return _statistics(outcomes, tally, json=target.name == "json")
    if target.main and not target.file and target.name in LISTS and request.max_findings:
        outcomes = _first(outcomes, request.max_findings, tally)
    return outputs.get(target.name)(outcomes, look)


LISTS = frozenset({"full", "concise", "grouped"})
"""The reports that list findings for people; all others are whole."""


def _first(outcomes: Iterable[Outcome], most: int, tally: Tally) -> Iterator[Outcome]:
    """The outcomes with the first findings of a run, and without the others, which the tally is told of."""
    for outcome in outcomes:
        told = outcome.told.head(most)
        left = outcome.left[: max(0, most - told.found)]
        rest = outcome.told.found - told.found + len(outcome.left) - len(left)
        most -= told.found + len(left)
        tally.unlisted += rest
        yield structs.replace(outcome, left=left, told=told) if rest else outcome


def _statistics(outcomes: Iterable[Outcome], tally: Tally, *, json: bool) -> Iterator[str]:
    for _ in outcomes:
        yield ""  # the tally counts them as they pass
    yield from tally.statistics(json=json)


def _patch(diff: str, look: Look) -> str:
    """The diff; at a terminal in colour and with nothing in it that drives the terminal, else to the byte."""
    if not look.color:
        return defused(diff) if sys.stdout.isatty() else diff
    lines = (defused(line) for line in diff.split("\n"))
    return "\n".join(f"\x1b[{_TINTS[line[:1]]}m{line}\x1b[0m" if line[:1] in _TINTS else line for line in lines)


_TINTS = {"+": "32", "-": "31", "@": "36"}


def finish(request: Request, tally: Tally) -> int:
    """Say what the run came to; gives the exit code."""
    if not request.quiet:
        for sentence in tally.summary():
            tell(sentence)
        for sentence in _kept(request.task, tally):
            tell(sentence)
    for line in tally.bill():
        tell(line)
    return _code(request, tally)


def _kept(task: Task, tally: Tally) -> Iterator[str]:
    """What stays as it was, though things are mended."""
    if task.adds and tally.files:
        from newslint.files import beside

        name = beside.mended("text")
        yield f"The mended texts are in fields of their own, {name} for text; the texts are as they were."
    if task.copies and (tally.mended or (task.adds and tally.files)):
        yield f"The mended copies are in {visible(task.copies)}; the originals are as they were."


def closed(request: Request, tally: Tally) -> int:
    """The exit code of a run that ended early, as nobody read on: 1 if it had found anything."""
    return _code(request, tally) or CLOSED


def _code(request: Request, tally: Tally) -> int:
    if tally.troubles:
        return 2
    more = tally.left > request.max_problems
    found = tally.changes if request.main == "diff" else more and request.main != "nothing"
    return int(bool(found) and not request.exit_zero)
