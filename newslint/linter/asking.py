"""What can be asked of a scan, and what it answers: values that travel, so that a linter stays what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from newslint.model.findings import Finding, Hit
from newslint.model.rules import Silent


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """How a document is to be checked.

    With `suppressions` off, what the document asks to pass over is found too; while they are on, `silent` tells what
    else asks for silence. For measuring: `costs` has the seconds of each rule told; with `prefilter` off every rule
    runs, needles or not, and the findings are the same.
    """

    suppressions: bool = True
    silent: Silent | None = None
    costs: bool = False
    prefilter: bool = True


USUAL = Ask()
"""How a document is checked where nothing else is asked."""


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """What a scan, or several, tell beside the findings.

    `costs` are the seconds of each rule, where they are asked for; what several rules share (lines, words) is on the
    bill of the first that needs it. `slow` are the rules that took too many steps, or whose pattern ran out of time:
    what they found of the document does not count. `used` are the entries, by file and line, that asked for silence
    about something found.
    """

    costs: Mapping[str, float] = {}
    slow: frozenset[str] = frozenset()
    used: frozenset[tuple[str, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.costs or self.slow or self.used)

    def __add__(self, other: Notes) -> Notes:
        """The notes of both, costs added up."""
        if not (self and other):
            return self or other
        costs = {rule: self.costs.get(rule, 0.0) + other.costs.get(rule, 0.0) for rule in {**self.costs, **other.costs}}
        return Notes(costs=costs, slow=self.slow | other.slow, used=self.used | other.used)


NOTHING = Notes()
"""What most scans tell beside their findings."""


class Judged(NamedTuple):
    """What a rule saw in place of a document's text, and its hit as it stands there."""

    text: str
    hit: Hit


class Scanned(msgspec.Struct, frozen=True):
    """What is wrong with a text: `findings`, by start. Where something else than the text is judged, as in a page of
    HTML or where characters are wrong (layers.py), `judged` has what that was for each of them.
    """

    text: str
    findings: list[Finding]
    judged: Mapping[Finding, Judged] = {}
    notes: Notes = NOTHING
