"""Stock phrases in single sentences, and which sentences are prose: for the kinds that judge a whole document."""

from __future__ import annotations

from functools import cached_property

from newslint.evidence.formulas import Formulary
from newslint.evidence.phrases import for_language, sources
from newslint.kinds._sentences import ends, sentences
from newslint.model.documents import Document
from newslint.model.languages import Language

PROSE_WORDS = 7
"""A sentence of fewer words may be a button or a heading."""

UNENDED = 15
"""From so many words on a line is prose without a mark at its end, too: poems, records of speech, lemmas."""

COMMON = 0.12
"""The share of function words that prose has at least; titles and menus have fewer. Of 200 real articles 199 reach 0.15
as a whole (rules/document.yaml); sentences vary more."""

ENOUGH = 60
"""Words of prose from which on a document is an article, whatever else it says. Each reason to call it none asks for
fewer (rules/document.yaml)."""

STOCK_WORDS = 12
"""Words of a sentence for each stock phrase in it; with more it is one that only quotes them. Chosen, not measured."""


def has_prose(document: Document, language: Language) -> bool:
    """Has a document more than ENOUGH words of prose without any stock phrase of the language? Most show it at once."""
    return document.once(f"prose {language.code}", lambda: _has_prose(document, language))


def _has_prose(document: Document, language: Language) -> bool:
    stock, count = every(language), 0
    for start, end in document.effort.over(sentences(document.text)):
        piece = document.text[start:end]
        count += len(piece.split()) if stock.is_prose(piece) else 0
        if count > ENOUGH:
            return True
    return False


@for_language
def every(language: Language) -> Stock:
    """All stock phrases of a language, and the English ones."""
    return Stock(language, tuple(sorted({name for s in sources(language) for name in (*s.phrases, *s.formulas)})))


class Stock:
    """The phrases and formulas of some lists of a language."""

    def __init__(self, language: Language, lists: tuple[str, ...]) -> None:
        self.language = language
        self._forms = Formulary(language, lists)

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(word for source in sources(self.language) for word in source.function_words)

    def count(self, piece: str) -> int:
        """How many of all the formulas stand in a sentence."""
        return len(self._forms.within(piece))

    def is_prose(self, piece: str) -> bool:
        """Is it a sentence of an article, which may quote a stock phrase and is none?"""
        parts = piece.split()
        if len(parts) < (PROSE_WORDS if ends(piece) else UNENDED):
            return False
        split = piece.lower().replace("’", " ").replace("'", " ").split()
        if self._common and sum(map(self._common.__contains__, split)) < COMMON * len(split):
            return False
        return not self.is_stock(piece)

    def is_stock(self, piece: str) -> bool:
        """Is a sentence no more than its stock phrases?"""
        return piece.count(" ") < STOCK_WORDS * self.count(piece)
