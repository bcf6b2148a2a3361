"""A seam with its confidence, and the evidence that it was made of.

>>> telling({"again": 1.0, "sure": 0.0}, {"base": -2.0, "again": 0.5})["sure"]
6.1
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from newslint.evidence.glue.combined import SURE_ODDS, Amount, together, with_amount
from newslint.evidence.glue.doubts import NO_DOUBT, Doubt
from newslint.evidence.glue.seams import Seam
from newslint.evidence.glue.sums import total
from newslint.evidence.glue.weights import weights
from newslint.model.findings import Evidence


class Judged(NamedTuple):
    """A seam with its confidence, and what that was made of."""

    seam: Seam
    start: int
    end: int
    at: int
    confidence: float
    code: str
    said: Mapping[str, float]
    glue: Amount
    doubt: Doubt = NO_DOUBT
    beside: float = 0.0

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence, each piece with its weight in the sum."""
        weight = weights().final[self.seam.kind]
        features = telling(with_amount(together(self.seam, self.said, self.code), self.glue), weight)
        summed = [(name, weight[name] * value) for name, value in features.items() if value and name in weight]
        summed += ("sure by itself", features.get("sure", 0.0)), ("another gap of the chunk is sure", self.beside)
        return (Evidence("base", weight["base"]), *(Evidence(name, odds) for name, odds in summed if odds))


def telling(full: dict[str, float], table: Mapping[str, float]) -> dict[str, float]:
    """The evidence that counts: the full one; for a meeting that is sure by itself, no less than that is worth."""
    if "sure" not in full:
        return full
    lacking = SURE_ODDS - total(full, table)
    return {**full, "sure": lacking} if lacking > 0 else full
