"""Quotation marks: which signs they are, and which open or close a quotation.

Each language has its own («mot», “word”, „Wort“, »Wort«), and a scraped text has any of them beside the plain ones. A
sign is no proof of its side: “ opens in English and closes in German, » closes in French and opens in German books, and
’ is an apostrophe far more often than a quotation mark. So there is no one set: whether somebody is quoted at all is
told by DOUBLE, where a quotation begins and ends by OPENING and CLOSING. Each is a string of single characters, none of
which means anything inside the brackets of a pattern.
"""

from __future__ import annotations

import re

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
