r"""Is what a line begins with, or has in it, told: said by somebody, or the start of a sentence that goes on?

"Follow us on Twitter," the dockers shouted at the minister. A page's furniture speaks to its reader, and is over where
it has said what it wants; who is quoted is named, with a verb of saying. Other sentences go on without one ("Updated
in 1962 and never since, the timetable still hangs"): then what follows a comma is a clause of its own, with words such
as clauses are made of, none that speaks to the reader or for the site, and no other notice. A label and a title after
it ("Read also: The mayor said no") is no sentence; only lines that end as one are told.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> def tell(text):
...     return told(sheet(Document(text), get("en")).rows[0], get("en"))
>>> tell('"Follow us," the guide told them, "and mind the step."'), tell("Follow us, said the guide, and be quick.")
('quoted', 'told')
>>> tell("Updated in 1962 and never since, the timetable still hangs on the wall."), tell("Follow us, and never stop.")
('goes on as prose', None)
"""

from __future__ import annotations

import re

import msgspec

from newslint.evidence.formulas import Formulary
from newslint.evidence.lines.sheet import FULL, Row
from newslint.evidence.phrases import for_language, sources
from newslint.evidence.signs.quotes import CLOSING, DOUBLE, EITHER, LINE_OPENING
from newslint.evidence.tokens import tokens, tokens_of
from newslint.model.languages import Language

_QUOTED = re.compile(rf"[{LINE_OPENING}'‹]\s?[^\s{DOUBLE}][^{DOUBLE}]*?(?:[{DOUBLE}‹›]|(?<=[.,!?])['’])(?=[\s,;.–—-])")
_CLAUSE = re.compile(rf"[,;:–—?][{CLOSING}{EITHER}“«]?\s|[{DOUBLE}]\s")
_SENTENCE = re.compile(r"[.!?…]\s")

AFTER_QUOTE = 3
"""Words after a quotation from which somebody says it: after fewer stands a source, or nothing."""

NEWS = 2
"""Words before a verb in the past: with fewer a page tells its reader what happened ("There was an error")."""

CLAUSE = 5
"""Words that a clause has at least."""

JOINED = 5
"""Words that it has at least after "and" or "or", which may join another thing to what was said."""

FUNCTION = 2
"""Function words that it has at least: a list of names or of titles has fewer."""


class Speech(msgspec.Struct, frozen=True):
    """Words of a language, in plain form: verbs of saying and in the past, those that speak to the reader, and others.

    `function` is how many function words a clause has; a language without articles has fewer.
    """

    saying: frozenset[str]
    past: frozenset[str]
    reader: frozenset[str]
    joining: frozenset[str]
    function_words: frozenset[str]
    function: int


@for_language
def _speech(language: Language) -> Speech:
    words = [source.words for source in sources(language)]
    return Speech(
        saying=tokens_of(language.words.saying),
        past=tokens_of(language.words.past),
        reader=tokens_of(word for listed in words for word in (*listed.reader, *listed.first_person)),
        joining=tokens_of(language.holes.joining),
        function_words=tokens_of(language.function_words),
        function=FUNCTION if language.words.openers else FUNCTION - 1,
    )


NOTICES = (
    "notice", "newsletter_offer", "offer", "appeal", "cookie_notice", "consent_sentence", "copyright", "origin",
    "affiliate", "disclaimer", "stand_in", "script",
)  # fmt: skip
"""The lists of what a site says to its readers in sentences."""


@for_language
def notices(language: Language) -> Formulary:
    """All that a site says to its readers in sentences of a language."""
    return Formulary(language, NOTICES)


def told(row: Row, language: Language) -> str | None:
    """How a line is told, by name; None if it isn't."""
    if not row.ends:
        return None
    quoted = _QUOTED.match(row.text)
    if quoted and len(tokens(row.text[quoted.end() : quoted.end() + FULL])) >= AFTER_QUOTE:
        return "quoted"
    speech = _speech(language)
    if not speech.saying.isdisjoint(row.words if row.whole else tokens(row.text)):
        return "told"
    if not speech.past.isdisjoint(row.words[NEWS:]):
        return "in the past"
    start = row.text if row.whole else _SENTENCE.split(row.text, maxsplit=1)[0]
    clauses = [part for part in _CLAUSE.split(start)[1:] if _is_clause(part, speech)]
    return None if all(map(notices(language).within, clauses)) else "goes on as prose"


def _is_clause(part: str, speech: Speech) -> bool:
    """Does it read as a clause of prose, up to the end of its sentence?"""
    words = tokens(_SENTENCE.split(part, maxsplit=1)[0])
    least = JOINED if words[:1] and words[0] in speech.joining else CLAUSE
    if len(words) < least or not speech.reader.isdisjoint(words):
        return False
    return sum(word in speech.function_words for word in words) >= speech.function
