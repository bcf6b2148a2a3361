"""What command lines ask for: contradictions are told before anything is read, and the rest is one value."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.__main__ import main
from newslint.cli import check
from newslint.cli._options import Options
from newslint.cli._request import Request, request
from newslint.config.config import Config


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("- a.txt", "'-' stands for standard input and goes alone"),
        ("--diff-base main -", "--diff-base needs files; what comes from standard input has no past"),
        ("--config c.toml --isolated nowhere.txt", "--config and --isolated: choose one"),
        ("--baseline b.json --no-baseline nowhere.txt", "--baseline and --no-baseline: choose one"),
        ("--lang xyz", "--lang xyz: no such language; 'newslint languages' lists them"),
        ("--config c.toml", "c.toml: can't be read: No such file or directory"),
        ("--encoding xyz nowhere.txt", "no encoding is called 'xyz'; name one like cp1252, latin-1 or utf-16"),
        ("--output-format json --output-format full", "--output-format json and full: only one of them can go to"),
        ("--output-format json:a --output-file b", "--output-file b: every --output-format names a file; leave one of"),
        ("--output-format json:a --output-format full:a", "a: two reports can't go to one file; name another one"),
        ("--baseline b.json --no-baseline --config c.toml", "--baseline and --no-baseline: choose one"),
    ],
)
def test_contradictions_come_before_everything_else(
    args: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", *args.split()]) == 2
    assert capsys.readouterr().err.startswith(f"error: {said}")


def asked(args: str) -> Request:
    given = check.command.make_context("check", args.split()).params
    return request(Options.of(given), pipes=True)


@pytest.mark.parametrize(
    ("args", "told", "where"),
    [
        ("", "findings", [("full", None)]),
        ("--output-format json", "findings", [("json", None)]),
        ("--output-format json --output-file a", "findings", [("json", "a")]),
        ("--output-format json:a", "findings", [("json", "a")]),
        ("--output-format json:a --diff", "diff", [("json", "a"), ("full", None)]),
        ("--output-format json:a --statistics", "statistics", [("json", "a"), ("full", None)]),
        ("--output-format json --fix-only", "nothing", [("json", None)]),
        ("--diff --fix-only --statistics", "diff", [("full", None)]),
        ("--fix-only --statistics", "nothing", [("full", None)]),
    ],
)
def test_what_is_told_where(args: str, told: str, where: list[tuple[str, str | None]]) -> None:
    made = asked(args)
    assert (made.main, [(target.name, target.file) for target in made.targets]) == (told, where)


@pytest.mark.parametrize(
    ("args", "fix", "write"),
    [("", False, False), ("--fix", True, True), ("--fix-only", True, True), ("--diff --fix", True, False)],
)
def test_what_is_done_with_a_file(args: str, fix: bool, write: bool) -> None:
    task = asked(args).task
    assert (task.fix, task.write) == (fix, write)


@pytest.mark.parametrize(
    ("args", "whole"),
    [
        ("", True),
        ("--fix --statistics --jobs 2 a", True),
        ("--config newslint.toml", True),
        ("--select glued", False),
        ("--lang fr", False),
        ("--field text", False),
        ("--diff", False),
        ("-", False),
    ],
)
def test_where_all_runs_what_is_not_found_is_not_there(args: str, whole: bool, tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").touch()
    assert asked(args.replace("newslint.toml", f"{tmp_path}/newslint.toml")).whole is whole


@pytest.mark.parametrize(
    ("args", "baseline"),
    [("", "own.json"), ("--baseline b.json", "b.json"), ("--no-baseline", None)],
)
def test_which_baseline_counts(args: str, baseline: str | None) -> None:
    assert asked(args).baseline_of(Config(baseline="own.json")) == baseline


def test_for_other_commands_a_hyphen_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("One  two .\n")
    assert main(["baseline", "create", "-"]) == 0
    assert Path("newslint-baseline.json").read_text().count('"-": {') == 1
    assert capsys.readouterr().err.startswith("newslint-baseline.json: ")
