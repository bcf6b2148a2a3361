r"""What a page offers its reader inside a line: where that is over, and the article's sentence begins.

>>> from newslint.evidence.language import get
>>> text = "Sign up to this newsletter The first boats left the quay at dawn"
>>> at, edge = offer(text, 0, len(text), get("en"))
>>> text[at:], edge.name
('The first boats left the quay at dawn', 'WEAK')
"""

from __future__ import annotations

from newslint.evidence.phrases import book, for_language, words
from newslint.evidence.segments.openers import opens
from newslint.evidence.segments.segment import Edge
from newslint.evidence.segments.titles import title
from newslint.evidence.tokens import first_token, places, tokens, tokens_of
from newslint.model.languages import Language

OFFERS = frozenset({"newsletter", "follow"})
"""Lists of what a page offers its reader, who is spoken to in the rest of the sentence, too."""

OFFERED = OFFERS | {"login", "paywall", "share"}
"""Lists of what an offer begins with of which no phrase has all."""

CALLS = OFFERED | {"read_more"}
"""Lists of what calls to the reader begin with."""

CALL = 3
"""Words of such a beginning at least: fewer may be a name. Chosen."""

SAID = 160
"""Characters of a sentence that an offer goes on in."""

REACH = 60
"""Characters in which a phrase is looked for."""


BUTTON = 3
"""Words of the button of an offer, at most: "Sign me up". Chosen."""

BEFORE = 120
"""Characters before a button in which what it offers is named: as far as a sentence is seen with what is around it."""

AFTER = 4
"""Words of a sentence of which one beside the first is small, where it is none of a title. Chosen."""

_ENDS = (".", "!", "?", "…")


def offer(text: str, start: int, end: int, language: Language) -> tuple[int, Edge] | None:
    """Where what a sentence begins with as an offer is over and the article's sentence begins; None if it has no such.

    Of "Sign up to this newsletter The boats left" no list has all, but a word that only begins sentences ends it. What
    follows speaks to nobody, and half of its words are small.
    """
    piece = text[start : min(end, start + REACH)]
    listed = book(language)
    if not listed.begins(first_token(piece)) or OFFERED.isdisjoint(mark.list for mark in listed.marks(tokens(piece))):
        return None
    at, edge = title(text, start, min(end, start + SAID), language)
    if edge is Edge.SENTENCE or at <= start or speaks_to(text, at, min(end, at + SAID), language):
        return None
    rest = text[at:end].split()
    return (at, Edge.WEAK) if sum(map(str.islower, rest)) * 2 >= len(rest) else None


def button(text: str, start: int, end: int, language: Language) -> tuple[int, Edge] | None:
    """Where the button of the offer before a sentence is over; None if no offer stands there, or no button begins it.

    "With our newsletter. Sign up Residents have waited": the phrase is short, and a sentence of the article follows,
    which begins with a word that only begins sentences, or goes on in small letters behind what is no title.
    """
    before = text[max(0, start - BEFORE) : start].rstrip()
    if not before.endswith(_ENDS) or not offers_mail(before, language):
        return None
    piece = text[start : min(end, start + REACH)]
    listed = book(language)
    marks = listed.marks(tokens(piece)) if listed.begins(first_token(piece)) else ()
    spans = list(places(piece)) if marks else []
    short = (one for one in marks if one.list in OFFERED and one.length <= BUTTON and one.length < len(spans))
    mark = next(short, None)
    if mark is None:
        return None
    stop, follows = start + spans[mark.length - 1][1], start + spans[mark.length][0]
    if not text[stop:follows].isspace() or not text[follows].isupper() or speaks_to(text, follows, end, language):
        return None
    titled = mark.length > 1 and text[start + spans[mark.length - 1][0]].isupper()
    read_on = not titled and any(map(str.islower, text[follows:end].split()[1:AFTER]))
    return follows, Edge.PHRASE if read_on or opens(text, follows, language) else Edge.WEAK


def begins_offer(text: str, at: int, end: int, language: Language) -> bool:
    """Does a call to the reader begin at a capital that no full stop stands before: "... stocks Click here for the"?"""
    piece = text[at : min(end, at + REACH)]
    listed = book(language)
    if not text[at].isupper() or not listed.begins(first_token(piece)):
        return False
    calls = [mark.length for mark in listed.marks(tokens(piece)) if mark.list in CALLS]
    spans = list(places(piece)) if calls else []
    return any(len(piece[: spans[length - 1][1]].split()) >= CALL for length in calls if length <= len(spans))


def offers_mail(text: str, language: Language) -> bool:
    """Does it name what a site sends to those who subscribe, and speak to the reader, or for the site?"""
    said = tokens(text)
    return not (_mailings(language).isdisjoint(said) or _calls(language).isdisjoint(said))


def speaks_to(text: str, at: int, end: int, language: Language) -> bool:
    """Is the rest of a sentence said to the reader, or by the site: "Sign up for Harbour News to hear from us"?"""
    return end - at <= SAID and not _reader(language).isdisjoint(tokens(text[at:end]))


def is_closed(text: str, at: int, stop: int, language: Language) -> bool:
    """Is a phrase that ends in a small word over all the same: is it a button ("Read More"), or names who speaks?"""
    *before, last = text[at:stop].split()
    return bool(before) and (last[0].isupper() or last.lower() in _reader(language))


@for_language
def _calls(language: Language) -> frozenset[str]:
    return _reader(language) | tokens_of(words(language, "subscribe"))


@for_language
def _mailings(language: Language) -> frozenset[str]:
    return tokens_of(words(language, "mailings"))


@for_language
def _reader(language: Language) -> frozenset[str]:
    return tokens_of(words(language, "reader"))
