"""Which word, once it is accepted, silences a finding."""

from __future__ import annotations

import re

from newslint.evidence import language
from newslint.linter.asking import USUAL, Ask
from newslint.linter.bindings import bind
from newslint.linter.linter import Linter
from newslint.linter.scan import scan
from newslint.model.documents import Document
from newslint.model.findings import Finding
from newslint.model.languages import Setting

_EDGES = re.compile(r"^\W+|\W+$")


def candidate(match: str) -> str | None:
    """The word that a match may be.

    >>> candidate(" the"), candidate("iPhone."), candidate("of the")
    ('the', 'iPhone', None)
    """
    word = _EDGES.sub("", match)
    return None if not word or any(character.isspace() for character in word) else word


def word(linter: Linter, document: Document, finding: Finding, ask: Ask = USUAL) -> str | None:
    """The word that, once accepted, silences a finding of the document; None where no word does."""
    one = candidate(finding.match)
    if one is None:
        return None
    rules = [rule for rule in linter.rules if rule.name == finding.rule]
    code = document.lang or linter.lang or language.detect(document.text)
    accepting = bind(rules, Setting(language=language.get(code), accept=linter.accept | {one.lower()}))
    left = scan(document, accepting, ask).findings
    same = any((other.start, other.end) == (finding.start, finding.end) for other in left)
    return None if same else one
