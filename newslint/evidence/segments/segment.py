"""What a segment is: a stretch of a text that one thing fills, and how sure it is where that ends.

>>> Segment(0, 13, 14, "Advertisement", Edge.PHRASE).sure, Segment(0, 5, 5, "Coast", Edge.WEAK).sure
(True, False)
"""

from __future__ import annotations

from enum import IntEnum

from newslint.model.documents import Line


class Edge(IntEnum):
    """How sure it is that one thing ends here and another begins, from the least to the most."""

    WEAK = 0
    """A capital after no full stop: a name may be in mid-sentence, too."""
    PHRASE = 1
    """A phrase or a label of the page's furniture begins or ends, or what it says is over."""
    SENTENCE = 2
    """A sentence has ended."""
    LINE = 3
    """A line break, or the text's own start or end."""


class Segment(Line, frozen=True, gc=False):
    """`text` is what is judged: the words as written, those of several lines with a blank between.

    `start` to `stop` is what goes where the segment goes: it and the blank beside it, after it or, for the last of a
    line, before it. `end` is where its last word ends. `edge` is the less sure one of its two ends.
    """

    edge: Edge = Edge.LINE

    @property
    def inside(self) -> bool:
        """Is it a part of a line?"""
        return self.edge is not Edge.LINE

    @property
    def sure(self) -> bool:
        """Is it known where it begins and where it ends?"""
        return self.edge is not Edge.WEAK
