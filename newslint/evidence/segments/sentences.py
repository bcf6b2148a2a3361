r"""Where sentences end inside a line: a full stop, what may close after it, a blank, and a capital.

A full stop after an initial, an abbreviation, a title or the number of a day ends none, nor does one inside a name
("U.S. Open"). Where the blank was lost, as a link or a paragraph went ("in Madrid.Claudio Álvarez"), the sentence ends
all the same, if two whole words meet there.

>>> from newslint.evidence.language import get
>>> def split(text, lang="en"):
...     return [text[start:end] for start, end in sentences(text, get(lang))]
>>> split('Mr. J. Doe left. "It rained," he said. The U.S. team stayed.')
['Mr. J. Doe left.', '"It rained," he said.', 'The U.S. team stayed.']
>>> split("Am 3. Mai kam Anna.Die Stadt schwieg.", "de"), split("We call View.asView in Node.js. It works.")
(['Am 3. Mai kam Anna.', 'Die Stadt schwieg.'], ['We call View.asView in Node.js.', 'It works.'])
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newslint.evidence.phrases import calendar, for_language, sources
from newslint.evidence.segments.openers import opens
from newslint.evidence.tokens import tokens_of
from newslint.model.languages import Language, PhraseList

_CLOSERS = r"[\"'”’»“)\]]*+"
_OPENERS = r"[\"'“„«‘»(\[¿¡•*–—-]*+"

_AGENCY = r"\(\p{Ll}{2,4}(?:/\p{L}{2,12}+)*+\)"
"""Who signs a text, in small letters: `(dpa)`, `(afp/dpa)`."""

_END = regex.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++){_CLOSERS}"
    rf"(?:(?P<blank>\s++)(?={_OPENERS}\s?[\p{{Lu}}\p{{N}}\p{{So}}#@]|{_AGENCY})|(?=\p{{Lu}}(?:[\p{{Ll}}’']|\s\p{{Ll}}|\p{{Lu}}{{2}})))"
)
"""The end of a sentence as far as signs tell: the mark, what closes after it, and a blank, which may be lost."""

_LAST = regex.compile(r"[\w.’'-]*+$", regex.REVERSE)
"""The last word before a mark."""

LAST = 30
"""Characters in which it is looked for."""

LABEL = 3
"""Letters of the label of a credit up to which it is an abbreviation: "Fot. Ana Ruiz"."""

WHOLE = 3
"""Small letters before a mark without a blank after it from which a word ends there, and no name of a site."""

MIDDLE = 2
"""Digits of a number up to which a full stop after it makes it an ordinal."""


def sentences(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Where each sentence of a line begins and ends, without the blanks between; the last has no end sign perhaps."""
    start = 0
    for match in _END.finditer(text):
        if not _goes_on(match, text, language):
            yield start, match.start("blank") if match["blank"] else match.end()
            start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def _goes_on(match: regex.Match[str], text: str, language: Language) -> bool:
    """Is the mark after an abbreviation, an initial or an ordinal, or inside a name, so that the sentence goes on?"""
    at = match.start()
    if match["blank"] is None and not (
        text[max(0, at - WHOLE) : at].isalpha() and text[max(0, at - WHOLE) : at].islower()
    ):
        return True
    if match["mark"] != "." or opens(text, match.end(), language):
        return False
    found = _LAST.search(text[max(0, at - LAST) : at])
    word = found[0].rpartition("'")[2].rpartition("’")[2] if found else ""
    last = word.rpartition(".")[2].rpartition("-")[2]
    if last.isdigit():
        return len(last) <= MIDDLE and len(word) == len(last) and _is_ordinal(match, text, language)
    if len(last) == 1 and last.isalpha():
        return last.isupper() or "." in word or last.lower() in _short(language)
    return last.lower() in _short(language)


def _is_ordinal(match: regex.Match[str], text: str, language: Language) -> bool:
    """Is a number with a full stop followed by a month, or by nothing that begins a sentence?"""
    rest = _WORD.match(text, match.end())
    if rest is None:
        return False
    word = rest[0].lower()
    return word in calendar(language) or (language.family == "compounding" and word not in _function(language))


_WORD = regex.compile(r"\W*(\w+)")


@for_language
def _short(language: Language) -> frozenset[str]:
    """Words after which a full stop ends no sentence."""
    return frozenset(
        word
        for source in sources(language)
        for word in (
            *source.solid.titles,
            *source.solid.abbreviations,
            *source.solid.shortened,
            *(label for label in source.phrases.get("credit_label", PhraseList()).seen if len(label) <= LABEL),
            *(degree.rstrip(".").lower() for degree in source.names.degrees),
            *(one for one in source.months if any(one != other and other.startswith(one) for other in source.months)),
        )
    )


@for_language
def _function(language: Language) -> frozenset[str]:
    return tokens_of(language.function_words)
