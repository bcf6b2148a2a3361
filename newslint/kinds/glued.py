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

from newslint.evidence.glue.judge import judge
from newslint.evidence.glue.judged import Judged
from newslint.evidence.glue.whole import SURE
from newslint.model.documents import Document
from newslint.model.evidence import log_odds
from newslint.model.findings import Allows, Evidence, Hit
from newslint.model.languages import Setting
from newslint.model.rules import Matcher, Rule


class Glued(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reports the kinds of seam named in `seams` (see newslint/evidence/glue/seams/) from the confidence `report` on.

    The fix puts a space into the seam; it is safe from the confidence `safe` on, unless something speaks against it
    that the confidence does not know (newslint/evidence/glue/doubts/).
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
            return self._hits(document.text, [one for one in judged if self._counts(one)])

        return hits

    def candidates(self, setting: Setting) -> Matcher:
        def hits(document: Document) -> Iterator[Hit]:
            for one in document.once("glue", lambda: judge(document, setting)):
                if one.seam.kind in self.seams:
                    yield self._hit(document.text, one.start, one.end, [one])

        return hits

    def _hits(self, text: str, judged: Sequence[Judged]) -> Iterator[Hit]:
        """One hit for each chunk; where its seams differ in safety or are other rules', one for each run of mine.

        The hits of one chunk lie side by side, those of other rules too, so that all are mended in one go: a piece
        between two of them belongs to the first.
        """
        for (start, end), found in groupby(judged, key=lambda one: (one.start, one.end)):
            runs = [(mine, list(run)) for (mine, _), run in groupby(found, key=self._run)]
            ends = [*(run[0].at for _, run in runs[1:]), end]
            for at, upto, (mine, run) in zip([start, *ends], ends, runs, strict=False):
                if mine:
                    yield self._hit(text, at, upto, run)

    def _counts(self, one: Judged) -> bool:
        """Is it reported, or so sure that another rule reports it?"""
        if one.doubt.denied:
            return False
        return one.confidence >= (self.report if one.seam.kind in self.seams else SURE)

    def _run(self, one: Judged) -> tuple[bool, bool]:
        """Is it this rule's, and safe?"""
        mine = one.seam.kind in self.seams
        return mine, mine and self._confidence(one) >= self.safe

    def _hit(self, text: str, start: int, end: int, found: Sequence[Judged]) -> Hit:
        weakest = min(found, key=self._confidence)
        bounds, gaps = [start, *(one.at for one in found), end], ["", *(one.doubt.gap for one in found)]
        fix = "".join(gap + text[low:high] for gap, (low, high) in zip(gaps, pairwise(bounds), strict=True))
        return Hit(start, end, fix, self._confidence(weakest), self._evidence(weakest), self._message(weakest))

    def _confidence(self, one: Judged) -> float:
        """How sure it is; what is in doubt is halfway between what is reported and what is safe, at most."""
        return min(one.confidence, (self.report + self.safe) / 2) if one.doubt else one.confidence

    def _evidence(self, one: Judged) -> tuple[Evidence, ...]:
        held = self._confidence(one)
        if held == one.confidence:
            return one.evidence
        return (*one.evidence, Evidence(f"in doubt: {one.doubt.why}", log_odds(held) - log_odds(one.confidence)))

    def _message(self, one: Judged) -> str | None:
        """The rule's message with what the chunk may mean, where that is known."""
        return f"{self.message}: {' or '.join(one.doubt.readings)}" if one.doubt.readings else None
