"""`--output-format gitlab`: a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from newslint.config.fingerprint import place
from newslint.model.findings import Finding, Severity, Shown
from newslint.model.visible import visible
from newslint.outputs import Look, _spot
from newslint.outputs._escaping import json
from newslint.run.outcome import Outcome

NEEDS = frozenset({"fingerprints"})

SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The array, an issue a line."""
    opening = "[\n  "
    for outcome in outcomes:
        issues = ",\n  ".join(json(_issue(one)) for one in outcome.left)
        yield opening + issues if issues else ""
        opening = ",\n  " if issues else opening
    yield "\n]\n" if opening == ",\n  " else "[]\n"


def _issue(shown: Shown) -> dict[str, Any]:
    finding = shown.finding
    return {
        "description": _described(finding),
        "check_name": finding.rule,
        "fingerprint": shown.fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {"path": place(finding.path), "lines": _lines(finding)},
    }


def _described(finding: Finding) -> str:
    where = _spot.record(finding)
    return visible(f"{where}: {finding.message}" if where else finding.message)


def _lines(finding: Finding) -> dict[str, int]:
    if _spot.spot(finding) is None:
        return {"begin": _spot.line(finding) or 1}
    return {"begin": finding.line, "end": finding.end_line}
