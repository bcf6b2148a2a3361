r"""What stands in a sentence and is none: phrases of the page, labels and what they label, the sentence that follows.

A page's phrases have no full stop, so that the next sentence, or the last one, has them in it: "Advertisement The first
boats left at dawn.", "... at dawn Read more Share". A phrase begins with a capital, and is over where a capital
follows; what a label labels is over where it can be no more of it: names end before a sentence's first word, dates
before what is none. Of a title nobody can say where it ends, but by a sign or a word that only begins sentences.

>>> from newslint.evidence.language import get
>>> text = "Photo: Ana Ruiz/AFP The first boats left at dawn Read more: Fishermen ask for aid"
>>> found = parts(text, 0, len(text), get("en"))
>>> [(text[part.start :][:9], part.edge.name, part.label) for part in found]
[('Photo: An', 'SENTENCE', 'credit_label'), ('The first', 'PHRASE', ''), ('Read more', 'PHRASE', 'related_prefix')]
"""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple

import regex

from newslint.evidence.lines.wording import Words, vocabulary
from newslint.evidence.phrases import Book, Mark, book
from newslint.evidence.segments import rows
from newslint.evidence.segments.edges import may_part
from newslint.evidence.segments.offers import OFFERS, begins_offer, button, is_closed, speaks_to
from newslint.evidence.segments.openers import needs, openers, opens
from newslint.evidence.segments.segment import Edge
from newslint.evidence.segments.signatures import bracketed, bylined, credited, dated, names
from newslint.evidence.segments.titles import title
from newslint.evidence.tokens import first_token, places, tokens
from newslint.model.languages import Language


class Part(NamedTuple):
    """Where a part of a sentence begins, how sure that is, and the list of the phrase that it begins with, if any."""

    start: int
    edge: Edge
    label: str = ""


NAMED = frozenset({"byline", "credit_label", "source_label", "picture_label", "caption_label"})
"""Lists of labels after which names stand."""

DATED = frozenset({"updated_label", "reading_time", "relative_time", "byline"})
"""Lists of labels after which dates stand."""

WHOLE = frozenset({"reading_time", "relative_time"})
"""Lists of labels that say all by themselves: "5 min read"."""

CREDITS = frozenset({"credit_label"})
"""Lists of labels that end a caption, which has no full stop before them."""

CAPTION = 240
"""Characters of a caption at most."""

REACH = 60
"""Characters in which a phrase is looked for."""

_CAPITAL = regex.compile(r"(?<=[\s|•»])(?:[(\[]?[\p{Lu}\p{N}#©@]|[(\[]\p{Ll})")
_CHUNK = regex.compile(r"\S+")
_NEXT = regex.compile(r"\s*(?P<sign>[:.|»›>©–—-]?)\s*(?P<first>\S?)")


def parts(text: str, start: int, end: int, language: Language) -> list[Part]:
    """The parts of the sentence text[start:end]; one for a sentence that is nothing else."""
    known = vocabulary(language)
    pressed = button(text, start, end, language)
    found = [Part(start, Edge.SENTENCE, OFFER), Part(*pressed)] if pressed else [Part(start, Edge.SENTENCE)]
    at = found[-1].start
    while at < end:
        stop = at if at > start and needs(text, at, language) else rows.over(text, at, end, known)
        if stop > at and (may_part(text, stop) or text[at:stop].rstrip().endswith("+")):
            first = found.pop().edge if found[-1].start == at else Edge.PHRASE
            found.append(Part(at, first, ROW))
            at = stop
            if at < end:
                found.append(Part(at, Edge.PHRASE))
            continue
        stop, edge, label = _thing(text, at, start, end, found[-1], known, language)
        if stop <= at or not may_part(text, stop):
            if at > found[-1].start and begins_offer(text, at, end, language):
                found.append(Part(at, Edge.WEAK))
            at = _next_capital(text, at + 1, end)
            continue
        ends_caption = label in CREDITS and not found[-1].label and at - found[-1].start <= CAPTION
        if found[-1].start == at or ends_caption:
            found[-1] = found[-1]._replace(label=label)
        else:
            sure = stop >= end or label in NAMED | DATED or opens(text, stop, language)
            sure = sure and label != NAME  # the last word of a title may be taken for a name
            found.append(Part(at, Edge.PHRASE if sure else Edge.WEAK, label))
        if stop < end:
            found.append(Part(stop, edge))
        at = stop
    return [_sure(part, after) for part, after in zip_longest(found, found[1:])]


def _thing(
    text: str, at: int, start: int, end: int, before: Part, known: Words, language: Language
) -> tuple[int, Edge, str]:
    """What stands at an offset as a thing of its own: where it is over, how sure that is, and its list."""
    signed = bracketed(text, at, end, known)
    if signed > at:
        stop = _visible(text, signed, end)
        return stop, Edge.PHRASE if at == start or opens(text, stop, language) else Edge.WEAK, SIGNED
    mark = _phrase(text, at, end, book(language), language, inside=at > start)
    if mark is None:
        return _unnamed(text, at, end, known, language, first=at == start)
    if text[at] in _BRACKETS and (closed := text.find(_BRACKETS[text[at]], at, end)) > 0:
        return _visible(text, closed + 1, end), Edge.PHRASE, mark.list
    if _is_in_a_name(text, at, end, before, mark, language):
        return at, Edge.WEAK, ""
    return *_end(text, at, end, mark, known, language, first=before.start == at), mark.list


DATE, NAME, SIGNED = "date", "name", "credit_label"
"""What a date is labelled, a name with a date behind it, of which no list is, and a credit in brackets."""


def _sure(part: Part, after: Part | None) -> Part:
    """A phrase is sure to begin where it is the first of two of a list: "No comments yet Be the first to comment"."""
    two = part.edge is Edge.WEAK and part.label and after is not None and after.label == part.label
    return part._replace(edge=Edge.PHRASE) if two else part


def _next_capital(text: str, at: int, end: int) -> int:
    match = _CAPITAL.search(text, at, end)
    return match.start() if match else end


def _phrase(text: str, at: int, end: int, listed: Book, language: Language, *, inside: bool) -> Mark | None:
    """The phrase that stands at an offset as a thing of its own, the longest; None if there is none."""
    piece = text[at : min(end, at + REACH)]
    if not listed.begins(first_token(piece)):
        return None
    marks = listed.marks(tokens(piece))
    spans = list(places(piece)) if marks else []
    for mark in marks:
        if mark.length > len(spans) or mark.length == 1 < marks[0].length:  # "Zapisz Się" is no "Zapisz"
            continue
        stop = _closed(text, at, at + spans[mark.length - 1][1])
        if _is_over(text, at, stop, end, mark, language, inside=inside):
            return mark
    return None


def _closed(text: str, at: int, stop: int) -> int:
    """Where a phrase is over with the bracket that it opens: "Comments (12)"."""
    return stop + 1 if text[stop : stop + 1] == ")" and "(" in text[at + 1 : stop] else stop


def _is_over(text: str, at: int, stop: int, end: int, mark: Mark, language: Language, *, inside: bool) -> bool:
    """Is the phrase text[at:stop] over there: does a label's sign follow, or what cannot be the rest of a sentence?"""
    if inside and (needs(text, at, language) or text[stop - 2 : stop - 1].isspace()):
        return False
    after = _NEXT.match(text, stop, end)
    clear = mark.length > 1 or not inside or _is_shouted(text, at, stop)
    if after is None or not after["first"]:
        return clear
    if after["sign"] in _DASHES and after.start("sign") == stop:
        return False
    if mark.length == 1 and text[at].isdigit():  # "16x", "24/7"
        return False
    if after["sign"] and after["sign"] not in _DASHES:
        return clear or (mark.list in NAMED and after["sign"] == ":")
    first = after["first"]
    if not (first.isupper() or first.isdigit() or first in _FIRST):
        return False
    if mark.list in NAMED | DATED and mark.length == 1:
        small = text[at:stop].lower() in openers(language)
        return (not inside or small) and (mark.list in NAMED or first.isdigit())
    if mark.length == 1 and first.isdigit():
        return False
    if mark.length > 1 or inside or _is_told(text, after, language):
        return clear
    in_capitals = _is_shouted(text, at, stop) and _IN_CAPITALS.match(text, stop, end) is None
    return clear and (mark.list in ALONE or in_capitals)


def _is_in_a_name(text: str, at: int, end: int, before: Part, mark: Mark, language: Language) -> bool:
    """Is a phrase part of a name or a title that the sentence has: "the Canadian Real Estate Association"?

    It stands behind a capital then, which says nothing where all nouns have one, and small words are near on both
    sides: in a menu they are not.
    """
    if mark.list != PAGES or language.capital_nouns or before.label or before.start == at:
        return False
    left = text[max(before.start, at - REACH) : at].split()[-2:]
    right = text[at : min(end, at + 2 * REACH)].split()[mark.length : mark.length + 2]
    if not left or not left[-1][0].isupper() or not left[-1][-1].isalnum():
        return False
    return left[0].islower() and (not right or any(map(str.islower, right)))


OFFER = "newsletter"
"""The list of the phrases of offers."""

ROW = "share"
"""The list of the labels of share buttons."""

_IN_CAPITALS = regex.compile(r"\W*\p{Lu}{2}")

ALONE = frozenset({"ad_label"})
"""Lists of single words that begin no sentence, but perhaps a name: that a capital ends them is not sure."""

PLAYER = "player"
"""The list of a player's buttons, which may have a number behind them in a sentence: "Fast forward 2 days"."""

PAGES = "legal"
"""The list of names of a site's pages, which others may have in theirs."""

_BRACKETS = {"[": "]", "(": ")"}

_FIRST = '•*–—-"“„«»‘|©#@'
"""Signs that something new begins with, beside capitals and digits."""


def _is_told(text: str, after: regex.Match[str], language: Language) -> bool:
    """Does a word that only begins sentences follow, or a sign that begins an item?"""
    return after["first"] in "•*|©#@" or opens(text, after.start("first"), language)


def _is_shouted(text: str, at: int, stop: int) -> bool:
    """Is it in capitals, and what stands before it is not?"""
    before = text[max(0, at - REACH) : at].split()
    return stop - at >= SHOUTED and text[at:stop].isupper() and bool(before) and not before[-1].isupper()


TITLED = frozenset({"read_more", "related_prefix", "related_label", "media_label"})
"""Lists of labels that titles stand behind, which are mostly small words."""

MORE = frozenset({"read_more", "related_prefix", "related_label"})
"""Lists of labels that say where more is told."""

_SHOUTED = regex.compile(r"(?:\s+\p{Lu}+\b(?![\p{Ll}’'.-])){2,}")
"""Words in capitals behind a phrase in capitals, which are part of it: `READ MORE IN THE REPORT`."""

SHOUTED = 4
"""Letters of a word in capitals at least that is no abbreviation."""

_DASHES = ("–", "—", "-")


def _end(
    text: str, at: int, end: int, mark: Mark, known: Words, language: Language, *, first: bool
) -> tuple[int, Edge]:
    """Where what a phrase begins is over, at the start of the next thing, and how sure that is.

    `first`: nothing unknown stands before it.
    """
    spans = places(text[at : at + REACH])
    stop = _closed(text, at, at + [span[1] for span in spans][mark.length - 1])
    sign = _NEXT.match(text, stop, end)
    if sign is None:
        return end, Edge.SENTENCE
    follows = sign.start("first")
    if mark.list in OFFERS and not sign["sign"] and speaks_to(text, follows, end, language):
        return end, Edge.SENTENCE
    shouted = _SHOUTED.match(text, stop, end) if mark.list in MORE and text[at:stop].isupper() else None
    if shouted:
        return _visible(text, shouted.end(), end), Edge.WEAK
    lasting = _lasting(text, stop, end, mark, sign["sign"], first=first)
    if lasting:
        return lasting, Edge.PHRASE
    if mark.list in NAMED | DATED:
        if first and mark.length > 1 and not sign["sign"] and opens(text, follows, language):
            return follows, Edge.PHRASE
        over, edge = names(text, follows, end, known, language)
        if first and over == follows and mark.list in WHOLE and mark.length > 1 and not sign["sign"]:
            return follows, Edge.PHRASE if opens(text, follows, language) else Edge.WEAK
        return (_visible(text, over, end), edge) if over > follows else (at, Edge.WEAK)
    if needs(text, stop, language) and not is_closed(text, at, stop, language):
        over, edge = title(text, follows, end, language, guessed=mark.list in TITLED)
        return over, edge if edge is Edge.PHRASE else Edge.WEAK
    if sign["sign"] and sign["sign"] not in _DASHES:
        return title(text, follows, end, language, guessed=mark.list in TITLED)
    sure = mark.length > 1 or _is_told(text, sign, language) or _is_shouted(text, at, stop)
    sure = sure and not (mark.list == PLAYER and sign["first"].isdigit())
    return follows if not sign["sign"] else sign.start("sign"), Edge.PHRASE if sure else Edge.WEAK


def _lasting(text: str, stop: int, end: int, mark: Mark, sign: str, *, first: bool) -> int:
    """Where the reading time that a label ends in is over, with the sign before the article; 0 if there is no such."""
    if mark.list not in WHOLE or not sign:
        return 0
    whole = first and mark.length > 1 and sign != ":"
    told = (_DASHED if whole else _LASTING).match(text, stop, end)
    return int(told.end()) if told else 0


_LASTING = regex.compile(r"\s?[:–—-]\s?\d{1,3}\s?\p{Ll}{1,8}\.?\s(?:[–—|•-]\s)?(?=\p{Lu})")
"""What stands after the label of a reading time: a number, its unit, and a sign perhaps before the text."""

_DASHED = regex.compile(r"\s?[:.|»›>©–—-]\s*")
"""A sign between a reading time and the text."""


def _visible(text: str, at: int, end: int) -> int:
    """Where something is seen again from an offset on."""
    chunk = _CHUNK.search(text, at, end)
    return chunk.start() if chunk else end


def _unnamed(text: str, at: int, end: int, known: Words, language: Language, *, first: bool) -> tuple[int, Edge, str]:
    """Where a date, a name and its date, or a credit that is the `first` thing, is over: what has no phrase."""
    stop = dated(text, at, end, known, language)
    if stop > at:
        return stop, Edge.PHRASE, DATE
    if first:
        return *credited(text, at, end, known, language), DATE
    return bylined(text, at, end, known, language), Edge.PHRASE, NAME
