"""What a title is in each place, where an article ends and begins, and which signs quote or count."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence.lines.places import (
    ARTICLE,
    GOES_ON,
    GOES_ON_OR_COLON,
    goes_on,
    is_below_article,
    paragraph,
    takes_line_above,
)
from newslint.evidence.lines.runs import spans
from newslint.evidence.lines.sheet import Row, is_bulleted, sheet
from newslint.evidence.lines.titles import BULLETED, DATED, LISTED, NESTED, UNDER_HEADING, Form, is_title
from newslint.evidence.signs import bullets, quotes
from newslint.model.documents import Document
from newslint.model.languages import UNKNOWN

PROSE = "The port opened again on Tuesday after three days, " * 3 + "and that is all."
FORMS = {"listed": LISTED, "bulleted": BULLETED, "under a heading": UNDER_HEADING, "dated": DATED, "nested": NESTED}


def rows(*lines: str) -> list[Row]:
    return sheet(Document("\n".join(lines)), UNKNOWN).rows


def only(line: str) -> Row:
    """The row of a text of one line."""
    (row,) = rows(line)
    return row


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("line", ["The quay is wet again.", "Fish", "The port and its many boats:", PROSE])
def test_what_is_a_title_nowhere(form: Form, line: str) -> None:
    assert not is_title(only(line), form)


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("Fishermen ask the state for aid", set(FORMS)),
        ("Fishermen strike", {"listed", "bulleted", "under a heading"}),
        ("Three days without", {"listed", "bulleted", "under a heading", "nested"}),
        ("Why does the storm season start so early?", {"under a heading"}),
        ("and why the storm season starts so early", {"dated"}),
        ("Fishermen ask the state for aid,", {"dated"}),
        ("A long title " * 9 + "ends", {"bulleted", "under a heading", "dated", "nested"}),
        ("A long title " * 11 + "ends", {"dated", "nested"}),
        ("Longer titles " * 11 + "end", {"bulleted", "dated", "nested"}),
        ("Interminable headlines " * 8 + "end", {"bulleted", "nested"}),
        ("a b c " * 10 + "d", {"dated"}),
        ("A b c " * 10 + "d", {"under a heading", "dated", "nested"}),
    ],
)
def test_where_a_line_is_a_title(line: str, forms: set[str]) -> None:
    assert {name for name, form in FORMS.items() if is_title(only(line), form)} == forms


def test_a_bullet_is_a_word_and_begins_a_line() -> None:
    row = only("• fish")
    assert is_bulleted(row)
    assert is_title(row, BULLETED)
    assert not is_title(row, NESTED)


@given(st.lists(st.sampled_from(["Port", "The quay is wet.", PROSE]), max_size=20), st.integers(1, 8))
def test_a_paragraph_is_counted_from_the_top(lines: list[str], nth: int) -> None:
    found = paragraph(rows(*lines), nth)
    assert found == len(lines) or lines[: found + 1].count(PROSE) == nth
    assert found < len(lines) or lines.count(PROSE) < nth


@given(st.lists(st.sampled_from(["Port", PROSE]), max_size=20), st.integers(0, 20))
def test_below_an_article_are_as_many_paragraphs_as_it_has(lines: list[str], number: int) -> None:
    at = min(number, len(lines))
    assert is_below_article(rows(*lines), at) == (lines[:at].count(PROSE) >= ARTICLE)


def test_what_goes_on_takes_the_line_above() -> None:
    for line in ("and so on", ", he said", ") of the port", PROSE):
        assert takes_line_above(only(line))
    for line in ("The quay is wet.", ": the port"):
        assert not takes_line_above(only(line))
    assert not goes_on(only(": the port"), GOES_ON)
    assert goes_on(only(": the port"), GOES_ON_OR_COLON)


@given(st.text("ab", max_size=20))
def test_spans_are_the_runs_of_equal_values(text: str) -> None:
    assert "".join(value * len(list(same)) for value, same in groupby(text)) == text
    for at, (first, last) in enumerate(spans(text)):
        assert first <= at <= last
        assert set(text[first : last + 1]) == {text[at]}
        assert text[first - 1 : first] != text[at] or first == 0
        assert text[last + 1 : last + 2] != text[at]


SETS = {
    f"{module.__name__}.{name}": value
    for module in (quotes, bullets)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str)
}


@pytest.mark.parametrize("signs", SETS.values(), ids=SETS)
def test_signs_may_stand_in_the_brackets_of_a_pattern(signs: str) -> None:
    found = re.findall(f"[{signs}]", "".join(map(chr, range(0x3100))))
    assert sorted(found) == sorted(signs)
    assert len(set(signs)) == len(signs)
