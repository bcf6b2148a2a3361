"""Names of people in a line, told by their capitals.

A byline, a photographer, the writer of a comment: such a line is a name and nothing else, so every word of it must be a
part of one. A title in capitals looks like one, too.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.wording import vocabulary
>>> english = vocabulary(get("en"))
>>> [is_name(text, english) for text in ("Ana Ruiz", "Ana Ruiz and Tom van Dyk", "Ana Ruiz reports", "Ana 2")]
[True, True, False, False]
>>> is_full_name("Anna Berg"), is_full_name("von der Leyen")
(True, False)
>>> staff("Ana Ruiz, Staff Writer", english), staff("Ana Ruiz, Tom van Dyk", english)
(('name', 'full name', 'role'), None)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import regex

from newslint.evidence.lines.sheet import Row
from newslint.evidence.lines.wording import SEPARATOR, Words
from newslint.evidence.signs.capitals import CAPITAL
from newslint.evidence.tokens import tokens
from newslint.rules.languages import everywhere

CAPITALIZED = rf"{CAPITAL}[\w.’'-]+"
"""The pattern of a word with a capital letter, of two characters and more, as a part of a name is."""


def particles(*, alone: bool = False) -> str:
    """The piece of a pattern that matches what stands inside names in any language ("von", "de la").

    What is a common word, too ("zu"), counts only where a name stands `alone`: in a sentence it may begin what is said.
    In the order of the alphabet: the first that begins the word is taken.
    """
    also = everywhere("names.ambiguous") if alone else frozenset()
    return "|".join(map(re.escape, sorted(also | everywhere("names.particles")))) or "(?!)"


def is_name(text: str, known: Words, most: int = 6) -> bool:
    """Is it one or more people's names: capitalised words, joined by nothing but "and", "de", "von"?"""
    parts = [part for part in SEPARATOR.split(text.strip(" .")) if part]
    if not 0 < len(parts) <= most or any(character.isdigit() for character in text):
        return False
    capitals = 0
    for part in parts:
        if is_capitalised(part):
            capitals += 1
        elif part.lower().rstrip(".'’") not in known.joins:
            return False
    return capitals > 0 and parts[-1].lower() not in known.joins


def is_full_name(text: str) -> bool:
    """Does a name start with two capitalised words ("Anna Berg", not "von der Leyen")?"""
    parts = [part for part in SEPARATOR.split(text.strip(" .")) if part]
    return len(parts) > 1 and is_capitalised(parts[0]) and is_capitalised(parts[1])


def is_capitalised(part: str) -> bool:
    """Is it a word with a capital, and of letters, digits, apostrophes and hyphens alone?"""
    bare = part.strip(".'’\"“”«»*@")
    return bool(bare) and bare[0].isupper() and all(c.isalnum() or c in "'’.-" for c in bare)


_APART = re.compile(r"\s*[|,/·•()]\s*|\s+[–—-]\s+|:\s+")
_MAIL = re.compile(r"\s+[(|]?\s?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?$")
"""The address behind a writer's name."""


def _bare(part: str, known: Words) -> str:
    """A part of such a line without what joins it to the one before: "(with AFP)"."""
    first, _, rest = part.partition(" ")
    return rest if rest and first.lower() in known.joins else part


_BETWEEN = re.compile(r",\s+|\s+")
_SURNAME = regex.compile(r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}{3,}(?:-\p{Lu}{3,})?")

PEOPLE = 4
"""People that sign an article together, at most. Chosen."""


def people(text: str, known: Words) -> str:
    """How names alone show that they sign: two people joined by a word, or a surname in capitals; empty if they don't.

    >>> from newslint.evidence.language import get
    >>> from newslint.evidence.lines.wording import vocabulary
    >>> english = vocabulary(get("en"))
    >>> [people(text, english) for text in ("Ana Ruiz with Tom van Dyk", "Ana RUIZ", "Ana Ruiz", "Ruiz and Berg")]
    ['two people', 'surname in capitals', '', '']
    """
    text = text.strip(" .")
    if _SURNAME.fullmatch(text):
        return "surname in capitals"
    inner = _particles()
    joins = known.joins - inner
    names: list[list[str]] = [[]]
    for part in _BETWEEN.split(text):
        if part in joins:
            names.append([])
        elif part in inner or _NAMED.fullmatch(part):
            names[-1].append(part)
        else:
            return ""
    full = [len(name) <= 4 and sum(part not in inner for part in name) > 1 and name[0] not in inner for name in names]
    return "two people" if 1 < len(names) <= PEOPLE and all(full) and "," not in text.split(" ", 1)[0] else ""


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    """What stands inside names in any language, put together once."""
    return everywhere("names.particles")


_NAMED = regex.compile(r"\p{Lu}(?:\p{Ll}+|\.)(?:[’'-]\p{Lu}\p{Ll}+)*")

_ROLE = 5
"""Words that a role has at most: "chief political correspondent", with a word or two to spare. Chosen."""


def staff(text: str, known: Words) -> tuple[str, ...] | None:
    """The evidence that a line is names and who they are: "Ana Ruiz, Staff Writer", "Ana Ruiz | dpa".

    The first part is a name, or a house as it writes itself; another one is an agency, or has a word for a trade of
    those who write, and the others are names or places.
    """
    mailed = _MAIL.search(text)
    if mailed is not None and is_full_name(text[: mailed.start()]) and is_name(text[: mailed.start()], known, 5):
        return ("name", "full name", "mail")
    parts = [_bare(part, known) for part in _APART.split(text.strip(" .")) if part]
    if not 1 < len(parts) <= 6 or any(character.isdigit() for character in text) or not is_name(parts[0], known):
        return None
    agencies = roles = 0
    for part in parts[1:]:
        words = tokens(part)
        if part in known.agencies:
            agencies += 1
        elif not known.roles.isdisjoint(words) and len(words) <= _ROLE:
            roles += 1
        elif not is_name(part, known):
            return None
    if agencies + roles == 0:
        return None
    kind = "full name" if is_full_name(parts[0]) else "name"
    return ("name", *(("full name",) if kind == "full name" else ()), "role" if roles else "agency")


WRITER = 40
"""Characters up to which the line above a comment can be its writer's name."""


def above_comment(rows: Sequence[Row], first: int) -> int:
    """The number of the row that names who wrote the comment that begins at row `first`, or `first` if none does."""
    above = rows[first - 1] if first else None
    return first - 1 if above is not None and not above.ends and len(above.text) <= WRITER else first
