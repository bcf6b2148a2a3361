"""What each rule costs: told when it is asked for, and of no effect on the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

import newslint
from newslint.__main__ import main
from newslint.cli._tally import COSTLIEST
from newslint.linter.asking import Ask

ARTICLE = "The talks ended .\nAdvertisement\n"


def test_the_rules_that_ran_are_on_the_bill() -> None:
    linter = newslint.Linter("en")
    scanned = linter.scan_document(newslint.Document(ARTICLE), Ask(costs=True))
    costs = scanned.notes.costs
    assert scanned.findings == linter.check(ARTICLE)
    assert {finding.rule for finding in scanned.findings} <= costs.keys()
    assert "html-entity" not in costs  # no `&`: it never ran
    assert min(costs.values()) > 0


def test_fixing_costs_its_rounds() -> None:
    linter, document = newslint.Linter("en", select=["space-before-punctuation"]), newslint.Document(ARTICLE)
    assert linter.fix_document(document, lambda _: True).notes.costs == {}
    fixed = linter.fix_document(document, lambda _: True, ask=Ask(costs=True))
    assert fixed.rounds == 1
    assert fixed.notes.costs.keys() == {"space-before-punctuation"}


@pytest.mark.parametrize("also", [[], ["--fix"], ["--quiet"]])
def test_the_costliest_rules_are_told(also: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE)
    main(["check", "--isolated", "--costs", *also, str(file)])
    bill = [line.split() for line in capsys.readouterr().err.splitlines() if "%" in line]
    assert len(bill) == COSTLIEST
    seconds = [float(line[0]) for line in bill]
    assert seconds == sorted(seconds, reverse=True)


def test_without_the_option_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE)
    main(["check", "--isolated", str(file)])
    assert "%" not in capsys.readouterr().err
