"""Listings: lines of code that an article shows, which are written as they are on purpose.

A guide prints tags, comments and entities that a page would hide. Code is told by how its lines end: they open a
bracket or close one, or have a semicolon, again and again, which no prose does.

>>> from newslint.model.documents import Document
>>> guide = "It lists the ports:\\nreturn (\\n<ul>\\n{ports.map(port => (\\n<li>{port}</li>\\n))}\\n</ul>\\n);\\n}\\n"
>>> shows_code(Document(guide)), shows_code(Document("The port is open;\\nthe quay (\\nall of it) is not.\\n"))
(True, False)
"""

from __future__ import annotations

import re
from itertools import islice

from newslint.model.documents import Document

OPENED, LINES = 2, 4
"""Lines that end in a bracket that opens, and lines that end as code does, from which there is a listing. Chosen: the
six of 923 clean articles that have so many are guides to programming."""

_OPENED = re.compile(r"(?:[{(]|=>)[ \t]*$", re.MULTILINE)
_ENDED = re.compile(r"(?:[;{}(]|=>|\)\})[ \t]*$", re.MULTILINE)


def shows_code(document: Document) -> bool:
    """Does a document show lines of code? Found once."""
    return document.once(
        "shows code", lambda: _has(_OPENED, document.text, OPENED) and _has(_ENDED, document.text, LINES)
    )


def _has(pattern: re.Pattern[str], text: str, least: int) -> bool:
    return len(list(islice(pattern.finditer(text), least))) == least
