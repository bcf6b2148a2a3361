r"""`kind: ending`: a text that breaks off before it ends.

Feeds and interfaces cut an article after a number of characters, a paywall after its first paragraphs, and extractors
lose its last elements. Where the last sentence has no end, something tells: its last word needs another one after it,
a comma or an open bracket stands last, dots do, or the text has a number of characters that somebody chose. Where a
paywall is in the way, it says so, and hardly any prose follows.

A button that asks to read on, right behind words that have no end, tells the same (`was headed in Read more`), and so
does a last word that sentences hardly ever end with, as counted in articles (glue/neighbours.py).

A last line without a mark is mostly none of this: it is a signature, a credit, a title of another article, a verse. So
the sentences before it must have theirs, and none of these signs is missing.

    - name: broken-off
      kind: ending
      message: the text breaks off
      why: The feed gives the first 500 characters.
      examples:
        - lang: en
          bad: "It rained for days on end. The mayor came late that day. It was dark and wet out. ⟦A man came in and⟧"
      clean:
        - lang: en
          text: "It rained and rained for days. The mayor came late that day. Nobody saw her in the rain. Then the end"
        - {lang: en, text: "It rained and rained and"}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import regex

from newslint.evidence.formulas import Formulary, plain
from newslint.evidence.glue.neighbours import pairs
from newslint.evidence.lexicon import lexicon
from newslint.evidence.phrases import words
from newslint.kinds._sentences import ends, sentences
from newslint.kinds._stock import Stock
from newslint.model.documents import Document
from newslint.model.findings import Hit
from newslint.model.languages import Language, Setting
from newslint.model.rules import Matcher, Rule

SURE = 0.95
"""Confidence where a word that ends no sentence, or an open comma or bracket, stands last."""

LIKELY = 0.75
"""Confidence where dots stand last, a word that seldom ends a sentence, or a chosen number of characters is there.

Both are ranks: in 773,633 words of clean articles (dev) all that is found are eight articles that were stored cut."""

BEFORE = 20
"""Sentences before the last that are looked at: they have marks, or the text is one without."""

FEWEST = 3
"""And how many of them there must be at least."""

WORDED = 6
"""From so many words on a line is expected to end with a mark."""

LAST_WORDS = 5
"""Words of the last sentence, at least: fewer may be a signature."""

BOUND_WORDS = 2
"""And at least so many where its last one needs another: no signature ends so."""

LONG = 10
"""And at least so many where what stands last only seldom ends a sentence."""

RUNNING = 6
"""And at least so many where another sentence stands before it on its line: no title, no signature."""

SMALL = 0.55
"""The share of its words in small letters then, at least. Of 830 clean articles two end so, with whole
sentences that have lost their full stop: the last word tells them apart."""

SELDOM = -1.0
"""The log-odds of a last word's class before a full stop below which hardly any sentence ends with it: one in 100, and
three in 10 of the words where a text may be cut."""

RARE = 2.0
"""Zipf frequency below which letters are no word: of 1,000 words of articles five are rarer, names left out."""

BUTTON_WORDS = 4
"""Words of a button that asks to read on, at most."""

LEFT_OVER = 6
"""Left-over sentences that may stand after the last one."""

TEASER = 700
"""Characters of a text up to which dots at its end need one whole sentence before them: so short is no article."""

STYLE = 1
"""Sentences that end in dots: with so many more of them it is the author's style."""

LAST = 500
"""Characters of a text's end in which its last sentence is looked for first."""

TAIL = 4000
"""Characters of a text's end that are looked at."""

SIZES = frozenset({200, 250, 255, 256, 300, 400, 512, 600, 1024, *range(500, TAIL, 500)})
"""Characters after which texts are cut (TRU06 of a catalogue: datasets whose texts have 200, 260, 490, 500 or 1000).
Of other texts one in 400 has such a number by chance."""

SHOWN = 60
"""Characters of a phrase that a message shows."""


ANY = 10_000
"""Words of prose from which on their number does not count: what a paywall says only where it cuts."""


class Ending(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `walls`: the last sentence is unfinished. Sentences with a phrase of `beside` may stand after it.

    With `walls`: a sentence has a phrase or formula of these lists, and no more than `prose` words of prose follow.
    """

    walls: list[str] = []
    beside: list[str] = []
    prose: int = 30

    def bind(self, setting: Setting) -> Matcher:
        language = setting.language
        stock = Stock(language, (*self.walls, *self.beside))
        if self.walls:
            walls = Formulary(language, tuple(self.walls))
            return lambda document: self._walled(document, stock, walls)
        last = Last(language)
        return lambda document: _unfinished(document, stock, last)

    def _walled(self, document: Document, stock: Stock, walls: Formulary) -> Iterator[Hit]:
        near = walls.near(document)
        counts = self.prose < ANY
        text, after, wall = document.text, 0, -1
        passed = max(0, len(text) - TAIL) if counts else 0
        every = [(passed + a, passed + b) for a, b in document.effort.over(sentences(text[passed:]))] if near else []
        for number in reversed(range(len(every))):
            piece = text[slice(*every[number])]
            folded = piece.lower()
            may = any(formula.may_be_in(folded, folded) for formula in near)
            if (counts or may) and stock.is_prose(piece):
                after += len(piece.split())
                if after > self.prose:
                    break
            elif may:
                form = plain(piece)
                wall = number if any(formula.is_in(form) for formula in near) else wall
        if wall >= 0:
            yield self._hit(text, every, wall, stock)

    def _hit(self, text: str, every: list[tuple[int, int]], wall: int, stock: Stock) -> Hit:
        """The last sentence before the wall is where the text breaks off; the wall, where there is none."""
        said = " ".join(text[slice(*every[wall])].split())
        said = f"{said[:SHOWN]}…" if len(said) > SHOWN else said
        near = reversed(every[max(0, wall - LEFT_OVER) : wall])
        whole = (place for place in near if ends(text[slice(*place)]) and not stock.count(text[slice(*place)]))
        start, end = next(whole, every[wall])
        return Hit(start, end, None, SURE, message=f"{self.message}: “{said}”")


class Last:
    """What may not stand last: words that need another one, for sure and mostly."""

    def __init__(self, language: Language) -> None:
        holes = language.holes
        self.bound = frozenset((*holes.bound, *holes.joining))
        self.elided = frozenset((*language.elisions.solid, *language.elisions.small))
        self.loose = frozenset((*holes.loose, *words(language, "openers"))) - self.bound
        self._seldom = frozenset() if holes.particles else self.loose | frozenset(language.auxiliaries)
        self._code = language.code
        self._asking = Formulary(language, ("read_more",))

    def is_seldom(self, piece: str) -> bool:
        """Does hardly any sentence end with its last word?"""
        word = _WORD.search(piece)
        if word is None or not word[0].islower():
            return False
        return word[0] in self._seldom or pairs(self._code).before_stop(piece) <= SELDOM

    def is_piece(self, word: str) -> bool:
        """Is it no word, and so perhaps the first letters of one?"""
        known = lexicon(self._code)
        return known is not None and word.islower() and known.zipf(word) < RARE

    def is_button(self, piece: str) -> bool:
        return piece.count(" ") < BUTTON_WORDS and bool(self._asking.within(piece))

    def before_button(self, piece: str) -> str:
        """The words before a button that asks to read on, where they end with one in small letters; nothing without."""
        for match in _BUTTON.finditer(piece):
            if self.is_button(piece[match.end() :]):
                return piece[: match.start()]
        return ""


_OPEN = regex.compile(r"(?:[,;(\[„]|\p{L}-)\Z", regex.VERSION1)
_DOTS = regex.compile(r"(?<![.…\"”»])(?:…|\.\.\.)[\"'’”“»«)\]]*\Z", regex.VERSION1)
_APART = regex.compile(r"\p{L}\s(?:…|\.\.\.)\Z", regex.VERSION1)
"""Dots with a blank before them: no author writes them so, and a sentence before is enough."""
_WORD = regex.compile(r"[\p{L}\p{M}]+\Z", regex.VERSION1 | regex.REVERSE)
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”\"'"), ("„", "“”\"'"))
_BUTTON = regex.compile(r"(?<=\p{Ll},?)\s++(?=\p{Lu}[^.!?\n]{3,40}+\Z)", regex.VERSION1)
_NO_PROSE = regex.compile(r"https?:|www\.|[@©#|]|\A\p{P}*\p{L}+\p{P}*:", regex.VERSION1)


def _unfinished(document: Document, stock: Stock, last: Last) -> Iterator[Hit]:
    if _is_whole(document.text[-LAST:], stock, last):
        return
    passed = max(0, len(document.text) - TAIL)
    text = document.text[passed:]
    every = [*document.effort.over(sentences(text))]
    below = ""
    for _ in range(LEFT_OVER):
        if len(every) < 2 or not _is_left_over(text[slice(*every[-1])], stock, last):
            break
        below = text[slice(*every.pop())]
    *before, (start, end) = every or [(0, 0)]
    button = last.before_button(text[start:end])
    asked = button or last.is_button(below)
    end = start + len(button) if button else end
    piece = text[start:end]
    if (ends(piece) and not _DOTS.search(piece)) or stock.is_stock(piece):
        return
    follows = bool(before) and "\n" not in text[before[-1][1] : start]
    fewest = BOUND_WORDS if _ends_bound(piece, last) or (follows and last.is_seldom(_bare(piece))) else LAST_WORDS
    if len(piece.split()) < fewest or _NO_PROSE.search(piece):
        return
    teaser = _APART.search(piece) or (_DOTS.search(piece) and len(text) < TEASER)
    if not _ended(text, before, 1 if teaser else FEWEST):
        return
    runs_on = follows and _is_running(piece)
    sure = LIKELY if asked and runs_on else _sure(piece, last, text, before, runs_on)
    if sure:
        yield Hit(passed + start, passed + end, None, sure)


def _is_whole(text: str, stock: Stock, last: Last) -> bool:
    """Does the text end with a sentence that has its mark, as most do?"""
    *_, place = [(0, 0), *sentences(text)]
    piece = text[slice(*place)]
    return ends(piece) and not _DOTS.search(piece) and not _is_left_over(piece, stock, last)


def _is_left_over(piece: str, stock: Stock, last: Last) -> bool:
    """May it stand after an article's end?"""
    if _is_open(piece, last) or _DOTS.search(piece):
        return False
    if not stock.is_stock(piece):
        return len(piece.split()) < LAST_WORDS and not ends(piece)
    words_before = last.before_button(piece)
    return not _is_running(words_before) or stock.is_stock(words_before)


def _ended(text: str, before: list[tuple[int, int]], fewest: int) -> bool:
    """Do the sentences before the last have their marks?"""
    long = [text[a:b] for a, b in islice(reversed(before), BEFORE) if text.count(" ", a, b) >= WORDED - 1]
    return len(long) >= fewest and sum(map(ends, long)) >= 0.8 * len(long)


def _is_open(piece: str, last: Last) -> bool:
    return _OPEN.search(piece) is not None or _ends_bound(piece, last)


def _ends_bound(piece: str, last: Last) -> bool:
    """Is its last word one that needs another?"""
    word = _WORD.search(piece.rstrip("'’"))
    return word is not None and word[0].lower() in (last.elided if piece.endswith(("'", "’")) else last.bound)


def _is_running(piece: str) -> bool:
    """Are most of its words in small letters, as in prose?"""
    parts = piece.split()
    return len(parts) >= RUNNING and sum(part[0].islower() for part in parts) >= SMALL * len(parts)


def _is_within(piece: str) -> bool:
    """Does a bracket or a quotation open in it that does not close?"""
    return any(piece.count(opening) > sum(map(piece.count, closing)) for opening, closing in _PAIRS)


def _bare(piece: str) -> str:
    """A sentence without the dots that it ends in."""
    dots = _DOTS.search(piece)
    return piece[: dots.start()].rstrip() if dots else piece


def _sure(piece: str, last: Last, text: str, before: list[tuple[int, int]], runs_on: bool) -> float:
    """How sure it is that a sentence is unfinished; 0 if nothing tells."""
    dots = _DOTS.search(piece)
    bare = _bare(piece)
    if _is_open(bare, last):
        return SURE
    long = runs_on or len(piece.split()) >= LONG
    if dots:
        others = sum(1 for start, end in before if _DOTS.search(text, start, end))
        return LIKELY if (long or last.is_seldom(bare)) and others < STYLE else 0.0
    word = _WORD.search(bare)
    if word is None or not (long or len(piece.split()) < LAST_WORDS):
        return 0.0
    if last.is_seldom(bare) or _is_within(bare) or (runs_on and last.is_piece(word[0])):
        return LIKELY
    loose = word[0] in last.loose and len(piece.split()) >= LONG
    return LIKELY if loose or (len(text) < TAIL and len(text.strip()) in SIZES) else 0.0
