"""`--output-format github`: workflow commands, which GitHub shows as annotations beside the changed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.model.findings import Finding, Severity
from newslint.model.visible import defused
from newslint.outputs import Look, _spot
from newslint.run.outcome import Outcome

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """A command for each finding. GitHub shows the first ten of each level of a step."""
    for outcome in outcomes:
        yield "".join(_command(one.finding) for one in outcome.left)


def _command(finding: Finding) -> str:
    place = {
        "title": f"newslint ({finding.rule})",
        "file": finding.path,
        "line": str(_spot.line(finding) or 1),
        "endLine": str(finding.end_line),
        "col": str(finding.column),
        "endColumn": str(finding.end_column),
    }
    if _spot.spot(finding) is None:  # in a file of records, the place counts in one of its texts
        del place["endLine"], place["col"], place["endColumn"]
    elif finding.end_line > finding.line:  # GitHub refuses columns of a span that ends on another line
        del place["col"], place["endColumn"]
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    message = f"{finding.place}: {finding.rule} {finding.message}"
    return f"::{LEVELS[finding.severity]} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return defused(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
