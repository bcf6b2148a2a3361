"""One pass over a document: only the rules that can fire, their hits made into findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import perf_counter

from newslint.config.suppressions import Silenced
from newslint.linter.asking import USUAL, Ask, Judged, Notes, Scanned
from newslint.linter.bindings import Bindings, Bound
from newslint.linter.overlaps import Pair, order, unmasked
from newslint.model.documents import SCOPES, Document, View
from newslint.model.findings import Finding, Hit
from newslint.model.found import found
from newslint.model.newlines import Newlines


def scan(document: Document, bindings: Bindings, ask: Ask = USUAL, *, min_confidence: float = 0.0) -> Scanned:
    """All that is wrong with a document. Offsets are code points into `document.text` as it was given."""
    newlines = Newlines(document.text)
    plain = document.again(newlines.plain)  # what rules share of a document holds for one setting only
    view = plain.medium.view(plain.text) if plain.medium.view else None
    judged = plain if view is None else Document(view.text, lang=plain.lang, scope=plain.scope)
    hits, notes = _ran(bindings.alive(judged) if ask.prefilter else bindings.bound, judged, costs=ask.costs)
    origins = _origins(hits, view) if view else {}
    if view:
        hits = [(back, rule) for (back, _), (_, rule) in origins.items()]
    if hits and plain.medium.markup:
        spared = plain.medium.markup(plain.text)
        hits = [(hit, rule) for hit, rule in hits if not spared(hit.start, hit.end)]
    if ask.suppressions:
        hits, used = _heard(hits, plain, bindings, ask)
        notes += Notes(used=used)
    hits = unmasked(
        sorted(((hit, rule) for hit, rule in hits if hit.confidence >= min_confidence), key=order), plain.text
    )
    findings = list(_findings(hits, plain, newlines)) if hits else []
    return Scanned(document.text, findings, _judged(findings, hits, origins, view) if view else {}, notes)


def _ran(running: Iterable[Bound], document: Document, *, costs: bool) -> tuple[list[Pair], Notes]:
    """What the rules find in a document that is enough for them; nothing of a rule that takes too long."""
    hits, seconds, slow = list[Pair](), dict[str, float](), set[str]()
    for one in running:
        rule = one.rule
        if SCOPES.index(rule.scope) > SCOPES.index(document.scope):
            continue
        start = perf_counter() if costs else 0.0
        try:
            document.effort.begin()
            hits += [(hit, rule) for hit in document.effort.over(one.matcher(document))]
        except (TimeoutError, MemoryError, RecursionError):  # the last two of patterns that call themselves
            slow.add(rule.name)
        if costs:
            seconds[rule.name] = seconds.get(rule.name, 0.0) + perf_counter() - start
    return hits, Notes(costs=seconds, slow=frozenset(slow))


def _judged(
    findings: list[Finding], hits: list[Pair], origins: dict[tuple[Hit, str], Pair], view: View
) -> dict[Finding, Judged]:
    """For each finding, where it stands in what was judged; what judges suppressions was found in the text itself."""
    keys = ((hit, rule.name) for hit, rule in hits)
    return {f: Judged(view.text, origins[key][0]) for f, key in zip(findings, keys, strict=True) if key in origins}


def _origins(hits: list[Pair], view: View) -> dict[tuple[Hit, str], Pair]:
    """For each hit as it stands in the text, with its rule's name: the hit as it stands in what was judged."""
    shown = unmasked(sorted(hits, key=order), view.text)
    return {(back, rule.name): (hit, rule) for hit, rule in shown if (back := view.back(hit))}


def _heard(
    hits: Sequence[Pair], document: Document, bindings: Bindings, ask: Ask
) -> tuple[list[Pair], frozenset[tuple[str, int]]]:
    """The hits that nothing suppresses, with those of the rules that come last; and which entries suppressed some."""
    used = frozenset[tuple[str, int]]()
    if ask.silent:
        asked = [(pair, ask.silent(document, *pair)) for pair in hits]
        hits = [pair for pair, entries in asked if not entries]
        used = frozenset(entry for _, entries in asked for entry in entries)
    last = [(hit, rule) for rule, then in bindings.last for hit in then(document, hits)]
    silenced = Silenced.of(document)
    return [(hit, rule) for hit, rule in (*hits, *last) if silenced.lets(hit, rule)], used


def _findings(hits: Iterable[Pair], document: Document, newlines: Newlines) -> Iterable[Finding]:
    return (newlines.finding(found(hit, rule, document)) for hit, rule in hits)
