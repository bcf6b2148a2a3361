"""Words that stand twice in a row: which of two equal words is one too many, and how sure that is.

>>> from newslint.evidence.language import get
>>> from newslint.model.documents import Document
>>> from newslint.model.languages import Setting
>>> text = "Officials closed the the road, and he had had enough."
>>> [text[hit.start : hit.end] for hit in Doubles(Setting(language=get("en"))).hits(Document(text))]
[' the']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count

from newslint.evidence.signs import quotes
from newslint.kinds._copies import LIKELY
from newslint.model.documents import Document
from newslint.model.findings import Hit
from newslint.model.languages import Setting
from newslint.rules.languages import everywhere

CERTAIN = 0.995
"""A word of the language's `never` list, or a content word after a determiner: see Doubles. In 814,736 words of clean
articles (dev) there are six such pairs."""


class Doubles:
    """Finds doubled words of one language.

    Safe are words that never stand twice (`repeats.never`) and a lower-case content word between an opener (determiner
    or preposition) and more of the same clause ("du bon bon voisinage"), unless the language doubles it
    (`repeats.allowed`). English puts nouns side by side ("his backup backup plan"): there only the words of
    `doubled_adjectives` count. German doubles articles and pronouns by grammar ("die, die die Tür öffnen"): its `never`
    list has none. A word that is a preposition and more (`repeats.apart`: "refer to … to find"), and any before a
    number ("en vertu de … de 1804"), may have lost what stood between the two; behind a word that takes a preposition
    (`repeats.lacking`: "out the the guild") one of them stands where that is missing. Two capitalised words are a name
    far more often than an error: 16 of 17 on real articles.
    """

    def __init__(self, setting: Setting) -> None:
        language = setting.language
        self.allowed = frozenset(language.repeats.allowed) | setting.accept
        self.never = frozenset(language.repeats.never)
        self.apart = frozenset(language.repeats.apart)
        self.lacking = frozenset(language.repeats.lacking)
        self.taken = frozenset(language.repeats.taken)
        self.before = everywhere("repeats.before")
        self.function = frozenset(language.function_words)
        self.openers = frozenset(language.words.openers)
        self.content = frozenset(language.words.doubled_adjectives)

    def hits(self, document: Document) -> Iterator[Hit]:
        text = document.text
        words = document.words
        document.effort.take(len(words) // 8)
        starts_same = list(map(str.startswith, words[1:], words))
        if True not in starts_same:
            return
        found = [i for i in compress(count(), starts_same) if _same(words[i], words[i + 1])]
        if not found:
            return
        spans = document.spans
        last = -2
        for i in found:
            if i != last + 1:
                yield from self._hit(text, spans, i, run=_run(found, i))
            last = i

    def _hit(self, text: str, spans: list[tuple[int, int]], i: int, run: int) -> Iterator[Hit]:
        start, end = spans[i]
        word = text[start:end]
        stop = spans[i + run][0] + len(word)
        before = text[slice(*spans[i - 1])] if i else ""
        follows = text[slice(*spans[i + run + 1])] if i + run + 1 < len(spans) else ""
        gap = text[end : spans[i + 1][0]]
        sure = self.confidence(word, before, follows) if self.language_knows(word) else 0.0
        if run > 1 or text[stop : stop + 1] in _ENDS_CLAUSE or _is_wide(gap):
            sure = min(sure, LIKELY)
        if "\n" in gap:
            sure = min(sure, LIKELY) if _wrapped(text, end, word in self.never) else 0.0
        if sure:
            yield Hit(end, stop, "", sure)

    def language_knows(self, word: str) -> bool:
        """Is there data enough to judge a doubled word?"""
        return bool(self.never) and word.lower() not in self.allowed

    def confidence(self, word: str, before: str, follows: str) -> float:
        """How sure it is that the second of two equal words is one too many; 0 for what is right."""
        if not word.islower():
            return 0.0
        if word in self.never:
            hole = word in self.apart or follows[:1].isdigit() or self._is_for_another(word, before)
            return 0.0 if follows in self.before else LIKELY if hole else CERTAIN
        if len(word) < 3 or word in self.function:
            return LIKELY if word in self.function and len(word) > 1 else 0.0
        counts = not self.content or word in self.content
        return CERTAIN if counts and before.lower() in self.openers and follows[:1].isalpha() else LIKELY

    def _is_for_another(self, word: str, before: str) -> bool:
        """Is it the preposition of the word before that is missing, and the word there in its place?"""
        return before.lower() in self.lacking and word not in self.taken


_CLOSING = ".,;:!?…)]" + quotes.CLOSING + quotes.EITHER
_ENDS_CLAUSE = tuple(_CLOSING)


def _same(word: str, following: str) -> bool:
    """Is `following` the word again, but for punctuation after it? Hyphens and slashes make another word."""
    return word.isalpha() and (word == following or following.rstrip(_CLOSING) == word)


def _is_wide(gap: str) -> bool:
    """Are there blanks on both sides of what stood between? "a  a job" was "a hell of a job"."""
    return len(gap) > 1 and "\n" not in gap


def _run(found: list[int], i: int) -> int:
    """How often the word at i is repeated on end."""
    run, place = 1, found.index(i)
    while place + run < len(found) and found[place + run] == i + run:
        run += 1
    return run


def _wrapped(text: str, end: int, never: bool) -> bool:
    """Does the sentence go on over the line break after text[:end]? Else the line is a heading, the next a start."""
    line = text.rfind("\n", 0, end) + 1
    return never and end - line >= 40 and text[end : end + 2].count("\n") == 1 and not text[end + 1 : end + 2].isspace()
