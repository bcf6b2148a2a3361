"""What newslint knows of one language: data only, one file of rules/languages/ each."""

from __future__ import annotations

import msgspec


class PhraseList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases of one kind in one language.

    `seen` were met on real pages; `more` are known to be used but have no page behind them: no safe fix rests on them.
    """

    seen: list[str] = []
    more: list[str] = []


class Repeats(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which words may stand twice in a row (`allowed`), and which never do (`never`): there the second may go."""

    allowed: list[str] = []
    never: list[str] = []


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What newslint knows of one language: data only, one file of rules/languages/ each."""

    code: str
    name: str
    function_words: list[str] = []
    months: list[str] = []
    weekdays: list[str] = []
    time_words: list[str] = []
    auxiliaries: list[str] = []
    participle_endings: list[str] = []
    enclitics: list[str] = []
    closing_quotes: list[str] = []
    repeats: Repeats = Repeats()
    words: dict[str, list[str]] = {}
    phrases: dict[str, PhraseList] = {}
    formulas: dict[str, PhraseList] = {}


UNKNOWN = Language(code="und", name="unknown")


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule is made ready for: a language, and the words that the user calls right (in lower case)."""

    language: Language = UNKNOWN
    accept: frozenset[str] = frozenset()
