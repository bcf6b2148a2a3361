"""Findings with what stands around them, as a report shows them and as a fingerprint knows them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import structs

from newslint.model.findings import Finding, Hit, Shown
from newslint.model.found import found

if TYPE_CHECKING:
    from newslint.model.documents import Document
    from newslint.model.rules import Rule

CONTEXT = 200
"""How many characters of the line before and after a place are kept for showing it."""


def shown(text: str, findings: Iterable[Finding], *, evidence: bool = False) -> Iterator[Shown]:
    """The findings with what stands around them, and with their evidence only where it is asked for."""
    for finding in findings:
        told = finding if evidence else structs.replace(finding, evidence=())
        yield Shown(told, *_around(text, finding.start, finding.end))


def shown_hit(document: Document, hit: Hit, rule: Rule) -> Shown:
    """A hit as it will be shown if it becomes a finding."""
    return Shown(found(hit, rule, document), *_around(document.text, hit.start, hit.end))


def called(one: Shown, name: str) -> Shown:
    """The finding with its rule called otherwise, as it was once."""
    return structs.replace(one, finding=structs.replace(one.finding, rule=name))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    low, high = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    whole_lines = end > start and text[end - 1] == "\n"
    after = "" if whole_lines else high.partition("\n")[0].removesuffix("\r")
    return low.rpartition("\n")[2], after
