"""Of many mistakes in one file, the first ones: who mends these has often mended all. Pure."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 20
"""Mistakes that are told; to look for what was meant by thousands of names would take minutes."""


def enough(mistakes: Sequence[str]) -> bool:
    """Are there more than are told, so that no more need be found?"""
    return len(mistakes) > MOST


def told(mistakes: Sequence[str]) -> str:
    """The mistakes, a line each; of too many the first, and that there are more."""
    lines = [line for mistake in mistakes for line in mistake.splitlines()]
    return "\n".join([*lines[:MOST], "and more; mend these first"] if len(lines) > MOST else lines)
