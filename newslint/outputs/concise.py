"""`--output-format concise`: a line for each finding, as editors and grep like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.model.findings import Finding
from newslint.model.visible import visible
from newslint.outputs import Look, message
from newslint.run.outcome import Outcome


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """`place: rule message [*]`; the star marks what `--fix` would mend."""
    for outcome in outcomes:
        yield "".join(_line(one.finding, look) for one in outcome.left)


def _line(finding: Finding, look: Look) -> str:
    star = " [*]" if look.fixable(finding) else ""
    return f"{visible(finding.place)}: {finding.rule} {message(finding)}{star}\n"
