"""The damage score: what share of a text stands in what no article has.

It is calibrated: of texts that score 0.1, a tenth is left-overs, on the average. docs/how-to-corpus.md has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable

from newslint.model.findings import Finding

UNNAMED, UNNAMED_BESIDE = 0.009, 0.04
"""The share of left-overs in what newslint leaves of a text in which it finds nothing, and in one where it finds some:
of 1,569 extractors' outputs of 48 sites (dev)."""


def damage(text: str, findings: Iterable[Finding]) -> float:
    """The share of a text's characters, blanks aside, in what is to go or cannot stay; in [0, 1].

    It counts what was found, by how sure that is, and what stays unnamed on the average.
    """
    visible = sum(map(len, text.split()))
    if not visible:
        return 0.0
    worst = dict[int, float]()
    for one in findings:
        if one.fix is None or len(one.fix.split()) < len(one.match.split()):
            for at in range(one.start, one.end):
                worst[at] = max(worst.get(at, 0.0), one.confidence)
    named = sum(sure for at, sure in worst.items() if not text[at].isspace()) / visible
    return min(1.0, named + (1 - named) * (UNNAMED_BESIDE if named else UNNAMED))
