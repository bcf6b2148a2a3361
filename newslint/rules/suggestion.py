"""What was meant by a name that nobody knows. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is written most like a name; None if none is much like it."""
    from difflib import get_close_matches  # only who mistypes waits for it

    return next(iter(get_close_matches(name, known, n=1)), None)


def did_you_mean(meant: str | None, otherwise: str = "") -> str:
    """What is said of the name that was perhaps meant; `otherwise` is said where there is none."""
    return otherwise if meant is None else f"did you mean {meant!r}?"
