"""Every example of every built-in rule is a test: exact spans, the repair, silence on good text."""

from __future__ import annotations

import pytest

from newslint.examples import Case, cases, failures
from newslint.rules import load

ALL = [case for rule in load() for case in cases(rule)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule.name}-{case.id}")
def test_example(case: Case) -> None:
    assert [f"{outcome.word}: {outcome.detail}" for outcome in failures(case)] == []
