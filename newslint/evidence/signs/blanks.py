"""Which blank stands for a no-break space that was written as a code."""

from __future__ import annotations

import re

_BINDS = re.compile(r"[\d;:!?»%€$«]")


def blank(text: str, start: int, end: int) -> str:
    """A no-break space where one belongs in place of text[start:end]: beside a number, before French punctuation or
    inside guillemets. Elsewhere pages have it for its width: a plain one.
    """
    return between(text[start - 1 : start], text[end : end + 1])


def between(before: str, after: str) -> str:
    """The same between two characters.

    >>> between("«", "N") == between("u", "»") == "\N{NO-BREAK SPACE}", between("é", "n")
    (True, ' ')
    """
    return "\N{NO-BREAK SPACE}" if _BINDS.search(before + after) else " "
