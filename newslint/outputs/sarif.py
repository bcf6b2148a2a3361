"""`--output-format sarif`: SARIF 2.1.0, for GitHub code scanning, editors and other readers of static analyses.

It is written as findings come: the results first, then the rules that they name and what went wrong. Columns and
offsets count code points (`columnKind`). Findings of records have at most a line: they count in a field's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newslint import __version__
from newslint.config.fingerprint import VERSION, place
from newslint.model.findings import Finding, Severity, Shown
from newslint.model.rules import Rule
from newslint.model.visible import visible
from newslint.outputs import Look
from newslint.outputs._escaping import json
from newslint.outputs._spot import line, record, spot
from newslint.run.outcome import Outcome

NEEDS = frozenset({"fingerprints", "rules"})

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
ROOT = "%SRCROOT%"
QUOTED = 60
"""Code points of what stands at the place that a message repeats."""

_START = f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"columnKind":"unicodeCodePoints","results":['


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The log: one run, a result a line."""
    yield _START
    comma, numbers, troubles = "\n", dict[str, int](), list[str]()
    for outcome in outcomes:
        troubles += outcome.troubles
        parts = []
        for one in outcome.left:
            number = numbers.setdefault(one.finding.rule, len(numbers))
            parts.append(comma + json(_result(one, number)))
            comma = ",\n"
        yield "".join(parts)
    driver = {
        "name": "newslint",
        "semanticVersion": __version__,
        "rules": [_rule(name, look.rules.get(name)) for name in numbers],
    }
    yield f'\n],"tool":{json({"driver": driver})},"invocations":{json([_invocation(troubles)])}}}]}}\n'


def _result(shown: Shown, number: int) -> dict[str, Any]:
    finding = shown.finding
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding)],
        "partialFingerprints": {VERSION: shown.fingerprint},
        "rank": round(finding.confidence * 100, 1),
        "properties": {"safe": finding.safe},
    }
    region = _region(finding)
    if finding.fix is not None and region:
        result["fixes"] = [_fix(finding, finding.fix, region)]
    return result


def _message(finding: Finding) -> str:
    """What is wrong, with what stands there: unless it would read as one of SARIF's placeholders or links."""
    match = visible(finding.match.removesuffix("\n"))
    quoted = match if len(match) <= QUOTED else f"{match[:QUOTED]}…"
    where = record(finding)
    told = f"{visible(where)}: {finding.message}" if where else finding.message
    plain = quoted and not set(quoted) & set("{}[]\\")
    return _escaped(f"{told}: “{quoted}”" if plain else told)


def _escaped(text: str) -> str:
    """A message's text, in which braces are placeholders and brackets links (section 3.11)."""
    for mark, double in (("\\", "\\\\"), ("{", "{{"), ("}", "}}"), ("[", "\\["), ("]", "\\]")):
        text = text.replace(mark, double)
    return text


def _location(finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(finding.path)}
    region = _region(finding)
    if region:
        return {"physicalLocation": {**physical, "region": region}}
    number = line(finding)
    if number:
        physical["region"] = {"startLine": number}
    logical = {"fullyQualifiedName": visible(record(finding)), "kind": "member"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _artifact(path: str) -> dict[str, str]:
    """Where the file is: from the top of its repository, as code scanning wants it; else from the file system's."""
    where = place(path)
    if where.startswith("/") or where[1:3] == ":/":
        return {"uri": f"file://{'' if where[0] == '/' else '/'}{_quoted(where)}"}
    return {"uri": _quoted(where), "uriBaseId": ROOT}


def _quoted(path: str) -> str:
    """A path in a URI; names that are no UTF-8 keep their bytes."""
    raw = _NO_BYTE.sub("\N{REPLACEMENT CHARACTER}", path).encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in raw)


_PLAIN = frozenset(b"/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
"""What stands for itself in the path of a URI (RFC 3986, section 2.3)."""


_NO_BYTE = re.compile("[\\ud800-\\udc7f\\udd00-\\udfff]")
"""Surrogates that don't stand for a byte of a file's name (PEP 383)."""


def _region(finding: Finding) -> dict[str, Any]:
    """The exact place; empty for a finding in a record."""
    where = spot(finding)
    if where is None:
        return {}
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
    }
    exact = finding.match and len(finding.match) == region["charLength"]
    return {**region, "snippet": {"text": finding.match}} if exact else region


def _fix(finding: Finding, new: str, region: dict[str, Any]) -> dict[str, Any]:
    deleted = {key: value for key, value in region.items() if key != "snippet"}
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": new}}
    sure = "" if finding.safe else " (unsafe: look at it first)"
    change = {"artifactLocation": _artifact(finding.path), "replacements": [replacement]}
    return {"description": {"text": f"{'Delete it' if not new else 'Mend it'}{sure}"}, "artifactChanges": [change]}


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:  # what no rule finds: a record that can't be read
        return {"id": name}
    from newslint.linter.page import page

    return {
        "id": name,
        "shortDescription": {"text": _escaped(f"{rule.message[:1].upper()}{rule.message[1:]}.")},
        "fullDescription": {"text": _escaped(" ".join(rule.why.split()))},
        "help": {"text": _escaped(f"{rule.why.strip()}\n\nMore: newslint rule {name}"), "markdown": page(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.group], "fix": rule.safety if rule.fixable else "none"},
    }


def _invocation(troubles: list[str]) -> dict[str, Any]:
    notes = [{"level": "error", "message": {"text": _escaped(visible(trouble))}} for trouble in troubles]
    return {"executionSuccessful": not troubles, "toolExecutionNotifications": notes}
