"""How pieces of evidence add up: each has a weight in log-odds, and the sum of them all gives a confidence."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log

from newslint.model.findings import Evidence


def confidence(evidence: Iterable[Evidence]) -> float:
    """The probability that the sum of the weights stands for, in [0, 1]; no evidence at all gives 0.5."""
    total = sum(piece.weight for piece in evidence)
    return 1 / (1 + exp(-total)) if total > -700 else 0.0


def log_odds(probability: float) -> float:
    """What sum of weights stands for a probability, in (0, 1)."""
    return log(probability / (1 - probability))
