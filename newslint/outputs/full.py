"""`--output-format full`: each finding with its line, the place marked, and what would stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from newslint.model.findings import Finding, Severity, Shown
from newslint.model.visible import visible, width
from newslint.outputs import Look, message
from newslint.run.outcome import BLOCK, PATH, Outcome, Told, counted

BEFORE, MATCH, AFTER = 40, 60, 40
"""How many columns of a line are shown before a place, of the place itself, and after it."""

CUT = "…"

_COLORS: dict[str, str] = {"error": "31", "warning": "33", "info": "34", "bold": "1", "dim": "2", "good": "32"}


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """A block for each finding, an empty line after each."""
    for outcome in outcomes:
        told = outcome.told.text.replace(PATH, visible(outcome.path)) if outcome.told else ""
        yield told or "".join(_block(one, visible(one.finding.path), look) for one in outcome.left)


def tell(found: Sequence[Shown]) -> Told:
    """Findings as `render` tells them where nothing is asked of the look."""
    text = "".join(_block(one, PATH, Look()) for one in found)
    return Told(text, counted(one.finding for one in found))


def _block(shown: Shown, path: str, look: Look) -> str:
    return "\n".join([_head(shown.finding, path, look), *_excerpt(shown, look)]) + BLOCK


def _head(finding: Finding, path: str, look: Look) -> str:
    rest = visible(finding.place[len(finding.path) :])
    rule = _painted(finding.rule, finding.severity, look)
    return f"{_painted(path, 'bold', look)}{rest}: {rule} {message(finding)}{_mark(finding, look)}"


def _mark(finding: Finding, look: Look) -> str:
    if finding.fix is None:
        return ""
    return " [*]" if look.fixable(finding) else " [unsafe fix]"


class _Parts(msgspec.Struct, frozen=True):
    """The line around a place, visible and cut to fit."""

    before: str
    match: str
    after: str


def _excerpt(shown: Shown, look: Look) -> Iterator[str]:
    finding, parts = shown.finding, _parts(shown)
    number = str(finding.line)
    margin = " " * len(number)
    yield _painted(f"{number} | ", "dim", look) + f"{parts.before}{parts.match}{parts.after}".rstrip()
    carets = "^" * max(width(parts.match), 1)
    pointer = " " * width(parts.before) + _painted(carets, finding.severity, look)
    yield _painted(f"{margin} | ", "dim", look) + pointer + _more(finding)
    if finding.fix is not None:
        yield _painted(f"{margin} + ", "dim", look) + _painted(_proposal(finding, parts), "good", look)


def _parts(shown: Shown) -> _Parts:
    finding = shown.finding
    match, _, more = finding.match.partition("\n")
    before, after = shown.before[-BEFORE - 1 :], "" if more else shown.after[: AFTER + 1]
    return _Parts(_end(visible(before), BEFORE), _middle(visible(match)), _start(visible(after), AFTER))


def _more(finding: Finding) -> str:
    lines = finding.match.removesuffix("\n").count("\n")
    return f" and {lines} more line{'s' if lines > 1 else ''}" if lines else ""


def _proposal(finding: Finding, parts: _Parts) -> str:
    """The line as the fix would leave it; line breaks that the fix writes are shown, the one that ends it is not."""
    fix = finding.fix or ""
    kept = fix.removesuffix("\n") if finding.match.endswith("\n") else fix
    proposed = f"{parts.before}{_middle(visible(kept))}{parts.after}"
    if proposed:
        return proposed
    return "(the line goes)" if finding.match.strip() else "(nothing)"


def _start(text: str, columns: int) -> str:
    return text if len(text) <= columns else text[:columns] + CUT


def _end(text: str, columns: int) -> str:
    return text if len(text) <= columns else CUT + text[-columns:]


def _middle(text: str) -> str:
    if len(text) <= MATCH:
        return text
    return text[: MATCH // 2] + CUT + text[-MATCH // 2 :]


def _painted(text: str, color: Severity | str, look: Look) -> str:
    return f"\x1b[{_COLORS[color]}m{text}\x1b[0m" if look.color and text else text
