"""One pass over a document: only the rules that can fire, their hits made into findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newslint.linter.prefilter import Prefilter
from newslint.model import SCOPES, Document, Evidence, Finding, Hit, Matcher, Rule, Setting, View
from newslint.model.evidence import log_odds
from newslint.model.newlines import Newlines

if TYPE_CHECKING:
    from newslint.config.suppressions import Roster

Pair = tuple[Hit, Rule]
"""A hit and the rule whose it is."""


class Bound:
    """A rule for one setting. It is made ready when it first runs: most never do, and patterns are slow to compile."""

    __slots__ = ("_matcher", "_setting", "rule")

    def __init__(self, rule: Rule, setting: Setting) -> None:
        self.rule = rule
        self._setting = setting
        self._matcher: Matcher | None = None

    @property
    def matcher(self) -> Matcher:
        """What finds the rule's hits."""
        if self._matcher is None:
            self._matcher = self.rule.bind(self._setting)
        return self._matcher


class Bindings:
    """Rules for one setting, and what tells which of them can fire on a document.

    `judge` is the rule that judges suppressions, where it runs; the roster tells it what else there is.
    """

    def __init__(
        self, bound: Sequence[Bound], setting: Setting, running: Sequence[Rule], every: Sequence[Rule]
    ) -> None:
        self.bound = tuple(one for one in bound if not one.rule.judges_suppressions)
        self.judge = next((one.rule for one in bound if one.rule.judges_suppressions), None)
        self._running, self._every = running, every
        self._prefilter = Prefilter(one.rule.needles(setting) for one in self.bound)

    def alive(self, document: Document) -> list[Bound]:
        """The rules that can fire on the document."""
        return [self.bound[index] for index in self._prefilter(document)]

    @cached_property
    def roster(self) -> Roster:
        """Which rules there are, and which run."""
        from newslint.config.suppressions import Roster

        return Roster.of(self._every, self._running)


def bind(rules: Iterable[Rule], setting: Setting, every: Iterable[Rule] = ()) -> Bindings:
    """The rules that speak of the setting's language, for it. `every` are the rules that there are, running or not."""
    rules = tuple(rules)
    code = setting.language.code
    speaking = [Bound(rule, setting) for rule in rules if not rule.languages or code in rule.languages]
    return Bindings(speaking, setting, rules, tuple(every) or rules)


Costs = dict[str, float]
"""Seconds by rule. What several rules share (lines, words) is on the bill of the first that asks for it."""


def scan(
    document: Document,
    bindings: Bindings,
    *,
    min_confidence: float = 0.0,
    prefilter: bool = True,
    suppressions: bool = True,
    costs: Costs | None = None,
    slow: set[str] | None = None,
) -> list[Finding]:
    """All findings of a document, by start. Offsets are code points into `document.text` as it was given.

    With `prefilter` off every rule runs, needles or not; the findings are the same. With `suppressions` off, what the
    document asks to pass over is found too. `costs` are added to, and to `slow` the rules that ran out of time: what
    they found of the document does not count.
    """
    newlines = Newlines(document.text)
    plain = document if newlines.plain is document.text else document.again(newlines.plain)
    view = plain.view(plain.text) if plain.view else None
    judged = plain if view is None else Document(view.text, lang=plain.lang, scope=plain.scope)
    hits = [
        (hit, one.rule)
        for one in (bindings.alive(judged) if prefilter else bindings.bound)
        if SCOPES.index(one.rule.scope) <= SCOPES.index(judged.scope)
        for hit in _found(one, judged, costs, slow)
    ]
    origins = _origins(hits, view) if view else {}
    if view:
        hits = [(back, rule) for (back, _), (_, rule) in origins.items()]
    if hits and plain.markup:
        spared = plain.markup(plain.text)
        hits = [(hit, rule) for hit, rule in hits if not spared(hit.start, hit.end)]
    if suppressions:
        hits = _heard(hits, plain, bindings)
    hits = [(hit, rule) for hit, rule in hits if hit.confidence >= min_confidence]
    if not hits:
        return []
    hits.sort(key=_order)
    hits = unmasked(hits, plain.text)
    findings = list(_findings(hits, plain, newlines))
    if view:
        document.seen = _seen(findings, hits, origins, view)
    return findings


def _seen(
    findings: list[Finding], hits: list[Pair], origins: dict[tuple[Hit, str], Pair], view: View
) -> dict[Finding, tuple[str, Hit]]:
    """For each finding, where it stands in what was judged."""
    keys = ((hit, rule.name) for hit, rule in hits)
    return {f: (view.text, origins[key][0]) for f, key in zip(findings, keys, strict=True) if key in origins}


def _origins(hits: list[Pair], view: View) -> dict[tuple[Hit, str], Pair]:
    """For each hit as it stands in the text, with its rule's name: the hit as it stands in what was judged."""
    shown = unmasked(sorted(hits, key=_order), view.text)
    return {(back, rule.name): (hit, rule) for hit, rule in shown if (back := view.back(hit))}


def _heard(hits: list[Pair], document: Document, bindings: Bindings) -> list[Pair]:
    """The hits that nothing suppresses, and one for each suppression that is wrong or not needed."""
    if document.silent:
        hits = [(hit, rule) for hit, rule in hits if not document.silent(document, hit, rule)]
    if document.comments is None or "newslint" not in document.text:
        return hits
    from newslint.config.suppressions import Silenced

    silenced, judge = Silenced(document), bindings.judge
    heard = [(hit, rule) for hit, rule in hits if silenced.lets(hit, rule)]
    if judge:
        heard += [(hit, judge) for hit in silenced.complaints(bindings.roster) if silenced.lets(hit, judge)]
    return heard


def _order(pair: Pair) -> tuple[int, int, bool, bool, str]:
    """By start, the wider first; at one place a last resort last, of the others the safe ones first."""
    hit, rule = pair
    return hit.start, -hit.end, rule.last_resort, not is_safe(hit, rule), rule.name


def _found(one: Bound, document: Document, costs: Costs | None, slow: set[str] | None) -> list[Hit]:
    start = perf_counter() if costs is not None else 0.0
    try:
        return list(one.matcher(document))
    except (TimeoutError, MemoryError, RecursionError):  # the last two of patterns that call themselves
        if slow is not None:
            slow.add(one.rule.name)
        return []
    finally:
        if costs is not None:
            costs[one.rule.name] = costs.get(one.rule.name, 0.0) + perf_counter() - start


def is_safe(hit: Hit, rule: Rule) -> bool:
    """May the hit's fix be applied without asking?"""
    return hit.fix is not None and rule.safety == "safe" and hit.confidence >= rule.safe_from


def unmasked(hits: Sequence[Pair], text: str) -> list[Pair]:
    """The hits without those inside a line that another hit deletes, unless only the inner one is safe to fix.

    `hits` are sorted by start, the wider first, a last resort last. What that finds, too, is surer for it.
    """
    kept: list[Pair] = []
    cover = -1  # which of those kept deletes the line
    for hit, rule in hits:
        gone = kept[cover] if cover >= 0 else None
        if gone and rule.last_resort and (hit.start, hit.end) == (gone[0].start, gone[0].end):
            kept[cover] = _surer(gone, (hit, rule))
            continue
        if gone and hit.start < gone[0].end and hit.end <= gone[0].end and (is_safe(*gone) or not is_safe(hit, rule)):
            continue
        kept.append((hit, rule))
        if hit.fix == "" and not text[hit.start : hit.end].isspace() and (gone is None or hit.end > gone[0].end):
            cover = len(kept) - 1
    return kept


def _surer(known: Pair, last: Pair) -> Pair:
    """What a rule and the evidence of a last resort find together; the latter alone if only that is safe to fix."""
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


def _findings(hits: Iterable[Pair], document: Document, newlines: Newlines) -> Iterable[Finding]:
    text = document.text
    starts = [line.start for line in document.lines] or [0]
    for hit, rule in hits:
        first = bisect_right(starts, hit.start)
        last = max(first, bisect_right(starts, hit.end if hit.end == hit.start else hit.end - 1))
        match = text[hit.start : hit.end]
        yield Finding(
            rule=rule.name,
            group=rule.group,
            path=document.source,
            record=document.record,
            field=document.field,
            id=document.id,
            line=first,
            column=hit.start - starts[first - 1] + 1,
            end_line=last,
            end_column=hit.end - starts[last - 1] + 1,
            start=newlines.offset(hit.start),
            end=newlines.offset(hit.end),
            match=match,
            message=rule.message if hit.message is None else hit.message,
            severity=rule.severity,
            confidence=hit.confidence,
            fix=None if hit.fix is None else newlines.ending(hit.fix),
            safe=is_safe(hit, rule),
            evidence=hit.evidence,
        )
