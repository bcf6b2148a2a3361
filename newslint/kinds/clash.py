r"""`kind: clash`: two words that no sentence puts side by side: what stood between them is gone.

A link, a name, a number, a quotation is deleted with its text, and the words around it meet: `the victory du est`,
`between and`, `a reply to the of the council`. Grammar tells: after an article comes no verb, no pronoun, no other
article; after `between` no `and`. Which words clash, and which end no sentence, is data of the language
(`holes.clashes`, `holes.final`).

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

from collections.abc import Iterator, Mapping
from itertools import compress, count

import regex

from newslint.model.documents import Document
from newslint.model.findings import Hit
from newslint.model.languages import Setting
from newslint.model.rules import Matcher, Rule

SURE = 0.9
"""How sure it is. In 773,633 words of clean articles (dev) there are seven such pairs, five of them where a formula or
a picture is lost, and none at the end of a sentence."""

MOST = 6
"""Clashes in one text; with more it is no prose of its language, or told to be in another."""


LONGEST = 80
"""Words of a sentence, on an average, at most."""

LINE = 40
"""Characters from which on a line is one of prose, and no label or verse."""

HEAD_AFTER = 5
"""Letters of a word that is no abbreviation."""


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
        ends = frozenset(f"{word}{mark}" for word in holes.final for mark in ".!?")
        bound = frozenset((*holes.bound, *holes.joining)) - setting.accept
        verbs = frozenset((*language.words.saying, *language.auxiliaries))

        def hits(document: Document) -> Iterator[Hit]:
            words = document.words
            document.effort.take(len(words) // 8)
            found = {i: True for i in compress(count(), map(never.__contains__, words)) if _clash(words, i, never)}
            found |= {i: False for i in compress(count(), map(ends.__contains__, words)) if _ends(words, i)}
            found |= {i: True for i in compress(count(), map(verbs.__contains__, words)) if _headless(words, i)}
            left = [*_left(document.text, bound)]
            if 0 < len(found) + len(left) <= MOST and _is_written(document.text, words):
                yield from left
                yield from _places(document.text, found)

        return hits


_CLOSING = ".,;:!?»”\"'’)"
_PARAGRAPH_END = regex.compile(r"(?<=\S)[^\S\n]*+\n(?:[^\S\n]*+\n)++[^\S\n]*+[\"'“„«‘(]?\p{Lu}", regex.VERSION1)
_TOKEN = regex.compile(r"\S+")


def _clash(words: list[str], i: int, never: Mapping[str, set[str]]) -> bool:
    """Does the word before words[i + 1] clash with it? After a comma words may be a list of small ones."""
    if i + 1 == len(words) or (i and words[i - 1][-1] in ",/"):
        return False
    following = words[i + 1]
    return following != words[i] and (following in never[words[i]] or following.rstrip(_CLOSING) in never[words[i]])


def _ends(words: list[str], i: int) -> bool:
    """Does a sentence end with words[i], which is no abbreviation: does another begin, or nothing follow?"""
    return i > 0 and (i + 1 == len(words) or words[i + 1].lstrip("\"'“„«»‘([¿¡")[:1].isupper())


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


def _places(text: str, found: Mapping[int, bool]) -> Iterator[Hit]:
    """Where the words of these numbers lie, with the next one where two clash, unless a blank line is between them."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    for i, two in sorted(found.items()):
        start, end = spans[i]
        if not two:
            yield Hit(start, end, None, SURE)
            continue
        following, stop = spans[i + 1]
        between = text.count("\n", end, following)
        if not between or (between == 1 and start - text.rfind("\n", 0, start) > LINE):
            yield Hit(start, following + len(text[following:stop].rstrip(_CLOSING)), None, SURE)
