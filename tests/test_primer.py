"""benchmarks/primer.py: what changed between two versions, and what is drawn for reading."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parents[1] / "benchmarks" / "primer.py"
VERSION = """
from types import SimpleNamespace

WORDS = {words}

class Linter:
    def check(self, text, lang=None):
        at = ((word, rule, safe, text.find(word)) for word, rule, safe in WORDS)
        return [
            SimpleNamespace(rule=rule, start=start, end=start + len(word), fix="", safe=safe, group="g" + rule)
            for word, rule, safe, start in at if start >= 0
        ]
"""
"""A newslint that finds the words it is told to."""


@pytest.fixture(scope="module")
def primer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("primer", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["primer"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    """Two versions, and data."""
    versions = {
        "old": [("one", "a", True), ("two", "a", True), ("three", "b", False), ("four", "b", True)],
        "new": [("one", "a", True), ("two", "a", False), ("four", "c", True), ("five", "b", False)],
    }
    for name, words in versions.items():
        (tmp_path / name / "newslint").mkdir(parents=True)
        (tmp_path / name / "newslint" / "__init__.py").write_text(VERSION.format(words=words), encoding="utf-8")
    rows = [
        {"text": "one two\nthree four five", "lang": "en", "source": "here"},
        {"text": "one, two", "lang": "fr"},
        {"title": "no text"},
    ]
    (tmp_path / "data.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(tmp_path / "old"), str(tmp_path / "new"), str(tmp_path / "data.jsonl")


def test_a_finding_is_paired_with_the_nearest(primer: ModuleType) -> None:
    found = primer.Found
    old = [
        found("a", 0, 1, "x", True),
        found("a", 2, 3, "x", True),
        found("a", 4, 5, "x", True),
        found("a", 6, 7, "", True),
    ]
    new = [
        found("a", 0, 1, "x", True),
        found("a", 2, 3, "x", False),
        found("a", 4, 5, "y", True),
        found("b", 6, 7, "", True),
    ]
    changes = [(change.kind, change.found.start) for change in primer.compare(old, new)]
    assert changes == [("now unsafe", 2), ("fix changed", 4), ("rule changed", 6)]
    assert [change.kind for change in primer.compare(old[:1], new[3:])] == ["went", "came"]
    assert list(primer.compare(old, old[::-1])) == []


def test_at_most_two_of_a_rule_and_text_are_drawn_and_a_fifth_of_a_rule(primer: ModuleType) -> None:
    many = [primer.Found("many", at, at + 1, "", True) for at in range(9)]
    other = [
        primer.Found("rare", 20, 21, "", True),
        primer.Found("asks", 30, 31, "", False),
        many[0]._replace(fix=None),
    ]
    drawn = primer.draw([many, [*many, *other], many], 100, seed=1)
    assert [found.rule for _, found in drawn] == [*["many"] * 6, "rare"]
    assert [number for number, _ in drawn] == [0, 0, 1, 1, 2, 2, 1]
    few = primer.draw([[*many, *other]] * 50, 20, seed=1)
    assert [found.rule for _, found in few] == [*["many"] * 4, *["rare"] * 4]
    assert few == primer.draw([[*many, *other]] * 50, 20, seed=1) != primer.draw([[*many, *other]] * 50, 20, seed=2)


def test_every_change_between_two_versions_is_told_by_rule(
    primer: ModuleType, files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, data = files
    primer.main([old, data, "--head", new])
    assert capsys.readouterr().out.splitlines() == [
        "a: 2 now unsafe",
        "  now unsafe (unsafe) en here#1: one ⟦two⟧→⟦⟧⏎three four five",
        "  now unsafe (unsafe) fr data.jsonl#2: one, ⟦two⟧→⟦⟧",
        "",
        "b: 1 came, 1 went",
        "  came (unsafe) en here#1: one two⏎three four ⟦five⟧→⟦⟧",
        "  went (unsafe) en here#1: one two⏎⟦three⟧→⟦⟧ four five",
        "",
        "c: 1 rule changed",
        "  rule changed was b (safe) en here#1: one two⏎three ⟦four⟧→⟦⟧ five",
        "",
        "2 texts: 1 came, 2 now unsafe, 1 rule changed, 1 went",
    ]


@pytest.mark.parametrize(
    ("options", "last"),
    [
        (["--safe"], "2 texts: 1 rule changed, 2 went"),
        (["--safe", "--lang", "fr"], "1 texts: 1 went"),
        (["--select", "c"], "2 texts: 1 came"),
        (["--select", "gb,c"], "2 texts: 1 came, 1 rule changed, 1 went"),
        (["--ignore", "ga,c"], "2 texts: 1 came, 2 went"),
        (["--sample", "1", "--jobs", "1"], "2 texts: 1 came, 2 now unsafe, 1 rule changed, 1 went"),
    ],
)
def test_what_is_compared_can_be_narrowed(
    primer: ModuleType,
    files: tuple[str, str, str],
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    last: str,
) -> None:
    old, new, data = files
    primer.main([old, data, "--head", new, *options])
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == last
    assert sum(line.startswith("  now unsafe") for line in lines) == ("--sample" in options)


def test_safe_fixes_are_drawn_as_records_to_be_judged(
    primer: ModuleType, files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    old, _, data = files
    primer.main([old, data, "--draw", "99", "--json"])
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted((record["rule"], record["match"]) for record in records) == [
        ("a", "one"),
        ("a", "one"),
        ("a", "two"),
        ("a", "two"),
        ("b", "four"),
    ]
    assert {record["verdict"] for record in records} == {""}


def test_verdicts_are_counted_by_language_shape_and_group(
    primer: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = [("fr", "flat", "glued", "right"), ("fr", "lines", "glued", "part"), ("en", "flat", "social", "wrong")]
    rows = [dict(zip(("lang", "shape", "group", "verdict"), kind, strict=True)) for kind in kinds]
    (tmp_path / "read.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    primer.main(["--tally", str(tmp_path / "read.jsonl")])
    table = capsys.readouterr().out.splitlines()[2:]
    assert table == [
        "| all | 1 | 1 | 1 | 0 |",
        "| en | 0 | 0 | 1 | 0 |",
        "| fr | 1 | 1 | 0 | 0 |",
        "| flat | 1 | 0 | 1 | 0 |",
        "| lines | 0 | 1 | 0 | 0 |",
        "| glued | 1 | 1 | 0 | 0 |",
        "| social | 0 | 0 | 1 | 0 |",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port is open. " * 40, "flat"),
        ("The port is open.\nThe boats leave.\n", "lines"),
        (
            "The port is open, and the first boats of the year have\n" * 3,
            "wrapped",
        ),
    ],
)
def test_a_text_has_a_shape(primer: ModuleType, text: str, expected: str) -> None:
    assert primer.shape(text) == expected


def test_a_version_that_is_not_there_is_an_error(primer: ModuleType, files: tuple[str, str, str]) -> None:
    *_, data = files
    with pytest.raises(SystemExit, match="no-such-version is no folder and no revision"):
        primer.main(["no-such-version", data])
