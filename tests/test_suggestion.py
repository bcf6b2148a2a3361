"""What is said of a mistyped name: what was perhaps meant, or what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.__main__ import main
from newslint.config.comments import read
from newslint.config.suppressions import Roster
from newslint.model.documents import Document, Medium
from newslint.rules.load import load
from newslint.rules.suggestion import closest, did_you_mean


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("ignroe", ("ignore", "ignore-file"), "ignore"),
        ("ignore", ("ignore", "ignore-file"), "ignore"),
        ("xyz", ("ignore", "ignore-file"), None),
        ("ignore", (), None),
    ],
)
def test_the_name_that_is_written_most_alike(name: str, known: tuple[str, ...], meant: str | None) -> None:
    assert closest(name, known) == meant


def test_where_nothing_is_alike_something_else_is_said() -> None:
    said = did_you_mean("fr"), did_you_mean(None, "one of: a"), did_you_mean(None)
    assert said == ("did you mean 'fr'?", "one of: a", "")


@pytest.mark.parametrize(
    ("args", "files", "said"),
    [
        ("chek", {}, "no command is called 'chek'; did you mean 'check'?"),
        ("xyz", {}, "no command is called 'xyz'; 'newslint --help' lists them"),
        ("rule ad-lable", {}, "no rule is called 'ad-lable'; did you mean 'ad-label'?"),
        ("rule xyz", {}, "no rule is called 'xyz'; 'newslint rules' lists them"),
        ("check --select glud", {}, "no rule or group is called 'glud'; did you mean 'glued'?"),
        ("check --select xyz", {}, "no rule or group is called 'xyz'; 'newslint rules' lists them"),
        ("check --lang French", {}, "--lang French: no such language; did you mean 'fr'?"),
        ("check --lang fr_FR", {}, "--lang fr_FR: no such language; did you mean 'fr'?"),
        ("check --lang xyz", {}, "--lang xyz: no such language; 'newslint languages' lists them"),
        ("check", {"newslint.toml": "ignroe = []"}, "newslint.toml:1: unknown key 'ignroe'; did you mean 'ignore'?"),
        ("check", {"newslint.toml": "xyz = 1"}, "newslint.toml:1: unknown key 'xyz'; known keys: accept, accept-files"),
        (
            "rules test a.yaml",
            {"a.yaml": "- kind: patern"},
            "unknown kind 'patern'; did you mean 'pattern'?",
        ),
        (
            "rules test a.yaml",
            {"a.yaml": "- kind: xyz"},
            "a.yaml:1:9: unknown kind 'xyz'; one of: article, block, characters",
        ),
        ("rules test a.yaml", {"a.yaml": "- kind: torn\n  mesage: a"}, "unknown key 'mesage'; did you mean 'message'?"),
    ],
)
def test_what_is_said(
    args: str,
    files: dict[str, str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in files.items():
        Path(name).write_text(content, encoding="utf-8")
    assert main(args.split()) == 2
    assert said in capsys.readouterr().err


def test_a_key_that_was_meant_is_not_missed_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("- kind: torn\n  mesage: a\n", encoding="utf-8")
    assert main(["rules", "test", str(file)]) == 2
    said = capsys.readouterr().err
    assert "missing key 'name'" in said
    assert "missing key 'message'" not in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("glued", ""),
        ("ad-lable", "suppression of an unknown rule 'ad-lable'; did you mean 'ad-label'?"),
        ("xyzw", "suppression of an unknown rule 'xyzw'"),
    ],
)
def test_a_suppression_of_an_unknown_rule(name: str, said: str) -> None:
    every = load()
    assert Roster.of(every, every).unknown(name) == said


@pytest.mark.parametrize(
    ("said", "hint"),
    [("ignores", "did you mean 'ignore'?"), ("xyz", "it knows ignore, ignore-start, ignore-end, ignore-file")],
)
def test_a_comment_that_is_none(said: str, hint: str) -> None:
    text = f"<!-- newslint: {said}[glued] -->\n"
    (one,) = read(Document(text, medium=Medium(comments=lambda _: [(0, len(text) - 1)])))
    assert one.wrong == f"comment that newslint does not know; {hint}"
