r"""Lists of other articles without a heading, told by their dates: title, date, title, date, at one distance.

A box of other articles below the article loses its heading and its links, and the text seems to state the titles. No
title alone gives itself away, nor does a date; but three dates and more that stand equally far apart, with a line
between them that reads like a headline each time, are a list of posts. A list of concerts has places there, and a
chronicle or a live blog has sentences.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> article = ["The port opened again on Tuesday, the office said. " * 3] * 4
>>> posts = ["Fishermen ask for state aid", "2 hours ago", "The storm season starts early", "5 hours ago"]
>>> text = "\n".join([*article, *posts, "Three days without any fish", "1 day ago"])
>>> parts = list(find(sheet(Document(text), get("en")), Lists()))
>>> len(parts), text[parts[0].start : parts[0].end], parts[0].names
(6, 'Fishermen ask for state aid\n', ('three dates', 'ages'))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.dates import ages, has_age, has_date
from newslint.evidence.lines.places import SHORT_ARTICLE, is_prose, paragraph
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.lines.titles import DATED, is_title
from newslint.evidence.lines.wording import Words, vocabulary
from newslint.evidence.phrases import for_language
from newslint.evidence.tokens import NUMBER, tokens_of
from newslint.model.languages import Language
from newslint.model.needles import Needle

TIMES = 3
"""Dates that a list must have. The bounds here are chosen; of the lines that they find in 3,910 texts of dev pages the
labels call 990 left-overs and three the article's."""

APART = (2, 3, 4)
"""Rows from one date to the next: a title, and perhaps a summary, a section or an author."""

DATE, WORDS = 60, 9
"""Characters and words of a line with a date, at most."""

SUMMARY = 300
"""Characters of any line in such a list, at most."""

_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_NUMBER = re.compile(r"\d+")
_NOT_DAY = re.compile(r"(?:19|20)\d\d")


class Looks(msgspec.Struct, frozen=True):
    """What a language's dates and headlines are told by."""

    known: Words
    ages: frozenset[str]
    function: frozenset[str]


@for_language
def looks(language: Language) -> Looks:
    """The words of a language that dated lists are told by."""
    return Looks(known=vocabulary(language), ages=ages(language), function=tokens_of(language.function_words))


class Dated(msgspec.Struct, frozen=True):
    """A dated list: the numbers of its first and last row, and how many dates it has; are some of them ages?"""

    first: int
    last: int
    dates: int
    aged: bool


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The lines of each dated list."""
    for found in dated_lists(page.rows, looks(page.language)):
        size = "three dates" if found.dates == TIMES else "four dates or more"
        told = (size, "ages") if found.aged else (size,)
        yield from (whole(row, *told) for row in page.rows[found.first : found.last + 1])


def needles(language: Language) -> frozenset[Needle] | None:
    """None: nearly every text has a digit."""
    return None


def dated_lists(rows: Sequence[Row], mine: Looks) -> Iterator[Dated]:
    """The dated lists below the article."""
    below = rows[paragraph(rows, SHORT_ARTICLE) + 1 :]
    short = [row for row in below if len(row.text) <= DATE and not row.ends and _NUMBER.search(row.text)]
    dates = [row.number for row in short if _is_dated(row, mine)] if len(short) >= TIMES else []
    if len(dates) < TIMES:
        return
    known, done = frozenset(dates), -1
    for first in dates:
        found = next(filter(None, (_list(rows, first, step, known, mine) for step in APART)), None)
        if found is not None and found.first > done:
            done = found.last
            yield found


def _is_dated(row: Row, mine: Looks) -> bool:
    """Does a short line hold a day or an age ("3 May 2024", "The Gazette - 2 hours ago")?"""
    if NUMBER not in row.words or len(row.words) > WORDS:
        return False
    if has_date(row.text, row.words, mine.known) and _DAY.search(_NOT_DAY.sub("", row.text)):
        return True
    return has_age(row.words, mine.ages)


def _list(rows: Sequence[Row], first: int, step: int, dates: frozenset[int], mine: Looks) -> Dated | None:
    """The list whose dates begin at `first` and stand `step` rows apart, if there is one."""
    count = 1
    while first + count * step in dates and dates.isdisjoint(
        range(first + (count - 1) * step + 1, first + count * step)
    ):
        count += 1
    last = first + (count - 1) * step
    if count < TIMES or any(is_prose(row) or len(row.text) > SUMMARY for row in rows[first : last + 1]):
        return None
    slot = next((slot for slot in range(1, step) if _titled(rows[first + slot : last : step], mine)), None)
    if slot is None:
        return None
    dated = rows[first : last + 1 : step]
    aged = any(has_age(row.words, mine.ages) for row in dated)
    if not aged and _ascend(dated):
        return None
    leads = first >= step - slot and _may_be_title(rows[first - step + slot])
    trails = last + slot < len(rows) and _may_be_title(rows[last + slot])
    if leads and not trails:
        return Dated(first - step + slot, last, count, aged)
    return Dated(first, last + slot if trails and not leads else last, count, aged)


def _ascend(dates: Sequence[Row]) -> bool:
    """Does each day come after the one before, as in a programme? Posts are listed the last one first."""
    numbers = [[int(number) for number in _NUMBER.findall(_NOT_DAY.sub("", row.text))] for row in dates]
    return len({tuple(row.words) for row in dates}) == 1 and any(
        all(before < after for before, after in pairwise(order))
        for order in (numbers, [each[::-1] for each in numbers])
    )


def _titled(rows: Sequence[Row], mine: Looks) -> bool:
    """Are all of them titles by their form, and two of three of them more than names?"""
    if not all(map(_may_be_title, rows)):
        return False
    return sum(not mine.function.isdisjoint(row.words) for row in rows) * 3 >= 2 * len(rows)


def _may_be_title(row: Row) -> bool:
    return is_title(row, DATED)
