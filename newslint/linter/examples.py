"""A rule's examples as tests: exact spans, the fix, silence on good text.

`newslint rules test` and the project's own tests run them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from newslint.evidence import language
from newslint.linter.asking import USUAL, Ask, Scanned
from newslint.linter.bindings import bind
from newslint.linter.guard import breach
from newslint.linter.scan import scan
from newslint.linter.settle import Fixed, settle
from newslint.model.documents import Document, Medium, comments
from newslint.model.findings import Finding
from newslint.model.languages import OwnPhrase, Setting
from newslint.model.rules import Clean, Example, Rule

OPEN, CLOSE = "⟦", "⟧"


class Case(msgspec.Struct, frozen=True):
    """One text, the spans that the rule must flag in it, and the text that its fixes must give (None: not said)."""

    rule: Rule
    id: str
    text: str
    lang: str | None
    spans: tuple[tuple[int, int], ...]
    good: str | None = None
    safe: bool | None = None
    known_gap: bool = False
    site: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """What went wrong with a case.

    `missing`: damage not found; `noisy`: good text flagged; `unfixed`: the fix gives another text; `unsettled`: no
    end to it; `unsafe`: a safety other than the example says; `unallowed`: the fix changes more than the rule `allows`;
    `closed`: a known gap that is found now, or a known false alarm that is none any more.
    """

    case: Case
    word: str
    detail: str


def cases(rule: Rule) -> Iterator[Case]:
    """The rule's examples, their repaired forms, its clean texts, its known gaps and false alarms."""
    default = rule.languages[0] if rule.languages else None
    for number, example in enumerate(rule.examples):
        text, spans = unmark(example.bad)
        lang = example.lang or default
        yield Case(
            rule,
            f"bad{number}",
            text,
            lang,
            spans,
            example.good,
            example.safe,
            site=example.site,
            phrases=example.phrases,
        )
        if example.good is not None:
            yield Case(rule, f"good{number}", example.good, lang, (), site=example.site, phrases=example.phrases)
    for number, clean in enumerate(rule.clean):
        yield _plain(rule, f"clean{number}", clean, default)
    for number, miss in enumerate(rule.misses):
        case = _plain(rule, f"miss{number}", miss, default)
        text, spans = unmark(case.text)
        yield msgspec.structs.replace(case, text=text, spans=spans, known_gap=True)


def _plain(rule: Rule, id: str, clean: str | Clean, default: str | None) -> Case:
    if isinstance(clean, Clean):
        return Case(rule, id, clean.text, clean.lang or default, (), site=clean.site, phrases=clean.phrases)
    return Case(rule, id, clean, default, ())


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its marks, and the spans that they held."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for piece in marked.split(OPEN):
        inside, closed, outside = piece.partition(CLOSE)
        if not closed:
            inside, outside = "", piece
        else:
            spans.append((at, at + len(inside)))
        parts += (inside, outside)
        at += len(inside) + len(outside)
    return "".join(parts), tuple(spans)


def failures(case: Case) -> Iterator[Outcome]:
    """What is wrong with a case; nothing if all is well."""
    code = case.lang or language.detect(case.text)
    phrases = tuple(map(OwnPhrase, case.phrases))
    setting = Setting(language=language.get(code), phrases=phrases, profile=_profile(case, code))
    bound = bind([case.rule], setting)

    def check(text: str, ask: Ask = USUAL) -> Scanned:
        return scan(Document(text, lang=code, medium=Medium(comments=comments)), bound, ask)

    first = check(case.text)
    found = first.findings
    spans = {(f.start, f.end) for f in found}
    wanted = set(case.spans)
    if case.known_gap:
        if spans - wanted:
            yield Outcome(case, "closed", f"a known gap is found now: {shown(case.text, spans)!r}; move it to examples")
        if wanted - spans:
            yield Outcome(case, "closed", f"flagged no more: {shown(case.text, wanted - spans)!r}; move it to clean")
        return
    if wanted - spans:
        yield Outcome(case, "missing", f"not flagged: {shown(case.text, wanted - spans)!r}")
    if spans - wanted:
        yield Outcome(case, "noisy", f"flagged: {shown(case.text, spans - wanted)!r}")
    if found != check(case.text, Ask(prefilter=False)).findings:
        yield Outcome(case, "missing", "the rule's needles hide what the rule finds")
    if case.safe is not None and any(f.safe != case.safe for f in found):
        yield Outcome(
            case, "unsafe", f"should be {'safe' if case.safe else 'unsafe'}: {[round(f.confidence, 3) for f in found]}"
        )
    yield from _unallowed(case, found)
    if found:
        yield from _repair(case, settle(first, check, lambda now, _: [f for f in now.findings if f.fix is not None]))


def _profile(case: Case, code: str | None) -> object:
    """What the other texts of the case's site show, where it has such."""
    if not case.site:
        return None
    from newslint.profile.profile import learn

    return learn((("", text) for text in case.site), lang=code)


def _unallowed(case: Case, found: list[Finding]) -> Iterator[Outcome]:
    for finding in found:
        new = finding.fix
        what = None if new is None else breach(case.text, finding.start, finding.end, new, case.rule.allows)
        if what is not None:
            yield Outcome(case, "unallowed", f"the fix of {finding.match!r} changes {what}; see 'allows'")


def _repair(case: Case, fixed: Fixed) -> Iterator[Outcome]:
    if fixed.unsettled:
        yield Outcome(case, "unsettled", "its fix never settles")
    elif case.good is not None and fixed.text != case.good:
        yield Outcome(case, "unfixed", f"gives {fixed.text!r}, not {case.good!r}")


def shown(text: str, spans: set[tuple[int, int]]) -> str:
    """The text with the spans marked."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + OPEN + text[start:end] + CLOSE + text[end:]
    return text


def marked(example: Example) -> str:
    """An example's damaged text without its marks."""
    return unmark(example.bad)[0]
