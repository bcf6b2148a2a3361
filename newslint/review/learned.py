"""What decisions teach: how often a rule was right here, and what follows for the configuration. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from newslint.config.config import Config
from newslint.review.decision import Decision, Verdict

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
    """A line for the configuration, and why: a `rule` that shall not run, or the `least` confidence."""

    line: str
    why: str
    rule: str | None = None
    least: float | None = None

    def is_in(self, config: Config) -> bool:
        """Does a configuration say so already?"""
        return self.rule in config.ignore if self.least is None else config.min_confidence >= self.least


def proposals(decisions: Sequence[Decision]) -> Iterator[Proposal]:
    """What the configuration may say after these decisions."""
    for score in scores(decisions, {}):
        if score.decided >= ENOUGH and score.accepted < USELESS * score.decided:
            times = "once" if score.accepted == 1 else f"{score.accepted} times"
            why = f"{score.rule} was right {times} in {score.decided} here"
            yield Proposal(f'ignore = ["{score.rule}"]', why, rule=score.rule)
    bound = _bound([(one.what.confidence, one.verdict != "reject") for one in decisions if one.verdict in _DECIDED])
    if bound:
        least, right, count = bound
        why = f"of {count} decided that are at least so sure, {right} {'was' if right == 1 else 'were'} right"
        yield Proposal(f"min-confidence = {least:.2f}", why, least=least)


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
