"""Hits beside one another: which goes first, which are told where one would take away the line of another, and which
lines go only together. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec.structs import replace

from newslint.evidence.lines.prose import HELD, UNSURE, things
from newslint.evidence.lines.sheet import Row, Sheet, sheet
from newslint.model.documents import Document
from newslint.model.evidence import confidence, log_odds
from newslint.model.findings import Evidence, Hit
from newslint.model.found import is_safe
from newslint.model.languages import Language
from newslint.model.rules import Rule

Pair = tuple[Hit, Rule]
"""A hit and the rule whose it is."""


def order(pair: Pair) -> tuple[int, int, int, bool, str]:
    """By start, the wider first; at one place by the rule's rank, of one rank the safe ones first."""
    hit, rule = pair
    return hit.start, -hit.end, rule.rank, not is_safe(hit, rule), rule.name


def _deletes(hit: Hit, _rule: Rule) -> bool:
    return hit.fix == ""


def unmasked(hits: Sequence[Pair], text: str, deletes: Callable[[Hit, Rule], bool] = _deletes) -> list[Pair]:
    """The hits without those inside a line that another hit `deletes`, unless only the inner one is safe to fix and
    puts no blank into what most likely goes. Blanks that one hit tells to be the place of lost words no other takes.

    `hits` are in their `order`. What a rule finds in several ways is told once, and what one of a higher rank finds,
    too, is surer for it.
    """
    lost = {(hit.start, hit.end) for hit, _ in hits if hit.fix is None and text[hit.start : hit.end].isspace()}
    kept: list[Pair] = []
    seen = set[tuple[int, int, str]]()
    cover = -1  # which of those kept deletes the line
    for hit, rule in hits:
        if (hit.start, hit.end, rule.name) in seen or (hit.fix is not None and (hit.start, hit.end) in lost):
            continue
        seen.add((hit.start, hit.end, rule.name))
        gone = kept[cover] if cover >= 0 else None
        if gone and rule.rank and (hit.start, hit.end) == (gone[0].start, gone[0].end):
            kept[cover] = _surer(gone, (hit, rule))
            continue
        if gone and hit.start < gone[0].end and hit.end <= gone[0].end and _yields((hit, rule), gone):
            continue
        kept.append((hit, rule))
        if deletes(hit, rule) and not text[hit.start : hit.end].isspace() and (gone is None or hit.end > gone[0].end):
            cover = len(kept) - 1
    return kept


GOING = 0.97
"""The confidence of a deletion from which on no blank is put into what may go: mended, it would no longer be found."""


def _yields(inner: Pair, gone: Pair) -> bool:
    """Is what lies in a line that another hit deletes not told beside it?"""
    hit, rule = inner
    return is_safe(*gone) or not is_safe(hit, rule) or (rule.allows == "gaps" and gone[0].confidence >= GOING)


def _surer(known: Pair, last: Pair) -> Pair:
    """What a rule and the evidence of one of a higher rank find together; the latter alone if only that is safe."""
    if known[1].whole:
        return known
    both = agreed(known[0], last[0], last[1].name), known[1]
    return last if is_safe(*last) and not is_safe(*both) else both


def agreed(hit: Hit, other: Hit, name: str) -> Hit:
    """A hit that another rule, called `name`, makes at the same place, too: it is wrong only if both are.

    Of 373 such lines of extractors' outputs with 0.99 and more, which neither rule alone is sure enough of, the labels
    call 33 the article's; read by eye, six are.
    """
    sure = min(round(1 - (1 - hit.confidence) * (1 - other.confidence), 4), 0.9999)
    if not 0 < hit.confidence < sure:
        return hit
    piece = Evidence(f"{name} finds it, too", log_odds(sure) - log_odds(hit.confidence))
    return replace(hit, confidence=sure, evidence=(*hit.evidence, piece))


SUREST = 0.9999
"""The confidence of a hit that is certain, where its log-odds are asked for."""


def together(pairs: list[Pair], document: Document, language: Language) -> list[Pair]:
    """Hits, of which none takes a line unasked and leaves another of the same thing (evidence/lines/prose/things.py).

    A heading goes with its items, where they all go; a line of which another part stays is left to a person.
    """
    if not any(map(_takes_line, pairs)):
        return pairs
    page = sheet(document, language)
    going = _going(pairs, page)
    if not going:
        return pairs
    rows = {row.line.start: row for row in page.rows}
    pairs = [_freed(pair, rows, page, going) for pair in pairs]
    halves = things.halves(page, _going(pairs, page))
    return [_halved(pair, rows, halves) for pair in pairs] if halves else pairs


def _takes_line(pair: Pair) -> bool:
    return pair[1].allows == "lines" and pair[0].fix == ""


def _going(pairs: Iterable[Pair], page: Sheet) -> frozenset[int]:
    """The numbers of the rows that safe fixes take."""
    lines = sorted(filter(_takes_line, pairs), key=order)
    spans = iter([(hit.start, hit.end) for hit, rule in unmasked(lines, page.document.text) if is_safe(hit, rule)])
    found = set[int]()
    start, end = next(spans, (0, 0))
    for row in page.rows:
        stop = row.line.stop - 1
        while end and end < stop:
            start, end = next(spans, (0, 0))
        if end and start <= row.line.start:
            found.add(row.number)
    return frozenset(found)


def _freed(pair: Pair, rows: dict[int, Row], page: Sheet, going: Collection[int]) -> Pair:
    """A heading that was held back for its items, without that doubt where all of them go."""
    hit, rule = pair
    pieces = tuple(piece for piece in hit.evidence if piece.name not in HELD)
    row = rows.get(hit.start)
    if row is None or len(pieces) == len(hit.evidence) or not _takes_line(pair):
        return pair
    if not things.whole(page, row.number, going):
        return pair
    return replace(hit, confidence=round(confidence(pieces), 4), evidence=pieces), rule


def _halved(pair: Pair, rows: dict[int, Row], halves: dict[int, str]) -> Pair:
    """A hit on one line, left to a person where another part of its thing stays."""
    hit, rule = pair
    row = rows.get(hit.start)
    if row is None or row.number not in halves or not _takes_line(pair):
        return pair
    if hit.confidence <= UNSURE or hit.end > row.line.stop:
        return pair
    piece = Evidence(halves[row.number], log_odds(UNSURE) - log_odds(min(hit.confidence, SUREST)))
    return replace(hit, confidence=UNSURE, evidence=(*hit.evidence, piece)), rule
