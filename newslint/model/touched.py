"""Which part of a text a change touches, and whether a finding lies there. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newslint.model.findings import Edit, Finding


class Touched(msgspec.Struct, frozen=True):
    """What is touched of a text: `spans` of whole lines; `seams`, the starts of lines before which some are gone."""

    spans: tuple[tuple[int, int], ...] = ()
    seams: tuple[int, ...] = ()

    def holds(self, finding: Finding) -> bool:
        """Does a finding lie there?"""
        start = finding.start - finding.column + 1
        last = max(finding.start, finding.end - 1)
        if any(start < high and low <= last for low, high in self.spans):
            return True
        return any(start < seam <= last for seam in self.seams)

    def after(self, edits: Sequence[Edit]) -> Touched:
        """The same in the text that the edits make."""
        spans = tuple((_moved(low, edits), _moved(high, edits)) for low, high in self.spans)
        return Touched(spans, tuple(_moved(seam, edits) for seam in self.seams))


NOTHING = Touched()


def _moved(offset: int, edits: Sequence[Edit]) -> int:
    """Where an offset is after the edits; one within what an edit replaces goes to its end."""
    growth = 0
    for edit in edits:
        if edit.start >= offset:
            break
        if edit.end > offset:
            return edit.start + growth + len(edit.new)
        growth += len(edit.new) - (edit.end - edit.start)
    return offset + growth
