"""Times of day as any language writes them: `15:30`, `15h30`, `15.30 Uhr`, `3 p.m.`.

Three questions are asked, and each has a pattern of its own. Is there a time in a line that may be a date? Hours and
minutes must be there, for a number and a word may be anything. Does a sentence announce something? Then the hour alone
will do (`at 8 pm`, `um 20 Uhr`). Does a line of a live blog begin with one? Nothing that goes on like a score, a price
or a share may follow, and words are as they are written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newslint.evidence.references import one_of
from newslint.rules.languages import everywhere


@lru_cache(maxsize=1)
def clock() -> re.Pattern[str]:
    """A time of day with its minutes, anywhere in a line."""
    named = rf"(?:{_word()}|{_half()})"
    return re.compile(rf"(?<!\d)\d{{1,2}}\s?(?:(?::|{_sign()})\s?\d{{2}}|[:.]\d{{2}}\s?{named})(?!\d)", re.IGNORECASE)


@lru_cache(maxsize=1)
def hour() -> re.Pattern[str]:
    """A time of day, with minutes or without, anywhere in a sentence."""
    return re.compile(rf"\d\s?{_half()}\b|\d:\d\d|\d\s(?:{_word()}|{_sign()})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def first_clock() -> re.Pattern[str]:
    """A time of day with its minutes at the start of a line, with the line break before it."""
    sign = rf"(?::|{_sign()}|{one_of(map(str.upper, everywhere('clock.signs')))})"
    return re.compile(rf"\n[ \t\[(•*-]*(?:[01]?\d|2[0-3])[ ]?(?:{sign}[ ]?[0-5]\d|\.[0-5]\d {_word()})(?![\d.,:%€$])")


def _word() -> str:
    return one_of(everywhere("clock.words"))


def _half() -> str:
    return one_of(everywhere("clock.halves"))


def _sign() -> str:
    return one_of(everywhere("clock.signs"))
