"""newslint's glued-word rules alone, for score.py --system."""

from __future__ import annotations

from newslint import Linter


def linter(lang: str) -> Linter:
    return Linter(lang, select=["glued"])
