"""`kind: torn`: one word with a gap in it.

Pages set a large first letter, a bold half or a link inside a word in an element of its own, and old line ends keep
their hyphen: `W hile`, `tripl e`, `infor- mation`. The pieces are put together where the whole is a frequent word and a
piece is none.

    - name: drop-cap
      kind: torn
      unit: initial
      message: first letter apart from its word
      why: The page sets it large, in an element of its own.
      examples:
        - {lang: en, bad: "⟦W hile⟧ the talks went on, it burned.", good: "While the talks went on, it burned."}
      clean:
        - {lang: en, text: "A strong wind blew."}
        - {lang: en, text: "X marks the spot."}

`endings` counts for `unit: word` alone, where a list of words takes the end of one for an abbreviation (`Ed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, count, pairwise
from typing import Literal

from newslint.evidence.lexicon import Lexicon, lexicon
from newslint.evidence.signs import quotes
from newslint.model.documents import Document
from newslint.model.findings import Allows, Hit
from newslint.model.languages import Language, Setting
from newslint.model.rules import Matcher, Rule

CERTAIN = 0.995
"""A capital that is no word before lower-case letters that are none: 0 wrong among 800,000 words of clean articles."""

LIKELY = 0.9
"""The pieces could be words, but the whole is a better one. In the same texts there are seven such capitals and no such
word."""

FRAGMENT = 1.6
"""Zipf frequency up to which letters are no word: lists have typing errors and abbreviations up to here.
Like the three below it is chosen; CERTAIN and LIKELY measure what they come to."""

WORD = 3.5
"""Zipf frequency from which on letters are a frequent word."""

CAPITAL_WORD = 3.0
"""Zipf frequency from which on a single capital joins to the letters after it."""

FAR = 3.5
"""A whole this much more frequent than its rest (`die`, `ie`) is as good as one whose rest is no word."""

MAX_FINE = 200_000
"""Pieces remembered as words, about 20 MB; what comes after them is judged each time."""


class Torn(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`unit` says what is torn: the large first letter of a paragraph (`initial`), or any word (`word`).

    `endings`, by language, replace those of the languages' files: letters that end words and are no words, whatever the
    word list says of them (`Ed`).
    """

    unit: Literal["initial", "word"]
    endings: dict[str, list[str]] = {}

    @property
    def allows(self) -> Allows:
        """A word torn at the end of a line has a hyphen in it, which goes."""
        return "signs" if self.unit == "word" else "space"

    def bind(self, setting: Setting) -> Matcher:
        code = setting.language.code
        words = lexicon(code)
        if words is None:
            return lambda document: ()
        if self.unit == "initial":
            single = _single_letter_words(setting.language)
            small = frozenset(setting.language.function_words)
            return lambda document: _initials(document, words, single, small)
        endings = self.endings.get(code, ()) if self.endings else setting.language.endings
        halves = Halves(words, setting, frozenset(endings))
        return halves.hits


_INITIAL = re.compile(r"[\"“«„‘'(]?([^\W\d_])([ \N{NO-BREAK SPACE}]|\n{1,2})([^\W\d_]+)(?![\w'’.@/-])")


def _single_letter_words(language: Language) -> frozenset[str]:
    """The one-letter words; elided ones (French l', d') are none before a blank."""
    letters = {word for word in language.function_words if len(word) == 1}
    return frozenset(letters.difference(language.elisions.solid)) | _VOWELS


_GAP = ("", " ", "\N{NO-BREAK SPACE}")
"""What follows an initial, or an initial behind a quotation mark, in its line."""

_VOWELS = frozenset("aeiouyàáâèéêìíîòóôùúûäöüåøæœő")
"""Words of some language, or its letters' names: weighed as one-letter words everywhere."""


def _initials(document: Document, words: Lexicon, single: frozenset[str], small: frozenset[str]) -> Iterator[Hit]:
    starts = (line.start for line in document.lines if line.text[1:2] in _GAP or line.text[2:3] in _GAP)
    for match in filter(None, (_INITIAL.match(document.text, start) for start in starts)):
        capital, gap, rest = match.groups()
        if not capital.isupper() or not rest.islower():
            continue
        letter = capital.lower()
        if letter not in single and rest not in small and len(rest) == 1 and letter + rest in small:
            yield Hit(match.start(1), match.end(), capital + rest, CERTAIN)  # L e: two letters, neither of them a word
            continue
        sure = _sure_of_initial(letter, rest, words, letter in single, "\n" in gap)
        if sure:
            yield Hit(match.start(1), match.end(), capital + rest, sure)


def _sure_of_initial(letter: str, rest: str, words: Lexicon, is_word: bool, own_line: bool) -> float:
    """How sure it is that a capital belongs to the letters after it; 0 for what may be right."""
    whole, alone = words.zipf(letter + rest), words.zipf(rest)
    if whole < CAPITAL_WORD:
        return 0.0
    fragment = alone <= FRAGMENT or whole - alone >= FAR
    if is_word:
        return LIKELY if whole >= WORD and (fragment or (own_line and len(rest) < 3 and whole > alone)) else 0.0
    if fragment:
        return CERTAIN
    return LIKELY if whole > alone + 0.3 and (own_line or whole >= 5.5) else 0.0


class Halves:
    """Finds two pieces of one word in a language."""

    def __init__(self, words: Lexicon, setting: Setting, endings: frozenset[str]) -> None:
        self.words = words
        self.accept = setting.accept
        self.endings = endings
        self.function = frozenset(setting.language.function_words)
        self._fine: set[str] = set()
        self._odd: set[str] = set()

    def hits(self, document: Document) -> Iterator[Hit]:
        yield from self._broken(document.text)
        pieces = document.words
        document.effort.take(len(pieces))
        odd = self._fragments(document.pieces)
        if not odd:
            return
        at = [*compress(count(), map(odd.__contains__, pieces))]
        beside = {(pieces[i], pieces[i + 1]) for i in {*at, *(i - 1 for i in at if i)} if i + 1 < len(pieces)}
        pairs = {(left, right) for left, right in beside if right[0].islower() and self._belong(left, right)}
        if pairs:
            yield from _places(document.text, pairs)

    def _broken(self, text: str) -> Iterator[Hit]:
        """Words with a hyphen at the end of a line, and the rest in the next: the break says that they are one."""
        for match in _BROKEN.finditer(text) if "-\n" in text else ():
            head, tail = match["head"], match["tail"]
            whole = (head + tail).lower()
            if len(whole) > SHORT and tail not in self.function and self._is_word(whole) and head[1:].islower():
                yield Hit(match.start("head"), match.end(), head + tail, LIKELY)

    def _is_word(self, whole: str) -> bool:
        return whole not in self.accept and self.words.zipf(whole) >= WORD

    def _fragments(self, pieces: frozenset[str]) -> frozenset[str]:
        """Those of the pieces that are no words by themselves."""
        pieces = pieces - self._fine
        fresh = pieces - self._odd
        odd = frozenset(piece for piece in fresh if self._is_fragment(piece))
        if len(self._fine) + len(self._odd) < MAX_FINE:
            self._fine |= fresh - odd
            self._odd |= odd
        return odd | (pieces & self._odd)

    def _is_fragment(self, piece: str) -> bool:
        word = piece if piece.isalpha() else _head(piece).strip(_MARKS)
        if not word.isalpha() or word[1:] != word[1:].lower():
            return False
        return word in self.endings or self.words.zipf(word.lower()) <= FRAGMENT

    def _belong(self, left: str, right: str) -> bool:
        """Are these two pieces of one word?"""
        head, tail = _head(left), right.rstrip(_CLOSING)
        hyphen = head.endswith("-")
        head = head[:-1] if hyphen else head
        if not (head + tail).isalpha() or not tail.islower() or not head or (len(head) == 1 and not head.islower()):
            return False
        whole = (head + tail).lower()
        if head[1:] != head[1:].lower() or not self._is_word(whole):
            return False
        if hyphen:
            return tail not in self.function and self._any_fragment(head.lower(), tail)
        return (tail in self.endings and len(head) > 3) or self._any_fragment(head.lower(), tail)

    def _any_fragment(self, head: str, tail: str) -> bool:
        return len(head + tail) > 3 and min(self.words.zipf(head), self.words.zipf(tail)) <= FRAGMENT


_OPENING = quotes.OPENING + "'(["
_CLOSING = quotes.CLOSING + quotes.EITHER + ")].,;:!?…"
_MARKS = _OPENING + _CLOSING + "-"


_BROKEN = re.compile(r"(?<![^\W_])(?P<head>[^\W\d_]{2,})-\n[ \t]*(?P<tail>[^\W\d_]{2,})(?![^\W_]|-)")
"""A word at whose hyphen a line breaks."""

SHORT = 4
"""Letters of a word up to which its halves may be words beside a dash."""


def _head(piece: str) -> str:
    """A piece without an opening quote and an elided article (`l'infor-`)."""
    bare = piece.lstrip(_OPENING)
    before, _, after = bare.replace("’", "'").partition("'")
    return after if len(before) <= MAX_ELIDED and after[:1].isalpha() else bare


MAX_ELIDED = 2
"""Letters before the apostrophe: l', d', qu'."""

_PIECE = re.compile(r"\S+")


def _places(text: str, pairs: set[tuple[str, str]]) -> Iterator[Hit]:
    """Where the pieces stand with one blank between them."""
    at = -1
    for one, two in pairwise(_PIECE.finditer(text)):
        left, right, gap = one[0], two[0], text[one.end() : two.start()]
        if (left, right) not in pairs or one.start() < at or gap != " ":
            continue
        head, tail = _head(left), right.rstrip(_CLOSING)
        at = two.start() + len(tail)
        yield Hit(one.end() - len(head), at, head.rstrip("-") + tail, LIKELY)
