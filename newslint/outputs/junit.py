"""`--output-format junit`: JUnit's XML: a suite a file, a failed test a finding, a passed one for none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.model.findings import Finding, Shown
from newslint.model.visible import visible
from newslint.outputs import Look
from newslint.outputs._escaping import xml
from newslint.run.outcome import UNREADABLE, Outcome


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The document. A big file of records has several suites, one for each part that was read."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="newslint">\n'
    for outcome in outcomes:
        yield "".join(_suite(outcome))
    yield "</testsuites>\n"


def _suite(outcome: Outcome) -> Iterator[str]:
    skipped = outcome.skipped is not None and outcome.skipped != UNREADABLE
    passed = not (outcome.left or outcome.troubles or skipped)
    tests = len(outcome.left) + len(outcome.troubles) + passed + skipped
    counts = f'tests="{tests}" failures="{len(outcome.left)}" errors="{len(outcome.troubles)}" skipped="{int(skipped)}"'
    yield f'  <testsuite name="{xml(outcome.path)}" {counts}>\n'
    if passed:
        yield f"    {_case('newslint', outcome.path)}/>\n"
    if skipped:
        yield f'    {_case("newslint", outcome.path)}><skipped message="{outcome.skipped}"/></testcase>\n'
    for trouble in outcome.troubles:
        yield f'    {_case("trouble", outcome.path)}><error message="{xml(trouble)}"/></testcase>\n'
    yield from (_failure(one) for one in outcome.left)
    yield "  </testsuite>\n"


def _case(name: str, path: str) -> str:
    return f'<testcase name="{xml(name)}" classname="{xml(path)}"'


def _failure(shown: Shown) -> str:
    finding = shown.finding
    place = finding.place.removeprefix(f"{finding.path}:")
    failure = f'<failure type="{finding.severity}" message="{xml(finding.message)}">{xml(_told(finding))}</failure>'
    case = _case(f"{finding.rule} ({place})", finding.path)
    return f"    {case}>{failure}</testcase>\n"


def _told(finding: Finding) -> str:
    """The place, what stands there, and what should."""
    told = f"{visible(finding.place)}: {visible(finding.match)}"
    return told if finding.fix is None else f"{told} → {visible(finding.fix) or '(nothing)'}"
