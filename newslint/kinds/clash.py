r"""`kind: clash`: two words that no sentence puts side by side: what stood between them is gone.

A link, a name, a number, a quotation is deleted with its text, and the words around it meet: `the victory du est`,
`between and`, `a reply to the of the council`. Grammar tells: after an article comes no verb, no pronoun, no other
article; after `between` no `and`. What is in brackets between them changes nothing (`the party del (PPD), se`). Which
words clash, and which end no sentence or no clause, is data of the language (`holes.clashes`, `final`, `stops`).

Where a sentence has lost its first words, it begins in small letters, in a text whose others begin with a capital.

Several blanks between two words may be all that is left of those between them. Many pages have such blanks everywhere,
so they tell in a text of few, and where words of these classes hardly ever meet (`the attacks of  and of the shop`).

What an author doubles (`the the`) is another fault, and lists of small words (`up, to and from`) are none. A text with
many clashes is no prose of its language: lemmas, records of speech, a table.

    - name: lost-between
      kind: clash
      message: something is missing between these words
      why: The link was deleted with its text.
      examples:
        - {lang: en, bad: "He was sent to ⟦the of⟧ the island, and left."}
      clean:
        - {lang: en, text: "He was sent to the of-course island of the mayor."}
        - {lang: en, text: "He spoke to, of and from the the mayor."}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from itertools import chain, compress, count, islice

import regex

from newslint.evidence.glue.neighbours import pairs
from newslint.evidence.lexicon import lexicon
from newslint.evidence.listings import shows_code
from newslint.model.documents import Document
from newslint.model.findings import Hit
from newslint.model.languages import Setting
from newslint.model.rules import Matcher, Rule
from newslint.rules.languages import everywhere

SURE = 0.9
"""How sure it is. In 773,633 words of clean articles (dev) there are seven such pairs, five of them where a formula or
a picture is lost, and none at the end of a sentence."""

ANY = 0.7
"""And with any other word, where no other sentence does. Of seven in clean articles four have lost it; code and an
abbreviation look so, too."""

COMMON = 3.9
"""Zipf frequency from which on it is a word, and no name of a product (`git`, `adidas`) that is written so."""

LIKELY = 0.75
"""How sure it is that a sentence has lost its beginning which begins with another small word than a verb. Of seven in
clean articles and in texts as people stored them four have, or follow one that is cut; three are typing errors."""

MOST = 6
"""Clashes in one text; with more it is no prose of its language, or told to be in another."""


LONGEST = 80
"""Words of a sentence, on an average, at most."""

LINE = 40
"""Characters from which on a line is one of prose, and no label or verse."""

HEAD_AFTER = 5
"""Letters of a word that is no abbreviation."""

BRACKET = 9
"""Words in brackets at most that are looked over."""

SPREAD = 4
"""Runs of blanks in a text, at most, that may each be a place of lost words."""

HARDLY = -1.2
"""The log-odds of two classes of words below which blanks between them stand for others. In clean articles one pair in
100 is below it, of those that losing a name makes one in four; of 77 such runs of blanks in texts as people stored them
two are, both of them holes."""

ASIDE = 2
"""Words between two commas that interrupt a sentence where nothing is missing."""

CAPITALS, SMALL = 5, 2
"""For each sentence that begins in small letters so many begin with a capital, and there are no more of them than two:
else it is how somebody writes."""


class Clash(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """It has no keys of its own: the words are those of the language's file."""

    def bind(self, setting: Setting) -> Matcher:
        language = setting.language
        holes = language.holes
        if not holes.clashes and not holes.final:
            return lambda document: ()
        never: dict[str, set[str]] = {}
        for pair in holes.clashes:
            for word in pair.after:
                never.setdefault(word, set()).update(pair.never)
        following = frozenset(chain.from_iterable(never.values()))
        ends = frozenset(f"{word}{mark}" for word in holes.final for mark in ".!?,;")
        ends |= frozenset(f"{word}." for word in holes.stops)
        final = frozenset(holes.final)
        bound = frozenset((*holes.bound, *holes.joining)) - setting.accept
        verbs = frozenset((*language.words.saying, *language.auxiliaries))
        small = frozenset(language.function_words) - verbs
        code = language.code

        def hits(document: Document) -> Iterator[Hit]:
            words = document.words
            document.effort.take(len(words) // 8)
            found = {i: True for i in _followed(document, never.keys(), following) if _clash(words, i, never)}
            found |= {i: False for i in _standing(document, ends) if _ends(words, i)}
            found |= {i: False for i in _standing(document, final) if "(" in document.text and _closed(words, i)}
            found |= {i: True for i in _standing(document, verbs) if _headless(words, i)}
            left = [*_left(document.text, bound), *_small(document, small, code), *_apart(document.text, code)]
            if 0 < len(found) + len(left) <= MOST and _is_written(document.text, words):
                yield from left
                yield from _places(document, found)

        return hits


_CLOSING = ".,;:!?»”\"'’)"
_PARAGRAPH_END = regex.compile(r"(?<=\S[^\S\n]*)\n(?:[^\S\n]*+\n)++[^\S\n]*+[\"'“„«‘(]?\p{Lu}", regex.VERSION1)


def _standing(document: Document, sought: Set[str]) -> Iterable[int]:
    """The numbers of the words of a document that are among some."""
    if document.pieces.isdisjoint(sought):
        return ()
    return compress(count(), map(sought.__contains__, document.words))


def _followed(document: Document, sought: Set[str], following: Set[str]) -> Iterable[int]:
    """The numbers of those after which one of others stands, with marks behind it or without."""
    words = document.words
    return (i for i in _standing(document, sought) if i + 1 < len(words) and _is_one(words[i + 1], following))


def _is_one(word: str, sought: Set[str]) -> bool:
    return word in sought or word.rstrip(_CLOSING) in sought


def _clash(words: list[str], i: int, never: Mapping[str, set[str]]) -> bool:
    """Does the word before words[i + 1] clash with it? After a comma words may be a list of small ones."""
    if i + 1 == len(words) or (i and words[i - 1][-1] in ",/"):
        return False
    following = words[i + 1]
    return following != words[i] and (following in never[words[i]] or following.rstrip(_CLOSING) in never[words[i]])


def _ends(words: list[str], i: int) -> bool:
    """Does a clause end with words[i], or a sentence: does another begin, or nothing follow? No word between two commas
    (`de, parfois, faire`) ends one."""
    if i == 0 or words[i - 1][-1] in ",/":
        return False
    if words[i][-1] in ",;":
        return not any(word[-1] == "," for word in words[i + 1 : i + 1 + ASIDE])
    return i + 1 == len(words) or words[i + 1].lstrip("\"'“„«»‘([¿¡")[:1].isupper()


def _closed(words: list[str], i: int) -> bool:
    """Do brackets stand right after words[i], and a clause or a sentence end with them?"""
    if i == 0 or i + 1 == len(words) or words[i + 1][0] != "(":
        return False
    inside = words[i + 1 : i + 1 + BRACKET]
    last = next((word for word in inside if ")" in word), "")
    return "".join(inside).count("(") == 1 and last.endswith(("),", ").", ");"))


def _headless(words: list[str], i: int) -> bool:
    """Does a sentence begin with the verb words[i], in small letters: is the name gone that it began with?"""
    before = words[i - 1] if i else ""
    return len(before) > HEAD_AFTER and before[-1] == "." and before[:-1].isalpha() and before.islower()


def _is_written(text: str, words: list[str]) -> bool:
    """Does the text have sentences? Records of speech and lemmas have no marks, and any words side by side."""
    return sum(map(text.count, ".!?")) * LONGEST >= len(words)


def _left(text: str, bound: frozenset[str]) -> Iterator[Hit]:
    """Paragraphs that end with a word that needs another one, where another begins: no list, and no code."""
    for match in _PARAGRAPH_END.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        line = text[start : match.start()].rstrip()
        before, _, word = line.rpartition(" ")
        if word in bound and len(line) > LINE and before.rstrip(",")[-1:].islower():
            yield Hit(start + len(line) - len(word), start + len(line), None, SURE)


_SMALL = regex.compile(
    rf"""
    \.\ {{1,2}} (?<= (?<![\p{{L}}\p{{N}}\p{{P}}]) (?<!\p{{N}}\s) \p{{Ll}}{{{HEAD_AFTER},}} \.\ {{1,2}})
    (?P<first>\p{{Ll}}[\p{{Ll}}'’]*+) (?=[\ ,])
    """,
    regex.VERBOSE | regex.VERSION1,
)
_CAPITAL = regex.compile(r"\p{Ll}{3}[.!?…][\"”»]?\s++[\"“„«¿¡]?\p{Lu}", regex.VERSION1)


def _small(document: Document, words: frozenset[str], code: str) -> list[Hit]:
    """First words of sentences in small letters, in a text where the others have a capital; products are written so."""
    found = [*_SMALL.finditer(document.text)]
    if not 0 < len(found) <= SMALL:
        return []
    others = sum(1 for _ in islice(_CAPITAL.finditer(document.text), CAPITALS * len(found)))
    if others < CAPITALS * len(found) or shows_code(document):
        return []
    known = lexicon(code) if len(found) == 1 else None
    return [
        Hit(match.start("first"), match.end("first"), None, LIKELY if match["first"] in words else ANY)
        for match in found
        if match["first"] in words or (known and known.zipf(match["first"]) >= COMMON and not _is_short(match))
    ]


def _is_short(match: regex.Match[str]) -> bool:
    """Is the full stop an abbreviation's?"""
    before = match.string[max(0, match.start() - LONGEST) : match.start()].split()[-1]
    return before.lower() in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(everywhere("solid.abbreviations"))


_BLANKS = regex.compile(r"(?<=[\p{L}'’])[ \N{NO-BREAK SPACE}]{2,4}(?=[\p{L}(«“„])", regex.VERSION1)


def _apart(text: str, code: str) -> Iterator[Hit]:
    """Runs of blanks between words that hardly ever meet."""
    if not any(two in text for two in _TWO_BLANKS):
        return
    found = [*islice(_BLANKS.finditer(text), SPREAD + 1)]
    if 0 < len(found) <= SPREAD:
        for match in found:
            if pairs(code).across(text, *match.span()) < HARDLY:
                yield Hit(match.start(), match.end(), None, LIKELY)


_TWO_BLANKS = ("  ", "\N{NO-BREAK SPACE} ", " \N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}")


def _places(document: Document, found: Mapping[int, bool]) -> Iterator[Hit]:
    """Where the words of these numbers lie, with the next one where two clash, unless a blank line is between them."""
    text, spans = document.text, document.spans
    for i, two in sorted(found.items()):
        start, end = spans[i]
        if not two:
            yield Hit(start, end, None, SURE)
            continue
        following, stop = spans[i + 1]
        between = text.count("\n", end, following)
        if not between or (between == 1 and start - text.rfind("\n", 0, start) > LINE):
            yield Hit(start, following + len(text[following:stop].rstrip(_CLOSING)), None, SURE)
