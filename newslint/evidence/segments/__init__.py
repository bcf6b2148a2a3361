"""Segments: the unit of rules on lines, whatever shape a text is stored in, each with its place.

Where paragraphs are lines, a segment is a line. Where the whole text is one line it is a sentence, a label, a credit, a
title inside it (flat.py, sentences.py); where text is wrapped at a width, the lines of one paragraph, or of one item
that hangs (wrapped.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from newslint.evidence.segments import flat, wrapped
from newslint.model.documents import Document, Line
from newslint.model.languages import Language

__all__ = ["segments"]


def segments(document: Document, language: Language) -> Sequence[Line]:
    """The segments of a document that hold more than blanks, from the top; those that are no plain line are a Segment.

    >>> from newslint.evidence.language import get
    >>> [segment.text for segment in segments(Document("The port is open.\\n\\nAdvertisement\\n"), get("en"))]
    ['The port is open.', 'Advertisement']
    """
    lines = [line for line in document.lines if line.text and not line.text.isspace()]
    if flat.is_flat(lines):
        return [segment for line in lines for segment in flat.parted(line, language)]
    width = wrapped.width(lines, language)
    return wrapped.joined(lines, width, language) if width else wrapped.hanging(lines, language)
