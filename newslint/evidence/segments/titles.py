r"""Where a title inside a line is over, of which nobody can say but by what begins behind it.

>>> from newslint.evidence.language import get
>>> text = "The end of Port AnnaThe first boats left"
>>> text[title(text, 0, len(text), get("en"))[0] :]
'The first boats left'
"""

from __future__ import annotations

import regex

from newslint.evidence.segments.openers import openers, opens
from newslint.evidence.segments.segment import Edge
from newslint.model.languages import Language

_CHUNK = regex.compile(r"\S+")

_SEAM = regex.compile(
    r"(?:(?<![^\s«“\"(’\'-])\p{Ll}{3,}|(?<!\p{N})(?:19|20)\p{N}{2}|[?!»”])(?=[«“]\s?\p{Lu}|\p{Lu}(?:\p{Ll}|['’]))"
)
"""The end of a title that runs together with what follows: a word in small letters, a year, or a mark, and a capital.

A word with a capital of its own may be a brand that has two.
"""

_NAMED = regex.compile(r"(?<=^\W*\p{Lu}\p{Ll}{2,})(?=(?P<word>\p{Lu}\p{Ll}*+)(?:[’']|$))", regex.VERSION1)
"""But a name and a word that only begins sentences are none."""

LONG = 3
"""Letters of such a word at least where no other name stands before: "LinkedIn" is one."""


def title(text: str, at: int, end: int, language: Language, *, guessed: bool = True) -> tuple[int, Edge]:
    """Where a title that begins at an offset is over: before a word that begins a sentence, if none needs it.

    Or where it runs together with the sentence behind it, as its paragraph's end was lost: "... of the oldThe boats".
    Else it is `guessed`, if that is wanted: before a capital among small words.
    """
    before, guess = "", 0
    for number, chunk in enumerate(_CHUNK.finditer(text, at, end)):
        start = chunk.start()
        if guessed and not guess and number >= WORDS and _may_begin(text, chunk, before, language):
            guess = start
        closed = before[-1:].isalnum() and before.lower() not in openers(language)
        if closed and opens(text, start, language):
            return start, Edge.WEAK
        seam = _SEAM.search(text, start, end) if before else None
        if seam and seam.end() <= chunk.end():
            return seam.end(), Edge.PHRASE if opens(text, seam.end(), language) else Edge.WEAK
        named = _NAMED.search(chunk[0])
        if (
            named
            and (before[:1].isupper() or len(named["word"]) >= LONG)
            and opens(text, start + named.start(), language)
        ):
            return start + named.start(), Edge.WEAK
        before = chunk[0]
    return (guess, Edge.WEAK) if guess else (end, Edge.SENTENCE)


def _may_begin(text: str, chunk: regex.Match[str], before: str, language: Language) -> bool:
    """May a sentence begin with a capital after no full stop: between two small words, of which the first needs none?

    A name may stand there, too. Where all nouns have capitals, it says nothing.
    """
    if language.capital_nouns or not chunk[0][0].isupper() or not chunk[0][1:].islower() or not chunk[0][-1].isalpha():
        return False
    closed = before.isalpha() and before.islower() and before not in openers(language)
    return closed and _SMALL.match(text, chunk.end()) is not None


_SMALL = regex.compile(r"\s\p{Ll}")

WORDS = 3
"""Words of a title at least. Chosen."""
