"""Which findings are alike, and which are worth deciding first. Pure."""

from __future__ import annotations

import re
from hashlib import blake2b
from math import log1p

from newslint.model.findings import Finding, Severity

WEIGHT: dict[Severity, float] = {"error": 4.0, "warning": 2.0, "info": 1.0}
"""What a finding counts for by its severity; chosen: an error goes before two warnings that are as sure."""

SURE = 0.25
"""What a finding that is all but sure, or all but none, still counts for beside one that may be either; chosen."""

_DIGITS = re.compile(r"\d+")


def like(finding: Finding) -> str:
    """What findings that are alike have in common: the rule, what stands there, and what should; numbers don't matter.

    It is the same on every machine and in every run.
    """
    said = "\0".join((finding.rule, _folded(finding.match), "\1" if finding.fix is None else _folded(finding.fix)))
    return blake2b(said.encode("utf-8", "backslashreplace"), digest_size=10).hexdigest()


def worth(finding: Finding) -> float:
    """How much it is worth to decide a finding: more if it is severe, if it may as well be none, if much would go.

    Those that are alike add up, so what is frequent comes first.
    """
    unsure = SURE + (1 - SURE) * (1 - abs(2 * finding.confidence - 1))
    gone = max(len(finding.match) - len(finding.fix or ""), 0) if finding.fix is not None else 0
    return WEIGHT[finding.severity] * unsure * (1 + log1p(gone) / 4)


def _folded(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.split()))
