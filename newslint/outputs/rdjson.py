"""`--output-format rdjson`: the Reviewdog Diagnostic Format, whose suggestions reviewdog offers for applying.

Its columns count bytes of UTF-8, so it needs the texts; for texts too long to be kept a finding has its line alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from newslint.model.findings import Finding, Severity
from newslint.outputs import Look, _spot
from newslint.outputs._escaping import json
from newslint.run.outcome import Outcome

NEEDS = frozenset({"articles"})

SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The result, a diagnostic a line."""
    yield '{"source":{"name":"newslint"},"diagnostics":['
    comma = "\n"
    for outcome in outcomes:
        lines = _spot.Lines(next((article.text for article in outcome.articles if article.record is None), None))
        found = ",\n".join(json(_diagnostic(one.finding, lines)) for one in outcome.left)
        yield comma + found if found else ""
        comma = ",\n" if found else comma
    yield "\n]}\n"


def _diagnostic(finding: Finding, lines: _spot.Lines) -> dict[str, Any]:
    where, span = _spot.record(finding), _range(finding, lines)
    diagnostic: dict[str, Any] = {
        "message": f"{where}: {finding.message}" if where else finding.message,
        "location": {"path": finding.path, "range": span},
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.fix is not None and "end" in span:
        diagnostic["suggestions"] = [{"range": span, "text": finding.fix}]
    return diagnostic


def _range(finding: Finding, lines: _spot.Lines) -> dict[str, Any]:
    place = _spot.spot(finding)
    if place is None or lines.unknown:
        return {"start": {"line": _spot.line(finding) or 1}}
    exact = lines.in_bytes(place)
    return {
        "start": {"line": exact.line, "column": exact.column},
        "end": {"line": exact.end_line, "column": exact.end_column},
    }
