"""`--output-format grouped`: the findings of each file under its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newslint.model.findings import Finding, Shown
from newslint.model.visible import visible, width
from newslint.outputs import Look, message
from newslint.run.outcome import Outcome


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """A block for each file that has findings, an empty line after each."""
    for outcome in outcomes:
        yield "".join(f"{line}\n" for line in _block(outcome.left, look)) if outcome.left else ""


def _block(left: Sequence[Shown], look: Look) -> Iterator[str]:
    path = visible(left[0].finding.path)
    yield f"\x1b[1m{path}\x1b[0m" if look.color else path
    places = [visible(one.finding.place.removeprefix(f"{one.finding.path}:")) for one in left]
    wide = max(map(width, places))
    long = max(len(one.finding.rule) for one in left)
    for place, one in zip(places, left, strict=True):
        yield f"  {' ' * (wide - width(place))}{place}  {_rule(one.finding, long, look)}  {_what(one.finding, look)}"
    yield ""


_COLORS = {"error": "31", "warning": "33", "info": "34"}


def _rule(finding: Finding, long: int, look: Look) -> str:
    name = f"{finding.rule:<{long}}"
    return f"\x1b[{_COLORS[finding.severity]}m{name}\x1b[0m" if look.color else name


def _what(finding: Finding, look: Look) -> str:
    return message(finding) + (" [*]" if look.fixable(finding) else "")
