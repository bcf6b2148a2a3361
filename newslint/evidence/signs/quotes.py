"""Quotation marks: which signs they are, and which open or close a quotation.

Each language has its own («mot», “word”, „Wort“, »Wort«), and a scraped text has any of them beside the plain ones. A
sign is no proof of its side: “ opens in English and closes in German, » closes in French and opens in German books, and
’ is an apostrophe far more often than a quotation mark. So there is no one set: whether somebody is quoted at all is
told by DOUBLE, where a quotation begins and ends by OPENING and CLOSING. Each is a string of single characters, none of
which means anything inside the brackets of a pattern.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

DOUBLE = '"“”„«»'
"""The signs that are nothing but quotation marks in every language that newslint has data for."""

ANY = DOUBLE + "‘’'"
"""All that may be one, apostrophes among them."""

RARE = "‟‹›「」『』"
"""Others that are nothing else. No rule looks for them, and no fix may take one away."""

OPENING = '"“„«‘'
"""What a quotation begins with; » is not among them, for inside a line it mostly closes one."""

LINE_OPENING = OPENING + "»"
"""What a line that is a quotation begins with: no quotation is open there that » could close."""

PULL_OPENING = "\"“„«»'"
"""The same for a pull quote, which stands in plain marks where it stands in no double ones."""

CLOSING = '"”»’'
"""What a quotation ends with; “ is not among them, for it mostly opens one."""

EITHER = "“”'"
"""What stands at either end where marks are typed loosely, as around the title of a post: ”so”, 'so', „so“."""

_DOUBLE = re.compile(f"[{DOUBLE}]")


def quotes_somebody(text: str) -> bool:
    """Is there a sign in the text that is nothing but a quotation mark?

    >>> quotes_somebody("»Wir sind da«, sagte sie."), quotes_somebody("It's the port’s.")
    (True, False)
    """
    return _DOUBLE.search(text) is not None


class Style(NamedTuple):
    """How a document quotes. `reversed`: »so«; `doubled`: ”so”, one sign for both ends; `low`: „so“."""

    reversed: bool
    doubled: bool
    low: bool


@lru_cache(maxsize=8)
def style(text: str) -> Style:
    """The style of most of a document's quotations, told from the first « or » of each line and what words begin with.

    >>> style("Er sagte »ja« und »nein«."), style("Hon sa ”ja” och ”nej”.").doubled
    (Style(reversed=True, doubled=False, low=False), True)
    """
    begun = Counter(_BEGINS.findall(text))
    first = Counter(_FIRST.findall(text))
    return Style(first["»"] > first["«"], begun["”"] > begun["“"] + begun["„"], "„" in text)


@lru_cache(maxsize=8)
def apostrophe(text: str) -> str:
    """The apostrophe that a document has more of."""
    return "’" if text.count("’") > text.count("'") else "'"


def faces(text: str, at: int) -> str:
    """Does the quotation mark text[at], as the document uses it, open a quotation ("right") or close one ("left")?

    Nothing for other signs, and where it cannot be told.
    """
    match text[at]:
        case "«" | "‹":
            return "left" if style(text).reversed else "right"
        case "»" | "›":
            return "right" if style(text).reversed else "left"
        case "„":
            return "right"
        case "“":
            return "left" if style(text).low else ""
        case "”":
            return "left" if _is_open(text, at) else "right"
        case _:
            return ""


def _is_open(text: str, at: int) -> bool:
    """Is a quotation open before the ” at an offset, on its line?"""
    start = text.rfind("\n", max(0, at - REACH), at) + 1
    line = text[max(start, at - REACH) : at]
    if style(text).doubled:
        return line.count("”") % 2 == 1
    return max(line.rfind("“"), line.rfind("„")) > line.rfind("”")


REACH = 1000
"""Characters before a mark that are looked at."""

_BEGINS = re.compile(r"(?:^|(?<=[\s(\[]))[“”„](?=\w)", re.MULTILINE)
_FIRST = re.compile(r"^[^«»\n]*([«»])", re.MULTILINE)
