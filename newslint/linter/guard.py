"""The guard: what the fixes of a kind may change in a text. It knows no rule's reasons, only what each promises.

A rule that errs finds what is right; a fix that breaks its promise is a bug, whatever the rule found. So every fix is
held against its promise before it is made, and the sum of all fixes once more against the text as it was.

    >>> breach("It endedon Monday.", 3, 10, "ended on", "gaps") is None
    True
    >>> breach("It endedon Monday.", 3, 10, "ended", "gaps")
    'more than put white space in'
    >>> breach("Read more\\nIt ended.\\n", 0, 10, "", "lines") is None, breach("It ended.", 0, 3, "", "lines")
    (True, 'something else than whole lines')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from newslint.evidence.segments.edges import may_part
from newslint.evidence.signs import bullets, quotes
from newslint.linter.asking import Scanned
from newslint.linter.settle import Fixed
from newslint.model.documents import Document
from newslint.model.findings import Allows, Edit, Finding, Hit

BULLETS = frozenset(bullets.MARKS)
"""Signs that stand before a line's words or make up a line of their own; they may go with white space."""

NEAR = 64
"""Characters beyond its own length on either side in which a repeat's first copy is looked for before anywhere else.
It changes the speed alone."""

BLANK = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their category that are there to fill a place and show nothing."""

QUOTES = frozenset(quotes.DOUBLE + quotes.RARE)
"""Quotation marks that no fix takes away or adds."""


SHORT = 100
"""A text of fewer letters and digits may go as a whole: a field that holds a label, a line that was a comment.
Chosen, not measured."""

MOST, GUARD = "max-deleted", "guard"
"""What holds fixes back: the most of a text that may go, or what their rules may change."""

BUG = "not made; this is a bug in the rule, please report it as SECURITY.md says"


class Guard:
    """Watches over the fixing of one document. `refused` tells what it did not let pass, in sentences; `held` names
    what held it back, MOST or GUARD, empty for nothing.
    """

    def __init__(self, allows: Mapping[str, Allows], max_deleted: float) -> None:
        self._allows = allows
        self._max_deleted = max_deleted
        self.refused: dict[str, None] = {}
        self.held = ""

    def lets(self, scanned: Scanned, finding: Finding) -> bool:
        """Does the fix of something found keep its rule's promise, in what was judged?"""
        seen = scanned.judged.get(finding)
        text, hit = seen or (scanned.text, Hit(finding.start, finding.end, finding.fix))
        what = breach(text, hit.start, hit.end, hit.fix or "", self._allows[finding.rule])
        if what is not None:
            self.refused[f"{finding.place}: {finding.rule} would have changed {what}; {BUG}"] = None
            self.held = self.held or GUARD
        return what is None

    def agrees(self, document: Document, fixed: Fixed) -> bool:
        """Do all the fixes together leave the document what it was?"""
        text, edits = _seen(document, fixed.edits)
        share = lost(text, edits)
        if share > self._max_deleted:
            most = f"max-deleted allows ({self._max_deleted:.0%})"
            away = f"fixes would take away {share:.0%} of it, more than {most}"
            self.refused[f"{document.origin.place}: {away}; left as it is"] = None
            self.held = MOST
            return False
        rules = [frozenset(self._allows[fixed.applied[cause].rule] for cause in causes) for causes in fixed.causes]
        what = untrue(text, list(zip(edits, rules, strict=True)))
        if what is not None:
            names = ", ".join(sorted({finding.rule for finding in fixed.applied}))
            self.refused[f"{document.origin.place}: {names} together would have changed {what}; {BUG}"] = None
            self.held = self.held or GUARD
        return what is None


def _seen(document: Document, edits: Sequence[Edit]) -> tuple[str, list[Edit]]:
    """The text and its edits, as they are seen: without tags and entities, where a document has such."""
    view = document.medium.view
    if view is None:
        return document.text, list(edits)
    parts, seen, at, size = list[str](), list[Edit](), 0, 0
    for edit in edits:
        kept, old = (view(document.text[low:high]).text for low, high in ((at, edit.start), (edit.start, edit.end)))
        parts += (kept, old)
        seen.append(Edit(size + len(kept), size + len(kept) + len(old), view(edit.new).text))
        at, size = edit.end, size + len(kept) + len(old)
    return "".join([*parts, view(document.text[at:]).text]), seen


def breach(text: str, start: int, end: int, new: str, allows: Allows) -> str | None:
    """What a fix of text[start:end] would do that its rule does not allow; None if it keeps its promise."""
    old = text[start:end]
    match allows:
        case "gaps":
            kept = solid(old) == solid(elided(old, new)) and within(old, new)
            return None if kept else "more than put white space in"
        case "space":
            return None if solid(old) == solid(new) else "more than white space"
        case "signs":
            kept = within(_letters(_parted(old)), _parted(new)) and _NUMBER.findall(new) == _NUMBER.findall(old)
            return None if kept else "letters or numbers"
        case "letters":
            kept = within(_ascii(old), _parted(new)) and _NUMBER.findall(new) == _NUMBER.findall(old)
            return None if kept else "letters or numbers that no wrong encoding can have changed"
        case "lines":
            whole = not solid(new) and _goes_whole(text, start, end)
            return None if whole or _unindented(text, start, old, new) else "something else than whole lines"
        case "repeat":
            return None if not solid(new) and _still_stands(text, start, end) else "words that stand nowhere else"
        case "text":
            return None


def untrue(text: str, edits: Sequence[tuple[Edit, frozenset[Allows]]]) -> str | None:
    """What all the fixes together changed in words that they keep: a number, a name, a quotation; None if nothing.

    Each edit comes with what the rules behind it allow. Where one of them may change text, anything goes.
    """
    for edit, allowed in edits:
        if "text" in allowed:
            continue
        old = text[edit.start : edit.end]
        if allowed <= _WHITE and solid(old) != solid(elided(old, edit.new) if "gaps" in allowed else edit.new):
            return "more than white space"
        if not allowed & _REWRITING and not within(filter(_telling, edit.new), filter(_telling, old)):
            return "a number, a name or a quotation"
    return None


_REWRITING: frozenset[Allows] = frozenset({"signs", "letters"})
_WHITE: frozenset[Allows] = frozenset({"gaps", "space"})


def lost(text: str, edits: Iterable[Edit]) -> float:
    """The share of a text's letters and digits that edits take away; 0 for a short text."""
    whole = len(_letters(text))
    if whole < SHORT:
        return 0.0
    gone = sum(max(0, len(_letters(text[edit.start : edit.end])) - len(_letters(edit.new))) for edit in edits)
    return gone / whole


def solid(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def elided(old: str, new: str) -> str:
    """What was made of a text, without the apostrophes that it had not between two letters: l'enfance for lenfance."""
    kept, left = [], 0
    for at, sign in enumerate(new):
        if sign in APOSTROPHES and new[at - 1 : at].isalpha() and new[at + 1 : at + 2].isalpha() and old[left] != sign:
            continue
        kept.append(sign)
        left += left < len(old) - 1 and old[left] == sign
    return "".join(kept)


APOSTROPHES = "'’"
"""Signs that a lost elision may be given back."""


def within(parts: Iterable[str], whole: Iterable[str]) -> bool:
    """Are the parts all in the whole, in their order?"""
    left = iter(whole)
    return all(part in left for part in parts)


def _parted(text: str) -> str:
    """The text with its accents and ligatures taken apart, so that a letter is found in what it was composed to."""
    return unicodedata.normalize("NFKD", text)


def _ascii(text: str) -> str:
    return "".join(character for character in text if character.isascii() and character.isalnum())


_NUMBER = re.compile(r"[0-9](?:[0-9.,:/]*[0-9])?")


def _telling(character: str) -> bool:
    """Is it of what numbers, names and quotations are made: a digit, a capital, a quotation mark?"""
    return character.isdigit() or character.isupper() or character in QUOTES


def _goes_whole(text: str, start: int, end: int) -> bool:
    """Are these whole lines, whole parts of one, or no more of one than its indentation and its bullet?"""
    begins = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    ends = end == len(text) or text[end - 1 : end] == "\n" or text[end] in "\r\n"
    if begins and (ends or BULLETS.issuperset(solid(text[start:end]))):
        return True
    return "\n" not in text[start:end] and (begins or may_part(text, start)) and (ends or may_part(text, end))


def _unindented(text: str, start: int, old: str, new: str) -> bool:
    """Do several lines lose no more than their indentation and their bullets?"""
    before, after = old.split("\n"), new.split("\n")
    if len(before) == 1 or len(before) != len(after) or text[text.rfind("\n", 0, start) + 1 : start].strip():
        return False
    pairs = zip(before, after, strict=True)
    return all(line.endswith(rest) and BULLETS.issuperset(solid(line[: len(line) - len(rest)])) for line, rest in pairs)


def _still_stands(text: str, start: int, end: int) -> bool:
    """Does what goes stand in the rest of the text, word for word?"""
    old, size = text[start:end].strip(), end - start + NEAR
    if text.find(old, 0, start) >= 0 or text.find(old, end) >= 0:
        return True
    beside = text[max(0, start - size) : start], text[end : end + size]
    return _words(old, *beside) or _words(old, text[:start], text[end:])


def _words(old: str, before: str, after: str) -> bool:
    left = _letters(f"{before}\n{after}")
    return all(_letters(word) in left for word in old.split())


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum() and character not in BLANK)
