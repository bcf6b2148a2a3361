"""Seams at punctuation, quotation marks and brackets: `year.The`, `dit«`, `end."The`, `(CNN)A`.

A mark without a space behind it is the commonest trace of a lost paragraph, and as often right: in numbers, times,
abbreviations, elisions. What is surely right gives no seam; where a run of marks leaves several places, each is one.

    >>> from newslint.evidence.glue.judge import lore_of
    >>> from newslint.rules.languages import languages
    >>> english = lore_of(languages()["en"])
    >>> [[chunk[: seam.at] for seam in at_marks(chunk, english)] for chunk in ("year.The", 'end."The', "3.5", "Mr.Ro")]
    [['year.'], ['end.', 'end."'], [], []]
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newslint.evidence.glue.seams.numbers import first_word, last_word
from newslint.evidence.glue.seams.outline import Outline
from newslint.evidence.glue.seams.seam import BY_MARKS, DOMAINS, Lore, Seam, halves, unit
from newslint.evidence.glue.seams.solid import solid
from newslint.evidence.signs import quotes

_MARKS = r"""[.?!¿¡…:;,)\]»”“"’'‘«„\[(–—%®™|*•►▶→>@\#$£€©]"""
_PLACE = regex.compile(
    rf"""
    (?<=[\p{{L}}\p{{N}}]) {_MARKS}+ (?=[\p{{L}}\p{{N}}])        # between two words
    |  ^ [?!:;»”)\].,…|%€►▶→>]+ [«„“"(\[@\#]* (?=[\p{{L}}\p{{N}}])  # after a space before it: « mot »suite
    |  ^ (?: [–—] | \[(?:…|\.\.\.)\] ) (?=\p{{Lu}})             # after a dash that a space stands before: Paris –Le
    |  (?<=[\p{{L}}\p{{N}}]) {_MARKS}* [«„(\[–—|©►-] $           # before a no-break space or a dash: mot« suite »
    |  (?<=[\p{{L}}\p{{N}}]) [.?!…:;)»”]+ • $                   # before the next item of a list
    |  ^ [.?!…:;)»”]+ [«„“©–—•-] $                             # between two no-break spaces: oui »« non
    """,
    regex.VERBOSE,
)
_SUFFIX = regex.compile(r"[(\[]\p{Ll}{1,3}[)\]]")
_SUFFIXED = regex.compile(r"(?:[(\[]\p{Ll}{1,3}[)\]]|\[\p{Lu}\])(?=\p{Ll})")

_DOUBLED = regex.compile(r"(\p{Lu})\1")
"""Half of a Spanish abbreviation of a plural."""

_KNOWN = 3.5
"""From this Zipf frequency on, a word behind the full stop of an abbreviation is one by itself."""

_STOPS, _COMMAS, _OPENERS = ".?!…:", ",;", "([„«@#$£©¿¡"
_BEGINNERS = "«„“\"([‘'–—|►▶→•@#$£©¿¡"
"""What a gap can stand before."""


def at_marks(chunk: str, lore: Lore) -> Iterator[Seam]:
    """The seams at every run of marks: before an opening one, after a closing one."""
    outline = Outline(chunk)
    for match in _PLACE.finditer(chunk):
        marks, start, end = match.group(), match.start(), match.end()
        after = chunk[end : end + 1]
        left = last_word(chunk, start) if start else last_word(marks, len(marks))
        right = first_word(chunk, end) if after else first_word(marks)
        if _is_solid(left[-1]) or _is_solid(right[0]):
            continue
        if _ordinary(marks, left, right, lore) or _in_brackets(outline, start, end):
            continue
        features = halves(left, right, lore) | _words(left, right) | _shape(outline, start, end)
        features["marks " + (marks if len(marks) < 3 else marks[:2] + "+")] = 1.0
        minutes = left[-1].isdigit() and marks[0] in "'’\""
        if minutes and len(marks) == 1 and right[0].isupper() and len(right) > 1:
            features["sure"] = 0.0  # 74'Goal: no sign of minutes belongs to the word after it
        for offset in _gaps(marks, after, lore.closing_quotes):
            if start + offset == 0 or (minutes and not offset):
                continue
            where = {"before " + (marks[offset] if offset < len(marks) else "word"): 1.0} if len(marks) > 1 else {}
            yield Seam(start + offset, _kind(marks, offset), left, right, unit(BY_MARKS, start), features | where)


def _is_solid(sign: str) -> bool:
    """Is it Chinese, Japanese or Korean? There no blank stands beside brackets and quotation marks."""
    return "\u3041" <= sign <= "\ud7a3"


def _ordinary(marks: str, left: str, right: str, lore: Lore) -> bool:
    """Marks that belong inside a word or number, 3.5, 10:30, l'eau, p.m, Leser:innen; and Markdown's links."""
    if "![" in marks or "](" in marks:
        return True
    written = solid()
    if marks[-1] == "—" and marks[0] in '”"’)' and right[0].islower():  # the “bottom line”—is
        return True
    if marks == ";" and left + right == "TLDR":
        return True
    if left[-1].isdigit() and right[0].isdigit():
        return marks in (".", ",", ":", "’", "'", "–", "—")
    if marks[0] == "[" and marks[-1] in "'’":  # qu['il]
        return True
    if marks[0] in "'’" and (left.lower() in written.before_capitals or written.glued.search(left)):
        return True
    if marks in ("'", "’", "''"):
        return not right[0].isupper()
    if marks == ".":
        return _ordinary_stop(left, right, lore)
    return (marks == ":" and right in written.genders) or (marks == "*" and right.lower() in written.genders)


def _ordinary_stop(left: str, right: str, lore: Lore) -> bool:
    """A full stop that belongs between two words: p.m, EE.UU, St.Gallen."""
    if _DOUBLED.fullmatch(left) and _DOUBLED.fullmatch(right):
        return True
    if len(left) == 1 and left.islower() and len(right) > 3 and right[0].isupper() and lore.words:
        return lore.words.zipf(right.lower()) < _KNOWN  # p.m.Authorities, r.Data
    if len(left) == 1:
        return (
            len(right) == 1
            or (left.isalpha() and (left + right).isupper())
            or not (left.isdigit() or right.lower() in lore.functions)
        )
    if left.lower() in solid().titles or (len(right) == 1 and right.islower()):
        return True
    return right[0].isdigit() and left.lower() in solid().abbreviations  # art.5, conj.5


def _in_brackets(outline: Outline, start: int, end: int) -> bool:
    """Is it half a word that stands in brackets, blessé(e)s, Bürger(in), [s]on, [S]on, or a share's code?"""
    chunk = outline.chunk
    if chunk[start] == "." and outline.has_ticker:
        return True
    if chunk[start] in ")]":
        opened = outline.opened_before(start)
        return opened >= 0 and _SUFFIXED.match(chunk, opened) is not None
    return _SUFFIX.match(chunk, end - 1) is not None


def _gaps(marks: str, after: str, closing: frozenset[str]) -> Iterator[int]:
    """Where in a run of marks a gap may be; `closing` are quotation marks that only close in this language."""
    between = marks.find('""') + 1
    for offset in range(len(marks) + 1):
        if between and offset != between:
            continue
        before = marks[offset - 1] if offset else ""
        follows = marks[offset] if offset < len(marks) else after
        if not follows or follows in closing:
            continue
        if not before:
            if (follows in _BEGINNERS and (after or follows not in "“\"‘'")) or (follows == "-" and not after):
                yield offset
        elif before in _OPENERS or (before == "“" and before not in closing):
            continue
        elif follows in _BEGINNERS or follows.isalnum() or (follows == "-" and not after):
            yield offset


def _kind(marks: str, offset: int) -> str:
    before = marks[offset - 1] if offset else marks[0]
    if before in _STOPS:
        return "stop"
    if before in _COMMAS:
        return "comma"
    if before in "()[]":
        return "bracket"
    return "quote" if before in quotes.ANY else "other"


def _words(left: str, right: str) -> dict[str, float]:
    features = {f"left {_look(left)}": 1.0} if _look(left) else {}
    features[f"right {_look(right) or ('capitalised' if right[0].isupper() else 'small')}"] = 1.0
    for side, word in (("left", left), ("right", right)):
        if len(word) <= 3:
            features[f"{side} of {len(word)}"] = 1.0
    if right.lower() in DOMAINS:
        features["right is a domain"] = 1.0
    if right.lower() in solid().genders:
        features["right is a gender ending"] = 1.0
    if left.lower() in solid().abbreviations:
        features["left is an abbreviation"] = 1.0
    return features


def _look(word: str) -> str:
    """What is special about a word beside marks; nothing if it is an ordinary one."""
    if not word[0].isalnum():
        return "nothing"
    if word[0].isdigit():
        return "digit"
    if word.isupper():
        return "all capitals" if len(word) > 1 else "one capital"
    return ""


def _shape(outline: Outline, start: int, end: int) -> dict[str, float]:
    """Marks elsewhere in the chunk: initials, abbreviations and domains have several dots."""
    features: dict[str, float] = {}
    if outline.dots.beside(start, end):
        features["more dots"] = 1.0
    if outline.slashes.beside(start, end):
        features["slash"] = 1.0
    if outline.digits.beside(start, end):
        features["digits in chunk"] = 1.0
    marks = outline.chunk[start:end]
    if any(closing in marks and outline.is_open(closing, start) for closing in ")]"):
        features["bracket opened in chunk"] = 1.0
    return features
