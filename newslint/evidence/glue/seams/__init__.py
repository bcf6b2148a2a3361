"""Where two words may have been run together: every seam of a chunk, with what its surface and the word list say.

A chunk is what stands between white space. Scrapers that join text nodes without a separator leave seams inside chunks
at the ends of links, bold words, headings, captions and paragraphs: `Poutinea`, `solideset`, `victoryat`, `year.The`.
This package looks at one chunk at a time, so that what it says can be remembered; what the document around it says is
added by newslint/evidence/glue/around.py.

    >>> from newslint.evidence.glue.judge import lore_of
    >>> from newslint.rules.languages import languages
    >>> [(seam.kind, seam.left, seam.right) for seam in seams("victoryat", lore_of(languages()["en"]))]
    [('content', 'victor', 'yat'), ('function', 'victory', 'at')]
"""

from __future__ import annotations

from itertools import chain, islice

from newslint.evidence.glue.seams.gate import Gate
from newslint.evidence.glue.seams.kept import outside, suspect
from newslint.evidence.glue.seams.marks import at_marks
from newslint.evidence.glue.seams.numbers import at_numbers
from newslint.evidence.glue.seams.plain import is_bare, is_plain
from newslint.evidence.glue.seams.runs import in_runs
from newslint.evidence.glue.seams.seam import KINDS, MARKS, NUMBERS, WORDS, Lore, Placed, Seam, Words, known_here

__all__ = [
    "KINDS",
    "MARKS",
    "NUMBERS",
    "WORDS",
    "Gate",
    "Lore",
    "Placed",
    "Seam",
    "Words",
    "is_plain",
    "known_here",
    "seams",
    "suspect",
]


def seams(chunk: str, lore: Lore, gate: Gate | None = None) -> tuple[Seam, ...]:
    """The seams of a chunk, from left to right. Where there is a gate, cuts of words that it stops are left out.

    Raises TimeoutError where they are too many to be looked at: no words were run together there.
    """
    if len(chunk) < 2 or chunk.isdigit() or (chunk[-1] in "ÂÃ" and chunk[-2].islower()):  # mojibake of a space
        return ()
    bare = is_bare(chunk)
    parts = (in_runs(chunk, lore, gate), *(() if bare else (at_numbers(chunk, lore.words), at_marks(chunk, lore))))
    most = MOST + len(chunk) // EACH
    found = list(islice(chain.from_iterable(parts), most + 1))
    if len(found) > most:
        raise TimeoutError(f"more than {most:,} seams")
    if not bare and not suspect(chunk):
        found = list(outside(chunk, found, lore))
    return tuple(sorted(found, key=lambda seam: seam.at))


MOST, EACH = 20_000, 2
"""Seams of a chunk: so many, and one for so many characters. Of 2,600 articles as stored and joined the densest has one
in 8 characters, and the one with the most has 381 in all; a picture in base64 has one in 4, none of which is glue."""
