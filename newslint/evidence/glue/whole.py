"""The seams of one chunk, which is mended whole or not at all: `the|API|changes`, `the|specimens|was`.

>>> from newslint.evidence.glue.judge import judge
>>> from newslint.model.documents import Document
>>> from newslint.model.languages import Setting
>>> from newslint.rules.languages import languages
>>> found = judge(Document("They found that thespecimenswas lost in May."), Setting(language=languages()["en"]))
>>> [(one.seam.left, one.seam.right, one.confidence >= SURE) for one in found]
[('the', 'specimens', True), ('specimens', 'was', True)]
"""

from __future__ import annotations

import regex

from newslint.evidence.glue.doubts import DOUBTED_FROM, NO_DOUBT, Doubt
from newslint.evidence.glue.doubts.humps import KINDS as CAPITALS
from newslint.evidence.glue.doubts.humps import RUN_ON
from newslint.evidence.glue.judged import Judged
from newslint.evidence.glue.seams import MARKS
from newslint.evidence.glue.seams.solid import solid
from newslint.model.evidence import log_odds

SURE, LIKELY, OPEN = 0.986, 0.95, 0.93
"""Where a seam of a chunk is SURE, the others that are LIKELY are sure, too: of 353 in the dev data 345 were labelled
gaps. A chunk with another that is as likely as OPEN, but no more, would be mended by halves."""


STAYING = 2
"""Capitals inside words of a chunk that no gap is put before: of these one may be that of a brand (YouTube)."""

_ADDRESS = r"(?:https?://|www\.|\w{1,40}+(?:\.\w{1,40}+){1,4}/)[\w./?=&%+~:#-]++"
_HUMPS = regex.compile(rf"(?:[#@]\w+|{_ADDRESS})(*SKIP)(*FAIL)|(?<=\p{{Ll}})\p{{Lu}}")
"""Capitals behind small letters, but for those of hashtags, handles and addresses."""

_TWO = regex.compile(r"/(?:t\.co|pic\.twitter\.com)/\w{10}(?=https?:|pic\.)")
"""Two addresses of a tweet run together: the ids of such have ten characters."""

_LABELLED = regex.compile(r"(?<=\p{Ll})\p{Lu}\p{Ll}{1,3}\.?(?P<gap>)\+?\d{2}")
"""An abbreviation behind a word in small letters, and its number: MichałaNr43, Nr26Tel.34."""

_SHORT = regex.compile(r"\p{L}{1,4}(?=\d)")
"""What may be an abbreviation before a number: nr17/2024Data."""

_NUMBERED = regex.compile(r"(?<=\d{2})\p{Lu}\p{Ll}{2}|(?<=(?<!\d)(?:19|20)\d\d)\p{Ll}{4}")
"""Words behind a number, which are no part of a name, or behind a year, also in small letters."""


def whole(chunk: list[Judged], text: str) -> list[Judged]:
    """The seams of one chunk, which is mended whole or not at all."""
    if not any(one.confidence >= DOUBTED_FROM for one in chunk):
        return chunk
    raised = chunk = [_freed(one, chunk) for one in chunk]
    open_end = False
    if len(chunk) > 1 and any(one.confidence >= SURE and not one.doubt for one in chunk):
        raised = [_raised(one) if _raising(one) <= one.confidence < SURE and not one.doubt else one for one in chunk]
        open_end = any(_is_open(one) for one in raised)
    if not open_end and not _stays(raised, text):
        return raised
    return [one if one.doubt else one._replace(doubt=HALF) for one in raised]


def _freed(one: Judged, chunk: list[Judged]) -> Judged:
    """A seam without the doubt that its second half is two words, if these are parted themselves: the|API|changes."""
    if one.doubt != RUN_ON:
        return one
    inside = range(one.at + 1, one.at + len(one.seam.right))
    parted = any(other.at in inside and other.confidence >= LIKELY and not other.doubt for other in chunk)
    return one._replace(doubt=NO_DOUBT) if parted else one


def _stays(chunk: list[Judged], text: str) -> bool:
    """Would words of the chunk stay run together that nobody doubts are several: capitals inside, again and again?"""
    gaps = {one.at for one in chunk if one.confidence >= LIKELY}
    first, last = chunk[0].start, chunk[0].end
    if any(match.end() not in gaps for match in _TWO.finditer(text, first, last)):
        return True
    if any(match.start() not in gaps for match in _NUMBERED.finditer(text, first, last)):
        return True
    short = _SHORT.match(text, first, last)
    if short and gaps and short.end() not in gaps and short[0].lower() in solid().abbreviations:
        return True
    if any(match.start("gap") not in gaps and match.start() in gaps for match in _LABELLED.finditer(text, first, last)):
        return True
    return sum(match.start() not in gaps for match in _HUMPS.finditer(text, first, last)) >= STAYING


def _raising(one: Judged) -> float:
    """From which confidence on a seam is sure beside one that is: less where the two part three words."""
    return TOLD if "third word" in one.seam.features else LIKELY


def _is_open(one: Judged) -> bool:
    """Would the seam stay as it is, although it likely is a gap? At marks what is LIKELY is safe."""
    if "third word" in one.seam.features and one.confidence < SURE:
        return one.confidence >= MAYBE
    if one.doubt:
        return one.doubt.halves and one.confidence >= OPEN
    if one.seam.kind in CAPITALS:
        return TOLD <= one.confidence < LIKELY
    return one.seam.kind not in MARKS and OPEN <= one.confidence < LIKELY


TOLD = 0.5
"""At a capital a gap that is as likely is reported: beside it the rest of the chunk is mended by halves."""

MAYBE = 0.3
"""Of three words that two cuts part: held out, where the first cut is SURE, the other was a gap in 145 of 146 cases
from TOLD on, in one of eleven below this."""

HALF = Doubt("another gap of the chunk would stay")


def _raised(one: Judged) -> Judged:
    return one._replace(confidence=SURE, beside=log_odds(SURE) - log_odds(one.confidence))
