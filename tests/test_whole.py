"""What is told of a text as a whole: it is no article, it is cut, words are gone from it, it says things twice.

The texts are data, in tests/whole/*.yaml, invented for this.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import growing
import msgspec
import pytest

from newslint import Linter
from newslint.kinds._passages import passages
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


def marked(one: Text) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and what was between them."""
    text, spans = "", list[tuple[int, int]]()
    for piece in re.split(r"(?<=[⟦⟧])|(?=[⟦⟧])", one.text):
        if piece == "⟦":
            spans.append((len(text), len(text)))
        elif piece == "⟧":
            spans[-1] = (spans[-1][0], len(text))
        else:
            text += piece
    return text, spans


def spans_of(one: Text, rule: str) -> list[tuple[int, int]]:
    """What the rule finds, none of which it mends."""
    found = linter(one.lang, rule).check(marked(one)[0])
    assert all(finding.fix is None for finding in found)
    return [(finding.start, finding.end) for finding in found]


@pytest.mark.parametrize("one", texts("cut"), ids=lambda one: f"{one.lang}-{one.text[-40:]!r}")
def test_where_a_text_breaks_off(one: Text) -> None:
    assert spans_of(one, "unfinished-text") == marked(one)[1]


@pytest.mark.parametrize("one", texts("holes"), ids=lambda one: f"{one.lang}-{one.text[:40]!r}")
def test_where_something_is_missing(one: Text) -> None:
    assert spans_of(one, "lost-between") == marked(one)[1]


def test_blanks_that_tell_of_lost_words_stay() -> None:
    text = "Elle a parlé des attaques de  et du magasin. Le maire est venu  aussi.\n"
    fixed = Linter("fr", select=["lost-between", "repeated-space"]).fix(text, unsafe=True)
    assert fixed.text == text.replace("venu  aussi", "venu aussi")
    assert [one.rule for one in fixed.remaining] == ["lost-between"]


@pytest.mark.parametrize("one", texts("twice"), ids=lambda one: f"{one.lang}-{one.text[:40]!r}")
def test_what_stands_twice(one: Text) -> None:
    text, spans = marked(one)
    found = linter(one.lang, "repeated-passage").check(text)
    assert [(finding.start, finding.end) for finding in found] == spans


@pytest.mark.parametrize("shape", ["\n", " ", "", "\n\n"])
@pytest.mark.parametrize("other", ["\n", " "])
def test_a_text_that_stands_twice_is_found_whatever_shape_its_copies_have(shape: str, other: str) -> None:
    sentences = [f"On day {word} the harbour of the {word} island saw {word} boats and no wind." for word in NUMBERS]
    first, second = "\n".join(sentences), other.join(sentences)
    text = f"{first}{shape or ' '}{second}"
    assert Linter("en", select=["repeated"]).fix(text, unsafe=True).text.split() == first.split()
    assert not [f for f in Linter("en", select=["repeated-passage"]).check(text) if f.safe], "a person decides"


def test_the_second_half_of_a_text_of_one_line_is_left_to_a_person() -> None:
    half = " ".join(f"On day {word} the harbour of the {word} island saw {word} boats." for word in NUMBERS)
    found = Linter("en", select=["repeated"]).check(f"{half} {half}\n")
    assert found
    assert not [one for one in found if one.safe]


NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()


def test_a_text_of_many_copies_takes_as_long_as_it_is_long() -> None:
    piece = "The ferry of the island leaves at eight and comes back at ten with the bread and the news. "
    lengths = [len([*passages(piece * times)]) for times in (20, 40)]
    assert lengths[1] <= 2 * lengths[0] + 2


@pytest.mark.parametrize("piece", ["\n \n", "a\n\n", "« a ", "… ", "the of. "])
def test_blank_lines_and_marks_are_read_once(piece: str) -> None:
    whole = Linter("en", select=["lost-between", "unfinished-text", "cut-by-paywall", "no-article", "open-quotation"])
    less, more = (growing.seconds(lambda size=size: whole.check(piece * size)) for size in (1500, 6000))  # type: ignore[misc]
    assert more < 8 * less + 0.5
