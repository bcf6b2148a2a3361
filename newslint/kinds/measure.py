r"""`kind: measure`: what a whole document looks like: too short, mostly signs, a list, in two languages.

An extractor that finds no article takes what it finds: a menu, a table of results. Nothing here can be mended; it tells
that the extraction went wrong as a whole. The measures are those of the filters for training corpora (C4, Gopher,
FineWeb-2, ROOTS), which drop such documents unseen; their thresholds by language and their sources stand in the rules.

    - name: stub
      kind: measure
      measure: words
      at_least: 5
      by_language: {de: 4}
      message: text of hardly any words
      why: The extractor found a caption in place of the text.
      examples:
        - {lang: en, bad: "⟦The council met.⟧\n"}
      clean:
        - {lang: en, text: "The council met on Monday.\n"}
        - {lang: de, text: "Der Stadtrat tagte gestern.\n"}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from newslint.evidence.clock import first_clock
from newslint.model.documents import Document, Line
from newslint.model.findings import Hit
from newslint.model.languages import Language, Setting
from newslint.model.rules import Matcher, Rule

Name = Literal[
    "words", "stop_words", "worded", "symbols", "capitals", "list_like", "repeated_lines", "repeated_phrases", "times",
    "foreign"
]  # fmt: skip


class Measure(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`measure` is what is measured; a value below `at_least`, or above `at_most`, is reported on the first line.

    `measured`: a language's file may have another limit for the measure (`limits`); `by_language` replaces both for a
    language. Documents of fewer than `min_words` words or more than `max_words` are not judged.

    words: how many. stop_words: share of words that are function words of the language. worded: share of words with a
    letter. symbols: share of characters that are no letters, digits or blanks. capitals: share of words in capitals.
    list_like: lines a word. repeated_lines: share of lines that stood before. repeated_phrases: share of characters in
    runs of five words that stood before. times: lines that begin with a time of day. foreign: share of words in long
    paragraphs of another language.
    """

    measure: Name
    at_least: float | None = None
    at_most: float | None = None
    by_language: dict[str, float] = {}
    measured: bool = False
    min_words: int = 0
    max_words: int = 100_000

    def bind(self, setting: Setting) -> Matcher:
        language = setting.language
        told = self.by_language.get(language.code, self._measured(language))
        low = told if told is not None and self.at_least is not None else self.at_least
        high = told if told is not None and self.at_most is not None else self.at_most
        measure = _MEASURES[self.measure]

        def value(text: str, words: list[str]) -> float:
            return measure(Asked(text, words, language))

        def fails(found: float) -> bool:
            return (low is not None and found < low) or (high is not None and found > high)

        def hits(document: Document) -> Iterator[Hit]:
            text = document.text
            if len(text) > LONG_WORD * self.max_words or (self.measure in _WORDLESS and not fails(value(text, []))):
                return
            words = document.words
            document.effort.take(len(words) // 8)
            if words and self.min_words <= len(words) <= self.max_words and fails(value(text, words)):
                first = next((line for line in document.lines if line.text.strip()), Line(0, 0, 0, ""))
                yield Hit(first.start, first.end)

        return hits

    def _measured(self, language: Language) -> float | None:
        """What was measured for a language, if the rule asks for it."""
        return getattr(language.limits, self.measure, None) if self.measured else None


_WORDLESS = frozenset({"times"})
"""Measures that need no words: what passes them is not even split."""

LONG_WORD = 30
"""Characters a word, blanks included, that no text exceeds; it spares counting the words of long texts."""


class Asked(NamedTuple):
    """What a measure may look at."""

    text: str
    words: list[str]
    language: Language


def stop_words(asked: Asked) -> float:
    """The share of function words; elided forms count (`l'`, `d'`). 1 for a language without a list."""
    known = frozenset(asked.language.function_words)
    parts = asked.text.lower().replace("’", " ").replace("'", " ").split()
    return sum(map(known.__contains__, parts)) / max(1, len(parts)) if known else 1.0


def worded(asked: Asked) -> float:
    """The share of words with a letter; known exactly only where few are letters alone."""
    share = sum(map(str.isalpha, asked.words)) / len(asked.words)
    return share if share >= 0.85 else sum(any(map(str.isalpha, word)) for word in asked.words) / len(asked.words)


_SYMBOL = re.compile(r"[^\w\s]+")


def symbols(asked: Asked) -> float:
    """The share of characters that are no letters, digits or blanks."""
    return sum(map(len, _SYMBOL.findall(asked.text))) / len(asked.text)


def capitals(asked: Asked) -> float:
    """The share of words in capitals; short ones are mostly abbreviations and do not count."""
    return sum(1 for word in asked.words if len(word) > 3 and word.isupper()) / len(asked.words)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.isspace()]


def list_like(asked: Asked) -> float:
    """Lines a word; blank lines say nothing (datatrove#273)."""
    return len(_lines(asked.text)) / len(asked.words)


def repeated_lines(asked: Asked) -> float:
    """The share of lines that stood before."""
    lines = _lines(asked.text)
    return 1 - len(set(lines)) / len(lines)


RUN = 5
"""Words in a run; Gopher's filter looks at runs of 5 to 10."""


def repeated_phrases(asked: Asked) -> float:
    """The share of runs of five words that stood before."""
    runs = list(zip(*(asked.words[i:] for i in range(RUN)), strict=False))
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


def times(asked: Asked) -> float:
    """How many lines begin with a time of day."""
    return len(first_clock().findall("\n" + asked.text))


LONG_PARAGRAPH = 25
"""Words from which on a paragraph tells its language for sure; shorter ones may be quotes, titles, verse. Of 12,547
such paragraphs of clean articles (dev) 34 are told to be in another language than the article, foreign ones among them;
of 3,621 with 15 to 24 words 44 are."""


def foreign(asked: Asked) -> float:
    """The share of words in long paragraphs of another language; 0 where the text's own is not known."""
    from newslint.evidence.language import detect

    if not asked.language.function_words:
        return 0.0
    strange = 0
    for line in asked.text.split("\n"):
        size = len(line.split()) if len(line) > 4 * LONG_PARAGRAPH else 0
        if size >= LONG_PARAGRAPH and detect(line) not in (None, asked.language.code):
            strange += size
    return strange / len(asked.words)


_MEASURES: dict[str, Callable[[Asked], float]] = {
    "words": lambda asked: len(asked.words),
    "stop_words": stop_words,
    "worded": worded,
    "symbols": symbols,
    "capitals": capitals,
    "list_like": list_like,
    "repeated_lines": repeated_lines,
    "repeated_phrases": repeated_phrases,
    "times": times,
    "foreign": foreign,
}
