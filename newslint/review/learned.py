"""What decisions teach: how often a rule was right here, what follows, and decided cases as labelled data. Pure.

The labels are those that `benchmarks/fit_glue.py` and `benchmarks/fit_lines.py` read: texts with the offsets of their
lost gaps, and lines that are the article's (`body`) or left over (`boiler`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from newslint.model.findings import Finding
from newslint.review.decision import Decision, Verdict
from newslint.review.item import Item

ENOUGH = 10
"""Decisions from which on the rest of a rule may be treated alike; chosen: nine of nine are still one in ten wrong."""

AGREED = 0.95
"""The share of them that must say the same; chosen: as the unsafe fixes of the rules promise."""

USELESS = 0.2
"""A rule that is right less often than that here may as well be silent; chosen."""

_DECIDED: frozenset[Verdict] = frozenset(("accept", "edit", "reject"))


class Score(msgspec.Struct, frozen=True):
    """How often a rule was right: of so many `decided`, so many `accepted`; so many are `open`. `treat` says what may
    be done with those, None where that is not clear.
    """

    rule: str
    decided: int
    accepted: int
    open: int
    treat: Verdict | None


def scores(decisions: Iterable[Decision], open: dict[str, int]) -> list[Score]:
    """Each rule's score, the most decided first; `open` counts the findings of each rule that wait."""
    told: dict[str, list[bool]] = defaultdict(list)
    for one in decisions:
        if one.verdict in _DECIDED:
            told[one.what.rule].append(one.verdict != "reject")
    found = [
        Score(rule, len(said), sum(said), open.get(rule, 0), _treat(said, open.get(rule, 0)))
        for rule, said in told.items()
    ]
    return sorted(found, key=lambda score: (-score.decided, score.rule))


def _treat(said: Sequence[bool], open: int) -> Verdict | None:
    if len(said) < ENOUGH or not open:
        return None
    share = sum(said) / len(said)
    return "accept" if share >= AGREED else "reject" if share <= 1 - AGREED else None


class Proposal(msgspec.Struct, frozen=True):
    """A line for the configuration, and why."""

    line: str
    why: str


def proposals(decisions: Sequence[Decision]) -> Iterator[Proposal]:
    """What the configuration may say after these decisions."""
    for score in scores(decisions, {}):
        if score.decided >= ENOUGH and score.accepted < USELESS * score.decided:
            yield Proposal(
                f'ignore = ["{score.rule}"]', f"{score.rule} was right {score.accepted} times in {score.decided} here"
            )
    bound = _bound([(one.what.confidence, one.verdict != "reject") for one in decisions if one.verdict in _DECIDED])
    if bound:
        confidence, right, count = bound
        yield Proposal(
            f"min-confidence = {confidence:.2f}", f"of {count} decided that are at least so sure, {right} were right"
        )


def _bound(told: list[tuple[float, bool]]) -> tuple[float, int, int] | None:
    """The least confidence from which on findings were right often enough; None where that is all or nothing."""
    told.sort(reverse=True)
    right, best = 0, None
    for count, (confidence, yes) in enumerate(told, start=1):
        right += yes
        is_last = count == len(told) or told[count][0] < confidence
        if is_last and count >= 2 * ENOUGH and right >= AGREED * count:
            best = confidence, right, count
    return best if best and best[2] < len(told) else None


def lines_labelled(text: str, lang: str, site: str, page: str, items: Iterable[Item]) -> dict[str, Any]:
    """A text's lines with what was decided of them: `boiler` if it was accepted that they go, `body` if not."""
    labels: dict[int, str] = {}
    ends = [*(match.start() for match in re.finditer("\n", text)), len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    for item in items:
        finding = item.finding
        if finding.fix is None or finding.fix.strip() or item.state not in ("accept", "reject"):
            continue
        for number in range(bisect_left(starts, finding.start), bisect_left(starts, finding.end)):
            start, end = starts[number], ends[number]
            if text[start:end].strip() and finding.end >= end:
                labels[number] = "boiler" if item.state == "accept" else "body"
    lines = [[line, labels.get(number, "unknown")] for number, line in enumerate(text.split("\n"))]
    return {"lang": lang, "site": site, "page": page, "flavour": "leak", "lines": lines}


def glue_labelled(text: str, lang: str, site: str, page: str, items: Iterable[Item]) -> dict[str, Any]:
    """A text with its lost gaps: those that were accepted; what waits or was edited is left out as ambiguous."""
    gaps: dict[str, list[int]] = {"glues": [], "punct_glues": [], "ambiguous": []}
    for item in items:
        for at in _gaps(item.finding):
            if item.state == "accept":
                gaps["glues" if _within_word(text, at) else "punct_glues"].append(at)
            elif item.state != "reject":
                gaps["ambiguous"].append(at)
    return {"text": text, "lang": lang, "site": site, "page": page, **gaps}


def inserts_gaps(finding: Finding) -> bool:
    """Does a finding's fix do nothing but put blanks in?"""
    return bool(_gaps(finding))


def _gaps(finding: Finding) -> list[int]:
    """Where its fix puts blanks in; nothing where it does anything else."""
    gaps, at, fix = list[int](), 0, finding.fix or ""
    for character in fix:
        if at < len(finding.match) and character == finding.match[at]:
            at += 1
        elif character.isspace():
            gaps.append(finding.start + at)
        else:
            return []
    return gaps if at == len(finding.match) else []


def _within_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
