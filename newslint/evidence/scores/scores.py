"""The scores of a document, or of a record with several: counts, damage, and the measures of filters that it fails.

>>> both = Scores(characters=30, damage=0.1, gopher=["words"]) + Scores(characters=10, damage=0.5)
>>> both.characters, both.damage, both.gopher
(40, 0.2, ['words'])
"""

from __future__ import annotations

from typing import Any

import msgspec

COUNTS = ("characters", "words", "removed", "fixed", "errors", "warnings", "infos")
"""The scores that add up."""

FILTERS = ("c4", "gopher", "fineweb")
"""The filters of training corpora whose measures are taken."""


class Scores(msgspec.Struct, frozen=True, gc=False):
    """What one text is worth, or several of a record together.

    Of the text as given: its `characters` and `words`, and `damage`, the share of it that stands in what no article
    has, in [0, 1]. Of the text as it is now: how many characters fewer it has (`removed`); `fixed` counts findings that
    are mended, `errors`, `warnings` and `infos` those left; `c4`, `gopher` and `fineweb` name the measures of these
    filters that it fails (rules/evidence/filters.yaml). A title or a summary has no such measures.
    """

    characters: int = 0
    words: int = 0
    removed: int = 0
    fixed: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    damage: float = 0.0
    c4: list[str] = []
    gopher: list[str] = []
    fineweb: list[str] = []

    def __add__(self, other: Scores) -> Scores:
        """Of both: counts add up, damage is that of a character of either, a filter's measures are failed by one."""
        scores: dict[str, Any] = {name: getattr(self, name) + getattr(other, name) for name in COUNTS}
        for name in FILTERS:
            scores[name] = [*dict.fromkeys((*getattr(self, name), *getattr(other, name)))]
        damaged = self.damage * self.characters + other.damage * other.characters
        size = self.characters + other.characters
        return Scores(**scores, damage=round(damaged / size, 3) if size else 0.0)
