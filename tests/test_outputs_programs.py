"""Outputs for programs: each is what its format's schema or a real reader of it says, and its fixes mend the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import junitparser
import msgspec
import nasty
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from test_outputs import SHOWN, finding, rendered

from newslint.model.findings import Shown
from newslint.outputs import Look, _spot, get
from newslint.run.outcome import Outcome

SCHEMAS = Path(__file__).parent / "schemas"
NAMES = ("sarif", "gitlab", "checkstyle", "junit", "rdjson", "json")
LISTS = st.lists(SHOWN, max_size=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return nasty.make(tmp_path_factory.mktemp("nasty"))


@pytest.fixture(scope="module")
def reports(folder: Path) -> dict[str, str]:
    return nasty.report(folder, *NAMES)


@pytest.fixture(scope="module")
def found(reports: dict[str, str]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(reports["json"])
    assert len(entries) >= 10
    return entries


@lru_cache
def sarif_schema() -> jsonschema.Draft4Validator:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def sarif_results(log: str) -> list[dict[str, Any]]:
    """The results of a log that is valid, whose rules are those that the results name."""
    run: dict[str, Any] = valid_sarif(log)["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    results: list[dict[str, Any]] = run["results"]
    assert [rules[result["ruleIndex"]] for result in results] == [result["ruleId"] for result in results]
    assert sorted(set(rules)) == sorted(rules)
    return results


def valid_sarif(log: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(log)
    sarif_schema().validate(content)
    return content


def test_sarif_tells_of_every_finding(reports: dict[str, str], found: list[dict[str, Any]]) -> None:
    results = sarif_results(reports["sarif"])
    assert [result["ruleId"] for result in results] == [entry["rule"] for entry in found]
    names = [result["partialFingerprints"]["newslint/v1"] for result in results]
    assert names == [entry["fingerprint"] for entry in found]
    assert len(set(names)) == len(names)
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in results]
    assert [unquote(place["uri"]) for place in places] == [entry["path"] for entry in found]
    assert {place["uriBaseId"] for place in places} == {"%SRCROOT%"}


def test_sarif_rules_have_their_help(reports: dict[str, str]) -> None:
    driver = valid_sarif(reports["sarif"])["runs"][0]["tool"]["driver"]
    zap = next(rule for rule in driver["rules"] if rule["id"] == "zap")
    assert zap["shortDescription"]["text"] == "A | zap, 100% <b>wrong</b> & `more` \\[x\\](y)."
    assert "newslint rule zap" in zap["help"]["text"]
    assert "## Examples" in zap["help"]["markdown"]
    assert zap["properties"] == {"tags": ["rules"], "fix": "unsafe"}


def text_of(folder: Path, path: str) -> str:
    return (folder / path).read_bytes().decode("utf-8-sig")


def offset(text: str, line: int, column: int) -> int:
    """Where a line and a column in code points are, for a reader that knows LF and CR LF."""
    starts = [0, *(match.end() for match in re.finditer("\r?\n", text))]
    return starts[line - 1] + column - 1


def test_sarif_regions_and_fixes_fit_the_files(
    folder: Path, reports: dict[str, str], found: list[dict[str, Any]]
) -> None:
    fixes = 0
    for result, entry in zip(sarif_results(reports["sarif"]), found, strict=True):
        if entry["record"] is not None:
            assert "fixes" not in result
            assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": entry["record"]}
            continue
        text = text_of(folder, entry["path"])
        region = result["locations"][0]["physicalLocation"]["region"]
        spans = [region, *(change["deletedRegion"] for change in replacements(result))]
        for span in spans:
            start = offset(text, span["startLine"], span["startColumn"])
            end = offset(text, span["endLine"], span["endColumn"])
            assert (start, end - start) == (span["charOffset"], span["charLength"]) == (entry["start"], end - start)
            assert text[start:end].replace("\r\n", "\n") == entry["match"]
            assert span.get("snippet", {"text": text[start:end]})["text"] == text[start:end]
        assert [change["insertedContent"]["text"] for change in replacements(result)] == [
            fix for fix in [entry["fix"]] if fix is not None
        ]
        fixes += len(replacements(result))
    assert fixes >= 8


def replacements(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        replacement
        for fix in result.get("fixes", ())
        for change in fix["artifactChanges"]
        for replacement in change["replacements"]
    ]


def test_sarif_tells_of_trouble() -> None:
    outcome = Outcome(path="a.txt", skipped="unreadable", troubles=["a.txt: {can't} be [read]"])
    invocation = json.loads("".join(get("sarif")([outcome], Look())))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "a.txt: {{can't}} be \\[read\\]"


class Lines(msgspec.Struct, forbid_unknown_fields=True):
    begin: int
    end: int | None = None


class Location(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    lines: Lines


class Issue(msgspec.Struct, forbid_unknown_fields=True):
    """What GitLab's documentation asks of an issue of a Code Quality report."""

    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: Location


def gitlab_issues(report: str) -> list[Issue]:
    issues = msgspec.json.decode(report, type=list[Issue])
    assert {issue.severity for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(issue.location.lines.begin >= 1 for issue in issues)
    return issues


def test_gitlab(reports: dict[str, str], found: list[dict[str, Any]]) -> None:
    issues = gitlab_issues(reports["gitlab"])
    assert [issue.fingerprint for issue in issues] == [entry["fingerprint"] for entry in found]
    assert [issue.location.path for issue in issues] == [entry["path"] for entry in found]
    assert [(i.location.lines.begin, i.location.lines.end) for i in issues if i.location.path == "plain.txt"] == [
        (2, 3),
        (4, 4),
        (4, 4),
    ]


@lru_cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


def suites(report: str, folder: Path) -> list[junitparser.TestSuite]:
    """The suites as junitparser reads them, of a report that is valid."""
    junit_schema().validate(report)
    file = folder / "junit.xml"
    file.write_text(report, encoding="utf-8")
    return list(junitparser.JUnitXml.fromfile(str(file)))


def test_junit(reports: dict[str, str], found: list[dict[str, Any]], tmp_path: Path) -> None:
    read = suites(reports["junit"], tmp_path)
    paths = [suite.name for suite in read]
    assert set(paths) == {"clean.txt"} | {entry["path"] for entry in found}
    for suite in read:
        cases = list(suite)
        failures = [result for case in cases for result in case.result]
        assert (suite.tests, suite.failures) == (len(cases), len(failures))
        assert len(failures) == sum(entry["path"] == suite.name for entry in found)
    (passed,) = next(list(suite) for suite in read if suite.name == "clean.txt")
    assert passed.is_passed


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (Outcome(path="a.txt", skipped="binary"), junitparser.Skipped),
        (Outcome(path="a.txt", skipped="unreadable", troubles=["a.txt: is gone"]), junitparser.Error),
    ],
)
def test_junit_tells_of_files_that_were_not_checked(outcome: Outcome, kind: type, tmp_path: Path) -> None:
    (suite,) = suites("".join(get("junit")([outcome], Look())), tmp_path)
    (case,) = suite
    assert [type(result) for result in case.result] == [kind]


def checkstyle_errors(report: str) -> Iterator[tuple[str, dict[str, str]]]:
    root = ElementTree.fromstring(report)
    assert (root.tag, {child.tag for child in root} <= {"file"}) == ("checkstyle", True)
    for file in root:
        for error in file:
            assert error.tag == "error"
            assert {"line", "severity", "message", "source"} <= set(error.attrib) <= {*error.attrib, "column"}
            yield file.attrib["name"], error.attrib


def test_checkstyle(reports: dict[str, str], found: list[dict[str, Any]]) -> None:
    errors = list(checkstyle_errors(reports["checkstyle"]))
    assert [path for path, _ in errors] == [entry["path"] for entry in found]
    for (_, error), entry in zip(errors, found, strict=True):
        assert error["source"] == f"newslint.{entry['rule']}"
        assert error["message"].endswith(entry["message"])
        assert entry["record"] or (error["line"], error["column"]) == (str(entry["line"]), str(entry["column"]))


class Position(msgspec.Struct, forbid_unknown_fields=True):
    line: int
    column: int | None = None


class Range(msgspec.Struct, forbid_unknown_fields=True):
    start: Position
    end: Position | None = None


class Suggestion(msgspec.Struct, forbid_unknown_fields=True):
    range: Range
    text: str


class RdLocation(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    range: Range


class Name(msgspec.Struct, forbid_unknown_fields=True):
    name: str


class Code(msgspec.Struct, forbid_unknown_fields=True):
    value: str


class Diagnostic(msgspec.Struct, forbid_unknown_fields=True):
    message: str
    location: RdLocation
    severity: str
    code: Code
    suggestions: list[Suggestion] = []


class DiagnosticResult(msgspec.Struct, forbid_unknown_fields=True):
    """The message of that name in reviewdog's rdf protocol, as its JSON: an unknown key is an error there, too."""

    source: Name
    diagnostics: list[Diagnostic]


def diagnostics(report: str) -> list[Diagnostic]:
    found = msgspec.json.decode(report, type=DiagnosticResult).diagnostics
    assert {diagnostic.severity for diagnostic in found} <= {"ERROR", "WARNING", "INFO"}
    return found


def test_rdjson_suggestions_mend_the_files_byte_for_byte(
    folder: Path, reports: dict[str, str], found: list[dict[str, Any]]
) -> None:
    suggestions = 0
    for diagnostic, entry in zip(diagnostics(reports["rdjson"]), found, strict=True):
        assert (diagnostic.location.path, diagnostic.code.value) == (entry["path"], entry["rule"])
        for suggestion in diagnostic.suggestions:
            text = text_of(folder, entry["path"])
            lines = text.encode().splitlines(keepends=True)
            start, end = suggestion.range.start, suggestion.range.end
            assert end
            low = sum(map(len, lines[: start.line - 1])) + (start.column or 1) - 1
            high = sum(map(len, lines[: end.line - 1])) + (end.column or 1) - 1
            mended = text.encode()[:low] + suggestion.text.encode() + text.encode()[high:]
            assert mended.decode() == text[: entry["start"]] + entry["fix"] + text[entry["end"] :]
            suggestions += 1
    assert suggestions >= 8


@given(shown=LISTS)
@settings(max_examples=15, deadline=None)
def test_whatever_is_found_the_reports_are_valid(shown: list[Shown], tmp_path_factory: pytest.TempPathFactory) -> None:
    assert len(sarif_results(rendered("sarif", *shown))) == len(shown)
    assert len(gitlab_issues(rendered("gitlab", *shown))) == len(shown)
    assert len(diagnostics(rendered("rdjson", *shown))) == len(shown)
    assert len(list(checkstyle_errors(rendered("checkstyle", *shown)))) == len(shown)
    assert len(rendered("jsonl", *shown).splitlines()) == len(shown)
    read = suites(rendered("junit", *shown), tmp_path_factory.getbasetemp())
    assert sum(suite.failures for suite in read) == len(shown)


def test_nothing_found_is_a_whole_report(tmp_path: Path) -> None:
    def empty(name: str) -> str:
        return "".join(get(name)([], Look()))

    read = [sarif_results(empty("sarif")), gitlab_issues(empty("gitlab")), diagnostics(empty("rdjson"))]
    read += [list(checkstyle_errors(empty("checkstyle"))), suites(empty("junit"), tmp_path)]
    assert read == [[], [], [], [], []]
    assert (empty("json"), empty("jsonl"), empty("grouped"), empty("concise")) == ("[]\n", "", "", "")


@pytest.mark.parametrize(
    ("path", "number", "where"),
    [("a.jsonl", 7, 7), ("a.JSONL.gz", 7, 7), ("a.json", 7, None), ("a.parquet", 7, None), ("a.txt", None, 3)],
)
def test_a_record_has_a_line_where_records_are_lines(path: str, number: int | None, where: int | None) -> None:
    found = msgspec.structs.replace(finding("x", "y"), path=path, record=number, line=3)
    assert _spot.line(found) == where
    (result,) = sarif_results("".join(get("sarif")([Outcome(path=path, left=[Shown(found)])], Look())))
    assert result["locations"][0]["physicalLocation"].get("region", {}).get("startLine") == where
