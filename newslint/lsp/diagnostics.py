"""Findings, and trouble with a configuration, as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity, Position, Range

from newslint.lsp.checked import Checked
from newslint.model.errors import ConfigError, NewslintError
from newslint.model.findings import Finding, Severity
from newslint.model.rules import Rule
from newslint.rules.home import home
from newslint.rules.utf8 import read_bytes

SOURCE = "newslint"

LEVELS: dict[Severity, DiagnosticSeverity] = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "info": DiagnosticSeverity.Information,
}

END_OF_LINE = 10_000
"""A character beyond the end of any line of a configuration; editors cut it to the line."""


def diagnostics(checked: Checked) -> list[Diagnostic]:
    """The findings of a document."""
    rules = {rule.name: rule for rule in checked.linter.rules} if checked.linter else {}
    return [diagnostic(checked, finding, rules) for finding in checked.findings]


def diagnostic(checked: Checked, finding: Finding, rules: Mapping[str, Rule]) -> Diagnostic:
    """A finding; its `data` holds what the protocol has no place for."""
    return Diagnostic(
        range=checked.lines.range(finding.start, finding.end),
        message=finding.message,
        severity=LEVELS[finding.severity],
        code=finding.rule,
        code_description=CodeDescription(href=_entry(rules[finding.rule])),
        source=SOURCE,
        data={
            "rule": finding.rule,
            "group": finding.group,
            "confidence": round(finding.confidence, 4),
            "fix": finding.fix,
            "safe": finding.safe,
        },
    )


def _entry(rule: Rule) -> str:
    """Where the rule is written: the address of its YAML entry. Of a built-in one the origin is no path of a file."""
    file, _, line = rule.origin.rpartition(":")
    path = Path(file) if Path(file).exists() else home() / Path(file).name
    return f"{path.resolve().as_uri()}#L{line}"


_PLACED = re.compile(r"(?P<path>.+?\.(?:toml|yaml|yml|txt))(?::(?P<line>\d+))?(?::\d+)?: (?P<what>.*)", re.DOTALL)
_TOML = re.compile(r"\(at line (\d+), column \d+\)")
_NAME = re.compile(r"'([^']+)'")


def troubles(file: Path | None, error: NewslintError) -> dict[Path, list[Diagnostic]]:
    """What is wrong with a configuration, for each file that it is wrong in.

    A message without a place is about `file`, and about the line that has the name which it quotes.
    """
    found: dict[Path, list[Diagnostic]] = {}
    for message in str(error).splitlines():
        placed = _PLACED.match(message)
        path = Path(placed["path"]).absolute() if placed else file
        if path is None:
            continue
        what = placed["what"] if placed else message
        within = _TOML.search(what)
        line = int(placed["line"]) if placed and placed["line"] else int(within[1]) if within else _line(path, what)
        span = Range(Position(line - 1, 0), Position(line - 1, END_OF_LINE))
        found.setdefault(path, []).append(
            Diagnostic(span, what, severity=DiagnosticSeverity.Error, source=SOURCE, code="configuration")
        )
    return found


def _line(path: Path, message: str) -> int:
    """The first line that has the name which a message quotes; 1 if there is none."""
    name = _NAME.search(message)
    try:
        lines = read_bytes(path, ConfigError).decode("utf-8", "replace").splitlines() if name else []
    except ConfigError:
        lines = []
    return next((number for number, line in enumerate(lines, 1) if name and name[1] in line), 1)
