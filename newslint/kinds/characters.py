r"""`kind: characters`: characters that nobody sees and nobody meant, or that stand for another one.

Pages carry soft hyphens for the browser's line breaks, zero-width spaces from editors, icons from private fonts. In
plain text they split words invisibly: a search for the whole word no longer finds it. The same character is part of
the spelling in another script, so each rule says beside what, and in which texts, it stays.

A hit is a run of characters of the table; nothing else is looked at. What stands on both sides of it decides, where the
rule asks for it. `confidence` is how often such a character is wrong; between two letters it may stand for a lost
space, so that the fix is less sure there.

    - name: lost-break-mark
      kind: characters
      message: mark for the browser's line breaks
      why: It splits the word for whoever searches for it.
      replace: {U+00AD: "", U+200B: "", U+2028-U+2029: "\n"}
      keep_beside: [Thai, Khmer]
      examples:
        - {bad: "Der Brenn⟦\u00AD⟧punkt lag am Stadtrand.", good: "Der Brennpunkt lag am Stadtrand."}
        - {bad: "The council met.⟦\u2028⟧It adjourned.", good: "The council met.\nIt adjourned."}
      clean: ["สวัสดี\u200Bครับ", "A hyphen-minus is a character that one sees."]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import regex

from newslint.model.documents import Document
from newslint.model.errors import RuleError
from newslint.model.findings import Allows, Hit, Share
from newslint.model.languages import Setting
from newslint.model.needles import Needle
from newslint.model.rules import Matcher, Rule
from newslint.rules import expressions

Between = Literal["letters", "not letters"]

REACH = 3
"""Characters around a hit that `unless` may look at: enough for the rules there are."""

FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their category that show nothing."""

UNSURE = 0.9
"""For fixes between two letters, where the character may stand for something lost. A rank below what is safe, chosen
and not measured."""


class Characters(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`replace` maps a character (`U+200B`) or a range (`U+E000-U+F8FF`) to what should stand there; null: only report.

    `keep_beside` and `keep_in` name scripts, or Emoji: next to, or in a text with, one of their letters the character
    is right. `between` is where it counts: between two letters, or anywhere else. `unsure_in_word`: between two letters
    the fix is not certain. What is near a match of `unless` is left to another rule. Neighbours make one hit.
    """

    replace: dict[str, str | None]
    keep_beside: list[str] = []
    keep_in: list[str] = []
    between: Between | None = None
    unsure_in_word: bool = False
    unless: str | None = None
    confidence: Share = 1.0

    @property
    def allows(self) -> Allows:
        """Letters and digits stay, unless the table itself names or writes some."""
        ends = {end for key in self.replace for end in (_codes(key)[0], _codes(key)[-1])}
        named = any(chr(code).isalnum() and chr(code) not in FILLERS for code in ends)
        written = any(character.isdigit() for new in self.replace.values() for character in new or "")
        return "text" if named or written else "signs"

    def needles(self, setting: Setting) -> frozenset[Needle]:
        return frozenset(map(_codes, self.replace))

    def bind(self, setting: Setting) -> Matcher:
        table = [(_codes(key), new) for key, new in self.replace.items()]
        pattern = _pattern([codes for codes, _ in table], tuple(self.keep_beside), self.between)
        letters = _compiled("|".join(map(_script, self.keep_in))) if self.keep_in else None
        spared = _compiled(self.unless) if self.unless else None

        def hits(document: Document) -> Iterator[Hit]:
            text = document.text
            if letters and letters.search(text):
                return
            for match in pattern.finditer(text):
                if spared and spared.search(text, max(0, match.start() - REACH), match.end() + REACH):
                    continue
                new = [_replacement(character, table) for character in match[0]]
                fix = None if None in new else "".join(piece for piece in new if piece is not None)
                start, end = match.span()
                yield Hit(start, end, fix, self._confidence(text, start, end))

        return hits

    def _confidence(self, text: str, start: int, end: int) -> float:
        inside = text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()
        return min(self.confidence, UNSURE) if self.unsure_in_word and inside else self.confidence


def _codes(key: str) -> range:
    """The code points of `U+200B` or `U+E000-U+F8FF`. Raises RuleError."""
    low, _, high = key.partition("-")
    try:
        first = int(low.removeprefix("U+"), 16)
        last = int((high or low).removeprefix("U+"), 16)
    except ValueError:
        first, last = 1, 0
    if not 0 <= first <= last <= sys.maxunicode:
        raise RuleError(f"replace: {key!r} is not a character; write U+200B, or U+E000-U+F8FF for a range")
    return range(first, last + 1)


def _replacement(character: str, table: Sequence[tuple[range, str | None]]) -> str | None:
    return next(new for codes, new in table if ord(character) in codes)


def _script(name: str) -> str:
    if name == "Emoji":
        return r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}]"
    return rf"\p{{Script={name}}}"


def _compiled(pattern: str) -> regex.Pattern[str]:
    try:
        return expressions.compiled(pattern)
    except RuleError as error:
        raise RuleError(f"keep: no such script: {error}") from error


def _pattern(characters: Iterable[range], beside: tuple[str, ...], between: Between | None) -> regex.Pattern[str]:
    run = "[" + "".join(rf"\U{codes.start:08x}-\U{codes.stop - 1:08x}" for codes in characters) + "]+"
    kept = "|".join(map(_script, beside))
    before, after = (f"(?<!{kept})", f"(?!{kept})") if kept else ("", "")
    if between == "letters":
        before, after = before + r"(?<=\p{L})", r"(?=\p{L})" + after
    if between == "not letters":
        after += r"(?:(?<!\p{L}" + run[:-1] + r"+)|(?!\p{L}))"
    return _compiled(before + run.rstrip("+") + "++" + after)
