r"""`kind: pattern`: a regular expression whose match is wrong, and what should stand there.

Much of what a page leaves has a form of its own: a blank before a comma, a tag, a note of the desk in brackets. The
form tells it, once what looks alike and is right is left out: `unless` names what may stand around a match, `topics`
what a text is about that shows such things on purpose. `confidence` says how often a match is damage, `ignore_case`
folds it, and `requires` are strings of which one is in every match, so that most texts need not be searched.

    - name: desk-note
      kind: pattern
      message: note of the desk
      why: Notes between editors go out with the article when nobody deletes them.
      pattern: ^\[[A-Z]{2,}:[^\]\n]*\]\n
      requires: ["["]
      unless: \[NB:[^\]\n]*\]\n
      topics: [shorthand]
      fix: ""
      allows: lines
      examples:
        - {bad: "The council met.\n⟦[DESK: check]\n⟧It adjourned.\n", good: "The council met.\nIt adjourned.\n"}
      clean:
        - "[NB: in euros.]\n"
        - "An editor's shorthand is easy:\n[DESK: check]\n"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from newslint.evidence.listings import shows_code
from newslint.evidence.references import named, spelled, words
from newslint.model.documents import Document
from newslint.model.errors import RuleError
from newslint.model.findings import Allows, Hit, Share
from newslint.model.languages import Language, Setting
from newslint.model.needles import Needle, required
from newslint.model.rules import Matcher, Rule
from newslint.rules import expressions

TIMEOUT = 10.0
"""Seconds that one pattern may take on one text; a rule that needs more finds nothing there, and is named."""


IN_CODE = 0.7
"""The confidence that a match has at most where a text shows lines of code: no fix is safe there."""


class Pattern(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`pattern` is verbose-mode regex syntax; `{name}` in it stands for the language's words or phrases of that name,
    `{any.name}` for the words of all languages (evidence/references.py).

    The group called `hit`, if there is one, is what is flagged; the rest is context. `fix` is the replacement, where
    `\\g<name>` stands for a group. A match inside a match of `unless` is right as it is. `allows` is what the fix may
    change: one that would do more, where a pattern matches more than was meant, is not made. One of `requires` is in
    every text with a match: in lower case in any case, with a capital as written. A text that says one of `topics`
    outside of all matches is about such things and means what it shows: nothing is said of it. `topics` and
    `requires` may name the words of all languages, too. `unsure_in_code`: a text that shows lines of code may show such
    things with them, and there no fix is safe.
    """

    pattern: str
    ignore_case: bool = False
    unless: str | None = None
    fix: str | None = None
    allows: Allows = "text"
    confidence: Share = 1.0
    requires: list[str] = []
    topics: list[str] = []
    unsure_in_code: bool = False

    @property
    def lighter(self) -> str:
        return "make its pattern simpler"

    def needles(self, setting: Setting) -> frozenset[Needle] | None:
        return frozenset(map(required, words(self.requires))) or None

    def bind(self, setting: Setting) -> Matcher:
        found = compiled(self.pattern, self.ignore_case, setting.language)
        spared = compiled(self.unless, self.ignore_case, setting.language) if self.unless else None
        topics = _any(list(words(self.topics))) if self.topics else None
        group = "hit" if "hit" in found.groupindex else 0
        fix = self.fix
        is_template = fix is not None and "\\" in fix

        def matches(text: str) -> Iterable[regex.Match[str]]:
            if topics is None:
                yield from found.finditer(text, timeout=TIMEOUT)
                return
            every = list(found.finditer(text, timeout=TIMEOUT))
            if every and topics.search(_without(text, every)) is None:
                yield from every

        def hits(document: Document) -> Iterator[Hit]:
            text = document.text
            right = Spared(spared, text) if spared else None
            sure = self.confidence
            for match in matches(text):
                start, end = match.span(group)
                if right and right.holds(start, end):
                    continue
                if self.unsure_in_code and shows_code(document):
                    sure = min(sure, IN_CODE)
                yield Hit(start, end, match.expand(fix) if is_template else fix, sure)

        return hits


def _without(text: str, matches: Iterable[regex.Match[str]]) -> str:
    """What of a text is in no match."""
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches), len(text)]
    return "\n".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _any(said: Sequence[str]) -> regex.Pattern[str]:
    """What finds any of some words or phrases, in any case. Raises RuleError."""
    pattern = "|".join(regex.escape(word, special_only=True) for word in said)
    return expressions.compiled(rf"\b(?:{pattern})\b", regex.IGNORECASE, most=expressions.MOST_GROWN)


MOST_NAMES = 5
"""Lists of words that a pattern may name. With so many of the longest it has not yet MOST_GROWN signs."""


def compiled(pattern: str, ignore_case: bool, language: Language) -> regex.Pattern[str]:
    """A rule's pattern made ready for a language. Raises RuleError."""
    flags = regex.VERBOSE | regex.MULTILINE | regex.VERSION1 | (regex.IGNORECASE if ignore_case else 0)
    if len(pattern) > expressions.MOST_SIGNS:
        return expressions.compiled(pattern, flags)
    if named(pattern) > MOST_NAMES:
        raise RuleError(f"bad pattern: has more than {MOST_NAMES} lists of words in braces; make several rules of it")
    return expressions.compiled(spelled(pattern, language), flags, most=expressions.MOST_GROWN)


class Spared:
    """What a pattern says of a text is right as it is, line by line; the line that was asked for last is remembered."""

    def __init__(self, pattern: regex.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._line = (-1, -1)
        self._spans: list[tuple[int, int]] = []

    def holds(self, start: int, end: int) -> bool:
        """Is text[start:end] part of a match on its line?"""
        if not self._line[0] <= start <= end <= self._line[1]:
            self._read(start, end)
        return any(left <= start and end <= right for left, right in self._spans)

    def _read(self, start: int, end: int) -> None:
        text = self._text
        low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        self._line = low, len(text) if high < 0 else high
        self._spans = [match.span() for match in self._pattern.finditer(text, *self._line, timeout=TIMEOUT)]
