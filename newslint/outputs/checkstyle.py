"""`--output-format checkstyle`: Checkstyle's XML, which Jenkins, SonarQube, reviewdog and many others read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.model.findings import Finding
from newslint.outputs import Look, _spot
from newslint.outputs._escaping import xml
from newslint.run.outcome import Outcome


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The document: an element for each file with findings, one in it for each finding."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n'
    for outcome in outcomes:
        errors = "".join(_error(one.finding) for one in outcome.left)
        yield f'  <file name="{xml(outcome.path)}">\n{errors}  </file>\n' if errors else ""
    yield "</checkstyle>\n"


def _error(finding: Finding) -> str:
    where = _spot.record(finding)
    attributes = {
        "line": str(_spot.line(finding) or 1),
        "column": str(finding.column),
        "severity": finding.severity,
        "message": f"{where}: {finding.message}" if where else finding.message,
        "source": f"newslint.{finding.rule}",
    }
    if where:  # the column counts in the record's text
        del attributes["column"]
    said = " ".join(f'{name}="{xml(value)}"' for name, value in attributes.items())
    return f"    <error {said}/>\n"
