"""Dates, times of day and ages in a line: "14 May 2024", "18:05 Uhr", "2 hours ago".

A page dates its article, its comments and its other articles, each on a line of its own. A line that is a date and
nothing else is no part of an article; one that has a date may be anything, and tells of what stands beside it.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.wording import vocabulary
>>> from newslint.evidence.tokens import tokens
>>> english = vocabulary(get("en"))
>>> [is_date(text, tokens(text), english) for text in ("Tuesday, 14 May 2024", "2024", "3:1", "Open since May 2024")]
[True, False, False, False]
>>> is_date("82 Tue 89 Wed 75", tokens("82 Tue 89 Wed 75"), english)
False
>>> has_age(tokens("The Gazette - 2 hours ago"), ages(get("en")))
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newslint.evidence.clock import clock
from newslint.evidence.lines.wording import Words
from newslint.evidence.phrases import book, for_language
from newslint.evidence.tokens import NUMBER
from newslint.model.languages import Language

_CALENDAR = re.compile(
    r"(?<!\d)(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
)


_DEGREES = re.compile(r"(?<!\d)[6-9]\d(?!\d)")
"""No day, hour or minute, and a year at most once: two of them are temperatures or scores."""


def is_date(text: str, line: list[str], known: Words, also: frozenset[str] = frozenset()) -> bool:
    """Is it a date, a time or both, and nothing else? `also` are words that may stand among them ("updated").

    A bare number, a score or a year is none: there must be a clock time, a full numeric date, or a number beside a
    month or a weekday.
    """
    if not 0 < len(line) <= 24 or not all(t == NUMBER or t in known.dates or t in also for t in line):
        return False
    if clock().search(text) or _CALENDAR.search(text):
        return True
    return NUMBER in line and any(token in known.calendar for token in line) and len(_DEGREES.findall(text)) < 2


def has_date(text: str, line: list[str], known: Words) -> bool:
    """Is there a date or a clock time in it?"""
    if clock().search(text) or _CALENDAR.search(text):
        return True
    return any(
        token == NUMBER
        and (line[i - 1 : i] + line[i + 1 : i + 2])
        and not known.calendar.isdisjoint(line[max(0, i - 1) : i + 2])
        for i, token in enumerate(line)
    )


def has_clock(text: str) -> bool:
    """Is there a clock time or a date all in figures in it?"""
    return bool(clock().search(text) or _CALENDAR.search(text))


@for_language
def ages(language: Language) -> frozenset[str]:
    """How a language and English say how long ago something was: "2 hours ago", "vor 1 Stunde"; in plain form."""
    return frozenset(book(language).lists.get("relative_time", {}))


def has_age(line: Sequence[str], known: frozenset[str]) -> bool:
    """Is one of the ages in a line's tokens?"""
    count = len(line)
    return any(
        " ".join(line[start:end]) in known
        for start in range(count)
        for end in range(start + 2, min(count, start + 5) + 1)
    )
