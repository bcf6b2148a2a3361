"""Captions that end in their photo credit: "The port at dawn. Photo: Ana Ruiz/AFP", "... (REUTERS/Tom Okafor)".

The sentence of a caption reads like the article's; what gives it away is the credit behind it. A sentence that merely
names an agency ("..., selon l'AFP", "... the agency (KCNA)") has none: after a label, a bracket, a full stop or a bar,
nothing but names and agencies may follow to the end of the line.
"""

from __future__ import annotations

import re

from newslint.phrases import places, tokens
from newslint.shapes import Credit, Words, credit, is_full_name, is_name

LONGEST = 420
"""Characters up to which a line can be a caption; the longest of 600 seen had 390."""

SHORTEST = 12
"""Characters that stand before the credit at least; with fewer the line is a credit and no caption."""

TAIL = 100
"""Characters at the end of a line in which its credit stands."""

SIGNED = 200
"""Characters from which a line that ends in an agency alone is a paragraph with the agency's sign-off: "... (dpa)"."""

_SIGNS = re.compile(r"[:©/|)]|\s[–—-]\s|[.!?…»”\"]\s")
_BREAK = re.compile(r"[.!?…»”\"]\)?[ \N{NO-BREAK SPACE}]+|\s[–—|-]\s|\s/\s(?=[^/]*$)")
_BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_LINKS = frozenset({"by", "of", "von", "via", "par", "di", "de", "por"})
"""Words after which a label needs no colon ("Photo by ...")."""


def caption(text: str, known: Words) -> tuple[str, ...] | None:
    """The evidence that a line is a caption with its credit, or None."""
    if not SHORTEST < len(text) <= LONGEST or not _SIGNS.search(text, max(0, len(text) - TAIL)):
        return None
    text = text.rstrip(" .*")
    labelled = _after_label(text, known)
    if labelled:
        return labelled
    found = _in_brackets(text, known) or _after_break(text, known)
    if found and "agency alone" in found and (len(text) > SIGNED or "possible agency" in found):
        return None
    return found


def _after_label(text: str, known: Words) -> tuple[str, ...] | None:
    """What follows the last label of a credit ("Photo:", "Bild ©")."""
    start = max(0, len(text) - TAIL)
    spans = [(start + a, start + b) for a, b in places(text[start:])]
    said = tokens(text[start:])
    if len(said) != len(spans):  # a combining dot, which tokens leave out, parts two of them
        return None
    for number in range(len(spans) - 1, -1, -1):
        if said[number] not in known.photo_label_starts:
            continue
        for length in (3, 2, 1):
            phrase = said[number : number + length]
            if len(phrase) != length or " ".join(phrase) not in known.photo_labels:
                continue
            at, end = spans[number][0], spans[number + length - 1][1]
            if text[end:].lstrip(_BLANKS)[:1] not in (":", "©") and phrase[-1] not in _LINKS:
                continue
            rest = text[end:].strip(" ()[].:©" + _BLANKS)
            return _told(rest, known) if rest and at >= SHORTEST else None
    return None


def _in_brackets(text: str, known: Words) -> tuple[str, ...] | None:
    """What stands in the brackets that end the line."""
    at = text.rfind("(")
    if not text.endswith(")") or at < SHORTEST or len(text) - at > TAIL:
        return None
    found = credit(text[at + 1 : -1], known)
    return None if found is None else ("in brackets", *_weighed(found))


def _after_break(text: str, known: Words) -> tuple[str, ...] | None:
    """What stands after one of the last three full stops, dashes or bars, the most that can be a credit."""
    for match in list(_BREAK.finditer(text, max(0, len(text) - TAIL)))[-3:]:
        found = credit(text[match.end() :], known) if match.start() >= SHORTEST else None
        if found is not None and found.sure:
            return ("after a break", *_weighed(found))
    return None


def _told(rest: str, known: Words) -> tuple[str, ...] | None:
    found = credit(rest, known)
    if found is not None:
        return ("label", *_weighed(found))
    if not is_name(rest, known, 8):
        return None
    return ("label", "full name" if is_full_name(rest) else "name")


def _weighed(found: Credit) -> tuple[str, ...]:
    agency = "agency" if found.sure else "possible agency"
    return (agency,) if found.names or found.glued else (agency, "agency alone")
