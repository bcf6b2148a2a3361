"""Laws of dated lists: what they must have, and that nothing around them goes with them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence.lines.blocks.dated import Dated, dated_lists, looks
from newslint.evidence.lines.sheet import sheet
from newslint.model.documents import Document
from newslint.rules.languages import languages

PARAGRAPH = (
    "The port opened again on Tuesday after three days, the prefect's office said in the evening, and the first boats "
    "left the harbour at dawn."
)
ARTICLE = [PARAGRAPH] * 4
TITLES = [
    "Fishermen ask the state for help",
    "The storm season starts early this year",
    "Three days without fish on the market",
    "Why the lighthouse was not lit in March",
]
DATES = ["May 14, 2024", "May 12, 2024", "May 9, 2024", "May 2, 2024"]
AGES = ["2 hours ago", "5 hours ago", "1 day ago", "3 days ago"]
SECTIONS = ["Coast", "Weather", "Trade", "History"]


def found(lines: list[str]) -> list[Dated]:
    language = languages()["en"]
    return list(dated_lists(sheet(Document("\n".join(lines) + "\n"), language).rows, looks(language)))


def turns(*columns: list[str]) -> list[str]:
    """The columns' lines in turn: title, date, title, date."""
    return [line for row in zip(*columns, strict=True) for line in row]


@given(
    st.sampled_from([(TITLES, DATES), (DATES, TITLES), (SECTIONS, TITLES, AGES), (TITLES, SECTIONS, DATES)]),
    st.integers(3, 4),
    st.lists(st.sampled_from([PARAGRAPH, "Read it aloud."]), max_size=3),
)
def test_the_list_goes_and_nothing_else(columns: tuple[list[str], ...], many: int, below: list[str]) -> None:
    lines = turns(*(column[:many] for column in columns))
    (only,) = found(ARTICLE + lines + below)
    assert only.dates == many
    assert only.first - len(ARTICLE) in (0, 1)
    assert len(ARTICLE) + len(lines) - only.last in (1, 2)


def test_two_dates_are_no_list() -> None:
    assert found(ARTICLE + turns(TITLES[:2], DATES[:2])) == []


def test_without_an_article_above_there_is_no_list() -> None:
    assert found(ARTICLE[:3] + turns(TITLES, DATES)) == []


def test_a_programme_is_no_list() -> None:
    assert found(ARTICLE + turns(TITLES, DATES[::-1])) == []
    assert found(ARTICLE + turns(DATES[::-1], TITLES)) == []


def test_ages_may_ascend() -> None:
    (only,) = found(ARTICLE + turns(TITLES[:3], ["1 hour ago", "2 hours ago", "3 hours ago"]))
    assert only.aged


@given(
    st.integers(3, 9), st.sampled_from(["The quay is wet.", PARAGRAPH, "Wembley Arena, London, Great Britain", "Port"])
)
def test_sentences_places_and_single_words_between_dates_are_no_list(many: int, line: str) -> None:
    assert found(ARTICLE + turns([f"May {28 - number}, 2024" for number in range(many)], [line] * many)) == []


@given(st.lists(st.sampled_from([*TITLES, *DATES, *AGES, PARAGRAPH, "", "99999999999999999999 May"]), max_size=40))
def test_lists_are_apart_and_below_the_article(lines: list[str]) -> None:
    lists = found(ARTICLE + lines)
    assert all(each.first >= len(ARTICLE) - 1 and each.last > each.first for each in lists)
    assert all(one.last < other.first for one, other in pairwise(lists))
