r"""`kind: leftover`: a line that no phrase settles, judged by the sum of what can be seen of it.

A caption, another article's title, a name, a menu entry: no list has them. But they are short, end in no full stop,
stand in a run of such lines before or after the prose, share no words with it, speak to the reader. Each trait
(newslint/evidence/lines/traits.py) has a weight; `benchmarks/fit_lines.py` fits the weights on lines that people and
publishers have sorted, holding out sites, and writes them into the rule.

    - name: odd-line
      kind: leftover
      message: line that is no part of the article
      why: Menus and titles of other articles have no fixed wording.
      weights: {any line: -1.0, 1 word: 2.0, last line: 1.0, is a phrase of newsletter: 1.5}
      settled: [ad_label]
      least: [0.65, 0.88, 0.985]
      least_of: {de: [0.2, 0.88, 0.985]}
      least_in_lists: [0.8, 0.9, 0.99]
      least_in_short_lists: [0.8, 0.9, 0.99]
      safe: 0.99
      examples:
        - lang: en
          bad: |+
            The port opened again on Tuesday after three days of storm, the harbour office said in a statement to us.
            The first boats left at dawn under a thin rain, and the office asks people to keep away from the quay.
            Repairs to the northern wall will cost two million, and the council has to vote on them before May.
            Repairs to the southern wall will have to wait, for the office has no money left, as it said today.
            ⟦Newsletter
            ⟧
      clean:
        - {lang: en, text: "Newsletter\n"}
        - {lang: en, text: "The port opened again on Tuesday.\n"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from newslint.evidence.lines.neighbours import ABOVE
from newslint.evidence.lines.places import HEAD
from newslint.evidence.lines.prose import doubted, reasons
from newslint.evidence.lines.sheet import Row, sheet
from newslint.evidence.lines.traits import LITTLE_PROSE, NAMED, lexis, of_lines
from newslint.evidence.segments.segment import Edge
from newslint.evidence.signs.bullets import SIGNS
from newslint.kinds._corpus import of_corpus
from newslint.model.documents import Document
from newslint.model.evidence import confidence
from newslint.model.findings import Allows, Evidence, Hit
from newslint.model.languages import Language, Setting
from newslint.model.rules import Matcher, Rule


class Leftover(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`weights` are log-odds by trait, "any line" the one that every line starts from.

    Lines that are a phrase of a list of `settled` are another rule's business. From a confidence of `least` on, a line
    is reported: three numbers, for lines of up to 50, up to 100 and more characters, as a mistake costs more there.
    `measured`: where short lines are left over more often than their sum says, or less often, the language's file has
    the bound for them (`limits`); `least_of` has all three for languages, by code. A line right above a paragraph may
    be its heading and takes `least` in all. In a text of little prose (a whole page, a list, a guide) it takes
    `least_in_lists`, in one of few lines `least_in_short_lists`. From `safe` on the fix is safe.
    """

    rank: ClassVar[int] = 1

    weights: dict[str, float]
    settled: list[str] = []
    least: tuple[float, float, float] = (0.75, 0.95, 0.995)
    measured: bool = False
    least_of: dict[str, tuple[float, float, float]] = {}
    least_in_lists: tuple[float, float, float] = (0.75, 0.95, 0.995)
    least_in_short_lists: tuple[float, float, float] = (0.75, 0.95, 0.995)
    safe: float = 0.99

    @property
    def safe_from(self) -> float:
        return self.safe

    @property
    def allows(self) -> Allows:
        return "lines"

    def bind(self, setting: Setting) -> Matcher:
        return self._matcher(setting, all_lines=False) if setting.language.spaced else lambda document: ()

    def candidates(self, setting: Setting) -> Matcher:
        return self._matcher(setting, all_lines=True) if setting.language.spaced else lambda document: ()

    def _matcher(self, setting: Setting, *, all_lines: bool) -> Matcher:
        lex = lexis(setting.language)
        weight = self.weights
        own = self._own(setting.language)

        def hopeless(traits: list[str]) -> bool:
            return sum([weight.get(name, 0.0) for name in traits]) + weight.get("any line", 0.0) < HOPELESS

        def hits(document: Document) -> Iterator[Hit]:
            page = sheet(document, setting.language)
            if sum(map(len, (row.text for row in page.rows))) < LITTLE:
                return
            document.effort.take(len(page.rows))
            corpus = of_corpus(document, setting)
            for row, traits in zip(page.rows, of_lines(page, lex, None if all_lines else hopeless), strict=True):
                if (
                    traits is None
                    or self._is_settled(row)
                    or (not all_lines and _is_unnamed(row) and row.number not in corpus)
                ):
                    continue
                pieces = tuple(
                    Evidence(name, weight[name]) for name in ("any line", *traits) if abs(weight.get(name, 0.0)) >= TINY
                )
                pieces += tuple(filter(None, [corpus.get(row.number)]))
                sure = confidence(pieces)
                if traits[0] in LITTLE_PROSE:
                    least = self.least_in_short_lists if len(page.rows) < PAGE else self.least_in_lists
                else:
                    least = self.least if ABOVE in traits else own
                bound = max(_of_size(row, least), _of_part(row), _of_question(row, traits))
                if not all_lines and sure < bound:
                    continue
                doubts = (*reasons(row, page), *_sentence(row), *_speaker(traits), *_value(row), *_item(row, traits))
                pieces = doubted(pieces, doubts, self.safe - DOUBT)
                sure = confidence(pieces)
                if not all_lines and sure < min(bound, SAID):
                    continue
                if _may_be_standfirst(row):
                    sure = min(sure, self.safe - DOUBT)
                yield Hit(row.line.start, row.line.stop, "", round(sure, 4), pieces)

        return hits

    def _own(self, language: Language) -> tuple[float, float, float]:
        """What a line takes in a language, where it may not be a heading."""
        short, medium, long = self.least_of.get(language.code, self.least)
        told = language.limits.left_over if self.measured and language.code not in self.least_of else None
        return (short if told is None else told, medium, long)

    def _is_settled(self, row: Row) -> bool:
        return any(mark.list in self.settled and mark.length == len(row.words) for mark in row.marks)


def _of_size(row: Row, least: tuple[float, float, float]) -> float:
    """Of three numbers, the one for a line as long as this."""
    length = len(row.text)
    return least[2 if length >= LONG or _may_be_standfirst(row) else 1 if length >= MEDIUM else 0]


def _is_unnamed(row: Row) -> bool:
    """Is it a sentence inside a line, between two others, that begins with no phrase of a page?"""
    return row.inside and row.ends and not row.marks and row.edge is Edge.SENTENCE


def _of_part(row: Row) -> float:
    """The confidence that a part of a line takes: what stands beside it tells less than where it has a line."""
    if not row.inside:
        return 0.0
    return SENTENCES if row.ends else PARTS


def _of_question(row: Row, traits: list[str]) -> float:
    """The confidence that a question takes between paragraphs, where it may be a sub-heading."""
    asks = row.text.endswith("?") and any(name.endswith(AMONG) for name in traits)
    return QUESTION if asks else 0.0


def _may_be_standfirst(row: Row) -> bool:
    """Is it as long as a title or a standfirst, and in the text's head? Then it takes more to be reported."""
    return row.number < HEAD and len(row.text) >= MEDIUM and not row.is_phrase


def _sentence(row: Row) -> Iterator[str]:
    """Is it a sentence, as the last one above what is left over may be? Of 190 such lines 90 are left-overs (dev)."""
    if row.inside and row.ends:
        yield "a sentence"
        return
    if row.ends and not row.marks and not row.text.endswith(("…", "...")) and row.text.count(" ") + 1 >= SENTENCE:
        yield "a sentence"


def _item(row: Row, traits: list[str]) -> Iterator[str]:
    """Is it an item of a list that an article has and is joined to one line, or does a sentence end within it?"""
    if row.inside and row.text[0] in SIGNS and not row.is_phrase and traits[0] not in LITTLE_PROSE:
        yield "an item of a list"
    if row.inside and not row.ends and _WITHIN.match(row.text):
        yield "a sentence in it"


_WITHIN = regex.compile(r"(?:[\p{L}\p{N}'’,-]+\s){3,}\p{Ll}{3,}\.\s", regex.VERSION1)


def _speaker(traits: list[str]) -> Iterator[str]:
    """Is it a name right above a paragraph, as that of who wrote or says it? Few of those are the page's (dev)."""
    if NAMED in traits and ABOVE in traits:
        yield "a name above a paragraph"


def _value(row: Row) -> Iterator[str]:
    """Is it a year, as the line above it may name, a score, or a word and a full stop, as a title may begin with?"""
    if len(row.text) == YEAR and row.text.isdecimal():
        yield "a number"
    if _SCORE.search(row.text):
        yield "a score"
    if row.ends and " " not in row.text and row.text[-1] == "." and row.text[:-1].isalpha() and not row.marks:
        yield "a word that may begin a title"


_SCORE = regex.compile(r"\p{L}\.?\s\(?\d{1,2}\s?[–:-]\s?\d{1,2}\)?\s\p{Lu}")
"""Two numbers between two names, as of teams."""

YEAR = 4
"""Digits of a year. A longer number is a count or an identity of the page's."""

SAID = 0.5
"""The confidence below which nothing is said of a line that there is reason to keep."""

PARTS, SENTENCES = 0.6, 0.95
"""The confidence that a part of a line takes at least, and one that ends as a sentence. Of the parts of flat texts with
less, a third and two thirds are the article's (dev)."""

AMONG = ", among the prose"
"""How the trait ends that says where a line stands, where paragraphs are above and below it."""

QUESTION = 0.95
"""The confidence that a question between paragraphs takes at least. Of 28 such lines with less in extractors' outputs
the labels call 25 the article's (dev)."""

SENTENCE = 8
"""Words that a sentence has at least; fewer are an exclamation, or a button."""

MEDIUM, LONG = 50, 100
"""Characters from which a line is a medium or a long one. Chosen; `least` was measured for lines so parted."""

PAGE = 80
"""Lines from which a text of little prose is a whole page or a long list: a menu's entry, a figure and a part of the
article look alike there. In shorter ones long lines are told as in an article. Chosen, not measured."""

DOUBT = 0.005
"""What is wanting to a safe fix of such a line at least: a person looks."""

LITTLE = 400
"""Characters from which a text has a context that a line can be out of; a shorter one may be a caption or a title.
Chosen, not measured."""

HOPELESS = -2.5
"""Log-odds by size and place below which a line is left alone unread. It spares two of three lines of clean articles
and costs 6 of 1,000 findings in extractors' outputs (dev)."""

TINY = 0.005
"""Weights below it change no confidence by a thousandth."""
