"""Straight quotation marks at a seam: which way do they face? Told from the line before them.

A curled mark says itself whether the gap is before or after it; a straight one, `no"and`, must be counted.

    >>> text = 'She said "no" and "yes"and left.'
    >>> facing(text, text.index("and left")), facing(text, text.index('"yes'))
    ('closes a quotation', 'before an opening quotation mark')
"""

from __future__ import annotations

REACH = 1000
"""Characters before a mark that are looked at."""

MOST = 10
"""Marks before it without white space on either side that are counted."""


def facing(text: str, at: int) -> str:
    """What a straight quotation mark before or after the offset `at` does there; nothing if there is none."""
    if text[at - 1 : at] == '"':
        return "closes a quotation" if _is_open(text, at - 1) else "opens a quotation"
    if text[at : at + 1] == '"':
        return "before a closing quotation mark" if _is_open(text, at) else "before an opening quotation mark"
    return ""


def _is_open(text: str, end: int) -> bool:
    """Is a quotation open at `end`? Told from the last mark with white space on one side, or by counting."""
    floor = max(0, end - REACH)
    start = max(floor, text.rfind("\n", floor, end) + 1)
    flips = False
    at = text.rfind('"', start, end)
    for _ in range(MOST):
        if at < 0:
            break
        before, after = text[max(start, at - 1) : at], text[at + 1 : at + 2]
        if not before or before.isspace() or before in "([":
            return not flips
        if not after or after.isspace() or after in ".,;:!?)":
            return flips
        flips = not flips
        at = text.rfind('"', start, at)
    return flips
