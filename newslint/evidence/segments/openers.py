"""Words that begin sentences: small ones, which have a capital at a sentence's start and nowhere else.

>>> from newslint.evidence.language import get
>>> [opens("Advertisement The boats left, as I said", at, get("en")) for at in (0, 14, 30, 33)]
[False, True, False, False]
"""

from __future__ import annotations

import regex

from newslint.evidence.phrases import for_language
from newslint.model.languages import Language

_WORD = regex.compile(r"[\"'“„«¿¡(]*+(?P<word>\p{Lu}\p{Ll}*+)(?=[\s’'])")


def opens(text: str, at: int, language: Language) -> bool:
    """Does a word with a capital stand at an offset that has none inside a sentence?"""
    word = _WORD.match(text, at)
    return word is not None and word["word"].lower() in openers(language)


def needs(text: str, at: int, language: Language) -> bool:
    """Does the word before an offset need another after it?"""
    words = text[max(0, at - NEAR) : at].split()
    return bool(words) and words[-1].lower() in openers(language)


NEAR = 60
"""Characters before an offset in which its word is looked for."""


@for_language
def openers(language: Language) -> frozenset[str]:
    """The function words of a language, but those that have a capital anywhere: "I", "May", and the polite "Sie"."""
    capital = {word for word in language.words.first_person if len(word) == 1}
    polite = language.words.reader if language.capital_nouns else ()
    return frozenset(language.function_words).difference(capital, polite, language.months, language.weekdays)
