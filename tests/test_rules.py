"""Every example of every built-in rule is a test: exact spans, the repair, silence on good text."""

from __future__ import annotations

import pytest
import record

from newslint.examples import Case, cases, failures
from newslint.rules import load

ALL = [case for rule in load() for case in cases(rule)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule.name}-{case.id}")
def test_example(case: Case) -> None:
    assert [f"{outcome.word}: {outcome.detail}" for outcome in failures(case)] == []


def test_origins_are_places_in_this_checkout_and_in_every_other() -> None:
    for rule in load():
        file, _, line = rule.origin.partition(":")
        lines = (record.ROOT / file).read_text(encoding="utf-8").splitlines()
        assert f"name: {rule.name}" in lines[int(line) - 1 :][0], rule.origin
