"""`--output-format concise`: a line for each finding, as editors and grep like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.model import Shown
from newslint.outputs import Look
from newslint.visible import visible


def render(shown: Iterable[Shown], look: Look) -> Iterator[str]:
    """`place: rule message [*]`; the star marks what `--fix` would mend."""
    for one in shown:
        finding = one.finding
        star = " [*]" if look.fixable(finding) else ""
        yield f"{visible(finding.place)}: {finding.rule} {visible(finding.message)}{star}\n"
