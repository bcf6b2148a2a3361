"""Every example of every built-in rule is a test: exact spans, the repair, silence on good text."""

from __future__ import annotations

import pytest
import record

from newslint import Linter
from newslint.linter.examples import Case, cases, failures
from newslint.model.rules import Rule
from newslint.rules.load import load

ALL = [case for rule in load() for case in cases(rule)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule.name}-{case.id}")
def test_example(case: Case) -> None:
    assert [f"{outcome.word}: {outcome.detail}" for outcome in failures(case)] == []


def test_origins_are_places_in_this_checkout_and_in_every_other() -> None:
    for rule in load():
        file, _, line = rule.origin.partition(":")
        lines = (record.ROOT / file).read_text(encoding="utf-8").splitlines()
        assert f"name: {rule.name}" in lines[int(line) - 1 :][0], rule.origin


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.name)
def test_every_rule_shows_three_bad_texts_and_three_clean_ones_in_more_than_one_language(rule: Rule) -> None:
    mine = list(cases(rule))
    bad, clean = [case for case in mine if case.id.startswith("bad")], [case for case in mine if not case.spans]
    assert len(bad) >= 3, "three bad examples"
    assert len([case for case in clean if not case.known_gap]) >= 3, "three clean examples"
    languages = {case.lang for case in bad}
    if None not in languages and len(rule.languages) != 1:
        assert len(languages) >= 2, "bad examples in two languages"


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.name)
def test_no_requirement_is_spelt_twice(rule: Rule) -> None:
    asked: list[str] = getattr(rule, "requires", [])
    assert [one for one in asked if one != one.lower() and one.lower() in asked] == []


@pytest.mark.parametrize("word", ["cookies", "Cookies", "COOKIES", "cOOKIES"])
def test_a_line_meets_what_it_requires_in_any_case(word: str) -> None:
    found = Linter("en", select=["cookie-notice"]).check(f"This website uses {word} to make your visit better.\n")
    assert [finding.rule for finding in found] == ["cookie-notice"]
