"""What is told of a text as a whole: it is no article, it is cut, words are gone from it, it says things twice.

The texts are data, in tests/whole/*.yaml, invented for this.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest

from newslint import Linter
from newslint.rules.yaml import parse

HOME = Path(__file__).parent / "whole"


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in a language; what is found in it is between ⟦ and ⟧, where it is said."""

    lang: str
    text: str


@cache
def linter(lang: str, rule: str) -> Linter:
    return Linter(lang, select=[rule])


def texts(name: str) -> list[Text]:
    path = HOME / f"{name}.yaml"
    return msgspec.convert(parse(path.read_text(encoding="utf-8"), str(path)).plain(), list[Text])


@pytest.mark.parametrize("one", texts("no_article"), ids=lambda one: f"{one.lang}-{one.text[:30]!r}")
def test_what_is_no_article_is_found(one: Text) -> None:
    (found,) = linter(one.lang, "no-article").check(one.text)
    assert (found.severity, found.fix, found.line) == ("error", None, 1)
    assert "“" in found.message
