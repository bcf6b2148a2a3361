"""Captions without a credit: a sentence that tells what a picture shows, and where in it, and on what day.

The picture is gone, and such a sentence may stand in an article, too. What gives it away is what only a picture has:
its own name ("In this file photo"), a side of it ("Ana Ruiz, left,"), a label of its place ("Above:"), or a scene told
in the present tense with a day and its year ("speaks in Ardmouth on May 14, 2024"): an article tells of that day in the
past.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.wording import vocabulary
>>> english = vocabulary(get("en"))
>>> scene("Ana Ruiz, left, speaks in Ardmouth on May 14, 2024", "ana", english)
('side of a name', 'day and year', 'scene')
>>> scene("Ana Ruiz spoke in Ardmouth on Tuesday of last week", "ana", english) is None
True
"""

from __future__ import annotations

import re

from newslint.evidence.clock import hour
from newslint.evidence.lines.wording import Words
from newslint.evidence.signs.quotes import quotes_somebody
from newslint.evidence.tokens import NUMBER, tokens

SHORTEST, LONGEST = 24, 420
"""Characters that such a line has; the longest of 74 seen had 402. The bounds here are chosen; of the lines that they
find in 3,910 texts of dev pages the labels call 82 left-overs and four the article's."""

OPENING = 110
"""Characters at the start of a line in which a picture is named, dates among its words included."""

LABEL = 44
"""Characters in which a label and what goes with it end ("Archivbild (16.08.2024):")."""

WORDS = 4
"""Blanks after a label from which words are a caption's: "Pictured: Tea Rose" may name what a guide is about."""

BEFORE_DAY = 20
"""Characters before the day at least: a sentence that opens with a day reports."""

_YEAR = re.compile(r"[12][09]\d\d(?!\d)")
_DATE = 22
"""Characters before a year in which the rest of its date stands ("20 de noviembre de ")."""

_SIDE_ENDS = (",", ";", ")")
_MARK = re.compile(r"[:)\]|]")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{3,40})[)\]]\.?$")


def may_be_scene(text: str, first: str, known: Words) -> bool:
    """Is a line of a caption's length, with a sign of a picture or the year of a day in it?"""
    if not SHORTEST <= len(text) <= LONGEST or text[-1] in "?!:":
        return False
    if _may_have_side(text, known) or text[-1] in ")]" or text.endswith((").", "].")):
        return True
    if first in known.picture_starts and (_MARK.search(text, 1, LABEL) or _has(text[:OPENING], known.picture_words)):
        return True
    return bool(known.scenes) and ("20" in text or "19" in text) and _has_day(text, known)


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _may_have_side(text: str, known: Words) -> bool:
    """Does a word that names a side end in what a side ends in? Told without the pattern, which is slow."""
    for word in known.side_words:
        at = text.find(word)
        while at >= 0:
            at += len(word)
            if text[at : at + 1] in _SIDE_ENDS:
                return True
            at = text.find(word, at)
    return False


def scene(text: str, first: str, known: Words) -> tuple[str, ...] | None:
    """The evidence that a line is the caption of a picture, or None."""
    if not may_be_scene(text, first, known):
        return None
    named = _named(text, first, known)
    side = _side(text, known)
    day = bool(known.scenes) and _has_day(text, known)
    if not (named or side or day):
        return None
    said = tokens(text)
    shows = not known.scenes.isdisjoint(said) or _holds(said, known.shown)
    if not (named or side or shows):
        return None
    pieces = [*named, *side]
    pieces += ["agency in it"] if named and _is_credited(text, known) else []
    pieces += ["day and year"] if day else []
    pieces += ["scene"] if shows else []
    pieces += ["reported"] if "place label" not in named and not known.reported.isdisjoint(said) else []
    pieces += ["quotation"] if quotes_somebody(text) else []
    pieces += ["clock time"] if hour().search(text) else []  # "performs in Ardmouth on May 14, at 8 p.m." announces
    return tuple(pieces)


def _named(text: str, first: str, known: Words) -> tuple[str, ...]:
    """How a picture is named at the line's start, or in the brackets at its end."""
    if first in known.picture_starts and _has(text[:OPENING], known.picture_words):
        opening = _undated(tokens(text[:OPENING]), known)
        if any(tuple(opening[:length]) in known.pictures for length in range(2, 7)):
            return ("picture named",)
    mark = _MARK.search(text, 1, LABEL) if first in known.picture_starts else None
    if mark is not None and _is_label(text[: mark.start()], known):
        blanks = text[mark.end() :].strip().count(" ")
        return ("place label",) if blanks >= WORDS else ("place label", "few words")
    closing = _BRACKETED.search(text) if text[-1] in ")]." else None
    return ("picture named",) if closing and _is_label(closing[1], known) else ()


def _is_credited(text: str, known: Words) -> bool:
    """Does an agency stand in it as credits have it: beside a stroke, in brackets, after "via"?"""
    return any(match[1] in known.sure or match[2] in known.sure for match in _CREDITED.finditer(text))


_CREDITED = re.compile(r"(?:(?<=/)|(?<=\()|(?<=via ))\s?([^\W\d_]{2,20})|([^\W\d_]{2,20})\s?/")


def _is_label(text: str, known: Words) -> bool:
    return tuple(_undated(tokens(text), known)) in known.picture_labels


def _side(text: str, known: Words) -> tuple[str, ...]:
    """Whether a side of the picture stands beside a name, or beside another word."""
    if known.side is None or not _may_have_side(text, known):
        return ()
    sides = list(known.side.finditer(text))
    if not sides:
        return ()
    before = (text[: match.start()].rpartition(" ")[2] for match in sides)
    return ("side of a name",) if any(word[:1].isupper() for word in before) else ("side",)


def _has_day(text: str, known: Words) -> bool:
    """Is there a date with its day and year, after the start of the line?"""
    for match in _YEAR.finditer(text, BEFORE_DAY):
        before = tokens(text[max(0, match.start() - _DATE) : match.start()])[-4:]
        if NUMBER in before and not known.calendar.isdisjoint(before):
            return True
    return False


def _undated(said: list[str], known: Words) -> list[str]:
    return [token for token in said if token != NUMBER and token not in known.dates]


def _holds(said: list[str], phrases: frozenset[str]) -> bool:
    plain = f" {' '.join(said)} "
    return any(f" {phrase} " in plain for phrase in phrases)
