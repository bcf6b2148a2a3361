"""One pass over a document: only the rules that can fire, their hits made into findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from newslint.config.suppressions import Silenced
from newslint.linter.asking import USUAL, Ask, Judged, Notes, Scanned
from newslint.linter.bindings import Bindings, Bound
from newslint.linter.layers import Mended, mended, weakened
from newslint.linter.overlaps import Pair, order, together, unmasked
from newslint.model.documents import SCOPES, Document, Medium, View
from newslint.model.findings import Finding, Hit
from newslint.model.found import found
from newslint.model.newlines import Newlines
from newslint.model.rules import Rule


def scan(document: Document, bindings: Bindings, ask: Ask = USUAL, *, min_confidence: float = 0.0) -> Scanned:
    """All that is wrong with a document. Offsets are code points into `document.text` as it was given."""
    newlines = Newlines(document.text)
    plain = document.again(newlines.plain)  # what rules share of a document holds for one setting only
    view = plain.medium.view(plain.text) if plain.medium.view else None
    judged = plain if view is None else _judged_in(plain, view)
    hits, origins, notes = _layered(judged, bindings, ask)
    hits = _unspared(hits, judged)
    if view:
        hits, origins = _back(hits, view, origins)
    if ask.suppressions:
        hits, used = _heard(hits, plain, bindings, ask)
        notes += Notes(used=used)
    kept = sorted(((hit, rule) for hit, rule in hits if hit.confidence >= min_confidence), key=order)
    hits = unmasked(kept, plain.text, lambda hit, rule: _takes(hit, rule, origins))
    findings = list(_findings(hits, plain, newlines)) if hits else []
    return Scanned(document.text, findings, _judged(findings, hits, origins) if origins else {}, notes)


def _judged_in(document: Document, view: View) -> Document:
    """What is judged in place of a document; of its medium, what is markup there."""
    medium = Medium(markup=document.medium.markup)
    return Document(view.text, lang=document.lang, scope=document.scope, origin=document.origin, medium=medium)


Key = tuple[int, int, str | None, str]

Origins = dict[Key, Judged]
"""For hits as they stand in a text, each with its rule's name: what was judged in place of it."""


def _key(hit: Hit, rule: str) -> Key:
    """What a hit is known by, however sure it is."""
    return hit.start, hit.end, hit.fix, rule


def _takes(hit: Hit, rule: Rule, origins: Origins) -> bool:
    """Is it a deletion of what was judged, and not a mere change of the text around tags?"""
    shown = origins.get(_key(hit, rule.name))
    return (shown.hit if shown else hit).fix == ""


def _layered(document: Document, bindings: Bindings, ask: Ask) -> tuple[list[Pair], Origins, Notes]:
    """What rules find, layer by layer: those of words and lines see a text without wrong characters (layers.py)."""
    low, high = _alive(document, bindings, ask)
    first, notes = _ran(low, document, costs=ask.costs)
    view, wrong = _mended(document, first, bindings, ask)
    shown = document if view is None else document.again(view.text)
    rest, more = _ran(high if view is None else _alive(shown, bindings, ask)[1], shown, costs=ask.costs)
    if wrong:
        rest = [weakened(pair, wrong, shown.text) for pair in rest]
    rest = together(rest, shown, bindings.language)
    origins = Origins()
    if view is not None:
        rest, origins = _back(unmasked(sorted(rest, key=order), view.text), view, origins)
        rest = [(hit, rule) for hit, rule in rest if not _is_to_come(hit, rule, document.text, origins)]
        own, costs = _ran([one for one in high if one.rule.users], document, costs=ask.costs)
        rest, more = list({(hit, rule.name): (hit, rule) for hit, rule in [*rest, *own]}.values()), more + costs
    told = {one.rule.name for one in low if one.told}
    return [*((hit, rule) for hit, rule in first if rule.name in told), *rest], origins, notes + more


def _mended(
    document: Document, first: list[Pair], bindings: Bindings, ask: Ask
) -> tuple[Mended | None, Sequence[Pair]]:
    """The document after the safe fixes of its characters, of which `first` was found, and what stays wrong."""

    def again(text: str) -> list[Pair]:
        now = document.again(text)
        return _unspared(_ran(_alive(now, bindings, ask)[0], now)[0], now)

    return mended(document.text, _unspared(first, document), again) if first else (None, ())


def seen(document: Document, bindings: Bindings) -> tuple[Document, Callable[[Hit, Rule], Finding | None]]:
    """What rules of words and lines see of a document, and how what one of them sees there is told in it.

    What can't be told, as it lies in markup, is None.
    """
    newlines = Newlines(document.text)
    plain = document.again(newlines.plain)
    page = plain.medium.view(plain.text) if plain.medium.view else None
    judged = plain if page is None else _judged_in(plain, page)
    first, _ = _ran(_alive(judged, bindings, USUAL)[0], judged)
    view, _ = _mended(judged, first, bindings, USUAL)

    def told(hit: Hit, rule: Rule) -> Finding | None:
        given = hit if view is None else view.back(hit)
        if not _unspared([(given, rule)], judged):
            return None
        back = given if page is None else page.back(given)
        return None if back is None else newlines.finding(found(back, rule, plain))

    return (judged if view is None else judged.again(view.text)), told


def _is_to_come(hit: Hit, rule: Rule, text: str, origins: Origins) -> bool:
    """Are what it judged the blanks that a tag or an entity is going to leave? There are none before it is mended."""
    shown = origins[_key(hit, rule.name)]
    return shown.text[shown.hit.start : shown.hit.end].isspace() and not text[hit.start : hit.end].isspace()


def _alive(document: Document, bindings: Bindings, ask: Ask) -> tuple[list[Bound], list[Bound]]:
    """The rules that can fire on a document: those that mend characters, and all others."""
    running = bindings.alive(document) if ask.prefilter else bindings.bound
    low, high = list[Bound](), list[Bound]()
    for one in running:
        (low if one.mending else high).append(one)
    return low, high


def _unspared(hits: list[Pair], document: Document) -> list[Pair]:
    """The hits that are not in markup, where a document has such."""
    if not (hits and document.medium.markup):
        return hits
    spared = document.medium.markup(document.text)
    return [(hit, rule) for hit, rule in hits if not spared(hit.start, hit.end)]


def _ran(running: Iterable[Bound], document: Document, *, costs: bool = False) -> tuple[list[Pair], Notes]:
    """What the rules find in a document that is enough for them; nothing of a rule that takes too long."""
    hits, seconds, slow = list[Pair](), dict[str, float](), set[str]()
    scope, effort = SCOPES.index(document.scope), document.effort
    for one in running:
        if one.scope > scope:
            continue
        rule = one.rule
        start = perf_counter() if costs and one.told else 0.0
        try:
            effort.begin()
            hits += [(hit, rule) for hit in effort.over(one.matcher(document))]
        except (TimeoutError, MemoryError, RecursionError):  # the last two of patterns that call themselves
            slow |= {rule.name} if one.told else set()
        if costs and one.told:
            seconds[rule.name] = seconds.get(rule.name, 0.0) + perf_counter() - start
    return hits, Notes(costs=seconds, slow=frozenset(slow))


def _judged(findings: list[Finding], hits: list[Pair], origins: Origins) -> dict[Finding, Judged]:
    """For each finding that is not of the text itself, as one of suppressions is, what was judged in place of that."""
    keys = (_key(hit, rule.name) for hit, rule in hits)
    return {f: origins[key] for f, key in zip(findings, keys, strict=True) if key in origins}


def _back(hits: Iterable[Pair], view: View, origins: Origins) -> tuple[list[Pair], Origins]:
    """Hits in what a view shows as they stand in the text; with what was judged, which `origins` say of them so far."""
    found = [(back, hit, rule) for hit, rule in hits if (back := view.back(hit))]
    known = {_key(back, r.name): origins.get(_key(hit, r.name), Judged(view.text, hit)) for back, hit, r in found}
    return [(back, rule) for back, _, rule in found], known


def _heard(
    hits: Sequence[Pair], document: Document, bindings: Bindings, ask: Ask
) -> tuple[list[Pair], frozenset[tuple[str, int]]]:
    """The hits that nothing suppresses, with those of the rules that come last; and which entries suppressed some."""
    used = frozenset[tuple[str, int]]()
    if ask.silent:
        silence = ask.silent(document)
        hits, used = [pair for pair in hits if not silence(*pair)], silence.used
    last = [(hit, rule) for rule, then in bindings.last for hit in then(document, hits)]
    silenced = Silenced.of(document)
    return [(hit, rule) for hit, rule in (*hits, *last) if silenced.lets(hit, rule)], used


def _findings(hits: Iterable[Pair], document: Document, newlines: Newlines) -> Iterable[Finding]:
    return (newlines.finding(found(hit, rule, document)) for hit, rule in hits)
