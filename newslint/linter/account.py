"""Why something is flagged in a document, and why not: each place that was looked at, with what became of it.

What is told is the least of it. A rule that adds up evidence looks at many places, others do not run, a comment asks
for silence, a fix is found and held to be unsafe. Each gives an `Account`, which says so in words.

    >>> from newslint.linter.linter import Linter
    >>> document = Document("The port is open .\\nShare this story\\nCookies\\n", lang="en")
    >>> found = account(document, Linter("en", select=["share-line"])).accounts
    >>> [one.why for one in found if one.finding.rule in ("share-line", "space-before-punctuation")]
    ['flagged, safe to fix', 'left alone: the configuration has its rule not run here']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from newslint.linter.asking import USUAL, Ask
from newslint.linter.linter import Linter
from newslint.linter.scan import seen
from newslint.model.documents import Document
from newslint.model.findings import Finding, Hit
from newslint.model.languages import Setting
from newslint.model.rules import Rule

SLIGHT = 0.01
"""Of places whose evidence comes to less nothing is said, unless all are asked for."""


class Account(msgspec.Struct, frozen=True):
    """A place: the finding there, or the one that it could have been. Is it `told`, and why or why not?"""

    finding: Finding
    told: bool
    why: str


class Accounts(msgspec.Struct, frozen=True):
    """What became of each place in a document, by place: first of those that are told.

    `slow` are the rules that take too long there, and `refused` the fixes that were not made, in sentences.
    """

    accounts: list[Account]
    slow: list[str]
    refused: Sequence[str]


def account(
    document: Document, linter: Linter, ask: Ask = USUAL, *, least: float = SLIGHT, others: bool = True
) -> Accounts:
    """What became of each place in a document.

    Of what comes to a confidence below `least` nothing is said; without `others`, nor of what only rules find that do
    not run.
    """
    scanned = linter.scan_document(document, ask)
    told = [Account(one, True, _flagged(one, _named(linter, one.rule))) for one in scanned.findings]
    unheard = [
        one
        for one in _unheard(document, linter, ask, scanned.findings)
        if others or _named(linter, one.finding.rule) in linter.rules
    ]
    slow = set(scanned.notes.slow)
    known = [*scanned.findings, *(one.finding for one in unheard)]
    weighed = list(_weighed(document, linter, known, slow, least))
    left = sorted([*unheard, *weighed], key=lambda one: (one.finding.start, one.finding.end, one.finding.rule))
    refused = linter.fix_document(document, lambda one: one.safe, ask=ask).refused
    return Accounts([*told, *left], sorted(slow), refused)


def _named(linter: Linter, name: str) -> Rule | None:
    return next((rule for rule in linter.every if rule.name == name), None)


def _flagged(finding: Finding, rule: Rule | None) -> str:
    """How a finding's fix is made, or why it is not made unasked."""
    if finding.fix is None:
        return "flagged; a person mends it"
    if finding.safe:
        return "flagged, safe to fix"
    if rule is not None and rule.safety == "safe" and finding.confidence < rule.safe_from:
        return f"flagged; fixed with --unsafe-fixes, as a safe fix takes {rule.safe_from:g}"
    return "flagged; fixed with --unsafe-fixes, as the rule's fixes are not safe"


Key = tuple[str, int, int]


def _key(finding: Finding) -> Key:
    return finding.rule, finding.start, finding.end


def _unheard(document: Document, linter: Linter, ask: Ask, told: Sequence[Finding]) -> Iterator[Account]:
    """What would be told if nothing were suppressed, if all rules ran, if all words counted; and why it is not."""
    silent, wide = msgspec.structs.replace(ask, suppressions=False, silent=None), linter.everything()
    known = {_key(one) for one in told}
    for one in linter.check_document(document, silent):
        if _key(one) not in known:
            known.add(_key(one))
            yield Account(one, False, "left alone: a comment or an entry of newslint.ignore.yaml suppresses it")
    for one in wide.check_document(document, silent):
        if _key(one) not in known:
            known.add(_key(one))
            yield Account(one, False, f"left alone: {_reason(one, linter, told)}")


def _reason(finding: Finding, linter: Linter, told: Sequence[Finding]) -> str:
    """Why a linter does not tell what one with all rules, none of them suppressed, finds."""
    rule = _named(linter, finding.rule)
    if rule not in linter.rules:
        off = rule is not None and not rule.default
        return "its rule is off by default" if off else "the configuration has its rule not run here"
    if finding.confidence < linter.config.min_confidence:
        return f"min-confidence asks for {linter.config.min_confidence:g}"
    if not linter.accept.isdisjoint(finding.match.lower().split()):
        return "`accept` has a word of it"
    over = _over(finding, told)
    return f"it goes with what {over} finds" if over else "another rule finds the same"


def _over(finding: Finding, told: Sequence[Finding]) -> str | None:
    """The rule of what is told at the place of a finding, or around it."""
    return next((one.rule for one in told if one.start <= finding.start and finding.end <= one.end), None)


def _weighed(
    document: Document, linter: Linter, known: Sequence[Finding], slow: set[str], least: float
) -> Iterator[Account]:
    """What rules weighed that add up evidence, and found to be too little."""
    code = linter.language(document)
    setting = linter.setting(code)
    shown, back = seen(document, linter.bound(code))
    for rule in linter.rules:
        if rule.languages and code not in rule.languages:
            continue
        taken = [(one.start, one.end) for one in known if one.rule == rule.name]
        for way in rule.ways():
            for one, enough in _candidates(way, setting, shown, back, slow):
                if one.confidence >= least and not any(a < one.end and one.start < b for a, b in taken):
                    over = _over(one, known) if enough else None
                    why = f"it goes with what {over} finds" if over else "this is less than it takes"
                    yield Account(one, False, f"left alone: {why}")
                    taken.append((one.start, one.end))


def _candidates(
    rule: Rule,
    setting: Setting,
    shown: Document,
    back: Callable[[Hit, Rule], Finding | None],
    slow: set[str],
) -> Iterator[tuple[Finding, bool]]:
    """What a rule weighs in a document, told in it, and whether it is enough. Most rules weigh nothing."""
    shown.effort.begin()
    try:
        enough = {(hit.start, hit.end) for hit in rule.bind(setting)(shown)}
        hits = [hit for hit in rule.candidates(setting)(shown) if hit.evidence]
    except TimeoutError:
        slow.add(rule.name)
        return
    yield from ((one, (hit.start, hit.end) in enough) for hit in hits if (one := back(hit, rule)))
