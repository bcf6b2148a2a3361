r"""Of a passage in a line, the sentences that are meant: a notice goes, and what the article says beside it stays.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.segments.segment import Edge, Segment
>>> text = "The port is open. We use cookies here. The boats left."
>>> start, stop = narrowed(Segment(0, 54, 54, text, Edge.SENTENCE), get("en"), lambda piece: "cookies" in piece)
>>> text[start:stop]
'We use cookies here. '
"""

from __future__ import annotations

from collections.abc import Callable

from newslint.evidence.segments.sentences import sentences
from newslint.model.documents import Line
from newslint.model.languages import Language


def narrowed(passage: Line, language: Language, is_meant: Callable[[str], bool]) -> tuple[int, int]:
    """From where to where the first run of meant sentences goes, with the blank beside it; all where none is."""
    text = passage.text
    every = list(sentences(text, language))
    meant = [is_meant(text[start:end]) for start, end in every] if len(every) > 1 else []
    if all(meant) or not any(meant):
        return passage.start, passage.stop
    low = meant.index(True)
    high = meant.index(False, low) if False in meant[low:] else len(every)
    base = passage.end - len(text)
    stop = base + every[high][0] if high < len(every) else passage.stop
    last = high == len(every) and passage.stop == passage.end
    return base + (every[low - 1][1] if last and low else every[low][0]), stop
