r"""Dates, credits and names inside a sentence: where they are over.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.wording import vocabulary
>>> text, english = "14 May 2024, 12:30 The boats left", get("en")
>>> text[dated(text, 0, len(text), vocabulary(english), english) :]
'The boats left'
"""

from __future__ import annotations

import regex

from newslint.evidence.lines.wording import Words
from newslint.evidence.segments.openers import needs, openers, opens
from newslint.evidence.segments.segment import Edge
from newslint.evidence.tokens import NUMBER, first_token, tokens
from newslint.model.languages import Language

REACH = 60
"""Characters in which a credit begins."""

_CHUNK = regex.compile(r"\S+")
_OPEN = "[("


def dated(text: str, at: int, end: int, known: Words, language: Language) -> int:
    """Where a date that stands at an offset is over, of a day or with its time; the offset itself where there is none.

    A capital must follow: where the sentence goes on, it is the sentence's.
    """
    first = first_token(text[at : at + LONGEST])
    if (first != NUMBER and first not in known.calendar) or needs(text, at, language):
        return at
    numbers, calendar, last = 0, False, ""
    for chunk in _CHUNK.finditer(text, at, end):
        plain = tokens(chunk[0])
        dated = all(one == NUMBER or one in known.dates for one in plain)
        if not dated or (numbers and opens(text, chunk.start(), language)):
            full = numbers > 1 and (calendar or _CLOCK.search(text, at, chunk.start()) is not None)
            closed = not last.endswith(",") and last.lower() not in openers(language)
            return chunk.start() if full and closed and (chunk[0][0].isupper() or chunk[0][0] in _OPEN) else at
        last = chunk[0]
        numbers += plain.count(NUMBER)
        calendar = calendar or not known.calendar.isdisjoint(plain)
        if numbers > MOST:
            return at
    return at


def credited(text: str, at: int, end: int, known: Words, language: Language) -> tuple[int, Edge]:
    """Where a credit that stands at the start of a sentence is over; the offset itself where there is none.

    It has a name, a sign and an agency, and behind it another thing begins: "Ana Ruiz/dpa The port ...". After a
    mark of rights any name will do, before a word that begins a sentence: "© Ana Ruiz The port ...".
    """
    near = min(end, at + REACH)
    owned = text.startswith("©", at)
    if not owned and _SIGNED.match(text, at, near) is None:
        return bylined(text, at, end, known, language), Edge.PHRASE
    stop, edge = names(text, at, end, known, language)
    said = text[at:stop].split()
    sent = "/" in said[0] and said[0].lstrip(_OPEN).partition("/")[0] in known.sure if said else False
    if (edge is Edge.WEAK and not sent) or stop - at > CREDIT or len(said) < 2:
        return at, Edge.WEAK
    if owned:
        return (stop, Edge.PHRASE) if opens(text, stop, language) else (at, Edge.WEAK)
    if not sent and _kind(said[-1], known) != "agency":
        return at, Edge.WEAK
    return stop, Edge.PHRASE if stop >= end or opens(text, stop, language) else Edge.WEAK


def bracketed(text: str, at: int, end: int, known: Words) -> int:
    """Where a credit in brackets that stands at an offset is over; the offset itself where there is none.

    Every word in them is of a credit, and the first is its label, or one an agency: "(AP Photo/Ana Ruiz)".
    """
    closed = text.find(")", at, min(end, at + CREDIT)) if text[at] == "(" else -1
    said = text[at + 1 : closed].split() if closed > 0 else []
    if len(said) < 2 or not all(_kind(word, known) for word in said):
        return at
    labelled = first_token(said[0]) in known.photo_labels
    return closed + 1 if labelled or any(_kind(word, known) == "agency" for word in said) else at


def bylined(text: str, at: int, end: int, known: Words, language: Language) -> int:
    """Where a name and the date behind it are over, at the text's start or behind a small word that ends a title.

    The offset itself where there are none: "... the old bridge Ana Ruiz 14 May 2024 The boats left".
    """
    before = text[max(0, at - REACH) : at].split()[-1:]
    titled = not language.capital_nouns and before and before[0].isalpha() and before[0].islower()
    match = (
        _NAMED.match(text, at, min(end, at + REACH)) if at == 0 or (titled and not needs(text, at, language)) else None
    )
    if match is None or match[0].endswith((".", ":")) or any(opens(text, at + n, language) for n in _starts(match[0])):
        return at
    stop = dated(text, match.end(), end, known, language)
    return stop if stop > match.end() else at


def _starts(text: str) -> list[int]:
    """Where the words of a text begin."""
    return [chunk.start() for chunk in _CHUNK.finditer(text)]


_NAMED = regex.compile(r"\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'.-]*){1,3}?\s(?=\p{L}{0,12}\.?,?\s?\d)", regex.VERSION1)
"""A name of two words and more before a date."""

_SIGNED = regex.compile(
    r"[(©]?\s?\p{Lu}[^.!?:;\n]*(?:[/|]\s?\p{L}|\s(?:avec|with|mit|con|com|met)\s\p{Lu})", regex.VERSION1
)
"""What a credit begins with: a bracket, a mark or a name, and a sign or a word before the next."""

CREDIT = 80
"""Characters of a credit at most."""

_CLOCK = regex.compile(r"\d{1,2}[:.h]\d\d\b|\d{1,2}\.\d{1,2}\.\d\d")

LONGEST = 20
"""Characters of a word that a date may begin with."""

MOST = 24
"""Words and marks that names and dates have at most: four authors, a day and a time."""


def names(text: str, at: int, end: int, known: Words, language: Language) -> tuple[int, Edge]:
    """Where names, agencies and dates that stand from an offset on are over; the offset itself where there are none.

    They end before a word that begins a sentence, after an agency, and after a date behind a name. Where they run into
    a sentence in another way, the last name may be its first word: it is left to the sentence.
    """
    last, closed, said = at, False, list[str]()
    for number, chunk in enumerate(_CHUNK.finditer(text, at, end)):
        kind = _kind(chunk[0], known)
        starts = number > 0 and opens(text, chunk.start(), language)
        if starts or (closed and kind == "name"):
            return chunk.start(), Edge.PHRASE
        if kind == "name" and "name" in said and said[-1] == "date" and text[last - 1] != ",":
            return chunk.start(), Edge.WEAK
        said += [kind] if kind != "sign" else []
        if not kind and number > 0 and not _WORDED.search(chunk[0]):
            return chunk.start(), Edge.PHRASE
        if not kind or number >= MOST:
            return last, Edge.WEAK
        if kind == "name":
            last = chunk.start()
        closed = kind == "agency" and not chunk[0].endswith(("/", "|", ",", "&"))
        if kind != "name":
            last = chunk.end() if kind != "sign" else last
    return end, Edge.SENTENCE


_WORDED = regex.compile(r"[\p{L}\p{N}\p{P}]")
"""What a word, a number or a mark has in it; a pictograph has none, and begins something else."""


def _kind(chunk: str, known: Words) -> str:
    """What a word of a credit, a byline or a date is; nothing for any other."""
    bare = chunk.strip(_AROUND)
    plain = first_token(chunk)
    if not bare:
        return "sign"
    if plain == NUMBER or plain in known.dates:
        return "date"
    if bare.rpartition("/")[2] in known.sure:
        return "agency"
    if bare[0].isupper():
        return "name"
    small = bare.lower()
    return "sign" if small in known.joins or small in known.credit or small in known.stamps else ""


_AROUND = ".,;:()[]|/©\"'“”«»–—-"
