"""`kind: leftover`: a line that no phrase settles, judged by the sum of what can be seen of it.

A caption, another article's title, a name, a menu entry: no list has them. But they are short, end in no full stop,
stand in a run of such lines before or after the prose, share no words with it, speak to the reader. Each trait
(traits.py) has a weight; `benchmarks/fit_lines.py` fits the weights on lines that people and publishers have sorted,
holding out sites, and writes them into the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence import confidence
from newslint.model import Allows, Document, Evidence, Hit, Matcher, Rule, Setting
from newslint.sheet import Row, sheet
from newslint.traits import lexis, of_lines


class Leftover(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`weights` are log-odds by trait, "any line" the one that every line starts from.

    Lines that are a phrase of a list of `settled` are another rule's business. From a confidence of `least` on, a line
    is reported; from 50 characters on it takes `least_medium`, from 100 on `least_long`, as a mistake costs more there.
    """

    weights: dict[str, float]
    settled: list[str] = []
    least: float = 0.75
    least_medium: float = 0.95
    least_long: float = 0.995

    @property
    def last_resort(self) -> bool:
        return True

    @property
    def allows(self) -> Allows:
        return "lines"

    def bind(self, setting: Setting) -> Matcher:
        return self._matcher(setting, self.least)

    def candidates(self, setting: Setting) -> Matcher:
        return self._matcher(setting, 0.0)

    def _matcher(self, setting: Setting, least: float) -> Matcher:
        lex = lexis(setting.language)
        weight = self.weights

        def hopeless(traits: list[str]) -> bool:
            return sum(weight.get(name, 0.0) for name in traits) + weight.get("any line", 0.0) < HOPELESS

        def hits(document: Document) -> Iterator[Hit]:
            page = sheet(document, setting.language)
            if sum(map(len, (row.text for row in page.rows))) < LITTLE:
                return
            for row, traits in zip(page.rows, of_lines(page, lex, hopeless if least else None), strict=True):
                if traits is None or self._is_settled(row):
                    continue
                pieces = tuple(
                    Evidence(name, weight[name]) for name in ("any line", *traits) if abs(weight.get(name, 0.0)) >= TINY
                )
                sure = confidence(pieces)
                if sure >= (0.0 if not least else self._least(len(row.text))):
                    yield Hit(row.line.start, row.line.stop, "", round(sure, 4), pieces)

        return hits

    def _least(self, length: int) -> float:
        return self.least if length < MEDIUM else self.least_medium if length < LONG else self.least_long

    def _is_settled(self, row: Row) -> bool:
        return any(mark.list in self.settled and mark.length == len(row.words) for mark in row.marks)


MEDIUM, LONG = 50, 100
"""Characters from which a line is a medium or a long one."""

LITTLE = 400
"""Characters from which a text has a context that a line can be out of; a shorter one may be a caption or a title."""

HOPELESS = -3.0
"""Log-odds by size and place below which a line is left alone unread. It spares three of four lines of clean articles
and costs 1 of 100 findings in extractors' outputs (dev)."""

TINY = 0.005
"""Weights below it change no confidence by a thousandth."""
