"""The scores of a document: what it is worth to a corpus, checked as it is, or mended.

>>> text = "The council met on Monday and voted for the bridge, which will be built in two years.\\nAdvertisement\\n"
>>> found = score(Document(text, lang="en"), Linter("en"))
>>> found.words, found.damage, found.warnings
(18, 0.191, 1)
"""

from __future__ import annotations

from collections.abc import Sequence

from newslint.evidence import language
from newslint.evidence.scores.damage import damage
from newslint.evidence.scores.filters import failed
from newslint.evidence.scores.scores import Scores
from newslint.linter.linter import Linter
from newslint.linter.settle import Fixed
from newslint.model.documents import Document
from newslint.model.findings import Finding, Severity


def score(document: Document, linter: Linter) -> Scores:
    """The scores of a document as it is."""
    return scored(document, linter.check_document(document), linter)


def scored(document: Document, found: Sequence[Finding], linter: Linter) -> Scores:
    """The scores of a document as it is, of which these are the findings."""
    return mended(document, Fixed(document.text, [], [*found], [], found=[*found]), linter)


def mended(document: Document, fixed: Fixed, linter: Linter) -> Scores:
    """The scores of a document with its fixes made."""
    counts: dict[Severity, int] = {"error": 0, "warning": 0, "info": 0}
    for one in fixed.remaining:
        counts[one.severity] += 1
    text = document.text
    now = document.again(fixed.text) if fixed.text != text else document
    return Scores(
        characters=len(text),
        words=len(document.words),
        removed=len(text) - len(now.text),
        fixed=len(fixed.applied),
        errors=counts["error"],
        warnings=counts["warning"],
        infos=counts["info"],
        damage=round(damage(text, fixed.found), 3),
        **_failed(now, linter),
    )


def _failed(document: Document, linter: Linter) -> dict[str, list[str]]:
    """The measures that a document fails; none, where it is no article."""
    if document.scope == "text":
        return {}
    function_words = language.get(linter.language(document)).function_words
    return {name: [*measures] for name, measures in failed(document.prose, frozenset(function_words)).items()}
