"""`kind: glued`: words run together where a link, a bold word, a heading, a caption or a paragraph ended.

Naive joins of text nodes drop the white space between them: `Poutinea félicité`, `solideset`, `year.The`. No single
test tells such a chunk from a name, a brand or a compound, so evidence is added up: newslint/evidence/glue/judge.py.

All rules of the kind share one judgement of a text; `seams` says which kinds of seam a rule speaks of, `report` and
`safe` from which confidence on it reports and mends. The fix is a space at the seam and nothing else.

    - name: sentence-end-lost
      kind: glued
      seams: [stop]
      report: 0.5
      safe: 0.9
      message: sentences run together
      why: The paragraph's end was lost, and with it the word that began the next one.
      examples:
        - lang: en
          bad: "The mill burned last ⟦year.The⟧ council wants to build it up again."
          good: "The mill burned last year. The council wants to build it up again."
      clean:
        - {lang: en, text: "The mill has a page, mill.org, and a shop."}
        - {lang: en, text: "The mill burned at 4.30 p.m. on Monday."}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from newslint.evidence.glue.judge import Judged, judge
from newslint.model.documents import Document
from newslint.model.findings import Allows, Hit
from newslint.model.languages import Setting
from newslint.model.rules import Matcher, Rule


class Glued(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reports the kinds of seam named in `seams` (see newslint/seams/) from the confidence `report` on.

    The fix puts a space into the seam; it is safe from the confidence `safe` on.
    """

    seams: list[str]
    report: float
    safe: float

    @property
    def safe_from(self) -> float:
        return self.safe

    @property
    def allows(self) -> Allows:
        return "gaps"

    def bind(self, setting: Setting) -> Matcher:
        def hits(document: Document) -> Iterator[Hit]:
            judged = document.once("glue", lambda: judge(document, setting))
            wanted = [one for one in judged if one.seam.kind in self.seams and one.confidence >= self.report]
            return _hits(document.text, wanted, self.safe)

        return hits

    def candidates(self, setting: Setting) -> Matcher:
        def hits(document: Document) -> Iterator[Hit]:
            for one in document.once("glue", lambda: judge(document, setting)):
                if one.seam.kind in self.seams:
                    yield _hit(document.text, one.start, one.end, [one])

        return hits


def _hits(text: str, judged: Sequence[Judged], safe: float) -> Iterator[Hit]:
    """One hit for each chunk; where its seams differ in safety, one for each run of seams that agree.

    The hits of one chunk lie side by side: a piece between two of them belongs to the first.
    """
    for (start, end), found in groupby(judged, key=lambda one: (one.start, one.end)):
        runs = [list(run) for _, run in groupby(found, key=lambda one: one.confidence >= safe)]
        at = start
        for number, run in enumerate(runs):
            upto = runs[number + 1][0].at if number + 1 < len(runs) else end
            yield _hit(text, at, upto, run)
            at = upto


def _hit(text: str, start: int, end: int, found: Sequence[Judged]) -> Hit:
    bounds = [start, *(one.at for one in found), end]
    weakest = min(found, key=lambda one: one.confidence)
    fix = " ".join(text[low:high] for low, high in pairwise(bounds))
    return Hit(start, end, fix, weakest.confidence, weakest.evidence)
