r"""Where a sentence begins behind what is none: a menu, a title, a row of tags, of which no phrase tells the end.

Sentences are made of small words; of what a page lists, most words have capitals. Where many words in a row have them
and a sentence follows, it begins with the capital from which on the small words prevail. A word that has a capital at
the start of sentences alone ("The") leaves little doubt, any other is a weak sign. What begins with such a word is a
sentence itself ("The Danish minister Lars Berg Olsen said ..."), and so is what an agency sends: it has names in it.

>>> from newslint.evidence.language import get
>>> text = "Coast Weather Sport Opinion Video The port opened again on Tuesday, the harbour office said."
>>> at, edge = opening(text, 0, len(text), get("en"))
>>> text[at:][:8], edge.name
('The port', 'PHRASE')
>>> text = "Fishermen ask the state for aid."
>>> opening(text, 0, len(text), get("en")) is None
True
"""

from __future__ import annotations

import regex

from newslint.evidence.segments.openers import opens
from newslint.evidence.segments.segment import Edge
from newslint.model.languages import Language

LISTED = 4
"""Words of a list before a sentence at least."""

NAME = 3
"""Words of a name at most that a sentence begins with, its article among them: "The Coast Office said ..."."""

HEAD = 60
"""Characters of a sentence in which a dateline ends."""

_DATELINE = regex.compile(r"\(\p{Lu}[\p{L}/ ]{1,15}\)\s?[-–—]\s")
"""The agency after the place: "SEOUL, South Korea (AP) - The ..."."""

_WORD = regex.compile(r"(?<!\S)[\"'“„«(\[]*(?P<word>[\p{L}\p{N}#*@&|/–-][^\s]*)")


def opening(text: str, start: int, end: int, language: Language) -> tuple[int, Edge] | None:
    """Where in the sentence text[start:end] it really begins, and how sure that is; None where nothing is before it."""
    if opens(text, start, language) or _DATELINE.search(text, start, min(end, start + HEAD)):
        return None
    capital = 1.0 if language.capital_nouns else 2.0
    best, at, total = 0.0, end, 0.0
    found = list(_WORD.finditer(text, start, end))
    before = 0
    for number in range(len(found) - 1, -1, -1):
        word = found[number]["word"]
        small = word[0].islower()
        total += 1.0 if small else -capital
        if not small and total > best and word[0].isupper():
            best, at, before = total, found[number].start(), number
    if before < LISTED or best < 3:
        return None
    for number in range(before - 1, max(0, before - NAME - 1), -1):
        if opens(text, found[number].start(), language):
            before, at = number, found[number].start()
            break
    listed = [one["word"] for one in found[:before]]
    if sum(word[0].islower() for word in listed) * 5 > len(listed):
        return None
    return at, Edge.PHRASE if opens(text, at, language) else Edge.WEAK
