"""Words that no list has: names, brands, what is new. Those that stand alone in articles of several sites are words.

>>> from newslint.evidence.language import get
>>> sorted(unlisted(Document("Brexitland met YouTube’s Quellmeister, and presswas there."), get("en")))
['Brexitland', 'Quellmeister', 'presswas']
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence.lexicon import lexicon
from newslint.evidence.signs.quotes import CLOSING, EITHER, OPENING
from newslint.model.documents import Document
from newslint.model.languages import Language

AROUND = f".,;:!?…()[]'’{OPENING}{CLOSING}{EITHER}"
"""What may touch a word and is no part of it."""

SHORTEST, LONGEST = 4, 40
"""Letters of a word that is learned."""

MOST = 500
"""Words of one article that are learned."""


def unlisted(document: Document, language: Language) -> Iterator[str]:
    """The words of a document that its language's list does not have, as they are written."""
    known = lexicon(language.code)
    if known is None:
        return
    left = MOST
    for piece in sorted(document.pieces):
        word = piece.strip(AROUND)
        if SHORTEST <= len(word) <= LONGEST and word.isalpha() and not known.zipf(word.lower()):
            yield word
            left -= 1
            if not left:
                return
