"""Passages that stand twice in a text, whatever shape each copy has: in lines, in one line, glued to what is beside it.

Both are compared as words without their marks, blanks and capitals. A window of WINDOW words is looked up among those
that came before; where one is known, the passage is followed as far as both agree. Each word is passed over once, so
that twice the text is twice the work.

>>> text = "So it rained on the port for days and nobody came. So it rained on the port for days and nobody came. Then."
>>> [text[a:b] for found in passages(text) for a, b in (found.first, found.second)]
['So it rained on the port for days and nobody came', 'So it rained on the port for days and nobody came']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import NamedTuple

import regex

from newslint.evidence.signs import quotes
from newslint.evidence.vocabulary import spans, words
from newslint.kinds._copies import LIKELY
from newslint.model.documents import Document
from newslint.model.findings import Hit

WINDOW = 8
"""Words of a window. Formulas of speech ("said in a statement on Monday that the") reach five to seven."""

WORDS = 12
"""Words of a passage that is reported. 774,000 words of clean articles (dev) have four, within lines, of
which two are damage; tables, code, lyrics and references have more, and are told by their signs and their lines."""

LONG = 16
"""Words from which on a copy right beside its original is one too many for sure, and nobody's figure of speech."""

PARAGRAPH = 40
"""Words from which on a copy far from its original is no quotation that comes again."""

BODY = 60
"""Words that are the text itself, where they are BODY_SHARE of it and more."""

BODY_SHARE = 0.3
"""A third of a text, or nearly: the copy of what is left when titles and left-overs are beside it."""

WHOLE_SHARE = 0.42
"""From this share on the text is two copies and little else."""

NOTE = 6
"""Words of a note to screen readers, or of a button, that may stand between two copies."""

VERSE = 9
"""Words of a line of prose, at least, on an average: a line that is wrapped at 60 characters has so many."""

HEAD = 400
"""Characters of a text's start where captions and standfirsts stand."""

RUN = 8
"""Chunks between blanks that a passage of WORDS words has twice in a row: else none is looked for."""

_HUMP = regex.compile(r"\p{Ll}\p{Lu}", regex.VERSION1)


class Passage(NamedTuple):
    """Where both copies lie, without the marks around them, how many `words` they have, and the `share` of the text's
    words that is one of them."""

    first: tuple[int, int]
    second: tuple[int, int]
    words: int
    share: float


def passages(text: str) -> Iterator[Passage]:
    """The passages of WINDOW words and more of which the second copy begins after the first has ended."""
    return _passages(text, _plain(text))


def _passages(text: str, plain: list[str]) -> Iterator[Passage]:
    """The passages of a text of which `plain` are the words."""
    seen: dict[tuple[str, ...], int] = {}
    pieces: list[tuple[int, int]] = []
    done = 0
    for at in _hopeful(plain, WINDOW):
        if at < done:
            continue
        first = seen.setdefault(tuple(plain[at : at + WINDOW]), at)
        size = _alike(plain, first, at) if first + WINDOW <= at else 0
        if size < WINDOW:
            continue
        pieces = pieces or _pieces(text)
        yield Passage(
            (pieces[first][0], pieces[first + size - 1][1]),
            (pieces[at][0], pieces[at + size - 1][1]),
            size,
            size / len(pieces),
        )
        done = at + size


def _hopeful(words: list[str], size: int) -> Iterator[int]:
    """Where so many words in a row each stand twice in the text: nothing else can stand there twice as a whole."""
    again = {word for word, times in Counter(words).items() if times > 1}
    marks, sought = bytes(map(again.__contains__, words)), b"\1" * size
    at = marks.find(sought)
    while at >= 0:
        yield at
        at = marks.find(sought, at + 1)


def _twice(words: list[str], size: int) -> bool:
    """Do so many words in a row come again?"""
    seen = set[tuple[str, ...]]()
    for at in _hopeful(words, size):
        row = tuple(words[at : at + size])
        if row in seen:
            return True
        seen.add(row)
    return False


def _plain(text: str) -> list[str]:
    """The words in small letters: most texts say nothing twice, and need no more than these."""
    parts = (_parts(word) if _is_mixed(word) else (word,) for word in words(text))
    return [*map(str.lower, chain.from_iterable(parts))]


def _is_mixed(word: str) -> bool:
    """May a capital stand behind a small letter in it?"""
    return not (word.islower() or word.isupper() or word[1:].islower())


def _parts(word: str) -> Iterator[str]:
    """A word, parted at its inner capitals."""
    return (word[start:end] for start, end in pairwise([0, *_humps(word), len(word)]))


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where the words lie; glued ones are parted at their inner capital."""
    found = spans(text)
    humps = _humps(text)
    return [*_parted(found, humps)] if humps else found


def _humps(text: str) -> list[int]:
    """Where capitals stand behind small letters."""
    return [match.end() - 1 for match in _HUMP.finditer(text)]


def _parted(spans: list[tuple[int, int]], humps: list[int]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in spans:
        while at < len(humps) and humps[at] < end:
            if humps[at] > start:
                yield start, humps[at]
                start = humps[at]
            at += 1
        yield start, end


def _alike(plain: list[str], first: int, second: int) -> int:
    """How many words from two places on are alike, up to where the first copy meets the second."""
    most = min(second - first, len(plain) - second)
    return next((size for size in range(most) if plain[first + size] != plain[second + size]), most)


def repeats(document: Document, min_length: int, confidence: float) -> Iterator[Hit]:
    """Passages that stand twice, unless each copy is lines of its own: those are told line by line.

    Where a copy stands right beside its original, the first goes, for the second reads on; where the text itself is
    there twice, the second, unless all of it is one line: that is half of what there is, and a person decides. Other
    copies are reported.
    """
    text, words = document.text, document.words
    document.effort.take(len(words) // 8)
    if not _twice(words, RUN):
        return
    document.effort.take(len(text) // 30)
    plain = _plain(text)
    for found in _passages(text, plain) if _twice(plain, WORDS) else ():
        if found.words >= WORDS and found.second[1] - found.second[0] >= min_length:
            yield from _judged(text, found, confidence)


def _judged(text: str, found: Passage, confidence: float) -> Iterator[Hit]:
    (start, end), (again, stop) = found.first, found.second
    lines = [_is_lines(text, *copy) for copy in (found.first, found.second)]
    alike = all(lines) and text.count("\n", start, end) == text.count("\n", again, stop)
    if alike or _SIGNS.search(text, again, stop) or _is_verse(text, found):
        return
    if found.words >= BODY and found.share >= BODY_SHARE:
        parted = "\n" in text[start:stop].strip()  # in one line nobody sees where the second copy begins
        whole = found.share >= WHOLE_SHARE and parted and _same(text, found)
        yield Hit(again, _closed(text, stop), "" if whole else None, LIKELY)
        return
    between = text[end:again]
    if not _begins(text, start) or "\n\n" in text[start:end].strip():
        return
    if not any(map(str.isalnum, between)):
        alone = "\n" not in text[start:stop] and not _stutters(text[start:end])
        sure = found.words >= LONG and alone and _same(text, found) and _ends(text, stop)
        yield Hit(start, again, "", confidence if sure else LIKELY)
        return
    if any(lines) or not (_ends(text, end) or _ends(text, stop)):
        return
    near = len(between.split()) <= NOTE
    quoted = text[again - 1 : again] in tuple(quotes.ANY)
    if near or found.words >= PARAGRAPH or (start < HEAD and not quoted and _begins(text, again)):
        yield Hit(again, stop, None, LIKELY)


_SIGNS = regex.compile(r"[<>{}=|@#_\\]|https?:|www\.|↩", regex.VERSION1)
_BEFORE = regex.compile(r"(?:\A|\n|[.!?…:”»\"’)][\"'’”»)]*)\s*[\"'“„«‘(¿¡—–-]*\s*\Z", regex.VERSION1)
_AFTER = regex.compile(r"[\"'’”»)]*(?:[.!?…]|\n|\Z)", regex.VERSION1)
_CLOSING = regex.compile(r"[.!?…\"'’”»)\]]*", regex.VERSION1)


def _is_verse(text: str, found: Passage) -> bool:
    """Does it stand in short lines: is it a refrain, a list?"""
    lines = text.count("\n", *found.first) + 1
    return lines > 2 and found.words < VERSE * lines


def _stutters(piece: str) -> bool:
    """Does it say the same again itself, as a machine does that hears nothing?"""
    head = " ".join(piece.split()[:4])
    return piece.count(head) > 1


def _begins(text: str, at: int) -> bool:
    """May a sentence begin there?"""
    return _BEFORE.search(text[max(0, at - 12) : at] if at > 12 else f"\n{text[:at]}") is not None


def _ends(text: str, at: int) -> bool:
    """Does one end there?"""
    return _AFTER.match(text, at) is not None


def _closed(text: str, at: int) -> int:
    """Behind the marks that follow."""
    match = _CLOSING.match(text, at)
    return match.end() if match else at


def _same(text: str, found: Passage) -> bool:
    """Are the copies alike but for their blanks?"""
    one, other = (text[start:end].split() for start, end in (found.first, found.second))
    return one == other


def _is_lines(text: str, start: int, end: int) -> bool:
    """Is it one line, or several, from the start of the first to the end of the last, but for marks?"""
    close = text.find("\n", end)
    before, after = text[text.rfind("\n", 0, start) + 1 : start], text[end : close if close >= 0 else len(text)]
    return not any(map(str.isalnum, before)) and not any(map(str.isalnum, after))
