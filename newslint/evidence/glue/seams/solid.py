"""What people write solid in any language: elisions, titles, abbreviations, endings after a colon, units.

A text quotes, names people and lists addresses of other countries, so what the files of all languages say counts in a
text of any language, and in one whose language is not known.

    >>> "l" in solid().elided, "dr" in solid().titles, "mc" in {start.lower() for start in solid().beginnings}
    (True, True, True)
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from newslint.rules.languages import everywhere


class Solid(NamedTuple):
    """What all languages write solid, in small letters but for `beginnings`.

    `elided` ends a word before an apostrophe; `before_capitals` stands there by right even if a capital follows; where
    `glued` matches, a word was run together with an elision. `titles` are among the `abbreviations`.
    """

    elided: frozenset[str]
    before_capitals: frozenset[str]
    glued: regex.Pattern[str]
    titles: frozenset[str]
    abbreviations: frozenset[str]
    genders: frozenset[str]
    beginnings: frozenset[str]
    after_numbers: frozenset[str]


@lru_cache(maxsize=1)
def solid() -> Solid:
    """What the files of all languages say, together."""
    before_any = everywhere("elisions.solid")
    titles = everywhere("solid.titles")
    glued = sorted(map(str.capitalize, everywhere("elisions.glued")))
    return Solid(
        elided=before_any | everywhere("elisions.small"),
        before_capitals=before_any | everywhere("elisions.names"),
        glued=regex.compile(rf"\p{{Ll}}(?:{'|'.join(glued)})$" if glued else "(?!)"),
        titles=titles,
        abbreviations=titles | everywhere("solid.abbreviations"),
        genders=everywhere("solid.gender_endings"),
        beginnings=everywhere("names.beginnings"),
        after_numbers=SIGNS
        | everywhere("solid.after_numbers")
        | frozenset(map(str.lower, everywhere("clock.words") | everywhere("clock.halves"))),
    )


SIGNS = frozenset(
    "m s h g k b t l v w a km cm mm kg mg gb mb tb kb gw mw kw hz ghz mhz px pt x d p c f u min mp kwh mwh fps dpi ml"
    " cl dl hl ha".split()
)
"""The signs of units, in small letters, and letters such as those of 3D, 4x and 1080p: the same in every language."""
