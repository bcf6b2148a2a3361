"""A finding's lines and columns."""

from __future__ import annotations

import pytest

from newslint.model.documents import Document, Origin
from newslint.model.findings import Hit
from newslint.model.found import Region, found, region
from newslint.model.newlines import Newlines
from newslint.model.rules import Rule

RULE = Rule(name="any", message="is wrong", why="It is.", examples=[], clean=[])


@pytest.mark.parametrize(
    ("text", "span", "place"),
    [
        ("", (0, 0), Region(1, 1, 1, 1)),
        ("one", (1, 3), Region(1, 2, 1, 4)),
        ("one\n", (4, 4), Region(1, 5, 1, 5)),
        ("one\n", (3, 4), Region(1, 4, 1, 5)),
        ("one\ntwo", (4, 4), Region(2, 1, 2, 1)),
        ("one\ntwo", (2, 5), Region(1, 3, 2, 2)),
        ("one\n\ntwo\n", (0, 5), Region(1, 1, 2, 2)),
    ],
)
def test_a_place_in_lines_and_columns(text: str, span: tuple[int, int], place: Region) -> None:
    assert region(Document(text), Hit(*span)) == place


def test_a_hit_says_what_depends_on_the_place_and_its_rule_the_rest() -> None:
    document = Document("one two", origin=Origin("a.txt", 3, "body", "x"))
    plain, told = (found(Hit(4, 7, "2", message=said), RULE, document) for said in (None, "is two"))
    assert (plain.message, told.message) == ("is wrong", "is two")
    assert (plain.place, plain.id, plain.match, plain.fix, plain.safe) == ("a.txt:3:body:1:5", "x", "two", "2", True)


def test_a_place_can_be_told_where_the_text_is_not_at_hand() -> None:
    one = found(Hit(8, 10), RULE, Document(""), at=Region(1, 9, 1, 11), match="a\n")
    assert (one.line, one.column, one.end_line, one.end_column, one.match) == (1, 9, 1, 11, "a\n")


@pytest.mark.parametrize(("text", "start", "fix"), [("a\r\nb  c\r\n", 4, "\r\n"), ("a\nb  c\n", 3, "\n")])
def test_a_finding_goes_back_to_the_text_with_its_own_line_endings(text: str, start: int, fix: str) -> None:
    newlines = Newlines(text)
    one = newlines.finding(found(Hit(3, 5, "\n"), RULE, Document(newlines.plain)))
    assert (one.line, one.column, one.start, one.end, one.fix) == (2, 2, start, start + 2, fix)
    assert text[one.start : one.end] == "  "
