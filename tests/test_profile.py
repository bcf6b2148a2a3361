"""What each rule costs: told when it is asked for, and of no effect on the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

import newslint
from newslint.__main__ import main
from newslint.cli._tally import COSTLIEST

ARTICLE = "The talks ended .\nAdvertisement\n"


def test_the_rules_that_ran_are_on_the_bill() -> None:
    linter = newslint.Linter("en")
    unmeasured = linter.check(ARTICLE)
    linter.costs = {}
    assert linter.check(ARTICLE) == unmeasured
    assert {finding.rule for finding in unmeasured} <= linter.costs.keys()
    assert "html-entity" not in linter.costs  # no `&`: it never ran
    assert min(linter.costs.values()) > 0


@pytest.mark.parametrize("also", [[], ["--fix"], ["--quiet"]])
def test_the_costliest_rules_are_told(also: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE)
    main(["check", "--isolated", "--profile", *also, str(file)])
    bill = [line.split() for line in capsys.readouterr().err.splitlines() if "%" in line]
    assert len(bill) == COSTLIEST
    seconds = [float(line[0]) for line in bill]
    assert seconds == sorted(seconds, reverse=True)


def test_without_the_option_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE)
    main(["check", "--isolated", str(file)])
    assert "%" not in capsys.readouterr().err
