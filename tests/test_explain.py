"""A rule's page tells everything that its YAML entry says."""

from __future__ import annotations

import pytest

from newslint.linter.page import page
from newslint.model.rules import Clean, Example, Rule
from newslint.rules.load import load


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.name)
def test_every_rule_has_a_page(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.name}\n")
    assert rule.why.strip() in text
    assert ("none; it takes a person" in text) is not rule.fixable
    assert ("\n- off by default" in text) is not rule.default
    assert f'ignore = ["{rule.name}"]' in text


def test_a_page() -> None:
    rule = Rule(
        name="a-rule",
        message="what is wrong",
        why="Why it is.",
        group="a-group",
        safety="unsafe",
        languages=["fr"],
        examples=[Example(bad="⟦a\xa0⟧b\n", good="b\n", lang="fr", source="https://example.org/")],
        clean=["right\x1b\n", Clean("right, too\n", lang="de")],
        misses=["missed\n"],
    )
    assert (
        page(rule).split("## Silence it")[0]
        == """\
# a-rule

What is wrong.

Why it is.

- group: `a-group`
- severity: warning
- languages: fr
- fix: `--fix --unsafe-fixes` mends it; look at the change with `--diff` first.

## Examples

What is flagged stands between ⟦ and ⟧.

Before (fr):

    ⟦a⍽⟧b

After:

    b

Seen at <https://example.org/>

## Right as it is

    right␛

    right, too

## Not found yet

    missed

"""
    )
